#pragma once
// The events of one step, as the world emits them.

#include <optional>
#include <vector>

#include "raft/base/sim_time.h"
#include "raft/core/effects.h"
#include "raft/core/event.h"
#include "raft/core/message.h"

namespace raft {

/// A message beside the event that names it: what is needed to write `msg` into a trace.
struct SentMessage {
    MessageId id;
    Message message;
};

/// Filled anew by each step; the caller owns it and reuses it. events[k] has number first + k.
struct StepEvents {
    SimTime time;
    EventId first;
    std::vector<Event> events;
    std::vector<SentMessage> messages;    ///< Of every send, receive, drop, hold and duplicate of this step, if wanted.
    bool keepMessages = false;            ///< Set by those who write traces; costs a copy a message.
    bool actionDone = true;               ///< Of an action: it did what it says.
    TextId refused;                       ///< The verb of what an operator asks for, should it be refused.
    std::optional<MessageKind> headKind;  ///< Kind of the message that the first event is about, if any.
    bool headPositive = false;            ///< That message grants, succeeds, or carries entries.

    // Scratch space of the cluster, kept here so that a step allocates nothing.
    Effects effects;
    EventId cause = kNoEvent;  ///< The decision that what follows hangs from.

    void begin(SimTime now, EventId next) {
        time = now;
        first = next;
        events.clear();
        messages.clear();
        actionDone = true;
        headKind.reset();
        headPositive = false;
        cause = kNoEvent;
    }
};

}  // namespace raft
