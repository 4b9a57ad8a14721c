// What the selection stands for in the pictures, and the last things that happened.

#include <algorithm>

#include "app/studio/explain_why.h"

namespace studio {
namespace {

using raft::EventKind;
using raft::Ref;
using raft::RefKind;

constexpr std::uint32_t kCellsMax = 64;

void addCells(std::vector<Ref>& marks, raft::NodeId server, std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t index = std::max(from, 1u); index <= to && index < from + kCellsMax; ++index) {
        marks.push_back(raft::cellRef(server, index));
    }
}

/// The log entries that an event is about.
void addCellsOf(const raft::Event& event, std::vector<Ref>& marks) {
    switch (event.kind) {
        case EventKind::Append:
        case EventKind::Truncate: return addCells(marks, event.node, event.args[0], event.args[1]);
        case EventKind::Commit: return addCells(marks, event.node, event.args[0] + 1, event.args[1]);
        case EventKind::Apply: return addCells(marks, event.node, event.args[0], event.args[0]);
        case EventKind::Reject: return addCells(marks, event.node, event.args[0], event.args[0]);
        default: return;
    }
}

std::vector<Ref> marksOfEvent(const ToldStep& told, std::size_t at) {
    std::vector<Ref> marks;
    const raft::Event& event = told.events.events[at];
    if (event.node != raft::kNoNode) {
        marks.push_back(raft::isClient(event.node) ? raft::clientRef(event.node) : raft::nodeRef(event.node));
    }
    // What the step answers to is part of the story: the request that was refused.
    const raft::MessageId message = event.message.value != 0 ? event.message : told.events.events.front().message;
    if (message.value != 0) marks.push_back(raft::messageRef(message));
    addCellsOf(event, marks);
    marks.push_back(raft::eventRef(told.idOf(at)));
    return marks;
}

}  // namespace

std::vector<Ref> marksOf(const raft::History& history, const Ref& ref, const Texts& texts, ExplainMemory& memory,
                         ExplainOptions options) {
    const WhyContext context{history, texts, memory, options};
    const bool isStep = ref.kind == RefKind::Step || ref.kind == RefKind::Moment;
    if (ref.kind == RefKind::Lane) return {raft::nodeRef(raft::NodeId(static_cast<std::uint8_t>(ref.a)))};
    if (isStep && ref.a < history.end().value) {
        const ToldStep& told = memory.steps.tell(history, raft::StepId(ref.a), texts);
        const int telling = context.telling(told.events);
        if (telling < 0 && options.seenAs != raft::kNoNode) return {};
        return marksOfEvent(told, static_cast<std::size_t>(std::max(0, telling)));
    }
    if (ref.kind != RefKind::Event) return {};
    const raft::EventId event(ref.a);
    if (!isComputed(history, event)) return {};
    const ToldStep& told = memory.steps.tell(history, history.stepOfEvent(event), texts);
    const std::size_t at = event.value - told.events.first.value;
    const bool known = at < told.events.events.size() && context.knows(told.events.events[at]);
    return known ? marksOfEvent(told, at) : std::vector<Ref>{};
}

std::vector<FeedLine> recentEvents(const raft::History& history, const Texts& texts, std::size_t limit,
                                   ExplainMemory& memory, ExplainOptions options) {
    memory.steps.forgetOld();
    const WhyContext context{history, texts, memory, options};
    std::vector<FeedLine> lines;
    for (std::uint32_t step = history.step().value; step > 0 && lines.size() < limit; --step) {
        const raft::StepRecord& record = history.record(raft::StepId(step));
        if (!raft::tellsSomething(record.kinds)) continue;
        if (options.seenAs != raft::kNoNode && !record.isAbout(options.seenAs)) continue;
        const auto known = memory.lines.find(step);
        const auto& line =
            known != memory.lines.end() ? known->second : (memory.lines[step] = feedLine(context, raft::StepId(step)));
        if (line) lines.push_back(*line);
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace studio
