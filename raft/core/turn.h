#pragma once
// What the handlers of one input share. Private to the Node.

#include <algorithm>
#include <initializer_list>

#include "raft/core/node.h"
#include "raft/core/quorum.h"

namespace raft {

/// A duration as an operand of an event; more than 71 minutes are 71.
inline std::uint32_t microseconds(SimTime duration) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(duration.us, 0, UINT32_MAX));
}

struct Node::Turn {
    const Rules& rules;
    const LocalClock& clock;
    Effects& out;

    /// Starts a fact of `kind` by `node`; operands follow in the order that EventKind and ReasonInfo name.
    static Event event(EventKind kind, NodeId node, Reason reason, std::initializer_list<std::uint32_t> args = {},
                       NodeId peer = kNoNode) {
        Event event;
        event.kind = kind;
        event.node = node;
        event.peer = peer;
        event.reason = reason;
        std::size_t at = 0;
        for (const std::uint32_t arg : args) event.args[at++] = arg;
        return event;
    }

    /// A server that asked, or whose leader stepped down by itself, or whom those with a leader do not listen to, may
    /// be in a term that nobody leads. It only gets out of there if the leader of an older one learns of it.
    bool answersStaleLeaders() const {
        return rules.answerStaleTerms || rules.preVote || rules.checkQuorum || rules.ignoreVoteWhileLed || rules.lease;
    }

    void fact(const Event& event) { out.fact(event); }
    void send(NodeId from, NodeId to, auto body) {
        Message message{from, to, std::move(body)};
        const bool waits = (revealsPersistentState(message) && !rules.ackBeforePersist) ||
                           (carriesEntries(message) && rules.leaderWaitsForDisk);
        out.send(std::move(message), waits);
    }
};

}  // namespace raft
