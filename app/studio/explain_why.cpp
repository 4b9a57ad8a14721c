#include "app/studio/explain_why.h"

#include <algorithm>

#include "app/studio/reason_rows.h"
#include "app/studio/source_site.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using raft::EventKind;

constexpr std::uint32_t kLookBack = 4096;  ///< Steps of dull heartbeats that the search for a decision passes.
constexpr std::size_t kCausesMax = 300;    ///< A chain is longer only where logs back up entry by entry.

/// A timer begins a story of its own; when it was set is told beside it.
bool isTimer(EventKind kind) { return kind == EventKind::ElectionTimeout || kind == EventKind::HeartbeatTimeout; }

/// An answer that came too late: it is of a term that its receiver has left.
bool isStaleAnswer(const ToldStep& told, std::size_t at) {
    const raft::Message* message = told.messageOf(at);
    const bool answers = message != nullptr && (message->kind() == raft::MessageKind::RequestVoteReply ||
                                                message->kind() == raft::MessageKind::AppendEntriesReply ||
                                                message->kind() == raft::MessageKind::HeartbeatReply);
    return answers && told.events.events[at].kind == EventKind::Receive && raft::termOf(*message) < told.after.term;
}

/// What became of the election timer of the server that decided: a grant resets it, a refusal does not.
void addTimerRow(const ToldStep& told, const raft::Event& event, const Texts& texts, std::vector<ExplainRow>& rows) {
    const bool matters = event.kind == EventKind::Vote || event.kind == EventKind::Refuse ||
                         event.kind == EventKind::Reject || event.kind == EventKind::Append;
    const bool isOfServer = event.node == told.events.events.front().node;
    if (!matters || !isOfServer || told.after.electionDeadline == raft::kNever) return;
    const raft::SimTime left(std::max<std::int64_t>(0, (told.after.electionDeadline - told.events.time).us));
    const std::string time = shortTimeText(left, texts);
    rows.push_back(
        {std::string(texts.tr("explain.timerAfter")),
         texts.format(told.after.timerReset ? "explain.timerReset" : "explain.timerRunsOn", {{"time", time}}),
         {}});
}

/// A timer is a beginning, but somebody set it.
void addTimerOrigin(const WhyContext& context, const raft::Event& event, std::vector<ExplainRow>& rows) {
    const bool known = context.options.seenAs == raft::kNoNode;
    if (!known || !isTimer(event.kind) || event.cause == raft::kNoEvent) return;
    const raft::StepId step = context.history.stepOfEvent(event.cause);
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const std::size_t at = event.cause.value - told.events.first.value;
    rows.push_back({std::string(context.texts.tr("explain.timerSetBy")),
                    timeText(told.events.time, context.texts) + "  " + headOf(told.sentences[at]),
                    raft::eventRef(event.cause)});
}

void reasonOut(const WhyContext& context, raft::StepId step, const ToldStep& told, std::size_t at, Reasoned& out) {
    const raft::Event& event = told.events.events[at];
    const Texts& texts = context.texts;
    out.time = told.events.time;
    out.step = step;
    out.event = told.idOf(at);
    out.text = told.sentences[at];
    out.head = headOf(out.text);
    out.rows = reasonRows(event, context.history.config(), texts);
    addTimerRow(told, event, texts, out.rows);
    addTimerOrigin(context, event, out.rows);
    SourceSite site = siteOf(event);
    out.rule = ruleInWords(event, context.history.config(), texts);
    out.citation = citationOf(event);
    if (isStaleAnswer(told, at)) {
        site = siteOfCode("isReply(message) && term < currentTerm()");
        out.rule = std::string(texts.tr("because.staleAnswer"));
        out.citation = "§5.1 · " + site.text();
    }
    out.code = std::string(site.code);
}

std::string rootText(const WhyContext& context, raft::StepId step, const raft::Event& event) {
    // To the server itself a timer that somebody has fired is a timer that fires.
    const bool known = context.options.seenAs == raft::kNoNode || !isTimer(event.kind);
    const bool action = known && (context.history.record(step).flags & raft::kAction) != 0;
    const std::string_view key = action                          ? "root.action"
                                 : event.kind == EventKind::Boot ? "root.start"
                                 : isTimer(event.kind)           ? "root.timer"
                                 : raft::isClient(event.node)    ? "root.client"
                                                                 : "root.other";
    return std::string(context.texts.tr(key));
}

