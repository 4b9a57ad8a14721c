// Log replication: §5.3, and the commit rule of §5.4.2.

#include <algorithm>

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
    // With this rule bent, a follower heeds whoever comes.
    const bool heeds = !turn.rules.refuseStaleLeaders && role() == Role::Follower;
    if (request.term < currentTerm() && !heeds) {
        if (!refuseStaleLeader(turn, leader, request.term, request.prevLogIndex)) return;
        return turn.send(self_, leader, AppendEntriesReply{currentTerm(), false, LogIndex(0), LogIndex(0), Term(0), 0});
    }
    if (request.term < currentTerm()) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::StaleLeaderHeeded,
                              {0, request.term.value, currentTerm().value}, leader));
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
        const Hint hint = hintFor(turn.rules, request);
        return reject(full, hint.index, hint.term);
    }
    takeEntries(turn, leader, request);
}

/// "Reply false if term < currentTerm" (§5.1). Says whether that leader of the past gets an answer. Such an answer has
/// seq 0: the server may be elected in the newer term, count its messages anew, and take it for one of that term's.
bool Node::refuseStaleLeader(Turn& turn, NodeId leader, Term term, LogIndex prevLogIndex) {
    turn.fact(Turn::event(EventKind::Reject, self_, Reason::StaleTerm,
                          {prevLogIndex.value, 0, 0, term.value, currentTerm().value}, leader));
    return turn.answersStaleLeaders();
}

/// Where the leader may try next (§5.3): by default the last entry that could still agree with its log, every entry of
/// a later term than prevLogTerm skipped, as etcd does; or, as the paper words it, the conflicting term and its first
/// index. What a snapshot replaces is committed, so there they agree.
Node::Hint Node::hintFor(const Rules& rules, const AppendEntries& request) const {
    if (!rules.fastBackup || rules.backupBy == BackupBy::Halves) return {};
    LogIndex at = std::min(request.prevLogIndex, log().lastIndex());
    const LogIndex least = log().lastIncludedIndex();
    if (rules.backupBy == BackupBy::Term) {
        while (at > least && log().termAt(at) > request.prevLogTerm) at = at - 1;
        return {at, log().termAt(at)};
    }
    if (request.prevLogIndex > log().lastIndex()) return {log().lastIndex() + 1, Term(0)};
    const Term conflict = log().termAt(at);
    while (at > least + 1 && log().termAt(at - 1) == conflict) at = at - 1;
    return {at, conflict};
}

