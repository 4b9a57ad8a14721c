#pragma once
// Moments and stretches made by hand, so that pictures are tested without a protocol behind them.

#include <string>
#include <vector>

#include "raft/history/views.h"
#include "render/look.h"

namespace fixtures {

render::PictureLabels englishLabels();
render::PictureLabels chineseLabels();

/// `count` servers, all followers of `term` with full timers; server i is "S<i+1>".
raft::ClusterView quietCluster(int count, std::uint32_t term);

/// Gives a server a log: one term for each entry, with commands such as "x=3".
void setLog(raft::ClusterView& view, int server, const std::vector<std::uint32_t>& terms, std::uint32_t commitIndex);

/// The moment of the drawings: S5 has just won term 6 although it lacks S3's last entry, S1 is down.
raft::ClusterView newLeader();

/// S2 stands for election in term 2: one vote granted, one refused, one on its way, one open.
raft::ClusterView election(int count);

/// The leader S1 copies entries; one link is cut, one held, one slow, one lossy; S4 is paused.
raft::ClusterView busyNetwork();

/// Everybody has `entries` entries in its log; the window shows the last 40.
raft::ClusterView longLogs(std::uint32_t entries);

/// The 150 ms that led to newLeader().
raft::RunView threeElections();

/// `arrows` messages at random-looking times over a second, with heartbeats, losses, moments and many terms.
raft::RunView crowdedRun(int servers, int arrows);

/// A classroom at its fullest: 5 servers with 20 entries each and 20 messages on their way.
raft::ClusterView classroom();

}  // namespace fixtures
