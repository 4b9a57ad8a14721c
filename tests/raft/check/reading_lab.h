#pragma once
// A lab whose clients read.

#include "tests/raft/check/lab.h"

namespace raft::lab {

inline ClusterConfig readers() {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    return config;
}

/// The same with leases.
inline ClusterConfig leasers() {
    ClusterConfig config = readers();
    config.heartbeat = SimTime::fromMs(50);
    config.rules.pipeline = true;
    config.rules.lease = true;
    return config;
}

/// The client asks `server` for x.
inline void read(Lab& lab, int server, ReadMode mode, int client = 2) {
    lab.act(act::ReadKey{lab.cluster().sharedTexts()->intern("x"), clientEnd(client), S(server), mode});
}

}  // namespace raft::lab
