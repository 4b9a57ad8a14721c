#pragma once

#include "app/gui/panels/panel_context.h"
#include "app/studio/crash_scene.h"

namespace gui {

/// The three predictions below each other, or what became of them.
void drawCrashQuestions(const PanelContext& context, const studio::CrashScene& scene, const Area& area);
/// The same side by side, where there is little height.
void drawCrashColumns(const PanelContext& context, const studio::CrashScene& scene, const Area& area);
/// What the run said to the first of them, in two lines.
void drawCrashReason(const PanelContext& context, const studio::CrashScene& scene, const Area& area);
/// What the table says once all of it is there.
void drawCrashPattern(const PanelContext& context, const studio::CrashScene& scene, const Area& area);

}  // namespace gui
