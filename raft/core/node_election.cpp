// Elections: §5.2, and the restriction of §5.4.1 that keeps every committed entry.

#include "raft/core/turn.h"

namespace raft {

/// "On conversion to candidate, start election: increment currentTerm, vote for self, reset election timer, send
/// RequestVote RPCs to all other servers" (Figure 2).
/// `why` is a Role event whose operands start at 2; the term rises for the same reason. `disrupt`: the leader wants it.
void Node::startElection(Turn& turn, Event why, bool disrupt) {
    const Term before = currentTerm();
    const Term term = before + 1;
    enterTerm(turn, term);
    persistent_.votedFor = self_;
    turn.out.resetElectionTimer = true;

    Event rises = why;
    rises.kind = EventKind::Term;
    rises.args[0] = before.value;
    rises.args[1] = term.value;
    turn.fact(rises);
    // A candidate whose election came to nothing is one again: a role event even though the role has not changed.
    become(turn, Role::Candidate, why);
    turn.fact(Turn::event(EventKind::Vote, self_, Reason::OwnVote, {term.value}, self_));
    volatile_.votesGranted.insert(self_);

    for (const NodeId peer : config_.deciders()) {
        if (peer == self_) continue;
        turn.send(self_, peer, RequestVote{term, self_, log().lastIndex(), log().lastTerm(), disrupt});
    }
    // Its own vote, like any other, counts once it is on disk: the only voter of a cluster that led before could
    // restart and lead the same term again. Everybody else's answers come later than that anyway.
    if (turn.rules.ackBeforePersist) checkElectionWon(turn);
}

/// RequestVote, receiver (Figure 2). A refusal does not reset the election timer; a grant does.
void Node::onRequestVote(Turn& turn, const Message& message, const RequestVote& request) {
    const NodeId candidate = message.from;
    const auto answer = [&](const Event& why, bool granted) {
        turn.fact(why);
        if (why.reason == Reason::StaleTerm && !turn.rules.answerStaleTerms) return;
        turn.send(self_, candidate, RequestVoteReply{currentTerm(), granted});
    };
    const auto refuse = [&](Reason reason, std::initializer_list<std::uint32_t> args) {
        answer(Turn::event(EventKind::Refuse, self_, reason, args, candidate), false);
    };

    if (request.term < currentTerm()) return refuse(Reason::StaleTerm, {request.term.value, currentTerm().value});
    if (!turn.rules.voteForNonMember && !config_.deciders().contains(candidate)) {
        return refuse(Reason::NotAMember, {request.term.value});
    }
    if (persistent_.votedFor != kNoNode && persistent_.votedFor != candidate) {
        return refuse(Reason::AlreadyVoted, {request.term.value, persistent_.votedFor.value});
    }
    const std::initializer_list<std::uint32_t> logs = {request.term.value, request.lastLogTerm.value,
                                                       request.lastLogIndex.value, log().lastTerm().value,
                                                       log().lastIndex().value};
    const bool upToDate = isUpToDate(request.lastLogTerm, request.lastLogIndex, log());
    if (!upToDate && turn.rules.compareLogs) return refuse(Reason::LogNotUpToDate, logs);

    const bool repeated = persistent_.votedFor == candidate;
    const Reason reason = repeated ? Reason::RepeatedVote : upToDate ? Reason::FreeVote : Reason::LogsNotCompared;
    if (!repeated) {
        persistent_.votedFor = candidate;
        turn.out.persist = true;
    }
    turn.out.resetElectionTimer = true;
    answer(Turn::event(EventKind::Vote, self_, reason, logs, candidate), true);
}

void Node::onRequestVoteReply(Turn& turn, NodeId from, const RequestVoteReply& reply) {
    // Votes that come in after the election is won are still counted: one sees who supported the leader.
    const bool counts = role() == Role::Candidate || role() == Role::Leader;
    if (!counts || reply.term != currentTerm()) return;
    if (!reply.voteGranted) {
        volatile_.votesRefused.insert(from);
        if (role() == Role::Candidate) giveUpIfRefused(turn, volatile_.votesRefused);
        return;
    }
    volatile_.votesGranted.insert(from);
    checkElectionWon(turn);
}

/// "If votes received from majority of servers: become leader" (Figure 2).
void Node::checkElectionWon(Turn& turn) {
    if (role() != Role::Candidate || !isQuorum(config_, volatile_.votesGranted, turn.rules)) return;
    const int votes = (volatile_.votesGranted & config_.deciders()).size();
    const int needed = quorumSize(turn.rules);
    become(turn, Role::Leader,
           Turn::event(
               EventKind::Role, self_, Reason::WonMajority,
               {0, 0, currentTerm().value, static_cast<std::uint32_t>(votes), static_cast<std::uint32_t>(needed)}));
    lead(turn);
}

/// A leader's first acts: fresh leader state, and AppendEntries to everybody at once so that no other election starts.
void Node::lead(Turn& turn) {
    volatile_.leaderId = self_;
    leader_ = LeaderState{};
    leader_.nextIndex.fill(log().lastIndex() + 1);
    // Its own vote and its vote requests waited until everything before them was durable (D §3.8), so its whole log is.
    leader_.durableIndex = log().lastIndex();
    turn.out.stopElectionTimer = true;
    turn.out.startHeartbeats = true;
    if (turn.rules.noopOnElection) {
        Entry noop;
        noop.term = currentTerm();
        noop.type = EntryType::Noop;
        appendOwn(turn, noop, Reason::NewLeaderNoop);
    }
    sendHeartbeats(turn);
    if (config_.isJoint() && !turn.rules.jointWaitsForCommit) leaveJoint(turn, Reason::JointNotAwaited);
}

}  // namespace raft
