#include <algorithm>
#include <array>

#include "render/views/cluster_ring.h"
#include "render/views/ring_parts.h"

namespace render {
namespace {

/// Cosine of the angle between the lowest server and straight down, in thousandths: an odd ring has none at the bottom.
Coord lowestPermille(int nodeCount) {
    if (nodeCount <= 1) return 0;
    if (nodeCount % 2 == 0) return 1000;
    return polar({0, 0}, 1000, kFullTurn / 2 - kFullTurn / (2 * nodeCount)).y;
}

Coord widestPermille(int nodeCount) {
    Coord widest = 0;
    for (int number = 0; number < nodeCount; ++number) {
        widest = std::max(widest, polar({0, 0}, 1000, kFullTurn * number / nodeCount).x);
    }
    return std::max(widest, 1);
}

/// Neighbours must not touch, and what flies between a server's two neighbours must pass below it.
Coord radiusThatFits(const RingLayout& layout) {
    const Coord apart = distance(layout.node(0), layout.node(1)) * 38 / 100;
    if (layout.nodeCount < 5) return apart;
    return std::min(apart, (layout.node(1).y - layout.node(0).y) * 88 / 100);
}

Coord crossProductSign(Point a, Point b, Point c) {
    const std::int64_t product = std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
    return product > 0 ? 1 : product < 0 ? -1 : 0;
}

bool segmentsCross(Segment first, Segment second) {
    return crossProductSign(first.from, first.to, second.from) * crossProductSign(first.from, first.to, second.to) <
               0 &&
           crossProductSign(second.from, second.to, first.from) * crossProductSign(second.from, second.to, first.to) <
               0;
}

Coord distanceToLine(Point p, Segment line) {
    const std::int64_t dx = line.to.x - line.from.x;
    const std::int64_t dy = line.to.y - line.from.y;
    const std::int64_t square = std::max<std::int64_t>(dx * dx + dy * dy, 1);
    const std::int64_t along = std::clamp<std::int64_t>((p.x - line.from.x) * dx + (p.y - line.from.y) * dy, 0, square);
    return distance(p, {line.from.x + static_cast<Coord>(dx * along / square),
                        line.from.y + static_cast<Coord>(dy * along / square)});
}

/// Calls `visit(a, b)` for each link a < b: between servers, and between a server and a client.
template <class Visit>
void forEachLink(const RingLayout& layout, Visit visit) {
    for (int a = 0; a < layout.nodeCount; ++a) {
        const raft::NodeId from(static_cast<std::uint8_t>(a));
        for (int b = a + 1; b < layout.nodeCount; ++b) visit(from, raft::NodeId(static_cast<std::uint8_t>(b)));
        for (int client = 0; client < layout.clientCount; ++client) visit(from, raft::clientEnd(client));
    }
}

/// How many messages of the same link and the same place come before this one: they queue.
int placeInQueue(const raft::ClusterView& view, const raft::MessageView& message) {
    int before = 0;
    for (const raft::MessageView& other : view.messages) {
        if (other.id == message.id) break;
        if (other.from == message.from && other.to == message.to && other.place == message.place) ++before;
    }
    return std::min(before, 8);
}

}  // namespace

RingLayout ringLayout(int nodeCount, int clientCount, const Box& box, const Metrics& metrics, bool large) {
    RingLayout layout;
    layout.nodeCount = nodeCount;
    layout.clientCount = clientCount;
    Box ring = box;
    if (clientCount > 0) {
        const Coord strip = std::min(metrics.of(108), box.width() / 5);
        layout.clients = {box.left, box.top, box.left + strip, box.bottom};
        ring.left += strip;
    }
    const Coord ceiling =
        std::min({metrics.of(52), ring.height() * (large ? 135 : 96) / 1000, ring.width() * (large ? 140 : 84) / 1000});
    Coord radius = std::max(ceiling, metrics.of(9));
    const Coord label = metrics.label() + metrics.of(10);
    for (int attempt = 0; attempt < 8; ++attempt) {
        const Coord above = radius + std::max(radius, metrics.of(25));  // The rim, the selection, the crown.
        const Coord below = radius + metrics.of(13) + label;
        const Coord aside = std::max(radius + metrics.of(14), metrics.of(40));
        const Coord height = std::max(ring.height() - above - below, 0);
        const Coord width = std::max(ring.width() - 2 * aside, 0);
        layout.radiusY = nodeCount <= 1 ? 0 : height * 1000 / (1000 + lowestPermille(nodeCount));
        layout.radiusX =
            std::min(static_cast<Coord>(std::int64_t{width} * 500 / widestPermille(nodeCount)), layout.radiusY * 3 / 2);
        if (nodeCount <= 1) layout.radiusX = 0;
        layout.nodeRadius = radius;
        const Coord used = layout.radiusY + permilleOf(layout.radiusY, lowestPermille(nodeCount));
        const Coord spare = nodeCount <= 1 ? height / 2 : (height - used) / 2;
        layout.center = {ring.center().x, ring.top + above + spare + layout.radiusY};
        if (nodeCount < 2) break;
        Coord fitting = radiusThatFits(layout);
        // Large ones in a narrow room come near each other on the sides too, and in a high one at the bottom.
        for (int i = 0; large && nodeCount > 2 && i < nodeCount; ++i) {
            const Point neighbour = layout.node((i + 1) % nodeCount);
            fitting = std::min(fitting, distance(layout.node(i), neighbour) * 37 / 100);
        }
        if (fitting >= radius || radius <= metrics.of(9)) break;
        radius = std::max(std::min(fitting, radius - metrics.of(1)), metrics.of(9));
    }
    return layout;
}

Point RingLayout::node(int number) const {
    const Point unit =
        polar({0, 0}, px(1000), static_cast<Angle>(std::int64_t{kFullTurn} * number / std::max(nodeCount, 1)));
    return {center.x + static_cast<Coord>(std::int64_t{unit.x} * radiusX / px(1000)),
            center.y + static_cast<Coord>(std::int64_t{unit.y} * radiusY / px(1000))};
}

Point RingLayout::client(int number) const {
    const Coord pitch = clients.height() / std::max(clientCount, 1);
    return {clients.center().x, clients.top + pitch * number + pitch / 2};
}

Point RingLayout::end(raft::NodeId id) const {
    return id.value >= nodeCount && raft::isClient(id) ? client(raft::clientNumber(id)) : node(id.value);
}

Coord RingLayout::endRadius(raft::NodeId id) const {
    return id.value >= nodeCount && raft::isClient(id) ? nodeRadius * 2 / 3 : nodeRadius;
}

Segment messagePath(const RingLayout& layout, raft::NodeId from, raft::NodeId to, const Metrics& metrics) {
    const Point a = layout.end(from);
    const Point b = layout.end(to);
    const Coord whole = distance(a, b);
    if (whole == 0) return {a, b};
    // Traffic keeps to the right of its direction, so that requests and replies pass each other.
    const std::int64_t lane =
        metrics.of(9) * std::clamp(layout.nodeRadius, metrics.of(17), metrics.of(34)) / metrics.of(34);
    const Point aside{static_cast<Coord>((a.y - b.y) * lane / whole), static_cast<Coord>((b.x - a.x) * lane / whole)};
    const Coord gap = metrics.of(8);
    const Point start = towards(a, b, std::min(layout.endRadius(from) + gap, whole / 2));
    const Point end = towards(b, a, std::min(layout.endRadius(to) + gap, whole / 2));
    return {start + aside, end + aside};
}

Point messagePoint(const RingLayout& layout, const raft::ClusterView& view, const raft::MessageView& message,
                   const Metrics& metrics) {
    const Segment path = messagePath(layout, message.from, message.to, metrics);
    const Coord step = metrics.of(13);
    switch (message.place) {
        case raft::MessagePlace::Moving:
        case raft::MessagePlace::Dying:
            return between(path.from, path.to, std::clamp(message.progressPermille, 0, 1000));
        case raft::MessagePlace::Held:
        case raft::MessagePlace::Waiting: return towards(path.from, path.to, step * (placeInQueue(view, message) + 1));
        case raft::MessagePlace::AtPaused: return towards(path.to, path.from, step * placeInQueue(view, message));
    }
    return path.from;
}

Ref linkAt(const RingLayout& layout, Point point, Coord tolerance) {
    Ref nearest;
    Coord best = tolerance + 1;
    forEachLink(layout, [&](raft::NodeId a, raft::NodeId b) {
        const Coord away = distanceToLine(point, {layout.end(a), layout.end(b)});
        if (away < best) {
            best = away;
            nearest = raft::linkRef(a, b);
        }
    });
    return nearest;
}

void linksCrossed(const RingLayout& layout, Point strokeFrom, Point strokeTo, std::vector<Ref>& out) {
    forEachLink(layout, [&](raft::NodeId a, raft::NodeId b) {
        const Ref link = raft::linkRef(a, b);
        if (std::find(out.begin(), out.end(), link) != out.end()) return;
        if (segmentsCross({strokeFrom, strokeTo}, {layout.end(a), layout.end(b)})) out.push_back(link);
    });
}

}  // namespace render
