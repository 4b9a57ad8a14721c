#pragma once
// The items of a script and the recorded actions: one verb an object, and what belongs to the verb.

#include <optional>
#include <string_view>
#include <vector>

#include "raft/base/text_table.h"
#include "raft/script/script.h"
#include "raft/trace/json_reader.h"

namespace raft {

/// What an item is read against. All of it must outlive the reading.
struct ScriptContext {
    JsonReader& reader;  ///< Takes what is wrong.
    const ClusterConfig& config;
    TextTable& texts;  ///< Of the world that will run the script: commands and notes are interned here.
};

/// Adds what the object `value` says to `out`: one item, or several when one verb names several links or servers with
/// values of their own.
void readScriptItem(const ScriptContext& context, const JsonValue& value, Script& out);

/// The items of an array; null has none.
Script readScript(const ScriptContext& context, const JsonValue* value);

/// The items of an array of recorded actions: each with `at` and `after`, none that waits or asks. Null has none.
Script readRecordedActions(const ScriptContext& context, const JsonValue* value);

/// A condition as people write it: `leader(S2) && safe`. What is wrong with it is shown inside the string.
std::optional<Expression> readCondition(JsonReader& reader, const JsonValue* value, const ClusterConfig& config);

/// Every verb of this version, as files name it.
std::vector<std::string_view> scriptVerbs();

}  // namespace raft
