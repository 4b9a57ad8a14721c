#pragma once
// How answers are written that are neither a choice nor a number: the cells of a log, and sets of servers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/ask.h"
#include "raft/sim/cluster_config.h"

namespace lessons {

/// So many cells can be filled in, and so high a term: a key has one digit.
inline constexpr std::size_t kLogCellsMax = 16;
inline constexpr int kLogTermMax = 9;

/// The terms of "1 1 3"; nothing if it is no log that could be filled in. Never empty.
std::optional<std::vector<int>> termsIn(std::string_view text);
/// "1 1 3", as `log(S)` says it.
std::string logText(const std::vector<int>& terms);
/// Which cells of two logs are not the same, by index from 1; where one is longer, those that the other lacks too.
std::vector<int> differingCells(const std::vector<int>& one, const std::vector<int>& other);

/// The servers of "{S1,S2}" or "S1 S2"; nothing if a name is none.
std::optional<raft::NodeSet> setIn(std::string_view text, const raft::ClusterConfig& config);
/// "{S1,S2}", as an expression writes it.
std::string setText(raft::NodeSet set, const raft::ClusterConfig& config);

/// In which of these sets the server is, bit 0 for the first; none of what is no set.
unsigned setsWith(raft::NodeId server, const std::vector<std::string>& sets, const raft::ClusterConfig& config);

/// `given` as the engine writes it, whoever wrote it: "{S2, S1}" is "{S1,S2}". What cannot be read stays as it is.
std::vector<std::string> canonicalAnswer(const Ask& ask, std::vector<std::string> given,
                                         const raft::ClusterConfig& config);

}  // namespace lessons
