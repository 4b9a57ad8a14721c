#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

/// How high the strip must be, at 100 %, so that no step of the lesson needs another height: nothing jumps.
float captionHeight(const PanelContext& context, float stripWidth);

/// What happens now, in one sentence, and the one big button.
void drawCaptionStrip(const PanelContext& context, const Area& area);

}  // namespace gui
