#include "app/studio/explain_why.h"

#include <algorithm>

#include "app/studio/event_text.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

constexpr std::uint32_t kLookBack = 4096;  ///< Steps of dull heartbeats that the search for a decision passes.
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

/// Explains a broken property by the events that prove it.
void explainViolation(const raft::History& history, const raft::Violation& violation, const Texts& texts,
                      Explanation& out) {
    out.title = std::string(raft::nameOf(violation.property));
    out.why = violationSentence(violation, texts);
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        if (info.property == violation.property) out.citation = std::string(info.source);
    }
    for (const raft::EventId event : violation.evidence) {
        const raft::StepId step = history.stepOfEvent(event);
        const ToldStep told = tellStep(history, step, texts);
        out.causes.push_back({told.events.time, step, told.sentences[event.value - told.events.first.value]});
    }
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

void explainProperty(const raft::History& history, raft::Property property, const Texts& texts, Explanation& out) {
    for (const raft::Violation& violation : history.world().monitor().violations()) {
        if (violation.property == property) return explainViolation(history, violation, texts, out);
    }
    out.title = std::string(raft::nameOf(property));
    out.why = std::string(texts.tr("explain.holds"));
}

void explainDecision(const raft::History& history, raft::NodeId server, raft::StepId step, const Texts& texts,
                     Explanation& out) {
    const ToldStep told = tellStep(history, step, texts);
    const int at = tellingEvent(told.events, server);
    if (at >= 0) addEvent(history, step, told, static_cast<std::size_t>(at), texts, out);
}

void explainStep(const raft::History& history, raft::StepId step, const Texts& texts, Explanation& out) {
    const ToldStep told = tellStep(history, step, texts);
    const raft::EventId end = told.events.first + static_cast<std::uint32_t>(told.events.events.size());
    for (const raft::Violation& violation : history.world().monitor().violations()) {
        const bool isHere = told.events.first <= violation.event && violation.event < end;
        if (isHere) return explainViolation(history, violation, texts, out);
    }
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
