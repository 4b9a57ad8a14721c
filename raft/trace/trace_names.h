#pragma once
// Words that traces and final states have in common.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "raft/core/entry.h"
#include "raft/core/node.h"
#include "raft/core/reason.h"

namespace raft {

inline constexpr std::array<std::string_view, 4> kRoleNames{"Follower", "PreCandidate", "Candidate", "Leader"};
inline constexpr std::array<std::string_view, 4> kEntryTypeNames{"command", "noop", "config", "session"};
inline constexpr std::array<std::string_view, 3> kPersistPhaseNames{"start", "done", "lost"};
/// In the order of TransferPhase.
inline constexpr std::array<std::string_view, 4> kTransferPhaseNames{"start", "timeoutNow", "abort", "refused"};

constexpr std::string_view nameOf(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }
constexpr std::string_view nameOf(EntryType type) { return kEntryTypeNames[static_cast<std::size_t>(type)]; }

/// Why a message was dropped, in one word; empty for a reason that drops none.
std::string_view dropWord(Reason reason);

/// Sixteen hexadecimal digits, as digests are shown everywhere.
std::string hexText(std::uint64_t number);

}  // namespace raft