/// "Reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm" (§5.3). One that the
/// snapshot replaced was committed: the leader has the same (D §5.1).
bool Node::previousEntryMatches(Turn& turn, NodeId leader, const AppendEntries& request) {
    const bool matches =
        request.prevLogIndex < log().lastIncludedIndex() ||
        (request.prevLogIndex <= log().lastIndex() && log().termAt(request.prevLogIndex) == request.prevLogTerm);
    if (!matches && !turn.rules.checkPrevTerm && log().knowsTermAt(request.prevLogIndex)) {
        turn.fact(Turn::event(
            EventKind::Note, self_, Reason::PrevTermNotChecked,
            {0, request.prevLogIndex.value, request.prevLogTerm.value, log().termAt(request.prevLogIndex).value},
            leader));
        return true;
    }
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
    bool bringsConfiguration = false;
    for (std::uint32_t i = 0; i < request.entries.size(); ++i, ++at) {
        const Entry& entry = request.entries[i];
        if (at <= log().lastIncludedIndex()) continue;  // The snapshot includes it.
        if (log().has(at)) {
            if (log().termAt(at) == entry.term || !makeRoom(turn, leader, at, entry)) continue;
        }
        if (firstNew.value == 0) firstNew = at;
        persistent_.log.append(entry);
        bringsConfiguration = bringsConfiguration || entry.type == EntryType::Config;
    }
    const LogIndex lastNew = at - 1;
    if (firstNew.value != 0) {
        turn.out.persist = true;
        turn.fact(Turn::event(EventKind::Append, self_, Reason::EntriesFromLeader,
                              {firstNew.value, lastNew.value, request.term.value}, leader));
        const bool atAppend = turn.rules.configAt == ConfigAt::Append;
        if (bringsConfiguration) {
            useLatestConfiguration(turn, atAppend ? Reason::ConfigAppended : Reason::ConfigCommitted, leader);
        }
    }
    // "If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)": what lies beyond
    // the last entry of this message may be an old tail that the leader does not have.
    const LogIndex believed = turn.rules.commitUpTo == UpTo::LastNewEntry ? lastNew : log().lastIndex();
    const LogIndex commit = std::min(request.leaderCommit, believed);
    if (commit > volatile_.commitIndex) {
        const Reason reason = commit <= lastNew ? Reason::LeaderCommitted : Reason::CommittedPastMessage;
        raiseCommitIndex(turn, commit,
                         Turn::event(EventKind::Commit, self_, reason, {0, 0, request.leaderCommit.value}, leader));
    }
    if (!turn.rules.applyOnlyCommitted) apply(turn);
    // No further than this message has shown: what follows may be an old tail.
    const LogIndex shown = request.prevLogIndex + request.entries.size();
    const LogIndex match = turn.rules.ackUpTo == UpTo::LastNewEntry ? shown : log().lastIndex();
    turn.send(self_, leader, AppendEntriesReply{currentTerm(), true, match, LogIndex(0), Term(0), request.seq});
}

/// `why` is a Commit event; from and to are filled in here.
void Node::raiseCommitIndex(Turn& turn, LogIndex to, Event why) {
    why.args[0] = volatile_.commitIndex.value;
    why.args[1] = to.value;
    turn.fact(why);
    volatile_.commitIndex = to;
    apply(turn);
    configurationCommitted(turn);
}

/// "If an existing entry conflicts with a new one (same index but different terms), delete the existing entry and all
/// that follow it" (§5.3). Says whether the new one is to be appended now.
bool Node::makeRoom(Turn& turn, NodeId leader, LogIndex at, const Entry& entry) {
    const std::uint32_t own = log().termAt(at).value;
    const std::uint32_t last = log().lastIndex().value;
    switch (turn.rules.conflicts) {
        case Conflicts::Truncate: break;
        case Conflicts::Keep:
            turn.fact(Turn::event(EventKind::Note, self_, Reason::ConflictKept, {0, at.value, own, entry.term.value},
                                  leader));
            return false;
        case Conflicts::Overwrite:
            overwrite(turn,
                      Turn::event(EventKind::Truncate, self_, Reason::ConflictOverwritten,
                                  {at.value, last, own, entry.term.value}, leader),
                      at, entry);
            return false;
    }
    truncate(turn, at,
             Turn::event(EventKind::Truncate, self_, Reason::ConflictingEntry, {at.value, last, own, entry.term.value},
                         leader));
    return true;
}

/// The bent rule conflicts=overwrite: the entry is replaced, and what follows it stays. To whoever watches the log, all
/// of that goes and comes back. `why` says so.
void Node::overwrite(Turn& turn, const Event& why, LogIndex at, const Entry& entry) {
    turn.fact(why);
    const EntryList tail = log().slice(at + 1, UINT32_MAX);
    persistent_.log.truncateFrom(at);
    persistent_.log.append(entry);
    for (std::uint32_t i = 0; i < tail.size(); ++i) persistent_.log.append(tail[i]);
    turn.out.persist = true;
    Event put = why;
    put.kind = EventKind::Append;
    turn.fact(put);
    useLatestConfiguration(turn, Reason::ConfigAppended, why.peer);
}

