// What lies and moves between the servers: links, messages, clients.

#include <algorithm>
#include <string>

#include "render/views/log_table.h"
#include "render/views/message_crowds.h"
#include "render/views/ring_parts.h"

namespace render {
namespace {

using raft::LinkView;
using raft::MessageLook;
using raft::MessagePlace;
using raft::MessageView;
using raft::NodeId;

Ref bothWays(Ref link) { return link.a <= link.b ? link : Ref{RefKind::Link, link.b, link.a}; }

bool isUp(const raft::ClusterView& view, NodeId id) {
    for (const raft::NodeView& node : view.nodes) {
        if (node.id == id) return node.up;
    }
    return true;
}

std::string_view endName(const raft::ClusterView& view, NodeId id) {
    for (const raft::NodeView& node : view.nodes) {
        if (node.id == id) return node.name;
    }
    for (const raft::ClientView& client : view.clients) {
        if (client.id == id) return client.name;
    }
    return {};
}

/// The same state in both directions is drawn once.
const LinkView* oppositeOf(const raft::ClusterView& view, const LinkView& link) {
    for (const LinkView& other : view.links) {
        if (other.from == link.to && other.to == link.from) return &other;
    }
    return nullptr;
}

bool sameState(const LinkView& a, const LinkView& b) {
    return a.cut == b.cut && a.hold == b.hold && a.slow == b.slow && a.lossy == b.lossy;
}

/// Two slanted strokes across the gap of a cut link.
void drawCutMark(const RingPicture& picture, Point middle, Segment path) {
    const Coord reach = picture.look.metrics.of(6);
    const Point along = towards({0, 0}, path.to - path.from, picture.look.metrics.of(4));
    const Point across{-towards({0, 0}, path.to - path.from, reach).y, towards({0, 0}, path.to - path.from, reach).x};
    const Point slant{along.x / 2, along.y / 2};
    for (const int side : {-1, 1}) {
        const Point at{middle.x + side * along.x, middle.y + side * along.y};
        picture.scene.line(at - across - slant, at + across + slant, picture.ink(18));
    }
}

/// Slow: two dots on the way; lossy: a cross in a circle; held: pause bars.
void drawLinkMark(const RingPicture& picture, const LinkView& link, Point middle) {
    const Coord radius = picture.look.metrics.of(8);
    picture.scene.circle(middle, radius, picture.look.theme.panel, picture.dim(12));
    const Color ink = picture.look.theme.ink;
    if (link.hold) {
        drawPauseBars(picture.scene, middle, radius, ink);
    } else if (link.lossy) {
        drawCross(picture.scene, middle, radius / 3, picture.ink(15));
    } else {
        for (const int side : {-1, 0, 1}) {
            picture.scene.circle({middle.x + side * radius / 2, middle.y}, picture.look.metrics.tenths(12), ink);
        }
    }
}

void drawLink(const RingPicture& picture, const LinkView& link, Segment path, Ref ref) {
    const GroupScope group(picture.scene, ref, Role::Link);
    const Pointing& pointing = picture.options.pointing;
    const bool selected = !pointing.selected.empty() && bothWays(pointing.selected) == bothWays(ref);
    const bool hovered = !pointing.hovered.empty() && bothWays(pointing.hovered) == bothWays(ref);
    const Stroke stroke = selected  ? picture.ink(25)
                          : hovered ? picture.dim(15)
                                    : Stroke{picture.look.theme.ghost, picture.look.stroke(15)};
    const Point middle = between(path.from, path.to, 500);
    if (link.cut) {
        const Coord gap = picture.look.metrics.of(11);
        picture.scene.line(path.from, towards(middle, path.from, gap), stroke);
        picture.scene.line(towards(middle, path.to, gap), path.to, stroke);
        drawCutMark(picture, middle, path);
        return;
    }
    picture.scene.line(path.from, path.to, stroke);
    if (link.hold || link.lossy || link.slow) drawLinkMark(picture, link, middle);
}

Segment straightPath(const RingPicture& picture, NodeId from, NodeId to) {
    const Point a = picture.layout.end(from);
    const Point b = picture.layout.end(to);
    const Coord gap = picture.look.metrics.of(4);
    return {towards(a, b, picture.layout.endRadius(from) + gap), towards(b, a, picture.layout.endRadius(to) + gap)};
}

void drawOneWay(const RingPicture& picture, const LinkView& link) {
    const Segment path = messagePath(picture.layout, link.from, link.to, picture.look.metrics);
    drawLink(picture, link, path, raft::linkRef(link.from, link.to));
    drawArrowHead(picture.scene, path.from, path.to, picture.look.metrics.of(8), picture.look.theme.ghost);
}

/// A link that is like all others, because somebody points at it.
void drawPlainLink(const RingPicture& picture, Ref wanted) {
    if (wanted.kind != RefKind::Link) return;
    for (const LinkView& link : picture.view.links) {
        if (bothWays(raft::linkRef(link.from, link.to)) == bothWays(wanted)) return;
    }
    const NodeId from(static_cast<std::uint8_t>(wanted.a));
    const NodeId to(static_cast<std::uint8_t>(wanted.b));
    if (endName(picture.view, from).empty() || endName(picture.view, to).empty()) return;
    drawLink(picture, LinkView{}, straightPath(picture, from, to), bothWays(wanted));
}

// ---- Messages ----

Stroke thinRim(const RingPicture& picture) { return picture.ink(12); }

/// A pre-vote is drawn as the vote that it asks about, hollow: it binds nobody. Its term's hue as outlines have it: a
/// pale one could not be told from the panel.
Stroke hollowRim(const RingPicture& picture, std::uint32_t term) {
    const Color outline = termPaint(picture.look.theme, term).outline;
    return {outline, std::max(picture.mark(28), picture.ink(15).width)};
}

void drawHeartbeat(const RingPicture& picture, Point at, Segment path, Color hue) {
    const Coord radius = picture.mark(55);
    const Coord come = distance(path.from, at);
    const Coord tail = std::min(picture.mark(180), come);
    if (tail > radius) {
        const Color pale = mixed(hue, picture.look.theme.panel, 55);
        picture.scene.line(towards(at, path.from, tail), towards(at, path.from, radius), {pale, picture.mark(30)});
    }
    picture.scene.circle(at, radius, hue, thinRim(picture));
}

/// Lost on its way: it moves no further.
bool hasEnded(const MessageView& message) {
    return message.place == MessagePlace::Dying && message.progressPermille >= 450;
}

/// "2/3"; how many there are may be unknown.
std::string partText(const MessageView& message) {
    const std::string parts = message.parts == 0 ? "?" : std::to_string(message.parts);
    return std::to_string(message.part) + "/" + parts;
}

/// The first entries as cells; letters only where nothing else is written.
void drawCargo(const RingPicture& picture, const MessageView& message, Point at) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const std::size_t shown = std::min<std::size_t>(message.cells.size(), 2);
    const Coord size = metrics.label();
    Coord cellWidth = metrics.of(26);
    std::string scratch;
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string_view words = cellWords(look.labels, message.cells[i], scratch);
        const Coord frame = message.cells[i].session ? metrics.of(8) : 0;
        const Coord width = textWidth(look.measure, Face::Mono, size, words) + frame;
        if (width <= metrics.of(64)) cellWidth = std::max(cellWidth, width + metrics.of(8));
    }
    const Coord height = metrics.of(28);
    const Coord step = cellWidth + metrics.of(2);
    const bool more = message.entryCount > shown;
    const std::string rest = more ? "+" + std::to_string(message.entryCount - shown) : std::string();
    const Coord restWidth = more ? textWidth(look.measure, Face::Bold, size, rest) + metrics.of(4) : 0;
    const Coord whole = step * static_cast<Coord>(shown) - metrics.of(2) + restWidth;
    Box box = boxAround(at, whole / 2, height / 2);
    const bool lettered = !hasEnded(message) && picture.marksAreLettered() && picture.taken.isFree(box) &&
                          picture.options.box.contains(box);
    if (lettered) {
        picture.taken.take(box);
    } else {
        box = boxAround(at, picture.mark(90) * static_cast<Coord>(shown), picture.mark(80));
    }
    const Coord pitch = lettered ? step : picture.mark(180);
    for (std::size_t i = 0; i < shown; ++i) {
        const raft::CellView& cell = message.cells[i];
        const TermPaint paint = termPaint(look.theme, cell.term);
        const Coord left = box.left + pitch * static_cast<Coord>(i);
        const Box place{left, box.top, left + (lettered ? cellWidth : picture.mark(160)), box.bottom};
        picture.scene.rect(place, metrics.of(4), paint.full, thinRim(picture));
        drawTermPattern(picture.scene, place.grown(-metrics.of(2)), paint, metrics);
        if (!lettered) continue;
        const Point upper{place.center().x, place.top + metrics.of(9)};
        addText(picture.scene, look.measure, {Face::Bold, size, paint.text, Align::Middle},
                {upper.x, baselineAround(upper.y, size)}, std::to_string(cell.term));
        const Point lower{place.center().x, place.bottom - metrics.of(8)};
        const std::string_view words = cellWords(look.labels, cell, scratch);
        const Coord room = cellWidth - metrics.of(cell.session ? 12 : 4);
        const std::string_view text = ellipsize(look.measure, Face::Mono, size, words, room, picture.words);
        const Coord used = addText(picture.scene, look.measure, {Face::Mono, size, paint.text, Align::Middle},
                                   {lower.x, baselineAround(lower.y, size)}, text);
        if (!cell.session) continue;
        const Coord half = size * 52 / 100;  // As in the logs: a client in its frame.
        const Point center{lower.x, lower.y + metrics.of(1)};
        picture.scene.rect(boxAround(center, used / 2 + metrics.of(4), half), half, {}, {paint.text, look.stroke(10)});
    }
    if (more && lettered) {
        addText(picture.scene, look.measure, {Face::Bold, size, look.theme.dim, Align::End},
                {box.right, baselineAround(box.center().y, size)}, rest);
    }
}

