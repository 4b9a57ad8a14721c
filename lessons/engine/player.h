#pragma once
// Plays a lesson on a history that somebody else owns.

#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "raft/history/history.h"
#include "raft/script/runner.h"

namespace lessons {

/// Where a lesson was after a step, or is now.
struct LessonPlace {
    raft::StepId step;
    raft::SimTime time;
};

/// Something that did not come out as the file says.
struct Problem {
    int step = 0;  ///< In Lesson::steps.
    raft::SourcePosition position;
    std::string text;  ///< "expect leader(S2): leader(S2)=false at 120 ms"; in English, for authors.
};

/// Walks line 0 of the history: the lesson's line. Nobody else may add to that line; looking around is free, as long
/// as the cursor is back at place() whenever the player goes on.
class Player {
public:
    enum class State { Ready, Running, Done };  ///< Ready: before step done(). Done: after the last one.

    /// `lesson` and `history` must outlive the player. `history` stands right after the boot.
    Player(const Lesson& lesson, raft::History& history);

    State state() const;
    /// How many steps are done: also the number of the step that is running or comes next.
    int done() const { return static_cast<int>(ends_.size()) - 1; }
    /// The step that is running, else the last one done, else -1.
    int current() const { return state() == State::Running ? done() : done() - 1; }
    const LessonPlace& place() const { return place_; }
    /// Where the lesson stood after `step`, which is done; step -1 is the beginning.
    const LessonPlace& placeAfter(int step) const { return ends_[static_cast<std::size_t>(step + 1)]; }

    /// Begins the next step. Only when Ready.
    void begin();
    /// When the running step goes on: with the next step of the cluster, or at the end of a wait. Only when Running.
    raft::SimTime nextTime() const;
    /// Goes on with the running step, up to `limit` of simulated time. True once the step is done. Only when Running.
    bool advance(raft::SimTime limit);
    /// Goes on until the running step is done, whatever time it takes.
    void finish();

    /// In the order in which they were met.
    const std::vector<Problem>& problems() const { return problems_; }
    /// Every expectation of the steps that are done, true or not.
    const std::vector<raft::ConditionResult>& expectations() const { return expectations_; }

private:
    raft::Script scriptOf(const Step& step) const;
    void judgeStep();
    void addProblem(raft::SourcePosition position, std::string text);

    const Lesson& lesson_;
    raft::History& history_;
    std::optional<raft::ScriptRunner> runner_;  ///< Of the running step.
    LessonPlace place_;
    std::vector<LessonPlace> ends_;  ///< ends_[0] is the beginning.
    std::size_t violationsSeen_ = 0;
    std::vector<Problem> problems_;
    std::vector<raft::ConditionResult> expectations_;
};

}  // namespace lessons
