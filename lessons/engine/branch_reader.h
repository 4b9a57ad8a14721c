#pragma once
// The "whatIfs" and the "goal" of a lesson: what is played beside the main line. Private to the loader.

#include <vector>

#include "lessons/engine/goal.h"
#include "lessons/engine/step_reader.h"
#include "lessons/engine/what_if.h"

namespace lessons {

/// `steps` are those of the main line, which the branches leave. Null has none.
std::vector<WhatIf> readWhatIfs(const LessonContext& context, const raft::JsonValue* value,
                                const std::vector<Step>& steps);

Goal readGoal(const LessonContext& context, const raft::JsonValue& value, const std::vector<Step>& steps);

/// Of "breaks": the properties that a lesson may break on purpose. Null has none.
std::vector<raft::Property> readBreaks(raft::JsonReader& reader, const raft::JsonValue* value);

}  // namespace lessons
