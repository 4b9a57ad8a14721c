// Log compaction: §7, Figure 13 and D §5.1.

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {

// ---- Every server by itself ----

/// "The snapshot includes the index and term of the last entry that it replaces; once it is written, the server may
/// delete all log entries up through the last included index" (§7). Only applied entries: the state holds no others.
void Node::takeSnapshot(Turn& turn, const TakeSnapshot& request) {
    const LogIndex upTo = turn.rules.snapshotOnlyApplied ? volatile_.lastApplied : log().lastIndex();
    if (!log().has(upTo)) return;  // Nothing was applied since the last one.
    const Term term = log().termAt(upTo);
    const std::uint32_t entries = upTo.value - log().lastIncludedIndex().value;
    const bool tooEarly = upTo > volatile_.lastApplied;
    const Reason reason = tooEarly                 ? Reason::AppliedNotAwaited
                          : request.threshold == 0 ? Reason::SnapshotAsked
                                                   : Reason::LogGrewLong;
    const std::uint32_t compared = tooEarly ? volatile_.lastApplied.value : request.threshold;
    turn.fact(Turn::event(EventKind::Snapshot, self_, reason, {upTo.value, term.value, entries, compared}));
    const Configuration config = turn.rules.snapshotConfig ? configurationAt(upTo) : initial_;
    persistent_.snapshot = Snapshot{upTo, term, config, request.state};
    persistent_.log.compactTo(upTo);
    if (configIndex_ <= upTo) configIndex_ = LogIndex(0);
    turn.out.persist = true;
}

// ---- The follower's side: InstallSnapshot, receiver (Figure 13) ----

void Node::onInstallSnapshot(Turn& turn, const Message& message, const InstallSnapshot& request) {
    const NodeId leader = message.from;
    InstallSnapshotReply reply{currentTerm(), request.lastIncludedIndex, 0, LogIndex(0), 0};
    const auto answer = [&](std::size_t bytesStored, LogIndex matchIndex) {
        reply.bytesStored = static_cast<std::uint32_t>(bytesStored);
        reply.matchIndex = matchIndex;
        reply.seq = request.seq;
        turn.send(self_, leader, reply);
    };
    const auto note = [&](Reason reason, std::initializer_list<std::uint32_t> args) {
        turn.fact(Turn::event(EventKind::Note, self_, reason, args, leader));
    };
    // 1. "Reply immediately if term < currentTerm".
    if (request.term < currentTerm()) {
        if (refuseStaleLeader(turn, leader, request.term, LogIndex(0))) turn.send(self_, leader, reply);
        return;
    }
    heedLeader(turn, leader);

    // What it says is known here already, and perhaps more: a late one must not take the server back.
    if (request.lastIncludedIndex <= volatile_.commitIndex && turn.rules.ignoreOldSnapshots) {
        volatile_.partial = PartialSnapshot();
        note(Reason::SnapshotNotNewer, {0, request.lastIncludedIndex.value, volatile_.commitIndex.value});
        return answer(0, volatile_.commitIndex);
    }

    // 2. "Create new snapshot file if first chunk (offset is 0)".
    PartialSnapshot& partial = volatile_.partial;
    const bool begun =
        partial.lastIncludedIndex == request.lastIncludedIndex && partial.lastIncludedTerm == request.lastIncludedTerm;
    if (!begun && request.offset == 0) {
        partial = PartialSnapshot{request.lastIncludedIndex, request.lastIncludedTerm, std::string()};
    }
    // 3. "Write data into snapshot file at given offset": right behind what is there. A chunk that came before changes
    // nothing; of one that comes too soon, the reply tells the leader where to go on.
    const std::size_t stored = begun || request.offset == 0 ? partial.bytes.size() : 0;
    if (request.offset != stored) {
        note(request.offset < stored ? Reason::ChunkKnown : Reason::ChunkMissing,
             {0, request.lastIncludedIndex.value, request.offset, static_cast<std::uint32_t>(stored)});
        return answer(stored, LogIndex(0));
    }
    partial.bytes += request.data;
    const std::size_t bytes = partial.bytes.size();
    // 4. "Reply and wait for more data chunks if done is false".
    if (!request.done) {
        note(Reason::ChunkStored,
             {0, request.lastIncludedIndex.value, request.offset, static_cast<std::uint32_t>(bytes)});
        return answer(bytes, LogIndex(0));
    }
    install(turn, leader, request);
    answer(bytes, request.lastIncludedIndex);
}

/// All of it has come: steps 5 to 8 of Figure 13. The world resets the state machine when it sees the event.
void Node::install(Turn& turn, NodeId leader, const InstallSnapshot& request) {
    const LogIndex index = request.lastIncludedIndex;
    const Term term = request.lastIncludedTerm;
    // 6. "If existing log entry has same index and term as snapshot's last included entry, retain log entries following
    // it"; 7. else "discard the entire log".
    const bool fits = log().knowsTermAt(index) && log().termAt(index) == term;
    const bool keeps = fits && turn.rules.snapshotKeepsSuffix;
    const Reason reason = keeps  ? Reason::SnapshotKeepsSuffix
                          : fits ? Reason::SuffixDropped
                                 : Reason::SnapshotReplacesLog;
    turn.fact(
        Turn::event(EventKind::Install, self_, reason, {index.value, term.value, log().lastIndex().value}, leader));
    keeps ? persistent_.log.compactTo(index) : persistent_.log.restartAfter(index, term);
    // 5. "Save snapshot file, discard any existing or partial snapshot with a smaller index".
    persistent_.snapshot =
        Snapshot{index, term, request.config, std::make_shared<const std::string>(std::move(volatile_.partial.bytes))};
    volatile_.partial = PartialSnapshot();
    turn.out.persist = true;
    // 8. "Reset state machine using snapshot contents (and load snapshot's cluster configuration)".
    volatile_.commitIndex = volatile_.lastApplied = index;
    useLatestConfiguration(turn, Reason::ConfigInSnapshot, leader);
}

// ---- The leader's side ----

/// The next chunk of the snapshot, for a peer that lacks entries which the log dropped (§7). It is repeated, like an
/// AppendEntries, until the peer has answered.
void Node::sendSnapshot(Turn& turn, NodeId peer) {
    const std::size_t at = peer.value;
    const Snapshot& snapshot = persistent_.snapshot;
    if (leader_.snapshotIndex[at] != snapshot.lastIncludedIndex) {
        leader_.snapshotIndex[at] = snapshot.lastIncludedIndex;
        leader_.snapshotOffset[at] = 0;
        turn.fact(Turn::event(EventKind::Note, self_, Reason::EntriesCompacted,
                              {0, leader_.nextIndex[at].value, snapshot.lastIncludedIndex.value}, peer));
    }
    const std::size_t offset = std::min<std::size_t>(leader_.snapshotOffset[at], snapshot.state->size());
    InstallSnapshot request;
    request.term = currentTerm();
    request.leaderId = self_;
    request.lastIncludedIndex = snapshot.lastIncludedIndex;
    request.lastIncludedTerm = snapshot.lastIncludedTerm;
    request.offset = static_cast<std::uint32_t>(offset);
    request.seq = ++leader_.seq;
    request.config = snapshot.config;
    request.data = snapshot.state->substr(offset, kSnapshotChunkBytes);
    request.done = offset + request.data.size() == snapshot.state->size();
    leader_.unanswered[at] = leader_.seq;
    if (turn.rules.lease) rememberSent(turn);
    turn.send(self_, peer, std::move(request));
}

/// Where the peer stands: all of it installed, or so many bytes of it stored.
void Node::onInstallSnapshotReply(Turn& turn, NodeId from, const InstallSnapshotReply& reply) {
    if (role() != Role::Leader || reply.term != currentTerm()) return;
    heardFrom(turn, from);
    const std::size_t peer = from.value;
    acknowledged(turn, from, reply.seq);
    const bool answersTheLast = reply.seq == leader_.unanswered[peer];
    if (leader_.catchUp.server == from) leader_.catchUp.heardAt = turn.clock.now;
    if (answersTheLast) leader_.unanswered[peer] = 0;
    if (reply.matchIndex.value > 0) {
        leader_.matchIndex[peer] = std::max(leader_.matchIndex[peer], reply.matchIndex);
        leader_.nextIndex[peer] = std::max(leader_.nextIndex[peer], leader_.matchIndex[peer] + 1);
        leader_.snapshotIndex[peer] = LogIndex(0);
        leader_.snapshotOffset[peer] = 0;
        if (leader_.matchIndex[peer] > volatile_.commitIndex) advanceCommitIndex(turn);
        catchUpMoved(turn, from);
        if (role() != Role::Leader) return;  // The commit was that of a configuration without it.
        if (leader_.transfer.to == from) pursueTransfer(turn);
        if (leader_.nextIndex[peer] <= log().lastIndex() && mayAsk(turn.rules, from)) sendAppendEntries(turn, from);
        return;
    }
    // Replies may overtake each other: an older one says less. One about an earlier snapshot says nothing.
    const bool news = reply.seq > leader_.chunkAnswered[peer];
    if (!news || reply.lastIncludedIndex != leader_.snapshotIndex[peer]) return;
    leader_.chunkAnswered[peer] = reply.seq;
    const bool moved = reply.bytesStored != leader_.snapshotOffset[peer];
    leader_.snapshotOffset[peer] = reply.bytesStored;
    if (moved || answersTheLast) sendAppendEntries(turn, from);
}

}  // namespace raft
