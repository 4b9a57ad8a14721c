#include "render/views/tally.h"

#include <algorithm>
#include <utility>

namespace render {
namespace {

using raft::CellView;
using raft::ClusterView;
using raft::NodeId;
using raft::NodeView;
using raft::RoleView;
using raft::VoteView;

bool leads(const NodeView& node) { return node.up && !node.unknown && node.role == RoleView::Leader; }
bool asksFirst(const NodeView& node) { return node.up && !node.unknown && node.role == RoleView::PreCandidate; }
bool stands(const NodeView& node) { return node.up && !node.unknown && node.role == RoleView::Candidate; }

const CellView* cellOf(const NodeView& node, std::uint32_t index) {
    for (const CellView& cell : node.cells) {
        if (cell.index == index) return &cell;
    }
    return nullptr;
}

/// What a snapshot replaced is committed, so it holds the committed entry.
bool hasFolded(const NodeView& node, const CellView& entry) {
    return entry.committed && node.lastIncludedIndex >= entry.index;
}

Answer answerOf(VoteView vote) {
    switch (vote) {
        case VoteView::None: return Answer::None;
        case VoteView::Granted: return Answer::Yes;
        case VoteView::Refused: return Answer::No;
        case VoteView::GrantOnItsWay: return Answer::YesUnheard;
    }
    return Answer::None;
}

/// Counts among those who decide in `members`: once, or among C_old and C_new each by itself.
void addHalves(Tally tally, const raft::MembershipView& members, std::vector<Tally>& out) {
    if (members.halfCount == 0) return out.push_back(std::move(tally));
    for (int half = 0; half < members.halfCount; ++half) {
        const raft::HalfView& asked = members.halves[static_cast<std::size_t>(half)];
        Tally one = tally;
        one.quorum = asked.needed;
        one.learners = members.learners;
        if (members.halfCount == 2) one.half = half == 0 ? Half::Old : Half::New;
        for (std::size_t server = 0; server < one.answers.size(); ++server) {
            const NodeId id(static_cast<std::uint8_t>(server));
            if (!asked.servers.contains(id)) one.answers[server] = Answer::NotAsked;
        }
        out.push_back(std::move(one));
    }
}

/// Its election was counted by other members: what it has changed since is an entry of its own term.
bool hasChangedMembers(const NodeView& node) {
    const CellView* config = node.membership.index == 0 ? nullptr : cellOf(node, node.membership.index);
    return config != nullptr && config->term == node.term;
}

Tally electionOf(const ClusterView& view, const NodeView& node) {
    Tally tally;
    tally.asks = node.id;
    tally.isPreVote = asksFirst(node);
    tally.term = tally.isPreVote ? node.term + 1 : node.term;
    tally.quorum = node.quorum;
    tally.answers.assign(view.nodes.size(), Answer::None);
    tally.answers[node.id.value] = Answer::Yes;
    for (const raft::PeerView& peer : node.peers) {
        if (peer.peer.value < view.nodes.size()) tally.answers[peer.peer.value] = answerOf(peer.vote);
    }
    if (leads(node)) tally.state = TallyState::Elected;
    return tally;
}

/// The leader of the highest term that has the entry, or null.
const NodeView* leaderWith(const ClusterView& view, const CellView& entry) {
    const NodeView* leader = nullptr;
    for (const NodeView& node : view.nodes) {
        const CellView* cell = leads(node) ? cellOf(node, entry.index) : nullptr;
        const bool has = (cell != nullptr && cell->term == entry.term) || (leads(node) && hasFolded(node, entry));
        if (has && (leader == nullptr || node.term > leader->term)) leader = &node;
    }
    return leader;
}

/// Of a count whose answers are those that count.
TallyState entryState(const ClusterView& view, const CellView& entry, const NodeView* leader, Tally& tally) {
    if (leader != nullptr && leader->commitIndex >= entry.index) {
        tally.knower = leader->id;
        return TallyState::CommittedKnown;
    }
    if (view.seenAs == raft::kNoNode) {
        if (entry.committed) return TallyState::CommittedSeen;
    } else if (entry.committed) {
        tally.knower = view.seenAs;
        return TallyState::CommittedKnown;
    }
    const bool enough = tally.count(Answer::Yes) >= tally.quorum;
    if (leader != nullptr && entry.term < leader->term && enough) return TallyState::OlderTerm;
    return TallyState::Open;
}

void addCopies(const ClusterView& view, NodeId holder, const CellView& entry, std::vector<Tally>& out) {
    Tally tally;
    tally.isEntry = true;
    tally.term = entry.term;
    tally.index = entry.index;
    tally.text = entry.text;
    tally.cell = &entry;
    tally.holder = holder;
    tally.quorum = static_cast<int>(view.nodes.size()) / 2 + 1;
    const NodeView* leader = leaderWith(view, entry);
    if (leader != nullptr) {
        tally.asks = leader->id;
        tally.quorum = leader->quorum;
    }
    for (const NodeView& node : view.nodes) {
        const CellView* cell = cellOf(node, entry.index);
        const bool has = (cell != nullptr && cell->term == entry.term && cell->durable) || hasFolded(node, entry);
        tally.answers.push_back(has ? Answer::YesUnheard : Answer::None);
    }
    if (leader != nullptr) {
        tally.answers[leader->id.value] = Answer::Yes;
        for (const raft::PeerView& peer : leader->peers) {
            const bool told = peer.peer.value < view.nodes.size() && peer.matchIndex >= entry.index;
            if (told) tally.answers[peer.peer.value] = Answer::Yes;
        }
    } else if (view.seenAs != raft::kNoNode) {
        // Its own copy it knows of; of nobody else's.
        for (Answer& answer : tally.answers) answer = answer == Answer::YesUnheard ? Answer::Yes : answer;
    }
    const std::size_t first = out.size();
    addHalves(std::move(tally), leader != nullptr ? leader->membership : view.nodes[holder.value].membership, out);
    for (std::size_t i = first; i < out.size(); ++i) out[i].state = entryState(view, entry, leader, out[i]);
}

void addEntry(const ClusterView& view, raft::Ref selected, std::vector<Tally>& out) {
    if (selected.kind == raft::RefKind::Cell && selected.a < view.nodes.size()) {
        const NodeView& node = view.nodes[selected.a];
        if (const CellView* cell = cellOf(node, selected.b)) return addCopies(view, node.id, *cell, out);
    }
    const NodeView* leader = nullptr;
    for (const NodeView& node : view.nodes) {
        if (leads(node) && (leader == nullptr || node.term > leader->term)) leader = &node;
    }
    if (leader == nullptr || leader->cells.empty()) return;
    addCopies(view, leader->id, leader->cells.back(), out);
}

}  // namespace

int Tally::count(Answer answer) const { return static_cast<int>(std::count(answers.begin(), answers.end(), answer)); }

std::vector<Tally> talliesOf(const ClusterView& view, raft::Ref selected) {
    std::vector<Tally> tallies;
    for (const NodeView& node : view.nodes) {
        // A leader by declaration has asked nobody.
        if (asksFirst(node) || stands(node) || (leads(node) && node.votes >= node.quorum && !hasChangedMembers(node))) {
            addHalves(electionOf(view, node), node.membership, tallies);
        }
    }
    std::stable_sort(tallies.begin(), tallies.end(), [](const Tally& a, const Tally& b) { return a.term > b.term; });
    addEntry(view, selected, tallies);
    return tallies;
}

std::vector<bool> inEveryMajority(const std::vector<Tally>& tallies) {
    std::vector<bool> in;
    int majorities = 0;
    for (const Tally& tally : tallies) {
        if (!tally.isMajority() || tally.isPreVote) continue;  // To be willing binds nobody.
        if (majorities++ == 0) in.assign(tally.answers.size(), true);
        for (std::size_t server = 0; server < in.size(); ++server) in[server] = in[server] && tally.contains(server);
    }
    if (majorities < 2) in.clear();
    return in;
}

}  // namespace render
