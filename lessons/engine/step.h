#pragma once
// One press of the button: one idea.

#include <optional>
#include <string>

#include "lessons/engine/ask.h"
#include "lessons/engine/local_text.h"
#include "lessons/engine/show.h"
#include "raft/script/script.h"

namespace lessons {

/// Order: say, ask, do, until or for, the question is decided, expect, show, pause.
struct Step {
    std::string id;  ///< Empty in a solution.
    LocalText say;   ///< Empty in a solution.
    LocalText presenter;
    LocalText button;        ///< What the big button says before this step; empty: "Next".
    std::string checkpoint;  ///< The name of the state before the step; often empty.
    std::optional<Ask> ask;
    raft::Script todo;                    ///< Of `do`.
    std::optional<raft::ScriptItem> run;  ///< `until` with `atMost`, or `for`; none: `do` and no more.
    raft::Script expect;                  ///< Each is an item::Expect.
    Show show;
    raft::SourcePosition position;
};

/// A moment of the main line with a name: "before-count", or "c0:end" after the step c0.
struct Anchor {
    std::string name;
    int stepsDone = 0;  ///< The lesson is there after so many steps.
    raft::SourcePosition position;
};

}  // namespace lessons
