#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// All properties that are watched, the broken ones first with what broke them. Returns where the list ends.
float drawProperties(const PanelContext& context, const Area& area, float top);

}  // namespace gui
