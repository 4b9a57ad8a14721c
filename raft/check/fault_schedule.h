#pragma once
// A made-up adversary: crashes, cuts, held links, slow disks, and clients that keep asking. Same seed, same mischief.

#include <cstdint>

#include "raft/base/sim_time.h"
#include "raft/sim/cluster.h"

namespace raft {

struct FaultOptions {
    SimTime pauseMin = SimTime::fromMs(1);  ///< Between two moves.
    SimTime pauseMax = SimTime::fromMs(120);
    int keys = 2;            ///< Clients fight over x0, x1, ….
    bool snapshots = false;  ///< Servers compact their logs too. Without, the moves of a seed are those of old.
    bool churn = false;      ///< Servers come and go too. Without, likewise.
    bool transfers = false;  ///< Leaders are asked to hand over. The same holds.
    bool reads = false;      ///< Clients read in every mode, followers too, and clocks drift within the bound.
};

/// Draws one move after the other. A value: what comes next depends on the seed, on how many moves were made and on the
/// cluster at hand. It likes to cut off leaders and to let go of old messages late, which is where the bugs live.
class FaultSchedule {
public:
    FaultSchedule(std::uint64_t seed, const FaultOptions& options) : seed_(seed), options_(options) {}

    /// How long to wait before the next move.
    SimTime pause();
    /// The next move against `cluster`; always possible, though it may change nothing.
    Action move(const Cluster& cluster);

private:
    std::uint64_t dice(std::uint64_t sides);
    NodeId anyServer(const Cluster& cluster);
    NodeId leaderOrAny(const Cluster& cluster);
    NodeSet anyServers(const Cluster& cluster);
    std::vector<LinkId> anyLinks(const Cluster& cluster);
    Action clientMove(const Cluster& cluster);
    Action readMove(const Cluster& cluster);
    Action serverMove(const Cluster& cluster);
    Action networkMove(const Cluster& cluster);
    Action messageMove();
    Action memberMove(const Cluster& cluster);

    std::uint64_t seed_;
    FaultOptions options_;
    std::uint64_t draws_ = 0;
};

}  // namespace raft
