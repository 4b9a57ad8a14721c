#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// What one has open beside the pictures while exploring: what happened, what must hold, the clients. Each folds.
void drawDrawers(const PanelContext& context, const Area& area);

}  // namespace gui
