#pragma once
// The members of a trace's line that depend on the kind of event.

#include "raft/core/event.h"
#include "raft/trace/message_writer.h"

namespace raft {

/// `reason` and its `args`, if the event has a reason.
void writeReason(JsonWriter& json, const Event& event, const WriteContext& context);

/// What the kind itself says: `from` and `to` of a role, `index` and `result` of an apply, and so on.
void writeEventFields(JsonWriter& json, const Event& event, const WriteContext& context);

/// Does an event of this kind tell of a message on a link, and so carry `msg`?
bool carriesMessage(EventKind kind);

}  // namespace raft
