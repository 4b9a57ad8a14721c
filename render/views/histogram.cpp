#include "render/views/histogram.h"

#include <algorithm>
#include <array>
#include <string>

#include "render/views/marks.h"

namespace render {
namespace {

constexpr std::size_t kTermsMax = 6;  ///< The last bar holds all that took more.
constexpr std::size_t kSeriesMax = 2;
constexpr std::string_view kMore = "+";

struct HistogramPicture {
    const HistogramInput& input;
    const HistogramOptions& options;
    const Look& look;
    Scene& scene;
    std::string& words;

    std::size_t series() const { return std::min(input.series.size(), kSeriesMax); }
};

/// A plot with its title above and its axis below.
struct Plot {
    Box title;
    Box area;
    Coord axisY = 0;  ///< Where the letters of the axis stand: their middle.
};

Plot plotIn(const HistogramPicture& picture, const Box& box) {
    const Metrics& metrics = picture.look.metrics;
    Plot plot;
    plot.title = {box.left, box.top, box.right, box.top + metrics.of(18)};
    plot.area = {box.left + metrics.of(38), plot.title.bottom + metrics.of(8), box.right - metrics.of(14),
                 box.bottom - metrics.of(20)};
    plot.axisY = box.bottom - metrics.of(9);
    return plot;
}

std::string percentText(const Look& look, std::int64_t percent) {
    const std::string number = std::to_string(percent);
    std::string out;
    appendLabel(out, look.labels.share, {{"percent", number}});
    return out;
}

/// What is measured is solid; what it is compared with is open: hue means term, so it cannot tell them apart.
void drawSample(const HistogramPicture& picture, const Box& box, std::size_t series) {
    const Theme& theme = picture.look.theme;
    if (series == 0) {
        picture.scene.rect(box, 0, theme.ink);
        return;
    }
    const Coord rim = picture.look.stroke(15);
    if (box.height() <= 2 * rim || box.width() <= 2 * rim) {
        picture.scene.rect(box, 0, theme.ink);
        return;
    }
    picture.scene.rect(box.grown(-rim / 2), 0, theme.panel, {theme.ink, rim});
}

void drawTitle(const HistogramPicture& picture, const Plot& plot, std::string_view text) {
    const Look& look = picture.look;
    const Coord size = look.metrics.small();
    const std::string_view shown =
        ellipsize(look.measure, Face::SemiBold, size, text, plot.title.width(), picture.words);
    addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.ink, Align::Start},
            {plot.title.left, baselineAround(plot.title.center().y, size)}, shown);
}

/// Shares of all elections: lines at 0, 50 and 100 %.
void drawShares(const HistogramPicture& picture, const Plot& plot) {
    const Look& look = picture.look;
    const GroupScope group(picture.scene, {}, Role::Axis);
    const Coord size = look.metrics.label();
    const bool low = plot.area.height() < 3 * size;
    for (const std::int64_t percent : {0, 50, 100}) {
        if (low && percent == 50) continue;
        const Coord y = plot.area.bottom - permilleOf(plot.area.height(), percent * 10);
        const bool base = percent == 0;
        picture.scene.line({plot.area.left, y}, {plot.area.right, y},
                           {base ? look.theme.dim : look.theme.hairline, look.stroke(base ? 12 : 10)});
        addText(picture.scene, look.measure, {Face::Mono, size, look.theme.dim, Align::End},
                {plot.area.left - look.metrics.of(6), baselineAround(y, size)}, percentText(look, percent));
    }
}

std::uint32_t inBar(const HistogramSeries& series, std::size_t bar) {
    std::uint32_t count = 0;
    for (std::size_t term = 0; term < series.terms.size(); ++term) {
        if (std::min(term, kTermsMax - 1) == bar) count += series.terms[term];
    }
    return count;
}

void drawTermBars(const HistogramPicture& picture, const Plot& plot) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    drawTitle(picture, plot, look.labels.termsToLeader);
    drawShares(picture, plot);
    const Coord slot = plot.area.width() / static_cast<Coord>(kTermsMax);
    const auto count = static_cast<Coord>(std::max<std::size_t>(picture.series(), 1));
    const Coord width = std::min(slot * 7 / 10 / count, metrics.of(30));
    const Coord size = metrics.label();
    for (std::size_t bar = 0; bar < kTermsMax; ++bar) {
        const Coord middle = plot.area.left + slot * static_cast<Coord>(bar) + slot / 2;
        std::string name = std::to_string(bar + 1);
        if (bar + 1 == kTermsMax) name += kMore;
        for (std::size_t series = 0; series < picture.series(); ++series) {
            const HistogramSeries& of = picture.input.series[series];
            const std::uint32_t found = inBar(of, bar);
            const std::int64_t permille = std::int64_t{found} * 1000 / std::max(of.elections, 1U);
            const Coord left = middle - width * count / 2 + width * static_cast<Coord>(series);
            const Coord top = plot.area.bottom - permilleOf(plot.area.height(), permille);
            const std::string share = percentText(look, (permille + 5) / 10);
            picture.words.clear();
            appendLabel(picture.words, look.labels.altBar, {{"series", of.name}, {"from", name}, {"share", share}});
            const GroupScope group(picture.scene, {}, Role::Moment, picture.words);
            if (found > 0) {
                drawSample(picture,
                           {left + metrics.of(1), std::min(top, plot.area.bottom - metrics.of(2)),
                            left + width - metrics.of(1), plot.area.bottom},
                           series);
            }
        }
        addText(picture.scene, look.measure, {Face::Mono, size, look.theme.dim, Align::Middle},
                {middle, baselineAround(plot.axisY, size)}, name);
    }
}