/// A part of a snapshot: a box that says up to which entry it holds everything, and which part of how many this is.
void drawSnapshotPart(const RingPicture& picture, const MessageView& message, Point at) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    const raft::CellView last = message.cells.empty() ? raft::CellView{} : message.cells.front();
    const TermPaint paint = termPaint(look.theme, last.term);
    const std::string holds = foldText(last.index);
    const std::string part = partText(message);
    const Coord width =
        std::max(textWidth(look.measure, Face::MonoBold, size, holds), textWidth(look.measure, Face::Mono, size, part));
    const Box full = boxAround(at, width / 2 + metrics.of(7), metrics.of(20));
    const bool lettered = !hasEnded(message) && picture.marksAreLettered() && picture.options.box.contains(full) &&
                          picture.taken.claim(full);
    if (!lettered) {
        drawParcel(picture.scene, boxAround(at, picture.mark(100), picture.mark(90)), paint, thinRim(picture), metrics);
        return;
    }
    drawParcel(picture.scene, full, paint, thinRim(picture), metrics);
    const Coord top = full.top + parcelLid(full);
    const Coord third = (full.bottom - top) / 4;
    addText(picture.scene, look.measure, {Face::MonoBold, size, paint.text, Align::Middle},
            {at.x, baselineAround(top + third, size)}, holds);
    addText(picture.scene, look.measure, {Face::Mono, size, paint.text, Align::Middle},
            {at.x, baselineAround(full.bottom - third, size)}, part);
}

