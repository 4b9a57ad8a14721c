#pragma once
// What stands in for a compacted part of a log (§7, Figure 12).

#include <cstdint>
#include <memory>
#include <string>

#include "raft/base/ids.h"
#include "raft/core/configuration.h"

namespace raft {

/// The state of a state machine, frozen as bytes; null is none. Whoever runs the state machine writes and reads them: a
/// server keeps them on its disk and passes them on, and never looks inside. Copies share them.
using FrozenState = std::shared_ptr<const std::string>;

struct Snapshot {
    LogIndex lastIncludedIndex;  ///< The last entry that it replaces; 0: there is no snapshot.
    Term lastIncludedTerm;
    Configuration config;  ///< As of lastIncludedIndex.
    FrozenState state;     ///< As of lastIncludedIndex, with what it knows of clients.

    bool exists() const { return lastIncludedIndex.value != 0; }
};

/// The part of a leader's snapshot that has come so far. A new term, or a restart, discards it.
struct PartialSnapshot {
    LogIndex lastIncludedIndex;  ///< 0: nothing has come.
    Term lastIncludedTerm;
    std::string bytes;
};

/// How much of a snapshot one InstallSnapshot carries. Small on purpose: a lesson's state machine fits into a few.
inline constexpr std::uint32_t kSnapshotChunkBytes = 64;

}  // namespace raft