std::vector<std::int64_t> sortedTimes(const HistogramSeries& series) {
    std::vector<std::int64_t> times = series.timesUs;
    std::sort(times.begin(), times.end());
    return times;
}

/// The axis ends at a round time behind nearly all of them: a few that took for ever would hide the rest.
std::int64_t axisEndMs(const HistogramPicture& picture) {
    std::int64_t far = 1;
    for (std::size_t series = 0; series < picture.series(); ++series) {
        const std::vector<std::int64_t> times = sortedTimes(picture.input.series[series]);
        if (!times.empty()) far = std::max(far, times[(times.size() - 1) * 98 / 100] / 1000 + 1);
    }
    for (std::int64_t decade = 10;; decade *= 10) {
        for (const std::int64_t quarters : {4, 6, 8, 10, 12, 16, 20, 30}) {
            if (decade * quarters / 4 >= far) return decade * quarters / 4;
        }
    }
}

void drawTimeTicks(const HistogramPicture& picture, const Plot& plot, std::int64_t endMs) {
    const Look& look = picture.look;
    const GroupScope group(picture.scene, {}, Role::Axis);
    const Coord size = look.metrics.label();
    const int parts = plot.area.width() >= look.metrics.of(260) ? 4 : 2;
    for (int part = 0; part <= parts; ++part) {
        const Coord x = plot.area.left + plot.area.width() * part / parts;
        if (part > 0)
            picture.scene.line({x, plot.area.top}, {x, plot.area.bottom}, {look.theme.hairline, look.stroke(10)});
        const std::string number = std::to_string(endMs * part / parts);
        picture.words.clear();
        // The unit once, at the end.
        if (part == parts) {
            appendLabel(picture.words, look.labels.milliseconds, {{"ms", number}});
        } else {
            picture.words = number;
        }
        const Coord width = textWidth(look.measure, Face::Mono, size, picture.words);
        const Coord right = std::min(x + width / 2, picture.options.box.right);
        addText(picture.scene, look.measure, {Face::Mono, size, look.theme.dim, Align::End},
                {right, baselineAround(plot.axisY, size)}, picture.words);
    }
}

/// The share of elections that were over by a time, as steps from left to right.
void drawCurve(const HistogramPicture& picture, const Plot& plot, std::size_t series, std::int64_t endMs) {
    const HistogramSeries& of = picture.input.series[series];
    const std::vector<std::int64_t> times = sortedTimes(of);
    if (times.empty()) return;
    const auto xOf = [&](std::int64_t us) {
        const std::int64_t end = endMs * 1000;
        return plot.area.left + static_cast<Coord>(std::min(us, end) * plot.area.width() / end);
    };
    const std::int64_t all = std::max<std::int64_t>(of.elections, 1);
    const auto yOf = [&](std::size_t over) {
        return plot.area.bottom - permilleOf(plot.area.height(), static_cast<std::int64_t>(over) * 1000 / all);
    };
    std::vector<Point> line{{plot.area.left, plot.area.bottom}};
    for (std::size_t i = 0; i < times.size() && times[i] <= endMs * 1000; ++i) {
        const Point step{xOf(times[i]), yOf(i + 1)};
        // No more points than columns of pixels: what lies in one of them is one step.
        if (step.x - line.back().x < kUnitsPerPx) {
            line.back().y = step.y;
        } else {
            line.push_back({step.x, line.back().y});
            line.push_back(step);
        }
    }
    line.push_back({plot.area.right, line.back().y});
    const std::int64_t median = times[(times.size() - 1) / 2] / 1000;
    const std::string value = std::to_string(median);
    picture.words.clear();
    std::string ms;
    appendLabel(ms, picture.look.labels.milliseconds, {{"ms", value}});
    const std::string share = ms;
    appendLabel(picture.words, picture.look.labels.medianOf, {{"value", share}});
    const GroupScope group(picture.scene, {}, Role::Arrow, of.name + ": " + picture.words);
    Stroke stroke{picture.look.theme.ink, picture.look.stroke(series == 0 ? 28 : 16)};
    if (series == 0) {
        picture.scene.polyline(line, stroke);
        return;
    }
    // Two thin lines: dashes would say "not yet".
    const Coord half = picture.look.metrics.tenths(18);
    stroke.width = picture.look.stroke(48);
    picture.scene.polyline(line, stroke);
    picture.scene.polyline(line, {picture.look.theme.panel, stroke.width - half});
}

