// Reads without a log entry: ReadIndex, a follower that asks for it, the leader's lease (§8, D §6.4).

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {

// ---- Taking a read in ----

/// A client has one request outstanding, so a new one ends what an older one waited for. Returns whether the read is
/// waiting here already.
bool Node::replaceRead(const WaitingRead& read) {
    const auto sameClient = [&](const WaitingRead& other) { return other.client == read.client; };
    const auto other = std::find_if(reads_.begin(), reads_.end(), sameClient);
    if (other == reads_.end()) return reads_.push_back(read), false;
    if (other->seq > read.seq) return true;  // It comes late: nobody waits for it any more.
    if (other->seq == read.seq && other->asker == read.asker) return true;
    *other = read;
    return false;
}

/// ReadIndex and lease reads of clients. A follower that knows a leader asks it for a readIndex and answers by itself;
/// a lease is the leader's own.
void Node::onReadRequest(Turn& turn, NodeId client, const ClientRequest& request) {
    WaitingRead read;
    read.client = client;
    read.seq = request.seq;
    read.key = request.command;
    if (role() != Role::Leader) {
        read.phase = ReadPhase::Leader;
        if (!replaceRead(read)) {
            turn.fact(Turn::event(EventKind::Note, self_, Reason::ReadIndexAsked, {0, currentTerm().value},
                                  volatile_.leaderId));
        }
        return askForReadIndex(turn, client);
    }
    if (request.mode == ReadMode::Lease && answersByLease(turn, read)) return;
    takeRead(turn, read);
}

/// A local read asks no leader. All that it waits for is the state that its client has seen before: so nobody goes back
/// in time, though everybody may be behind (D §6.4.1).
void Node::onLocalRead(Turn& turn, NodeId client, const ClientRequest& request) {
    WaitingRead read;
    read.client = client;
    read.seq = request.seq;
    read.key = request.command;
    read.phase = ReadPhase::Apply;
    read.readIndex = request.seen;
    read.isLocal = true;
    if (replaceRead(read) || volatile_.lastApplied >= request.seen || !turn.rules.readWaitsForApply) return;
    turn.fact(Turn::event(EventKind::Note, self_, Reason::SeenAwaited,
                          {0, request.seen.value, volatile_.lastApplied.value}, client));
}

/// The leader's side of ReadIndex, for a client or for a follower.
void Node::takeRead(Turn& turn, const WaitingRead& read) {
    if (replaceRead(read)) return;
    if (hasCommittedInTerm() || !turn.rules.readNeedsCommitInTerm) return;  // serveReads goes on at once.
    turn.fact(Turn::event(EventKind::Note, self_, Reason::OwnTermAwaited,
                          {0, currentTerm().value, volatile_.commitIndex.value}, read.client));
}

/// A new leader may not know how far its predecessors committed: that takes an entry of its own term (§5.4.2, §8).
bool Node::hasCommittedInTerm() const {
    return log().knowsTermAt(volatile_.commitIndex) && log().termAt(volatile_.commitIndex) == currentTerm();
}

// ---- A follower and its leader ----

void Node::askForReadIndex(Turn& turn, NodeId client) {
    for (const WaitingRead& read : reads_) {
        if (read.phase != ReadPhase::Leader || (client != kNoNode && read.client != client)) continue;
        turn.send(self_, volatile_.leaderId, ReadIndex{currentTerm(), read.client, read.seq});
    }
}

void Node::onReadIndex(Turn& turn, NodeId from, const ReadIndex& request) {
    if (role() != Role::Leader) {
        turn.fact(Turn::event(EventKind::Redirect, self_, Reason::NotLeader, {currentTerm().value}, from));
        return turn.send(self_, from, ReadIndexReply{currentTerm(), false, request.client, request.seq, LogIndex(0)});
    }
    WaitingRead read;
    read.client = request.client;
    read.seq = request.seq;
    read.asker = from;
    takeRead(turn, read);
}

void Node::onReadIndexReply(Turn& turn, NodeId from, const ReadIndexReply& reply) {
    const auto asked = std::find_if(reads_.begin(), reads_.end(), [&](const WaitingRead& read) {
        return read.phase == ReadPhase::Leader && read.client == reply.client && read.seq == reply.seq;
    });
    if (asked == reads_.end()) return;
    if (!reply.success) {
        const WaitingRead gone = *asked;
        reads_.erase(asked);
        return sendElsewhere(turn, gone, volatile_.leaderId == from ? kNoNode : volatile_.leaderId);
    }
    asked->phase = ReadPhase::Apply;
    asked->readIndex = reply.readIndex;
    if (volatile_.lastApplied >= reply.readIndex) return;
    if (!turn.rules.readWaitsForApply) return;
    turn.fact(Turn::event(EventKind::Note, self_, Reason::ApplyAwaited,
                          {0, reply.readIndex.value, volatile_.lastApplied.value}, asked->client));
}

// ---- From phase to phase ----

/// At the end of every input: what has come true lets reads go on.
void Node::serveReads(Turn& turn) {
    if (role() == Role::Leader) takeReadIndexes(turn);
    std::vector<WaitingRead> waiting;
    waiting.swap(reads_);
    for (WaitingRead& read : waiting) {
        if (!serve(turn, read)) reads_.push_back(read);
    }
}

/// "The leader saves its current commit index as readIndex" and makes sure by a round of heartbeats that it has not
/// been superseded (D §6.4). One round serves all reads that wait for one, and it begins at once.
void Node::takeReadIndexes(Turn& turn) {
    const bool knows = hasCommittedInTerm();
    if (!knows && turn.rules.readNeedsCommitInTerm) return;
    bool any = false;
    for (WaitingRead& read : reads_) {
        // A server that has just won still holds what it had asked its predecessor for.
        if (read.phase != ReadPhase::OwnTerm && read.phase != ReadPhase::Leader) continue;
        read.phase = ReadPhase::Round;
        read.readIndex = volatile_.commitIndex;
        read.sentBefore = leader_.seq;
        read.acks.insert(self_);
        any = true;
        const Reason reason = knows ? Reason::ReadIndexTaken : Reason::OwnTermNotAwaited;
        turn.fact(
            Turn::event(EventKind::Note, self_, reason, {0, read.readIndex.value, currentTerm().value}, read.client));
    }
    if (any && turn.rules.readConfirm) sendHeartbeats(turn);
}

/// One step of one read; true when it needs nothing more.
bool Node::serve(Turn& turn, WaitingRead& read) {
    const bool freshQuorum = isQuorum(config_, read.acks, turn.rules);
    if (read.phase == ReadPhase::Round) {
        const bool oldQuorum = isQuorum(config_, read.acks | read.oldAcks, turn.rules);
        if (!freshQuorum && !oldQuorum && turn.rules.readConfirm) return false;
        if (read.asker != kNoNode) {
            turn.send(self_, read.asker, ReadIndexReply{currentTerm(), true, read.client, read.seq, read.readIndex});
            return true;
        }
        read.phase = ReadPhase::Apply;
    }
    if (read.phase != ReadPhase::Apply) return false;
    const std::uint32_t readIndex = read.readIndex.value;
    const std::uint32_t lastApplied = volatile_.lastApplied.value;
    if (lastApplied < readIndex) {
        if (turn.rules.readWaitsForApply) return false;
        return answer(turn, read, Reason::ApplyNotAwaited, {readIndex, lastApplied}), true;
    }
    if (read.isLocal) return answer(turn, read, Reason::SeenApplied, {readIndex, lastApplied}), true;
    if (role() != Role::Leader || read.acks.empty()) {
        return answer(turn, read, Reason::ReadIndexApplied, {readIndex, lastApplied}), true;
    }
    const Reason reason = freshQuorum              ? Reason::LeadershipConfirmed
                          : turn.rules.readConfirm ? Reason::OldAcksCounted
                                                   : Reason::NotConfirmed;
    const QuorumCount agreed = quorumCount(config_, read.acks | read.oldAcks, turn.rules);
    answer(turn, read, reason,
           {readIndex, static_cast<std::uint32_t>(agreed.count), static_cast<std::uint32_t>(agreed.needed)});
    return true;
}

/// The world reads the state machine and fills in what it says.
void Node::answer(Turn& turn, const WaitingRead& read, Reason reason, std::array<std::uint32_t, 3> numbers) {
    turn.out.answers.push_back(ReadAnswer{read.client, read.seq, read.key});
    turn.fact(Turn::event(EventKind::Read, self_, reason, {read.key.value, 0, 0, 0, numbers[0], numbers[1], numbers[2]},
                          read.client));
}

/// `from` has acknowledged message `seq` in this term. Only of one sent after the read was taken does it follow that
/// nobody had been elected when the read came: an answer may be old.
void Node::acknowledged(Turn& turn, NodeId from, std::uint32_t seq) {
    if (seq == 0) return;  // A refusal of an older term.
    for (WaitingRead& read : reads_) {
        if (read.phase != ReadPhase::Round) continue;
        if (seq > read.sentBefore) read.acks.insert(from);
        if (!turn.rules.readFreshRound) read.oldAcks.insert(from);
    }
    if (turn.rules.lease) extendLease(turn, from, seq);
}

/// A leader steps down: it cannot confirm anything any more.
void Node::giveUpReads(Turn& turn) {
    std::vector<WaitingRead> kept;
    for (const WaitingRead& read : reads_) {
        if (read.phase == ReadPhase::Apply) {
            kept.push_back(read);  // Its index is good, whoever leads.
        } else if (read.asker != kNoNode) {
            turn.send(self_, read.asker, ReadIndexReply{currentTerm(), false, read.client, read.seq, LogIndex(0)});
        } else {
            sendElsewhere(turn, read, kNoNode);
        }
    }
    reads_ = std::move(kept);
}

void Node::sendElsewhere(Turn& turn, const WaitingRead& read, NodeId leader) {
    turn.fact(Turn::event(EventKind::Redirect, self_, Reason::NotLeader, {currentTerm().value}, read.client));
    turn.send(self_, read.client, ClientReply{read.seq, false, false, Value{}, leader});
}

}  // namespace raft
