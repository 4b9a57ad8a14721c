#pragma once
// What every view is drawn with: colours, sizes, widths of letters, and words in the reader's language.

#include <algorithm>
#include <span>
#include <string_view>

#include "render/labels.h"
#include "render/text_measure.h"
#include "render/theme.h"

namespace render {

struct Look {
    const Theme& theme;
    const TextMeasure& measure;
    const PictureLabels& labels;
    Metrics metrics;

    /// The width of a line, in tenths of a pixel at 100 %, as the theme wants it.
    constexpr Coord stroke(std::int32_t tenthsAtFull) const {
        return metrics.tenths(tenthsAtFull) * theme.strokePercent / 100;
    }
};

/// What the reader has picked and points at; the same in all views.
struct Pointing {
    Ref selected;  ///< Drawn with a thick ring or frame of ink.
    Ref hovered;
    /// What the selection stands for where the pictures have no mark for it itself: an event marks its server, its
    /// message and its log entries. Drawn like `selected`.
    std::span<const Ref> marked = {};

    bool isSelected(Ref ref) const {
        return !ref.empty() && (selected == ref || std::find(marked.begin(), marked.end(), ref) != marked.end());
    }
};

}  // namespace render
