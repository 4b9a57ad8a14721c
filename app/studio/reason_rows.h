#pragma once
// The numbers that a rule looked at, under words of the reader's language, and the rule itself in our own words.

#include <string>
#include <vector>

#include "app/studio/explain.h"
#include "app/studio/i18n.h"
#include "raft/core/event.h"
#include "raft/sim/cluster_config.h"

namespace studio {

/// "S5's last entry   term 3, index 7": one row for each number, or pair of numbers that belong together.
std::vector<ExplainRow> reasonRows(const raft::Event& event, const raft::ClusterConfig& config, const Texts& texts);

/// The rule that decided, in our own words; for an event that no rule decided, what it means. May be empty.
std::string ruleInWords(const raft::Event& event, const raft::ClusterConfig& config, const Texts& texts);

/// "§5.4.1 · raft/core/node_election.cpp:58".
std::string citationOf(const raft::Event& event);

}  // namespace studio
