// How a leader gives up its office: cut off from a quorum (D §6.2), or by transfer to another server (D §3.10).

#include "raft/core/turn.h"

namespace raft {

// ---- CheckQuorum ----

/// "A leader steps down if an election timeout elapses without a successful round of heartbeats to a majority of its
/// cluster" (D §6.2). Looked at whenever heartbeats are due; every time is of its own clock.
void Node::checkQuorum(Turn& turn) {
    Contact& contact = leader_.contact;
    if (!turn.rules.checkQuorum) {
        if (!contact.known.empty()) contact = Contact{};
        return;
    }
    contact.known = contact.known & config_.members();  // Who comes back is new again.
    NodeSet heard;
    heard.insert(self_);
    for (const NodeId peer : config_.deciders()) {
        if (peer == self_) continue;
        if (!contact.known.contains(peer)) heardFrom(turn, peer);
        if (turn.clock.now - contact.heardAt[peer.value] < turn.clock.electionTimeout) heard.insert(peer);
    }
    const QuorumCount agreed = quorumCount(config_, heard, turn.rules);
    if (agreed.isEnough()) return;

    const Term before = currentTerm();
    const Term after = turn.rules.quorumLost == QuorumLost::NextTerm ? before + 1 : before;
    const auto count = static_cast<std::uint32_t>(agreed.count);
    const auto needed = static_cast<std::uint32_t>(agreed.needed);
    if (after > before) {
        turn.fact(Turn::event(EventKind::Term, self_, Reason::QuorumLost,
                              {before.value, after.value, before.value, count, needed}));
        enterTerm(turn, after);
    }
    volatile_.leaderId = kNoNode;
    become(turn, Role::Follower,
           Turn::event(EventKind::Role, self_, Reason::QuorumLost, {0, 0, before.value, count, needed}));
}

/// An answer in this term, or a peer that is new.
void Node::heardFrom(const Turn& turn, NodeId peer) {
    if (!turn.rules.checkQuorum) return;
    leader_.contact.known.insert(peer);
    leader_.contact.heardAt[peer.value] = turn.clock.now;
}

// ---- Transfer of leadership ----

/// The leader stops taking commands, brings the target up to date and tells it to stand for election at once. A second
/// request for the same target changes nothing, not even the time it has; one for another takes its place.
void Node::startTransfer(Turn& turn, NodeId to) {
    const std::uint32_t term = currentTerm().value;
    const auto tell = [&](TransferPhase phase, Reason reason, NodeId target) {
        turn.fact(Turn::event(EventKind::Transfer, self_, reason, {static_cast<std::uint32_t>(phase), term}, target));
    };
    if (role() != Role::Leader) return tell(TransferPhase::Refused, Reason::TransferNotLeader, to);
    if (to == self_) return tell(TransferPhase::Refused, Reason::TransferToSelf, to);
    if (!config_.deciders().contains(to)) return tell(TransferPhase::Refused, Reason::TransferToNonVoter, to);
    Transfer& transfer = leader_.transfer;
    if (transfer.to == to) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::TransferUnderWay, {0, term}, to));
        return;
    }
    if (transfer.runs()) tell(TransferPhase::Abort, Reason::TransferReplaced, transfer.to);
    transfer = Transfer{to, turn.clock.now, false};
    turn.fact(Turn::event(EventKind::Transfer, self_, Reason::TransferAsked,
                          {static_cast<std::uint32_t>(TransferPhase::Start), term, leader_.matchIndex[to.value].value,
                           log().lastIndex().value},
                          to));
    pursueTransfer(turn);
    if (!transfer.told && mayAsk(turn.rules, to)) sendAppendEntries(turn, to);
}

/// Once the target has the whole log it may stand: its log is then at least as new as anybody's.
void Node::pursueTransfer(Turn& turn) {
    Transfer& transfer = leader_.transfer;
    if (!transfer.runs() || transfer.told || leader_.matchIndex[transfer.to.value] < log().lastIndex()) return;
    transfer.told = true;
    endLease(turn.rules);  // The target may be elected before the lease is over (D §6.4.1).
    turn.fact(Turn::event(
        EventKind::Transfer, self_, Reason::TransferReady,
        {static_cast<std::uint32_t>(TransferPhase::TimeoutNow), currentTerm().value, log().lastIndex().value},
        transfer.to));
    turn.send(self_, transfer.to, TimeoutNow{currentTerm()});
}

/// With the heartbeats: if it takes longer than an election timeout, the leader goes on as before ("the prior leader
/// aborts the transfer and resumes accepting client requests", D §3.10).
void Node::watchTransfer(Turn& turn) {
    Transfer& transfer = leader_.transfer;
    if (!transfer.runs()) return;
    const SimTime waited = turn.clock.now - transfer.since;
    const bool gone = !config_.deciders().contains(transfer.to);
    if (!gone && waited < turn.clock.electionTimeout) {
        if (transfer.told) turn.send(self_, transfer.to, TimeoutNow{currentTerm()});
        return;
    }
    turn.fact(Turn::event(EventKind::Transfer, self_, gone ? Reason::TransferTargetGone : Reason::TransferTimedOut,
                          {static_cast<std::uint32_t>(TransferPhase::Abort), currentTerm().value, microseconds(waited)},
                          transfer.to));
    transfer = Transfer{};
}

/// The leader hands over: no election timeout, no pre-vote, and the request says that the leader wants it (D §4.2.3).
void Node::onTimeoutNow(Turn& turn, NodeId from, const TimeoutNow& request) {
    if (request.term < currentTerm() || role() == Role::Leader || !mayCampaign()) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::TimeoutNowIgnored,
                              {0, request.term.value, currentTerm().value}, from));
        return;
    }
    startElection(
        turn, Turn::event(EventKind::Role, self_, Reason::LeaderAsked, {0, 0, (currentTerm() + 1).value}, from), true);
}

}  // namespace raft
