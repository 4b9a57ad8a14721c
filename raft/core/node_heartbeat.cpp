// Heartbeats: AppendEntries as in the paper (§5.2), or a message of their own as in etcd and dragonboat.

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {

// ---- The leader's side ----

/// At regular times, and when a read asks whether it still leads. What an AppendEntries tells beside entries, a message
/// of its own tells as well. It names no entry that the peer could compare, so it must not speak of entries that the
/// peer has not acknowledged: leaderCommit is cut to matchIndex.
void Node::sendHeartbeats(Turn& turn) {
    if (turn.rules.heartbeats == Heartbeats::AppendEntries) return appendToAll(turn);
    for (const NodeId peer : config_.members()) {
        if (peer == self_) continue;
        const LogIndex commit = std::min(leader_.matchIndex[peer.value], volatile_.commitIndex);
        const Heartbeat heartbeat{currentTerm(), commit, ++leader_.seq};
        if (turn.rules.lease) rememberSent(turn);
        turn.send(self_, peer, heartbeat);
    }
}

/// It counts like any acknowledgement, but for the log. Nothing else repeats what was lost, since heartbeats carry no
/// entries: whoever answers one and has not acknowledged the whole log is sent to again. A refusal, of something that
/// this server sent in an older term, has seq 0 and says only that its sender is alive.
void Node::onHeartbeatReply(Turn& turn, NodeId from, const HeartbeatReply& reply) {
    if (role() != Role::Leader || reply.term != currentTerm()) return;
    heardFrom(turn, from);
    acknowledged(turn, from, reply.seq);
    if (leader_.catchUp.server == from) leader_.catchUp.heardAt = turn.clock.now;
    std::uint32_t& unanswered = leader_.unanswered[from.value];
    if (reply.seq <= unanswered) return;  // It left before the last AppendEntries and tells nothing of that.
    const bool lacksEntries = leader_.matchIndex[from.value] < log().lastIndex();
    if (lacksEntries || leader_.probing.contains(from)) return sendAppendEntries(turn, from);
    unanswered = 0;
    catchUpMoved(turn, from);  // A learner that has everything gets no entries any more: this is all that it answers.
}

// ---- The follower's side ----

/// No consistency check: the leader speaks only of what this server has acknowledged in its term, and up to there the
/// logs agree. commitIndex rises to that; a log that its disk has cut since ends earlier.
void Node::onHeartbeat(Turn& turn, NodeId from, const Heartbeat& request) {
    if (request.term < currentTerm()) {
        if (refuseStaleLeader(turn, from, request.term, LogIndex(0))) {
            turn.send(self_, from, HeartbeatReply{currentTerm(), 0});
        }
        return;
    }
    heedLeader(turn, from);
    const LogIndex commit = std::min(request.leaderCommit, log().lastIndex());
    if (commit > volatile_.commitIndex) {
        raiseCommitIndex(
            turn, commit,
            Turn::event(EventKind::Commit, self_, Reason::CommitInHeartbeat, {0, 0, request.leaderCommit.value}, from));
    }
    turn.send(self_, from, HeartbeatReply{currentTerm(), request.seq});
}

}  // namespace raft
