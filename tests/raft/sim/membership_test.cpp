// Changes of the membership as whole runs, with the rules as they should be: §6, D chapter 4.

#include "tests/raft/sim/changing_lab.h"

#include <gtest/gtest.h>

namespace raft::lab {
namespace {

const Configuration kFirstThree{setOf({1, 2, 3}), {}, {}};
const Configuration kFive{setOf({1, 2, 3, 4, 5}), {}, {}};
const Configuration kJointToFive{setOf({1, 2, 3, 4, 5}), setOf({1, 2, 3}), {}};

// ---- Joint consensus, and its crashes (§6) ----

TEST(JointConsensus, PassesFromThreeToFive) {
    Lab lab = led(3, 5);
    EXPECT_TRUE(ask(lab, 1, Change::Joint, NodeSet::firstNodes(5)));
    EXPECT_EQ(lab.node(1).config(), kJointToFive);
    lab.wait(200);
    EXPECT_TRUE(leads(lab, 1)) << "nobody had to be elected";
    EXPECT_EQ(lab.node(1).log().lastIndex(), LogIndex(3)) << "the no-op, C_old,new and C_new";
    expectAll(lab, {1, 2, 3, 4, 5}, kFive);
}

TEST(JointConsensus, NeitherSideDecidesAlone) {
    Lab lab = led(3, 5);
    lab.act(cutOff(1, {2, 3}));
    ask(lab, 1, Change::Joint, NodeSet::firstNodes(5));
    lab.wait(300);
    EXPECT_EQ(lab.node(5).config(), kJointToFive);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1)) << "three of five, but one of the three old ones";
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.timeout(5);
    lab.elect(2);
    EXPECT_EQ(lab.node(5).role(), Role::Candidate) << "of the old ones it has S3's vote only";
    EXPECT_EQ(lab.node(2).role(), Role::Candidate) << "S1 has the longer log";
    lab.heal();
    lab.elect(5);
    EXPECT_TRUE(leads(lab, 5)) << "now both halves can agree";
    lab.wait(200);
    expectAll(lab, {1, 2, 3, 4, 5}, kFive);
}

TEST(JointConsensus, AVoterThatBecomesALearnerDecidesUntilCNew) {
    Lab lab = led(3, 4);
    lab.act(cutOff(1, {2}));
    act::ChangeMembership move{{Change::Joint, setOf({1, 2, 4}), setOf({3}), {}}, S(1), false};
    lab.act(move);
    const Configuration joint{setOf({1, 2, 4}), setOf({1, 2, 3}), setOf({3})};
    EXPECT_EQ(lab.node(1).config(), joint);
    lab.wait(300);
    const Configuration after{setOf({1, 2, 4}), {}, setOf({3})};
    expectAll(lab, {1, 3, 4}, after);
    EXPECT_TRUE(lab.node(1).state().commitIndex >= LogIndex(3)) << "S1 and S3 of the old ones, S1 and S4 of the new";
    lab.timeout(3);
    lab.wait(100);
    EXPECT_EQ(lab.node(3).role(), Role::Follower) << "a learner never runs";
    lab.crash(4);
    lab.submit("x=1", 1);
    lab.wait(200);
    EXPECT_FALSE(isCommitted(lab, "x=1")) << "S1 and S3 store it, and S3 has no vote any more";
    EXPECT_EQ(lab.node(3).log().lastIndex(), lab.node(1).log().lastIndex()) << "but it receives the log";
    EXPECT_TRUE(lab.monitor().safe());
}

TEST(JointConsensus, NamesItsLearnersAnewOrLeavesThem) {
    Lab lab = led(3, 5);
    ask(lab, 1, Change::AddLearner, setOf({5}));
    lab.wait(100);
    ask(lab, 1, Change::Joint, setOf({1, 2, 4}));
    lab.wait(300);
    expectAll(lab, {1, 2, 4}, Configuration{setOf({1, 2, 4}), {}, setOf({5})});
    lab.act(act::ChangeMembership{{Change::Joint, setOf({1, 2, 3}), NodeSet(), {}}, S(1), false});
    lab.wait(300);
    expectAll(lab, {1, 2, 3}, kFirstThree);
}

