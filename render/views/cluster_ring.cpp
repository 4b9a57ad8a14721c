#include "render/views/cluster_ring.h"

#include <algorithm>
#include <string>

#include "render/views/ring_parts.h"

namespace render {
namespace {

using raft::NodeView;
using raft::RoleView;
using raft::VoteView;

bool isCandidate(const NodeView& node) {
    return node.role == RoleView::Candidate || node.role == RoleView::PreCandidate;
}

/// Votes are shown while they matter: of a candidate, and of a leader until its first round is over. A leader by
/// declaration has asked nobody.
bool showsVotes(const NodeView& node) {
    const bool isNewLeader = node.role == RoleView::Leader && node.firstRound && node.votes >= node.quorum;
    return node.up && (isCandidate(node) || isNewLeader);
}

void drawVote(const RingPicture& picture, const NodeView& node, const raft::PeerView& peer) {
    const Point center = picture.layout.node(node.id.value);
    const Coord radius = picture.layout.nodeRadius;
    const Coord dot = std::max(radius / 9, picture.look.metrics.of(2));
    const Angle angle = angleOf(center, picture.layout.node(peer.peer.value));
    const Point at = polar(center, radius - dot - std::max(radius / 7, picture.look.metrics.of(3)), angle);
    // In term 0 the server has no hue, and its body is the panel.
    const Color onBody = termPaint(picture.look.theme, node.term).text;
    const Stroke thin{onBody, picture.look.stroke(12)};
    const GroupScope group(picture.scene, raft::voteRef(peer.peer, node.id), Role::Plain);
    switch (peer.vote) {
        case VoteView::Granted:
            if (node.role == RoleView::PreCandidate) {  // Hollow: no vote, an opinion.
                picture.scene.circle(at, dot, {}, {onBody, picture.look.stroke(18)});
            } else {
                picture.scene.circle(at, dot, onBody);
            }
            break;
        case VoteView::Refused: drawSign(picture.scene, at, dot * 5 / 4, Sign::Minus, {}, thin); break;
        case VoteView::GrantOnItsWay: {
            picture.scene.circle(at, dot, {}, thin);
            std::vector<Point> half;
            appendArc(at, dot, kFullTurn / 2, kFullTurn / 2, half);
            picture.scene.polygon(half, onBody);
            break;
        }
        case VoteView::None: {
            Stroke dashed = thin;
            dashed.dashOn = dashed.dashOff = dot * 2 / 3;
            picture.scene.circle(at, dot, {}, dashed);
            break;
        }
    }
}

/// The side of a server that faces away from the others: marks on its rim stand there, out of the traffic.
struct Outward {
    int right = 1;  ///< -1: to the left.
    int down = 1;   ///< -1: up.
};

Outward outwardOf(const RingPicture& picture, const NodeView& node) {
    const Point at = picture.layout.node(node.id.value);
    const Point center = picture.layout.center;
    return {at.x < center.x - kUnitsPerPx ? -1 : 1, at.y <= center.y ? -1 : 1};
}

Point onRim(Point center, Coord radius, Outward side) {
    const Point corner = polar({0, 0}, radius, kFullTurn / 8);  // Up and to the right.
    return {center.x + side.right * corner.x, center.y - side.down * corner.y};
}

/// Half a learner's side: its corners stay inside the ring of the selection.
Coord learnerHalf(Coord radius) { return radius * 82 / 100; }

/// What is left of the election timeout, as an arc that drains towards the top.
void drawTimer(const RingPicture& picture, const NodeView& node) {
    if (!node.up || node.timerLeftPermille < 0) return;
    const Coord radius = picture.layout.nodeRadius + picture.look.metrics.of(5);
    const Angle sweep = static_cast<Angle>(std::int64_t{kFullTurn} * std::min(node.timerLeftPermille, 1000) / 1000);
    if (sweep == 0) return;
    std::vector<Point> arc;
    appendArc(picture.layout.node(node.id.value), radius, 0, sweep, arc);
    picture.scene.polyline(arc, picture.dim(25));
}

/// What is left of a leader's lease, by its own clock: a strong arc that drains like the timer of a follower. It leaves
/// out the top, where the crown is.
void drawLease(const RingPicture& picture, const NodeView& node) {
    if (!node.up || node.leaseLeftPermille <= 0) return;
    const Coord radius = picture.layout.nodeRadius + picture.look.metrics.of(5);
    const Angle begins = kFullTurn / 8;
    const Angle sweep = static_cast<Angle>(std::int64_t{kFullTurn} * 3 / 4 * node.leaseLeftPermille / 1000);
    if (sweep == 0) return;
    std::vector<Point> arc;
    appendArc(picture.layout.node(node.id.value), radius, begins, sweep, arc);
    picture.scene.polyline(arc, picture.ink(40));
}

/// A server's body: a learner is a square, everybody else round.
void drawBody(const RingPicture& picture, const NodeView& node, Point center, Color fill, const Stroke& rim = {}) {
    const Coord radius = picture.layout.nodeRadius;
    if (picture.seat(node.id) != Seat::Learner) return picture.scene.circle(center, radius, fill, rim);
    const Coord half = learnerHalf(radius);
    picture.scene.rect(boxAround(center, half, half), radius / 8, fill, rim);
}

/// Who only follows the log, or not even that.
void drawFollower(const RingPicture& picture, const NodeView& node, Point center, const TermPaint& paint) {
    const Seat seat = picture.seat(node.id);
    if (seat == Seat::Outside) return drawBody(picture, node, center, paint.pale, picture.dim(12));
    drawBody(picture, node, center, paint.full);
    const Coord radius = picture.layout.nodeRadius;
    if (seat == Seat::Learner) {
        const Coord half = learnerHalf(radius);
        drawTermPattern(picture.scene, boxAround(center, half, half), paint, picture.look.metrics);
    } else {
        drawTermPatternRound(picture.scene, center, radius, paint, picture.look.metrics);
    }
    drawBody(picture, node, center, {}, picture.ink(15));
}

void drawRim(const RingPicture& picture, const NodeView& node, Point center) {
    const Coord radius = picture.layout.nodeRadius;
    const Theme& theme = picture.look.theme;
    Scene& scene = picture.scene;
    if (!picture.known(node.id)) {
        drawBody(picture, node, center, theme.soft, {theme.ghost, picture.look.stroke(15)});
        return;
    }
    if (!node.up) {
        drawBody(picture, node, center, theme.soft);
        HatchItem hatch;
        const bool isSquare = picture.seat(node.id) == Seat::Learner;
        const Coord half = isSquare ? learnerHalf(radius) : radius;
        hatch.box = boxAround(center, half, half);
        hatch.round = !isSquare;
        hatch.color = theme.ghost;
        hatch.width = picture.look.stroke(12);
        hatch.spacing = std::max(radius / 3, picture.look.metrics.of(6));
        scene.hatch(hatch);
        drawBody(picture, node, center, {}, picture.dim(15));
        return;
    }
    const TermPaint paint = termPaint(theme, node.term);
    const Color rim = theme.ink;
    switch (node.role) {
        case RoleView::Leader: {
            const Coord width = std::max(radius / 7, picture.look.metrics.of(3));
            scene.circle(center, radius, paint.full);
            drawTermPatternRound(scene, center, radius, paint, picture.look.metrics);
            scene.circle(center, radius - width / 2, {}, {rim, width});
            drawCrown(scene, {center.x, center.y - radius - picture.look.metrics.of(4)}, radius * 85 / 100, rim);
            break;
        }
        case RoleView::PreCandidate: {  // As a candidate, with an outer rim that is not closed.
            Stroke asks = picture.ink(15);
            asks.dashOn = asks.dashOff = picture.look.metrics.of(4);
            scene.circle(center, radius, theme.panel, asks);
            scene.circle(center, radius - picture.look.metrics.of(4), paint.full, picture.ink(15));
            drawTermPatternRound(scene, center, radius - picture.look.metrics.of(5), paint, picture.look.metrics);
            break;
        }
        case RoleView::Candidate:
            scene.circle(center, radius, theme.panel, picture.ink(15));
            scene.circle(center, radius - picture.look.metrics.of(4), paint.full, picture.ink(15));
            drawTermPatternRound(scene, center, radius - picture.look.metrics.of(5), paint, picture.look.metrics);
            break;
        case RoleView::Follower: drawFollower(picture, node, center, paint); break;
    }
}

struct Badge {
    Box box;
    Coord size = 0;  ///< Of its letters.
};

/// Where the number of a term stands that is written so large.
Badge badgeAt(const RingPicture& picture, const NodeView& node, Point center, Coord size) {
    const Metrics& metrics = picture.look.metrics;
    const Coord radius = picture.layout.nodeRadius;
    const Coord width = textWidth(picture.look.measure, Face::Bold, size, std::to_string(node.term));
    const Coord half = std::max(radius / 3, size * 8 / 10);
    const Coord halfWidth = std::max(half, width / 2 + metrics.of(5));
    Point at = onRim(center, std::max(radius, metrics.of(22)), outwardOf(picture, node));
    const Coord reach = halfWidth + metrics.of(1);
    at.x = std::max(std::min(at.x, picture.options.box.right - reach), picture.options.box.left + reach);
    return {boxAround(at, halfWidth, half), size};
}

/// The term's number on the rim, on the outer side; at a crashed server the badge carries the hue.
void drawBadge(const RingPicture& picture, const NodeView& node, Point center) {
    const bool hearsay = !picture.known(node.id);  // The term that it told: it may be in another one by now.
    if (hearsay && (!node.unknown || node.term == 0)) return;
    const Metrics& metrics = picture.look.metrics;
    const Theme& theme = picture.look.theme;
    const Coord radius = picture.layout.nodeRadius;
    const std::string number = std::to_string(node.term);
    const TermPaint paint = termPaint(theme, node.term);
    const Color fill = node.up ? theme.panel : paint.full;
    const Coord usual = std::max(radius * 36 / 100, metrics.label());
    // From the last row it is read better a size larger; where servers stand shoulder to shoulder it stays small, and
    // where not even that fits, names come first.
    const Coord larger = picture.options.large ? std::max(usual, metrics.of(14)) : usual;
    Badge badge = badgeAt(picture, node, center, larger);
    if (!picture.taken.claim(badge.box)) {
        badge = badgeAt(picture, node, center, usual);
        if (larger == usual || !picture.taken.claim(badge.box)) return;
    }
    const Stroke rim = node.up && !hearsay ? picture.ink(12) : picture.dim(12);
    picture.scene.rect(badge.box, badge.box.height() / 2, fill, rim);
    const Color letters = hearsay ? theme.dim : node.up ? theme.ink : paint.text;
    const Point at = badge.box.center();
    const TextStyle style{Face::Bold, badge.size, letters, Align::Middle};
    addText(picture.scene, picture.look.measure, style, {at.x, baselineAround(at.y, badge.size)}, number);
}

/// What the rim alone does not say: asks for votes (where a leader wears its crown), or stands still.
void drawStateMark(const RingPicture& picture, const NodeView& node, Point center) {
    if (!picture.known(node.id) || !node.up) return;
    const Coord radius = picture.layout.nodeRadius;
    const Metrics& metrics = picture.look.metrics;
    if (isCandidate(node)) {
        const Coord height = std::max(radius * 6 / 10, metrics.of(11));
        const Point at{center.x, center.y - radius - metrics.of(11) - height / 2};
        drawBallot(picture.scene, at, height, picture.look.theme.panel, picture.ink(14));
        picture.taken.take(boxAround(at, height / 2, height / 2));
    }
    if (node.paused) {
        const Coord half = std::max(radius * 3 / 10, metrics.of(7));
        Outward side = outwardOf(picture, node);
        side.down = -side.down;
        const Point at = onRim(center, radius, side);
        picture.scene.circle(at, half, picture.look.theme.panel, picture.ink(12));
        drawPauseBars(picture.scene, at, half, picture.look.theme.ink);
        picture.taken.take(boxAround(at, half, half));
    }
}

/// Is there room for a word under the name?
bool hasWordInside(const RingPicture& picture) {
    return picture.layout.nodeRadius >= picture.look.metrics.of(picture.options.large ? 32 : 24);
}

void drawName(const RingPicture& picture, const NodeView& node, Point center) {
    const Look& look = picture.look;
    const Coord radius = picture.layout.nodeRadius;
    const bool lit = node.up && picture.known(node.id);
    const bool wordInside = !node.up && hasWordInside(picture) && picture.known(node.id);
    const Coord room = showsVotes(node) ? radius * 13 / 10 : radius * 17 / 10;
    Coord size = std::max(radius / 2, look.metrics.label());
    const Coord width = textWidth(look.measure, Face::Bold, size, node.name);
    if (width > room) size = std::max(static_cast<Coord>(std::int64_t{size} * room / width), look.metrics.label());
    const bool isPale = picture.seat(node.id) == Seat::Outside && node.role == RoleView::Follower;
    const TermPaint paint = termPaint(look.theme, node.term);
    const Color onBody = isPale ? paint.paleText : paint.text;
    const TextStyle style{Face::Bold, size, lit ? onBody : look.theme.dim, Align::Middle};
    // The word stands on the side away from the badge.
    const bool wordAbove = onRim(center, radius, outwardOf(picture, node)).y > center.y;
    const Coord away = wordAbove ? -1 : 1;
    const Point at{center.x, wordInside ? center.y - away * radius / 5 : center.y};
    const std::string_view name = ellipsize(look.measure, Face::Bold, size, node.name, room, picture.words);
    const Coord nameWidth = textWidth(look.measure, Face::Bold, size, name);
    if (!node.up && picture.known(node.id)) {  // Letters on hatching need calm behind them.
        picture.scene.rect(textBoxAround(at, nameWidth, size).grown(look.metrics.of(3)), look.metrics.of(4),
                           look.theme.soft);
    }
    addText(picture.scene, look.measure, style, {at.x, baselineAround(at.y, size)}, name);
    picture.taken.take(textBoxAround(at, nameWidth, size));
    if (!wordInside) return;
    const Coord small = std::max(radius * 30 / 100, look.metrics.label());
    const Point beside{center.x, center.y + away * radius * 33 / 100};
    const std::string_view down =
        ellipsize(look.measure, Face::Medium, small, look.labels.down, radius * 16 / 10, picture.words);
    const Coord downWidth = textWidth(look.measure, Face::Medium, small, down);
    picture.scene.rect(textBoxAround(beside, downWidth, small).grown(look.metrics.of(2)), look.metrics.of(3),
                       look.theme.soft);
    addText(picture.scene, look.measure, {Face::Medium, small, look.theme.dim, Align::Middle},
            {beside.x, baselineAround(beside.y, small)}, down);
}

/// "+50", "−0.5": milliseconds with their sign.
std::string signedMs(raft::SimTime time) {
    const std::int64_t us = time.us < 0 ? -time.us : time.us;
    const std::string tenth = us % 1000 < 100 ? "" : "." + std::to_string(us % 1000 / 100);
    return (time.us < 0 ? "\xE2\x88\x92" : "+") + std::to_string(us / 1000) + tenth;
}

/// What is wrong with a server's clock.
void appendClock(const PictureLabels& labels, const NodeView& node, std::string& words) {
    const std::string hundredths = std::to_string(100 + node.clockPpm / 10'000 % 100).substr(1);
    const std::string rate = std::to_string(node.clockPpm / 1'000'000) + "." + hundredths;
    const std::string ms = signedMs(node.clockOffset);
    const bool drifts = node.clockPpm != 1'000'000;
    const bool isSet = node.clockOffset != raft::SimTime();
    if (drifts && isSet) appendLabel(words, labels.clockBoth, {{"rate", rate}, {"ms", ms}});
    if (drifts && !isSet) appendLabel(words, labels.clockRate, {{"rate", rate}});
    if (!drifts && isSet) appendLabel(words, labels.clockOffset, {{"ms", ms}});
}

/// The words that belong to a server and have no room inside: votes, or what the shape needs a word for.
std::string_view outerWords(const RingPicture& picture, const NodeView& node, std::string& votes) {
    const PictureLabels& labels = picture.look.labels;
    if (showsVotes(node)) {
        appendVotes(picture, node, votes);
        return votes;
    }
    if (!node.up) return hasWordInside(picture) ? std::string_view() : labels.down;
    if (node.paused) return labels.paused;
    appendClock(labels, node, votes);
    if (node.leaseLeftPermille >= 0) {
        if (!votes.empty()) votes += " · ";
        const std::string ms = std::to_string((node.leaseLeft.us + 999) / 1000);
        appendLabel(votes, labels.leaseFor, {{"ms", ms}});
    }
    return votes;
}

/// One line beside the rim: at the first of the places on the outer side that nobody has taken.
void drawOuterWords(const RingPicture& picture, const NodeView& node) {
    if (!picture.known(node.id)) return;
    const Look& look = picture.look;
    std::string votes;
    const std::string_view words = outerWords(picture, node, votes);
    if (words.empty()) return;
    const Coord size = look.metrics.label() + look.metrics.of(1);
    const Coord width = textWidth(look.measure, Face::Medium, size, words);
    const Coord radius = picture.layout.nodeRadius;
    const Point center = picture.layout.node(node.id.value);
    const int side = outwardOf(picture, node).right;
    const Coord under = radius + look.metrics.of(13) + size / 2;
    const auto from = [&](Coord inner, Coord down) {
        return Point{center.x + side * (inner + width / 2), center.y + down};
    };
    const Point beside = from(radius + look.metrics.of(18), 0);
    const Point below = from(radius / 5, under);
    const Point places[] = {beside, below, {center.x, center.y + under}, from(radius / 2, -under)};
    for (const Point& place : places) {
        const Box box = textBoxAround(place, width, size);
        if (!picture.options.box.contains(box) || !picture.taken.claim(box)) continue;
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Middle},
                {place.x, baselineAround(place.y, size)}, words);
        return;
    }
}

void drawNode(const RingPicture& picture, const NodeView& node) {
    const Point center = picture.layout.node(node.id.value);
    picture.words.clear();
    const std::string term = std::to_string(node.term);
    appendLabel(picture.words, node.unknown ? picture.look.labels.altUnknown : picture.look.labels.altNode,
                {{"node", node.name},
                 {"role", node.up ? roleName(picture.look.labels, node.role) : picture.look.labels.down},
                 {"term", term}});
    const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Node, picture.words);
    drawRingPointing(picture, raft::nodeRef(node.id), center, picture.layout.nodeRadius + picture.look.metrics.of(9));
    if (picture.known(node.id)) {
        drawTimer(picture, node);
        drawLease(picture, node);
    }
    drawRim(picture, node, center);
    if (showsVotes(node) && picture.known(node.id)) {
        for (const raft::PeerView& peer : node.peers) {
            const bool decides = node.membership.halfCount == 0 || node.membership.deciders().contains(peer.peer);
            if (peer.peer != node.id && decides) drawVote(picture, node, peer);
        }
    }
    drawName(picture, node, center);
}

