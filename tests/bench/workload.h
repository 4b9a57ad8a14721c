#pragma once
// The load that every figure is measured under: five servers, one client in a closed loop, 1 % loss, and a leader that
// is cut off for a second every ten simulated seconds. (Cut off and not crashed: a server that restarts applies its
// whole log again, in one step, because there are no snapshots; that would measure the length of the log.)

#include <memory>
#include <optional>

#include "raft/history/history.h"

namespace bench {

inline raft::ClusterConfig workloadConfig() {
    raft::ClusterConfig config;
    config.seed = 42;
    config.lossPpm = 10'000;
    config.clientTimeout = raft::SimTime::fromMs(400);
    return config;
}

/// Decides what the adversary does next: a pure function of the cluster and of its own few counters.
class Workload {
public:
    explicit Workload(raft::TextTable& texts) : command_(texts.intern("x+=1")) {}

    /// What to do now instead of the next step that is due; nothing to let time run.
    std::optional<raft::Action> next(const raft::Cluster& cluster) {
        const raft::SimTime now = cluster.now();
        if (isCut_ && now >= healAt_) {
            isCut_ = false;
            return raft::act::Heal{};
        }
        if (now >= cutAt_) {
            cutAt_ = now + raft::SimTime::fromMs(10'000);
            if (const auto leader = cluster.leaderOfHighestTerm()) {
                isCut_ = true;
                healAt_ = now + raft::SimTime::fromMs(1'000);
                return raft::act::Split{{only(*leader), allBut(cluster.serverCount(), *leader)}};
            }
        }
        if (!cluster.client(raft::clientEnd(0)).waiting && now > raft::SimTime()) {
            return raft::act::Submit{command_, raft::clientEnd(0), std::nullopt, 0};
        }
        return std::nullopt;
    }

private:
    static raft::NodeSet only(raft::NodeId server) {
        raft::NodeSet set;
        set.insert(server);
        return set;
    }

    static raft::NodeSet allBut(int servers, raft::NodeId server) {
        raft::NodeSet set = raft::NodeSet::firstNodes(servers);
        set.erase(server);
        return set;
    }

    raft::TextId command_;
    raft::SimTime cutAt_ = raft::SimTime::fromMs(10'000);
    raft::SimTime healAt_;
    bool isCut_ = false;
};

/// A world under the load, without a history.
class PlainRun {
public:
    struct Options {
        bool invariants = false;
    };
    explicit PlainRun(Options options)
        : texts_(std::make_shared<raft::TextTable>()), world_(workloadConfig(), texts_), workload_(*texts_) {
        world_.watch(options.invariants);
        world_.boot(events_);
    }

    void step() {
        if (const auto action = workload_.next(world_.cluster())) {
            world_.apply(*action, world_.cluster().now(), events_);
        } else {
            world_.advance(events_);
        }
    }
    const raft::World& world() const { return world_; }

private:
    std::shared_ptr<raft::TextTable> texts_;
    raft::World world_;
    Workload workload_;
    raft::StepEvents events_;
};

/// The same load with every step recorded.
class RecordedRun {
public:
    RecordedRun()
        : texts_(std::make_shared<raft::TextTable>()), history_(workloadConfig(), texts_), workload_(*texts_) {}

    void step() {
        if (const auto action = workload_.next(history_.world().cluster())) {
            history_.act(*action, "load");
        } else {
            history_.forward();
        }
    }
    raft::History& history() { return history_; }

private:
    std::shared_ptr<raft::TextTable> texts_;
    raft::History history_;
    Workload workload_;
};

}  // namespace bench
