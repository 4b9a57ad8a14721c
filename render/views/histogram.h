#pragma once
// Many elections at once: how many terms and how much time it took until somebody led. The numbers come from whoever
// ran them; the picture knows neither seeds nor servers.

#include <cstdint>
#include <string>
#include <vector>

#include "render/look.h"

namespace render {

/// One way to set up a cluster, run with many seeds.
struct HistogramSeries {
    std::string name;  ///< "150–300 ms"
    std::uint32_t elections = 0;
    std::vector<std::uint32_t> terms;   ///< How many of them had a leader in term 1, 2, 3, …
    std::vector<std::int64_t> timesUs;  ///< Until there was a leader, of those that found one; in any order.
};

/// What is measured, and what it is compared with if anything is. Both are shown on the same axes.
struct HistogramInput {
    std::vector<HistogramSeries> series;  ///< At most two.
};

struct HistogramOptions {
    Box box;  ///< Everything is drawn inside.
};

/// The terms as bars side by side; the time as the share of elections that were over by then (Figure 16 of the paper).
void drawHistogram(const HistogramInput& input, const HistogramOptions& options, const Look& look, Scene& scene);

}  // namespace render
