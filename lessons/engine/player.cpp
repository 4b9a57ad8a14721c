#include "lessons/engine/player.h"

#include <algorithm>

namespace lessons {
namespace {

/// "expect leader(S2) && safe: leader(S2)=false safe=true".
std::string describe(std::string_view what, const raft::ConditionResult& result) {
    std::string text = std::string(what) + " " + result.text + ":";
    for (const raft::CallValue& call : result.calls) text += " " + call.call + "=" + call.value;
    return text;
}

}  // namespace

Player::Player(const Lesson& lesson, raft::History& history) : lesson_(lesson), history_(history) {
    place_ = LessonPlace{history.step(), history.time()};
    ends_.push_back(place_);
}

Player::State Player::state() const {
    if (runner_) return State::Running;
    return ends_.size() > lesson_.steps.size() ? State::Done : State::Ready;
}

/// do, then until or for, then expect: one script.
raft::Script Player::scriptOf(const Step& step) const {
    raft::Script script = step.todo;
    if (step.run) script.push_back(*step.run);
    script.insert(script.end(), step.expect.begin(), step.expect.end());
    return script;
}

void Player::begin() {
    CHECK(state() == State::Ready);
    runner_.emplace(scriptOf(lesson_.steps[static_cast<std::size_t>(done())]));
}

raft::SimTime Player::nextTime() const {
    CHECK(runner_.has_value());
    return runner_->nextAt(history_);
}

bool Player::advance(raft::SimTime limit) {
    CHECK(runner_.has_value());
    CHECK(history_.line() == 0 && history_.step() == place_.step && history_.time() == place_.time);
    while (!runner_->over() && runner_->nextAt(history_) <= limit) runner_->next(history_);
    const bool isDone = runner_->over();
    // The clock goes on while everybody waits; nothing is due up to there.
    if (!isDone && history_.time() < limit) history_.seekTime(limit);
    place_ = LessonPlace{history_.step(), history_.time()};
    if (!isDone) return false;
    judgeStep();
    runner_.reset();
    ends_.push_back(place_);
    return true;
}

void Player::finish() {
    CHECK(runner_.has_value());
    while (!advance(runner_->over() ? history_.time() : std::max(history_.time(), runner_->nextAt(history_)))) {}
}

/// Compares what happened in the step that has just ended with what the file says of it.
void Player::judgeStep() {
    const raft::RunOutcome& outcome = runner_->outcome();
    if (outcome.failure) addProblem(outcome.failure->position, outcome.failure->message);
    for (const raft::RefusedAction& refused : outcome.refused) {
        addProblem(refused.position, refused.text + ": nothing fits");
    }
    if (outcome.unmet) addProblem(outcome.unmet->position, describe("waited in vain for", *outcome.unmet));
    for (const raft::ConditionResult& result : outcome.expectations) {
        if (!result.ok) addProblem(result.position, describe("expect", result));
        expectations_.push_back(result);
    }
    // The main line of a lesson keeps every property.
    const auto violations = history_.world().monitor().violations();
    for (; violationsSeen_ < violations.size(); ++violationsSeen_) {
        addProblem({}, std::string(raft::nameOf(violations[violationsSeen_].property)) +
                           " broke: " + violations[violationsSeen_].text);
    }
}

void Player::addProblem(raft::SourcePosition position, std::string text) {
    problems_.push_back(Problem{done(), position, std::move(text)});
}

}  // namespace lessons
