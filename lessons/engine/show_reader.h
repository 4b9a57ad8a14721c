#pragma once
// The "show" object of a lesson's step, and texts in two languages. Private to the loader.

#include "lessons/engine/document.h"
#include "raft/trace/json_reader.h"

namespace lessons {

/// `{"en": "…", "zh": "…"}`, or one text that serves both languages. Null: empty texts.
LocalText readLocalText(raft::JsonReader& reader, const raft::JsonValue* value);

/// Null: nothing to show.
Show readShow(raft::JsonReader& reader, const raft::JsonValue* value, const raft::ClusterConfig& config);

}  // namespace lessons
