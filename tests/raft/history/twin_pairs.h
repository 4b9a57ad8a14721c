#pragma once
// The pairs of runs: in each, one server lives through the same and cannot tell which of the two it is in.

#include "tests/raft/history/twins.h"

namespace raft::twins {

/// About votes.
inline void addElections(std::vector<Twins>& all) {
    const Deed stands = [](Past& past) {
        past.act(act::FireTimeout{kS1});
        past.at(5);
    };
    all.push_back(twinsOf(
        "a granted vote that is on its way", kS1, quietConfig(), stands, [](Past& past) { past.crash(kS2); }, 15));
    all.push_back(twinsOf(
        "a vote that was given to somebody else", kS1, quietConfig(), [](Past&) {},
        [](Past& past) { past.act(act::FireTimeout{kS3}); }, 4));
    all.push_back(twinsOf(
        "a granted vote that was lost", kS1, quietConfig(),
        [](Past& past) {
            past.act(act::FireTimeout{kS1});
            past.at(15);
        },
        [](Past& past) { past.act(act::Drop{between(past, kS2, kS1)}); }, 16));
    all.push_back(twinsOf(
        "a request that is held", kS1, quietConfig(), stands,
        [](Past& past) {
            past.act(act::Hold{{LinkId{kS1, kS2}}});
        },
        15));
    all.push_back(twinsOf(
        "who leads, on the other side of a cut", kS5, quietConfig(),
        [](Past& past) {
            for (const NodeId peer : {kS1, kS2, kS3, kS4}) {
                past.act(act::Cut{{LinkId{peer, kS5}, LinkId{kS5, peer}}});
            }
        },
        [](Past& past) {
            past.act(act::FireTimeout{kS1});
            past.at(25);
            past.submit("x=1", kS1);
        },
        80));
    all.push_back(twinsOf(
        "a crash, a pause, a slow disk and a clock of others", kS1, ledConfig({1, 1, 1, 1, 1}, 1),
        [](Past& past) { past.at(3); },
        [](Past& past) {
            past.crash(kS2);
            past.act(act::Pause{only(kS3)});
            past.act(act::SetFsync{kS4, SimTime::fromMs(30)});
            past.act(act::SetClock{kS5, 2'000'000, {}});
            past.act(act::SetLoss{{LinkId{kS1, kS2}}, 1'000'000});
        },
        5));
}

/// About logs, and what is committed.
inline void addLogs(std::vector<Twins>& all) {
    const Deed writes = [](Past& past) {
        past.at(3);
        past.submit("y=1", kS1);
        past.at(8);
    };
    const ClusterConfig even = ledConfig({1, 1, 1, 1, 1}, 1);
    all.push_back(twinsOf(
        "that a follower has stored what its leader sent", kS1, even, writes, [](Past& past) { past.crash(kS2); }, 15));
    all.push_back(twinsOf(
        "that a follower lost it with its disk", kS1, even, [](Past& past) { past.at(3); },
        [](Past& past) {
            past.crash(kS3);
            past.act(act::LoseEntries{kS3, 1});
        },
        5));
    // Nobody has answered the leader yet.
    Twins shorter{"how long a follower's log is", kS1, std::make_unique<Past>(ledConfig({3, 1, 3, 3, 2}, 1)),
                  std::make_unique<Past>(ledConfig({3, 3, 3, 0, 3}, 1))};
    shorter.one->at(5);
    shorter.other->at(5);
    all.push_back(std::move(shorter));
    all.push_back(twinsOf(
        "that its entry is committed", kS2, even, writes,
        [](Past& past) {
            for (const NodeId peer : {kS3, kS4, kS5}) past.crash(peer);
        },
        27));
    all.push_back(twinsOf(
        "a command that nobody has heard of but the leader", kS2, even, [](Past& past) { past.at(3); },
        [](Past& past) {
            past.submit("y=1", kS1);
            past.submit("y=2", kS1);
        },
        6));
    all.push_back(twinsOf(
        "a message sent twice by the network, and another on hold", kS1, even, writes,
        [](Past& past) {
            past.act(act::Duplicate{between(past, kS1, kS2)});
            past.act(act::Hold{{LinkId{kS1, kS3}}});
            past.act(act::Drop{between(past, kS1, kS4)});
            past.act(act::Delay{between(past, kS1, kS5), SimTime::fromMs(40)});
        },
        12));
    ClusterConfig bent = ledConfig({2, 2, 2, 0, 0}, 2);
    bent.rules.set(RuleId::CompareLogs, 0);
    all.push_back(twinsOf(
        "that a property broke", kS5, bent,
        [](Past& past) {
            past.crash(kS1);
            for (const NodeId peer : {kS1, kS2, kS3, kS4}) {
                past.act(act::Cut{{LinkId{peer, kS5}, LinkId{kS5, peer}}});
            }
            past.at(2);
        },
        [](Past& past) { past.act(act::FireTimeout{kS4}); }, 40));
}

inline std::vector<Twins> all() {
    std::vector<Twins> pairs;
    addElections(pairs);
    addLogs(pairs);
    return pairs;
}

}  // namespace raft::twins
