#pragma once
// What a step of a server asks of its world.

#include <vector>

#include "raft/core/event.h"
#include "raft/core/message.h"

namespace raft {

/// A read that may be answered from the state machine as it is now.
struct ReadAnswer {
    NodeId client = kNoNode;
    std::uint32_t seq = 0;
    TextId key;
};

/// Filled by one Node::step; the caller owns the buffer and reuses it.
/// A message that reveals persistent state can only be handed over through `send`, which puts it behind the disk: to
/// acknowledge before persisting is impossible to write by accident. The world releases `afterPersist` once everything
/// the server has written so far is durable.
class Effects {
public:
    std::vector<Event> facts;           ///< In order. A Send fact stands where its message left.
    std::vector<Message> now;           ///< One per Send fact, in the same order.
    std::vector<Message> afterPersist;  ///< Wait for the disk.
    std::vector<ReadAnswer> answers;    ///< One per Read fact, in the same order.
    bool persist = false;               ///< The persistent state changed: write it.
    bool resetElectionTimer = false;    ///< Draw a new election timeout, counted from now.
    bool stopElectionTimer = false;     ///< A leader has none.
    bool startHeartbeats = false;       ///< From now on, every heartbeat interval.
    bool stopHeartbeats = false;

    void clear() {
        facts.clear();
        now.clear();
        afterPersist.clear();
        answers.clear();
        persist = resetElectionTimer = stopElectionTimer = startHeartbeats = stopHeartbeats = false;
    }

    void fact(const Event& event) { facts.push_back(event); }

    /// Sends `message` now, or after the disk has written.
    void send(Message message, bool waitsForDisk) {
        if (waitsForDisk) {
            afterPersist.push_back(std::move(message));
            return;
        }
        Event event;
        event.kind = EventKind::Send;
        event.node = message.from;
        event.peer = message.to;
        facts.push_back(event);
        now.push_back(std::move(message));
    }
};

}  // namespace raft
