#pragma once
// What expressions ask about the past, counted: which event happened how often, who led, what a server last answered.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/sim_time.h"
#include "raft/base/value.h"
#include "raft/history/history.h"
#include "raft/script/functions.h"

namespace raft {

/// Counts of a stretch that begins at the boot. A value: keep a copy to come back to that moment.
class Tally {
public:
    Tally() = default;

    /// Counts one more step.
    void add(const World& after, const StepEvents& step);

    /// How often the event was seen; with `node` only there, with `peer` only between the two. See EventKind for which
    /// end is which: `vote` is counted at the voter, its peer is the candidate.
    std::uint32_t count(ScriptEvent event, NodeId node = kNoNode, NodeId peer = kNoNode) const;

    /// Everybody who won an election in `term`.
    NodeSet leadersOf(Term term) const;

    /// Did a server ever refuse what an operator asked for with this verb: "addServer"?
    bool wasRefused(std::string_view verb) const;

    /// The value of the last read that a client got from `server`; none before the first.
    Value lastRead(NodeId server) const;

private:
    struct Count {
        std::uint32_t key = 0;  ///< Event, node, peer: eight bits each.
        std::uint32_t count = 0;
    };
    struct Led {
        Term term;
        NodeSet leaders;
    };
    void add(ScriptEvent event, NodeId node, NodeId peer);
    void addLeader(Term term, NodeId server);

    std::vector<Count> counts_;    // By key.
    std::vector<Led> led_;         // By term.
    std::vector<Value> lastRead_;  // By server.
    std::vector<std::string> refused_;  // Verbs, in order of their first refusal.
};

/// The tally at the cursor of a history, wherever it is moved. A step forward costs little; after a jump the steps
/// since the nearest tally kept are executed again.
class TallyKeeper {
public:
    /// The tally at the cursor. Notices by itself when the past is another one than before.
    const Tally& at(const History& history);

    /// As `at` or `follow` left it, for those who need none.
    const Tally& latest() const { return now_.tally; }

    /// To be called right after the history computed or walked exactly one step, with its events: spares the
    /// re-execution. The keeper must have stood at the step before.
    void follow(const World& after, const StepEvents& step);

private:
    struct Kept {
        StepId nextStep;          ///< Steps counted.
        std::uint64_t chain = 0;  ///< Of the world at that moment: the same chain is the same past.
        Tally tally;
    };
    static constexpr std::uint32_t kKeepEvery = 2048;
    bool startFrom(const History& history);
    void take(const World& after, const StepEvents& step);

    std::vector<Kept> kept_;  // In order of steps, all on one line of time.
    Kept now_;
};

}  // namespace raft
