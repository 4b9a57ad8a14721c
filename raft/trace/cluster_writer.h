#pragma once
// The "cluster" object as readCluster reads it.

#include "raft/sim/cluster_config.h"
#include "raft/trace/json_writer.h"

namespace raft {

/// Writes the whole object: every field that has a default too, labels and start only where there are any, and of the
/// rules those that differ from the profile's.
void writeCluster(JsonWriter& json, const ClusterConfig& config);

/// A rule's value as files write it: true, false or the name of a choice.
void writeRuleValue(JsonWriter& json, RuleId rule, int value);

/// One number, or [min, max] where they differ; in milliseconds.
void writeSpan(JsonWriter& json, SimTime min, SimTime max);

}  // namespace raft
