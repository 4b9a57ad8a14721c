#pragma once
// A scene as SVG 1.1 in the small subset that PowerPoint, LibreOffice, Inkscape and browsers agree on.

#include <string>

#include "render/export/outlines.h"
#include "render/scene.h"

namespace render {

/// Attributes only, absolute coordinates, arrowheads and hatching as plain shapes, alt texts as <title>.
/// Text stays text, in Inter, JetBrains Mono and Noto Sans CJK SC with common faces behind them.
/// With `outlines`, letters are shapes instead, which need no typeface and cannot be edited as text.
std::string writeSvg(const Scene& scene, const Outlines* outlines = nullptr);

}  // namespace render
