// Elections: §5.2, and the restriction of §5.4.1 that keeps every committed entry.

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {

/// "On conversion to candidate, start election: increment currentTerm, vote for self, reset election timer, send
/// RequestVote RPCs to all other servers" (Figure 2).
/// `why` is a Role event whose operands start at 2; the term rises for the same reason. `disrupt`: the leader wants it.
void Node::startElection(Turn& turn, Event why, bool disrupt) {
    const Term before = currentTerm();
    const bool keeps = !turn.rules.newTermPerElection && before.value > 0;
    const Term term = keeps ? before : before + 1;
    enterTerm(turn, term);
    persistent_.votedFor = self_;
    turn.out.resetElectionTimer = true;

    if (keeps) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::TermKept, {0, term.value}));
        why.args[2] = term.value;
    } else {
        Event rises = why;
        rises.kind = EventKind::Term;
        rises.args[0] = before.value;
        rises.args[1] = term.value;
        turn.fact(rises);
    }
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
    const bool another = persistent_.votedFor != kNoNode && persistent_.votedFor != candidate;
    if (another && turn.rules.oneVotePerTerm) {
        return refuse(Reason::AlreadyVoted, {request.term.value, persistent_.votedFor.value});
    }
    const std::initializer_list<std::uint32_t> logs = {request.term.value, request.lastLogTerm.value,
                                                       request.lastLogIndex.value, log().lastTerm().value,
                                                       log().lastIndex().value};
    const bool upToDate = isUpToDate(request.lastLogTerm, request.lastLogIndex, log());
    if (!isNewEnough(turn.rules, request.lastLogTerm, request.lastLogIndex)) {
        return refuse(upToDate ? Reason::NewerLogRefused : Reason::LogNotUpToDate, logs);
    }
    if (another) {
        persistent_.votedFor = candidate;
        turn.out.persist = true;
        turn.out.resetElectionTimer = true;
        return answer(Turn::event(EventKind::Vote, self_, Reason::VotedAgain, {request.term.value}, candidate), true);
    }
    const bool repeated = persistent_.votedFor == candidate;
    const Reason older = turn.rules.compareLogs ? Reason::OlderLogTaken : Reason::LogsNotCompared;
    const Reason reason = repeated ? Reason::RepeatedVote : upToDate ? Reason::FreeVote : older;
    if (!repeated) {
        persistent_.votedFor = candidate;
        turn.out.persist = true;
    }
    turn.out.resetElectionTimer = true;
    answer(Turn::event(EventKind::Vote, self_, reason, logs, candidate), true);
}

/// Does a candidate with this last entry get the vote, as far as the logs go (§5.4.1)? Bent rules look at one of the
/// two numbers only, or compare with what the voter knows to be committed.
bool Node::isNewEnough(const Rules& rules, Term lastLogTerm, LogIndex lastLogIndex) const {
    if (!rules.compareLogs) return true;
    switch (rules.compareBy) {
        case CompareBy::TermAndIndex: return isUpToDate(lastLogTerm, lastLogIndex, log());
        case CompareBy::Index: return lastLogIndex >= log().lastIndex();
        case CompareBy::Term: return lastLogTerm >= log().lastTerm();
        case CompareBy::CommitIndex: break;
    }
    const LogIndex known = std::min(volatile_.commitIndex, log().lastIndex());
    const Term term = log().knowsTermAt(known) ? log().termAt(known) : Term(0);
    return lastLogTerm != term ? lastLogTerm > term : lastLogIndex >= known;
}

void Node::onRequestVoteReply(Turn& turn, NodeId from, const RequestVoteReply& reply) {
    // Votes that come in after the election is won are still counted: one sees who supported the leader.
    const bool counts = role() == Role::Candidate || role() == Role::Leader;
    const bool stale = reply.term != currentTerm();
    if (!counts || (stale && (turn.rules.ignoreStaleVotes || !reply.voteGranted))) return;
    if (stale) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::StaleAnswerCounted,
                              {0, reply.term.value, currentTerm().value}, from));
    }
    if (!reply.voteGranted) {
        volatile_.votesRefused.insert(from);
        if (role() == Role::Candidate) giveUpIfRefused(turn, volatile_.votesRefused);
        return;
    }
    if (!turn.rules.countVotesOnce && role() == Role::Candidate && volatile_.votesGranted.contains(from)) {
        ++volatile_.votesRepeated;
        turn.fact(Turn::event(EventKind::Note, self_, Reason::VoteCountedTwice, {0, currentTerm().value}, from));
    }
    volatile_.votesGranted.insert(from);
    checkElectionWon(turn);
}

/// "If votes received from majority of servers: become leader" (Figure 2).
void Node::checkElectionWon(Turn& turn) {
    if (role() != Role::Candidate) return;
    const int repeated = static_cast<int>(volatile_.votesRepeated);
    const QuorumCount agreed = quorumCount(config_, volatile_.votesGranted, turn.rules);
    const int votes = agreed.count + repeated;
    if (votes < agreed.needed) return;
    become(turn, Role::Leader,
           Turn::event(EventKind::Role, self_, Reason::WonMajority,
                       {0, 0, currentTerm().value, static_cast<std::uint32_t>(votes),
                        static_cast<std::uint32_t>(agreed.needed)}));
    lead(turn);
}

/// A leader's first acts: fresh leader state, and AppendEntries to everybody at once so that no other election starts.
void Node::lead(Turn& turn) {
    volatile_.leaderId = self_;
    leader_ = LeaderState{};
    leader_.nextIndex.fill(log().lastIndex() + 1);
    if (!turn.rules.matchStartsAtZero) leader_.matchIndex.fill(log().lastIndex());
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
