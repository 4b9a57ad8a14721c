// Who belongs to the cluster, on the ring: shapes, the halves of a joint configuration, and whose view of it differs.

#include "render/views/ring_parts.h"

namespace render {
namespace {

using raft::NodeView;

/// Left half: C_old; right half: C_new.
void drawHalves(const RingPicture& picture, Point at, Coord radius, bool isOld, bool isNew) {
    const Color ink = picture.look.theme.ink;
    picture.scene.circle(at, radius, picture.look.theme.panel);
    std::vector<Point> half;
    if (isOld) appendArc(at, radius, kFullTurn / 2, kFullTurn / 2, half);
    if (isOld) picture.scene.polygon(half, ink);
    half.clear();
    if (isNew) appendArc(at, radius, 0, kFullTurn / 2, half);
    if (isNew) picture.scene.polygon(half, ink);
    picture.scene.circle(at, radius, {}, picture.ink(12));
    // In both halves: they stay two.
    if (isOld && isNew) {
        picture.scene.line({at.x, at.y - radius}, {at.x, at.y + radius},
                           {picture.look.theme.panel, picture.look.stroke(20)});
    }
}

/// On the rim beside the crown, away from the term's badge.
void drawHalfMark(const RingPicture& picture, const NodeView& node) {
    const Seat seat = picture.seat(node.id);
    if (seat != Seat::OldVoter && seat != Seat::NewVoter && seat != Seat::BothVoter) return;
    const Point center = picture.layout.node(node.id.value);
    const Coord radius = std::max(picture.layout.nodeRadius * 22 / 100, picture.look.metrics.of(6));
    const bool left = center.x < picture.layout.center.x - kUnitsPerPx;
    const bool up = center.y <= picture.layout.center.y;
    const Point corner = polar({0, 0}, picture.layout.nodeRadius, kFullTurn / 8);
    const Point at{center.x + (left ? corner.x : -corner.x), center.y + (up ? corner.y : -corner.y)};
    const bool isOld = seat != Seat::NewVoter;
    const bool isNew = seat != Seat::OldVoter;
    picture.words.assign(node.name).append(": ");
    if (isOld) picture.words.append(picture.look.labels.oldHalf);
    if (isOld && isNew) picture.words.append(", ");
    if (isNew) picture.words.append(picture.look.labels.newHalf);
    const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain, picture.words);
    drawHalves(picture, at, radius, isOld, isNew);
    picture.taken.take(boxAround(at, radius, radius));
}

/// What a server goes by that goes by something else.
std::string tagOf(const RingPicture& picture, const NodeView& node) {
    std::string out;
    if (!picture.known(node.id) || !tellsMembers(node) || node.membership.sameMembers(*picture.members)) return out;
    const std::string members =
        node.membership.isJoint() ? std::string(picture.look.labels.joint) : membersText(picture.view, node.membership);
    appendLabel(out, picture.look.labels.hasMembers, {{"members", members}});
    return out;
}

void drawTag(const RingPicture& picture, const NodeView& node) {
    const std::string tag = tagOf(picture, node);
    if (tag.empty()) return;
    const Look& look = picture.look;
    const Coord size = look.metrics.label() + look.metrics.of(1);
    const Coord radius = picture.layout.nodeRadius;
    const Point center = picture.layout.node(node.id.value);
    std::string scratch;
    const std::string_view text =
        ellipsize(look.measure, Face::Medium, size, tag, std::max(5 * radius, look.metrics.of(120)), scratch);
    const Coord width = textWidth(look.measure, Face::Medium, size, text);
    const Coord under = radius + look.metrics.of(13) + size / 2;
    const Coord beside = radius + look.metrics.of(18) + width / 2;
    const int side = center.x < picture.layout.center.x - kUnitsPerPx ? -1 : 1;
    const Point places[] = {{center.x, center.y + under},
                            {center.x + side * beside, center.y},
                            {center.x + side * beside, center.y + size + look.metrics.of(4)},
                            {center.x, center.y + under + size + look.metrics.of(3)},
                            {center.x - side * beside, center.y},
                            {center.x, center.y - under - look.metrics.of(12)}};
    for (const Point& place : places) {
        const Box box = textBoxAround(place, width, size);
        if (!picture.options.box.contains(box) || !picture.taken.claim(box)) continue;
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Middle},
                {place.x, baselineAround(place.y, size)}, text);
        return;
    }
}

