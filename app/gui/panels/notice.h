#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// The sentence about the last thing that did not work or was done, and the errors of a file, one a line. It stands
/// above the bottom of `area` until the next command.
void drawNotice(const PanelContext& context, const Area& area);

/// The tooltip that a panel asked for in this frame.
void drawTooltip(const PanelContext& context, const Area& window);

}  // namespace gui
