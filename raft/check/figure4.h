#pragma once
// Figure 4 of the paper, with the pre-candidate of D §9.6.

#include "raft/core/node.h"

namespace raft {

/// What a server in `from` may become. A candidate whose election came to nothing is one again; whoever leads may go on
/// leading, in another term.
constexpr bool isLegalChange(Role from, Role to) {
    switch (from) {
        case Role::Follower: return to != Role::Leader;
        case Role::PreCandidate: return to == Role::Follower || to == Role::Candidate;
        case Role::Candidate: return to != Role::PreCandidate;
        case Role::Leader: return to == Role::Follower || to == Role::Leader;
    }
    return false;
}

}  // namespace raft
