#pragma once
// Plays a lesson on a history that somebody else owns.

#include <memory>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "raft/history/history.h"

namespace lessons {

/// Where a lesson was after a step, or is now.
struct LessonPlace {
    raft::StepId step;
    raft::SimTime time;
};

/// Walks line 0 of the history: the lesson's line. Nobody else may add to that line; looking around is free, as long
/// as the cursor is back at place() whenever the player goes on.
class Player {
public:
    enum class State { Ready, Running, Done };   ///< Ready: before step next(). Done: after the last one.

    /// `lesson` and `history` must outlive the player. `history` stands right after the boot.
    Player(const Lesson& lesson, raft::History& history);

    State state() const;
    /// How many steps are done.
    int done() const;
    /// The step that is running, else the last one done, else -1.
    int current() const;
    const LessonPlace& place() const;
    /// Where the lesson stood after `step`, which is done; step -1 is the beginning.
    const LessonPlace& placeAfter(int step) const;

    /// Begins the next step. Only when Ready.
    void begin();
    /// Goes on with the running step, up to `limit` of simulated time. True once the step is done.
    bool advance(raft::SimTime limit);
    /// Goes on until the running step is done, whatever time it takes.
    void finish();

    /// What did not come out as the file says, in its order: "file:line:col: steps[2].expect[0]: …".
    const std::vector<std::string>& problems() const;
};

}  // namespace lessons
