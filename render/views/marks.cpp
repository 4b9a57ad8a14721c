#include "render/views/marks.h"

#include <algorithm>
#include <vector>

namespace render {

void drawCrown(Scene& scene, Point bottom, Coord width, Color color) {
    const Coord height = permilleOf(width, 620);
    const auto at = [&](int x, int y) {
        return Point{bottom.x + permilleOf(width, x - 500), bottom.y - height + permilleOf(height, y)};
    };
    const Point outline[] = {bottom,     at(90, 1000), at(0, 190),    at(300, 580),
                             at(500, 0), at(700, 580), at(1000, 190), at(910, 1000)};
    scene.polygon(outline, color);
}

void drawBallot(Scene& scene, Point center, Coord height, Color fill, const Stroke& stroke) {
    const Coord halfHeight = height / 2;
    const Coord halfWidth = permilleOf(height, 420);
    scene.rect(boxAround(center, halfWidth, halfHeight), height / 8, fill, stroke);
    const Point tick[] = {{center.x - permilleOf(height, 200), center.y},
                          {center.x - permilleOf(height, 60), center.y + permilleOf(height, 170)},
                          {center.x + permilleOf(height, 220), center.y - permilleOf(height, 190)}};
    Stroke pen = stroke;
    pen.width = std::max(stroke.width, height / 9);
    scene.polyline(tick, pen);
}

Coord parcelLid(const Box& box) { return box.height() * 24 / 100; }

void drawParcel(Scene& scene, const Box& box, const TermPaint& paint, const Stroke& stroke, const Metrics& metrics) {
    const Coord rounding = metrics.of(1);
    const Coord overhang = box.width() / 16;
    const Coord tape = box.width() / 8;
    const Box body{box.left + overhang, box.top + parcelLid(box), box.right - overhang, box.bottom};
    const Box lid{box.left, box.top, box.right, body.top};
    scene.rect(body, rounding, paint.full, stroke);
    drawTermPattern(scene, body.grown(-metrics.of(1)), paint, metrics);
    scene.rect(lid, rounding, paint.full, stroke);
    scene.rect({box.center().x - tape, lid.top, box.center().x + tape, lid.bottom}, 0, stroke.color);
}

void drawFolds(Scene& scene, const Box& box, const std::array<Color, 2>& fills, const Stroke& stroke,
               const Metrics& metrics) {
    // An even number, so that the paper ends at the height at which it begins.
    const Coord wanted = std::max(box.width() / metrics.of(11), 2);
    const Coord count = wanted + wanted % 2;
    const Coord step = std::min(metrics.of(4), box.height() / 5);
    for (Coord i = 0; i < count; ++i) {
        const Coord left = box.left + box.width() * i / count;
        const Coord right = box.left + box.width() * (i + 1) / count;
        const Coord from = i % 2 == 0 ? 0 : step;
        const Coord to = step - from;
        const Point fold[] = {{left, box.top + from},
                              {right, box.top + to},
                              {right, box.bottom - step + to},
                              {left, box.bottom - step + from}};
        scene.polygon(fold, fills[static_cast<std::size_t>(i % 2)], stroke);
    }
}

Coord tornHeight(const Box& box, const Metrics& metrics) { return std::min(metrics.of(4), box.height() / 6); }

void drawTorn(Scene& scene, const Box& box, Color fill, const Stroke& stroke, const Metrics& metrics) {
    const Coord teeth = std::max(box.width() / metrics.of(10), 2);
    const Coord valley = box.bottom - tornHeight(box, metrics);
    std::vector<Point> edge;
    for (Coord i = 0; i <= 2 * teeth; ++i) {
        edge.push_back({box.right - box.width() * i / (2 * teeth), i % 2 == 0 ? valley : box.bottom});
    }
    if (fill.visible()) {
        // From the middle of the upper edge every point of the lower one is in sight: so it is filled.
        std::vector<Point> points{{box.center().x, box.top}, {box.right, box.top}};
        points.insert(points.end(), edge.begin(), edge.end());
        points.push_back({box.left, box.top});
        scene.polygon(points, fill);
    }
    if (!stroke.visible()) return;
    const Point frame[] = {{box.right, valley}, {box.right, box.top}, {box.left, box.top}, {box.left, valley}};
    scene.polyline(frame, stroke);
    // Dashes would hide its teeth.
    scene.polyline(edge, {stroke.color, stroke.width});
}

void drawCross(Scene& scene, Point center, Coord halfWidth, const Stroke& stroke) {
    scene.line({center.x - halfWidth, center.y - halfWidth}, {center.x + halfWidth, center.y + halfWidth}, stroke);
    scene.line({center.x - halfWidth, center.y + halfWidth}, {center.x + halfWidth, center.y - halfWidth}, stroke);
}

void drawHourglass(Scene& scene, Point center, Coord height, const Stroke& stroke) {
    const Coord halfHeight = height / 2;
    const Coord halfWidth = permilleOf(height, 400);
    const Coord top = center.y - halfHeight;
    const Coord bottom = center.y + halfHeight;
    const Point upper[] = {{center.x - halfWidth, top}, {center.x + halfWidth, top}, center};
    const Point lower[] = {center, {center.x + halfWidth, bottom}, {center.x - halfWidth, bottom}};
    scene.polygon(upper, {}, stroke);
    scene.polygon(lower, stroke.color, stroke);
}

void drawEye(Scene& scene, Point center, Coord width, const Stroke& stroke) {
    const Coord half = width / 2;
    const auto lidAt = [&](int step) {  // A parabola is near enough to a lid.
        const std::int64_t x = std::int64_t{half} * (step - 6) / 6;
        const std::int64_t lift = permilleOf(width, 300) * (36 - std::int64_t{step - 6} * (step - 6)) / 36;
        return Point{center.x + static_cast<Coord>(x), center.y - static_cast<Coord>(lift)};
    };
    Point outline[24];
    for (int step = 0; step < 12; ++step) {
        outline[step] = lidAt(step);
        const Point lower = lidAt(12 - step);
        outline[12 + step] = {lower.x, 2 * center.y - lower.y};
    }
    scene.polygon(outline, {}, stroke);
    scene.circle(center, permilleOf(width, 160), stroke.color);
}

void drawPauseBars(Scene& scene, Point center, Coord height, Color color) {
    const Coord bar = height / 4;
    const Coord half = height / 2;
    scene.rect({center.x - half + bar / 2, center.y - half, center.x - bar / 2, center.y + half}, 0, color);
    scene.rect({center.x + bar / 2, center.y - half, center.x + half - bar / 2, center.y + half}, 0, color);
}

void drawSign(Scene& scene, Point center, Coord radius, Sign sign, Color fill, const Stroke& stroke) {
    scene.circle(center, radius, fill, stroke);
    const Coord arm = radius / 2;
    Stroke pen;
    pen.color = stroke.color;
    pen.width = std::max(stroke.width, radius / 4);
    scene.line({center.x - arm, center.y}, {center.x + arm, center.y}, pen);
    if (sign == Sign::Plus) scene.line({center.x, center.y - arm}, {center.x, center.y + arm}, pen);
}

void drawArrowHead(Scene& scene, Point from, Point tip, Coord length, Color color) {
    const Coord whole = distance(from, tip);
    if (whole == 0) return;
    const Point base = towards(tip, from, length);
    const std::int64_t half = permilleOf(length, 400);
    const Point side{static_cast<Coord>((tip.y - from.y) * half / whole),
                     static_cast<Coord>((from.x - tip.x) * half / whole)};
    const Point head[] = {tip, base + side, base - side};
    scene.polygon(head, color);
}

namespace {

HatchItem patternOf(const Box& box, const TermPaint& paint, const Metrics& metrics) {
    HatchItem hatch;
    hatch.box = box;
    hatch.color = paint.pattern;
    hatch.width = metrics.tenths(18);
    hatch.spacing = paint.round == 1 ? metrics.of(12) : metrics.of(6);
    return hatch;
}

}  // namespace

void drawTermPattern(Scene& scene, const Box& box, const TermPaint& paint, const Metrics& metrics) {
    if (paint.round > 0) scene.hatch(patternOf(box, paint, metrics));
}

void drawTermPatternRound(Scene& scene, Point center, Coord radius, const TermPaint& paint, const Metrics& metrics) {
    if (paint.round == 0) return;
    HatchItem hatch = patternOf(boxAround(center, radius, radius), paint, metrics);
    hatch.round = true;
    scene.hatch(hatch);
}

std::string_view roleName(const PictureLabels& labels, raft::RoleView role) {
    switch (role) {
        case raft::RoleView::Follower: return labels.follower;
        case raft::RoleView::PreCandidate: return labels.preCandidate;
        case raft::RoleView::Candidate: return labels.candidate;
        case raft::RoleView::Leader: return labels.leader;
    }
    return {};
}

namespace {

/// Calls `visit` with each column that a box touches, until it returns false.
template <class Visit>
bool overColumns(const Box& box, Coord columnWidth, int columns, Visit visit) {
    const Coord first = box.left / columnWidth - (box.left < 0 ? 1 : 0);
    const Coord last = std::min(box.right / columnWidth, first + columns - 1);
    for (Coord column = first; column <= last; ++column) {
        if (!visit(static_cast<std::size_t>((column % columns + columns) % columns))) return false;
    }
    return true;
}

}  // namespace

bool TakenPlaces::isFree(const Box& box) const {
    return overColumns(box, kColumnWidth, kColumns, [&](std::size_t column) {
        for (std::int32_t at = columns_[column]; at != kNone; at = entries_[static_cast<std::size_t>(at)].next) {
            if (entries_[static_cast<std::size_t>(at)].box.overlaps(box)) return false;
        }
        return true;
    });
}

void TakenPlaces::take(const Box& box) {
    overColumns(box, kColumnWidth, kColumns, [&](std::size_t column) {
        entries_.push_back({box, columns_[column]});
        columns_[column] = static_cast<std::int32_t>(entries_.size()) - 1;
        return true;
    });
}

bool TakenPlaces::claim(const Box& box) {
    if (!isFree(box)) return false;
    take(box);
    return true;
}

Box textBoxAround(Point center, Coord width, Coord sizePx) {
    const Coord baseline = baselineAround(center.y, sizePx);
    return {center.x - width / 2, baseline - permilleOf(sizePx, 780), center.x - width / 2 + width,
            baseline + permilleOf(sizePx, 220)};
}

}  // namespace render
