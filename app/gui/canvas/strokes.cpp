#include "app/gui/canvas/strokes.h"

#include <algorithm>
#include <cmath>

#include "app/gui/imgui_compat.h"

namespace gui {
namespace {

constexpr float kPi = 3.14159265F;

/// How far a polygon may stray from the circle that it stands for, in pixels.
constexpr float kStray = 0.2F;

float lengthOf(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

ImVec2 between(ImVec2 a, ImVec2 b, float share) { return ImVec2(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share); }

void appendCorner(ImVec2 center, float radius, float fromAngle, int points, std::vector<ImVec2>& out) {
    for (int i = 0; i <= points; ++i) {
        const float angle = fromAngle + kPi / 2 * static_cast<float>(i) / static_cast<float>(points);
        const ImVec2 point(center.x + radius * std::cos(angle), center.y + radius * std::sin(angle));
        // Where corners meet, the same point twice would be a side without a direction, which is stroked as a spike.
        if (out.empty() || lengthOf(out.back(), point) > 0.05F) out.push_back(point);
    }
}

/// Draws every other stretch of the path. A dash that bends is drawn as one piece per side.
void strokeDashes(ImDrawList& list, std::span<const ImVec2> points, const LineLook& look) {
    const std::size_t sides = look.closed ? points.size() : points.size() - 1;
    float left = look.dashOn;
    bool isOn = true;
    for (std::size_t i = 0; i < sides; ++i) {
        const ImVec2 a = points[i];
        const ImVec2 b = points[(i + 1) % points.size()];
        const float length = lengthOf(a, b);
        float at = 0;
        while (at < length) {
            const float step = std::min(left, length - at);
            if (isOn) {
                const ImVec2 dash[] = {between(a, b, at / length), between(a, b, (at + step) / length)};
                addPolyline(list, dash, 2, look.color, {look.width, 0, 0});
            }
            at += step;
            left -= step;
            if (left > 0) continue;
            isOn = !isOn;
            left = isOn ? look.dashOn : look.dashOff;
        }
    }
}

}  // namespace

ImU32 toImGui(render::Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

int circlePoints(float radius) {
    if (radius <= 1) return 8;
    const float points = std::ceil(kPi / std::acos(1 - std::min(kStray / radius, 1.0F)));
    return std::clamp(static_cast<int>(points), 8, 72);
}

void circlePath(ImVec2 center, float radius, std::vector<ImVec2>& out) {
    out.clear();
    const int count = circlePoints(radius);
    for (int i = 0; i < count; ++i) {
        const float angle = 2 * kPi * static_cast<float>(i) / static_cast<float>(count);
        out.emplace_back(center.x + radius * std::cos(angle), center.y + radius * std::sin(angle));
    }
}

void roundedPath(ImVec2 from, ImVec2 to, float radius, std::vector<ImVec2>& out) {
    out.clear();
    const float r = std::min({radius, (to.x - from.x) / 2, (to.y - from.y) / 2});
    if (r < 0.75F) {
        out.insert(out.end(), {from, ImVec2(to.x, from.y), to, ImVec2(from.x, to.y)});
        return;
    }
    const int points = r < 3 ? 2 : std::max(3, (circlePoints(r) + 3) / 4);
    appendCorner(ImVec2(from.x + r, from.y + r), r, kPi, points, out);
    appendCorner(ImVec2(to.x - r, from.y + r), r, kPi * 1.5F, points, out);
    appendCorner(ImVec2(to.x - r, to.y - r), r, 0, points, out);
    appendCorner(ImVec2(from.x + r, to.y - r), r, kPi / 2, points, out);
    if (lengthOf(out.front(), out.back()) <= 0.05F) out.pop_back();
}

void strokePath(ImDrawList& list, std::span<const ImVec2> points, const LineLook& look) {
    if (points.size() < 2 || look.width <= 0) return;
    if (look.dashOn > 0 && look.dashOff > 0) return strokeDashes(list, points, look);
    addPolyline(list, points.data(), static_cast<int>(points.size()), look.color,
                {look.width, 0, look.closed ? ImDrawFlags_Closed : ImDrawFlags_None});
}

void fillPath(ImDrawList& list, std::span<const ImVec2> points, ImU32 color, FillOptions options) {
    if (points.size() < 3) return;
    const ImDrawListFlags before = list.Flags;
    if (!options.smooth) list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), color);
    list.Flags = before;
}

}  // namespace gui
