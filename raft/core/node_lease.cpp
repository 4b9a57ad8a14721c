// The leader's lease, and the voters who keep it (D §6.4.1).

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {

// ---- The leader's side ----

/// Messages that leave now: their acknowledgements will count from this moment.
void Node::rememberSent(const Turn& turn) {
    Lease& lease = leader_.lease;
    const SimTime now = turn.clock.now;
    const auto tooOld = [&](const Lease::Sent& sent) { return now - sent.at > turn.clock.electionTimeout; };
    lease.sent.erase(lease.sent.begin(), std::find_if_not(lease.sent.begin(), lease.sent.end(), tooOld));
    if (lease.sent.empty() || lease.sent.back().at != now) lease.sent.push_back({leader_.seq, now});
}

/// `from` acknowledges message `seq`: until an election timeout after it got it, it votes for nobody. When that was
/// only it knows; not before the message left. So the lease counts from the sending and not from the acknowledgement.
void Node::extendLease(const Turn& turn, NodeId from, std::uint32_t seq) {
    Lease& lease = leader_.lease;
    SimTime since = kLongAgo;
    for (const Lease::Sent& sent : lease.sent) {
        if (sent.firstSeq <= seq) since = sent.at;
    }
    if (!turn.rules.leaseFromSend) since = turn.clock.now;
    SimTime& known = lease.acknowledged[from.value];
    known = std::max(known, since);
}

/// Until when it may take itself for the only leader, by its own clock: the newest moment since which a majority has
/// promised, and then an election timeout, which must be over for it before it is for any voter whose clock runs faster
/// by up to the drift bound.
SimTime Node::leaseUntil(const Rules& rules, const LocalClock& clock) const {
    const Lease& lease = leader_.lease;
    if (role() != Role::Leader || !rules.lease || lease.ended) return kLongAgo;
    const auto since = [&](NodeId server) { return server == self_ ? clock.now : lease.acknowledged[server.value]; };
    SimTime begins = kLongAgo;
    for (const NodeId server : config_.deciders()) {
        NodeSet promised;
        for (const NodeId other : config_.deciders()) {
            if (since(other) >= since(server)) promised.insert(other);
        }
        if (isQuorum(config_, promised, rules)) begins = std::max(begins, since(server));
    }
    if (begins == kLongAgo) return kLongAgo;
    const std::int64_t bound = rules.leaseAllowsDrift ? kClockDriftBound : 1;
    return begins + SimTime(clock.electionTimeout.us / bound);
}

/// A lease read needs nobody else: no other leader can be, so nothing newer can be committed. It still needs what
/// ReadIndex needs of the leader itself: an entry of its own term that is committed.
bool Node::answersByLease(Turn& turn, const WaitingRead& read) {
    const auto note = [&](Reason reason, std::uint32_t number) {
        turn.fact(Turn::event(EventKind::Note, self_, reason, {0, number}, read.client));
        return false;
    };
    if (!turn.rules.lease) return note(Reason::LeaseNotUsed, currentTerm().value);
    const SimTime until = leaseUntil(turn.rules, turn.clock);
    const SimTime now = turn.clock.now;
    if (until <= now) {
        const bool ever = until != kLongAgo;
        return note(ever ? Reason::LeaseExpired : Reason::NoLease,
                    ever ? microseconds(now - until) : currentTerm().value);
    }
    if (!hasCommittedInTerm() && turn.rules.readNeedsCommitInTerm) return false;
    if (volatile_.lastApplied < volatile_.commitIndex && turn.rules.readWaitsForApply) return false;
    answer(turn, read, Reason::LeaseHeld, {volatile_.commitIndex.value, microseconds(until - now), 0});
    return true;
}

void Node::forgetPromises() {
    leader_.lease.sent.clear();
    leader_.lease.acknowledged = Lease::allLongAgo();
}

/// Before the leader lets another server be elected out of turn: from now on, and for the rest of its term, it answers
/// nothing by itself. The message that starts that election may arrive at any time.
void Node::endLease(const Rules& rules) {
    if (rules.leaseEndsOnTransfer) leader_.lease.ended = true;
}

// ---- The voters' side ----

/// A lease is only as good as the voters' promise behind it: as long as an election timeout has not passed since one
/// heard from its leader, it neither votes nor runs (D §4.2.3, §6.4.1). A leader that holds a lease is bound as well.
bool Node::keepsLease(const Turn& turn) const {
    if (!turn.rules.lease || !turn.rules.leaseBindsVoters) return false;
    if (role() == Role::Leader) return leaseUntil(turn.rules, turn.clock) > turn.clock.now;
    return turn.clock.now - volatile_.heardAt < turn.clock.electionTimeout;
}

std::array<std::uint32_t, 2> Node::sinceHeard(const Turn& turn) const {
    const SimTime ago = role() == Role::Leader ? SimTime() : turn.clock.now - volatile_.heardAt;
    return {microseconds(ago), microseconds(turn.clock.electionTimeout)};
}

/// It does not even take up the candidate's term, or a leader would be unseated by its own voters.
void Node::ignoreCandidate(Turn& turn, NodeId candidate, Term term) {
    const auto [ago, least] = sinceHeard(turn);
    turn.fact(Turn::event(EventKind::Refuse, self_, Reason::BoundByLease, {term.value, ago, least}, candidate));
}

/// Its own timer ran out too early, by hand or by a clock that jumped. It waits for another timeout.
void Node::postponeElection(Turn& turn) {
    const auto [ago, least] = sinceHeard(turn);
    turn.fact(Turn::event(EventKind::Note, self_, Reason::LeaseOutlastsTimer, {0, ago, least}));
    turn.out.resetElectionTimer = true;
}

}  // namespace raft
