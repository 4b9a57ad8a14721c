#pragma once

#include "raft/base/ref.h"
#include "raft/sim/cluster.h"

namespace studio {

enum class TabDirection { Forward, Backward };

/// What Tab reaches from `from`: the servers, the clients, the links and the messages on their way, round and round.
/// What is not there (any more) is left in the direction of its place.
raft::Ref tabFrom(const raft::Cluster& cluster, const raft::Ref& from, TabDirection direction);

}  // namespace studio
