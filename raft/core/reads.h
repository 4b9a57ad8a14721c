#pragma once
// Reads that stay out of the log: what each waits for, and how long a leader may answer by itself (D §6.4).

#include <array>
#include <cstdint>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

/// Before anything that a clock has shown.
inline constexpr SimTime kLongAgo{INT64_MIN / 4};

/// How much faster one server's clock may run than another's before a lease lies.
inline constexpr std::int64_t kClockDriftBound = 2;

/// What a read waits for, in order.
enum class ReadPhase : std::uint8_t {
    Leader,   ///< At a follower: the leader's answer with a readIndex.
    OwnTerm,  ///< At the leader: an entry of its own term that is committed.
    Round,    ///< At the leader: a majority that acknowledges a message sent after readIndex was taken.
    Apply,    ///< The state machine, until it has applied readIndex.
};

/// A read that is not answered yet. Client and seq name it, everywhere and for ever: no answer to another one, or to
/// one from before a crash, is ever taken for its own.
struct WaitingRead {
    NodeId client = kNoNode;
    std::uint32_t seq = 0;
    TextId key;
    NodeId asker = kNoNode;  ///< The follower that wants to know readIndex; kNoNode: the server itself answers.
    ReadPhase phase = ReadPhase::OwnTerm;
    LogIndex readIndex;
    bool isLocal = false;          ///< No leader was asked: readIndex is the newest state that the client has seen.
    std::uint32_t sentBefore = 0;  ///< seq of the leader's last message before: acknowledgements of later ones count.
    NodeSet acks;
    NodeSet oldAcks;  ///< Of earlier messages: only a bent rule counts them.
};

/// When a leader's messages left, by its own clock, and which of them who has acknowledged: all that a lease is made
/// of. But for `ended`, empty unless the rule `lease` is on.
struct Lease {
    struct Sent {
        std::uint32_t firstSeq = 0;
        SimTime at;
    };
    std::vector<Sent> sent;  ///< In order; those too old to extend anything are forgotten.
    /// Per peer: when the newest message left that it acknowledged; kLongAgo: none.
    std::array<SimTime, kMaxServers> acknowledged = allLongAgo();
    bool ended = false;  ///< Given up for the rest of the term (D §6.4.1).

    static constexpr std::array<SimTime, kMaxServers> allLongAgo() {
        std::array<SimTime, kMaxServers> times{};
        for (SimTime& time : times) time = kLongAgo;
        return times;
    }
};

}  // namespace raft
