#pragma once
// A task at the end of a lesson: reach a state with one's own hands.

#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "lessons/engine/step.h"
#include "raft/base/sim_time.h"
#include "raft/script/expression.h"

namespace lessons {

struct Goal {
    LocalText prompt;
    Anchor from;
    std::vector<std::string> allow;  ///< Verbs of a script, as files name them: "crash".
    raft::Expression win;
    std::optional<raft::Expression> lose;
    int actionsMax = 0;
    raft::SimTime timeMax;  ///< Simulated, from where it begins.
    std::vector<LocalText> hints;
    std::vector<Step> solution;  ///< `do` and `until` or `for`; nothing else is needed.
    raft::SourcePosition position;
};

}  // namespace lessons
