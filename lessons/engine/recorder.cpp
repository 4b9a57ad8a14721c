#include "lessons/engine/recorder.h"

#include <algorithm>

#include "lessons/engine/recorder_facts.h"
#include "lessons/engine/text_check.h"
#include "raft/base/check.h"
#include "raft/script/expression.h"

namespace lessons {
namespace {

/// Puts the cursor back where it was.
class Eye {
public:
    explicit Eye(raft::History& history) : history_(history), place_{history.step(), history.time()} {}
    Eye(const Eye&) = delete;
    Eye& operator=(const Eye&) = delete;
    ~Eye() { history_.seek(place_.step, place_.time); }

private:
    raft::History& history_;
    LessonPlace place_;
};

/// A message of which only the number is known is another one as soon as anything else is sent before it.
void nameMessage(raft::MessageMatcher& which, const raft::Network& network) {
    if (!which.id) return;
    const std::vector<std::uint32_t> slots = network.slotsInOrder();
    const auto found =
        std::find_if(slots.begin(), slots.end(), [&](std::uint32_t slot) { return network.at(slot).id == *which.id; });
    if (found == slots.end()) return;
    const raft::Message& message = network.at(*found).message;
    const auto before = std::count_if(slots.begin(), found, [&](std::uint32_t slot) {
        const raft::Message& other = network.at(slot).message;
        return other.from == message.from && other.to == message.to && other.kind() == message.kind();
    });
    which = raft::MessageMatcher{std::nullopt, message.from, message.to, message.kind(),
                                 static_cast<std::uint32_t>(before) + 1};
}

/// `action`, which is step `step` of the line, in words that fit other runs too.
raft::Action readable(raft::History& history, const raft::RecordedAction& recorded) {
    raft::Action action = recorded.action;
    const auto name = [&](raft::MessageMatcher& which) {
        history.seekStep(recorded.step - 1);
        nameMessage(which, history.world().cluster().network());
    };
    if (auto* deliver = std::get_if<raft::act::Deliver>(&action)) name(deliver->which);
    if (auto* drop = std::get_if<raft::act::Drop>(&action)) name(drop->which);
    if (auto* duplicate = std::get_if<raft::act::Duplicate>(&action)) name(duplicate->which);
    if (auto* delay = std::get_if<raft::act::Delay>(&action)) name(delay->which);
    return action;
}

std::vector<raft::RecordedAction> actionsOf(const raft::History& history, raft::StepId from, raft::StepId to) {
    std::vector<raft::RecordedAction> actions;
    for (const raft::RecordedAction* action : history.actionsBetween(from + 1, to + 1)) actions.push_back(*action);
    return actions;
}

raft::ScriptItem waiting(raft::SimTime duration) { return {raft::item::Wait{duration}, {}}; }

/// Writes the steps one after the other.
class Composer {
public:
    explicit Composer(raft::History& history) : history_(history) {}

    /// Where the lesson stands after the steps so far. Its clock is the run's.
    const LessonPlace& place() const { return place_; }

    Step step(const RecordedStep& recorded, int number) {
        Step step;
        step.id = "step-" + std::to_string(number);
        step.say = recorded.say;
        step.ask = recorded.ask;
        raft::SimTime clock = place_.time;
        for (const raft::RecordedAction& action : actionsOf(history_, place_.step, recorded.end.step)) {
            if (action.at > clock) step.todo.push_back(waiting(action.at - clock));
            clock = std::max(clock, action.at);
            step.todo.push_back({readable(history_, action), {}});
        }
        step.run = runOf(recorded, clock);
        for (const std::string& claim : recorded.expect) {
            auto condition = raft::parseCondition(claim, history_.config());
            if (condition.ok()) step.expect.push_back({raft::item::Expect{std::move(condition).value()}, {}});
        }
        return step;
    }

private:
    /// What the step waits for after its last action, which was done at `clock`.
    std::optional<raft::ScriptItem> runOf(const RecordedStep& recorded, raft::SimTime clock) {
        const auto end = endOfStep(history_, place_, recorded.end, recorded.until);
        place_ = end.value_or(recorded.end);
        if (end && !recorded.until.empty()) {
            auto condition = raft::parseCondition(recorded.until, history_.config());
            CHECK(condition.ok());
            return raft::ScriptItem{raft::item::WaitFor{std::move(condition).value()}, {}};
        }
        return recorded.end.time > clock ? std::optional(waiting(recorded.end.time - clock)) : std::nullopt;
    }

