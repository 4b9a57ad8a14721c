#pragma once
// Clients: one request outstanding each, later ones queue; they retry for ever (§8).

#include <cstdint>
#include <deque>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/paged.h"
#include "raft/base/sim_time.h"
#include "raft/base/value.h"
#include "raft/core/message.h"

namespace raft {

/// What a client asks for.
struct Operation {
    TextId text;     ///< As the trace and pictures show it: "x=1", "read x".
    TextId command;  ///< What goes into the log, or the key of a read that stays out of it.
    bool isRead = false;
    ReadMode mode = ReadMode::Log;
};

/// One request in the client's history.
struct ClientCall {
    std::uint32_t seq = 0;
    TextId text;
    bool isRead = false;
    bool returned = false;
    bool ok = false;
    bool expired = false;           ///< Refused with its session: an earlier try may have taken effect, or none.
    ReadMode mode = ReadMode::Log;  ///< Of a read.
    LogIndex session;               ///< The one that it was sent in, where sessions expire; 0: in none yet.
    SimTime invoked;
    SimTime returnedAt;
    Value value;

    /// It may be stale and never counts against linearizability.
    bool isLocal() const { return isRead && mode == ReadMode::Local; }
};

/// A request that waits its turn.
struct QueuedCall {
    Operation operation;
    std::uint32_t seq = 0;
    NodeId to = kNoNode;
};

struct Client {
    NodeId believedLeader = kNoNode;
    std::uint32_t lastSeq = 0;  ///< The highest number given out.
    bool waiting = false;       ///< A request is outstanding: `current`.
    QueuedCall current;
    SimTime deadline = kNever;  ///< When it will ask the next server.
    std::uint64_t deadlineOrder = 0;
    LogIndex session;             ///< Where sessions expire: the one it has; 0: it has to open one first.
    LogIndex seen;                ///< Where local reads may wait: the newest state that an answer came from.
    std::uint32_t redirects = 0;  ///< In a row, without an answer: a loop of stale hints ends here.
    std::deque<QueuedCall> queue;
    Paged<ClientCall> calls;  ///< Every call, in order of invocation.
};

}  // namespace raft
