#pragma once
// The declared start state: `{"term": 3, "leader": "S1", "commit": 7, "commands": […], "logs": {"S1": "1 1 3"}}`.

#include <optional>

#include "raft/sim/cluster_config.h"
#include "raft/trace/json_reader.h"

namespace raft {

/// Reads and checks a start state; nothing if it is wrong or not legal.
std::optional<StartState> readStart(JsonReader& reader, const JsonValue& value, const ClusterConfig& config);

}  // namespace raft
