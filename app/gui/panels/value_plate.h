#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Opens the plate on which `value` gets another value: a few to pick, and a field. Selects what it is about.
void openValuePlate(const PanelContext& context, const studio::ValueOf& value, ImVec2 at);
/// Draws it above everything that was drawn before, while it is open.
void drawValuePlate(const PanelContext& context, const Area& window);

}  // namespace gui
