#pragma once

#include <imgui.h>

#include <vector>

#include "app/gui/canvas/frame_record.h"
#include "app/gui/fonts.h"
#include "render/scene.h"

namespace gui {

struct PaintOptions {
    ImVec2 origin = ImVec2(0, 0);  ///< Where the scene's (0, 0) stands in the window.
    Area clip;                     ///< Nothing is drawn outside of it.
    /// Straight edges move to whole pixels, which makes them sharp. Not for pictures in which things move: they would
    /// twitch.
    bool snap = false;
};

/// Draws scenes with Dear ImGui.
class ScenePainter {
public:
    explicit ScenePainter(FontBook& fonts) : fonts_(fonts) {}

    /// Draws `scene` and notes its texts in `record`.
    void paint(const render::Scene& scene, const PaintOptions& options, ImDrawList& list, FrameRecord& record);

private:
    struct Brush;
    FontBook& fonts_;
    std::vector<ImVec2> path_;
    std::vector<render::Segment> hatching_;
    std::vector<Area> clips_;
};

/// What the picture shows at a point of the window.
render::Ref refAt(const render::Scene& scene, ImVec2 origin, ImVec2 mouse);

}  // namespace gui
