// The situations of a laboratory course, third part: logs that are compacted.

#include "tests/raft/sim/laboratory.h"

namespace raft::laboratory {
namespace {

constexpr std::uint32_t kSnapshotEvery = 10;

struct Away {
    bool disconnects = false;
    bool crashes = false;
};

struct Seen {
    std::uint64_t installs = 0;
    std::uint32_t committed = 0;
    std::uint32_t longestLog = 0;
};

/// Again and again one server is away while the others agree on more than a log holds, and comes back.
Seen compact(const ClusterConfig& config, Away away) {
    Laboratory lab(config);
    EXPECT_TRUE(lab.agree(3, 5'000));
    for (int round = 0; round < 12; ++round) {
        const auto leader = lab.electedWithin(3'000);
        if (!leader) ADD_FAILURE() << "nobody leads in round " << round;
        const NodeId victim = leader && round % 3 == 1 ? *leader : lab.after(leader.value_or(NodeId(0)));
        if (away.disconnects) lab.disconnect(only(victim));
        if (away.crashes) lab.crash(only(victim));
        const bool isAway = away.disconnects || away.crashes;
        EXPECT_TRUE(lab.agree(isAway ? 2 : 3, 5'000)) << "round " << round;
        for (int i = 0; i < 12; ++i) {
            if (const auto leads = lab.electedWithin(3'000)) lab.start(*leads);
            lab.wait(10);
        }
        EXPECT_TRUE(lab.agree(isAway ? 2 : 3, 5'000)) << "round " << round;
        if (away.disconnects) lab.reconnect(only(victim));
        if (away.crashes) lab.restart(only(victim));
        EXPECT_TRUE(lab.agree(3, 5'000)) << "round " << round;
    }
    EXPECT_TRUE(lab.until(5'000, [&] { return lab.allTheSame(); }));
    expectSafe(lab);
    return {lab.installs(), lab.monitor().committed().value, lab.longestLog()};
}

void expectCompacted(bool badNetwork, Away away) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        ClusterConfig config = clusterOf(setting, 3);
        if (badNetwork) config = unreliable(config);
        config.snapshotEvery = kSnapshotEvery;
        const Seen seen = compact(config, away);
        EXPECT_GT(seen.committed, 120U);
        EXPECT_LT(seen.longestLog, 50U) << "ten applied entries, and those on their way";
        const std::uint64_t least = away.disconnects || away.crashes ? 6 : 0;
        EXPECT_GE(seen.installs, least);
        const bool missed = badNetwork || away.disconnects || away.crashes;
        EXPECT_EQ(seen.installs > 0, missed) << "whoever missed nothing needs none";
    }
}

TEST(LaboratorySnapshots, KeepLogsShort) { expectCompacted(false, {}); }
TEST(LaboratorySnapshots, ReachWhoWasDisconnected) { expectCompacted(false, {.disconnects = true}); }
TEST(LaboratorySnapshots, ReachWhoWasDisconnectedOnABadNetwork) { expectCompacted(true, {.disconnects = true}); }
TEST(LaboratorySnapshots, ReachWhoCrashed) { expectCompacted(false, {.crashes = true}); }
TEST(LaboratorySnapshots, ReachWhoCrashedOnABadNetwork) { expectCompacted(true, {.crashes = true}); }

/// Without them a log holds everything, and nothing need be installed.
TEST(LaboratorySnapshots, AreWhatKeepsLogsShort) {
    const Seen seen = compact(clusterOf({Profile::Figure2, 1}, 3), {.disconnects = true});
    EXPECT_EQ(seen.installs, 0U);
    EXPECT_GE(seen.longestLog, seen.committed);
}

TEST(LaboratorySnapshots, CarryACrashOfAllServers) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        ClusterConfig config = clusterOf(setting, 3);
        config.snapshotEvery = kSnapshotEvery;
        config.fsync = SimTime::fromMs(2);
        Laboratory lab(config);
        LogIndex before;
        for (int round = 0; round < 5; ++round) {
            ASSERT_TRUE(lab.agree(3, 3'000)) << "round " << round;
            const auto leader = lab.leader();
            ASSERT_TRUE(leader);
            for (int i = 0; i < 12; ++i) lab.start(*leader);
            lab.wait(200);
            const LogIndex reached = lab.monitor().committed();
            EXPECT_GE(reached.value, before.value + 13);
            before = reached;
            lab.crash(lab.all());
            EXPECT_EQ(lab.state(*leader), "") << "the state machine is gone";
            lab.restart(lab.all());
            EXPECT_NE(lab.state(*leader), "") << "and begins with the snapshot";
            EXPECT_GT(lab.node(*leader).state().lastApplied, LogIndex(0));
        }
        ASSERT_TRUE(lab.agree(3, 3'000));
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

/// A snapshot that was read back after a crash is written again with what came later, not without it.
TEST(LaboratorySnapshots, AreReadBackAsOftenAsNeeded) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        lab.act(act::Submit{lab.cluster().sharedTexts()->intern("kept=1"), clientEnd(0), *leader, 500});
        lab.wait(200);
        lab.act(act::TakeSnapshot{lab.all()});
        for (int crash = 0; crash < 2; ++crash) {
            lab.crash(lab.all());
            lab.restart(lab.all());
            for (const NodeId server : lab.all()) {
                EXPECT_NE(lab.state(server).find("kept=1"), std::string::npos);
                EXPECT_GE(lab.node(server).log().lastIncludedIndex(), LogIndex(2));
            }
            // A session has seen request 500, so these commands change nothing; they are entries all the same.
            const auto leads = lab.electedWithin(2'000);
            ASSERT_TRUE(leads);
            const std::string command = lab.start(*leads);
            EXPECT_TRUE(lab.until(1'000, [&] { return lab.agreedOn(command) == 3; }));
            lab.act(act::TakeSnapshot{lab.all()});
        }
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

}  // namespace
}  // namespace raft::laboratory
