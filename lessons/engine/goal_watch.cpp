#include "lessons/engine/goal_watch.h"

#include <algorithm>

#include "lessons/engine/player.h"

namespace lessons {
namespace {

struct VerbOf {
    std::string_view operator()(const raft::act::Crash&) const { return "crash"; }
    std::string_view operator()(const raft::act::Restart&) const { return "restart"; }
    std::string_view operator()(const raft::act::Pause&) const { return "pause"; }
    std::string_view operator()(const raft::act::Resume&) const { return "resume"; }
    std::string_view operator()(const raft::act::FireTimeout&) const { return "timeout"; }
    std::string_view operator()(const raft::act::SetTimers&) const { return "timers"; }
    std::string_view operator()(const raft::act::Cut&) const { return "cut"; }
    std::string_view operator()(const raft::act::Mend&) const { return "mend"; }
    std::string_view operator()(const raft::act::Split&) const { return "split"; }
    std::string_view operator()(const raft::act::Heal&) const { return "heal"; }
    std::string_view operator()(const raft::act::SetLatency&) const { return "latency"; }
    std::string_view operator()(const raft::act::SetLoss&) const { return "loss"; }
    std::string_view operator()(const raft::act::Hold&) const { return "hold"; }
    std::string_view operator()(const raft::act::Release&) const { return "release"; }
    std::string_view operator()(const raft::act::Deliver&) const { return "deliver"; }
    std::string_view operator()(const raft::act::Drop&) const { return "drop"; }
    std::string_view operator()(const raft::act::Duplicate&) const { return "duplicate"; }
    std::string_view operator()(const raft::act::Delay&) const { return "delay"; }
    std::string_view operator()(const raft::act::Submit&) const { return "submit"; }
    std::string_view operator()(const raft::act::ReadKey&) const { return "read"; }
    std::string_view operator()(const raft::act::SetClock&) const { return "clock"; }
    std::string_view operator()(const raft::act::SetFsync&) const { return "fsync"; }
    std::string_view operator()(const raft::act::LoseVote&) const { return "loseDisk"; }
    std::string_view operator()(const raft::act::LoseEntries&) const { return "loseDisk"; }
    std::string_view operator()(const raft::act::SetRule&) const { return "rule"; }
    std::string_view operator()(const raft::act::WriteNote&) const { return "note"; }
    std::string_view operator()(const raft::act::TakeSnapshot&) const { return "snapshot"; }
    std::string_view operator()(const raft::act::ChangeMembership& a) const { return raft::verbOf(a.change.kind); }
    std::string_view operator()(const raft::act::TransferLeader&) const { return "transfer"; }
};

bool isNote(const raft::Action& action) { return std::holds_alternative<raft::act::WriteNote>(action); }

}  // namespace

std::string_view verbOf(const raft::Action& action) { return std::visit(VerbOf{}, action); }

GoalWatch::GoalWatch(const Lesson& lesson, raft::History& history, const LessonPlace& from, const std::string& branch)
    : lesson_(lesson), history_(history), from_(from) {
    CHECK(lesson.goal.has_value());
    standAt(history, 0, from);
    line_ = history.fork(branch, raft::History::Emptied::Stays);
    judgeHere();
}

GoalWatch::GoalWatch(const Lesson& lesson, raft::History& history, const LessonPlace& from, int line)
    : lesson_(lesson), history_(history), from_(from), line_(line) {
    CHECK(lesson.goal.has_value());
}

bool GoalWatch::isOn(int line) const {
    while (line > line_) line = history_.parentOf(line);
    return line == line_;
}

bool GoalWatch::allows(const raft::Action& action) const {
    if (isNote(action)) return true;
    const auto has = [this](std::string_view verb) {
        return std::find(goal().allow.begin(), goal().allow.end(), verb) != goal().allow.end();
    };
    const std::string_view verb = verbOf(action);
    return has(verb) || (verb == "mend" && has("cut") && has("heal"));
}

int GoalWatch::actionsUpTo(raft::StepId step) const {
    int count = 0;
    for (const raft::RecordedAction& recorded : history_.actions()) {
        if (recorded.step > from_.step && recorded.step <= step && !isNote(recorded.action)) ++count;
    }
    return count;
}

int GoalWatch::actionsLeft() const { return std::max(0, goal().actionsMax - actionsUpTo(history_.step())); }

/// Judges the step at which the cursor stands.
void GoalWatch::judgeHere() {
    chains_.push_back(history_.world().chain());
    if (decision_) return;
    const raft::Moment moment{history_, tally_.at(history_)};
    const bool isLost = goal().lose && raft::holds(*goal().lose, moment);
    if (!isLost && !raft::holds(goal().win, moment)) return;
    decision_ = Decision{LessonPlace{history_.step(), history_.time()}, !isLost};
}

/// Judges what is not judged yet, up to `target`, and leaves the cursor there.
void GoalWatch::walkTo(raft::StepId target) {
    const auto last = [this] { return from_.step + static_cast<std::uint32_t>(chains_.size()) - 1; };
    if (!chains_.empty()) history_.seekStep(std::min(last(), target));
    const std::size_t at = history_.step().value - from_.step.value;
    if (chains_.empty() || chains_[at] != history_.world().chain()) {
        // The past is another one: what was judged counts no more.
        chains_.clear();
        decision_.reset();
        history_.seekStep(from_.step);
        judgeHere();
    }
    while (last() < target) {
        history_.seekStep(last() + 1);
        judgeHere();
    }
}

GoalStatus GoalWatch::look() {
    CHECK(isOn(history_.line()) && history_.step() >= from_.step);
    const LessonPlace here{history_.step(), history_.time()};
    walkTo(here.step);
    history_.seek(here.step, here.time);
    GoalStatus status;
    status.actionsUsed = actionsUpTo(here.step);
    status.timeUsed = raft::SimTime(here.time.us - from_.time.us);
    const raft::Moment moment{history_, tally_.at(history_)};
    status.win = raft::judge(goal().win, moment);
    if (goal().lose) status.lose = raft::judge(*goal().lose, moment);
    const bool isDecided = decision_ && decision_->place.step <= here.step &&
                           actionsUpTo(decision_->place.step) <= goal().actionsMax &&
                           decision_->place.time.us - from_.time.us <= goal().timeMax.us;
    if (isDecided) {
        status.state = decision_->isWon ? GoalStatus::State::Won : GoalStatus::State::Lost;
        status.decided = decision_->place;
    } else if (status.actionsUsed > goal().actionsMax) {
        status.state = GoalStatus::State::OutOfActions;
    } else if (status.timeUsed > goal().timeMax) {
        status.state = GoalStatus::State::OutOfTime;
    }
    return status;
}

}  // namespace lessons
