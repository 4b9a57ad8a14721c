#pragma once

#include "app/gui/panels/layout.h"
#include "app/gui/panels/panel_context.h"

namespace gui {

/// In front of a class: the lesson's name where a window has its title bar, and the badges of who improvises or has
/// frozen the run.
void drawPresentHeader(const PanelContext& context, const Area& area);

/// The notes of whoever speaks, above the caption, while they are wanted.
void drawPresentNotes(const PanelContext& context, const WindowLayout& layout);

/// Nothing at all, so that all eyes are on who speaks.
void drawBlank(const PanelContext& context, const Area& window);

}  // namespace gui