/// Case (a): C_old,new is not committed, and nobody who is elected has it.
TEST(JointConsensus, IsForgottenWhenNobodyHasIt) {
    Lab lab = led(3, 5);
    lab.act(cutOff(1, {2, 3, 4, 5}));
    ask(lab, 1, Change::Joint, NodeSet::firstNodes(5));
    lab.crash(1);
    lab.heal();
    lab.elect(2);
    EXPECT_TRUE(leads(lab, 2)) << "the old majority decides";
    lab.restart(1);
    EXPECT_EQ(lab.node(1).config(), kJointToFive) << "its log still says so";
    Reasons reasons(lab);
    lab.wait(200);
    EXPECT_TRUE(reasons.hasTruncated(1));
    EXPECT_EQ(reasons.count(Reason::ConfigDeleted, 1), 1U);
    expectAll(lab, {1, 2, 3}, kFirstThree);
    EXPECT_EQ(lab.node(4).log().lastIndex(), LogIndex(0)) << "it was never reached";
}

/// Case (a) again: it is not committed, but the next leader has it, and finishes what it cannot know to be safe before
/// it has committed something of its own under it.
TEST(JointConsensus, IsFinishedByALeaderThatInheritsIt) {
    Lab lab = led(3, 5);
    lab.act(cutOff(1, {3, 4, 5}));
    ask(lab, 1, Change::Joint, NodeSet::firstNodes(5));
    lab.wait(15);
    lab.crash(1);
    EXPECT_EQ(lab.node(2).config(), kJointToFive);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1));
    lab.heal();
    Reasons reasons(lab);
    lab.elect(2);
    ASSERT_TRUE(leads(lab, 2));
    EXPECT_TRUE(lab.node(2).config().isJoint());
    lab.wait(300);
    EXPECT_EQ(reasons.count(Reason::JointCommitted, 2), 1U);
    EXPECT_EQ(reasons.count(Reason::JointNotAwaited), 0U);
    expectAll(lab, {2, 3, 4, 5}, kFive);
}

/// Without a no-op there is nothing of its own to commit until a client asks.
TEST(JointConsensus, WaitsForAClientWhereNoNoopBeginsATerm) {
    ClusterConfig config = members(3, 5);
    config.rules.noopOnElection = false;
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(50);
    lab.act(cutOff(1, {3, 4, 5}));
    ask(lab, 1, Change::Joint, NodeSet::firstNodes(5));
    lab.wait(15);
    lab.crash(1);
    lab.heal();
    lab.elect(2);
    lab.wait(500);
    ASSERT_TRUE(leads(lab, 2));
    EXPECT_TRUE(lab.node(2).config().isJoint());
    EXPECT_FALSE(ask(lab, 2, Change::AddServer, setOf({4}))) << "nothing else is allowed in between";
    lab.write("x=2", 2);
    lab.wait(300);
    expectAll(lab, {2, 3, 4, 5}, kFive);
}

/// Case (b): C_old,new is on a majority of either side, the leader crashes before it hears so.
TEST(JointConsensus, IsFinishedWhenItWasCommittedUnheard) {
    Lab lab = led(3, 5);
    lab.act(act::Cut{{LinkId{S(2), S(1)}, LinkId{S(3), S(1)}, LinkId{S(4), S(1)}, LinkId{S(5), S(1)}}});
    ask(lab, 1, Change::Joint, NodeSet::firstNodes(5));
    lab.wait(15);
    EXPECT_EQ(lab.node(3).config(), kJointToFive);
    EXPECT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
    lab.crash(1);
    lab.heal();
    lab.elect(3);
    ASSERT_TRUE(leads(lab, 3));
    lab.wait(300);
    expectAll(lab, {2, 3, 4, 5}, kFive);
    lab.restart(1);
    lab.wait(200);
    expectAll(lab, {1}, kFive);
}

/// Case (c): C_new is on its way when the leader crashes. Whoever has it may lead by it alone; whoever has C_old,new
/// needs both halves and creates it anew.
TEST(JointConsensus, IsFinishedFromWhereverItStopped) {
    for (const int next : {2, 4}) {
        Lab lab = led(3, 5);
        ask(lab, 1, Change::Joint, setOf({3, 4, 5}));
        lab.wait(5);
        lab.act(cutOff(1, {2}));
        for (int ms = 0; ms < 100 && lab.node(1).config().isJoint(); ++ms) lab.wait(1);
        ASSERT_EQ(lab.node(1).config(), (Configuration{setOf({3, 4, 5}), {}, {}}));
        lab.act(cutOff(1, {3, 5}));
        lab.wait(15);
        lab.crash(1);
        ASSERT_TRUE(lab.node(3).config().isJoint());
        ASSERT_FALSE(lab.node(4).config().isJoint()) << "it alone has C_new";
        lab.heal();
        if (next == 2) {
            lab.crash(4);
            lab.elect(3);
            EXPECT_EQ(lab.node(3).state().votesGranted, setOf({2, 3, 5}));
        } else {
            lab.crash(2);
            lab.elect(4);
            EXPECT_EQ(lab.node(4).state().votesGranted, setOf({3, 4, 5}));
        }
        lab.wait(300);
        lab.restart(4);
        lab.wait(300);
        EXPECT_EQ(lab.node(3).config(), (Configuration{setOf({3, 4, 5}), {}, {}}));
        EXPECT_EQ(lab.node(5).config(), lab.node(3).config());
        EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    }
}

