#pragma once
// Widths from the font files that the program is shipped with; without cairo and fonts, the fixed widths.

#include <memory>

#include "render/text_measure.h"

namespace render {

/// Never null. The same widths as writePng draws with.
std::unique_ptr<TextMeasure> openFontMeasure();

}  // namespace render
