#pragma once
// A question as a lesson file has it. Private to the writer of lessons.

#include "lessons/engine/ask.h"
#include "raft/sim/cluster_config.h"
#include "raft/trace/json_writer.h"

namespace lessons {

struct AskWriter {
    raft::JsonWriter& json;
    const raft::ClusterConfig& config;

    /// A text that is the same in both languages is one text.
    void textValue(const LocalText& content);
    void text(const char* name, const LocalText& content);
    /// The member "ask" of the step that is open.
    void write(const Ask& ask);

private:
    void answer(const Ask& ask);
    void choices(const Ask& ask);
    void choice(const Ask& ask, const Choice& one);
};

}  // namespace lessons
