#include "raft/script/runner.h"

#include <algorithm>

#include "raft/script/action_text.h"

namespace raft {
namespace {

SimTime nextDue(const History& history) {
    if (!history.atEnd()) return history.record(history.step() + 1).time;
    return history.world().cluster().nextDue();
}

/// Does anything travel that will arrive, or be lost, by itself?
bool somethingMoves(const Network& network) { return network.next() != Network::kNoSlot; }

/// The first message that waits for "deliver", in order of sending.
std::optional<MessageId> firstWaiting(const Network& network) {
    for (const std::uint32_t slot : network.slotsInOrder()) {
        if (network.at(slot).state == Flight::State::Waiting) return network.at(slot).id;
    }
    return std::nullopt;
}

bool needsTally(const ScriptItem& item) {
    if (const auto* wait = std::get_if<item::WaitFor>(&item.move)) return wait->condition.needsTally;
    if (const auto* expect = std::get_if<item::Expect>(&item.move)) return expect->condition.needsTally;
    return false;
}

bool isRecorded(const ScriptItem& item) { return std::holds_alternative<item::Recorded>(item.move); }

}  // namespace

ConditionResult judge(const Expression& condition, const Moment& moment) {
    ConditionResult result;
    result.text = condition.text;
    result.ok = holds(condition, moment);
    result.calls = callsOf(condition, moment);
    result.time = moment.history.time();
    return result;
}

bool RunOutcome::ok() const {
    return !unmet && refused.empty() && !failure &&
           std::all_of(expectations.begin(), expectations.end(),
                       [](const ConditionResult& result) { return result.ok; });
}

ScriptRunner::ScriptRunner(Script script, RunEnd end)
    : script_(std::make_shared<const Script>(std::move(script))), end_(std::move(end)) {
    needsTally_ =
        std::any_of(script_->begin(), script_->end(), needsTally) || (end_.condition && end_.condition->needsTally);
    // A recorded action says itself what comes before it.
    if (!script_->empty() && isRecorded(script_->front())) phase_ = Phase::Item;
}

// ---- Playing ----

ScriptRunner::Progress ScriptRunner::next(History& history) {
    if (over()) return Progress::Over;
    if (needsTally_) tally_.at(history);
    if (!asked_) {
        asked_ = true;
        const bool late = end_.time && history.time() > *end_.time;
        if (late || endMet(history)) {
            stop(history);
            return Progress::Item;
        }
    }
    const Progress progress = advance(history);
    if (!over() && endMet(history)) stop(history);
    return progress;
}

ScriptRunner::Progress ScriptRunner::advance(History& history) {
    switch (phase_) {
        case Phase::Nothing: return Progress::Over;
        case Phase::Instant:
            // After each item every step due at that instant is done before the next item.
            if (step(history, history.time())) return Progress::Step;
            phase_ = Phase::Item;
            [[fallthrough]];
        case Phase::Item:
            item_ < script_->size() ? begin(history, (*script_)[item_]) : scriptEnded(history);
            return Progress::Item;
        case Phase::Event: return reach(history, std::get<item::Recorded>((*script_)[item_].move));
        case Phase::Drain:
            if (history.config().network == Delivery::Manual) return deliverOne(history);
            break;
        case Phase::Time:
        case Phase::Condition: break;
    }
    if (!step(history, deadline_)) {
        expire(history);
        return Progress::Item;
    }
    if (!over() && waitIsOver(history)) finishItem();
    return Progress::Step;
}

void ScriptRunner::begin(History& history, const ScriptItem& item) {
    if (const auto* action = std::get_if<Action>(&item.move)) {
        act(history, *action);
        finishItem();
    } else if (const auto* wait = std::get_if<item::Wait>(&item.move)) {
        phase_ = Phase::Time;
        deadline_ = history.time() + wait->duration;
    } else if (const auto* waitFor = std::get_if<item::WaitFor>(&item.move)) {
        phase_ = Phase::Condition;
        deadline_ = history.time() + waitFor->atMost;
        if (waitIsOver(history)) finishItem();
    } else if (std::holds_alternative<item::Drain>(item.move)) {
        phase_ = Phase::Drain;
        deadline_ = history.time() + kDrainAtMost;
        if (waitIsOver(history)) finishItem();
    } else if (const auto* expect = std::get_if<item::Expect>(&item.move)) {
        outcome_.expectations.push_back(judge(expect->condition, momentOf(history)));
        outcome_.expectations.back().position = item.position;
        finishItem();
    } else {
        phase_ = Phase::Event;
    }
}

void ScriptRunner::finishItem() {
    ++item_;
    deadline_ = kNever;
    // Recorded actions follow each other at their own event; what is due after the last one is done as after a script.
    phase_ = item_ < script_->size() && isRecorded((*script_)[item_]) ? Phase::Item : Phase::Instant;
}

/// Is what the item under way waits for there? The clock and the script's own end are looked after elsewhere.
bool ScriptRunner::waitIsOver(const History& history) {
    if (item_ == script_->size()) return false;
    if (phase_ == Phase::Condition) {
        return holds(std::get<item::WaitFor>((*script_)[item_].move).condition, momentOf(history));
    }
    const bool manual = history.config().network == Delivery::Manual;
    return phase_ == Phase::Drain && !manual && !somethingMoves(history.world().cluster().network());
}

/// Nothing more is due before the deadline, or before the end of the run.
void ScriptRunner::expire(History& history) {
    if (end_.time && *end_.time < deadline_) {
        history.seekTime(*end_.time);
        return stop(history);
    }
    history.seekTime(deadline_);
    if (phase_ == Phase::Condition) {
        const Expression* condition = awaited();
        outcome_.unmet = judge(*condition, momentOf(history));
        outcome_.unmet->ok = false;
        outcome_.unmet->position = position();
        return stop(history);
    }
    item_ < script_->size() ? finishItem() : stop(history);
}

void ScriptRunner::scriptEnded(History& history) {
    if (end_.time) {
        phase_ = Phase::Time;
        deadline_ = *end_.time;
    } else if (end_.condition) {
        phase_ = Phase::Condition;
        deadline_ = history.time() + kWaitForAtMost;
    } else {
        stop(history);
    }
}

void ScriptRunner::stop(const History& history) {
    phase_ = Phase::Nothing;
    deadline_ = kNever;
    outcome_.stoppedAt = history.time();
}

void ScriptRunner::fail(const History& history, const std::string& message) {
    outcome_.failure = RunFailure{message, position()};
    stop(history);
}

// ---- One step ----

/// Does what is due next if that is at or before `limit`. Returns false, and does nothing, if it is not.
bool ScriptRunner::step(History& history, SimTime limit) {
    if (end_.time) limit = std::min(limit, *end_.time);
    const SimTime due = nextDue(history);
    if (due == kNever || due > limit) return false;
    if (countStepAt(history, due)) {
        history.forward();
        if (needsTally_) tally_.follow(history.world(), history.lastEvents());
    }
    return true;
}

/// Guards against an instant that never ends. Returns false, and the run has failed, if this step is one too many.
bool ScriptRunner::countStepAt(const History& history, SimTime time) {
    const bool sameInstant = history.record(history.step()).time == time;
    stepsAtInstant_ = sameInstant ? stepsAtInstant_ + 1 : 0;
    if (stepsAtInstant_ < end_.maxStepsAtOneInstant) return true;
    fail(history, "more than " + std::to_string(end_.maxStepsAtOneInstant) + " steps at " + millisecondsText(time) +
                      " ms; expected the clock to move on");
    return false;
}

void ScriptRunner::act(History& history, const Action& action) {
    const std::string name = actionText(action, history.world().cluster(), history.time());
    if (!history.act(action, name)) {
        outcome_.refused.push_back(RefusedAction{name, position(), history.time()});
    }
    if (needsTally_) tally_.follow(history.world(), history.lastEvents());
}

/// Manual network: one thing due now, or one waiting message, or the end of the drain.
ScriptRunner::Progress ScriptRunner::deliverOne(History& history) {
    if (step(history, history.time())) return Progress::Step;
    const auto waiting = firstWaiting(history.world().cluster().network());
    if (!waiting) {
        finishItem();
        return Progress::Item;
    }
    MessageMatcher which;
    which.id = waiting;
    if (countStepAt(history, history.time())) act(history, act::Deliver{which});
    return Progress::Step;
}

/// Goes on until the recorded action's place in the order of events, and does it.
ScriptRunner::Progress ScriptRunner::reach(History& history, const item::Recorded& recorded) {
    const std::uint64_t wanted = std::uint64_t{recorded.after.value} + 1;
    const std::uint64_t reached = history.world().cluster().nextEvent().value;
    if (reached < wanted) {
        if (step(history, kNever)) return Progress::Step;
        if (end_.time && nextDue(history) != kNever) {
            history.seekTime(*end_.time);
            stop(history);
        } else {
            fail(history, "no event " + std::to_string(recorded.after.value) + " in this run; expected at most " +
                              std::to_string(reached - 1));
        }
        return Progress::Item;
    }
    if (end_.time && recorded.at > *end_.time) {
        history.seekTime(*end_.time);
        stop(history);
        return Progress::Item;
    }
    if (reached > wanted) {
        fail(history, "event " + std::to_string(recorded.after.value) +
                          " is not the last one of its step, or lies before an earlier action; expected " +
                          std::to_string(reached - 1));
    } else if (recorded.at < history.time() || (recorded.at > history.time() && nextDue(history) <= recorded.at)) {
        fail(history, "no action is possible at " + millisecondsText(recorded.at) + " ms right after event " +
                          std::to_string(recorded.after.value) + "; expected " + millisecondsText(history.time()) +
                          " ms" +
                          (nextDue(history) == kNever ? " or later"
                                                      : " to before " + millisecondsText(nextDue(history)) + " ms"));
    } else {
        if (recorded.at > history.time()) history.seekTime(recorded.at);
        act(history, recorded.action);
        finishItem();
    }
    return Progress::Item;
}

// ---- What is asked ----

Moment ScriptRunner::momentOf(const History& history) {
    return Moment{history, needsTally_ ? tally_.at(history) : tally_.latest()};
}

bool ScriptRunner::endMet(const History& history) {
    return end_.condition && holds(*end_.condition, momentOf(history));
}

const Expression* ScriptRunner::awaited() const {
    if (phase_ != Phase::Condition) return nullptr;
    if (item_ == script_->size()) return &*end_.condition;
    return &std::get<item::WaitFor>((*script_)[item_].move).condition;
}

SourcePosition ScriptRunner::position() const {
    return item_ < script_->size() ? (*script_)[item_].position : SourcePosition{};
}

RunnerState ScriptRunner::state() const { return RunnerState{phase_, item_, deadline_, awaited()}; }

SimTime ScriptRunner::nextAt(const History& history) const {
    const SimTime now = history.time();
    const SimTime until = end_.time.value_or(kNever);
    switch (phase_) {
        case Phase::Item:
        case Phase::Instant:
        case Phase::Nothing: return now;
        case Phase::Event: {
            const auto& recorded = std::get<item::Recorded>((*script_)[item_].move);
            const bool reached = history.world().cluster().nextEvent() > recorded.after;
            return std::max(now, std::min(reached ? recorded.at : nextDue(history), until));
        }
        case Phase::Drain:
            if (history.config().network == Delivery::Manual) return now;
            break;
        case Phase::Time:
        case Phase::Condition: break;
    }
    return std::max(now, std::min({nextDue(history), deadline_, until}));
}

RunOutcome runScript(History& history, Script script, RunEnd end) {
    ScriptRunner runner(std::move(script), std::move(end));
    while (runner.next(history) != ScriptRunner::Progress::Over) {}
    return runner.outcome();
}

}  // namespace raft
