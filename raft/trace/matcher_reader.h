#pragma once
// The parts of actions that name ends, links and messages.

#include <optional>
#include <utility>
#include <vector>

#include "raft/sim/action.h"
#include "raft/trace/action_reader.h"

namespace raft {

/// A server or a client.
std::optional<NodeId> readEnd(const ScriptContext& context, const JsonValue* value);

/// "S1" or ["S1", "S2"], at least one.
std::optional<NodeSet> readServers(const ScriptContext& context, const JsonValue* value);

/// "S1-S3" (both ways) or "S1>S2" (one way), `text` being a string of `value` or its key: `fail` says what is wrong.
std::optional<std::vector<LinkId>> parseLinks(const ClusterConfig& config, std::string_view text, std::string& wrong);

/// One link or an array of links.
std::optional<std::vector<LinkId>> readLinks(const ScriptContext& context, const JsonValue* value);

/// An object keyed by links, such as {"S1-S2": [40, 60]}. Calls `read(value)` for each; a key that is no link is an
/// error and left out.
struct LinkValue {
    std::vector<LinkId> links;
    const JsonValue* value = nullptr;
};
std::vector<LinkValue> readLinkObject(const ScriptContext& context, const JsonValue* value);

/// An object keyed by servers, such as {"S1": 400}.
struct ServerValue {
    NodeId server;
    const JsonValue* value = nullptr;
};
std::vector<ServerValue> readServerObject(const ScriptContext& context, const JsonValue* value);

/// {"from", "to", "kind", "nth"} or {"msg": id}. A `by` inside it is handed back.
struct Matched {
    MessageMatcher matcher;
    const JsonValue* by = nullptr;
};
enum class MatcherFor { Anything, Delay };
std::optional<Matched> readMatcher(const ScriptContext& context, const JsonValue* value, MatcherFor purpose);

}  // namespace raft
