#pragma once
// A lesson as its file says it: checked, with every name looked up.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lessons/engine/goal.h"
#include "lessons/engine/local_text.h"
#include "lessons/engine/step.h"
#include "lessons/engine/what_if.h"
#include "raft/base/text_table.h"
#include "raft/check/property.h"
#include "raft/sim/cluster_config.h"

namespace lessons {

struct Lesson {
    std::string file;  ///< As it was opened.
    std::string id;
    std::string track;
    int order = 0;
    int level = 1;    ///< 1 .. 3.
    int minutes = 1;  ///< The class's budget.
    LocalText title;
    LocalText objective;
    std::vector<std::pair<std::string, std::string>> source;  ///< {"paper", "§5.2"}.
    std::vector<std::string> needs;    ///< Of `requires`: ids of the lessons that come before this one.
    std::vector<std::string> terms;    ///< Entries of the glossary.
    std::vector<std::string> dispels;  ///< Misconceptions: "M05".
    raft::ClusterConfig cluster;
    std::shared_ptr<raft::TextTable> texts;  ///< Holds the commands of the steps: a history of this lesson uses it.
    std::vector<std::string> panels;         ///< Of `view`: "ring", "logs", "time", … Nothing else is open.
    std::optional<int> speedPermille;        ///< Of `view`: simulated time per 1000 of real time.
    std::string theme;                       ///< Of `view`; empty: the reader's own.
    bool hasCrashStages = false;  ///< Of `instrument`: its main line is a write that one lets leaders crash in.
    std::vector<Step> steps;
    std::vector<WhatIf> whatIfs;
    std::optional<Goal> goal;
    std::vector<raft::Property> breaks;          ///< What the main line breaks; nothing else may.
    std::optional<std::string> timingSensitive;  ///< Other luck may break its word, and why; perhaps without a reason.

    const WhatIf* findWhatIf(std::string_view name) const {
        for (const WhatIf& whatIf : whatIfs) {
            if (whatIf.id == name) return &whatIf;
        }
        return nullptr;
    }
};

}  // namespace lessons