void drawTimeCurves(const HistogramPicture& picture, const Plot& plot) {
    const std::int64_t endMs = axisEndMs(picture);
    drawTitle(picture, plot, picture.look.labels.timeToLeader);
    drawShares(picture, plot);
    drawTimeTicks(picture, plot, endMs);
    picture.scene.beginClip({plot.area.left, plot.area.top - picture.look.metrics.of(4), plot.area.right,
                             plot.area.bottom + picture.look.metrics.of(1)});
    for (std::size_t series = picture.series(); series-- > 0;) drawCurve(picture, plot, series, endMs);
    picture.scene.endClip();
}

std::string legendText(const HistogramPicture& picture, const HistogramSeries& series) {
    const PictureLabels& labels = picture.look.labels;
    std::string out = series.name;
    const std::string elected = std::to_string(series.timesUs.size());
    const std::string elections = std::to_string(series.elections);
    out += " \xC2\xB7 ";
    appendLabel(out, labels.electedOf, {{"elected", elected}, {"elections", elections}});
    const std::vector<std::int64_t> times = sortedTimes(series);
    if (times.empty()) return out;
    const std::string value = std::to_string(times[(times.size() - 1) / 2] / 1000);
    std::string ms;
    appendLabel(ms, labels.milliseconds, {{"ms", value}});
    const std::string median = ms;
    out += " \xC2\xB7 ";
    appendLabel(out, labels.medianOf, {{"value", median}});
    return out;
}

/// A line for each series: how it is drawn, what it is called, how many found a leader and how fast. Returns where it
/// ends.
Coord drawLegend(const HistogramPicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.small();
    Coord top = picture.options.box.top;
    Coord x = picture.options.box.left;
    for (std::size_t series = 0; series < picture.series(); ++series) {
        const std::string text = legendText(picture, picture.input.series[series]);
        const Coord width = textWidth(look.measure, Face::Text, size, text) + metrics.of(24);
        if (series > 0 && x + width > picture.options.box.right) {
            x = picture.options.box.left;
            top += metrics.of(20);
        }
        const Coord middle = top + metrics.of(10);
        drawSample(picture, boxAround({x + metrics.of(7), middle}, metrics.of(7), metrics.of(6)), series);
        const std::string_view shown = ellipsize(look.measure, Face::Text, size, text,
                                                 picture.options.box.right - x - metrics.of(22), picture.words);
        addText(picture.scene, look.measure, {Face::Text, size, look.theme.ink, Align::Start},
                {x + metrics.of(22), baselineAround(middle, size)}, shown);
        x += width + metrics.of(24);
    }
    return top + metrics.of(26);
}

void drawNothing(const HistogramPicture& picture) {
    const Look& look = picture.look;
    const Coord size = look.metrics.small();
    const Box& box = picture.options.box;
    const std::string_view text =
        ellipsize(look.measure, Face::Text, size, look.labels.noSurvey, box.width(), picture.words);
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Middle},
            {box.center().x, baselineAround(box.center().y, size)}, text);
}

}  // namespace

void drawHistogram(const HistogramInput& input, const HistogramOptions& options, const Look& look, Scene& scene) {
    std::string words;
    const HistogramPicture picture{input, options, look, scene, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altHistogram);
    if (picture.series() == 0) return drawNothing(picture);
    Box rest = options.box;
    rest.top = drawLegend(picture);
    const Metrics& metrics = look.metrics;
    if (rest.height() < metrics.of(18 + 8 + 20 + 16)) return;  // Too low for a plot: the legend has the numbers.
    const Coord least = metrics.of(18 + 8 + 20 + 40);
    // Too low for an axis: the words above have said it.
    if (rest.height() < least) return;
    // Side by side where it is wide, below each other where it is high, else the terms alone.
    if (rest.width() >= metrics.of(440)) {
        const Coord middle = rest.left + rest.width() * 42 / 100;
        drawTermBars(picture, plotIn(picture, {rest.left, rest.top, middle - metrics.of(10), rest.bottom}));
        drawTimeCurves(picture, plotIn(picture, {middle + metrics.of(10), rest.top, rest.right, rest.bottom}));
    } else if (rest.height() >= 2 * least) {
        const Coord middle = rest.center().y;
        drawTermBars(picture, plotIn(picture, {rest.left, rest.top, rest.right, middle - metrics.of(5)}));
        drawTimeCurves(picture, plotIn(picture, {rest.left, middle + metrics.of(5), rest.right, rest.bottom}));
    } else {
        drawTermBars(picture, plotIn(picture, rest));
    }
}

}  // namespace render
