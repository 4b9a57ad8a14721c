#include "render/views/role_steps.h"

#include <algorithm>

namespace render {
namespace {

using raft::LaneSpan;
using raft::LaneState;

RoleState stateOf(LaneState state) {
    switch (state) {
        case LaneState::Follower: return RoleState::Follower;
        case LaneState::Candidate:
        case LaneState::PreCandidate: return RoleState::Candidate;
        case LaneState::Leader: return RoleState::Leader;
        case LaneState::Down: return RoleState::Down;
    }
    return RoleState::Follower;
}

/// The way from one span to the next; nothing if only the term has changed.
std::optional<RoleWay> wayBetween(const LaneSpan& from, const LaneSpan& to) {
    if (to.state == LaneState::Down) return RoleWay::Crash;
    if (from.state == LaneState::Down) return RoleWay::Restart;
    if (to.state == LaneState::Leader) return RoleWay::WinsElection;
    // A pre-candidate stands beside the candidates: it asks whether it should be one (D §9.6).
    if (to.state == LaneState::PreCandidate) return RoleWay::StartsElection;
    if (to.state == LaneState::Candidate) {
        return from.state == LaneState::Candidate ? RoleWay::StartsNewElection : RoleWay::StartsElection;
    }
    if (from.state == LaneState::Candidate || from.state == LaneState::PreCandidate) return RoleWay::FindsLeader;
    if (from.state == LaneState::Leader) return RoleWay::FindsHigherTerm;
    return std::nullopt;
}

/// A span that begins at the cursor may belong to a step that is not done yet: then the view says something else.
bool hasHappened(const raft::ClusterView& view, const raft::RunView& run, const LaneSpan& span) {
    if (span.from > run.cursor || span.node.value >= view.nodes.size()) return false;
    if (span.from < run.cursor) return true;
    const raft::NodeView& node = view.nodes[span.node.value];
    return roleStateOf(node) == stateOf(span.state) && node.term == span.term;
}

void note(std::optional<RoleStep>& last, RoleWay way, const LaneSpan& from, const LaneSpan& to) {
    const bool same = last && last->time == to.from && last->way == way && last->from == stateOf(from.state);
    if (same) {
        last->nodes.push_back(to.node);
    } else if (!last || to.from > last->time) {
        last = RoleStep{way, stateOf(from.state), to.from, {to.node}, to.term, to.from};
    }
}

/// Nothing has happened since everybody started, and the stretch shows all of it.
bool justStarted(const raft::ClusterView& view, const raft::RunView& run) {
    return run.from.us == 0 && std::all_of(view.nodes.begin(), view.nodes.end(), [](const raft::NodeView& node) {
               return node.unknown || (node.up && node.role == raft::RoleView::Follower);
           });
}

}  // namespace

RoleState roleStateOf(const raft::NodeView& node) {
    if (!node.up) return RoleState::Down;
    switch (node.role) {
        case raft::RoleView::Follower: return RoleState::Follower;
        case raft::RoleView::PreCandidate:
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
        if (const auto way = wayBetween(from, to)) note(last, *way, from, to);
    }
    if (!last && justStarted(view, run)) last = RoleStep{};
    return last;
}

}  // namespace render
