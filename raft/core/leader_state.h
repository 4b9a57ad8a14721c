#pragma once
// What only a leader knows, and forgets with its office.

#include <array>
#include <cstdint>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/contact.h"
#include "raft/core/reads.h"

namespace raft {

/// How a leader sends to a peer.
enum class Progress : std::uint8_t {
    Probe,      ///< It was rejected and looks for where the logs agree: one question at a time.
    Replicate,  ///< Entries go out as they come; with a pipeline, ahead of the answers.
    Snapshot,   ///< The peer lacks what was compacted.
};
inline constexpr std::uint32_t kPipelineWindow = 64;  ///< Entries that may be on their way to a peer unacknowledged.

/// A learner on its way to a vote (D §4.2.1): in each round it gets what the leader had when the round began.
struct CatchUp {
    NodeId server = kNoNode;  ///< kNoNode: nobody.
    TextId name;              ///< Of the entry that will promote it.
    std::uint32_t round = 0;  ///< From 1.
    LogIndex target;          ///< The round ends when it has everything up to here.
    SimTime startedAt;        ///< Of the round, by the leader's clock.
    SimTime heardAt;          ///< When it last answered anything.
};
inline constexpr std::uint32_t kCatchUpRounds = 10;  ///< Whoever needs more is too slow to vote.

struct LeaderState {  // Figure 2, "volatile state on leaders": new after every election. Indexed by server.
    std::array<LogIndex, kMaxServers> nextIndex{};
    std::array<LogIndex, kMaxServers> matchIndex{};
    std::array<std::uint32_t, kMaxServers> unanswered{};  ///< seq of the AppendEntries that awaits a reply; 0 if none.
    std::array<std::uint32_t, kMaxServers> backedUpAt{};  ///< seq at the last back-up: older rejections are stale.
    std::uint32_t seq = 0;                                ///< Of the last AppendEntries sent.
    LogIndex durableIndex;  ///< Its own log is on disk up to here: its own share of a quorum.
    std::array<LogIndex, kMaxServers> snapshotIndex{};        ///< lastIncludedIndex of the snapshot being sent, or 0.
    std::array<std::uint32_t, kMaxServers> snapshotOffset{};  ///< How much of it the peer has.
    std::array<std::uint32_t, kMaxServers> chunkAnswered{};   ///< seq of the newest reply to a chunk.
    NodeSet probing;                                          ///< Peers whose last answer was a rejection.
    CatchUp catchUp;
    Contact contact;
    Transfer transfer;
    Lease lease;  ///< D §6.4.1.
};

}  // namespace raft
