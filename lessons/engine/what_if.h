#pragma once
// Another future of a lesson: the same past, perhaps other rules, and steps of its own.

#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "lessons/engine/step.h"
#include "raft/check/property.h"
#include "raft/sim/action.h"

namespace lessons {

struct WhatIf {
    std::string id;
    LocalText title;
    Anchor from;
    std::vector<raft::act::SetRule> rules;  ///< Bent where it begins. None: only what is done differs.
    std::vector<Step> steps;                ///< Without questions.
    std::vector<raft::Property> breaks;     ///< What must break on it; nothing else may.
    raft::SourcePosition position;
};

}  // namespace lessons
