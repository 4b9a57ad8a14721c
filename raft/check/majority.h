#pragma once
// Majorities as the paper defines them, told apart from the core's: an oracle that counted with the same code would
// share its faults.

#include <array>

#include "raft/base/ids.h"
#include "raft/core/configuration.h"

namespace raft {

/// Is more than half of `voters` among `servers`?
inline bool isMajorityOf(NodeSet voters, NodeSet servers) { return 2 * (voters & servers).size() > voters.size(); }

/// Do `servers` decide under `config`: a majority, and while it is joint one of either half, each by itself (§6)?
inline bool isMajority(const Configuration& config, NodeSet servers) {
    return isMajorityOf(config.voters, servers) && (!config.isJoint() || isMajorityOf(config.oldVoters, servers));
}

/// The highest index up to which a majority has stored the log; 0 if there is none. `stored` holds an index a server.
inline LogIndex majorityIndex(const Configuration& config, const std::array<LogIndex, kMaxServers>& stored) {
    LogIndex highest;
    for (const NodeId last : config.deciders()) {
        NodeSet reached;
        for (const NodeId server : config.deciders()) {
            if (stored[server.value] >= stored[last.value]) reached.insert(server);
        }
        if (isMajority(config, reached) && stored[last.value] > highest) highest = stored[last.value];
    }
    return highest;
}

}  // namespace raft
