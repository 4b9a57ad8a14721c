#pragma once
// What goes on in an open lesson beside its main line: the answer that is being given, ideas that are run, the goal.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/document.h"
#include "lessons/engine/goal_watch.h"
#include "lessons/engine/player.h"

namespace studio {

/// One idea that was run: the what-if of a choice.
struct RunIdea {
    int step = 0;  ///< Of the question.
    std::string whatIf;
    friend bool operator==(const RunIdea&, const RunIdea&) = default;
};

/// Works on a document that somebody else owns and that plays a lesson; it must outlive the session.
class LessonSession {
public:
    explicit LessonSession(Document& document) : document_(document) {}

    // ---- The question ----
    /// The question that waits for an answer where the eye is: of the step that asks, or of one that is tried again.
    const lessons::Ask* question() const;
    /// The step of the main line that it belongs to; -1 if no question is open.
    int questionStep() const;
    /// Where on the main line it is asked. What lies later must not be seen. Only while a question is open.
    lessons::LessonPlace questionPlace() const;
    const std::vector<std::string>& draft() const { return draft_; }
    /// Could the draft be given as the answer?
    bool draftIsAnswer() const;
    /// What the digit keys mean: see cmd::LessonMove::Kind::Pick.
    bool canPick(int number) const;
    void pickNumber(int number);
    void pick(const std::string& id);
    /// Where a log is filled in: its terms so far.
    std::vector<int> draftCells() const;
    void erase();
    /// Where sets are: in which of them a server is, bit 0 for the first.
    unsigned draftSetsOf(raft::NodeId server) const;
    void put(raft::NodeId server, unsigned sets);
    bool draftGivesUp() const;
    void type(const std::string& text);
    /// Closes the question with the draft, or with nothing, and lets the step run. Returns whether the run is new: else
    /// it was computed before and is shown once more.
    bool answer();
    void tryAgain(int step);
    /// The eye goes elsewhere: the answer that was given before stands.
    void giveUpRetry() { retry_.reset(); }
    bool retries() const { return retry_.has_value(); }

    /// As it was answered another time, and noted then.
    void restoreAnswer(int step, std::vector<std::string> ids) {
        madeGivenOf(step) = Given{step, std::move(ids), {}, true};
    }

    // ---- The verdict ----
    /// Of the question of `step` on the main line, for the last answer that was given; nothing while it is open.
    std::optional<lessons::Verdict> verdictOf(int step) const;
    /// Of the answers that the run has decided since the last call.
    std::vector<lessons::Verdict> takeNewVerdicts();
    /// The first wrong idea of this verdict that nobody has run yet; null if there is none.
    const lessons::Choice* nextIdea(const lessons::Verdict& verdict) const;
    bool ideaWasRun(int step, const lessons::Choice& choice) const;
    /// The choice whose reason is read, or null: those of the verdict.
    const lessons::Choice* lookedAt(int step) const;
    void lookAt(int step, const std::string& choice);

    // ---- Ideas ----
    /// In the order in which they were run first.
    const std::vector<RunIdea>& ideasRun() const { return ideasRun_; }
    /// The what-if that is being played, or null.
    const lessons::WhatIf* idea() const { return document_.isBeside() ? idea_ : nullptr; }
    /// Forks the same history where the what-if says and stands there, its first step not begun.
    void runIdea(int step, const lessons::Choice& choice, std::string branch);
    /// Back to exactly where the eye was.
    void leaveBeside() { document_.leaveBeside(); }

    // ---- The goal ----
    /// The eye is on the line of an attempt, or on a branch of one.
    bool inGoal() const { return watch() != nullptr; }
    /// Can the goal be taken: is there one, and is the lesson as far as that?
    bool goalIsReady() const;
    /// All attempts, the first one first.
    struct Attempt {
        std::unique_ptr<lessons::GoalWatch> watch;
        lessons::GoalStatus status;  ///< As it was when the eye was there last.
    };
    const std::vector<Attempt>& attempts() const { return attempts_; }
    int attempt() const { return static_cast<int>(attempts_.size()); }
    /// The number of the attempt that the eye is in, from 1; 0: it is in none.
    int attemptHere() const;
    void takeGoal(std::string branch);
    /// Judges the attempt that the eye is in, where the eye is. Returns whether it has just been decided.
    bool watchGoal();
    const lessons::GoalStatus& goalStatus() const;
    /// May an action like this be done now? Of an attempt.
    bool goalAllows(const raft::Action& action) const;
    int goalActionsLeft() const;
    int hintsShown() const { return hintsShown_; }
    void showHint() { ++hintsShown_; }
    /// What the solution has done so far, as far as it was played; it stays for whoever tries after it.
    std::vector<raft::RecordedAction> solutionActions() const;
    /// Not every line beside is one: the instrument plays its own.
    bool playsSolution() const {
        return document_.isBeside() && idea_ == nullptr && document_.lesson()->goal.has_value();
    }
    void playSolution(std::string branch);

private:
    struct Given {
        int step = 0;
        std::vector<std::string> ids;
        std::string lookedAt;
        bool isNoted = false;  ///< Its verdict was taken.
    };

    /// Of the attempt that the eye is in, or null.
    lessons::GoalWatch* watch() const;
    const Given* givenOf(int step) const;
    Given& madeGivenOf(int step);
    void moveOn(raft::NodeId server);

    Document& document_;
    std::vector<std::string> draft_;
    std::vector<Given> given_;
    std::optional<int> retry_;  ///< The step whose question is tried again.
    const lessons::WhatIf* idea_ = nullptr;
    std::vector<RunIdea> ideasRun_;
    std::vector<Attempt> attempts_;
    int hintsShown_ = 0;
    int solutionLine_ = -1;  ///< The branch on which the solution was played last; -1: never.
};

}  // namespace studio
