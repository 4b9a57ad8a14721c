#include "raft/history/view_as.h"

#include <algorithm>
#include <utility>

#include "raft/history/run_view_parts.h"

namespace raft {

// ---- One moment ----

namespace {

/// The server's own row: committed is what it knows to be, and a vote that is on its way is no vote yet.
void keepOwn(NodeView& own) {
    own.clockPpm = 1'000'000;  // No clock tells its own speed, nor that it is wrong.
    own.clockOffset = SimTime();
    for (CellView& cell : own.cells) cell.committed = own.up && cell.index <= own.commitIndex;
    for (PeerView& peer : own.peers) {
        if (peer.vote == VoteView::GrantOnItsWay) peer.vote = VoteView::None;
        // Where a message is it cannot know, only that nobody has acknowledged it. Before a first answer it takes for
        // granted what the peer has: it has sent none of that.
        peer.sent.clear();
        if (!own.pipeline || own.role != RoleView::Leader || peer.matchIndex == 0) continue;
        if (peer.nextIndex > peer.matchIndex + 1) peer.sent.push_back({peer.matchIndex + 1, peer.nextIndex - 1});
    }
}

/// Another server: its name, the term it told, and what its leader knows it to store.
NodeView strangerOf(const NodeView& other, const NodeView& own, const Heard& heard) {
    NodeView stranger;
    stranger.id = other.id;
    stranger.name = other.name;
    stranger.unknown = true;
    if (heard.by != kNoEvent) stranger.term = heard.term.value;
    const auto row = std::find_if(own.peers.begin(), own.peers.end(),
                                  [&other](const PeerView& peer) { return peer.peer == other.id; });
    if (row == own.peers.end() || own.role != RoleView::Leader) return stranger;
    stranger.lastIndex = row->matchIndex;
    for (CellView cell : own.cells) {
        if (cell.index > row->matchIndex) break;
        cell.committed = false;
        cell.durable = true;
        stranger.cells.push_back(cell);
    }
    return stranger;
}

}  // namespace

void keepWhatIsKnown(const Machine& machine, ClusterView& view) {
    NodeView& own = view.nodes[view.seenAs.value];
    keepOwn(own);
    view.committed = 0;
    view.longestLog = own.lastIndex;
    view.highestTerm = own.term;
    for (NodeView& node : view.nodes) {
        if (node.id == view.seenAs) continue;
        node = strangerOf(node, own, machine.heard[node.id.value]);
        view.highestTerm = std::max(view.highestTerm, node.term);
    }
    view.messages.clear();
    view.links.clear();
    for (ClientView& client : view.clients) {
        client.waiting = false;
        client.callCount = 0;
        client.calls.clear();
    }
    view.violations.clear();
    view.propertiesHeld = view.propertiesWatched = 0;
}

// ---- A stretch ----

namespace {

/// An arrow of which `server` knows one end; false if it knows neither, or that end lies outside the stretch.
bool keepEnd(NodeId server, const StepRecord& record, const RunView& run, ArrowView& arrow) {
    if (arrow.from == server) {
        if (arrow.sentAt < run.from || arrow.sentAt > run.to) return false;
        arrow.endKnown = false;
        arrow.endsAt = arrow.sentAt;
        arrow.end = ArrowEnd::Arrived;
        arrow.dull = arrow.look == MessageLook::Heartbeat || (arrow.look == MessageLook::AppendReply && arrow.positive);
        return true;
    }
    if (arrow.to != server || arrow.end != ArrowEnd::Arrived || arrow.endsAt > run.to) return false;
    arrow.sendingKnown = false;
    arrow.sentAt = arrow.endsAt;
    const bool routine = arrow.look == MessageLook::Heartbeat || arrow.look == MessageLook::AppendReply;
    // Not the step's flags: they also know of violations, which no server does.
    arrow.dull = routine && !tellsSomething(record.kinds);
    return true;
}

using SentArrow = std::pair<EventId, ArrowView>;

/// What the server sent, each sending once (the network may have made two of it), in its own order.
void addSent(std::vector<SentArrow> sent, RunView& out) {
    std::sort(sent.begin(), sent.end(), [](const SentArrow& a, const SentArrow& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (i == 0 || sent[i].first != sent[i - 1].first) out.arrows.push_back(sent[i].second);
    }
}

void fillArrows(const History& history, const RunViewOptions& options, RunView& out) {
    const NodeId server = options.seenAs;
    out.arrows.clear();
    out.skipped = 0;
    std::vector<SentArrow> sent;
    const std::uint32_t first = history.firstStepAt(out.from).value;
    const std::uint32_t end = history.step().value + 1;
    if (end > first + options.stepsMax) {
        out.skipped = 1;  // Not how many: that would tell of the others' steps.
        return;
    }
    for (std::uint32_t at = first; at < end; ++at) {
        const StepRecord& record = history.record(StepId(at));
        const bool mayConcern = record.node == server || record.peer == server || record.kind == EventKind::Drop;
        ArrowView arrow;
        if (!mayConcern || !arrowOf(history, StepId(at), record, arrow) || !keepEnd(server, record, out, arrow))
            continue;
        if (arrow.endKnown) {
            out.arrows.push_back(arrow);
        } else {
            sent.emplace_back(record.cause, arrow);
        }
    }
    // What has not ended yet was sent all the same; who sent it does not know which is which.
    const Network& network = history.world().cluster().network();
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const Flight& flight = network.at(slot);
        ArrowView arrow = arrowOf(flight, out.cursor);
        if (arrow.from == server && keepEnd(server, StepRecord{}, out, arrow)) sent.emplace_back(flight.sentBy, arrow);
    }
    addSent(std::move(sent), out);
}

/// Of the number that a step's record has: one more than the kind.
bool isOfLeader(unsigned messageKind) {
    return messageKind == static_cast<unsigned>(MessageKind::AppendEntries) + 1 ||
           messageKind == static_cast<unsigned>(MessageKind::InstallSnapshot) + 1 ||
           messageKind == static_cast<unsigned>(MessageKind::Heartbeat) + 1;
}

/// When the server first knew who leads the term that it entered in step `from`: it leads itself, or a leader's
/// message reached it and was not refused.
SimTime leaderKnownFrom(const History& history, NodeId server, StepId from, StepId to) {
    constexpr std::uint32_t kLookAhead = 4096;  // Steps of its own: others' are no reason to see less.
    const std::uint32_t end = std::min(to.value, history.step().value + 1);
    std::uint32_t own = 0;
    for (std::uint32_t at = from.value; at < end && own < kLookAhead; ++at) {
        const StepRecord& record = history.record(StepId(at));
        if (record.isAbout(server)) ++own;
        const bool heardLeader =
            record.kind == EventKind::Receive && record.node == server && isOfLeader(record.messageKind);
        if (heardLeader && !record.hasKind(EventKind::Reject)) return record.time;
    }
    return kNever;
}

void fillOwnTerms(const History& history, const std::vector<LaneMark>& own, RunView& out) {
    out.terms.clear();
    for (std::size_t i = 0; i < own.size();) {
        const LaneMark& entered = own[i];
        TermSpan span;
        span.term = entered.term.value;
        span.from = history.record(entered.step).time;
        std::size_t next = i;
        for (; next < own.size() && own[next].term == entered.term; ++next) {
            if (own[next].role != Role::Leader || !own[next].up) continue;
            span.ledFrom = std::min(span.ledFrom, history.record(own[next].step).time);
        }
        const StepId end = next < own.size() ? own[next].step : history.step() + 1;
        if (next < own.size()) span.to = history.record(end).time;
        span.ledFrom = std::min(span.ledFrom, leaderKnownFrom(history, entered.node, entered.step, end));
        const bool inside = span.to >= out.from && span.from <= out.to;
        if (span.term != 0 && inside) out.terms.push_back(span);
        i = next;
    }
}

/// What was done to the server itself; links and clocks are the world's.
void fillMoments(const History& history, NodeId server, RunView& out) {
    out.moments.clear();
    const StepId beyond = std::min(history.firstStepAt(out.to + SimTime(1)), history.step() + 1);
    for (const RecordedAction* recorded : history.actionsBetween(history.firstStepAt(out.from), beyond)) {
        const StepRecord& record = history.record(recorded->step);
        if (!record.isAbout(server)) continue;
        MomentView moment;
        moment.kind = kindOf(record, recorded->action);
        switch (moment.kind) {
            case MomentView::Kind::Crash:
            case MomentView::Kind::Restart:
            case MomentView::Kind::Pause:
            case MomentView::Kind::Resume: break;
            case MomentView::Kind::TimeOut:  // To the server, its timer fired: why so soon, it cannot tell.
            case MomentView::Kind::Action:
            case MomentView::Kind::Commit:
            case MomentView::Kind::Violation:
            case MomentView::Kind::Cut:
            case MomentView::Kind::Mend:
            case MomentView::Kind::ConfigAppended:
            case MomentView::Kind::ConfigCommitted: continue;
        }
        moment.node = server;
        moment.time = record.time;
        moment.step = recorded->step;
        out.moments.push_back(moment);
    }
    addConfigMoments(history, out);
    const auto others = [&](const MomentView& moment) { return moment.node != server || moment.step > history.step(); };
    out.moments.erase(std::remove_if(out.moments.begin(), out.moments.end(), others), out.moments.end());
    std::stable_sort(out.moments.begin(), out.moments.end(),
                     [](const MomentView& a, const MomentView& b) { return a.time < b.time; });
}

}  // namespace

void fillWhatIsKnown(const History& history, const RunViewOptions& options, const std::vector<LaneMark>& marks,
                     RunView& out) {
    const NodeId server = options.seenAs;
    std::vector<LaneMark> own;
    for (const LaneMark& mark : marks) {
        if (mark.node == server && mark.step <= history.step()) own.push_back(mark);
    }
    out.end = out.cursor;
    fillLanes(history, own, out);
    fillOwnTerms(history, own, out);
    fillArrows(history, options, out);
    fillMoments(history, server, out);
}

}  // namespace raft