    raft::History& history_;
    LessonPlace place_{raft::StepId(0), raft::SimTime()};
};

}  // namespace

StretchFacts factsOf(raft::History& history, const LessonPlace& from, const LessonPlace& to) {
    const Eye eye(history);
    StretchFacts facts;
    facts.actions = actionsOf(history, from.step, to.step);
    for (raft::RecordedAction& action : facts.actions) action.action = readable(history, action);
    history.seek(from.step, from.time);
    facts.salient = salientBetween(history, to.step);
    return facts;
}

std::vector<LessonPlace> endsOf(raft::History& history, const Recording& recording) {
    const Eye eye(history);
    std::vector<LessonPlace> ends;
    Composer composer(history);
    for (const RecordedStep& recorded : recording.steps) {
        static_cast<void>(composer.step(recorded, 1));
        ends.push_back(composer.place());
    }
    return ends;
}

std::vector<std::string> claimsBetween(raft::History& history, const LessonPlace& from, const LessonPlace& to) {
    const Eye eye(history);
    history.seek(from.step, from.time);
    const ServerFacts before = serverFactsOf(history.world());
    history.seek(to.step, to.time);
    return newClaims(before, history);
}

std::optional<LessonPlace> endOfStep(raft::History& history, const LessonPlace& from, const LessonPlace& to,
                                     const std::string& until) {
    if (until.empty()) return to;
    const auto condition = raft::parseCondition(until, history.config());
    if (!condition.ok()) return std::nullopt;
    const Eye eye(history);
    const auto actions = history.actionsBetween(from.step + 1, to.step + 1);
    // What is due at the instant of the last action is done before anybody looks.
    history.seek(from.step, from.time);
    if (!actions.empty()) history.seekTime(actions.back()->at);
    raft::TallyKeeper tally;
    while (!raft::holds(condition.value(), raft::Moment{history, tally.at(history)})) {
        if (history.step() >= to.step) return std::nullopt;
        history.forward();
    }
    return LessonPlace{history.step(), history.time()};
}

Lesson composeLesson(raft::History& history, const Recording& recording) {
    const Eye eye(history);
    Lesson lesson;
    lesson.id = recording.id;
    lesson.track = "mine";
    lesson.order = 1;
    lesson.title = recording.title;
    lesson.objective = recording.objective;
    lesson.cluster = history.config();
    lesson.texts = history.world().cluster().sharedTexts();
    lesson.panels = {"ring", "logs", "time"};
    Composer composer(history);
    int number = 0;
    for (const RecordedStep& recorded : recording.steps) lesson.steps.push_back(composer.step(recorded, ++number));
    history.seek(composer.place().step, composer.place().time);
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        const bool isOfLessons = info.property < raft::Property::Linearizability;
        if (isOfLessons && history.world().monitor().isBroken(info.property)) lesson.breaks.push_back(info.property);
    }
    lesson.minutes = std::max(1, (secondsOf(lesson) + 30) / 60);
    return lesson;
}

std::vector<std::vector<bool>> stableClaims(const Lesson& lesson) {
    constexpr int kRuns = 12;
    constexpr int kPercent = 20;
    // Each claim finds its way back by its position.
    Lesson other = lesson;
    std::vector<std::vector<bool>> stable;
    for (std::size_t i = 0; i < other.steps.size(); ++i) {
        stable.emplace_back(other.steps[i].expect.size(), true);
        for (std::size_t k = 0; k < other.steps[i].expect.size(); ++k) {
            other.steps[i].expect[k].position = {static_cast<int>(i), static_cast<int>(k)};
        }
    }
    other.cluster.latencyMin = raft::SimTime(lesson.cluster.latencyMin.us * (100 - kPercent) / 100);
    other.cluster.latencyMax = raft::SimTime(lesson.cluster.latencyMax.us * (100 + kPercent) / 100);
    for (int run = 1; run <= kRuns; ++run) {
        other.cluster.seed = lesson.cluster.seed + static_cast<std::uint64_t>(run);
        raft::History history(other.cluster, other.texts);
        Player player(other, history);
        while (player.state() != Player::State::Done) {
            player.begin();
            if (player.state() == Player::State::Asking) player.run();
            player.finish();
            const auto& problems = player.problems();
            const bool isLost = std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
                return problem.kind != Problem::Kind::Expectation;
            });
            if (isLost) break;
        }
        for (const Problem& problem : player.problems()) {
            if (problem.kind != Problem::Kind::Expectation || !problem.condition) continue;
            const auto step = static_cast<std::size_t>(problem.position.line);
            const auto claim = static_cast<std::size_t>(problem.position.column);
            stable[step][claim] = false;
        }
    }
    return stable;
}

}  // namespace lessons
