#pragma once
// The "ask" object of a step. Private to the loader.

#include "lessons/engine/ask.h"
#include "lessons/engine/step_reader.h"

namespace lessons {

Ask readAsk(const LessonContext& context, const raft::JsonValue& value);

/// One of M01 … M28; empty for null and for what is none, which is an error.
std::string readMisconception(raft::JsonReader& reader, const raft::JsonValue* value);

}  // namespace lessons
