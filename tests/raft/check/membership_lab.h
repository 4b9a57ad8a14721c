#pragma once
// A lab whose members change.

#include "tests/raft/check/lab.h"

namespace raft::lab {

using Change = ChangeMembers::Kind;

/// The operator asks `server`. Was it done?
inline bool ask(Lab& lab, int server, Change kind, NodeSet servers) {
    ChangeMembers change;
    change.kind = kind;
    change.servers = servers;
    return lab.act(act::ChangeMembership{change, S(server), false});
}

/// Both directions of the link of `one` with each of `others`.
inline act::Cut cutOff(int one, std::initializer_list<int> others) {
    act::Cut cut;
    for (const int other : others) {
        cut.links.push_back(LinkId{S(one), S(other)});
        cut.links.push_back(LinkId{S(other), S(one)});
    }
    return cut;
}

/// The first `voters` of `servers` decide at the start, the others wait outside.
inline ClusterConfig members(int voters, int servers) {
    ClusterConfig config = quietConfig(servers);
    config.heartbeat = SimTime::fromMs(50);
    config.clients = {"a", "b"};
    config.voters = NodeSet::firstNodes(voters);
    config.rules.noopOnElection = true;
    return config;
}

}  // namespace raft::lab
