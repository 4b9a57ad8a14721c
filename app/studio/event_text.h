#pragma once
// The events of a step as sentences in the reader's language, and the rule behind each with this moment's numbers.

#include <string>
#include <vector>

#include "app/studio/explain.h"
#include "app/studio/i18n.h"
#include "raft/history/history.h"

namespace studio {

/// A step with a sentence for each of its events.
struct ToldStep {
    raft::StepEvents events;
    std::vector<std::string> sentences;  ///< sentences[k] tells events.events[k].
};

/// Executes the step again and tells it. `step` must be computed on the current line.
ToldStep tellStep(const raft::History& history, raft::StepId step, const Texts& texts);

/// How telling an event is: of a step's events the one with the highest weight speaks for the step. 0: of no interest.
int weightOf(const raft::Event& event);
/// The position of the event that speaks for the step, of those of `server` if one is given; -1 if nothing tells
/// anything.
int tellingEvent(const raft::StepEvents& step, raft::NodeId server = raft::kNoNode);

/// The numbers that the rule looked at, under the names that they have in traces.
std::vector<ExplainRow> reasonRows(const raft::Event& event, const raft::ClusterConfig& config);
/// "§5.4.1 · raft/core/node_election.cpp"; empty for an event without a reason.
std::string reasonCitation(const raft::Event& event);

}  // namespace studio
