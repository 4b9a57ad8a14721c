// Log replication: §5.3, and the commit rule of §5.4.2.

#include <algorithm>

#include "raft/core/quorum.h"
#include "raft/core/turn.h"

namespace raft {

// ---- The follower's side: AppendEntries, receiver (Figure 2) ----

void Node::onAppendEntries(Turn& turn, const Message& message, const AppendEntries& request) {
    const NodeId leader = message.from;
    const auto reject = [&](Event why, LogIndex hintIndex, Term hintTerm) {
        why.args[0] = request.prevLogIndex.value;
        why.args[1] = hintIndex.value;
        why.args[2] = hintTerm.value;
        turn.fact(why);
        turn.send(self_, leader,
                  AppendEntriesReply{currentTerm(), false, LogIndex(0), hintIndex, hintTerm, request.seq});
    };
    if (request.term < currentTerm()) {
        return reject(Turn::event(EventKind::Reject, self_, Reason::StaleTerm,
                                  {0, 0, 0, request.term.value, currentTerm().value}, leader),
                      LogIndex(0), Term(0));
    }
    heedLeader(turn, leader);
    if (!previousEntryMatches(turn, leader, request)) {
        const Event why = Turn::event(EventKind::Reject, self_, Reason::None, {}, leader);
        const bool tooShort = request.prevLogIndex > log().lastIndex();
        Event full = why;
        full.reason = tooShort ? Reason::LogTooShort : Reason::PrevTermDiffers;
        full.args[3] = request.prevLogIndex.value;
        full.args[4] = request.prevLogTerm.value;
        full.args[5] = tooShort ? log().lastIndex().value : log().termAt(request.prevLogIndex).value;
        if (!turn.rules.fastBackup) return reject(full, LogIndex(0), Term(0));
        // The last entry that could still agree with the leader's: skip every entry of a later term than prevLogTerm.
        LogIndex hint = std::min(request.prevLogIndex, log().lastIndex());
        // What the snapshot replaces is committed, so there they agree.
        while (hint > log().lastIncludedIndex() && log().termAt(hint) > request.prevLogTerm) hint = hint - 1;
        return reject(full, hint, log().termAt(hint));
    }
    takeEntries(turn, leader, request);
}

/// "Reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm" (§5.3). One that the
/// snapshot replaced was committed: the leader has the same (D §5.1).
bool Node::previousEntryMatches(Turn& turn, NodeId leader, const AppendEntries& request) {
    const bool matches =
        request.prevLogIndex < log().lastIncludedIndex() ||
        (request.prevLogIndex <= log().lastIndex() && log().termAt(request.prevLogIndex) == request.prevLogTerm);
    if (matches || turn.rules.checkPrev) return matches;
    Event note = Turn::event(EventKind::Note, self_, Reason::PrevNotChecked,
                             {0, request.prevLogIndex.value, request.prevLogTerm.value}, leader);
    turn.fact(note);
    return true;
}

/// "If an existing entry conflicts with a new one (same index but different terms), delete the existing entry and all
/// that follow it; append any new entries not already in the log" (§5.3). Never delete because a message is short.
void Node::takeEntries(Turn& turn, NodeId leader, const AppendEntries& request) {
    // Without the consistency check there may be a gap; then the entries land at the end of the log.
    LogIndex at = std::min(request.prevLogIndex, log().lastIndex()) + 1;
    const LogIndex cut = std::max(at, log().firstIndex());
    if (turn.rules.truncateAlways && cut <= log().lastIndex()) {
        truncate(turn, cut,
                 Turn::event(EventKind::Truncate, self_, Reason::CutAfterPrev, {cut.value, log().lastIndex().value},
                             leader));
    }
    LogIndex firstNew(0);
    for (std::uint32_t i = 0; i < request.entries.size(); ++i, ++at) {
        const Entry& entry = request.entries[i];
        if (at <= log().lastIncludedIndex()) continue;  // The snapshot includes it.
        if (log().has(at)) {
            const Term own = log().termAt(at);
            if (own == entry.term) continue;
            truncate(turn, at,
                     Turn::event(EventKind::Truncate, self_, Reason::ConflictingEntry,
                                 {at.value, log().lastIndex().value, own.value, entry.term.value}, leader));
        }
        if (firstNew.value == 0) firstNew = at;
        persistent_.log.append(entry);
    }
    const LogIndex lastNew = at - 1;
    if (firstNew.value != 0) {
        turn.out.persist = true;
        turn.fact(Turn::event(EventKind::Append, self_, Reason::EntriesFromLeader,
                              {firstNew.value, lastNew.value, request.term.value}, leader));
    }
    // "If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)": what lies beyond
    // the last entry of this message may be an old tail that the leader does not have.
    const LogIndex commit = std::min(request.leaderCommit, lastNew);
    if (commit > volatile_.commitIndex) {
        turn.fact(Turn::event(EventKind::Commit, self_, Reason::LeaderCommitted,
                              {volatile_.commitIndex.value, commit.value, request.leaderCommit.value}, leader));
        volatile_.commitIndex = commit;
        apply(turn);
    }
    turn.send(self_, leader,
              AppendEntriesReply{currentTerm(), true, request.prevLogIndex + request.entries.size(), LogIndex(0),
                                 Term(0), request.seq});
}

void Node::truncate(Turn& turn, LogIndex from, Event why) {
    turn.fact(why);
    persistent_.log.truncateFrom(from);
    turn.out.persist = true;
}

// ---- The leader's side ----

void Node::onAppendEntriesReply(Turn& turn, NodeId from, const AppendEntriesReply& reply) {
    if (role() != Role::Leader || reply.term != currentTerm()) return;
    const std::size_t peer = from.value;
    acknowledged(turn, from, reply.seq);
    const bool answersTheLast = reply.seq == leader_.unanswered[peer];
    if (reply.success) {
        // A late answer never lowers what is known (§5.3): acknowledgements may overtake each other.
        leader_.matchIndex[peer] = std::max(leader_.matchIndex[peer], reply.matchIndex);
        leader_.nextIndex[peer] = std::max(leader_.nextIndex[peer], leader_.matchIndex[peer] + 1);
        if (answersTheLast) leader_.unanswered[peer] = 0;
        if (leader_.matchIndex[peer] > volatile_.commitIndex) advanceCommitIndex(turn);
    } else {
        // Whatever was asked since nextIndex last moved back asked the same: one rejection of it counts. Not only that
        // of the last question, which heartbeats renew before the answer is back where a round trip takes longer.
        if (reply.seq <= leader_.backedUpAt[peer]) return;
        leader_.unanswered[peer] = 0;
        leader_.backedUpAt[peer] = leader_.seq;
        backUp(turn.rules, from, reply);
        return sendAppendEntries(turn, from);
    }
    if (leader_.nextIndex[peer] <= log().lastIndex() && mayAsk(turn.rules, from)) sendAppendEntries(turn, from);
}

/// "If AppendEntries fails because of log inconsistency: decrement nextIndex and retry" (§5.3); with a hint, skip every
/// entry that cannot agree with the follower's. Never at or below what is known to match.
void Node::backUp(const Rules& rules, NodeId peer, const AppendEntriesReply& reply) {
    LogIndex& next = leader_.nextIndex[peer.value];
    const LogIndex least = leader_.matchIndex[peer.value] + 1;
    if (rules.fastBackup) {
        LogIndex index = std::min(reply.hintIndex, log().lastIndex());
        while (index > log().lastIncludedIndex() && log().termAt(index) > reply.hintTerm) index = index - 1;
        next = index + 1;
    } else if (rules.pipeline) {
        next = least;  // nextIndex ran ahead of the answers, so there is nothing to count down from.
    } else {
        next = next.value > 1 ? next - 1 : next;
    }
    next = std::max(next, least);
}

/// AppendEntries with everything `peer` seems to lack; a heartbeat if it lacks nothing (§5.2, §5.3). If the log no
/// longer has what it lacks, a piece of the snapshot instead (§7).
void Node::sendAppendEntries(Turn& turn, NodeId peer) {
    const std::size_t at = peer.value;
    // nextIndex <= last + 1 in Raft; with a bent rule a leader may have lost entries.
    const LogIndex next = std::min(leader_.nextIndex[at], log().lastIndex() + 1);
    if (next <= log().lastIncludedIndex()) return sendSnapshot(turn, peer);
    const LogIndex prev = next - 1;
    const std::uint32_t limit = turn.rules.batch ? UINT32_MAX : 1;
    AppendEntries request{
        currentTerm(), self_, prev, log().termAt(prev), volatile_.commitIndex, ++leader_.seq, log().slice(next, limit)};
    leader_.unanswered[at] = leader_.seq;
    if (turn.rules.lease) rememberSent(turn);
    if (turn.rules.pipeline) leader_.nextIndex[at] = next + request.entries.size();
    turn.send(self_, peer, std::move(request));
}

void Node::sendHeartbeats(Turn& turn) {
    for (const NodeId peer : config_.members()) {
        if (peer != self_) sendAppendEntries(turn, peer);
    }
}

/// One question at a time, or as many as there are entries: but never two pieces of a snapshot at once.
bool Node::mayAsk(const Rules& rules, NodeId peer) const {
    const bool lacksCompacted = leader_.nextIndex[peer.value] <= log().lastIncludedIndex();
    return leader_.unanswered[peer.value] == 0 || (rules.pipeline && !lacksCompacted);
}

/// After an append of its own: tell every peer that is not still busy with an earlier question.
void Node::replicateNew(Turn& turn) {
    for (const NodeId peer : config_.members()) {
        if (peer == self_) continue;
        if (mayAsk(turn.rules, peer)) sendAppendEntries(turn, peer);
    }
}

/// "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N, and log[N].term == currentTerm:
/// set commitIndex = N" (§5.3, §5.4.2). Entries of earlier terms become committed only beneath one of this term.
void Node::advanceCommitIndex(Turn& turn) {
    std::array<LogIndex, kMaxServers> stored{};
    std::size_t count = 0;
    for (const NodeId voter : config_.voters) {
        const LogIndex own = turn.rules.ackBeforePersist ? log().lastIndex() : leader_.durableIndex;
        stored[count++] = voter == self_ ? own : leader_.matchIndex[voter.value];
    }
    const int needed = quorumSize(turn.rules);
    const LogIndex to = std::min(quorumIndex(std::span(stored.data(), count), needed), log().lastIndex());
    // Only a bent rule compacts what is not committed.
    if (to <= volatile_.commitIndex || !log().knowsTermAt(to)) return;
    const bool ownTerm = log().termAt(to) == currentTerm();
    if (!ownTerm && !turn.rules.commitOldTerms) return;

    const auto copies = std::count_if(stored.begin(), stored.begin() + static_cast<std::ptrdiff_t>(count),
                                      [to](LogIndex index) { return index >= to; });
    turn.fact(Turn::event(EventKind::Commit, self_, ownTerm ? Reason::StoredOnMajority : Reason::OldTermCounted,
                          {volatile_.commitIndex.value, to.value, static_cast<std::uint32_t>(copies),
                           static_cast<std::uint32_t>(needed)}));
    volatile_.commitIndex = to;
    apply(turn);
}

}  // namespace raft
