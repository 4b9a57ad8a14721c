// Messages as slanted arrows.

#include <algorithm>
#include <vector>

#include "render/views/time_parts.h"

namespace render {
namespace {

using raft::ArrowEnd;
using raft::ArrowView;
using raft::isReply;
using raft::MessageLook;
using raft::SimTime;

constexpr std::size_t kDense = 400;  // From here on lines are thinned out.
/// From here on, answers that say nothing only hide the arrows that do.
constexpr std::size_t kCrowded = 80;
constexpr std::uint8_t kLinesPerColumn = 2;  // Of pixels, then.

bool isPreVote(MessageLook look) { return look == MessageLook::PreVoteRequest || look == MessageLook::PreVoteReply; }

/// Where an arrow would run if nothing hid it.
struct Flight {
    Point from;
    Point to;
    bool complete = true;  ///< `to` is where it ends: it deserves its head.
};

Coord laneEdge(const TimeLayout& layout, int lane, int towardsLane) {
    const Coord y = layout.laneY(lane);
    return y + (towardsLane > lane ? layout.barHalf : -layout.barHalf);
}

bool isServer(const TimePicture& picture, raft::NodeId id) { return id.value < picture.layout.laneCount; }

/// How far above its lane a client's arrow begins: as far as leaves the bar of the lane above alone.
Coord clientReach(const TimeLayout& layout, const Metrics& metrics) {
    return std::clamp(layout.laneHeight - 2 * layout.barHalf - metrics.of(2), metrics.of(4), metrics.of(15));
}

/// Between a client and a server only the server has a lane: a short stub above it.
Flight clientFlight(const TimePicture& picture, const ArrowView& arrow) {
    const TimeLayout& layout = picture.layout;
    const bool arriving = isServer(picture, arrow.to);
    const int lane = arriving ? arrow.to.value : arrow.from.value;
    const Coord reach = clientReach(layout, picture.look.metrics);
    const Point onLane{layout.scale.xOf(arriving ? arrow.endsAt : arrow.sentAt), layout.laneY(lane) - layout.barHalf};
    const Point above{onLane.x + (arriving ? -reach : reach) / 2, onLane.y - reach};
    return arriving ? Flight{above, onLane} : Flight{onLane, above};
}

/// Whom it comes from, or goes to: the square that a client is in the ring, small, at the end that is on no lane.
void drawClientEnd(const TimePicture& picture, const ArrowView& arrow, const Flight& flight, Color color) {
    if (isServer(picture, arrow.from) && isServer(picture, arrow.to)) return;
    if (picture.run.arrows.size() > kDense) return;
    const Point end = isServer(picture, arrow.to) ? flight.from : flight.to;
    const Coord half = picture.look.metrics.tenths(28);
    const Point at{end.x, end.y - half};
    if (!picture.taken.claim(boxAround(at, half, half))) return;
    picture.scene.rect(boxAround(at, half, half), picture.look.metrics.of(1), picture.look.theme.panel,
                       {color, picture.look.stroke(12)});
}

/// Seen as one server, an arrow is only its own end: a short stub towards the other's lane.
Flight halfFlight(const TimePicture& picture, const ArrowView& arrow) {
    const TimeLayout& layout = picture.layout;
    const int own = arrow.endKnown ? arrow.to.value : arrow.from.value;
    const int other = arrow.endKnown ? arrow.from.value : arrow.to.value;
    const Coord reach = std::min(layout.laneHeight / 2 - layout.barHalf, picture.look.metrics.of(11));
    const Point onLane{layout.scale.xOf(arrow.endsAt), laneEdge(layout, own, other)};
    const Coord down = other > own ? reach : -reach;
    if (arrow.endKnown) return {{onLane.x - reach / 2, onLane.y + down}, onLane};
    return {onLane, {onLane.x + reach / 2, onLane.y + down}};
}

Flight flightOf(const TimePicture& picture, const ArrowView& arrow) {
    const TimeLayout& layout = picture.layout;
    const bool betweenServers = isServer(picture, arrow.from) && isServer(picture, arrow.to);
    if (betweenServers && !(arrow.sendingKnown && arrow.endKnown)) return halfFlight(picture, arrow);
    if (!isServer(picture, arrow.from) || !isServer(picture, arrow.to)) return clientFlight(picture, arrow);
    const Segment path = arrowPath(layout, arrow);
    Flight flight{path.from, path.to};
    if (arrow.end == ArrowEnd::Lost || arrow.end == ArrowEnd::CutOff) {
        flight.to.y = between(flight.from, flight.to, 550).y;
        flight.to.x = std::max(flight.to.x, flight.from.x + picture.look.metrics.of(8));
    }
    return flight;
}

/// Cuts the flight to left … right; false if nothing is left of it.
bool cutTo(Flight& flight, Coord left, Coord right) {
    if (flight.to.x < left || flight.from.x > right) return false;
    const std::int64_t width = std::max(flight.to.x - flight.from.x, 1);
    const auto yAt = [&](Coord x) {
        return flight.from.y +
               static_cast<Coord>(std::int64_t{flight.to.y - flight.from.y} * (x - flight.from.x) / width);
    };
    const Point from{std::max(flight.from.x, left), flight.from.x < left ? yAt(left) : flight.from.y};
    if (flight.to.x > right) {
        flight.to = {right, yAt(right)};
        flight.complete = false;
    }
    flight.from = from;
    return true;
}

Color hueAt(const TimePicture& picture, SimTime time) {
    for (const raft::TermSpan& span : picture.run.terms) {
        if (time >= span.from && time < span.to) return termPaint(picture.look.theme, span.term).full;
    }
    return picture.look.theme.panel;
}

enum class Emphasis : std::uint8_t { Faint, Usual, Strong };

Stroke strokeOf(const TimePicture& picture, const ArrowView& arrow, Emphasis emphasis) {
    Stroke stroke = arrow.dull || emphasis == Emphasis::Faint ? picture.faint(10) : picture.ink(13);
    if (emphasis == Emphasis::Strong) stroke = picture.ink(25);
    if (isReply(arrow.look) || isPreVote(arrow.look)) {
        stroke.dashOn = picture.look.metrics.of(4);
        stroke.dashOff = picture.look.metrics.of(3);
    }
    return stroke;
}

/// + or − where it covers no other mark.
void drawAnswer(const TimePicture& picture, const ArrowView& arrow, const Flight& flight) {
    if (picture.run.arrows.size() > kDense) return;
    const Coord radius = std::min(picture.look.metrics.tenths(65), picture.layout.laneHeight * 30 / 100);
    const Coord length = distance(flight.from, flight.to);
    if (radius < picture.look.metrics.of(4) || length < radius * 4) return;
    for (const int permille : {500, 380, 620, 280}) {
        const Point at = between(flight.from, flight.to, permille);
        if (!picture.taken.claim(boxAround(at, radius, radius))) continue;
        const Sign sign = arrow.positive ? Sign::Plus : Sign::Minus;
        drawSign(picture.scene, at, radius, sign, picture.look.theme.panel, picture.ink(12));
        return;
    }
}

/// The box in which a part of a snapshot travels, so that it is not taken for an AppendEntries.
void drawBox(const TimePicture& picture, Point at, Color fill) {
    TermPaint paint;
    paint.full = fill;
    const Metrics& metrics = picture.look.metrics;
    drawParcel(picture.scene, boxAround(at, metrics.of(6), metrics.tenths(55)), paint, picture.ink(10), metrics);
}

/// On the way that it took, where it covers no other mark.
void drawSnapshotMark(const TimePicture& picture, const ArrowView& arrow, const Flight& flight) {
    const Metrics& metrics = picture.look.metrics;
    if (picture.run.arrows.size() > kDense || distance(flight.from, flight.to) < metrics.of(24)) return;
    for (const int permille : {500, 380, 620, 280}) {
        const Point at = between(flight.from, flight.to, permille);
        if (!picture.taken.claim(boxAround(at, metrics.of(7), metrics.of(6)))) continue;
        return drawBox(picture, at, hueAt(picture, arrow.sentAt));
    }
}

void drawEnd(const TimePicture& picture, const ArrowView& arrow, const Flight& flight, const Stroke& stroke) {
    if (!flight.complete) return;
    drawClientEnd(picture, arrow, flight, stroke.color);
    const Metrics& metrics = picture.look.metrics;
    switch (arrow.end) {
        case ArrowEnd::Arrived:
        case ArrowEnd::InFlight: {
            // A short arrow is still an arrow: its head leaves most of it to its line.
            const Coord head = std::min(metrics.of(arrow.dull ? 5 : 8), distance(flight.from, flight.to) * 45 / 100);
            drawArrowHead(picture.scene, flight.from, flight.to, head, stroke.color);
            break;
        }
        case ArrowEnd::Lost:
        case ArrowEnd::CutOff:
        case ArrowEnd::FoundDown: {
            Stroke cross = stroke;
            cross.dashOn = cross.dashOff = 0;
            cross.width = std::max(stroke.width, picture.look.stroke(18));
            drawCross(picture.scene, flight.to, metrics.of(4), cross);
            break;
        }
    }
}

void drawArrow(const TimePicture& picture, const ArrowView& arrow) {
    const Coord left = picture.layout.scale.left;
    const Coord right = picture.layout.scale.right;
    const Coord cursor = std::clamp(picture.layout.scale.xOf(picture.run.cursor), left, right);
    const Flight whole = flightOf(picture, arrow);
    const Ref ref = raft::messageRef(arrow.id);
    const GroupScope group(picture.scene, ref, Role::Arrow);
    const bool strong = picture.options.pointing.isSelected(ref) || picture.options.pointing.hovered == ref;

    Flight future = whole;
    if (arrow.endsAt > picture.run.cursor && !picture.options.hideFuture && cutTo(future, cursor, right)) {
        const Stroke stroke = strokeOf(picture, arrow, Emphasis::Faint);
        picture.scene.line(future.from, future.to, stroke);
        drawEnd(picture, arrow, future, stroke);
    }
    if (arrow.sentAt > picture.run.cursor) return;
    Flight past = whole;
    const bool over = arrow.endsAt <= picture.run.cursor;  // A lost one may be drawn a little longer than it flew.
    if (!cutTo(past, left, over ? right : cursor)) return;
    const Stroke stroke = strokeOf(picture, arrow, strong ? Emphasis::Strong : Emphasis::Usual);
    picture.scene.line(past.from, past.to, stroke);
    if (over) {
        drawEnd(picture, arrow, past, stroke);
        if (isReply(arrow.look) && !arrow.dull && past.complete) drawAnswer(picture, arrow, past);
        if (arrow.look == MessageLook::Snapshot) drawSnapshotMark(picture, arrow, past);
    } else if (arrow.look == MessageLook::Snapshot) {
        drawBox(picture, past.to, hueAt(picture, arrow.sentAt));
    } else {
        const Stroke rim = picture.ink(12);
        picture.scene.circle(past.to, picture.look.metrics.of(4), hueAt(picture, arrow.sentAt), rim);
    }
}

/// Counts lines by the pixel column in which they start, and says when a column has enough.
class Thinning {
public:
    Thinning(std::size_t arrows, Coord left, Coord right)
        : left_(left), columns_(arrows > kDense ? static_cast<std::size_t>((right - left) / kUnitsPerPx + 1) : 0) {}

