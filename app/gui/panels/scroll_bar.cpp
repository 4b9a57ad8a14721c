#include "app/gui/panels/scroll_bar.h"

#include <algorithm>

namespace gui {

double drawScrollBar(const PanelContext& context, std::string_view id, const Area& list, const ScrollExtent& extent,
                     double first) {
    Pen& pen = context.pen;
    if (extent.all <= extent.shown) return first;
    const Area track{list.right + pen.px(2), list.top, list.right + pen.px(12), list.bottom};
    const float share = static_cast<float>(extent.shown / extent.all);
    const float height = std::max(pen.px(28), track.height() * share);
    const double hidden = extent.all - extent.shown;
    const Touch touch = pen.touch(id, track);
    if (touch.held) {
        const double at = (ImGui::GetIO().MousePos.y - track.top - height / 2) / (track.height() - height);
        first = std::clamp(at, 0.0, 1.0) * hidden;
    }
    const float top = track.top + (track.height() - height) * static_cast<float>(std::clamp(first / hidden, 0.0, 1.0));
    pen.box({track.middleX() - pen.px(2), top, track.middleX() + pen.px(2), top + height},
            {touch.held || touch.hovered ? context.theme().dim : context.theme().ghost, {}, 1, 2});
    return first;
}

}  // namespace gui
