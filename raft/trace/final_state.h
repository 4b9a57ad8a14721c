#pragma once
// The moment at a history's cursor as JSON (`run --final`): keys sorted, times in microseconds.

#include <string>

#include "raft/history/history.h"

namespace raft {

/// The whole text, with a line end. `hash` is the digest of the world, the number that `run --hash` prints.
std::string finalState(const History& history);

}  // namespace raft
