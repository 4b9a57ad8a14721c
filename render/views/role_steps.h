#pragma once
// Which way between the states of a server was taken last.

#include <optional>
#include <vector>

#include "raft/history/views.h"
#include "render/views/role_diagram.h"

namespace render {

/// The arrows of Figure 4, and what a crash adds to them.
enum class RoleWay : std::uint8_t {
    StartsUp,
    StartsElection,
    StartsNewElection,
    WinsElection,
    FindsLeader,
    FindsHigherTerm,
    Crash,
    Restart,
    // With pre-votes.
    AsksFirst,
    AsksAgain,
    WouldWin,
    StandsAtOnce
};

struct RoleStep {
    RoleWay way = RoleWay::StartsUp;
    RoleState from = RoleState::Follower;  ///< Of a crash, and of who finds a leader: which of its arrows.
    raft::SimTime time;
    std::vector<raft::NodeId> nodes;  ///< Those that took it in that instant; none of StartsUp.
    std::uint32_t term = 0;           ///< Of the first of them, afterwards.
    raft::SimTime spanFrom;           ///< Where the lane of the first of them changes.
};

/// Where nobody asks first, a pre-candidate stands beside the candidates.
RoleState roleStateOf(const raft::ClusterView& view, const raft::NodeView& node);

/// The last one up to the cursor, as far as the stretch tells; nothing if it tells of none.
std::optional<RoleStep> lastRoleStep(const raft::ClusterView& view, const raft::RunView& run);

}  // namespace render
