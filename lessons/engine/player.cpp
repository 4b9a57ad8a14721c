#include "lessons/engine/player.h"

#include <algorithm>

#include "raft/base/check.h"
#include "raft/base/contains.h"
#include "raft/check/linearizability.h"

namespace lessons {
namespace {

/// "expect leader(S2) && safe: leader(S2)=false safe=true".
std::string describe(std::string_view what, const raft::ConditionResult& result) {
    std::string text = std::string(what) + " " + result.text + ":";
    for (const raft::CallValue& call : result.calls) text += " " + call.call + "=" + call.value;
    return text;
}

raft::Moment momentAt(const raft::History& history, raft::TallyKeeper& tally) {
    return raft::Moment{history, tally.at(history)};
}

/// A lesson speaks of Figure 3's properties and of Linearizability, never of those that only we watch.
bool isOfLessons(raft::Property property) { return property <= raft::Property::Linearizability; }

}  // namespace

// ---- Lines ----

SideLine whatIfLine(const WhatIf& whatIf, const LessonPlace& from, std::string branch) {
    return SideLine{from, std::move(branch), &whatIf.steps, whatIf.rules, whatIf.breaks};
}

SideLine solutionLine(const Goal& goal, const LessonPlace& from, std::string branch) {
    return SideLine{from, std::move(branch), &goal.solution, {}, std::nullopt};
}

void standAt(raft::History& history, int line, const LessonPlace& place) {
    // A switch forgets what could be done again, so it is left out where it would only move along the line.
    if (history.line() != line) history.switchTo(line, place.time);
    history.seek(place.step, place.time);
}

Player::Player(const Lesson& lesson, raft::History& history)
    : lesson_(lesson), history_(history), steps_(&lesson.steps), breaks_(lesson.breaks) {
    place_ = LessonPlace{history.step(), history.time()};
    ends_.push_back(place_);
}

Player::Player(const Lesson& lesson, raft::History& history, const SideLine& side)
    : lesson_(lesson), history_(history), steps_(side.steps), breaks_(side.breaks) {
    standAt(history, 0, side.from);
    // What had broken before is no news; a line that is judged must count it as well.
    violationsSeen_ = history.world().monitor().violations().size();
    if (breaks_) {
        for (const raft::Property property : broken()) {
            if (!raft::contains(*breaks_, property)) breaks_->push_back(property);
        }
    }
    line_ = history.fork(side.branch, raft::History::Emptied::Stays);
    for (const raft::act::SetRule& rule : side.rules) history.act(rule, side.branch);
    place_ = LessonPlace{history.step(), history.time()};
    ends_.push_back(place_);
}

const LessonPlace& Player::placeAfter(int step) const {
    CHECK(step >= -1 && step < done());
    return ends_[static_cast<std::size_t>(step + 1)];
}

std::optional<LessonPlace> Player::placeOf(const Anchor& anchor) const {
    CHECK(line_ == 0);
    if (anchor.stepsDone > done()) return std::nullopt;
    return placeAfter(anchor.stepsDone - 1);
}

Player::State Player::state() const {
    if (asking_) return State::Asking;
    if (runner_) return State::Running;
    return ends_.size() > steps_->size() ? State::Done : State::Ready;
}

// ---- A step ----

void Player::begin() {
    CHECK(state() == State::Ready);
    asking_ = stepAt(done()).ask.has_value();
    if (!asking_) return start();
    asked_.emplace_back();
    asked_.back().step = done();
}

const Ask& Player::question() const {
    CHECK(asking_);
    return *stepAt(done()).ask;
}

std::optional<std::string> Player::answer(std::vector<std::string> given) {
    auto wrong = whyNoAnswer(question(), given, lesson_.cluster);
    if (!wrong) asked_.back().given = std::move(given);
    return wrong;
}

void Player::run() {
    CHECK(asking_);
    CHECK(history_.line() == line_ && history_.step() == place_.step && history_.time() == place_.time);
    asking_ = false;
    if (stepAt(done()).ask->resolve == Resolve::Now) decide(asked_.back());
    start();
}

/// do, then until or for, then expect: one script.
raft::Script Player::scriptOf(const Step& step) const {
    raft::Script script = step.todo;
    if (step.run) script.push_back(*step.run);
    script.insert(script.end(), step.expect.begin(), step.expect.end());
    return script;
}

void Player::start() {
    runner_.emplace(scriptOf(stepAt(done())));
    watchOrders();
}

raft::SimTime Player::nextTime() const {
    CHECK(runner_.has_value());
    return runner_->nextAt(history_);
}

bool Player::advance(raft::SimTime limit) {
    CHECK(runner_.has_value());
    CHECK(history_.line() == line_ && history_.step() == place_.step && history_.time() == place_.time);
    while (!runner_->over() && runner_->nextAt(history_) <= limit) {
        runner_->next(history_);
        watchOrders();
    }
    const bool isDone = runner_->over();
    // The clock goes on while everybody waits; nothing is due up to there.
    if (!isDone && history_.time() < limit) history_.seekTime(limit);
    place_ = LessonPlace{history_.step(), history_.time()};
    if (!isDone) return false;
    decideAt(Resolve::StepEnd);
    judgeStep();
    runner_.reset();
    ends_.push_back(place_);
    if (state() == State::Done) {
        decideAt(Resolve::LessonEnd);
        judgeBreaks();
    }
    return true;
}

void Player::finish() {
    CHECK(runner_.has_value());
    while (!advance(runner_->over() ? history_.time() : std::max(history_.time(), runner_->nextAt(history_)))) {}
}

// ---- Questions ----

void Player::watchOrders() {
    for (Asked& asked : asked_) {
        const Ask& ask = *stepAt(asked.step).ask;
        if (asked.isDecided || ask.kind != AskKind::Order) continue;
        asked.order.look(ask, momentAt(history_, tally_));
    }
}

void Player::decide(Asked& asked) {
    asked.isDecided = true;
    verdicts_.push_back(judgeAsk(*stepAt(asked.step).ask, asked.given, asked.order, momentAt(history_, tally_)));
    verdicts_.back().step = asked.step;
}

void Player::decideAt(Resolve moment) {
    for (Asked& asked : asked_) {
        if (!asked.isDecided && stepAt(asked.step).ask->resolve == moment) decide(asked);
    }
}

const Verdict* Player::verdictOf(int step) const {
    const auto found = std::find_if(verdicts_.begin(), verdicts_.end(),
                                    [step](const Verdict& verdict) { return verdict.step == step; });
    return found == verdicts_.end() ? nullptr : &*found;
}

// ---- What came of it ----

/// Compares what happened in the step that has just ended with what the file says of it.
void Player::judgeStep() {
    const raft::RunOutcome& outcome = runner_->outcome();
    if (outcome.failure) addProblem(Problem::Kind::Failure, outcome.failure->position, outcome.failure->message);
    for (const raft::RefusedAction& refused : outcome.refused) {
        addProblem(Problem::Kind::Refused, refused.position, refused.text + ": nothing fits");
    }
    if (outcome.unmet) {
        addProblem(Problem::Kind::Unmet, outcome.unmet->position, describe("waited in vain for", *outcome.unmet));
        problems_.back().condition = *outcome.unmet;
    }
    for (const raft::ConditionResult& result : outcome.expectations) {
        if (!result.ok) {
            addProblem(Problem::Kind::Expectation, result.position, describe("expect", result));
            problems_.back().condition = result;
        }
        expectations_.push_back(result);
    }
    const auto violations = history_.world().monitor().violations();
    for (; violationsSeen_ < violations.size(); ++violationsSeen_) {
        const raft::Violation& violation = violations[violationsSeen_];
        // Where something breaks on purpose, what only we watch breaks with it.
        const bool isMeant = !breaks_ || raft::contains(*breaks_, violation.property) ||
                             (!breaks_->empty() && !isOfLessons(violation.property));
        if (isMeant) continue;
        addProblem(Problem::Kind::Violation, stepAt(done()).position,
                   std::string(raft::nameOf(violation.property)) + " broke: " + violation.text);
    }
}

/// After the last step: what was to break has broken.
void Player::judgeBreaks() {
    if (!breaks_) return;
    const std::vector<raft::Property> seen = broken();
    for (const raft::Property property : *breaks_) {
        if (raft::contains(seen, property)) continue;
        problems_.push_back(Problem{Problem::Kind::KeptProperty, done() - 1, stepAt(done() - 1).position,
                                    std::string(raft::nameOf(property)) + " was to break and did not", std::nullopt});
    }
}

std::vector<raft::Property> Player::broken() const {
    std::vector<raft::Property> all;
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        if (history_.world().monitor().isBroken(info.property)) all.push_back(info.property);
    }
    // The monitor does not search client histories: that takes long, so it is done where somebody asks.
    const bool asks = breaks_ && raft::contains(*breaks_, raft::Property::Linearizability);
    if (asks && raft::checkLinearizability(history_.world().cluster()).verdict == raft::Verdict::Broken) {
        all.push_back(raft::Property::Linearizability);
    }
    return all;
}

void Player::addProblem(Problem::Kind kind, raft::SourcePosition position, std::string text) {
    problems_.push_back(Problem{kind, done(), position, std::move(text), std::nullopt});
}

}  // namespace lessons
