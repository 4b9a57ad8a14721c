#pragma once
// Which events are worth a word: one opinion for the feed, the step keys and Why.

#include "raft/core/event.h"

namespace raft {

/// How telling an event is: of a step's events the one with the highest weight speaks for the step. 0: of no interest;
/// 1: it speaks only where nothing else happened.
int weightOf(EventKind kind);
/// The same with its reason: most notes are of no interest, but a client that loses its session is.
int weightOf(const Event& event);

/// Worth a stop of "next interesting event".
inline bool isInteresting(const Event& event) { return weightOf(event) > 1; }

/// Does the server that the event names know of it itself? Not what becomes of its messages, its links and its clock:
/// those are the world's.
bool isLivedThrough(const Event& event);

/// Is any of these kinds (a bit for each: StepRecord::kinds) worth a stop?
inline bool tellsSomething(std::uint64_t kinds) {
    for (int kind = 0; kind < kEventKindCount; ++kind) {
        if ((kinds >> kind & 1u) != 0 && weightOf(static_cast<EventKind>(kind)) > 1) return true;
    }
    return false;
}

}  // namespace raft
