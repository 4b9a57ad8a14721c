#pragma once
// How far a leader has brought its peers, and how it sends to each.

#include <cstdint>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

/// How a leader sends to a peer.
enum class Progress : std::uint8_t {
    Probe,      ///< It was rejected and looks for where the logs agree: one question at a time.
    Replicate,  ///< Entries go out as they come; with a pipeline, ahead of the answers.
    Snapshot,   ///< The peer lacks what was compacted.
};
/// Entries that may be on their way to a peer unacknowledged: few, so that one sees the window fill. etcd counts
/// messages and bytes.
inline constexpr std::uint32_t kPipelineWindow = 8;

/// Entries of its own term that a leader may hold uncommitted, where a rule limits them: who cannot commit must not let
/// its log grow without end. etcd counts bytes. A no-op is never refused, nor is a change of the members.
inline constexpr std::uint32_t kUncommittedLimit = 8;

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

}  // namespace raft
