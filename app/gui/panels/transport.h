#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Branches at the left, the buttons that move the eye in the middle, the pace at the right.
void drawTransport(const PanelContext& context, const Area& area);

}  // namespace gui