/// Seen as one server: whom it takes for the leader.
void drawBelievedLeader(const RingPicture& picture) {
    for (const NodeView& self : picture.view.nodes) {
        const bool follows = self.id == picture.view.seenAs && self.up && self.believedLeader != self.id;
        if (!follows || self.believedLeader.value >= picture.view.nodes.size()) continue;
        const Point center = picture.layout.node(self.believedLeader.value);
        const Coord radius = picture.layout.nodeRadius;
        const GroupScope group(picture.scene, raft::nodeRef(self.believedLeader), Role::Plain);
        drawCrown(picture.scene, {center.x, center.y - radius - picture.look.metrics.of(4)}, radius * 85 / 100,
                  picture.look.theme.ghost);
    }
}

}  // namespace

void drawRingPointing(const RingPicture& picture, Ref ref, Point center, Coord radius) {
    const Pointing& pointing = picture.options.pointing;
    if (pointing.isSelected(ref)) {
        picture.scene.circle(center, radius, {}, picture.ink(25));
    } else if (!pointing.hovered.empty() && pointing.hovered == ref) {
        picture.scene.circle(center, radius, {}, picture.dim(12));
    }
}

void drawRingNodes(const RingPicture& picture) {
    for (const NodeView& node : picture.view.nodes) drawNode(picture, node);
    for (const NodeView& node : picture.view.nodes) {
        const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain);
        drawBadge(picture, node, picture.layout.node(node.id.value));
        drawStateMark(picture, node, picture.layout.node(node.id.value));
    }
    drawBelievedLeader(picture);
    drawRingHalves(picture);
    const Coord radius = picture.layout.nodeRadius;
    for (const NodeView& node : picture.view.nodes) {
        picture.taken.take(boxAround(picture.layout.node(node.id.value), radius, radius));
    }
    for (const NodeView& node : picture.view.nodes) {
        const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain);
        drawOuterWords(picture, node);
    }
    drawRingMembers(picture);
}

void drawClusterRing(const raft::ClusterView& view, const RingOptions& options, const Look& look, Scene& scene) {
    const RingLayout layout = ringLayout(static_cast<int>(view.nodes.size()), static_cast<int>(view.clients.size()),
                                         options.box, look.metrics, options.large);
    TakenPlaces taken;
    std::string words;
    const NodeView* teller = memberTeller(view, options.pointing.selected);
    const RingPicture picture{
        view, options, look, layout, scene, taken, words, teller, teller == nullptr ? nullptr : &teller->membership};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altRing);
    drawRingLinks(picture);
    picture.taken.take(picture.options.keepClear);
    drawRingClients(picture);
    drawRingNodes(picture);
    drawRingMessages(picture);
}

}  // namespace render
