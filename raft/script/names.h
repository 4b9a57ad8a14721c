#pragma once
// The names of a cluster's ends, and what to say about a name that is none of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/ids.h"

namespace raft {

struct ClusterConfig;

std::optional<NodeId> serverNamed(const ClusterConfig& config, std::string_view name);
std::optional<NodeId> clientNamed(const ClusterConfig& config, std::string_view name);

/// Names and labels. Views into `config`.
std::vector<std::string_view> serverNames(const ClusterConfig& config);
std::vector<std::string_view> clientNames(const ClusterConfig& config);
std::vector<std::string_view> endNames(const ClusterConfig& config);

/// `unknown server "S9"; did you mean "S5"?`, or the list of what would have been right when nothing is near.
std::string unknownName(std::string_view what, std::string_view word, const std::vector<std::string_view>& known);

}  // namespace raft
