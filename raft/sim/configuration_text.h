#pragma once
// A configuration as a person reads it.

#include <string>

#include "raft/sim/cluster_config.h"

namespace raft {

/// "{S1,S2,S3}"; "{S1,S2,S3}+{S3,S4,S5}" while joint, C_old first; learners follow in parentheses: "{S1,S2,S3}(S4)".
inline std::string textOf(const Configuration& config, const ClusterConfig& names) {
    const auto list = [&names](NodeSet servers) {
        std::string text;
        for (const NodeId server : servers) text += (text.empty() ? "" : ",") + names.labelOf(server);
        return text;
    };
    std::string text = '{' + list(config.voters) + '}';
    if (config.isJoint()) text = '{' + list(config.oldVoters) + "}+" + text;
    if (!config.learners.empty()) text += '(' + list(config.learners) + ')';
    return text;
}

inline std::string textOf(PackedConfiguration config, const ClusterConfig& names) {
    return textOf(config.unpacked(), names);
}

}  // namespace raft