// ---- Removal (D §4.2.2, §4.2.3) ----

TEST(Removal, LeaderManagesAClusterWithoutItselfUntilThatIsCommitted) {
    Lab lab = led(3, 3);
    lab.act(cutOff(1, {3}));
    ask(lab, 1, Change::RemoveServer, setOf({1}));
    lab.wait(200);
    EXPECT_TRUE(leads(lab, 1));
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1))
        << "of the two that are left one has it, and its own does not count";
    lab.heal();
    Reasons reasons(lab);
    lab.wait(200);
    EXPECT_FALSE(leads(lab, 1));
    EXPECT_EQ(reasons.count(Reason::LeftOut, 1), 1U);
    EXPECT_FALSE(lab.node(1).mayCampaign());
    lab.elect(1);
    EXPECT_EQ(reasons.count(Reason::NotAVoter, 1), 1U);
    lab.elect(2);
    EXPECT_TRUE(leads(lab, 2));
    lab.write("x=1", 2);
    EXPECT_TRUE(isCommitted(lab, "x=1"));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// The case of two servers: a leader that went before C_new is on the other leaves one that can never win, because it
/// needs the vote of the one that has more (D §4.2.2).
TEST(Removal, OfTwoServersTheOtherCannotWinIfTheLeaderGoesEarly) {
    for (const auto when : {RemovedLeader::StepsDown, RemovedLeader::StepsDownEarly}) {
        ClusterConfig config = members(2, 2);
        config.rules.removedLeader = when;
        Lab lab(config);
        lab.elect(1);
        lab.wait(70);
        lab.act(cutOff(1, {2}));
        ask(lab, 1, Change::RemoveServer, setOf({1}));
        lab.wait(20);
        lab.heal();
        if (when == RemovedLeader::StepsDown) {
            EXPECT_TRUE(leads(lab, 1));
            lab.wait(200);
            EXPECT_FALSE(leads(lab, 1)) << "S2 has it: now it goes";
            lab.elect(2);
            EXPECT_TRUE(leads(lab, 2));
        } else {
            EXPECT_FALSE(leads(lab, 1));
            for (int attempt = 0; attempt < 5; ++attempt) lab.elect(2);
            EXPECT_EQ(lab.node(2).role(), Role::Candidate);
            EXPECT_EQ(lab.node(2).state().votesGranted, setOf({2}));
            lab.elect(1);
            EXPECT_TRUE(leads(lab, 1)) << "only the one that is to go can bring C_new across";
            lab.wait(200);
            EXPECT_FALSE(leads(lab, 1));
            lab.elect(2);
            EXPECT_TRUE(leads(lab, 2));
        }
        EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    }
}

