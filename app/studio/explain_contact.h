#pragma once
// Rows about what a server knows by its own clock: how that clock runs, a leader's lease, the reads that wait, who was
// heard when, and a transfer that is under way.

#include <vector>

#include "app/studio/explain.h"

namespace studio {

/// The clock of `server` once it is not the usual one, which no server can see by itself: none if `seenAs` is anybody.
/// And its lease, if leaders have leases.
std::vector<ExplainRow> clockRows(const raft::Cluster& cluster, raft::NodeId server, raft::NodeId seenAs,
                                  const Texts& texts);

/// One for each read that waits at `server`: for whom, and for what it waits.
std::vector<ExplainRow> readRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts);

/// Who was heard when, as far as a rule asks for it; pre-votes; a transfer.
std::vector<ExplainRow> contactRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts);

/// How `leader` sends to `peer`, to be said after its indexes: Probe, Replicate or Snapshot, and how much of the window
/// of a pipeline is in use.
std::string progressText(const raft::Cluster& cluster, const raft::Node& leader, raft::NodeId peer, const Texts& texts);

}  // namespace studio
