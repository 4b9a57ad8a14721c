#pragma once
// Who decides: majorities, of two sets at once while a configuration is joint.

#include <array>

#include "raft/core/configuration.h"
#include "raft/core/rules.h"

namespace raft {

/// The least number of `servers` that may decide: a majority, because any two majorities share a server (§5.2).
/// The bent rule takes half, rounded down, but at least one.
constexpr int quorumSize(int servers, QuorumRule rule) {
    if (rule == QuorumRule::Half) return servers < 2 ? 1 : servers / 2;
    return servers / 2 + 1;
}

/// So many agree, so many must, and so many there are.
struct QuorumCount {
    int count = 0;
    int needed = 0;
    int of = 0;

    bool isEnough() const { return count >= needed; }
};

/// How many of `agreeing` count under `config`. Of a joint one both halves must agree, each by itself (§6): this is the
/// count of the half that has fewer to spare, of C_new if neither has. Bent rules ask only the new half, take both
/// halves for one set, or let others count: learners, and `outsider`.
inline QuorumCount quorumCount(const Configuration& config, NodeSet agreeing, const Rules& rules,
                               NodeSet outsider = {}) {
    const NodeSet others = (rules.learnersCount ? config.learners : NodeSet()) | outsider;
    const auto of = [&](NodeSet half) {
        return QuorumCount{(agreeing & (half | others)).size(), quorumSize(half.size(), rules.quorum), half.size()};
    };
    if (!config.isJoint() || rules.jointQuorum == JointQuorum::New) return of(config.voters);
    if (rules.jointQuorum == JointQuorum::Union) return of(config.deciders());
    const QuorumCount ofNew = of(config.voters);
    const QuorumCount ofOld = of(config.oldVoters);
    return ofOld.count - ofOld.needed < ofNew.count - ofNew.needed ? ofOld : ofNew;
}

/// Do `agreeing` servers decide under `config`?
inline bool isQuorum(const Configuration& config, NodeSet agreeing, const Rules& rules, NodeSet outsider = {}) {
    return quorumCount(config, agreeing, rules, outsider).isEnough();
}

/// Who has stored the log up to `index`.
inline NodeSet storedOn(const std::array<LogIndex, kMaxServers>& stored, LogIndex index) {
    NodeSet reached;
    for (const NodeId server : NodeSet::firstNodes(kMaxServers)) {
        if (stored[server.value] >= index) reached.insert(server);
    }
    return reached;
}

/// The highest index that a quorum of `config` has stored; 0 if there is none. `stored` holds one index a server, the
/// leader's own durable one included. Stored on a quorum is not yet committed: see Node::advanceCommitIndex (§5.4.2).
inline LogIndex quorumIndex(const Configuration& config, const std::array<LogIndex, kMaxServers>& stored,
                            const Rules& rules, NodeSet outsider = {}) {
    LogIndex highest;
    for (const NodeId server : config.members() | outsider) {
        const LogIndex index = stored[server.value];
        if (index > highest && isQuorum(config, storedOn(stored, index), rules, outsider)) highest = index;
    }
    return highest;
}

}  // namespace raft
