#include "app/studio/explain_why.h"

#include <algorithm>

#include "app/studio/event_text.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

constexpr std::uint32_t kLookBack = 4096;      ///< Steps of dull heartbeats that the search for a decision passes.
constexpr std::size_t kCausesMax = 6;

/// The chain of causes of event `at` of `told`, the oldest first, itself the last.
std::vector<CauseLine> causesOf(const raft::History& history, raft::StepId step, const ToldStep& told, std::size_t at,
                                const Texts& texts) {
    std::vector<CauseLine> lines{{told.events.time, step, told.sentences[at]}};
    raft::EventId cause = told.events.events[at].cause;
    ToldStep there = told;
    while (cause != raft::kNoEvent && lines.size() < kCausesMax) {
        const raft::StepId causeStep = history.stepOfEvent(cause);
        if (causeStep != step) {
            step = causeStep;
            there = tellStep(history, step, texts);
        }
        const std::size_t position = cause.value - there.events.first.value;
        lines.push_back({there.events.time, step, there.sentences[position]});
        cause = there.events.events[position].cause;
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

void addEvent(const raft::History& history, raft::StepId step, const ToldStep& told, std::size_t at, const Texts& texts,
              Explanation& out) {
    const raft::Event& event = told.events.events[at];
    out.why = told.sentences[at];
    out.whyRows = reasonRows(event, history.config());
    out.citation = reasonCitation(event);
    out.causes = causesOf(history, step, told, at, texts);
}

}  // namespace

std::optional<raft::StepId> lastDecision(const raft::History& history, raft::NodeId server) {
    const std::uint32_t last = history.step().value;
    for (std::uint32_t back = 0; back < kLookBack && back <= last; ++back) {
        const raft::StepId step(last - back);
        const raft::StepRecord& record = history.record(step);
        if (record.node == server && (record.flags & raft::kInteresting) != 0) return step;
    }
    return std::nullopt;
}

void explainDecision(const raft::History& history, raft::NodeId server, raft::StepId step, const Texts& texts,
                     Explanation& out) {
    const ToldStep told = tellStep(history, step, texts);
    const int at = tellingEvent(told.events, server);
    if (at >= 0) addEvent(history, step, told, static_cast<std::size_t>(at), texts, out);
}

void explainStep(const raft::History& history, raft::StepId step, const Texts& texts, Explanation& out) {
    const ToldStep told = tellStep(history, step, texts);
    const auto at = static_cast<std::size_t>(std::max(0, tellingEvent(told.events)));
    addEvent(history, step, told, at, texts, out);
    out.title = timeText(told.events.time, texts);
}

std::optional<FeedLine> feedLine(const raft::History& history, raft::StepId step, const Texts& texts) {
    const ToldStep told = tellStep(history, step, texts);
    const int at = tellingEvent(told.events);
    if (at < 0) return std::nullopt;
    const auto position = static_cast<std::size_t>(at);
    return FeedLine{told.events.time, step, told.events.events[position].node, told.sentences[position]};
}

}  // namespace studio