    bool drops(Coord x) {
        if (columns_.empty()) return false;
        const auto column = static_cast<std::size_t>(std::max(x - left_, 0) / kUnitsPerPx);
        std::uint8_t& lines = columns_[std::min(column, columns_.size() - 1)];
        if (lines >= kLinesPerColumn) return true;
        ++lines;
        return false;
    }

private:
    Coord left_;
    std::vector<std::uint8_t> columns_;
};

/// Answers to dull heartbeats say nothing; they are drawn only where there is plenty of room, for each and for all.
bool isTooDull(const TimePicture& picture, const ArrowView& arrow) {
    if (!arrow.dull || !isReply(arrow.look)) return false;
    if (picture.run.arrows.size() > kCrowded) return true;
    return picture.layout.scale.xOf(arrow.endsAt) - picture.layout.scale.xOf(arrow.sentAt) <
           picture.look.metrics.of(40);
}

/// A picture without some of the messages, or without any, must not look like one of silence.
void drawLeftOut(const TimePicture& picture) {
    if (picture.run.skipped == 0) return;
    const Look& look = picture.look;
    const bool all = picture.run.arrows.empty();
    const std::string_view words = all ? look.labels.messagesLeftOut : look.labels.someLeftOut;
    const Coord size = all ? look.metrics.small() : look.metrics.label();
    const Coord width = textWidth(look.measure, Face::Medium, size, words);
    const Box& lanes = picture.layout.lanes;
    const Coord right = std::max(lanes.right - width / 2 - look.metrics.of(4), lanes.left);
    // In the middle if it is all there is to say, else out of the way, between two lanes.
    for (int lane = picture.layout.laneCount - 1; lane >= 1; --lane) {
        const Coord y = picture.layout.laneY(lane) - picture.layout.laneHeight / 2;
        const Box place = textBoxAround({all ? lanes.center().x : right, y}, width, size).grown(look.metrics.of(3));
        if (width > lanes.width() || !picture.taken.claim(place)) continue;
        const GroupScope group(picture.scene, {}, Role::Axis);
        picture.scene.rect(place, look.metrics.of(4), look.theme.panel);
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Middle},
                {place.center().x, baselineAround(y, size)}, words);
        return;
    }
}

}  // namespace

