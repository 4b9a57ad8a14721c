#pragma once
// What a quorum has stored.

#include <array>
#include <span>

#include "raft/base/ids.h"
#include "raft/core/configuration.h"

namespace raft {

/// The highest index that at least `needed` of `stored` reach; 0 if there is none. `stored` holds one index per voter,
/// the leader's own durable one included, and is sorted in place. 1 <= needed <= stored.size().
/// Stored on a quorum is not yet committed: see Node::advanceCommitIndex (§5.4.2).
constexpr LogIndex quorumIndex(std::span<LogIndex> stored, int needed) {
    // Insertion sort, largest first: at most nine values.
    for (std::size_t i = 1; i < stored.size(); ++i) {
        const LogIndex value = stored[i];
        std::size_t at = i;
        for (; at > 0 && stored[at - 1] < value; --at) stored[at] = stored[at - 1];
        stored[at] = value;
    }
    return stored[static_cast<std::size_t>(needed - 1)];
}

}  // namespace raft
