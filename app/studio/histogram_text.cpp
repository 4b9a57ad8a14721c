#include "app/studio/histogram_text.h"

namespace studio {

std::string rangeText(const TimeoutRange& range, const Texts& texts) {
    const std::string min = std::to_string(range.min.us / 1000);
    const std::string max = std::to_string(range.max.us / 1000);
    if (range.min == range.max) return texts.format("survey.singleMs", {{"min", min}});
    return texts.format("survey.range", {{"min", min}, {"max", max}});
}

render::HistogramInput histogramOf(const Survey& survey, const Texts& texts) {
    render::HistogramInput input;
    for (const SurveySeries& series : survey.series) {
        input.series.push_back({rangeText(series.range, texts), series.elections, series.terms, series.timesUs});
    }
    return input;
}

}  // namespace studio
