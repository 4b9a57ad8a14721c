#pragma once

#include "app/gui/panels/layout.h"
#include "app/gui/panels/panel_context.h"

namespace gui {

/// The splitters as they are kept, or as one is being dragged.
studio::Splits splitsNow(const studio::Settings& settings, const ViewState& state);

/// Lets the gaps between panels be dragged; a double click puts one back. What comes of a drag is kept when it ends.
void drawSplitters(const PanelContext& context, const WindowLayout& layout);

}  // namespace gui
