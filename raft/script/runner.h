#pragma once
// Plays a script over a history, one step or one item at a time.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "raft/history/history.h"
#include "raft/script/script.h"
#include "raft/script/tally.h"

namespace raft {

/// What became of one condition that somebody wrote down.
struct ConditionResult {
    std::string text;
    bool ok = false;
    std::vector<CallValue> calls;  ///< Each function call of the text and its value at that moment.
    SourcePosition position;
    SimTime time;
};

/// Asks `condition` at this moment.
ConditionResult judge(const Expression& condition, const Moment& moment);

/// An action that did not do what it says: it matched nothing.
struct RefusedAction {
    std::string text;  ///< "deliver RequestVote from S1 at 120 ms".
    SourcePosition position;
    SimTime time;
};

/// The script cannot go on: a recorded action does not fit the run, or an instant never ends.
struct RunFailure {
    std::string message;
    SourcePosition position;
};

struct RunOutcome {
    std::vector<ConditionResult> expectations;  ///< In order; those of the script only.
    std::optional<ConditionResult> unmet;       ///< The wait that ended the run; `ok` is false.
    std::vector<RefusedAction> refused;
    std::optional<RunFailure> failure;
    SimTime stoppedAt;

    /// Is the answer yes, as far as the script is concerned? Violations are not looked at.
    bool ok() const;
};

/// What the runner is about to do.
struct RunnerState {
    enum class Waits : std::uint8_t {
        Item,       ///< The next item begins.
        Instant,    ///< What is due at this instant is done before the next item.
        Time,       ///< For the clock.
        Condition,  ///< For a condition.
        Drain,      ///< For the network to fall silent.
        Event,      ///< For the event after which a recorded action comes.
        Nothing,    ///< The run is over.
    };
    Waits waits = Waits::Item;
    std::size_t item = 0;                   ///< The script's item that is under way, or comes next.
    SimTime deadline = kNever;              ///< When waiting ends at the latest.
    const Expression* condition = nullptr;  ///< What is waited for, if anything.
};

/// A value without a world: copies stand at different places of the same script. Between two calls nobody else may act,
/// but the cursor's clock may be moved on to before nextAt(), as a player of pictures does.
class ScriptRunner {
public:
    explicit ScriptRunner(Script script, RunEnd end = {});

    /// What a call of next() did.
    enum class Progress : std::uint8_t { Step, Item, Over };

    /// Does exactly one step of the world, or begins or ends one item. Over: there was nothing left to do.
    Progress next(History& history);

    bool over() const { return phase_ == RunnerState::Waits::Nothing; }
    RunnerState state() const;

    /// The time to which next() will bring the cursor.
    SimTime nextAt(const History& history) const;

    const Script& script() const { return *script_; }
    const RunOutcome& outcome() const { return outcome_; }

private:
    using Phase = RunnerState::Waits;

    Progress advance(History& history);
    void begin(History& history, const ScriptItem& item);
    void finishItem();
    void scriptEnded(History& history);
    void expire(History& history);
    void stop(const History& history);
    void fail(const History& history, const std::string& message);
    bool step(History& history, SimTime limit);
    bool countStepAt(const History& history, SimTime time);
    void act(History& history, const Action& action);
    Progress deliverOne(History& history);
    Progress reach(History& history, const item::Recorded& recorded);
    bool waitIsOver(const History& history);
    bool endMet(const History& history);
    Moment momentOf(const History& history);
    const Expression* awaited() const;
    SourcePosition position() const;

    std::shared_ptr<const Script> script_;
    RunEnd end_;
    bool needsTally_ = false;
    TallyKeeper tally_;
    RunOutcome outcome_;
    Phase phase_ = Phase::Instant;
    std::size_t item_ = 0;
    SimTime deadline_ = kNever;
    bool asked_ = false;  // The end's condition was asked before the first item.
    std::uint32_t stepsAtInstant_ = 0;
};

/// Plays `script` from where the cursor stands to its end.
RunOutcome runScript(History& history, Script script, RunEnd end = {});

}  // namespace raft