/// A reply about a snapshot: its answer on an empty box.
void drawSnapshotReply(const RingPicture& picture, const MessageView& message, Point at) {
    TermPaint empty;
    empty.full = picture.look.theme.panel;
    const Box box = boxAround(at, picture.mark(100), picture.mark(90));
    drawParcel(picture.scene, box, empty, thinRim(picture), picture.look.metrics);
    const Point middle{at.x, (box.top + parcelLid(box) + box.bottom) / 2};
    const Coord arm = picture.mark(42);
    const Stroke pen = picture.ink(20);
    picture.scene.line({middle.x - arm, middle.y}, {middle.x + arm, middle.y}, pen);
    if (message.positive) picture.scene.line({middle.x, middle.y - arm}, {middle.x, middle.y + arm}, pen);
}

/// A client's request: a slip with the command.
void drawSlip(const RingPicture& picture, const MessageView& message, Point at) {
    const Look& look = picture.look;
    const Coord size = look.metrics.label();
    const std::string_view words = message.opensSession ? look.labels.opensSession : message.text;
    const std::string_view text = ellipsize(look.measure, Face::Mono, size, words, look.metrics.of(80), picture.words);
    const Coord width = textWidth(look.measure, Face::Mono, size, text);
    const Box full = boxAround(at, width / 2 + look.metrics.of(6), look.metrics.of(9));
    if (width > 0 && picture.marksAreLettered() && picture.options.box.contains(full) && picture.taken.claim(full)) {
        picture.scene.rect(full, look.metrics.of(9), look.theme.panel, thinRim(picture));
        addText(picture.scene, look.measure, {Face::Mono, size, look.theme.ink, Align::Middle},
                {at.x, baselineAround(at.y, size)}, text);
        return;
    }
    picture.scene.rect(boxAround(at, picture.mark(80), picture.mark(50)), picture.mark(50), look.theme.panel,
                       thinRim(picture));
}

