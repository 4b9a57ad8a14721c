#include "app/gui/canvas/scene_painter.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "app/gui/canvas/font_measure.h"
#include "app/gui/canvas/strokes.h"
#include "app/gui/imgui_compat.h"
#include "render/hit_test.h"

namespace gui {

using render::Coord;
using render::Point;

/// One picture being painted; visits its items in order.
struct ScenePainter::Brush {
    ScenePainter& painter;
    const render::Scene& scene;
    const PaintOptions& options;
    ImDrawList& list;
    FrameRecord& record;

    ImVec2 at(Point p) const {
        return ImVec2(options.origin.x + render::toPx(p.x), options.origin.y + render::toPx(p.y));
    }
    float snapped(float position, float width) const {
        if (!options.snap) return position;
        const float whole = std::max(1.0F, std::round(width));
        return std::floor(position - whole / 2 + 0.5F) + whole / 2;
    }
    /// Whole pixels: such lines Dear ImGui draws with a third of the triangles.
    static float lineWidth(Coord width) { return std::max(1.0F, std::round(render::toPx(width))); }

    void stroke(const render::Stroke& stroke, bool closed) {
        if (!stroke.visible()) return;
        strokePath(list, painter.path_,
                   {toImGui(stroke.color), lineWidth(stroke.width), render::toPx(stroke.dashOn),
                    render::toPx(stroke.dashOff), closed});
    }
    static bool coversEdge(const render::Stroke& stroke) {
        return stroke.visible() && stroke.color.a == 255 && stroke.dashOn == 0;
    }

    void operator()(const render::GroupBegin&) {}
    void operator()(const render::GroupEnd&) {}
    void operator()(const render::ClipBegin& clip) {
        const ImVec2 from = at({clip.box.left, clip.box.top});
        const ImVec2 to = at({clip.box.right, clip.box.bottom});
        const Area area = Area{from.x, from.y, to.x, to.y}.cutTo(painter.clips_.back());
        painter.clips_.push_back(area);
        list.PushClipRect(area.from(), area.to(), true);
    }
    void operator()(const render::ClipEnd&) {
        painter.clips_.pop_back();
        list.PopClipRect();
    }

    void operator()(const render::RectItem& rect) {
        const ImVec2 from = at({rect.box.left, rect.box.top});
        const ImVec2 to = at({rect.box.right, rect.box.bottom});
        const float width = rect.stroke.visible() ? render::toPx(rect.stroke.width) : 0;
        const ImVec2 a(snapped(from.x, width), snapped(from.y, width));
        const ImVec2 b(snapped(to.x, width), snapped(to.y, width));
        const float rounding = render::toPx(rect.rounding);
        if (rounding < 1 && rect.fill.visible()) {
            // Half-pixel positions belong to the outline; the fill below it reaches to the same edge.
            list.AddRectFilled(a, b, toImGui(rect.fill));
        }
        if (rounding < 1 && !rect.stroke.visible()) return;
        roundedPath(a, b, rounding, painter.path_);
        if (rounding >= 1 && rect.fill.visible()) {
            fillPath(list, painter.path_, toImGui(rect.fill), {!coversEdge(rect.stroke)});
        }
        stroke(rect.stroke, true);
    }
    void operator()(const render::CircleItem& circle) {
        circlePath(at(circle.center), render::toPx(circle.radius), painter.path_);
        if (circle.fill.visible()) {
            fillPath(list, painter.path_, toImGui(circle.fill), {!coversEdge(circle.stroke)});
        }
        stroke(circle.stroke, true);
    }
    void operator()(const render::PolylineItem& line) {
        const auto points = scene.points(line.points);
        painter.path_.clear();
        for (const Point& point : points) painter.path_.push_back(at(point));
        if (points.size() == 2 && line.stroke.visible()) {
            const float width = render::toPx(line.stroke.width);
            ImVec2& a = painter.path_[0];
            ImVec2& b = painter.path_[1];
            if (points[0].x == points[1].x) a.x = b.x = snapped(a.x, width);
            if (points[0].y == points[1].y) a.y = b.y = snapped(a.y, width);
        }
        stroke(line.stroke, false);
    }
    void operator()(const render::PolygonItem& polygon) {
        const auto points = scene.points(polygon.points);
        if (points.size() < 3) return;
        std::int64_t twiceArea = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point a = points[i];
            const Point b = points[(i + 1) % points.size()];
            twiceArea += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
        }
        painter.path_.clear();
        for (const Point& point : points) painter.path_.push_back(at(point));
        // The soft edge lies outside of a shape that goes round clockwise. The fan's first point stays the first.
        if (twiceArea < 0) std::reverse(painter.path_.begin() + 1, painter.path_.end());
        if (polygon.fill.visible()) fillPath(list, painter.path_, toImGui(polygon.fill), {!coversEdge(polygon.stroke)});
        stroke(polygon.stroke, true);
    }
    void operator()(const render::TextItem& item) {
        const std::string_view text = scene.texts(item.text);
        if (text.empty() || !item.color.visible()) return;
        const float px = FontBook::exactSize(render::toPx(item.sizePx));
        const float width = render::toPx(item.width);
        ImVec2 place = at(item.at);
        if (item.align == render::Align::Middle) place.x -= width / 2;
        if (item.align == render::Align::End) place.x -= width;
        const float baseline = std::round(place.y);
        const float top = baseline - FontBook::baseline(px);
        gui::addText(list, painter.fonts_.find(faceOf(item.face), px, text), px, ImVec2(std::round(place.x), top),
                     toImGui(item.color), text.data(), text.data() + text.size());
        record.addText({std::string(text),
                        {place.x, baseline - px * 0.78F, place.x + width, baseline + px * 0.22F},
                        painter.clips_.back(),
                        0,
                        false});
    }
    void operator()(const render::HatchItem& hatch) {
        painter.hatching_.clear();
        render::hatchSegments(hatch, painter.hatching_);
        const float width = lineWidth(hatch.width);
        for (const render::Segment& segment : painter.hatching_) {
            const ImVec2 ends[] = {at(segment.from), at(segment.to)};
            addPolyline(list, ends, 2, toImGui(hatch.color), {width, 0, 0});
        }
    }
};

void ScenePainter::paint(const render::Scene& scene, const PaintOptions& options, ImDrawList& list,
                         FrameRecord& record) {
    clips_.assign(1, options.clip);
    list.PushClipRect(options.clip.from(), options.clip.to(), true);
    Brush brush{*this, scene, options, list, record};
    for (const render::Item& item : scene.items()) std::visit(brush, item);
    list.PopClipRect();
}

render::Ref refAt(const render::Scene& scene, ImVec2 origin, ImVec2 mouse) {
    return render::hitTest(scene, {render::fromPx(mouse.x - origin.x), render::fromPx(mouse.y - origin.y)});
}

}  // namespace gui
