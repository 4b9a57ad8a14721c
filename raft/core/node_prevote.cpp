// Elections that disturb nobody: pre-votes (D §9.6), and servers that stay with the leader they hear (D §4.2.3).

#include "raft/core/turn.h"

namespace raft {

/// The election timer fired: stand for election (§5.2), or ask first whether that has a chance (D §9.6).
void Node::electionTimedOut(Turn& turn) {
    if (role() == Role::Leader) return;
    if (!mayCampaign()) return turn.fact(Turn::event(EventKind::Note, self_, Reason::NotAVoter));
    if (keepsLease(turn)) return postponeElection(turn);
    if (turn.rules.preVote) return startPreVote(turn);
    startElection(turn, Turn::event(EventKind::Role, self_, Reason::NobodyHeard, {0, 0, (currentTerm() + 1).value}),
                  false);
}

/// "A candidate only increments its term if it first learns from a majority of the cluster that they would be willing
/// to grant the candidate their votes" (D §9.6). Asking changes neither term nor vote.
void Node::startPreVote(Turn& turn) {
    const Term term = currentTerm() + 1;
    if (role() == Role::Candidate) {  // Its election came to nothing: it asks before it stands again.
        become(turn, Role::Follower,
               Turn::event(EventKind::Role, self_, Reason::ElectionExpired, {0, 0, currentTerm().value}));
    }
    volatile_.leaderId = kNoNode;
    turn.out.resetElectionTimer = true;
    if (role() != Role::PreCandidate) {
        become(turn, Role::PreCandidate, Turn::event(EventKind::Role, self_, Reason::AsksFirst, {0, 0, term.value}));
    }
    turn.fact(Turn::event(EventKind::PreVote, self_, Reason::OwnPreVote, {1, term.value, term.value}, self_));
    volatile_.preVotes = PreVotes{};
    volatile_.preVotes.granted.insert(self_);
    for (const NodeId peer : config_.deciders()) {
        if (peer != self_) turn.send(self_, peer, PreVote{term, self_, log().lastIndex(), log().lastTerm()});
    }
    checkPreVoteWon(turn);  // The only voter of its cluster needs nobody else.
}

/// The receiver of a pre-vote says what it would answer a vote, and forgets about it: term, vote, role and timer stay.
/// Unlike a vote, it is also refused by a server that hears a leader: the election would only disturb it. etcd leaves
/// that to its CheckQuorum; without it, whoever was removed and has a good log still wins.
void Node::onPreVote(Turn& turn, const Message& message, const PreVote& request) {
    const NodeId candidate = message.from;
    const std::uint32_t term = request.term.value;
    const auto answer = [&](const Event& why, bool granted) {
        turn.fact(why);
        // A refusal carries the voter's own term: who asks in an older one learns of it, or would ask for ever.
        turn.send(self_, candidate, PreVoteReply{granted ? request.term : currentTerm(), granted});
    };
    const auto refuse = [&](Reason reason, std::initializer_list<std::uint32_t> args) {
        answer(Turn::event(EventKind::PreVote, self_, reason, args, candidate), false);
    };
    if (request.term <= currentTerm()) return refuse(Reason::PreVoteTermNotNew, {0, term, term, currentTerm().value});
    const bool heeds = turn.rules.preVoteHeedsLeader;
    if (heeds && role() == Role::Leader) return refuse(Reason::LeadsItself, {0, term, currentTerm().value});
    if (heeds && isLed(turn)) {
        return refuse(Reason::StillLed,
                      {0, term, currentTerm().value, microseconds(turn.clock.now - *volatile_.leaderHeard),
                       microseconds(turn.clock.electionTimeout)});
    }
    if (!turn.rules.voteForNonMember && !config_.deciders().contains(candidate)) {
        return refuse(Reason::NotAMember, {0, term, term});
    }
    const bool upToDate = isUpToDate(request.lastLogTerm, request.lastLogIndex, log());
    const bool granted = isNewEnough(turn.rules, request.lastLogTerm, request.lastLogIndex);
    // Without a comparison every log would do; with a bent one it is said which log was taken, or not.
    const Reason other = upToDate ? Reason::NewerLogRefused : Reason::OlderLogTaken;
    const bool asUsual = granted == upToDate || !turn.rules.compareLogs;
    const Reason usual = granted ? Reason::WouldVote : Reason::PreVoteLogOlder;
    answer(Turn::event(EventKind::PreVote, self_, asUsual ? usual : other,
                       {granted ? 1U : 0U, term, term, request.lastLogTerm.value, request.lastLogIndex.value,
                        log().lastTerm().value, log().lastIndex().value},
                       candidate),
           granted);
    if (granted && !turn.rules.preVotePure) bindToPreVote(turn, candidate, request.term);
}

/// The bent rule preVotePure: whoever asks has a vote already, and the term has risen although nobody stands.
void Node::bindToPreVote(Turn& turn, NodeId candidate, Term term) {
    turn.fact(Turn::event(EventKind::Term, self_, Reason::PreVoteBinds, {currentTerm().value, term.value, term.value},
                          candidate));
    enterTerm(turn, term);
    if (role() != Role::Follower) {
        become(turn, Role::Follower,
               Turn::event(EventKind::Role, self_, Reason::PreVoteBinds, {0, 0, term.value}, candidate));
    }
    persistent_.votedFor = candidate;
    turn.fact(Turn::event(EventKind::Vote, self_, Reason::PreVoteBinds, {term.value}, candidate));
    turn.out.resetElectionTimer = true;
}

/// Answers to this round count, late answers to one that led to an election do not: they were no votes.
void Node::onPreVoteReply(Turn& turn, NodeId from, const PreVoteReply& reply) {
    if (reply.voteGranted && reply.term == currentTerm() && role() == Role::Candidate && turn.rules.countPreVotes) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::PreVoteCounted, {0, currentTerm().value}, from));
        volatile_.votesGranted.insert(from);
        return checkElectionWon(turn);
    }
    if (role() != Role::PreCandidate) return;
    if (!reply.voteGranted) {
        volatile_.preVotes.refused.insert(from);
        return giveUpIfRefused(turn, volatile_.preVotes.refused);
    }
    if (reply.term != currentTerm() + 1) return;
    volatile_.preVotes.granted.insert(from);
    checkPreVoteWon(turn);
}

