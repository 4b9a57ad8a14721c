#pragma once
// Watches somebody try to reach a lesson's goal.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/document.h"
#include "lessons/engine/verdict.h"
#include "raft/history/history.h"
#include "raft/script/tally.h"

namespace lessons {

struct GoalStatus {
    enum class State : std::uint8_t {
        Open,
        Won,
        Lost,          ///< What must not happen has happened first.
        OutOfActions,  ///< More actions than the goal allows.
        OutOfTime,
    };
    State state = State::Open;
    int actionsUsed = 0;
    raft::SimTime timeUsed;
    std::optional<LessonPlace> decided;  ///< Of Won and Lost: where.
    raft::ConditionResult win;           ///< At the cursor, with the values of its calls.
    std::optional<raft::ConditionResult> lose;
};

/// Works on a branch of the history that somebody else owns, and does nothing itself: the person who tries acts and
/// walks there as in a sandbox, goes back, opens further branches, takes actions back.
class GoalWatch {
public:
    /// Opens the goal's branch at `from`, a place of line 0, and moves there. `lesson`, which has a goal, and
    /// `history` must outlive the watch.
    GoalWatch(const Lesson& lesson, raft::History& history, const LessonPlace& from, const std::string& branch);

    /// Watches a line that is there already and left line 0 at `from`, such as that of a solution.
    GoalWatch(const Lesson& lesson, raft::History& history, const LessonPlace& from, int line);

    const Goal& goal() const { return *lesson_.goal; }
    int line() const { return line_; }
    const LessonPlace& from() const { return from_; }
    /// Is this line the goal's, or a branch that grew from it?
    bool isOn(int line) const;

    /// May the goal be reached with such actions? A note is always free; whoever may cut and heal may mend.
    bool allows(const raft::Action& action) const;
    /// How many actions are left at the cursor; never negative.
    int actionsLeft() const;

    /// How far it is, judged at every step of the world from the goal's beginning up to the cursor. The cursor must be
    /// on a line that isOn(), not before the beginning; it is moved on the way and comes back. Cheap when called often:
    /// a step is judged once, until the past is another one.
    GoalStatus look();

private:
    void judgeHere();
    void walkTo(raft::StepId target);
    int actionsUpTo(raft::StepId step) const;

    const Lesson& lesson_;
    raft::History& history_;
    LessonPlace from_;
    int line_ = 0;
    raft::TallyKeeper tally_;
    std::vector<std::uint64_t> chains_;  ///< Of the steps judged, from from_.step on: the same is the same past.
    struct Decision {
        LessonPlace place;
        bool isWon = false;
    };
    std::optional<Decision> decision_;  ///< The first one among the steps judged.
};

/// How files name an action: "crash".
std::string_view verbOf(const raft::Action& action);

}  // namespace lessons
