#pragma once
// The steps of a lesson, of a what-if and of a solution. Private to the loader.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/step.h"
#include "raft/base/text_table.h"
#include "raft/trace/json_reader.h"

namespace lessons {

/// What the parts of a lesson are read against. All of it outlives the reading.
struct LessonContext {
    raft::JsonReader& reader;  ///< Takes what is wrong.
    const raft::ClusterConfig& config;
    raft::TextTable& texts;
    std::vector<std::string_view> whatIfs;  ///< Their names, which choices may give.
};

enum class StepsOf { Lesson, WhatIf, Solution };

/// Null has none.
std::vector<Step> readSteps(const LessonContext& context, const raft::JsonValue* value, StepsOf kind);

/// Names of lessons, steps and checkpoints go into file names and links: small letters, digits, hyphens.
std::string readIdentifier(raft::JsonReader& reader, const raft::JsonValue* value);

/// Where a value stands in the file.
raft::SourcePosition positionOf(const raft::JsonReader& reader, const raft::JsonValue& value);

}  // namespace lessons
