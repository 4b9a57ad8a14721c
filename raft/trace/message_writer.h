#pragma once
// Entries and messages as JSON, field for field as in Figure 2.

#include "raft/base/text_table.h"
#include "raft/core/message.h"
#include "raft/sim/cluster_config.h"
#include "raft/trace/json_writer.h"

namespace raft {

/// Who is who in what is written.
struct WriteContext {
    const ClusterConfig& config;
    const TextTable& texts;
};

/// `{"index": 4, "term": 2, "type": "command", "command": "x=1"}`.
void writeEntry(JsonWriter& json, LogIndex index, const Entry& entry, const WriteContext& context);

/// A text, or null for none.
void writeValue(JsonWriter& json, Value value, const WriteContext& context);

/// The name of an end, or null for none.
void writeEnd(JsonWriter& json, NodeId end, const WriteContext& context);

/// `{"voters": ["S1", "S2", "S3"], "learners": []}`, with "oldVoters" while joint.
void writeConfiguration(JsonWriter& json, const Configuration& config, const WriteContext& context);

/// `"id": 7, "kind": "RequestVote", "from": "S1", "to": "S2", …`: into the object that is open.
void writeMessageMembers(JsonWriter& json, MessageId id, const Message& message, const WriteContext& context);

/// The same as an object of its own.
void writeMessage(JsonWriter& json, MessageId id, const Message& message, const WriteContext& context);

}  // namespace raft
