#include "app/gui/panels/layout.h"

#include <cmath>

namespace gui {
namespace {

using studio::Split;

constexpr float kTitleBar = 46;
constexpr float kPanelGap = 12;
constexpr float kBarPanel = 84;  // The painted terms with the transport below.
constexpr float kTightTitle = 40;
constexpr float kLessonHeader = 30;  // The lesson's name, in front of a class,
constexpr float kPresentBar = 34;  // and the painted terms alone.
constexpr float kPresentFoot = 18;
constexpr float kPresentGap = 6;
constexpr float kPresentCaptionMost = 0.7F;  // Of the height: some of the pictures is always seen.

// No panel gets smaller than what its content can still be read in.
constexpr float kRingWidthMin = 330;
constexpr float kLogsWidthMin = 400;
constexpr float kLogsHeightMin = 150;
constexpr float kWhyHeightMin = 110;
constexpr float kSideHeightMin = 140;
constexpr float kLogsAround = 52;  // No server's log may be missing: what is above and below the rows,
constexpr float kLogsRow = 22;     // and each.
constexpr float kTimeHeightMin = 190;
constexpr float kClientsAround = 90;
constexpr float kClientLane = 40;
constexpr float kPicturesHeightMin = 280;
constexpr float kDrawersWidth = 300;
constexpr float kDrawersWidthMin = 230;

Area rounded(const Area& area) {
    return {std::round(area.left), std::round(area.top), std::round(area.right), std::round(area.bottom)};
}

/// `wanted` of `room`, with at least `first` for the first part and `second` for the other.
float divided(float room, float wanted, float first, float second) {
    if (first + second > room) return room * first / (first + second);
    return std::clamp(wanted, first, room - second);
}

class Builder {
public:
    Builder(const LayoutWishes& wishes, float gap) : wishes_(wishes), s_(wishes.scale), gap_(gap) {}

    /// The drawers at the right of everything but the title and the caption. Returns what is left.
    Area placeDrawers(const Area& rest, WindowLayout& layout) const {
        const float room = rest.width() - gap_;
        const float pictures = (kRingWidthMin + kLogsWidthMin) * s_ + gap_;
        const float own = share(Split::Drawers, kDrawersWidth * s_ / room);
        const float width = room - divided(room, room * (1 - own), pictures, kDrawersWidthMin * s_);
        layout.drawers = rounded({rest.right - width, rest.top, rest.right, rest.bottom});
        put(layout, Split::Drawers,
            {{layout.drawers.left - gap_, rest.top, layout.drawers.left, rest.bottom}, rest, true, true});
        return {rest.left, rest.top, layout.drawers.left - gap_, rest.bottom};
    }

    /// The time diagram at the bottom. Returns what is left above it.
    Area placeTime(const Area& rest, float windowHeight, WindowLayout& layout) const {
        // A lane needs about 22 pixels to be read; more is air.
        const float lanes = (static_cast<float>(wishes_.servers) * 27 + 92) * s_;
        const float usual =
            std::min(std::clamp(std::max(lanes, windowHeight * 0.24F), 190 * s_, 330 * s_), windowHeight * 0.29F);
        const float clients = (kClientsAround + kClientLane * static_cast<float>(wishes_.clientLanes)) * s_;
        const float wide = wishes_.clientLanes > 0 ? std::min(clients, usual) : usual;
        float height = layout.compact ? kBarPanel * s_ : wide;
        if (!layout.compact && wishes_.splits[at(Split::Time)] != 0) {
            const float room = rest.height() - gap_;
            const float wanted = room * (1 - share(Split::Time, 0));
            height = room - divided(room, wanted, kPicturesHeightMin * s_, kTimeHeightMin * s_);
        }
        layout.time = rounded({rest.left, rest.bottom - height, rest.right, rest.bottom});
        const Area above{rest.left, rest.top, rest.right, layout.time.top - gap_};
        if (!layout.compact) {
            put(layout, Split::Time, {{rest.left, above.bottom, rest.right, layout.time.top}, rest, false, true});
        }
        return above;
    }

