// A stretch of time, as the diagram sees it: from the short records of the steps, without re-executing anything.

#include <algorithm>

#include "raft/history/run_view_parts.h"
#include "raft/history/view_as.h"

namespace raft {
namespace {

LaneState stateOf(const LaneMark& mark) {
    if (!mark.up) return LaneState::Down;
    switch (mark.role) {
        case Role::Leader: return LaneState::Leader;
        case Role::Candidate: return LaneState::Candidate;
        case Role::PreCandidate: return LaneState::PreCandidate;
        case Role::Follower: return LaneState::Follower;
    }
    return LaneState::Follower;
}

}  // namespace

void fillLanes(const History& history, const std::vector<LaneMark>& marks, RunView& out) {
    out.lanes.clear();
    std::vector<std::vector<LaneSpan>> byNode(history.config().servers.size());
    for (const LaneMark& mark : marks) {
        const SimTime time = history.record(mark.step).time;
        std::vector<LaneSpan>& spans = byNode[mark.node.value];
        if (!spans.empty()) {
            if (spans.back().state == stateOf(mark) && spans.back().term == mark.term.value) continue;
            spans.back().to = time;
        }
        spans.push_back(LaneSpan{mark.node, stateOf(mark), mark.term.value, time, kNever});
    }
    for (const std::vector<LaneSpan>& spans : byNode) {
        for (LaneSpan span : spans) {
            if (span.to < out.from || span.from > out.to) continue;
            span.from = std::max(span.from, out.from);
            out.lanes.push_back(span);
        }
    }
}

namespace {

/// A term begins when the first server enters it and ends when the first enters a later one.
void fillTerms(const History& history, const std::vector<LaneMark>& marks, RunView& out) {
    std::vector<TermSpan> terms;
    for (const LaneMark& mark : marks) {
        const SimTime time = history.record(mark.step).time;
        if (mark.term.value != 0 && (terms.empty() || mark.term.value > terms.back().term)) {
            if (!terms.empty()) terms.back().to = time;
            terms.push_back(TermSpan{mark.term.value, time, kNever, kNever});
        }
        if (mark.role == Role::Leader && mark.up && !terms.empty() && mark.term.value == terms.back().term) {
            terms.back().ledFrom = std::min(terms.back().ledFrom, time);
        }
    }
    out.terms.clear();
    // A server may live on in a term that ended for the others long ago.
    const auto isLived = [&out](const TermSpan& term) {
        return std::any_of(out.lanes.begin(), out.lanes.end(),
                           [&term](const LaneSpan& lane) { return lane.term == term.term; });
    };
    for (const TermSpan& term : terms) {
        const bool inside = term.to >= out.from && term.from <= out.to;
        if (inside || isLived(term)) out.terms.push_back(term);
    }
}

}  // namespace

MessageLook lookOf(MessageKind kind, bool positive) {
    switch (kind) {
        case MessageKind::RequestVote: return MessageLook::VoteRequest;
        case MessageKind::RequestVoteReply: return MessageLook::VoteReply;
        case MessageKind::AppendEntries: return positive ? MessageLook::Entries : MessageLook::Heartbeat;
        case MessageKind::Heartbeat: return MessageLook::Heartbeat;
        case MessageKind::HeartbeatReply:
        case MessageKind::AppendEntriesReply: return MessageLook::AppendReply;
        case MessageKind::InstallSnapshot: return MessageLook::Snapshot;
        case MessageKind::InstallSnapshotReply: return MessageLook::SnapshotReply;
        case MessageKind::ReadIndex:
        case MessageKind::ClientRequest: return MessageLook::ClientRequest;
        case MessageKind::ReadIndexReply:
        case MessageKind::ClientReply: return MessageLook::ClientReply;
        case MessageKind::PreVote: return MessageLook::PreVoteRequest;
        case MessageKind::PreVoteReply: return MessageLook::PreVoteReply;
        case MessageKind::TimeoutNow: return MessageLook::TimeoutNow;
    }
    return MessageLook::Heartbeat;
}

bool arrowOf(const History& history, StepId step, const StepRecord& record, ArrowView& arrow) {
    const bool received = record.kind == EventKind::Receive;
    if (!received && record.kind != EventKind::Drop) return false;
    const int kind = record.messageKind;
    if (kind == 0 || record.cause == kNoEvent) return false;
    const bool positive = (record.flags & kPositive) != 0;
    arrow.id = record.message;
    arrow.look = lookOf(static_cast<MessageKind>(kind - 1), positive);
    arrow.positive = positive;
    arrow.endsAt = record.time;
    arrow.endStep = step;
    const StepRecord& sent = history.record(history.stepOfEvent(record.cause));
    arrow.sentAt = sent.time;
    // A receive's node is the receiver; a drop's is the receiver that was down, or nobody.
    arrow.to = received || record.node != kNoNode ? record.node : record.peer;
    arrow.from = received || record.node != kNoNode ? record.peer : sent.node;
    arrow.end = received ? ArrowEnd::Arrived : record.node != kNoNode ? ArrowEnd::FoundDown : ArrowEnd::Lost;
    // A heartbeat, or the answer to one, that changed nothing.
    const bool quiet = (record.flags & kInteresting) == 0;
    arrow.dull = quiet && (arrow.look == MessageLook::Heartbeat || arrow.look == MessageLook::AppendReply);
    return true;
}

ArrowView arrowOf(const Flight& flight, SimTime cursor) {
    ArrowView arrow;
    arrow.id = flight.id;
    arrow.from = flight.message.from;
    arrow.to = flight.message.to;
    arrow.sentAt = flight.sentAt;
    arrow.endsAt = flight.arrivesAt == kNever ? cursor : flight.arrivesAt;
    arrow.end = ArrowEnd::InFlight;
    arrow.positive = isPositive(flight.message);
    arrow.look = lookOf(flight.message.kind(), arrow.positive);
    return arrow;
}

namespace {

void addInFlight(const Cluster& cluster, RunView& out) {
    for (const std::uint32_t slot : cluster.network().slotsInOrder()) {
        out.arrows.push_back(arrowOf(cluster.network().at(slot), out.cursor));
    }
}

/// Arrows by the step that ended them. When a stretch holds too many to see, the dull ones go first, then every nth.
void fillArrows(const History& history, std::uint32_t maxArrows, RunView& out) {
    out.arrows.clear();
    out.skipped = 0;
    const StepId first = history.firstStepAt(out.from);
    const StepId last = history.end();
    // A stretch of a million steps is sampled: no more than this many records are looked at.
    constexpr std::uint32_t kMostLooked = 8192;
    const StepId beyond = history.firstStepAt(out.to);
    const std::uint32_t count = beyond.value - first.value;
    const std::uint32_t stride = count / kMostLooked + 1;
    for (std::uint32_t at = first.value; at < last.value; at += at < beyond.value ? stride : 1) {
        const StepRecord& record = history.record(StepId(at));
        // Beyond the stretch, messages that were sent within it may still end: look a little further.
        if (record.time > out.to && at > beyond.value + 64) break;
        ArrowView arrow;
        if (!arrowOf(history, StepId(at), record, arrow) || arrow.sentAt > out.to) continue;
        out.arrows.push_back(arrow);
    }
    out.skipped = stride > 1 ? count - count / stride : 0;
    if (history.atEnd()) addInFlight(history.world().cluster(), out);
    if (out.arrows.size() <= maxArrows) return;
    const auto dull = [](const ArrowView& arrow) { return arrow.dull; };
    const auto before = out.arrows.size();
    out.arrows.erase(std::remove_if(out.arrows.begin(), out.arrows.end(), dull), out.arrows.end());
    const std::size_t keepEvery = out.arrows.size() / std::max(maxArrows, 1u) + 1;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < out.arrows.size(); i += keepEvery) out.arrows[kept++] = out.arrows[i];
    out.arrows.resize(kept);
    out.skipped += static_cast<std::uint32_t>(before - kept);
}

}  // namespace

