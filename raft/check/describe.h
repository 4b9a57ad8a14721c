#pragma once
// Operands of the sentences about violations.

#include <string>

#include "raft/sim/cluster.h"
#include "raft/sim/entry_text.h"

namespace raft {

inline std::string shown(Term term) { return std::to_string(term.value); }
inline std::string shown(LogIndex index) { return std::to_string(index.value); }

/// "x=1", or what stands there instead of a command.
inline std::string shown(const Cluster& cluster, const Entry& entry) { return entryText(entry, cluster); }

/// What pictures call it.
inline const std::string& shown(const Cluster& cluster, NodeId node) { return cluster.config().labelOf(node); }

}  // namespace raft
