#pragma once
// The world: a cluster, and what only we know about it.

#include <memory>

#include "raft/check/monitor.h"
#include "raft/sim/cluster.h"

namespace raft {

/// A value; copying it costs little, because long arrays are shared until written.
/// The monitor watches every step. It never changes the cluster, and it rewinds with it.
class World {
public:
    World(const ClusterConfig& config, std::shared_ptr<TextTable> texts)
        : cluster_(config, std::move(texts)), monitor_(cluster_) {}

    /// Step 0: every server boots.
    void boot(StepEvents& out);
    /// Does what is due next. cluster().nextDue() must not be kNever.
    void advance(StepEvents& out);
    bool apply(const Action& action, SimTime at, StepEvents& out);

    const Cluster& cluster() const { return cluster_; }
    const Monitor& monitor() const { return monitor_; }
    StepId nextStep() const { return nextStep_; }           ///< How many steps were done.
    std::uint64_t chain() const { return chain_.value(); }  ///< Digest of every event so far, in order.
    std::uint64_t digest() const { return cluster_.digest(); }

    /// Benchmarks price the invariants apart.
    void watch(bool on) { watching_ = on; }

private:
    void finish(const StepEvents& out);

    Cluster cluster_;
    Monitor monitor_;
    Digest chain_;
    StepId nextStep_;
    bool watching_ = true;
};

}  // namespace raft
