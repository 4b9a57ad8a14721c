#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

inline constexpr float kDrawerWidth = 320;  ///< At 100 %.

/// The drawer that is open, if one is: the feed, or branches and bookmarks.
void drawDrawer(const PanelContext& context, const Area& area);

/// Everything that happened, filtered and searched; a click jumps and selects.
void drawFeedDrawer(const PanelContext& context, const Area& area);
/// The tree of branches, and the bookmarks.
void drawPlacesDrawer(const PanelContext& context, const Area& area);

/// "Seen as S3": what is shown is what S3 can know. A click goes on to the next server, a cross goes back to our eyes.
/// While nobody's eyes are used, it offers the selected server's. It ends at `right` at the latest.
void drawSeeAsChip(const PanelContext& context, ImVec2 leftMiddle, float right);

}  // namespace gui
