#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Where we are, whether rules are bent, and the commands of the whole window.
void drawTitleBar(const PanelContext& context, const Area& area);

}  // namespace gui
