#pragma once
// A survey of elections as the histogram wants it: with its ranges in words.

#include "app/studio/election_survey.h"
#include "app/studio/i18n.h"
#include "render/views/histogram.h"

namespace studio {

/// "150–300 ms"
std::string rangeText(const TimeoutRange& range, const Texts& texts);

render::HistogramInput histogramOf(const Survey& survey, const Texts& texts);

}  // namespace studio
