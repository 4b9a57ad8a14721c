#pragma once
// The states of a server and the ways between them, as in Figure 4 of the paper, with every server standing in its own.

#include <array>

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

struct RoleDiagramOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
};

/// Where a server can stand. Figure 4 has followers, candidates and leaders; with pre-votes some ask before they stand
/// (D §9.6), and a crashed server is in none of them.
enum class RoleState : std::uint8_t { Follower, PreCandidate, Candidate, Leader, Down };
inline constexpr int kRoleStateCount = 5;

/// Do servers ask before they stand? Then pre-candidates have a place of their own.
bool hasPreCandidates(const raft::ClusterView& view);

/// Where the states stand; depends on the box and on whether servers ask first. Empty: the place of pre-candidates,
/// where nobody does.
struct RoleLayout {
    std::array<Box, kRoleStateCount> states;
    Coord tokenRadius = 0;  ///< Every server fits into every state, so that no token ever changes its size.
    Coord highLane = 0;     ///< The height at which a leader goes back to being a follower.
    Coord loopTop = 0;      ///< The highest point of a candidate's way back to itself, or over the pre-candidates.

    const Box& of(RoleState state) const { return states[static_cast<std::size_t>(state)]; }
};
RoleLayout roleLayout(const raft::ClusterView& view, const Box& box, const Metrics& metrics);

/// `run` tells which way was taken last, up to its cursor: that arrow is lit, and its server's name stands on it.
void drawRoleDiagram(const raft::ClusterView& view, const raft::RunView& run, const RoleDiagramOptions& options,
                     const Look& look, Scene& scene);

}  // namespace render
