#pragma once
// Moments for the pictures that lessons open beside the cluster, the logs and the time.

#include "raft/history/views.h"
#include "render/views/histogram.h"

namespace fixtures {

/// S5 has won term 6 with S2 and S4; S3 holds entry 8, which S5 has just copied to S4, and S2's answer is on its way.
raft::ClusterView twoMajorities();

/// Two clients' calls: answered, refused, asked again twice and still open.
raft::ClusterView clientCalls();
raft::RunView clientRun();
/// The same, but the shopkeeper's call ended with its session, and so did a short one of c.
raft::ClusterView expiredCalls();

/// Logs in which two clients' sessions begin, one of them with a long name.
raft::ClusterView sessionLogs();

/// Terms until a leader and times, for two ranges of timeouts; 300 elections each.
render::HistogramInput survey();

}  // namespace fixtures
