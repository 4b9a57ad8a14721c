// What looks wrong but is not.

#include <gtest/gtest.h>

#include "raft/check/monitor.h"
#include "tests/raft/check/lab.h"

namespace raft::lab {
namespace {

/// Leader Completeness counts from the term in which an entry was committed. S3 leads term 3 and lacks an entry of term
/// 2 that is committed in term 4: with the entry's own term that would be an alarm, in a correct run.
TEST(Monitor, AnOldLeaderMayLackAnOldEntryThatALaterLeaderCommits) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.timeout(1);
    lab.restart(1);
    lab.elect(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(2));
    lab.split({setOf({1}), setOf({2, 3})});
    lab.submit("x=2", 1, 0);
    lab.wait(30);
    lab.crash(1);
    lab.elect(3);
    ASSERT_EQ(lab.node(3).role(), Role::Leader);
    ASSERT_EQ(lab.node(3).currentTerm(), Term(3));
    lab.split({setOf({1, 2}), setOf({3})});
    lab.submit("x=3", 3, 1);
    lab.wait(30);
    lab.restart(1);
    lab.elect(1);
    lab.elect(1);
    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    lab.submit("x=4", 1, 2);
    lab.wait(60);

    ASSERT_EQ(lab.monitor().committedTerm(LogIndex(2)), Term(2));
    ASSERT_EQ(lab.node(3).role(), Role::Leader) << "cut off, it still thinks so";
    ASSERT_EQ(lab.node(3).log().termAt(LogIndex(2)), Term(3)) << "and has something else there";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// An old leader hears late that its entry reached a majority: it had been committed in the old term all along.
TEST(Monitor, AnOldLeaderMayCommitLate) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.submit("x=1", 1);
    lab.wait(10);
    lab.act(act::Hold{{LinkId{S(2), S(1)}, LinkId{S(3), S(1)}, LinkId{S(1), S(2)}, LinkId{S(1), S(3)}}});
    lab.wait(40);
    ASSERT_EQ(lab.monitor().committed(), LogIndex(0));
    lab.elect(2);
    ASSERT_EQ(lab.node(2).role(), Role::Leader);
    lab.submit("x=2", 2, 1);
    lab.wait(60);
    ASSERT_EQ(lab.monitor().committed(), LogIndex(2));
    lab.act(act::Drop{MessageMatcher{{}, S(2), S(1), MessageKind::RequestVote, 1}});
    lab.act(act::Release{{LinkId{S(3), S(1)}}});
    lab.wait(30);
    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    ASSERT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// A vote that a crash took from memory before anybody heard of it may be given again.
TEST(Monitor, AVoteThatNobodyHeardOfMayBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(75);  // The request took 50 + 10 ms; the grant is being written.
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(1));
    lab.restart(2);
    ASSERT_EQ(lab.node(2).persistent().votedFor, kNoNode);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.timeout(3);
    lab.wait(200);
    EXPECT_EQ(lab.node(2).persistent().votedFor, S(3));
    EXPECT_EQ(lab.monitor().leaderOf(Term(1)), S(3));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Monitor, AVoteThatSomebodyHeardOfMayNotBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    config.rules.ackBeforePersist = true;
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(40);
    ASSERT_EQ(lab.monitor().leaderOf(Term(1)), S(1));
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.timeout(3);
    lab.wait(40);
    EXPECT_TRUE(lab.broken(Property::OneVotePerTerm)) << lab.told();
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
    EXPECT_TRUE(lab.broken(Property::TermMonotonic)) << "S2 told of term 1 and fell back to 0";
}

TEST(Monitor, ATermThatNobodyHeardOfMayBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.timeout(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(1));
    lab.wait(20);
    lab.restart(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(0));
    lab.elect(1);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// Of two votes that were being written, a crash took the second only.
TEST(Monitor, ACrashForgetsOnlyTheVotesThatNobodyHeardOf) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.act(act::SetFsync{S(1), SimTime()});
    lab.act(act::SetFsync{S(3), SimTime()});
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);  // Term 1; S2 is asked at 10 ms and has written its vote at 60 ms.
    lab.wait(20);
    lab.timeout(3);
    lab.timeout(3);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.act(act::Restart{setOf({3})});
    lab.timeout(3);  // Term 3; S2 is asked at 30 ms and would have written this vote at 110 ms.
    lab.wait(60);
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(3));
    lab.restart(2);
    ASSERT_EQ(lab.node(2).currentTerm(), Term(1));
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(1)) << "this one was on its disk";
    lab.split({setOf({1, 2}), setOf({3})});
    lab.act(act::Restart{setOf({1})});
    lab.timeout(1);
    lab.timeout(1);  // Term 3.
    lab.wait(100);
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(1));
    ASSERT_EQ(lab.node(2).currentTerm(), Term(3));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// The disk has the term, but not yet the vote: the vote may still be forgotten.
TEST(Monitor, ATermOnDiskIsNoVoteOnDisk) {
    ClusterConfig config = quietConfig(5);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.split({setOf({1, 2, 4, 5}), setOf({3})});
    lab.timeout(1);
    lab.wait(300);
    lab.submit("x=1", 1);
    lab.wait(300);
    lab.act(act::Crash{setOf({1, 5})});
    lab.heal();
    lab.timeout(3);
    lab.timeout(3);  // Term 2: S2 adopts it, and refuses, because S3's log is empty.
    lab.wait(300);
    ASSERT_EQ(lab.cluster().durable(S(2)).currentTerm, Term(2));
    ASSERT_EQ(lab.cluster().durable(S(2)).votedFor, kNoNode);
    lab.split({setOf({1, 2}), setOf({3}), setOf({4}), setOf({5})});
    lab.restart(1);
    lab.timeout(1);
    lab.wait(75);  // S2 was asked at 60 ms, and its vote is being written.
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(1));
    lab.restart(2);
    ASSERT_EQ(lab.node(2).persistent().votedFor, kNoNode);
    lab.split({setOf({2, 5}), setOf({1}), setOf({3}), setOf({4})});
    lab.restart(5);
    lab.timeout(5);
    lab.wait(75);
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(5));
    ASSERT_EQ(lab.node(2).currentTerm(), Term(2)) << "both asked in the same term";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

}  // namespace
}  // namespace raft::lab
