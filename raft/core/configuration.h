#pragma once
// Who belongs to a cluster, and who of them decides (§6, D chapter 4).

#include <cstdint>

#include "raft/base/ids.h"
#include "raft/core/rules.h"

namespace raft {

/// A configuration: simple, or joint (C_old,new) while a cluster passes from one set of voters to another.
struct Configuration {
    NodeSet voters;     ///< They decide; while joint those of C_new.
    NodeSet oldVoters;  ///< Those of C_old while joint: their majority is needed as well. Empty otherwise.
    NodeSet learners;   ///< They receive the log and decide nothing (D §4.2.1).

    bool isJoint() const { return !oldVoters.empty(); }
    /// Everybody whose vote may count: either half while joint.
    NodeSet deciders() const { return voters | oldVoters; }
    /// Everybody who receives the log.
    NodeSet members() const { return deciders() | learners; }

    friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// The least number of `servers` that may decide: a majority, because any two majorities share a server (§5.2).
/// The bent rule takes half, rounded down, but at least one.
constexpr int quorumSize(int servers, QuorumRule rule) {
    if (rule == QuorumRule::Half) return servers < 2 ? 1 : servers / 2;
    return servers / 2 + 1;
}

/// Do `agreeing` servers decide under `config`? Of a joint one both halves must agree, each by itself (§6).
inline bool isQuorum(const Configuration& config, NodeSet agreeing, QuorumRule rule) {
    const auto agrees = [&](NodeSet half) { return (agreeing & half).size() >= quorumSize(half.size(), rule); };
    return agrees(config.voters) && (!config.isJoint() || agrees(config.oldVoters));
}

}  // namespace raft