void Node::checkPreVoteWon(Turn& turn) {
    const QuorumCount agreed = quorumCount(config_, volatile_.preVotes.granted, turn.rules);
    if (!agreed.isEnough()) return;
    const auto votes = static_cast<std::uint32_t>(agreed.count);
    const auto needed = static_cast<std::uint32_t>(agreed.needed);
    startElection(
        turn, Turn::event(EventKind::Role, self_, Reason::PreVoteWon, {0, 0, (currentTerm() + 1).value, votes, needed}),
        false);
}

/// So many have refused that the others are no majority. The paper waits for the election timer, and so do we unless a
/// rule says otherwise: etcd follows again at once, in the same term.
void Node::giveUpIfRefused(Turn& turn, NodeSet refused) {
    if (turn.rules.majorityRefused != MajorityRefused::Follow) return;
    const QuorumCount open = quorumCount(config_, config_.deciders() - refused, turn.rules);
    if (open.isEnough()) return;
    become(turn, Role::Follower,
           Turn::event(EventKind::Role, self_, Reason::MajorityRefused,
                       {0, 0, currentTerm().value, static_cast<std::uint32_t>(open.of - open.count),
                        static_cast<std::uint32_t>(open.needed)}));
}

/// Does it lead, or has it heard its leader within the least election timeout, by its own clock?
bool Node::isLed(const Turn& turn) const {
    if (role() == Role::Leader) return true;
    if (volatile_.leaderId == kNoNode || !volatile_.leaderHeard) return false;
    const SimTime since = turn.clock.now - *volatile_.leaderHeard;
    return since >= SimTime() && since < turn.clock.electionTimeout;
}

/// "If a server receives a RequestVote request within the minimum election timeout of hearing from a current leader, it
/// does not update its term or grant its vote" (D §4.2.3), unless the leader itself asked for that election.
bool Node::ignoresVote(Turn& turn, const Message& message) {
    const auto* request = std::get_if<RequestVote>(&message.body);
    if (request == nullptr || request->disrupt) return false;
    if (keepsLease(turn)) {
        ignoreCandidate(turn, message.from, request->term);
        return true;
    }
    if (!turn.rules.ignoreVoteWhileLed) return false;
    if (request->term < currentTerm() || !isLed(turn)) return false;
    if (role() == Role::Leader) {
        turn.fact(Turn::event(EventKind::Refuse, self_, Reason::LeadsItself, {currentTerm().value}, message.from));
        return true;
    }
    turn.fact(Turn::event(EventKind::Refuse, self_, Reason::VoteIgnored,
                          {request->term.value, microseconds(turn.clock.now - *volatile_.leaderHeard),
                           microseconds(turn.clock.electionTimeout)},
                          message.from));
    return true;
}

}  // namespace raft
