#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Point, Cut, Send, Crash as buttons with their keys; and Mend, while something is cut.
void drawToolStrip(const PanelContext& context, const Area& area);

/// The field in which a command of one's own is written, while it is open: above everything.
void drawCommandField(const PanelContext& context, const Area& window);

}  // namespace gui
