#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// The buttons of `server` come out beside its circle, inside `room`, and stay while the mouse is on either.
void openServerButtons(const PanelContext& context, raft::NodeId server, const Area& circle, const Area& room);
/// Draws them, above everything that was drawn before, as long as the mouse is near.
void drawServerButtons(const PanelContext& context);

/// The menu of a server or a link, at the mouse.
void openMenu(const PanelContext& context, raft::Ref ref, ImVec2 at);
void drawMenu(const PanelContext& context, const Area& window);

}  // namespace gui