/// One line of the legend; the marks stand in a column before the words.
enum class LegendMark { None, Old, New, Square, Pale, Hollow, Arc };
struct LegendLine {
    LegendMark mark = LegendMark::None;
    std::string text;
    bool heading = false;
};

void addMembers(const RingPicture& picture, std::vector<LegendLine>& lines) {
    const raft::MembershipView& members = *picture.members;
    const PictureLabels& labels = picture.look.labels;
    lines.emplace_back().heading = true;
    appendLabel(lines.back().text, labels.membersOf, {{"node", picture.teller->name}});
    const auto half = [&](LegendMark mark, std::string_view name, raft::NodeSet servers) {
        lines.push_back({mark, std::string(name) + " " + setText(picture.view, servers)});
    };
    if (members.isJoint()) {
        half(LegendMark::Old, labels.oldHalf, members.oldVoters);
        half(LegendMark::New, labels.newHalf, members.voters);
    } else {
        half(LegendMark::None, {}, members.voters);
        lines.back().text.erase(0, 1);
    }
    bool learners = false;
    bool outsiders = false;
    for (const NodeView& node : picture.view.nodes) {
        learners = learners || picture.seat(node.id) == Seat::Learner;
        outsiders = outsiders || picture.seat(node.id) == Seat::Outside;
    }
    if (learners) lines.push_back({LegendMark::Square, std::string(labels.learner)});
    if (outsiders) lines.push_back({LegendMark::Pale, std::string(labels.outside)});
}

/// Marks that are seldom there, while they are.
void addSeldom(const RingPicture& picture, std::vector<LegendLine>& lines) {
    const PictureLabels& labels = picture.look.labels;
    bool asks = false;
    bool leases = false;
    bool clocks = false;
    bool offsets = false;
    for (const NodeView& node : picture.view.nodes) {
        if (!node.up || !picture.known(node.id)) continue;
        asks = asks || node.role == raft::RoleView::PreCandidate;
        leases = leases || node.leaseLeftPermille > 0;
        clocks = clocks || node.clockPpm != 1'000'000;
        offsets = offsets || node.clockOffset != raft::SimTime();
    }
    if (asks) lines.push_back({LegendMark::Hollow, std::string(labels.legendPreVote)});
    if (leases) lines.push_back({LegendMark::Arc, std::string(labels.legendLease)});
    if (clocks) lines.push_back({LegendMark::None, std::string(labels.legendClock)});
    if (offsets) lines.push_back({LegendMark::None, std::string(labels.legendClockOffset)});
}

void drawLegendMark(const RingPicture& picture, LegendMark mark, Point at) {
    const Coord radius = picture.look.metrics.of(5);
    const Theme& theme = picture.look.theme;
    switch (mark) {
        case LegendMark::None: break;
        case LegendMark::Old: drawHalves(picture, at, radius, true, false); break;
        case LegendMark::New: drawHalves(picture, at, radius, false, true); break;
        case LegendMark::Square: picture.scene.rect(boxAround(at, radius, radius), 0, {}, picture.ink(15)); break;
        case LegendMark::Pale: picture.scene.circle(at, radius, theme.soft, picture.dim(12)); break;
        case LegendMark::Hollow:
            picture.scene.circle(at, radius - picture.look.metrics.of(1), {}, picture.ink(18));
            break;
        case LegendMark::Arc: {
            std::vector<Point> arc;
            appendArc(at, radius, kFullTurn / 8, kFullTurn * 5 / 8, arc);
            picture.scene.polyline(arc, picture.ink(22));
            break;
        }
    }
}