MomentView::Kind kindOf(const StepRecord& record, const Action& action) {
    using Kind = MomentView::Kind;
    if (record.kind == EventKind::Crash) return Kind::Crash;
    if (record.kind == EventKind::Restart) return Kind::Restart;
    if (record.kind == EventKind::ElectionTimeout) return Kind::TimeOut;
    if (record.kind == EventKind::Pause) return Kind::Pause;
    if (record.kind == EventKind::Resume) return Kind::Resume;
    if (std::holds_alternative<act::Cut>(action) || std::holds_alternative<act::Split>(action)) return Kind::Cut;
    if (std::holds_alternative<act::Mend>(action) || std::holds_alternative<act::Heal>(action)) return Kind::Mend;
    return Kind::Action;
}

void addConfigMoments(const History& history, RunView& out) {
    for (const ConfigMark& mark : history.configMarks()) {
        const SimTime time = history.record(mark.step).time;
        if (time < out.from || time > out.to) continue;
        MomentView moment;
        moment.kind = mark.committed ? MomentView::Kind::ConfigCommitted : MomentView::Kind::ConfigAppended;
        moment.node = mark.node;
        moment.time = time;
        moment.step = mark.step;
        moment.joint = mark.joint;
        out.moments.push_back(moment);
    }
}

namespace {

void fillMoments(const History& history, RunView& out) {
    out.moments.clear();
    const StepId beyond = history.firstStepAt(out.to + SimTime(1));
    for (const RecordedAction* recorded : history.actionsBetween(history.firstStepAt(out.from), beyond)) {
        const RecordedAction& action = *recorded;
        const StepRecord& record = history.record(action.step);
        MomentView moment;
        moment.kind = kindOf(record, action.action);
        moment.node = record.node;
        moment.time = record.time;
        moment.step = action.step;
        out.moments.push_back(moment);
    }
    addConfigMoments(history, out);
    for (const Violation& violation : history.world().monitor().violations()) {
        if (violation.time < out.from || violation.time > out.to) continue;
        MomentView moment;
        moment.kind = MomentView::Kind::Violation;
        moment.time = violation.time;
        moment.step = history.stepOfEvent(violation.event);
        moment.text = nameOf(violation.property);
        out.moments.push_back(moment);
    }
    std::stable_sort(out.moments.begin(), out.moments.end(),
                     [](const MomentView& a, const MomentView& b) { return a.time < b.time; });
}

void fillBranches(const History& history, RunView& out) {
    out.branches.clear();
    for (int line = 0; line < history.lineCount(); ++line) {
        if (!history.exists(line)) continue;
        BranchView view;
        view.line = line;
        view.parent = history.parentOf(line);
        view.name = history.nameOf(line);
        view.forkTime = history.forkTime(line);
        view.current = line == history.line();
        out.branches.push_back(view);
    }
}

}  // namespace

void buildRunView(const History& history, const RunViewOptions& options, RunView& out) {
    out.seenAs = options.seenAs;
    out.from = options.from;
    out.to = options.to;
    out.cursor = history.time();
    out.end = history.endTime();
    const std::vector<LaneMark> marks = history.marks();
    fillBranches(history, out);
    if (options.seenAs != kNoNode) return fillWhatIsKnown(history, options, marks, out);
    fillLanes(history, marks, out);
    fillTerms(history, marks, out);
    fillArrows(history, options.maxArrows, out);
    fillMoments(history, out);
}

}  // namespace raft