/// A server that was removed hears of no leader, and of its removal neither: it asks for votes and deposes the leader.
TEST(Removal, OfAServerThatKnowsNothingOfItDisturbsTheRest) {
    Lab lab = led(4, 4);
    lab.act(cutOff(4, {1, 2, 3}));
    ask(lab, 1, Change::RemoveServer, setOf({4}));
    lab.wait(100);
    expectAll(lab, {1, 2, 3}, kFirstThree);
    lab.heal();
    lab.wait(200);
    EXPECT_EQ(lab.node(4).config(), (Configuration{setOf({1, 2, 3, 4}), {}, {}})) << "nobody sends it anything";
    const Term before = lab.node(1).currentTerm();
    lab.elect(4);
    EXPECT_FALSE(leads(lab, 1)) << "plain Raft heeds the higher term";
    EXPECT_FALSE(leads(lab, 4)) << "but its log is too short for an office";
    lab.elect(2);
    EXPECT_TRUE(leads(lab, 2));
    EXPECT_GT(lab.node(2).currentTerm(), before);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// Like a command, a change waits until it is settled who leads (D §3.10).
TEST(Change, IsRefusedWhileTheLeaderHandsOver) {
    Lab lab = led(3, 4);
    lab.act(cutOff(1, {2}));
    lab.act(act::TransferLeader{S(1), S(2)});
    EXPECT_FALSE(ask(lab, 1, Change::AddServer, setOf({4})));
    EXPECT_EQ(lab.node(1).config(), kFirstThree);
    lab.heal();
    lab.wait(400);
    const int leader = leads(lab, 1) ? 1 : 2;
    EXPECT_TRUE(ask(lab, leader, Change::AddServer, setOf({4}))) << "afterwards it is done";
}

// ---- Replacing a machine (D §4.4) ----

/// S4 for S3. While both are in, one may fail; if S3 goes first, the two that are left need each other.
TEST(Replacement, AddsBeforeItRemoves) {
    for (const bool addFirst : {true, false}) {
        Lab lab = led(3, 4);
        ask(lab, 1, addFirst ? Change::AddServer : Change::RemoveServer, setOf({addFirst ? 4 : 3}));
        lab.wait(200);
        lab.crash(2);
        lab.write("x=9", 1);
        lab.wait(100);
        EXPECT_EQ(isCommitted(lab, "x=9"), addFirst);
        EXPECT_TRUE(ask(lab, 1, addFirst ? Change::RemoveServer : Change::AddServer, setOf({addFirst ? 3 : 4})));
        lab.restart(2);
        lab.wait(300);
        expectAll(lab, {1, 2, 4}, Configuration{setOf({1, 2, 4}), {}, {}});
    }
}

TEST(Replacement, IsOneStepByWayOfAJointConfiguration) {
    Lab lab = led(3, 4);
    lab.crash(3);
    EXPECT_TRUE(ask(lab, 1, Change::Joint, setOf({1, 2, 4})));
    lab.wait(300);
    expectAll(lab, {1, 2, 4}, Configuration{setOf({1, 2, 4}), {}, {}});
}

/// What was committed with few servers one way, a server that goes by the other may not know of.
TEST(ConfigAt, IsSettledOnceMembersHaveChanged) {
    const auto switches = [](Lab& lab, ConfigAt to) {
        return lab.act(act::SetRule{RuleId::ConfigAt, static_cast<int>(to)});
    };
    Lab lab = led(3, 4);
    EXPECT_TRUE(switches(lab, ConfigAt::Commit));
    EXPECT_TRUE(switches(lab, ConfigAt::Commit)) << "that is no change";
    EXPECT_TRUE(ask(lab, 1, Change::AddServer, setOf({4})));
    EXPECT_EQ(lab.node(1).config().voters, setOf({1, 2, 3})) << "it is not committed";
    EXPECT_FALSE(switches(lab, ConfigAt::Append));
    EXPECT_TRUE(switches(lab, ConfigAt::Commit));
    lab.wait(300);
    expectAll(lab, {1, 2, 3, 4}, Configuration{NodeSet::firstNodes(4), {}, {}});
    EXPECT_FALSE(switches(lab, ConfigAt::Append));
    for (const int server : {1, 2, 3, 4}) lab.act(act::TakeSnapshot{setOf({server})});
    EXPECT_FALSE(switches(lab, ConfigAt::Append)) << "a snapshot remembers it, too";
    EXPECT_EQ(lab.cluster().rules().configAt, ConfigAt::Commit);
}

/// The last it does is to apply what it has committed, and to say so.
TEST(RemovedLeader, AnswersWhatIsCommittedTogetherWithItsRemoval) {
    Lab lab(members(3, 3));
    lab.elect(1);
    lab.wait(200);
    lab.act(act::Cut{{LinkId{S(2), S(1)}, LinkId{S(3), S(1)}}});  // Acknowledgements do not come.
    ask(lab, 1, Change::RemoveServer, setOf({1}));
    lab.submit("x=1", 1);
    lab.wait(30);
    lab.heal();
    lab.wait(60);
    ASSERT_EQ(lab.node(1).role(), Role::Follower) << "left out";
    const ClientCall& call = lab.cluster().client(clientEnd(0)).calls.back();
    EXPECT_TRUE(call.returned);
    EXPECT_LT(call.returnedAt - call.invoked, SimTime::fromMs(200)) << "it need not ask anybody else";
}

}  // namespace
}  // namespace raft::lab
