#pragma once

#include <cstdint>

#include "app/gui/shell/image.h"

struct ImDrawData;

namespace gui {

struct CoverageMap;

/// What the window would show, drawn without one: fills the display of `data` with `background` (0xRRGGBB) and draws
/// every triangle on it. All textured triangles are assumed to use the font atlas. Integer arithmetic throughout, so
/// that every compiler gives the same bytes.
Image rasterize(const ImDrawData& data, const CoverageMap& atlas, std::uint32_t background);

}  // namespace gui
