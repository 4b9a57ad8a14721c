#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// What the buttons of a recording take of the caption strip, in pixels; 0 while nothing is recorded.
float recordButtonsWidth(const PanelContext& context);
/// Close the step, the storyboard, stop: in front of `right`.
void drawRecordButtons(const PanelContext& context, const Area& strip, float right);

/// What is wrong with the file of the open lesson, in the upper right corner of `area`, until it is right again or
/// somebody closes it.
void drawFileErrors(const PanelContext& context, const Area& area);

}  // namespace gui
