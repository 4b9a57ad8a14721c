#include "app/gui/panels/layout.h"

#include <cmath>

namespace gui {
namespace {

constexpr float kTitle = 46;
constexpr float kGap = 12;
constexpr float kBarPanel = 84;  // The painted terms with the transport below.
constexpr float kTightTitle = 40;

Area rounded(const Area& area) {
    return {std::round(area.left), std::round(area.top), std::round(area.right), std::round(area.bottom)};
}

/// The two or three pictures between the caption and the time diagram.
void placePictures(const Area& middle, float gap, const ShownPanels& shown, WindowLayout& layout) {
    if (!shown.logs) {
        layout.ring = rounded(middle);
        return;
    }
    const float split = shown.ring ? std::round(middle.left + middle.width() * 0.435F) : middle.left - gap;
    if (shown.ring) layout.ring = rounded({middle.left, middle.top, split, middle.bottom});
    const Area right{split + gap, middle.top, middle.right, middle.bottom};
    const float cut = std::round(right.top + (right.height() - gap) * 0.585F);
    layout.logs = rounded({right.left, right.top, right.right, cut});
    layout.why = rounded({right.left, cut + gap, right.right, right.bottom});
}

}  // namespace

WindowLayout layoutWindow(const Area& window, const LayoutWishes& wishes) {
    const float s = wishes.scale;
    const float gap = (window.height() < kTightHeight * s ? kGap - 4 : kGap) * s;
    WindowLayout layout;
    layout.compact = window.width() < kRoomyWidth * s || window.height() < kRoomyHeight * s;
    layout.tight = window.height() < kTightHeight * s;
    const float title = layout.tight ? kTightTitle : kTitle;
    layout.title = rounded({window.left, window.top, window.right, window.top + title * s});
    Area rest{window.left + gap, layout.title.bottom + gap, window.right - gap, window.bottom - gap};
    layout.caption = rounded({rest.left, rest.top, rest.right, rest.top + wishes.captionHeight * s});
    rest.top = layout.caption.bottom + gap;
    if (wishes.drawerWidth > 0) {
        const float width = std::min(wishes.drawerWidth * s, rest.width());
        layout.drawer = rounded({rest.right - width, rest.top, rest.right, rest.bottom});
        if (!layout.compact) rest.right = layout.drawer.left - gap;
    }
    if (wishes.shown.time || layout.compact) {
        // A lane needs about 22 pixels to be read; more is air.
        const float lanes = (static_cast<float>(wishes.servers) * 27 + 92) * s;
        const float wanted = std::clamp(std::max(lanes, window.height() * 0.24F), 190 * s, 330 * s);
        const float height = layout.compact ? kBarPanel * s : std::min(wanted, window.height() * 0.29F);
        layout.time = rounded({rest.left, rest.bottom - height, rest.right, rest.bottom});
        rest.bottom = layout.time.top - gap;
    }
    if (layout.compact) {
        layout.stage = rounded(rest);
    } else {
        placePictures(rest, gap, wishes.shown, layout);
    }
    return layout;
}

}  // namespace gui
