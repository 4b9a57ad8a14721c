#pragma once

#include <imgui.h>

#include <algorithm>

namespace gui {

/// A rectangle of the window, in pixels.
struct Area {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    float width() const { return right - left; }
    float height() const { return bottom - top; }
    float middleX() const { return (left + right) / 2; }
    float middleY() const { return (top + bottom) / 2; }
    ImVec2 from() const { return ImVec2(left, top); }
    ImVec2 to() const { return ImVec2(right, bottom); }
    bool empty() const { return right <= left || bottom <= top; }
    bool contains(ImVec2 p) const { return p.x >= left && p.x < right && p.y >= top && p.y < bottom; }
    bool contains(const Area& a) const {
        return a.left >= left && a.top >= top && a.right <= right && a.bottom <= bottom;
    }
    bool overlaps(const Area& a) const { return left < a.right && a.left < right && top < a.bottom && a.top < bottom; }
    /// Smaller by `by` on every side; larger if it is negative.
    Area inset(float by) const { return {left + by, top + by, right - by, bottom - by}; }
    Area moved(float dx, float dy) const { return {left + dx, top + dy, right + dx, bottom + dy}; }
    Area cutTo(const Area& a) const {
        return {std::max(left, a.left), std::max(top, a.top), std::min(right, a.right), std::min(bottom, a.bottom)};
    }
    friend bool operator==(const Area&, const Area&) = default;
};

inline Area areaAt(ImVec2 leftTop, float width, float height) {
    return {leftTop.x, leftTop.y, leftTop.x + width, leftTop.y + height};
}
inline Area areaAround(ImVec2 middle, float width, float height) {
    return areaAt(ImVec2(middle.x - width / 2, middle.y - height / 2), width, height);
}

/// `area` moved by as little as brings it into `room`; its left top corner wins if it does not fit.
inline Area pushedInto(const Area& area, const Area& room) {
    const float left = std::max(room.left, std::min(area.left, room.right - area.width()));
    const float top = std::max(room.top, std::min(area.top, room.bottom - area.height()));
    return areaAt(ImVec2(left, top), area.width(), area.height());
}

}  // namespace gui
