#pragma once
// A run in plain sentences.

#include <vector>

#include "app/cli/run_report.h"
#include "app/studio/i18n.h"
#include "raft/history/history.h"
#include "raft/sim/step_events.h"

namespace cli {

/// A stretch of steps, `to` excluded.
struct StepRange {
    raft::StepId from;
    raft::StepId to;
};

/// What a narrator may leave out.
enum class Detail {
    Everything,  ///< Each event.
    Decisions,   ///< What servers decide and what happens to them: no messages, timers or disk writes.
};

/// One sentence an event, for the steps of the current line in `steps`. Ends early once somebody presses Ctrl-C.
std::vector<NarratedEvent> narrate(const raft::History& history, StepRange steps, Detail detail,
                                   const studio::Texts& texts);

}  // namespace cli
