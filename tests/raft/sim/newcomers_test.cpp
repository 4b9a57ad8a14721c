// Servers that come, restart and catch up, as whole runs: D §4.2.1, §5.1.

#include "tests/raft/sim/changing_lab.h"

#include <gtest/gtest.h>

namespace raft::lab {
namespace {

const Configuration kFirstThree{setOf({1, 2, 3}), {}, {}};

// ---- Learners (D §4.2.1) ----

/// Twenty entries, sent one by one, over 100 ms to S4.
Lab withAFarNewcomer() {
    ClusterConfig config = members(3, 4);
    config.rules.batch = false;
    Lab lab(config);
    lab.act(act::SetLatency{cutOff(4, {1, 2, 3}).links, SimTime::fromMs(100), SimTime::fromMs(100)});
    lab.elect(1);
    for (int i = 0; i < 20; ++i) lab.write("x=" + std::to_string(i), 1);
    return lab;
}

TEST(Newcomer, ThatIsEmptyKeepsTheOthersWaiting) {
    Lab lab = withAFarNewcomer();
    ask(lab, 1, Change::AddServer, setOf({4}));
    lab.crash(3);
    lab.write("y=9", 1);
    lab.wait(2000);
    EXPECT_FALSE(isCommitted(lab, "y=9")) << "three of four are needed, and S4 is not there yet";
    lab.wait(8000);
    EXPECT_TRUE(isCommitted(lab, "y=9"));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Newcomer, ThatLearnsFirstKeepsNobodyWaiting) {
    Lab lab = withAFarNewcomer();
    ask(lab, 1, Change::AddLearner, setOf({4}));
    lab.wait(60);
    lab.crash(3);
    lab.write("y=9", 1);
    lab.wait(40);
    EXPECT_TRUE(isCommitted(lab, "y=9")) << "two of three";
    EXPECT_FALSE(ask(lab, 1, Change::Promote, setOf({3}))) << "S3 is a voter already";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Promotion, WaitsUntilTheLearnerHasCaughtUp) {
    Lab lab = led(3, 4);
    for (int i = 0; i < 10; ++i) lab.write("x=" + std::to_string(i), 1);
    lab.act(cutOff(4, {1, 2, 3}));
    ask(lab, 1, Change::AddLearner, setOf({4}));
    lab.wait(100);
    Reasons reasons(lab);
    lab.act(act::Mend{cutOff(4, {1, 2, 3}).links});
    EXPECT_TRUE(ask(lab, 1, Change::Promote, setOf({4})));
    EXPECT_EQ(lab.node(1).config().voters, setOf({1, 2, 3})) << "not yet";
    lab.wait(450);
    EXPECT_EQ(reasons.count(Reason::CatchUpRound), 2U) << "the first, with all that was missing, took too long";
    EXPECT_EQ(reasons.count(Reason::CaughtUp), 1U);
    expectAll(lab, {1, 2, 3, 4}, Configuration{setOf({1, 2, 3, 4}), {}, {}});
}

/// A round trip of 600 ms is far more than the shortest election timeout: no round is quick enough.
TEST(Promotion, OfALearnerThatIsTooSlowIsGivenUp) {
    Lab lab = led(3, 4);
    lab.act(act::SetLatency{cutOff(4, {1, 2, 3}).links, SimTime::fromMs(300), SimTime::fromMs(300)});
    ask(lab, 1, Change::AddLearner, setOf({4}));
    lab.wait(3000);
    lab.write("x=0", 1);
    Reasons reasons(lab);
    ask(lab, 1, Change::Promote, setOf({4}));
    for (int i = 1; i < 120 && reasons.count(Reason::CatchUpTooSlow) == 0; ++i) {
        lab.write("x=" + std::to_string(i), 1);
        lab.wait(70);
    }
    EXPECT_EQ(reasons.count(Reason::CatchUpTooSlow), 1U);
    EXPECT_EQ(reasons.count(Reason::CatchUpRound), kCatchUpRounds);
    EXPECT_EQ(lab.node(1).config(), (Configuration{setOf({1, 2, 3}), {}, setOf({4})}));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Promotion, OfALearnerThatIsDownIsGivenUp) {
    Lab lab = led(3, 4);
    ask(lab, 1, Change::AddLearner, setOf({4}));
    lab.wait(200);
    lab.crash(4);
    lab.write("x=1", 1);
    Reasons reasons(lab);
    ask(lab, 1, Change::Promote, setOf({4}));
    EXPECT_FALSE(ask(lab, 1, Change::RemoveServer, setOf({3}))) << "one thing after the other";
    lab.wait(300);
    EXPECT_EQ(reasons.count(Reason::CatchUpStuck), 1U);
    EXPECT_TRUE(ask(lab, 1, Change::RemoveServer, setOf({3})));
}

// ---- Restarts and snapshots ----

TEST(Restart, FindsTheConfigurationInTheLog) {
    Lab lab = led(3, 4);
    lab.act(cutOff(1, {2, 3, 4}));
    ask(lab, 1, Change::AddServer, setOf({4}));
    Reasons reasons(lab);
    lab.restart(1);
    EXPECT_EQ(lab.node(1).config(), (Configuration{setOf({1, 2, 3, 4}), {}, {}})) << "committed or not (§6)";
    EXPECT_EQ(reasons.count(Reason::ConfigFound), 1U);
    lab.heal();
    lab.elect(1);
    ASSERT_TRUE(leads(lab, 1)) << "with three of four";
    lab.wait(200);
    expectAll(lab, {1, 2, 3, 4}, Configuration{setOf({1, 2, 3, 4}), {}, {}});
}

TEST(Restart, KnowsNothingOfAConfigurationThatTheDiskHadNotWritten) {
    ClusterConfig config = members(3, 4);
    config.fsync = SimTime::fromMs(30);
    Lab lab(config);
    lab.timeout(1);
    lab.wait(300);
    ASSERT_TRUE(leads(lab, 1));
    ask(lab, 1, Change::AddServer, setOf({4}));
    lab.wait(5);
    EXPECT_EQ(lab.node(1).config().voters, setOf({1, 2, 3, 4}));
    lab.restart(1);
    EXPECT_EQ(lab.node(1).config(), kFirstThree);
    lab.wait(100);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotOfMembers, TellsANewcomerWhoDecides) {
    Lab lab = led(3, 5);
    ask(lab, 1, Change::AddServer, setOf({4}));
    lab.wait(200);
    lab.write("x=1", 1);
    lab.act(act::TakeSnapshot{setOf({1})});
    const Configuration four{setOf({1, 2, 3, 4}), {}, {}};
    EXPECT_EQ(lab.node(1).persistent().snapshot.config, four);
    int installed = 0;
    lab.eachStep = [&](const StepEvents& step) {
        for (const Event& event : step.events) {
            if (event.reason != Reason::ConfigInSnapshot) continue;
            ++installed;
            EXPECT_EQ(event.node, S(5));
            EXPECT_EQ(lab.node(5).config(), four) << "as of the snapshot's last entry";
        }
    };
    ask(lab, 1, Change::AddLearner, setOf({5}));
    lab.wait(300);
    EXPECT_EQ(installed, 1);
    expectAll(lab, {1, 2, 3, 4, 5}, Configuration{setOf({1, 2, 3, 4}), {}, setOf({5})});
    lab.restart(5);
    EXPECT_EQ(lab.node(5).config(), (Configuration{setOf({1, 2, 3, 4}), {}, setOf({5})}));
}

/// The only voter of a cluster needs nobody else, but its disk: without, it could lead one term twice.
TEST(OnlyVoter, LeadsOnceItsVoteIsOnDisk) {
    ClusterConfig config = members(1, 2);
    config.fsync = SimTime::fromMs(30);
    Lab lab(config);
    lab.timeout(1);
    lab.wait(29);
    EXPECT_EQ(lab.node(1).role(), Role::Candidate);
    lab.restart(1);
    EXPECT_EQ(lab.node(1).currentTerm(), Term(0)) << "the vote never was";
    lab.timeout(1);
    lab.wait(30);
    EXPECT_TRUE(leads(lab, 1));
    lab.wait(100);
    EXPECT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

}  // namespace
}  // namespace raft::lab
