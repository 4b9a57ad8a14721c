#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/views/cluster_ring.h"
#include "render/views/time_diagram.h"

namespace gui {

/// The grips on the arrivals of messages in the time diagram: of all that are on their way where the eye is, and of the
/// selected one. Draws them, and drags one from its press to its release. True while the mouse is on one or holds one:
/// then it does nothing else.
bool useArrivalGrips(const PanelContext& context, const Touch& touch, const render::TimeLayout& layout, ImVec2 origin);

/// A message that is dragged along its way in the ring: it is where it was put down, and arrives when it would from
/// there. True while the mouse holds one. `under` is what the mouse points at.
bool useCarriedMessage(const PanelContext& context, const Touch& touch, const render::RingLayout& layout, ImVec2 origin,
                       raft::Ref under);

}  // namespace gui
