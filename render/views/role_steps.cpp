#include "render/views/role_steps.h"

#include <algorithm>

namespace render {
namespace {

using raft::LaneSpan;
using raft::LaneState;

RoleState stateOf(const raft::ClusterView& view, LaneState state) {
    switch (state) {
        case LaneState::Follower: return RoleState::Follower;
        case LaneState::Candidate: return RoleState::Candidate;
        case LaneState::PreCandidate: return hasPreCandidates(view) ? RoleState::PreCandidate : RoleState::Candidate;
        case LaneState::Leader: return RoleState::Leader;
        case LaneState::Down: return RoleState::Down;
    }
    return RoleState::Follower;
}

/// The way from one span to the next; nothing if only the term has changed.
std::optional<RoleWay> wayBetween(const raft::ClusterView& view, const LaneSpan& from, const LaneSpan& to) {
    const RoleState before = stateOf(view, from.state);
    const bool asks = hasPreCandidates(view);
    switch (stateOf(view, to.state)) {
        case RoleState::Down: return RoleWay::Crash;
        case RoleState::Leader: return before == RoleState::Down ? RoleWay::Restart : RoleWay::WinsElection;
        case RoleState::PreCandidate:
            if (before == RoleState::PreCandidate) return std::nullopt;
            if (before == RoleState::Down) return RoleWay::Restart;
            return before == RoleState::Candidate ? RoleWay::AsksAgain : RoleWay::AsksFirst;
        case RoleState::Candidate:
            if (before == RoleState::Down) return RoleWay::Restart;
            if (before == RoleState::PreCandidate) return RoleWay::WouldWin;
            if (!asks) return before == RoleState::Candidate ? RoleWay::StartsNewElection : RoleWay::StartsElection;
            return before == RoleState::Follower ? std::optional(RoleWay::StandsAtOnce) : std::nullopt;
        case RoleState::Follower: break;
    }
    switch (before) {
        case RoleState::Down: return RoleWay::Restart;
        case RoleState::PreCandidate:
        case RoleState::Candidate: return RoleWay::FindsLeader;
        case RoleState::Leader: return RoleWay::FindsHigherTerm;
        case RoleState::Follower: break;
    }
    return std::nullopt;
}

/// A span that begins at the cursor may belong to a step that is not done yet: then the view says something else.
bool hasHappened(const raft::ClusterView& view, const raft::RunView& run, const LaneSpan& span) {
    if (span.from > run.cursor || span.node.value >= view.nodes.size()) return false;
    if (span.from < run.cursor) return true;
    const raft::NodeView& node = view.nodes[span.node.value];
    return roleStateOf(view, node) == stateOf(view, span.state) && node.term == span.term;
}

void note(std::optional<RoleStep>& last, RoleWay way, RoleState from, const LaneSpan& to) {
    const bool same = last && last->time == to.from && last->way == way && last->from == from;
    if (same) {
        last->nodes.push_back(to.node);
    } else if (!last || to.from > last->time) {
        last = RoleStep{way, from, to.from, {to.node}, to.term, to.from};
    }
}

/// Nothing has happened since everybody started, and the stretch shows all of it.
bool justStarted(const raft::ClusterView& view, const raft::RunView& run) {
    return run.from.us == 0 && std::all_of(view.nodes.begin(), view.nodes.end(), [](const raft::NodeView& node) {
               return node.unknown || (node.up && node.role == raft::RoleView::Follower);
           });
}

}  // namespace

bool hasPreCandidates(const raft::ClusterView& view) {
    return view.preVote || std::any_of(view.nodes.begin(), view.nodes.end(), [](const raft::NodeView& node) {
               return node.up && node.role == raft::RoleView::PreCandidate;
           });
}

RoleState roleStateOf(const raft::ClusterView& view, const raft::NodeView& node) {
    if (!node.up) return RoleState::Down;
    switch (node.role) {
        case raft::RoleView::Follower: return RoleState::Follower;
        case raft::RoleView::PreCandidate:
            return hasPreCandidates(view) ? RoleState::PreCandidate : RoleState::Candidate;
        case raft::RoleView::Candidate: return RoleState::Candidate;
        case raft::RoleView::Leader: return RoleState::Leader;
    }
    return RoleState::Follower;
}

std::optional<RoleStep> lastRoleStep(const raft::ClusterView& view, const raft::RunView& run) {
    std::optional<RoleStep> last;
    for (std::size_t i = 1; i < run.lanes.size(); ++i) {
        const LaneSpan& from = run.lanes[i - 1];
        const LaneSpan& to = run.lanes[i];
        if (from.node != to.node || !hasHappened(view, run, to)) continue;
        if (const auto way = wayBetween(view, from, to)) note(last, *way, stateOf(view, from.state), to);
    }
    if (!last && justStarted(view, run)) last = RoleStep{};
    return last;
}

}  // namespace render
