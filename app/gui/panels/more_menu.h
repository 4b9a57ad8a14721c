#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// The menu at the end of the title bar, while it is open: what there was no room for, files, and how everything looks.
void drawMoreMenu(const PanelContext& context, const Area& window);

}  // namespace gui