void drawMark(const RingPicture& picture, const MessageView& message, Point at, Segment path) {
    const Color hue = termPaint(picture.look.theme, message.term).full;
    switch (message.look) {
        case MessageLook::Heartbeat: drawHeartbeat(picture, at, path, hue); break;
        case MessageLook::Entries: drawCargo(picture, message, at); break;
        case MessageLook::VoteRequest: {
            Stroke stroke = thinRim(picture);
            stroke.color = picture.look.theme.onHue;
            picture.scene.rect(boxAround(at, picture.mark(95), picture.mark(110)), picture.mark(30),
                               picture.look.theme.panel);
            drawBallot(picture.scene, at, picture.mark(190), hue, stroke);
            break;
        }
        case MessageLook::VoteReply:
        case MessageLook::AppendReply:
        case MessageLook::ClientReply:
            drawSign(picture.scene, at, picture.mark(70), message.positive ? Sign::Plus : Sign::Minus,
                     picture.look.theme.panel, thinRim(picture));
            break;
        case MessageLook::ClientRequest: drawSlip(picture, message, at); break;
        case MessageLook::PreVoteRequest:
            picture.scene.rect(boxAround(at, picture.mark(95), picture.mark(110)), picture.mark(30),
                               picture.look.theme.panel);
            drawBallot(picture.scene, at, picture.mark(190), picture.look.theme.panel,
                       hollowRim(picture, message.term));
            break;
        case MessageLook::PreVoteReply:
            picture.scene.circle(at, picture.mark(70), picture.look.theme.panel);
            drawSign(picture.scene, at, picture.mark(70), message.positive ? Sign::Plus : Sign::Minus, {},
                     hollowRim(picture, message.term));
            break;
        case MessageLook::TimeoutNow: {
            const Coord half = picture.mark(95);
            picture.scene.circle(at, half, picture.look.theme.panel,
                                 {termPaint(picture.look.theme, message.term).outline, picture.mark(30)});
            drawCrown(picture.scene, {at.x, at.y + half * 35 / 100}, half * 11 / 10, picture.look.theme.ink);
            break;
        }
        case MessageLook::Snapshot: drawSnapshotPart(picture, message, at); break;
        case MessageLook::SnapshotReply: drawSnapshotReply(picture, message, at); break;
    }
}

/// Readable on whatever the message carries.
void drawEnding(const RingPicture& picture, Point at) {
    const Coord arm = picture.mark(60);
    drawCross(picture.scene, at, arm + picture.mark(10), {picture.look.theme.panel, picture.mark(50)});
    drawCross(picture.scene, at, arm, picture.ink(22));
}

void drawMessage(const RingPicture& picture, const MessageView& message) {
    const Segment path = messagePath(picture.layout, message.from, message.to, picture.look.metrics);
    const Point at = messagePoint(picture.layout, picture.view, message, picture.look.metrics);
    picture.words.clear();
    const bool isPart = message.look == MessageLook::Snapshot;
    const std::string part = isPart ? partText(message) : std::string();
    const std::string index = std::to_string(message.cells.empty() ? 0 : message.cells.front().index);
    appendLabel(picture.words, isPart ? picture.look.labels.altPart : picture.look.labels.altMessage,
                {{"kind", message.kindName},
                 {"from", endName(picture.view, message.from)},
                 {"to", endName(picture.view, message.to)},
                 {"index", index},
                 {"part", part}});
    const Ref ref = raft::messageRef(message.id);
    const GroupScope group(picture.scene, ref, Role::Message, picture.words);
    drawMark(picture, message, at, path);
    const bool isLarge = message.look == MessageLook::Entries || isPart;
    drawRingPointing(picture, ref, at, picture.look.metrics.of(isLarge ? 22 : 13));
    // It ends where it was lost; one for a dead server reaches it and ends there.
    if (hasEnded(message)) {
        drawEnding(picture, at);
    } else if (message.doomed && message.progressPermille >= 900 && !isUp(picture.view, message.to)) {
        drawEnding(picture, path.to);
    }
}

