#pragma once

#include <optional>
#include <span>

#include "app/gui/panels/panel_context.h"
#include "render/views/cluster_ring.h"

namespace gui {

/// A stroke of the mouse with the Cut tool.
struct CutStroke {
    ImVec2 from = ImVec2(0, 0);
    ImVec2 to = ImVec2(0, 0);
    bool oneWay = false;  ///< Shift: only what flows from the stroke's left side to its right, as it was drawn.
};

/// What the stroke does to the links that it crosses: cuts them, or, if all of them are cut already, mends them.
std::optional<studio::Command> commandOfStroke(const raft::ClusterView& view, const CutStroke& stroke,
                                               const render::RingLayout& layout, ImVec2 origin,
                                               std::span<const raft::Ref> crossed);

/// The stroke, and a mark on each link that it will cut.
void drawCutStroke(const PanelContext& context, const CutStroke& stroke, const render::RingLayout& layout,
                   ImVec2 origin, std::span<const raft::Ref> crossed, const Area& area);

}  // namespace gui