void Node::truncate(Turn& turn, LogIndex from, Event why) {
    turn.fact(why);
    bool takesConfiguration = false;
    for (LogIndex i = from; i <= log().lastIndex(); ++i) {
        takesConfiguration = takesConfiguration || log().at(i).type == EntryType::Config;
    }
    persistent_.log.truncateFrom(from);
    turn.out.persist = true;
    if (takesConfiguration && turn.rules.configFollowsLog) {
        useLatestConfiguration(turn, Reason::ConfigDeleted, why.peer);
    }
}

// ---- The leader's side ----

void Node::onAppendEntriesReply(Turn& turn, NodeId from, const AppendEntriesReply& reply) {
    if (role() != Role::Leader) return;
    const bool stale = reply.term != currentTerm();
    if (stale && (turn.rules.ignoreStaleAcks || !reply.success)) return;
    if (stale) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::StaleAnswerCounted,
                              {0, reply.term.value, currentTerm().value}, from));
    } else {
        heardFrom(turn, from);
        acknowledged(turn, from, reply.seq);
    }
    const std::size_t peer = from.value;
    const bool answersTheLast = reply.seq == leader_.unanswered[peer];
    if (leader_.catchUp.server == from) leader_.catchUp.heardAt = turn.clock.now;
    if (reply.success) {
        // A late answer never lowers what is known (§5.3): acknowledgements may overtake each other.
        const LogIndex least = turn.rules.matchOnlyRises ? leader_.matchIndex[peer] : LogIndex(0);
        leader_.matchIndex[peer] = std::max(least, reply.matchIndex);
        leader_.nextIndex[peer] = std::max(leader_.nextIndex[peer], leader_.matchIndex[peer] + 1);
        if (answersTheLast) leader_.unanswered[peer] = 0;
        leader_.probing.erase(from);
        if (leader_.matchIndex[peer] > volatile_.commitIndex) advanceCommitIndex(turn);
        catchUpMoved(turn, from);
        if (role() != Role::Leader) return;  // The commit was that of a configuration without it.
        if (leader_.transfer.to == from) pursueTransfer(turn);
    } else {
        // Whatever was asked since nextIndex last moved back asked the same: one rejection of it counts. Not only that
        // of the last question, which heartbeats renew before the answer is back where a round trip takes longer.
        if (reply.seq <= leader_.backedUpAt[peer]) return;
        leader_.unanswered[peer] = 0;
        leader_.backedUpAt[peer] = leader_.seq;
        leader_.probing.insert(from);
        if (turn.rules.matchFromHint && reply.hintIndex > leader_.matchIndex[peer]) {
            turn.fact(Turn::event(EventKind::Note, self_, Reason::HintTakenForMatch, {0, reply.hintIndex.value}, from));
            leader_.matchIndex[peer] = reply.hintIndex;
        }
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
    if (rules.fastBackup && rules.backupBy == BackupBy::Halves) {
        next = LogIndex(least.value + (std::max(next, least).value - least.value) / 2);
    } else if (rules.fastBackup && rules.backupBy == BackupBy::FirstOfTerm) {
        // Behind its own last entry of the conflicting term, if it has one; else to where that term begins there.
        LogIndex own = std::min(next - 1, log().lastIndex());
        while (own > log().lastIncludedIndex() && log().termAt(own) > reply.hintTerm) own = own - 1;
        // What was compacted since it asked is committed and not a matter of terms: the peer needs the snapshot then.
        const bool shares = reply.hintTerm.value != 0 && log().knowsTermAt(own) && log().termAt(own) == reply.hintTerm;
        next = shares ? own + 1 : reply.hintIndex;
    } else if (rules.fastBackup) {
        LogIndex index = std::min(reply.hintIndex, log().lastIndex());
        while (index > log().lastIncludedIndex() && log().termAt(index) > reply.hintTerm) index = index - 1;
        // Where its own log begins they may still differ. To ask again would never end: the peer needs the snapshot.
        const bool differs = log().knowsTermAt(index) && log().termAt(index) > reply.hintTerm;
        next = differs ? index : index + 1;
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
    const std::uint32_t limit = std::min(turn.rules.batch ? UINT32_MAX : 1, roomFor(turn.rules, peer, next));
    AppendEntries request{
        currentTerm(), self_, prev, log().termAt(prev), volatile_.commitIndex, ++leader_.seq, log().slice(next, limit)};
    leader_.unanswered[at] = leader_.seq;
    if (turn.rules.lease) rememberSent(turn);
    if (turn.rules.pipeline) leader_.nextIndex[at] = next + request.entries.size();
    turn.send(self_, peer, std::move(request));
}

/// How many more entries may be on their way to `peer`, the first of them `next`. If none is, the window begins where
/// the leader guesses that the logs agree: of a peer that has not answered yet it knows nothing.
std::uint32_t Node::roomFor(const Rules& rules, NodeId peer, LogIndex next) const {
    if (!rules.pipeline) return UINT32_MAX;
    const std::uint32_t end = leader_.matchIndex[peer.value].value + kPipelineWindow + 1;
    if (next.value < end) return end - next.value;
    return leader_.unanswered[peer.value] == 0 ? kPipelineWindow : 0;
}

void Node::appendToAll(Turn& turn) {
    for (const NodeId peer : config_.members()) {
        if (peer != self_) sendAppendEntries(turn, peer);
    }
}

/// What the leader knows of the peer's log decides how it sends (D §10.2.2, etcd's "progress").
Progress Node::progressOf(NodeId peer) const {
    if (leader_.nextIndex[peer.value] <= log().lastIncludedIndex()) return Progress::Snapshot;
    return leader_.probing.contains(peer) ? Progress::Probe : Progress::Replicate;
}

/// One question at a time; with a pipeline as many as the peer has room for, once it is known where it stands.
bool Node::mayAsk(const Rules& rules, NodeId peer) const {
    if (leader_.unanswered[peer.value] == 0) return true;
    if (!rules.pipeline || progressOf(peer) != Progress::Replicate) return false;
    return roomFor(rules, peer, leader_.nextIndex[peer.value]) > 0;
}

/// After an append of its own: tell every peer that is not still busy with an earlier question.
void Node::replicateNew(Turn& turn) {
    if (role() != Role::Leader) return;  // What was appended took its office.
    for (const NodeId peer : config_.members()) {
        if (peer == self_) continue;
        if (mayAsk(turn.rules, peer)) sendAppendEntries(turn, peer);
    }
}

/// "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N, and log[N].term == currentTerm:
/// set commitIndex = N" (§5.3, §5.4.2). Entries of earlier terms become committed only beneath one of this term.
void Node::advanceCommitIndex(Turn& turn) {
    std::array<LogIndex, kMaxServers> stored = leader_.matchIndex;
    const bool inMemory = turn.rules.ackBeforePersist || !turn.rules.leaderCountsDurable;
    stored[self_.value] = inMemory ? log().lastIndex() : leader_.durableIndex;
    // A leader that C_new leaves out manages a cluster without itself: it does not count its own copy (D §4.2.2).
    NodeSet outsider;
    if (turn.rules.removedLeaderCounts) outsider.insert(self_);
    const LogIndex to = std::min(quorumIndex(config_, stored, turn.rules, outsider), log().lastIndex());
    // Only a bent rule compacts what is not committed.
    if (to <= volatile_.commitIndex || !log().knowsTermAt(to)) return;
    const bool ownTerm = log().termAt(to) == currentTerm();
    if (!ownTerm && !turn.rules.commitOldTerms) return;

    const QuorumCount copies = quorumCount(config_, storedOn(stored, to), turn.rules, outsider);
    raiseCommitIndex(
        turn, to,
        Turn::event(EventKind::Commit, self_, ownTerm ? Reason::StoredOnMajority : Reason::OldTermCounted,
                    {0, 0, static_cast<std::uint32_t>(copies.count), static_cast<std::uint32_t>(copies.needed)}));
}

}  // namespace raft
