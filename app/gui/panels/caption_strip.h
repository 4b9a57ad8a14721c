#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

enum class CaptionAir { Roomy, Tight };

/// How high the strip must be, at 100 %, so that no step of the lesson needs another height: nothing jumps.
float captionHeight(const PanelContext& context, float stripWidth, CaptionAir air);

/// What happens now, in one sentence, and the one big button.
void drawCaptionStrip(const PanelContext& context, const Area& area, CaptionAir air);

}  // namespace gui