/// In the corner at the upper left, as far as nobody stands there.
void drawLegend(const RingPicture& picture, const std::vector<LegendLine>& lines) {
    const Look& look = picture.look;
    const Coord size = look.metrics.label();
    const Coord pitch = size + look.metrics.of(6);
    const Coord inset = look.metrics.of(16);
    const Ref ref = picture.teller == nullptr ? Ref{} : raft::nodeRef(picture.teller->id);
    const GroupScope group(picture.scene, ref, Role::Plain);
    // Somebody else's words in the line above reach over the whole picture.
    const Box& clear = picture.options.keepClear;
    const Coord top =
        clear.empty() ? picture.options.box.top : std::max(picture.options.box.top, clear.bottom + look.metrics.of(8));
    const auto leftOf = [&](const LegendLine& line) {
        return picture.options.box.left + (line.mark == LegendMark::None ? 0 : inset);
    };
    const auto placeOf = [&](std::size_t number) {
        const Coord width = textWidth(look.measure, Face::Medium, size, lines[number].text);
        const Coord begins = top + pitch * static_cast<Coord>(number);
        return Box{picture.options.box.left, begins, leftOf(lines[number]) + width, begins + pitch};
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // A heading over nothing says nothing.
        if (lines[i].heading && (i + 1 == lines.size() || !picture.taken.isFree(placeOf(i + 1)))) continue;
        const Box place = placeOf(i);
        if (!picture.taken.claim(place)) continue;
        const Coord y = place.center().y;
        drawLegendMark(picture, lines[i].mark, {picture.options.box.left + look.metrics.of(6), y});
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
                {leftOf(lines[i]), baselineAround(y, size)}, lines[i].text);
    }
}

}  // namespace

void appendVotes(const RingPicture& picture, const NodeView& node, std::string& out) {
    const PictureLabels& labels = picture.look.labels;
    const raft::MembershipView& members = node.membership;
    const bool asks = node.role == raft::RoleView::PreCandidate;
    const std::string_view votesOf = asks ? labels.preVotesOf : labels.votesOf;
    const auto granted = [&node](raft::NodeSet half) {
        int votes = half.contains(node.id) ? 1 : 0;
        for (const raft::PeerView& peer : node.peers) {
            votes += peer.vote == raft::VoteView::Granted && half.contains(peer.peer) ? 1 : 0;
        }
        return std::to_string(votes);
    };
    if (members.halfCount == 0) {
        const std::string servers = std::to_string(node.peers.size() + 1);
        return appendLabel(out, votesOf, {{"votes", std::to_string(node.votes)}, {"servers", servers}});
    }
    const raft::NodeSet first = members.halves[0].servers;
    const std::string ofFirst = std::to_string(first.size());
    if (members.halfCount == 1) {
        return appendLabel(out, votesOf, {{"votes", granted(first)}, {"servers", ofFirst}});
    }
    const raft::NodeSet second = members.halves[1].servers;
    appendLabel(out, asks ? labels.preVotesOfBoth : labels.votesOfBoth,
                {{"oldVotes", granted(first)},
                 {"oldServers", ofFirst},
                 {"newVotes", granted(second)},
                 {"newServers", std::to_string(second.size())}});
}

void drawRingMembers(const RingPicture& picture) {
    std::vector<LegendLine> lines;
    if (picture.members != nullptr && isRemarkable(picture.view, *picture.members)) {
        for (const NodeView& node : picture.view.nodes) {
            const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain);
            drawTag(picture, node);
        }
        addMembers(picture, lines);
    }
    addSeldom(picture, lines);
    if (!lines.empty()) drawLegend(picture, lines);
}

void drawRingHalves(const RingPicture& picture) {
    if (picture.members == nullptr || !picture.members->isJoint()) return;
    for (const NodeView& node : picture.view.nodes) drawHalfMark(picture, node);
}

}  // namespace render
