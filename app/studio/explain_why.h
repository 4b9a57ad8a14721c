#pragma once
// Why a server did what it did: the sentence, its numbers, its source and the chain of causes. Private to explain.

#include <optional>

#include "app/studio/explain.h"

namespace studio {

/// The step in which `server` last decided something, at or before the cursor; nothing if it has not.
std::optional<raft::StepId> lastDecision(const raft::History& history, raft::NodeId server);

/// Adds why `server` decided as it did in `step`.
void explainDecision(const raft::History& history, raft::NodeId server, raft::StepId step, const Texts& texts,
                     Explanation& out);

/// Explains one computed step: what happened there, and why.
void explainStep(const raft::History& history, raft::StepId step, const Texts& texts, Explanation& out);

/// What broke the property, or that it holds.
void explainProperty(const raft::History& history, raft::Property property, const Texts& texts, Explanation& out);

/// The step as a line of the feed; nothing if it tells nothing.
std::optional<FeedLine> feedLine(const raft::History& history, raft::StepId step, const Texts& texts);

}  // namespace studio
