#include "render/hit_test.h"

namespace render {
namespace {

Coord distanceToSegment(Point p, Point a, Point b) {
    const std::int64_t dx = b.x - a.x;
    const std::int64_t dy = b.y - a.y;
    const std::int64_t square = dx * dx + dy * dy;
    if (square == 0) return distance(p, a);
    const std::int64_t along = (p.x - a.x) * dx + (p.y - a.y) * dy;
    if (along <= 0) return distance(p, a);
    if (along >= square) return distance(p, b);
    return distance(p, {a.x + static_cast<Coord>(dx * along / square), a.y + static_cast<Coord>(dy * along / square)});
}

bool nearLine(std::span<const Point> points, Point p, Coord reach) {
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (distanceToSegment(p, points[i - 1], points[i]) <= reach) return true;
    }
    return false;
}

/// Does the item cover `p`, or come within `tolerance` of it? An outline without a filling has a hole.
class Covers {
public:
    Covers(const Scene& scene, Point p, Coord tolerance) : scene_(scene), p_(p), tolerance_(tolerance) {}

    bool operator()(const GroupBegin&) const { return false; }
    bool operator()(const GroupEnd&) const { return false; }
    bool operator()(const ClipBegin&) const { return false; }
    bool operator()(const ClipEnd&) const { return false; }
    bool operator()(const RectItem& rect) const {
        const Coord edge = rect.stroke.visible() ? rect.stroke.width / 2 : 0;
        if (!rect.box.grown(edge + tolerance_).contains(p_)) return false;
        return rect.fill.visible() || !rect.box.grown(-edge - tolerance_).contains(p_);
    }
    bool operator()(const CircleItem& circle) const {
        const Coord away = distance(circle.center, p_);
        const Coord edge = circle.stroke.visible() ? circle.stroke.width / 2 : 0;
        if (away > circle.radius + edge + tolerance_) return false;
        return circle.fill.visible() || away >= circle.radius - edge - tolerance_;
    }
    bool operator()(const PolylineItem& line) const {
        return nearLine(scene_.points(line.points), p_, line.stroke.width / 2 + tolerance_);
    }
    bool operator()(const PolygonItem& shape) const {
        return boundsOf(scene_, Item{shape}).grown(tolerance_).contains(p_);
    }
    bool operator()(const TextItem& text) const { return boundsOf(scene_, Item{text}).grown(tolerance_).contains(p_); }
    bool operator()(const HatchItem& hatch) const {
        if (!hatch.round) return hatch.box.grown(tolerance_).contains(p_);
        return distance(hatch.box.center(), p_) <= hatch.box.width() / 2 + tolerance_;
    }

private:
    const Scene& scene_;
    Point p_;
    Coord tolerance_;
};

/// Walks over the items and knows what each one stands for.
class RefWalk {
public:
    const Ref& enter(const Item& item) {
        if (const auto* group = std::get_if<GroupBegin>(&item)) {
            const Ref ref = group->ref.empty() && !refs_.empty() ? refs_.back() : group->ref;
            refs_.push_back(ref);
        } else if (std::holds_alternative<GroupEnd>(item) && !refs_.empty()) {
            refs_.pop_back();
        }
        return refs_.empty() ? none_ : refs_.back();
    }

private:
    std::vector<Ref> refs_;
    Ref none_;
};

/// Keeps the clip rectangles that are open.
class ClipWalk {
public:
    void enter(const Item& item) {
        if (const auto* clip = std::get_if<ClipBegin>(&item)) clips_.push_back(clip->box);
        if (std::holds_alternative<ClipEnd>(item) && !clips_.empty()) clips_.pop_back();
    }
    bool shows(Point p) const {
        for (const Box& clip : clips_) {
            if (!clip.contains(p)) return false;
        }
        return true;
    }

private:
    std::vector<Box> clips_;
};

Ref topmost(const Scene& scene, Point point, Coord tolerance) {
    RefWalk refs;
    ClipWalk clips;
    const Covers covers(scene, point, tolerance);
    Ref found;
    for (const Item& item : scene.items()) {
        const Ref& ref = refs.enter(item);
        clips.enter(item);
        if (!ref.empty() && std::visit(covers, item) && clips.shows(point)) found = ref;
    }
    return found;
}

}  // namespace

Ref hitTest(const Scene& scene, Point point, Coord tolerance) {
    const Ref exact = topmost(scene, point, 0);
    return !exact.empty() || tolerance <= 0 ? exact : topmost(scene, point, tolerance);
}

std::optional<Box> boundsOf(const Scene& scene, Ref ref) {
    std::optional<Box> found;
    int depth = 0;  // Of the groups inside the one that was found.
    for (const Item& item : scene.items()) {
        if (const auto* group = std::get_if<GroupBegin>(&item)) {
            if (depth > 0 || group->ref == ref) ++depth;
        } else if (std::holds_alternative<GroupEnd>(item)) {
            if (depth > 0) --depth;
        } else if (depth > 0) {
            const Box box = boundsOf(scene, item);
            if (box == Box{}) continue;
            found = found ? found->united(box) : box;
        }
    }
    return found;
}

}  // namespace render
