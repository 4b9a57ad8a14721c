#pragma once
// Widths from the font files that the program is shipped with; without cairo and fonts, the fixed widths.

#include <memory>
#include <string>

#include "render/text_measure.h"

namespace render {

/// Never null. The same widths as writePng draws with. `fontDirectory` as in PngOptions.
std::unique_ptr<TextMeasure> openFontMeasure(const std::string& fontDirectory = {});

}  // namespace render
