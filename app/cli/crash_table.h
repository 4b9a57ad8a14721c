#pragma once
// The seven stages of a leader's crash as text: each is played, told, and comes to a line.

#include "app/cli/output.h"
#include "app/studio/i18n.h"
#include "lessons/engine/player.h"

namespace cli {

/// `main` has played the lesson, which has the instrument, to its end. False if somebody pressed Ctrl-C.
bool tellCrashStages(const lessons::Lesson& lesson, const lessons::Player& main, raft::History& history,
                     const studio::Texts& texts, Output& output);

}  // namespace cli
