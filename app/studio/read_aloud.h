#pragma once
// Reads an expression aloud, so that whoever does not write lessons understands it: `leader(S2, 3) && safe` is "S2 is
// leader of term 3 and nothing was broken".

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/script/expression.h"
#include "raft/sim/cluster_config.h"

namespace studio {

/// A sentence without its full stop; of an expression that is no condition, a few words for what it stands for.
/// `setNames` are the words for sets that somebody chooses, in the order of the parser's names.
std::string readAloud(const raft::Expression& expression, const raft::ClusterConfig& config, const Texts& texts,
                      const std::vector<std::string>& setNames = {});
/// The same of a text; empty if it is no expression.
std::string readAloud(std::string_view expression, const raft::ClusterConfig& config, const Texts& texts);

/// How a call of the function is read, with the names of its parameters: "S is leader". Without what may be left out.
std::string templateOf(const raft::FunctionInfo& function, const Texts& texts);

}  // namespace studio
