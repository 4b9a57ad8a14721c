#pragma once
// What every view is drawn with: colours, sizes, widths of letters, and words in the reader's language.

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
};

/// What the reader has picked and points at; the same in all views.
struct Pointing {
    Ref selected;  ///< Drawn with a thick ring or frame of ink.
    Ref hovered;
};

}  // namespace render
