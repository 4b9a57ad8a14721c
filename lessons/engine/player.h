#pragma once
// Plays a lesson on a history that somebody else owns: its main line on line 0, what-ifs and solutions on branches.

#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "lessons/engine/verdict.h"
#include "raft/history/history.h"
#include "raft/script/runner.h"

namespace lessons {

/// Something that did not come out as the file says.
struct Problem {
    enum class Kind { Failure, Refused, Unmet, Expectation, Violation, KeptProperty };
    Kind kind = Kind::Failure;
    int step = 0;  ///< In Player::steps.
    raft::SourcePosition position;
    std::string text;  ///< "expect leader(S2): leader(S2)=false"; in English, for authors.
    std::optional<raft::ConditionResult> condition;  ///< Of Unmet and Expectation.
};

/// What is played beside the main line. What it points to belongs to the lesson.
struct SideLine {
    LessonPlace from;    ///< On line 0, where it leaves.
    std::string branch;  ///< The name of its line.
    const std::vector<Step>* steps = nullptr;
    std::vector<raft::act::SetRule> rules;  ///< Bent before the first step.
    /// What it must break, and nothing else; none: whatever breaks is no problem.
    std::optional<std::vector<raft::Property>> breaks;
};
SideLine whatIfLine(const WhatIf& whatIf, const LessonPlace& from, std::string branch);
SideLine solutionLine(const Goal& goal, const LessonPlace& from, std::string branch);

/// Brings the cursor of `history` to exactly this place of `line`.
void standAt(raft::History& history, int line, const LessonPlace& place);

/// Walks one line of the history, its own: nobody else may add to that line; looking around is free, as long as the
/// cursor is back at place() of line() whenever the player goes on. A step is played like this:
///
///     player.begin();                                   // the words of the step stand, its question is asked
///     if (player.state() == State::Asking) {
///         player.answer({"yes"});                       // as often as one changes one's mind; or not at all
///         player.run();
///     }
///     while (!player.advance(history.time() + slice)) {} // or player.finish()
///     … player.verdicts(), the step's `show` …
class Player {
public:
    /// Ready: before step done(). Asking: its question waits. Done: after the last one.
    enum class State { Ready, Asking, Running, Done };

    /// Plays the main line. `lesson` and `history` must outlive the player. `history` stands right after the boot.
    Player(const Lesson& lesson, raft::History& history);
    /// Opens a branch and plays `side` there; the cursor is on it then. Line 0 stays as it is.
    Player(const Lesson& lesson, raft::History& history, const SideLine& side);

    State state() const;
    int line() const { return line_; }
    const std::vector<Step>& steps() const { return *steps_; }
    /// How many steps are done: also the number of the step that asks, is running or comes next.
    int done() const { return static_cast<int>(ends_.size()) - 1; }
    /// The step that asks or is running, else the last one done, else -1.
    int current() const { return state() == State::Running || asking_ ? done() : done() - 1; }
    const LessonPlace& place() const { return place_; }
    /// Where the line stood after `step`, which is done; step -1 is the beginning.
    const LessonPlace& placeAfter(int step) const;
    /// Where a checkpoint of the main line is; nothing while the lesson is not there yet. Of the main line's player.
    std::optional<LessonPlace> placeOf(const Anchor& anchor) const;

    /// Begins the next step: with its question if it has one. Only when Ready.
    void begin();

    // ---- The question of the step: only when Asking ----
    const Ask& question() const;
    /// Notes an answer in the place of an earlier one: ids of choices, of an Order in order; of a Number its digits.
    /// Returns why it is none, and notes nothing then.
    std::optional<std::string> answer(std::vector<std::string> given);
    /// What was answered so far; empty: nothing.
    const std::vector<std::string>& given() const { return asked_.back().given; }
    /// The question is closed, answered or not, and the step runs.
    void run();

    // ---- The step: only when Running ----
    /// When the running step goes on: with the next step of the cluster, or at the end of a wait.
    raft::SimTime nextTime() const;
    /// Goes on with the running step, up to `limit` of simulated time. True once the step is done.
    bool advance(raft::SimTime limit);
    /// Goes on until the running step is done, whatever time it takes.
    void finish();

    // ---- What came of it ----
    /// Of the questions that are decided, in the order in which they were.
    const std::vector<Verdict>& verdicts() const { return verdicts_; }
    /// Of the question of `step`; null while it is open.
    const Verdict* verdictOf(int step) const;
    /// In the order in which they were met.
    const std::vector<Problem>& problems() const { return problems_; }
    /// Every expectation of the steps that are done, true or not.
    const std::vector<raft::ConditionResult>& expectations() const { return expectations_; }
    /// What broke on this line, what had broken before it left the main line included.
    std::vector<raft::Property> broken() const;

private:
    /// A question whose step has begun.
    struct Asked {
        int step = 0;
        std::vector<std::string> given;
        OrderWatch order;
        bool isDecided = false;
    };

    const Step& stepAt(int step) const { return (*steps_)[static_cast<std::size_t>(step)]; }
    raft::Script scriptOf(const Step& step) const;
    void start();
    void watchOrders();
    void decide(Asked& asked);
    void decideAt(Resolve moment);
    void judgeStep();
    void judgeBreaks();
    void addProblem(Problem::Kind kind, raft::SourcePosition position, std::string text);

    const Lesson& lesson_;
    raft::History& history_;
    const std::vector<Step>* steps_;
    std::optional<std::vector<raft::Property>> breaks_;
    int line_ = 0;
    bool asking_ = false;
    std::optional<raft::ScriptRunner> runner_;  ///< Of the running step.
    raft::TallyKeeper tally_;
    LessonPlace place_;
    std::vector<LessonPlace> ends_;  ///< ends_[0] is the beginning.
    std::size_t violationsSeen_ = 0;
    std::vector<Asked> asked_;
    std::vector<Verdict> verdicts_;
    std::vector<Problem> problems_;
    std::vector<raft::ConditionResult> expectations_;
};

}  // namespace lessons