/// How many more there are, beside the last one that is drawn.
void drawCrowd(const RingPicture& picture, const MessageCrowds::Crowd& crowd) {
    const Look& look = picture.look;
    const Point at = messagePoint(picture.layout, picture.view, *crowd.last, look.metrics);
    const Coord size = look.metrics.small();
    const Point below{at.x, at.y + picture.mark(110) + size / 2};
    addText(picture.scene, look.measure, {Face::Bold, size, look.theme.ink, Align::Middle},
            {below.x, baselineAround(below.y, size)}, "+" + std::to_string(crowd.hidden));
}

}  // namespace

void drawRingLinks(const RingPicture& picture) {
    drawPlainLink(picture, picture.options.pointing.hovered);
    if (bothWays(picture.options.pointing.selected) != bothWays(picture.options.pointing.hovered)) {
        drawPlainLink(picture, picture.options.pointing.selected);
    }
    for (const LinkView& link : picture.view.links) {
        if (!link.cut && !link.hold && !link.slow && !link.lossy) continue;
        const LinkView* opposite = oppositeOf(picture.view, link);
        if (opposite == nullptr || !sameState(link, *opposite)) {
            drawOneWay(picture, link);
        } else if (link.from < link.to) {
            drawLink(picture, link, straightPath(picture, link.from, link.to), raft::linkRef(link.from, link.to));
        }
    }
}

void drawRingMessages(const RingPicture& picture) {
    if (picture.options.seenAs != raft::kNoNode) return;  // No server sees what is on its way.
    MessageCrowds crowds;
    for (const MessageView& message : picture.view.messages) {
        if (crowds.shows(message)) drawMessage(picture, message);
    }
    crowds.forEachCut([&picture](const MessageCrowds::Crowd& crowd) { drawCrowd(picture, crowd); });
}

void drawRingClients(const RingPicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    for (std::size_t i = 0; i < picture.view.clients.size(); ++i) {
        const raft::ClientView& client = picture.view.clients[i];
        const Point at = picture.layout.client(static_cast<int>(i));
        picture.words.clear();
        appendLabel(picture.words, look.labels.altClient, {{"client", client.name}});
        const Ref ref = raft::clientRef(client.id);
        const GroupScope group(picture.scene, ref, Role::Client, picture.words);
        const Coord room = picture.layout.clients.width() - metrics.of(8);
        const std::string_view name =
            ellipsize(look.measure, Face::SemiBold, metrics.small(), client.name, room - metrics.of(6), picture.words);
        const Coord width = textWidth(look.measure, Face::SemiBold, metrics.small(), name);
        const Coord half = std::max(std::min(width / 2 + metrics.of(8), room / 2), metrics.of(14));
        const Box chip = boxAround(at, half, metrics.of(13));
        const bool selected = picture.options.pointing.isSelected(ref);
        const bool hovered = picture.options.pointing.hovered == ref;
        picture.scene.rect(chip, metrics.of(7), look.theme.soft,
                           selected ? picture.ink(25) : picture.dim(hovered ? 20 : 12));
        addText(picture.scene, look.measure, {Face::SemiBold, metrics.small(), look.theme.ink, Align::Middle},
                {at.x, baselineAround(at.y, metrics.small())}, name);
        picture.taken.take(chip);
        if (client.calls.empty()) continue;
        const raft::ClientCallView& call = client.calls.back();
        const std::string_view pattern = !call.returned ? look.labels.clientWaits
                                         : call.expired ? look.labels.clientExpiredShort
                                         : call.ok      ? look.labels.clientOk
                                                        : look.labels.clientFailed;
        std::string answer;
        appendLabel(answer, pattern, {{"command", call.text}, {"value", call.value}});
        const Coord size = metrics.label();
        const std::string_view text = ellipsize(look.measure, Face::Mono, size, answer, room, picture.words);
        const Point below{at.x, chip.bottom + metrics.of(5) + size / 2};
        const Box place = textBoxAround(below, textWidth(look.measure, Face::Mono, size, text), size);
        // Where the ring is low there is no room between one client and the next.
        const bool isLast = i + 1 == picture.view.clients.size();
        const Coord end = isLast ? place.bottom : picture.layout.client(static_cast<int>(i) + 1).y - metrics.of(13);
        if (place.bottom > end || !picture.options.box.contains(place) || !picture.taken.claim(place)) continue;
        const GroupScope callGroup(picture.scene, raft::callRef(client.id, call.seq), Role::Plain);
        addText(picture.scene, look.measure, {Face::Mono, size, look.theme.dim, Align::Middle},
                {below.x, baselineAround(below.y, size)}, text);
    }
}

}  // namespace render