Segment arrowPath(const TimeLayout& layout, const ArrowView& arrow) {
    const int from = arrow.from.value;
    const int to = arrow.to.value;
    return {{layout.scale.xOf(arrow.sentAt), laneEdge(layout, from, to)},
            {layout.scale.xOf(arrow.endsAt), laneEdge(layout, to, from)}};
}

int arrowsThrough(const TimePicture& picture, const Box& box) {
    if (picture.run.arrows.size() > kDense) return 0;
    int count = 0;
    for (const ArrowView& arrow : picture.run.arrows) {
        if (isTooDull(picture, arrow)) continue;
        Flight part = flightOf(picture, arrow);
        if (!cutTo(part, box.left, box.right)) continue;
        if (std::max(part.from.y, part.to.y) >= box.top && std::min(part.from.y, part.to.y) <= box.bottom) ++count;
    }
    return count;
}

void drawArrows(const TimePicture& picture) {
    const TimeScale& scale = picture.layout.scale;
    Thinning thinning(picture.run.arrows.size(), scale.left, scale.right);
    // Dull ones first, so that they never cover what matters.
    for (const bool dull : {true, false}) {
        for (const ArrowView& arrow : picture.run.arrows) {
            if (arrow.dull != dull || isTooDull(picture, arrow)) continue;
            if (picture.options.hideFuture && arrow.sentAt > picture.run.cursor) continue;
            if (thinning.drops(scale.xOf(arrow.sentAt))) continue;
            drawArrow(picture, arrow);
        }
    }
    drawLeftOut(picture);
}

}  // namespace render
