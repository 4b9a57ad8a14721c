#pragma once

#include <string_view>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// How long a list is and how much of it is seen, both in the same unit: rows, or pixels.
struct ScrollExtent {
    double all = 0;
    double shown = 0;
};

/// A knob right of `list` that says that there is more, how much, and where one stands; it can be dragged. Nothing is
/// there if all is seen. Returns the first that is seen, after a drag.
double drawScrollBar(const PanelContext& context, std::string_view id, const Area& list, const ScrollExtent& extent,
                     double first);

}  // namespace gui
