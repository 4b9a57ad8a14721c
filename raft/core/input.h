#pragma once
// What a server is stepped with: timers, its disk, messages, and the wishes of its operator.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/message.h"
#include "raft/core/snapshot.h"

namespace raft {

struct Boot {
    bool again = false;  ///< It restarts with what its disk kept.
};
struct ElectionTimeout {};   ///< The election timer fired. A leader ignores it.
struct HeartbeatTimeout {};  ///< Time to send AppendEntries to everybody. Only a leader listens.
struct Persisted {           ///< The disk has written everything up to entry `upTo`, as of `term`.
    Term term;
    LogIndex upTo;
};
struct TakeSnapshot {  ///< The state machine froze its state, as of lastApplied: compact the log (§7).
    FrozenState state;
    std::uint32_t threshold = 0;  ///< The log was that long; 0: somebody asked for it.
};
struct ChangeMembers {  ///< An operator wants other members (§6, D chapter 4).
    enum class Kind : std::uint8_t {
        AddServer,     ///< A voter, at once.
        AddLearner,    ///< Somebody who receives the log and decides nothing (D §4.2.1).
        Promote,       ///< A learner becomes a voter once it has caught up (D §4.2.1).
        RemoveServer,  ///< A voter or a learner.
        Simple,        ///< `servers` are the voters from now on, by one entry: one more or one less.
        Direct,        ///< The same for any difference, which only a bent rule lets happen.
        Joint,         ///< The same by C_old,new and C_new (§6).
    };
    Kind kind = Kind::AddServer;
    NodeSet servers;  ///< The one that is meant; all voters of a Simple or Joint one.
    /// Of a Joint one: who receives the log without a vote once C_new is in force. A voter of C_old may be among them;
    /// it decides until then. Nothing: the learners of now, but for those who become voters.
    std::optional<NodeSet> learners = std::nullopt;
    TextId name;  ///< What the entry is called, or none.
};
struct TransferLeadership {  ///< Somebody asks the server to hand over its leadership (D §3.10).
    NodeId to;
};
using Input = std::variant<Boot, ElectionTimeout, HeartbeatTimeout, Persisted, TakeSnapshot, ChangeMembers,
                           TransferLeadership, const Message*>;

/// What a server reads off its own clock, which may run fast or slow: durations may be compared, readings of two
/// servers may not.
struct LocalClock {
    SimTime now;
    SimTime electionTimeout;  ///< The shortest one that is ever drawn (§5.2).

    /// For a stamp, which ends after 49 days; nothing before 0.
    std::uint32_t milliseconds() const {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(now.us / 1000, 0, UINT32_MAX));
    }
};

}  // namespace raft
