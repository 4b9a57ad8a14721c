#pragma once
// Whole-number geometry. One unit is 1/64 of a pixel, so that the same picture is the same bytes on every machine.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace render {

/// A length or position in 1/64 pixel.
using Coord = std::int32_t;

inline constexpr Coord kUnitsPerPx = 64;

constexpr Coord px(std::int32_t pixels) { return pixels * kUnitsPerPx; }
/// `permille` thousandths of `length`; exact for every length that a screen can have.
constexpr Coord permilleOf(Coord length, std::int64_t permille) { return static_cast<Coord>(length * permille / 1000); }
constexpr float toPx(Coord length) { return static_cast<float>(length) / static_cast<float>(kUnitsPerPx); }
constexpr Coord fromPx(float pixels) {
    return static_cast<Coord>(pixels * static_cast<float>(kUnitsPerPx) + (pixels < 0 ? -0.5F : 0.5F));
}

struct Point {
    Coord x = 0;
    Coord y = 0;
    friend constexpr bool operator==(Point, Point) = default;
    friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
};

/// A rectangle; y grows downwards. Empty if right <= left or bottom <= top.
struct Box {
    Coord left = 0;
    Coord top = 0;
    Coord right = 0;
    Coord bottom = 0;

    constexpr Coord width() const { return right - left; }
    constexpr Coord height() const { return bottom - top; }
    constexpr bool empty() const { return right <= left || bottom <= top; }
    constexpr Point center() const { return {left + width() / 2, top + height() / 2}; }
    constexpr bool contains(Point p) const { return p.x >= left && p.x < right && p.y >= top && p.y < bottom; }
    constexpr bool contains(const Box& b) const {
        return b.left >= left && b.top >= top && b.right <= right && b.bottom <= bottom;
    }
    constexpr bool overlaps(const Box& b) const {
        return left < b.right && b.left < right && top < b.bottom && b.top < bottom;
    }
    constexpr Box grown(Coord by) const { return {left - by, top - by, right + by, bottom + by}; }
    constexpr Box united(const Box& b) const {
        return {std::min(left, b.left), std::min(top, b.top), std::max(right, b.right), std::max(bottom, b.bottom)};
    }
    friend constexpr bool operator==(const Box&, const Box&) = default;
};

constexpr Box boxAt(Point leftTop, Coord width, Coord height) {
    return {leftTop.x, leftTop.y, leftTop.x + width, leftTop.y + height};
}
constexpr Box boxAround(Point center, Coord halfWidth, Coord halfHeight) {
    return {center.x - halfWidth, center.y - halfHeight, center.x + halfWidth, center.y + halfHeight};
}

struct Segment {
    Point from;
    Point to;
};

/// An angle in 1/65536 of a full turn: 0 points up, growing clockwise.
using Angle = std::int32_t;
inline constexpr Angle kFullTurn = 65536;

/// The point at `radius` from `center` in the direction `angle`. The same on every machine: no floating point.
Point polar(Point center, Coord radius, Angle angle);

/// The direction from one point to another, 0 … kFullTurn - 1; 0 if they are equal.
Angle angleOf(Point from, Point to);

/// The distance between two points, rounded down.
Coord distance(Point a, Point b);

/// The point `permille` of the way from `a` to `b`; may lie outside 0 … 1000.
constexpr Point between(Point a, Point b, std::int64_t permille) {
    return {a.x + permilleOf(b.x - a.x, permille), a.y + permilleOf(b.y - a.y, permille)};
}

/// The point at `length` from `a` in the direction of `b`; `a` itself if they are equal.
Point towards(Point a, Point b, Coord length);

/// The points of an arc from `from` clockwise over `sweep`, both ends included, fit for a stroke; appended to `out`.
void appendArc(Point center, Coord radius, Angle from, Angle sweep, std::vector<Point>& out);

}  // namespace render