/// The chain of causes of event `last` back to where it began, the oldest first, itself the last.
std::vector<CauseLine> causesOf(const WhyContext& context, raft::EventId last) {
    std::vector<CauseLine> lines;
    raft::EventId id = last;
    while (id != raft::kNoEvent && lines.size() < kCausesMax) {
        const raft::StepId step = context.history.stepOfEvent(id);
        const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
        const std::size_t at = id.value - told.events.first.value;
        const raft::Event event = told.events.events[at];
        CauseLine line;
        if (!context.knows(event)) {
            line.elsewhere = true;
            line.text = line.head = std::string(context.texts.tr("explain.elsewhere"));
            lines.push_back(line);
            break;
        }
        reasonOut(context, step, told, at, line);
        const bool begins = event.cause == raft::kNoEvent || isTimer(event.kind);
        if (begins) line.root = rootText(context, step, event);
        lines.push_back(line);
        id = begins ? raft::kNoEvent : event.cause;
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

void addEvent(const WhyContext& context, raft::StepId step, std::size_t at, Explanation& out) {
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    Reasoned reasoned;
    reasonOut(context, step, told, at, reasoned);
    out.event = reasoned.event;
    out.why = reasoned.text;
    out.whyRows = reasoned.rows;
    out.rule = reasoned.rule;
    out.citation = reasoned.citation;
    out.code = reasoned.code;
    out.causes = causesOf(context, reasoned.event);
}

/// Explains a broken property by the events that prove it.
void explainViolation(const WhyContext& context, const raft::Violation& violation, Explanation& out) {
    out.title = std::string(raft::nameOf(violation.property));
    out.why = violationSentence(violation, context.texts);
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        if (info.property == violation.property) out.citation = std::string(info.source);
    }
    for (const raft::EventId event : violation.evidence) {
        const raft::StepId step = context.history.stepOfEvent(event);
        const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
        CauseLine line;
        reasonOut(context, step, told, event.value - told.events.first.value, line);
        out.causes.push_back(line);
    }
}

const raft::Violation* violationIn(const raft::History& history, const raft::StepEvents& step) {
    const raft::EventId end = step.first + static_cast<std::uint32_t>(step.events.size());
    for (const raft::Violation& violation : history.world().monitor().violations()) {
        if (step.first <= violation.event && violation.event < end) return &violation;
    }
    return nullptr;
}

}  // namespace

void sayUnknown(const WhyContext& context, Explanation& out) {
    const std::string node = context.history.config().labelOf(context.options.seenAs);
    out.title = context.texts.format("explain.unknownTo", {{"node", node}});
}

void addWhy(const WhyContext& context, raft::EventId event, Explanation& out) {
    const raft::StepId step = context.history.stepOfEvent(event);
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const std::size_t at = event.value - told.events.first.value;
    if (at < told.events.events.size() && context.knows(told.events.events[at])) addEvent(context, step, at, out);
}

int WhyContext::telling(const raft::StepEvents& step, raft::NodeId server) const {
    int best = -1;
    for (std::size_t i = 0; i < step.events.size(); ++i) {
        const raft::Event& event = step.events[i];
        const int bestWeight = best < 0 ? 0 : raft::weightOf(step.events[static_cast<std::size_t>(best)]);
        const bool asked = server == raft::kNoNode || event.node == server;
        if (asked && knows(event) && raft::weightOf(event) > bestWeight) best = static_cast<int>(i);
    }
    return best;
}

std::optional<raft::StepId> lastDecision(const WhyContext& context, raft::NodeId server) {
    const raft::History& history = context.history;
    const std::uint32_t last = history.step().value;
    // Seen as one server, others' steps are no reason to look less far.
    const raft::NodeId eye = context.options.seenAs;
    std::uint32_t seen = 0;
    for (std::uint32_t back = 0; seen < kLookBack && back <= last; ++back) {
        const raft::StepId step(last - back);
        const raft::StepRecord& record = history.record(step);
        if (eye == raft::kNoNode || record.isAbout(eye)) ++seen;
        if (!record.isAbout(server) || !raft::tellsSomething(record.kinds)) continue;
        const bool linksOnly = context.options.seenAs != raft::kNoNode && record.hasKind(EventKind::Link);
        if (!linksOnly) return step;
    }
    return std::nullopt;
}

void explainProperty(const WhyContext& context, raft::Property property, Explanation& out) {
    if (context.options.seenAs != raft::kNoNode) return sayUnknown(context, out);
    for (const raft::Violation& violation : context.history.world().monitor().violations()) {
        if (violation.property == property) return explainViolation(context, violation, out);
    }
    out.title = std::string(raft::nameOf(property));
    out.why = std::string(context.texts.tr("explain.holds"));
}

void explainDecision(const WhyContext& context, raft::NodeId server, raft::StepId step, Explanation& out) {
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const int at = context.telling(told.events, server);
    if (at >= 0) addEvent(context, step, static_cast<std::size_t>(at), out);
}

void explainEvent(const WhyContext& context, raft::EventId event, Explanation& out) {
    const raft::StepId step = context.history.stepOfEvent(event);
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const std::size_t at = event.value - told.events.first.value;
    if (at >= told.events.events.size()) return;
    if (!context.knows(told.events.events[at])) return sayUnknown(context, out);
    const raft::Violation* broken = violationIn(context.history, told.events);
    const bool isProof = broken != nullptr && broken->event == event && context.options.seenAs == raft::kNoNode;
    if (isProof) return explainViolation(context, *broken, out);
    out.title = headOf(told.sentences[at]);
    addEvent(context, step, at, out);
}

void explainStep(const WhyContext& context, raft::StepId step, Explanation& out) {
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const raft::Violation* broken = violationIn(context.history, told.events);
    if (broken != nullptr && context.options.seenAs == raft::kNoNode) return explainViolation(context, *broken, out);
    const int at = context.telling(told.events);
    explainEvent(context, told.idOf(static_cast<std::size_t>(std::max(0, at))), out);
}

std::optional<FeedLine> feedLine(const WhyContext& context, raft::StepId step) {
    const ToldStep& told = context.memory.steps.tell(context.history, step, context.texts);
    const int at = context.telling(told.events);
    if (at < 0) return std::nullopt;
    const auto position = static_cast<std::size_t>(at);
    const raft::Event& event = told.events.events[position];
    const raft::MessageId message = event.message.value != 0 ? event.message : told.events.events.front().message;
    return FeedLine{told.events.time, step, told.idOf(position), event.node, message, told.sentences[position]};
}

}  // namespace studio
