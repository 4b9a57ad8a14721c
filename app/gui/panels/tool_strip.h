#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Point, Cut, Send, Crash as buttons with their keys; and Mend, while something is cut.
void drawToolStrip(const PanelContext& context, const Area& area);

/// Opens the field for a command of one's own above `anchor`; `to` none: it goes to the leader.
void openCommandField(const PanelContext& context, std::optional<raft::NodeId> to, const Area& anchor);
/// The field in which a command of one's own is written, while it is open: above everything.
void drawCommandField(const PanelContext& context, const Area& window);

}  // namespace gui
