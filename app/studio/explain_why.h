#pragma once
// Why a server did what it did: the sentence, its numbers, its rule, its source and the chain of causes. Private to
// explain.

#include <optional>

#include "app/studio/explain.h"

namespace studio {

/// What the explanations of one moment share.
struct WhyContext {
    const raft::History& history;
    const Texts& texts;
    ExplainMemory& memory;
    ExplainOptions options;

    bool knows(const raft::Event& event) const {
        return options.seenAs == raft::kNoNode || (event.node == options.seenAs && raft::isLivedThrough(event));
    }
    /// The event that speaks for the step, of those of `server` if one is given, and of those that may be told.
    int telling(const raft::StepEvents& step, raft::NodeId server = raft::kNoNode) const;
};

/// The step in which `server` last decided something, at or before the cursor; nothing if it has not.
std::optional<raft::StepId> lastDecision(const WhyContext& context, raft::NodeId server);

/// Adds why `server` decided as it did in `step`.
void explainDecision(const WhyContext& context, raft::NodeId server, raft::StepId step, Explanation& out);

/// Explains one computed step: what happened there, and why.
void explainStep(const WhyContext& context, raft::StepId step, Explanation& out);

/// Explains exactly this event, which is computed.
void explainEvent(const WhyContext& context, raft::EventId event, Explanation& out);

/// Adds why `event` happened to an explanation that has its title already.
void addWhy(const WhyContext& context, raft::EventId event, Explanation& out);

/// Says that the server that one sees as cannot know this.
void sayUnknown(const WhyContext& context, Explanation& out);

/// What broke the property, or that it holds.
void explainProperty(const WhyContext& context, raft::Property property, Explanation& out);

/// The step as a line of the feed; nothing if it tells nothing.
std::optional<FeedLine> feedLine(const WhyContext& context, raft::StepId step);

}  // namespace studio
