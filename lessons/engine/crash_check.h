#pragma once
// The instrument's part of the verifier: plays all seven stages.

#include "lessons/engine/crash_run.h"
#include "lessons/engine/finding.h"

namespace lessons {

/// The main line has been played to its end by `main`. The write has to pass through all six stages of a crash; every
/// blow, at every moment and with either fate of what was sent, has to end with all servers equal and the command
/// carried out once. Returns how many lines were played.
int checkCrashStages(const Lesson& lesson, const Player& main, raft::History& history, Findings& findings);

}  // namespace lessons
