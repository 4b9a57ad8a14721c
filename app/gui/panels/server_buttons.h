#pragma once

#include <span>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// The buttons of `server` come out beside its circle, where they cover as little as they can of `taken` and
/// stay inside `room` if they can, and stay while the mouse is on either.
void openServerButtons(const PanelContext& context, raft::NodeId server, const Area& circle, const Area& room,
                       std::span<const Area> taken);
/// Draws them, above everything that was drawn before, as long as the mouse is near.
void drawServerButtons(const PanelContext& context);

}  // namespace gui
