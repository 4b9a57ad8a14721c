#pragma once
// An action in the words of a file.

#include "raft/base/text_table.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster_config.h"
#include "raft/trace/json_writer.h"

namespace raft {

/// Writes the members of `action` into the object that is open: the verb and what belongs to it.
void writeAction(JsonWriter& json, const Action& action, const ClusterConfig& config, const TextTable& texts);

}  // namespace raft
