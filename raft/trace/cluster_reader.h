#pragma once
// The "cluster" object of sessions and lessons.

#include <optional>
#include <string>
#include <utility>

#include "raft/sim/cluster_config.h"
#include "raft/trace/json_reader.h"

namespace raft {

/// The longest duration that a file may give; a run of a day is long enough for every lesson.
inline constexpr std::int64_t kLongestUs = std::int64_t{24} * 3600 * 1'000'000;
/// The longest latency, timeout or disk write: clocks that run at other speeds still count it in 64 bits.
inline constexpr std::int64_t kLongestDelayUs = std::int64_t{10} * 60 * 1'000'000;

/// Reads `value` into a configuration with the defaults for what is not there. What is wrong goes to `reader`.
/// Returns nothing when the names of servers or clients are unusable: nothing that refers to them can be judged then.
std::optional<ClusterConfig> readCluster(JsonReader& reader, const JsonValue* value);

/// One rule and its value. Null or wrong: nothing.
struct RuleValue {
    RuleId rule;
    int value = 0;
};
std::optional<RuleValue> readRule(JsonReader& reader, const JsonValue& object, const JsonKey& key,
                                  const JsonValue& value);

/// Sets the switches that an object such as `{"compareLogs": false}` names; null sets none.
void readRules(JsonReader& reader, const JsonValue* value, Rules& rules);

/// A server, by its name or label.
std::optional<NodeId> readServer(JsonReader& reader, const JsonValue* value, const ClusterConfig& config);

/// A number of milliseconds, 0 … kLongestDelayUs, or [min, max].
std::optional<std::pair<SimTime, SimTime>> readSpan(JsonReader& reader, const JsonValue* value, std::int64_t leastUs);

}  // namespace raft
