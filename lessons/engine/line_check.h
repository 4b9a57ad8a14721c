#pragma once
// Plays one line of a lesson and says what did not come out. Private to the verifier.

#include <functional>
#include <string>
#include <vector>

#include "lessons/engine/finding.h"
#include "lessons/engine/player.h"

namespace lessons {

/// Asked now and then; true ends the work.
using Cancelled = std::function<bool()>;

/// How authors are spoken to; either may be missing.
struct Voice {
    /// "S2 is leader and nothing was broken", of `leader(S2) && safe`.
    std::function<std::string(const std::string& condition)> readAloud;
    /// What happened in the step at which the cursor stands, in a sentence: "S2 applied entry 2."
    std::function<std::string(const raft::History& history)> lastStep;
};

/// Something that did not come out, in a few words that are the same in every run.
struct Miss {
    Check check = Check::MainLine;
    raft::SourcePosition position;
    std::string where;      ///< "Step c2".
    std::string subject;    ///< "'leader(S2)' is false at the end of the step", "no choice is true".
    std::string values;     ///< Of this run: "leader(S2)=false"; often empty.
    std::string remedy;     ///< What helps; one sentence or more.
    std::string condition;  ///< What the subject quotes of the file; often empty.
};

enum class Ending { Done, Stuck, Cancelled };

/// What to call the line that a player plays.
struct LineName {
    Check check = Check::MainLine;
    std::string name;  ///< "What-if half", "Goal, solution"; empty: the main line.
};

/// After a failure: does what was missed come true a little later, and when?
enum class LookAhead { Yes, No };

struct LineOptions {
    LookAhead ahead = LookAhead::No;
    Cancelled cancelled;
    Voice voice;
};

/// Plays `player` to its end, questions unanswered, or to the first wait in vain, which leaves the rest without
/// meaning.
Ending playLine(Player& player, raft::History& history, const LineName& line, const LineOptions& options,
                std::vector<Miss>& misses);

/// What is wrong with the question's choices, as the run decided them.
void judgeChoices(const Verdict& verdict, const std::string& where, std::vector<Miss>& misses);

/// What tells one past from another.
struct PastMark {
    LessonPlace place;
    std::uint64_t digest = 0;
    std::uint64_t chain = 0;
};
PastMark markHere(const raft::History& history);

/// Walks `line` back through all places and forth again; the first mark that is not met again, or nothing. The cursor
/// ends at the last one.
std::optional<std::size_t> firstOtherPast(raft::History& history, int line, const std::vector<PastMark>& marks);

}  // namespace lessons
