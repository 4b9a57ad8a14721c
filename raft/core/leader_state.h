#pragma once
// What only a leader knows, and forgets with its office.

#include <array>
#include <cstdint>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/contact.h"
#include "raft/core/progress.h"
#include "raft/core/reads.h"

namespace raft {

struct LeaderState {  // Figure 2, "volatile state on leaders": new after every election. Indexed by server.
    std::array<LogIndex, kMaxServers> nextIndex{};
    std::array<LogIndex, kMaxServers> matchIndex{};
    std::array<std::uint32_t, kMaxServers> unanswered{};  ///< seq of the AppendEntries that awaits a reply; 0 if none.
    std::array<std::uint32_t, kMaxServers> backedUpAt{};  ///< seq at the last back-up: older rejections are stale.
    std::uint32_t seq = 0;                                ///< Of the last message that asks for an acknowledgement.
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
