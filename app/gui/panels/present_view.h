#pragma once

#include "app/gui/panels/layout.h"
#include "app/gui/panels/panel_context.h"
#include "app/studio/lecture.h"

namespace gui {

/// In front of a class: the lesson's name where a window has its title bar, how far it is, the minutes that are left,
/// and the badges of who improvises or has frozen the run.
void drawPresentHeader(const PanelContext& context, const studio::LectureScene& lecture, const Area& area);

/// Below everything: what the clicker does next, how a class votes, and the seed and the state of the run.
void drawPresentFoot(const PanelContext& context, const studio::LectureScene& lecture, const Area& area);

/// A lesson that has not begun: its title and what one will know after it.
void drawPresentTitle(const PanelContext& context, const studio::LectureScene& lecture, const Area& area);

/// The notes of whoever speaks, of this step and the next, while they are wanted.
void drawPresentNotes(const PanelContext& context, const studio::LectureScene& lecture, const WindowLayout& layout);

/// Everything but a circle around the mouse is dimmed.
void drawSpotlight(const PanelContext& context, const Area& window);

/// Nothing at all, so that all eyes are on who speaks.
void drawBlank(const PanelContext& context, const Area& window);

}  // namespace gui
