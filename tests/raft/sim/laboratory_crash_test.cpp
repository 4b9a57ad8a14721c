// The situations of a laboratory course, second part: crashes, Figure 8, bad networks, churn.

#include <algorithm>

#include "tests/raft/sim/laboratory.h"

namespace raft::laboratory {
namespace {

TEST(LaboratoryPersistence, WhoeverRestartsGoesOn) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        ClusterConfig config = clusterOf(setting, 3);
        config.fsync = SimTime::fromMs(2);
        Laboratory lab(config);
        ASSERT_TRUE(lab.agree(3));
        lab.crash(lab.all());
        EXPECT_FALSE(lab.leader());
        lab.restart(lab.all());
        EXPECT_TRUE(lab.agree(3));

        const auto first = lab.leader();
        ASSERT_TRUE(first);
        lab.crash(only(*first));
        lab.restart(only(*first));
        EXPECT_TRUE(lab.agree(3));

        const auto second = lab.electedWithin(1'000);
        ASSERT_TRUE(second);
        lab.crash(only(*second));
        EXPECT_TRUE(lab.agree(2));
        lab.restart(only(*second));
        EXPECT_TRUE(lab.agree(3, 3'000));

        const auto third = lab.leader();
        ASSERT_TRUE(third);
        const NodeSet follower = only(lab.after(*third));
        lab.crash(follower);
        EXPECT_TRUE(lab.agree(2));
        lab.restart(follower);
        EXPECT_TRUE(lab.agree(3));
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        EXPECT_GE(lab.committed(*third).size(), 7U);
        expectSafe(lab);
    }
}

TEST(LaboratoryPersistence, ThreeOfFiveTakeTurns) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 5));
        for (int round = 0; round < 5; ++round) {
            ASSERT_TRUE(lab.agree(5, 5'000)) << "round " << round;
            const auto leader = lab.leader();
            ASSERT_TRUE(leader);
            const NodeSet pair = only(lab.after(*leader, 1)) | only(lab.after(*leader, 2));
            lab.crash(pair);
            EXPECT_TRUE(lab.agree(3));
            const NodeSet others = lab.all() - pair;
            lab.crash(others);
            lab.restart(pair);
            lab.wait(500);
            EXPECT_FALSE(lab.leader()) << "two of five";
            lab.restart(only(lab.after(*leader, 3)));
            EXPECT_TRUE(lab.agree(3, 5'000));
            lab.restart(others - only(lab.after(*leader, 3)));
        }
        EXPECT_TRUE(lab.agree(5, 5'000));
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

TEST(LaboratoryPersistence, APartitionedLeaderAndOneFollowerCrash) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        const NodeSet one = only(lab.after(*leader, 1));
        const NodeSet two = only(lab.after(*leader, 2));
        lab.disconnect(two);
        EXPECT_TRUE(lab.agree(2));
        lab.crash(only(*leader) | one);
        lab.reconnect(two);
        lab.restart(only(*leader));
        EXPECT_TRUE(lab.agree(2, 3'000));
        lab.restart(one);
        EXPECT_TRUE(lab.agree(3, 3'000));
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

/// Leaders take commands and are gone soon afterwards, by a crash or by the network; there are always three left of
/// five. In the end all come back.
struct Figure8 {
    std::uint32_t committed = 0;
    std::uint32_t gone = 0;
};
Figure8 figure8(Laboratory& lab, int rounds, bool crashes, bool lateMessages) {
    Figure8 seen;
    for (int round = 0; round < rounds; ++round) {
        for (const NodeId server : lab.all()) {
            if (lab.isUp(server) && lab.node(server).role() == Role::Leader) lab.start(server);
        }
        if (lateMessages) {
            const auto late = static_cast<std::int64_t>(lab.dice(400));
            MessageMatcher which;
            which.nth = static_cast<std::uint32_t>(lab.dice(6)) + 1;
            lab.act(act::Delay{which, SimTime::fromMs(late)});
        }
        lab.wait(static_cast<std::int64_t>(lab.dice(10) == 0 ? lab.dice(250) : lab.dice(13)));
        const auto leader = lab.leader();
        if (leader && lab.dice(2) == 0) {
            crashes ? lab.crash(only(*leader)) : lab.disconnect(only(*leader));
            ++seen.gone;
        }
        NodeSet there = lab.connected();
        for (const NodeId server : lab.all()) {
            if (!lab.isUp(server)) there.erase(server);
        }
        const NodeId back(static_cast<std::uint8_t>(lab.dice(5)));
        if (there.size() >= 3 || there.contains(back)) continue;
        crashes ? lab.restart(only(back)) : lab.reconnect(only(back));
    }
    NodeSet down;
    for (const NodeId server : lab.all()) {
        if (!lab.isUp(server)) down.insert(server);
    }
    if (!down.empty()) lab.restart(down);
    lab.reconnect(lab.all());
    seen.committed = lab.monitor().committed().value;
    return seen;
}

TEST(LaboratoryPersistence, LeadersThatCrashAsInFigure8LoseNothing) {
    std::uint32_t gone = 0;
    for (const Setting& setting : settings(5)) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 5));
        ASSERT_TRUE(lab.agree(5));
        gone += figure8(lab, 300, true, false).gone;
        EXPECT_TRUE(lab.agree(5, 5'000));
        lab.wait(300);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
    EXPECT_GT(gone, 100U);
}

TEST(LaboratoryPersistence, LeadersThatAreCutOffAsInFigure8OnABadNetworkLoseNothing) {
    std::uint32_t gone = 0;
    for (const Setting& setting : settings(5)) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(unreliable(clusterOf(setting, 5)));
        ASSERT_TRUE(lab.agree(5, 5'000));
        gone += figure8(lab, 300, false, true).gone;
        // Entry by entry, a leader takes its time to find where a log of hundreds agrees with its own.
        EXPECT_TRUE(lab.agree(5, setting.profile == Profile::Figure2 ? 40'000 : 2'000));
        EXPECT_TRUE(lab.until(3'000, [&] { return lab.allTheSame(); }));
        expectSafe(lab);
    }
    EXPECT_GT(gone, 100U);
}

/// The same with voters that do not compare logs: committed entries are lost, and it is noticed.
TEST(LaboratoryPersistence, TheSituationOfFigure8CatchesABrokenVoter) {
    int caught = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        ClusterConfig config = clusterOf({Profile::Figure2, seed}, 5);
        config.rules.compareLogs = false;
        Laboratory lab(config);
        lab.agree(5);
        figure8(lab, 300, true, false);
        caught += lab.monitor().safe() ? 0 : 1;
    }
    EXPECT_GE(caught, 3);
}

TEST(LaboratoryNetwork, CommandsAreAgreedOnWhereMessagesGetLost) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(unreliable(clusterOf(setting, 5)));
        ASSERT_TRUE(lab.agree(5, 5'000));
        for (int round = 0; round < 20; ++round) {
            const auto leader = lab.electedWithin(3'000);
            ASSERT_TRUE(leader);
            for (int i = 0; i < 4; ++i) lab.start(*leader);
            EXPECT_TRUE(lab.agree(5, 5'000)) << "round " << round;
        }
        EXPECT_TRUE(lab.until(3'000, [&] { return lab.allTheSame(); }));
        EXPECT_GE(lab.monitor().committed(), LogIndex(20 * 3)) << "most commands reached their leader";
        expectSafe(lab);
    }
}

/// Three clients keep asking while servers come and go; each wants `calls` answers. Returns what was answered.
std::uint32_t churn(Laboratory& lab, int rounds) {
    const TextId increment = lab.cluster().sharedTexts()->intern("n+=1");
    const auto ask = [&] {
        for (const int client : {1, 2, 3}) {
            if (!lab.cluster().client(clientEnd(client)).waiting) {
                lab.act(act::Submit{increment, clientEnd(client), std::nullopt, 0});
            }
        }
    };
    for (int round = 0; round < rounds; ++round) {
        const NodeId server(static_cast<std::uint8_t>(lab.dice(5)));
        switch (lab.dice(5)) {
            case 0: lab.disconnect(only(server)); break;
            case 1: lab.crash(only(server)); break;
            case 2:
            case 3:
                if (!lab.isUp(server)) lab.restart(only(server));
                break;
            default: lab.reconnect(only(server)); break;
        }
        for (int i = 0; i < 7; ++i) {
            ask();
            lab.wait(30);
        }
    }
    for (const NodeId server : lab.all()) {
        if (!lab.isUp(server)) lab.restart(only(server));
    }
    lab.reconnect(lab.all());
    EXPECT_TRUE(lab.until(10'000, [&] {
        const auto waits = [&](int client) { return lab.cluster().client(clientEnd(client)).waiting; };
        return !waits(1) && !waits(2) && !waits(3);
    })) << "every client has its answer in the end";
    std::uint32_t answered = 0;
    for (const int client : {1, 2, 3}) {
        answered += static_cast<std::uint32_t>(lab.cluster().client(clientEnd(client)).calls.size());
    }
    return answered;
}

std::uint32_t churnWith(const Setting& setting, ClusterConfig config) {
    SCOPED_TRACE(told(setting));
    config.clients = {"starts", "a", "b", "d"};
    config.clientTimeout = SimTime::fromMs(400);
    Laboratory lab(config);
    const std::uint32_t answered = churn(lab, 40);
    EXPECT_GE(answered, 6U);
    EXPECT_TRUE(lab.until(5'000, [&] { return lab.allTheSame(); }));
    const std::string state = lab.state(NodeId(0));
    EXPECT_NE((" " + state + " ").find("n=" + std::to_string(answered)), std::string::npos)
        << state << ", " << answered;
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
    expectSafe(lab);
    return answered;
}

TEST(LaboratoryNetwork, WhatIsAnsweredWhileServersComeAndGoIsThereOnce) {
    std::uint32_t answered = 0;
    for (const Setting& setting : settings()) answered += churnWith(setting, clusterOf(setting, 5));
    EXPECT_GT(answered, 300U);
}

TEST(LaboratoryNetwork, WhatIsAnsweredWhileServersComeAndGoOnABadNetworkIsThereOnce) {
    std::uint32_t answered = 0;
    for (const Setting& setting : settings()) answered += churnWith(setting, unreliable(clusterOf(setting, 5)));
    EXPECT_GT(answered, 200U);
}

}  // namespace
}  // namespace raft::laboratory
