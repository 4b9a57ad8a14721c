#pragma once
// An action as a short English text: the name of the branch that it opens, and what reports call it.

#include <string>

#include "raft/base/sim_time.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster.h"

namespace raft {

/// "crash S1", "cut S1-S3, S2>S1", "drop RequestVote from S1": servers by their labels, times in milliseconds.
std::string actionText(const Action& action, const Cluster& cluster);

/// The same with its moment, as branches are named: "crash S1 at 120 ms".
std::string actionText(const Action& action, const Cluster& cluster, SimTime at);

}  // namespace raft
