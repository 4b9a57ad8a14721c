// Reads that stay out of the log, as clients see them: stale ones, ReadIndex, leases, followers (D §6.4).

#include <gtest/gtest.h>

#include "raft/check/linearizability.h"
#include "tests/raft/check/reading_lab.h"

namespace raft::lab {
namespace {

/// What the client's last call brought; "waits" if nothing yet.
std::string answer(const Lab& lab, int client = 2) {
    const ClientCall& call = lab.cluster().client(clientEnd(client)).calls.back();
    return call.returned ? textOf(call.value, lab.cluster().texts()) : "waits";
}

/// S1 leads and is cut off; S2 leads the others, and x=2 is committed there.
Lab replacedLeader(const ClusterConfig& config, std::int64_t apart = 0) {
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.wait(apart);
    lab.elect(2);
    lab.write("x=2", 2, 1);
    lab.wait(20);
    return lab;
}

TEST(Reads, ALeaderThatWasReplacedAnswersOnlyLocally) {
    Lab lab = replacedLeader(readers());
    read(lab, 1, ReadMode::Local);
    lab.wait(1);
    EXPECT_EQ(answer(lab), "1") << "stale, and said to be local";
    read(lab, 1, ReadMode::ReadIndex);
    lab.wait(500);
    EXPECT_EQ(answer(lab), "waits");
    read(lab, 2, ReadMode::ReadIndex, 0);
    lab.wait(30);
    EXPECT_EQ(answer(lab, 0), "2");
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
}

TEST(Reads, OfALeaderThatStepsDownAreSentElsewhere) {
    ClusterConfig config = readers();
    config.heartbeat = SimTime::fromMs(50);
    Lab lab = replacedLeader(config);
    read(lab, 1, ReadMode::ReadIndex);
    lab.wait(1);
    EXPECT_EQ(lab.node(1).reads().size(), 1U);
    lab.heal();
    lab.wait(120);
    EXPECT_EQ(lab.node(1).role(), Role::Follower);
    EXPECT_TRUE(lab.node(1).reads().empty());
    EXPECT_EQ(answer(lab), "waits") << "whom to ask instead, S1 did not know yet";
}

TEST(Reads, OfANewLeaderWaitForAnEntryOfItsTerm) {
    Lab lab(readers());
    lab.elect(1);
    lab.write("x=1", 1);
    lab.crash(1);
    lab.elect(2);
    read(lab, 2, ReadMode::Local);
    lab.wait(1);
    EXPECT_EQ(answer(lab), "") << "x=1 was acknowledged, but S2 does not know that it is committed";
    read(lab, 2, ReadMode::ReadIndex);
    lab.wait(60);
    EXPECT_EQ(answer(lab), "waits");
    lab.write("y=1", 2, 1);
    lab.wait(30);
    EXPECT_EQ(answer(lab), "1");
}

TEST(Reads, OneRoundServesAllThatWait) {
    Lab lab(readers());
    lab.elect(1);
    read(lab, 1, ReadMode::ReadIndex, 1);
    read(lab, 1, ReadMode::ReadIndex, 2);
    lab.wait(30);
    EXPECT_EQ(lab.node(1).reads().size(), 2U) << "nothing of term 1 is committed";
    const std::uint32_t sent = lab.node(1).leader().seq;
    lab.write("x=1", 1);
    lab.wait(30);
    EXPECT_EQ(answer(lab, 1), "1");
    EXPECT_EQ(answer(lab, 2), "1");
    EXPECT_EQ(lab.node(1).leader().seq, sent + 4) << "two for the entry and two for both reads";
}

TEST(Reads, AFollowerAsksItsLeaderAndAnswersByItself) {
    Lab lab(readers());
    lab.elect(1);
    lab.submit("x=1", 1);
    lab.wait(25);
    read(lab, 3, ReadMode::Local);
    lab.wait(1);
    EXPECT_EQ(answer(lab), "");
    read(lab, 3, ReadMode::ReadIndex);
    lab.wait(60);
    EXPECT_EQ(answer(lab), "1");
    EXPECT_EQ(lab.node(3).role(), Role::Follower);
    EXPECT_NE(lab.cluster().client(clientEnd(2)).believedLeader, S(3)) << "who answers a read need not lead";
}

TEST(Reads, OfAFollowerAreAskedForAgainOnceAnotherLeads) {
    Lab lab(readers());
    lab.elect(1);
    lab.write("x=1", 1);
    lab.split({setOf({1}), setOf({2, 3})});
    read(lab, 3, ReadMode::ReadIndex);
    lab.wait(30);
    EXPECT_EQ(answer(lab), "waits");
    lab.elect(2);
    lab.write("y=1", 2, 1);
    lab.wait(60);
    EXPECT_EQ(answer(lab), "1");
}

TEST(Reads, OfAFollowerWithoutALeaderAreSentAway) {
    Lab lab(readers());
    read(lab, 3, ReadMode::ReadIndex);
    lab.wait(1);
    EXPECT_TRUE(lab.node(3).reads().empty());
    EXPECT_EQ(answer(lab), "waits");
}

TEST(Lease, AnswersWithoutAskingAnybody) {
    Lab lab(leasers());
    lab.elect(1);
    lab.write("x=1", 1);
    const std::uint32_t sent = lab.node(1).leader().seq;
    read(lab, 1, ReadMode::Lease);
    lab.waitUs(1);
    EXPECT_EQ(answer(lab), "1");
    EXPECT_EQ(lab.node(1).leader().seq, sent);
}

TEST(Lease, ThatHasRunOutMakesTheReadAReadIndex) {
    Lab lab = replacedLeader(leasers(), 135);
    read(lab, 1, ReadMode::Lease);
    lab.wait(100);
    EXPECT_EQ(answer(lab), "waits");
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// A lease promises one leader as long as no clock is more than twice as fast as another: this one is.
TEST(Lease, LiesOnceClocksDriftBeyondTheBound) {
    Lab lab(leasers());
    lab.act(act::SetClock{S(1), 200'000, SimTime()});
    lab.elect(1);
    lab.write("x=1", 1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.wait(135);
    lab.elect(2);
    lab.write("x=2", 2, 1);
    read(lab, 1, ReadMode::Lease);
    lab.wait(1);
    EXPECT_EQ(answer(lab), "1");
    EXPECT_TRUE(lab.broken(Property::LeaseSafety));
}

TEST(Lease, BindsVotersAndWhoeverWouldRun) {
    Lab lab(leasers());
    lab.elect(1);
    lab.wait(30);
    lab.timeout(2);
    EXPECT_EQ(lab.node(2).role(), Role::Follower);
    lab.restart(3);
    lab.timeout(3);
    EXPECT_EQ(lab.node(3).role(), Role::Follower) << "it may have promised before it crashed";
    lab.crash(1);
    lab.wait(151);
    lab.elect(2);
    EXPECT_EQ(lab.node(2).role(), Role::Leader);
}

TEST(Lease, WithoutTheRuleIsReadIndex) {
    Lab lab(readers());
    lab.elect(1);
    lab.write("x=1", 1);
    read(lab, 1, ReadMode::Lease);
    lab.waitUs(1);
    EXPECT_EQ(answer(lab), "waits");
    lab.wait(30);
    EXPECT_EQ(answer(lab), "1");
}

/// Under the other rule voters were bound by nothing, and a transfer may be under way.
TEST(Leases, CountNothingFromBeforeTheRuleWasOn) {
    ClusterConfig config = leasers();
    config.rules.lease = false;
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(200);
    lab.rule(RuleId::Lease, 1);
    const auto until = [&lab] { return lab.node(1).leaseUntil(lab.cluster().rules(), lab.cluster().clockOf(S(1))); };
    EXPECT_EQ(until(), kLongAgo);
    lab.wait(120);
    EXPECT_GT(until(), lab.cluster().now()) << "heartbeats after it count";
    lab.rule(RuleId::Lease, 0);
    lab.rule(RuleId::Lease, 1);
    EXPECT_EQ(until(), kLongAgo) << "in between a voter was free";
}

TEST(Leases, AreNotBegunByALeaderThatHasHandedOver) {
    for (const bool handsOver : {true, false}) {
        ClusterConfig config = leasers();
        config.rules.lease = false;
        Lab lab(config);
        lab.elect(1);
        lab.write("x=1", 1);
        lab.wait(200);
        act::Hold hold;
        hold.links.push_back(LinkId{S(1), S(2)});
        lab.act(hold);
        if (handsOver) lab.act(act::TransferLeader{S(1), S(2)});
        lab.wait(1);
        lab.rule(RuleId::Lease, 1);
        lab.wait(120);
        const SimTime until = lab.node(1).leaseUntil(lab.cluster().rules(), lab.cluster().clockOf(S(1)));
        EXPECT_EQ(until == kLongAgo, handsOver) << "TimeoutNow is on its way";
    }
}

}  // namespace
}  // namespace raft::lab