    /// The two or three pictures between the caption and the time diagram.
    void placePictures(const Area& middle, WindowLayout& layout) const {
        const ShownPanels& shown = wishes_.shown;
        if (!shown.logs && !shown.side) {
            layout.ring = rounded(middle);
            return;
        }
        float split = middle.left - gap_;
        if (shown.ring) {
            const float room = middle.width() - gap_;
            const float ring =
                divided(room, room * share(Split::RingLogs, 0.44F), kRingWidthMin * s_, kLogsWidthMin * s_);
            split = std::round(middle.left + ring);
            layout.ring = rounded({middle.left, middle.top, split, middle.bottom});
            put(layout, Split::RingLogs, {{split, middle.top, split + gap_, middle.bottom}, middle, true, false});
        }
        const Area right{split + gap_, middle.top, middle.right, middle.bottom};
        if (!shown.logs) {
            layout.why = rounded(right);
            return;
        }
        const float room = right.height() - gap_;
        const float rows = kLogsAround + kLogsRow * static_cast<float>(wishes_.servers);
        const float least = std::max(rows, kLogsHeightMin);
        if (!shown.side && !wishes_.explains && (least + kWhyHeightMin) * s_ > room) {
            layout.logs = rounded(right);
            return;
        }
        if (shown.side && (least + shown.sideHeight) * s_ > room && shown.sideHeight > 0) {
            layout.why = rounded(right);
            return;
        }
        const float why = shown.side ? std::max(kSideHeightMin, shown.sideHeight) : kWhyHeightMin;
        const float logs = divided(room, room * share(Split::LogsWhy, 0.585F), least * s_, why * s_);
        const float cut = std::round(right.top + logs);
        layout.logs = rounded({right.left, right.top, right.right, cut});
        layout.why = rounded({right.left, cut + gap_, right.right, right.bottom});
        put(layout, Split::LogsWhy, {{right.left, cut, right.right, cut + gap_}, right, false, false});
    }

private:
    static std::size_t at(Split split) { return static_cast<std::size_t>(split); }
    static void put(WindowLayout& layout, Split split, const Splitter& splitter) {
        layout.splitters[at(split)] = splitter;
    }
    float share(Split split, float usual) const {
        const int permille = wishes_.splits[at(split)];
        return permille == 0 ? usual : static_cast<float>(permille) / 1000;
    }

    const LayoutWishes& wishes_;
    float s_;
    float gap_;
};

WindowLayout layoutPresent(const Area& window, const LayoutWishes& wishes) {
    const float s = wishes.scale;
    const float gap = kPresentGap * s;
    WindowLayout layout;
    layout.present = layout.compact = layout.tight = true;
    layout.title = rounded({window.left, window.top, window.right, window.top + kLessonHeader * s});
    layout.foot = rounded({window.left, window.bottom - kPresentFoot * s, window.right, window.bottom});
    const float bar = wishes.shown.time ? kPresentBar * s : 0;
    const float below = layout.foot.top - bar;
    if (wishes.shown.time) layout.time = rounded({window.left, below, window.right, layout.foot.top});
    const float most = (below - layout.title.bottom) * kPresentCaptionMost;
    const float caption = std::min(wishes.captionHeight * s, most);
    layout.caption = rounded({window.left, below - caption, window.right, below});
    layout.stage = rounded({window.left + gap, layout.title.bottom, window.right - gap, layout.caption.top - gap});
    return layout;
}

}  // namespace

float scaleThatFits(const Area& window, float wanted) {
    return std::min({wanted, window.width() / kLeastWidth, window.height() / kLeastHeight});
}

float presentScale(const Area& window, float wanted) {
    const float screen = std::max(1.0F, std::min(window.width() / 1600, window.height() / 900));
    const float most = std::min(window.width() / 500, window.height() / 380);
    return std::min(kPresentScale * screen * std::max(wanted, 1.0F), std::max(most, kPresentScale));
}

WindowLayout layoutWindow(const Area& window, const LayoutWishes& wishes) {
    if (wishes.arrangement == Arrangement::Present) return layoutPresent(window, wishes);
    const float s = wishes.scale;
    const float gap = (window.height() < kTightHeight * s ? kPanelGap - 4 : kPanelGap) * s;
    WindowLayout layout;
    layout.compact = window.width() < kRoomyWidth * s || window.height() < kRoomyHeight * s;
    layout.tight = window.height() < kTightHeight * s;
    const float title = layout.tight ? kTightTitle : kTitleBar;
    layout.title = rounded({window.left, window.top, window.right, window.top + title * s});
    Area rest{window.left + gap, layout.title.bottom + gap, window.right - gap, window.bottom - gap};
    layout.caption = rounded({rest.left, rest.top, rest.right, rest.top + wishes.captionHeight * s});
    rest.top = layout.caption.bottom + gap;
    if (wishes.drawerWidth > 0) {
        const float width = std::min(wishes.drawerWidth * s, rest.width());
        layout.drawer = rounded({rest.right - width, rest.top, rest.right, rest.bottom});
        if (!layout.compact) rest.right = layout.drawer.left - gap;
    }
    const Builder builder(wishes, gap);
    if (wishes.arrangement == Arrangement::Explore && !layout.compact) rest = builder.placeDrawers(rest, layout);
    if (wishes.shown.time || layout.compact) rest = builder.placeTime(rest, window.height(), layout);
    if (layout.compact) {
        layout.stage = rounded(rest);
    } else {
        builder.placePictures(rest, layout);
    }
    return layout;
}

int shareAt(const Splitter& splitter, ImVec2 mouse) {
    const Area& room = splitter.room;
    const float grip = splitter.upright ? splitter.grip.width() : splitter.grip.height();
    const float length = (splitter.upright ? room.width() : room.height()) - grip;
    const float first = (splitter.upright ? mouse.x - room.left : mouse.y - room.top) - grip / 2;
    const float part = length <= 0 ? 0.5F : first / length;
    const float own = splitter.fromEnd ? 1 - part : part;
    return std::clamp(static_cast<int>(std::lround(own * 1000)), studio::kSplitMin, studio::kSplitMax);
}

}  // namespace gui
