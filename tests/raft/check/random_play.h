#pragma once
// A run against the made-up adversary: what came of it, and how often what happened.

#include <memory>
#include <string>
#include <vector>

#include "raft/check/fault_schedule.h"
#include "raft/check/linearizability.h"
#include "raft/history/world.h"

namespace raft {

/// How often which kind of event had which reason.
class Happened {
public:
    void add(const StepEvents& step) {
        for (const Event& event : step.events) ++at(event.kind, event.reason);
    }
    void add(const Happened& other) {
        for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    }
    std::uint32_t count(EventKind kind, Reason reason) const { return counts_[indexOf(kind, reason)]; }
    std::uint32_t count(EventKind kind) const {
        std::uint32_t sum = 0;
        for (std::size_t r = 0; r < kReasonCount; ++r) sum += count(kind, static_cast<Reason>(r));
        return sum;
    }
    std::uint32_t count(Reason reason) const {
        std::uint32_t sum = 0;
        for (std::size_t k = 0; k < kEventKindCount; ++k) sum += count(static_cast<EventKind>(k), reason);
        return sum;
    }

private:
    static std::size_t indexOf(EventKind kind, Reason reason) {
        return static_cast<std::size_t>(kind) * kReasonCount + static_cast<std::size_t>(reason);
    }
    std::uint32_t& at(EventKind kind, Reason reason) { return counts_[indexOf(kind, reason)]; }

    std::vector<std::uint32_t> counts_ = std::vector<std::uint32_t>(std::size_t{kEventKindCount} * kReasonCount);
};

struct Played {
    std::unique_ptr<World> world;
    Verdict verdict = Verdict::Unknown;  ///< Of what the clients saw.
    std::string told;                    ///< What is wrong, for the message of a failed test.
    Happened seen;

    bool breaks(Property property) const {
        if (property == Property::Linearizability) return verdict == Verdict::Broken;
        return world->monitor().isBroken(property);
    }
};

/// `ms` of a cluster whose seed decides what the adversary does to it.
inline Played playRandomly(const ClusterConfig& config, std::int64_t ms, const FaultOptions& options) {
    Played run;
    run.world = std::make_unique<World>(config, std::make_shared<TextTable>());
    World& world = *run.world;
    StepEvents step;
    world.boot(step);
    FaultSchedule adversary(config.seed, options);
    for (SimTime at = adversary.pause(); at < SimTime::fromMs(ms); at = at + adversary.pause()) {
        while (world.cluster().nextDue() <= at) {
            world.advance(step);
            run.seen.add(step);
        }
        world.apply(adversary.move(world.cluster()), at, step);
        run.seen.add(step);
    }
    const LinearizabilityResult clients = checkLinearizability(world.cluster());
    run.verdict = clients.verdict;
    run.told = "seed " + std::to_string(config.seed) + " " + clients.text + "\n";
    for (const Violation& violation : world.monitor().violations()) {
        run.told += std::string(nameOf(violation.property)) + " i=" + std::to_string(violation.event.value) + " " +
                    violation.text + "\n";
    }
    return run;
}

}  // namespace raft
