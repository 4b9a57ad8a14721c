#include "render/scene.h"

#include <cmath>

#include "raft/base/check.h"

namespace render {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

Box boxOf(std::span<const Point> points) {
    if (points.empty()) return {};
    Box box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& p : points) box = box.united({p.x, p.y, p.x, p.y});
    return box;
}

Coord half(const Stroke& stroke) { return stroke.visible() ? (stroke.width + 1) / 2 : 0; }

Coord permilleOfSize(Coord size, int permille) { return static_cast<Coord>(std::int64_t{size} * permille / 1000); }

Box textBox(const TextItem& item) {
    Coord left = item.at.x;
    if (item.align == Align::Middle) left -= item.width / 2;
    if (item.align == Align::End) left -= item.width;
    return {left, item.at.y - permilleOfSize(item.sizePx, 780), left + item.width,
            item.at.y + permilleOfSize(item.sizePx, 220)};
}

void hatchBox(const HatchItem& hatch, std::vector<Segment>& out) {
    const Box& box = hatch.box;
    // Lines x + y = sum, at fixed sums, so that hatching stands still while its bar grows.
    const Coord first = box.left + box.top;
    const Coord last = box.right + box.bottom;
    Coord sum = first - (((first % hatch.spacing) + hatch.spacing) % hatch.spacing);
    for (; sum < last; sum += hatch.spacing) {
        const Coord left = std::max(box.left, sum - box.bottom);
        const Coord right = std::min(box.right, sum - box.top);
        if (right > left) out.push_back({{left, sum - left}, {right, sum - right}});
    }
}

void hatchCircle(const HatchItem& hatch, std::vector<Segment>& out) {
    const Point center = hatch.box.center();
    const std::int64_t radius = std::min(hatch.box.width(), hatch.box.height()) / 2;
    const std::int64_t reach = radius * 1414 / 1000;
    for (std::int64_t offset = -(reach / hatch.spacing) * hatch.spacing; offset <= reach; offset += hatch.spacing) {
        const std::int64_t square = 2 * radius * radius - offset * offset;
        if (square <= 0) continue;
        // A correctly rounded root of a whole number: the same everywhere.
        const auto reachHalf = static_cast<Coord>(std::sqrt(static_cast<double>(square)) / 2.0);
        const Point middle{center.x + static_cast<Coord>(offset / 2), center.y + static_cast<Coord>(offset / 2)};
        if (reachHalf > 0) {
            out.push_back({{middle.x - reachHalf, middle.y + reachHalf}, {middle.x + reachHalf, middle.y - reachHalf}});
        }
    }
}

}  // namespace

void Scene::clear() {
    width_ = height_ = 0;
    background_ = {};
    items_.clear();
    points_.clear();
    texts_.clear();
    open_.clear();
}

void Scene::beginGroup(Ref ref, Role role, std::string_view alt) {
    open_.push_back(static_cast<std::uint32_t>(items_.size()));
    items_.emplace_back(GroupBegin{ref, role, storeText(alt), 0});
}

void Scene::endGroup() {
    CHECK(!open_.empty());
    std::get<GroupBegin>(items_[open_.back()]).end = static_cast<std::uint32_t>(items_.size());
    open_.pop_back();
    items_.emplace_back(GroupEnd{});
}

void Scene::rect(const Box& box, Coord rounding, Color fill, const Stroke& stroke) {
    items_.emplace_back(RectItem{box, rounding, fill, stroke});
}

void Scene::circle(Point center, Coord radius, Color fill, const Stroke& stroke) {
    items_.emplace_back(CircleItem{center, radius, fill, stroke});
}

void Scene::line(Point from, Point to, const Stroke& stroke) {
    const Point ends[] = {from, to};
    polyline(ends, stroke);
}

void Scene::polyline(std::span<const Point> points, const Stroke& stroke) {
    items_.emplace_back(PolylineItem{storePoints(points), stroke});
}

void Scene::polygon(std::span<const Point> points, Color fill, const Stroke& stroke) {
    items_.emplace_back(PolygonItem{storePoints(points), fill, stroke});
}

void Scene::text(const TextItem& prototype, std::string_view text) {
    if (text.empty()) return;
    TextItem item = prototype;
    item.text = storeText(text);
    items_.emplace_back(item);
}

Stretch Scene::storePoints(std::span<const Point> points) {
    const auto first = static_cast<std::uint32_t>(points_.size());
    points_.insert(points_.end(), points.begin(), points.end());
    return {first, static_cast<std::uint32_t>(points.size())};
}

Stretch Scene::storeText(std::string_view text) {
    const auto first = static_cast<std::uint32_t>(texts_.size());
    texts_.append(text);
    return {first, static_cast<std::uint32_t>(text.size())};
}

void hatchSegments(const HatchItem& hatch, std::vector<Segment>& out) {
    if (hatch.spacing <= 0 || hatch.box.empty()) return;
    if (hatch.round) {
        hatchCircle(hatch, out);
    } else {
        hatchBox(hatch, out);
    }
}

Box boundsOf(const Scene& scene, const Item& item) {
    return std::visit(
        Overloaded{
            [](const GroupBegin&) { return Box{}; },
            [](const GroupEnd&) { return Box{}; },
            [](const ClipBegin&) { return Box{}; },
            [](const ClipEnd&) { return Box{}; },
            [](const RectItem& rect) { return rect.box.grown(half(rect.stroke)); },
            [](const CircleItem& circle) {
                const Coord reach = circle.radius + half(circle.stroke);
                return boxAround(circle.center, reach, reach);
            },
            [&](const PolylineItem& line) { return boxOf(scene.points(line.points)).grown(half(line.stroke)); },
            [&](const PolygonItem& shape) { return boxOf(scene.points(shape.points)).grown(half(shape.stroke)); },
            [](const TextItem& text) { return textBox(text); },
            [](const HatchItem& hatch) { return hatch.box; },
        },
        item);
}

}  // namespace render
