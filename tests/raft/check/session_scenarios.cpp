// Sessions under bent rules.

#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

ClusterConfig forgetting() {
    ClusterConfig config = quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    config.clients = {"a", "b"};
    config.sessionTimeout = SimTime::fromMs(10'000);
    return config;
}

/// S2's clock is a minute ahead. A session is opened and used; S1 crashes, and S2 leads.
void aClockIsAhead(Lab& lab) {
    lab.act(act::SetClock{S(2), 1'000'000, SimTime::fromMs(60'000)});
    lab.elect(1);
    lab.submit("x=1", 1, 0);
    lab.wait(200);
    lab.crash(1);
    lab.elect(2);
    lab.act(act::ReadKey{lab.cluster().sharedTexts()->intern("x"), clientEnd(1), S(2), ReadMode::Log});
    lab.wait(200);
}

}  // namespace

std::vector<Scenario> sessionScenarios() {
    using P = Property;
    return {{"AClockIsAhead",
             RuleId::ExpireByLogTime,
             0,
             forgetting(),
             aClockIsAhead,
             {P::StateHashAtIndex, P::Linearizability}}};
}

}  // namespace raft::lab
