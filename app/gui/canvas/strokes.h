#pragma once

#include <imgui.h>

#include <span>
#include <vector>

#include "render/scene.h"

namespace gui {

ImU32 toImGui(render::Color color);

/// Few points, because software OpenGL pays for each: as many as the eye can tell at this radius.
int circlePoints(float radius);
/// Replaces `out` by a closed circle, clockwise.
void circlePath(ImVec2 center, float radius, std::vector<ImVec2>& out);
/// Replaces `out` by a closed rectangle with round corners, clockwise.
void roundedPath(ImVec2 from, ImVec2 to, float radius, std::vector<ImVec2>& out);

struct LineLook {
    ImU32 color = 0;
    float width = 1;
    float dashOn = 0;  ///< 0: solid.
    float dashOff = 0;
    bool closed = false;
};
void strokePath(ImDrawList& list, std::span<const ImVec2> points, const LineLook& look);

struct FillOptions {
    bool smooth = true;  ///< Not needed where an opaque stroke covers the edge; costs twice the points.
};
void fillPath(ImDrawList& list, std::span<const ImVec2> points, ImU32 color, FillOptions options);

}  // namespace gui
