#pragma once
// A scene as SVG 1.1 in the small subset that PowerPoint, LibreOffice, Inkscape and browsers agree on.

#include <string>

#include "render/scene.h"

namespace render {

/// Attributes only, absolute coordinates, arrowheads and hatching as plain shapes, alt texts as <title>.
/// Text stays text, in Inter, JetBrains Mono and Noto Sans CJK SC with common faces behind them.
std::string writeSvg(const Scene& scene);

}  // namespace render
