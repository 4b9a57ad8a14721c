#pragma once
// The "show" object of a lesson's step, and texts in two languages. Private to the loader.

#include <optional>
#include <string_view>

#include "lessons/engine/local_text.h"
#include "lessons/engine/show.h"
#include "raft/sim/cluster_config.h"
#include "raft/trace/json_reader.h"

namespace lessons {

/// `{"en": "…", "zh": "…"}`, or one text that serves both languages. Null: empty texts.
LocalText readLocalText(raft::JsonReader& reader, const raft::JsonValue* value);

/// "S1[3]" or "S1[1..7]".
std::optional<EntryRange> parseEntries(std::string_view text, const raft::ClusterConfig& config);

/// Null: nothing to show.
Show readShow(raft::JsonReader& reader, const raft::JsonValue* value, const raft::ClusterConfig& config);

}  // namespace lessons
