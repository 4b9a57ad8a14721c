// What looks harmless but is not.

#include <gtest/gtest.h>

#include "raft/check/monitor.h"
#include "tests/raft/check/membership_lab.h"

namespace raft::lab {
namespace {

/// A damaged disk breaks what Raft relies on, and it shows.
TEST(Monitor, SeesThatADiskLostAnAcknowledgedEntry) {
    Lab lab(quietConfig(3));
    lab.elect(1);
    lab.write("x=1", 1);
    lab.crash(2);
    EXPECT_TRUE(lab.monitor().safe());
    lab.act(act::LoseEntries{S(2), 1});
    EXPECT_TRUE(lab.broken(Property::MatchIndexTruth)) << lab.told();
}

/// A machine that was taken out is thrown away: nobody counts on its disk.
TEST(Monitor, DoesNotMindWhatBecomesOfARemovedServer) {
    for (const bool removed : {true, false}) {
        Lab lab(members(4, 4));
        lab.elect(1);
        lab.write("x=1", 1);
        lab.wait(200);
        if (removed) ask(lab, 1, Change::RemoveServer, setOf({4}));
        lab.wait(200);
        ASSERT_EQ(lab.node(1).config().voters.contains(S(4)), !removed);
        lab.crash(4);
        lab.act(act::LoseEntries{S(4), 9});
        EXPECT_EQ(lab.broken(Property::MatchIndexTruth), !removed) << lab.told();
    }
}

/// It stands in memory, and no disk has it.
TEST(Monitor, SeesThatWhatIsCommittedIsOnNoDisk) {
    for (const bool persists : {true, false}) {
        ClusterConfig config = quietConfig(3);
        config.rules.persistLog = persists;
        Lab lab(config);
        lab.elect(1);
        lab.write("x=1", 1);
        ASSERT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
        EXPECT_EQ(lab.broken(Property::CommitDurableOnQuorum), !persists) << lab.told();
        EXPECT_EQ(lab.broken(Property::MatchIndexTruth), !persists);
        EXPECT_EQ(lab.broken(Property::PersistBeforeSend), !persists);
    }
}

TEST(Monitor, SeesThatADiskLostItsVote) {
    Lab lab(quietConfig(3));
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.crash(2);
    lab.act(act::LoseVote{S(2)});
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(3);
    EXPECT_TRUE(lab.broken(Property::OneVotePerTerm)) << lab.told();
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
}

/// The consistency check is lifted while the leader backs up: an old entry lands behind a newer one.
TEST(Monitor, SeesTermsThatFallWithinALog) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.write("x=1", 1);
    lab.write("x=2", 1);  // S1 and S2: [1 1].
    lab.split({setOf({1}), setOf({2}), setOf({3})});
    lab.crash(1);
    lab.heal();
    lab.split({setOf({2}), setOf({3})});
    lab.rule(RuleId::CompareLogs, 0);
    lab.heal();
    lab.elect(3);  // S3 leads term 2 without them.
    lab.split({setOf({2}), setOf({3})});
    lab.submit("x=3", 3, 1);
    lab.wait(30);  // S3: [2].
    ASSERT_EQ(lab.node(3).log().lastTerm(), Term(2));
    lab.crash(3);
    lab.restart(3);
    lab.heal();
    lab.timeout(2);  // Term 3: S2 asks S3 for the vote, and gets it, logs are not compared.
    lab.wait(30);
    ASSERT_EQ(lab.node(2).role(), Role::Leader) << "S2 leads with [1 1]";
    EXPECT_FALSE(lab.broken(Property::LogTermsMonotonic));
    lab.wait(5);  // S3 refused prevLogIndex 2; the next try is on its way.
    lab.rule(RuleId::CheckPrev, 0);
    lab.wait(30);
    EXPECT_TRUE(lab.broken(Property::LogTermsMonotonic)) << lab.told();
}

/// Late news of an old majority: the entry was committed in term 1, so the leader of term 2 should have had it,
/// although the leader of term 3 was the first to say that it is committed.
TEST(Monitor, AnEntryThatAnOldLeaderCommitsLateWasCommittedThen) {
    ClusterConfig config = quietConfig(5);
    config.clients = {"a", "b", "d"};
    config.rules.compareLogs = false;
    Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.split({setOf({1, 3, 4}), setOf({2, 5})});
    lab.submit("x=1", 1);
    lab.wait(10);  // S3 and S4 store it; their answers are held from now on.
    lab.act(act::Hold{{LinkId{S(3), S(1)}, LinkId{S(4), S(1)}}});
    lab.split({setOf({1}), setOf({2, 3, 5}), setOf({4})});
    lab.elect(5);  // Term 2, without x=1: S3 did not compare the logs.
    ASSERT_EQ(lab.node(5).role(), Role::Leader);
    lab.split({setOf({1}), setOf({5}), setOf({2, 3, 4})});
    lab.elect(4);
    lab.elect(4);  // Term 3.
    ASSERT_EQ(lab.node(4).role(), Role::Leader);
    lab.submit("x=2", 4, 1);
    lab.wait(100);
    ASSERT_EQ(lab.monitor().committed(), LogIndex(2));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();

    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    lab.heal();  // S1 hears the old answers.
    lab.wait(9);
    lab.act(act::Deliver{MessageMatcher{{}, S(3), S(1), MessageKind::AppendEntriesReply, 1}});
    lab.act(act::Deliver{MessageMatcher{{}, S(4), S(1), MessageKind::AppendEntriesReply, 1}});
    ASSERT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
    EXPECT_TRUE(lab.broken(Property::LeaderCompleteness)) << lab.told();
}

TEST(Monitor, SeesAPeerThatForgotItsTerm) {
    ClusterConfig config = quietConfig(3);
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(30);
    EXPECT_TRUE(lab.monitor().safe());
    lab.rule(RuleId::PersistTerm, 0);
    lab.restart(2);
    ASSERT_FALSE(lab.monitor().violations().empty());
    EXPECT_TRUE(lab.broken(Property::MatchIndexTruth)) << lab.told();
    EXPECT_NE(
        lab.told().find("S1, leader of term 1, believes that S2 stores its log up to index 1, but S2 is in term 0"),
        std::string::npos)
        << lab.told();
}

/// Without the consistency check a message that comes twice is appended twice; the end of the log agrees all the same.
TEST(Monitor, ComparesWholeLogsOnceTheyClash) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    config.rules.pipeline = true;
    Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.rule(RuleId::CheckPrev, 0);
    lab.split({setOf({1, 3}), setOf({2})});
    lab.act(act::Hold{{LinkId{S(3), S(1)}}});
    const MessageMatcher toS3{{}, S(1), S(3), MessageKind::AppendEntries, 1};
    lab.submit("x=1", 1, 0);
    lab.waitUs(1);
    lab.act(act::Drop{toS3});
    lab.submit("x=2", 1, 1);
    lab.waitUs(1);
    lab.act(act::Duplicate{toS3});
    lab.wait(20);
    lab.submit("x=3", 1, 2);
    lab.wait(20);
    ASSERT_EQ(lab.node(3).log().lastIndex(), LogIndex(3));
    ASSERT_EQ(lab.node(3).log().at(LogIndex(3)), lab.node(1).log().at(LogIndex(3)));
    ASSERT_EQ(lab.node(1).leader().matchIndex[2], LogIndex(0));
    EXPECT_TRUE(lab.broken(Property::LogMatching));
    EXPECT_FALSE(lab.broken(Property::MatchIndexTruth));
    lab.act(act::Deliver{MessageMatcher{{}, S(3), S(1), MessageKind::AppendEntriesReply, 3}});
    ASSERT_EQ(lab.node(1).leader().matchIndex[2], LogIndex(3));
    EXPECT_TRUE(lab.broken(Property::MatchIndexTruth)) << lab.told();
}

/// Nobody heard of the term, but it was on disk: it must be there after a restart.
TEST(Monitor, SeesThatATermOnDiskIsGone) {
    ClusterConfig config = quietConfig(3);
    config.rules.persistTerm = false;
    Lab lab(config);
    lab.split({setOf({1}), setOf({2}), setOf({3})});
    lab.timeout(1);
    lab.restart(1);
    EXPECT_TRUE(lab.broken(Property::TermMonotonic)) << lab.told();
    EXPECT_FALSE(lab.broken(Property::PersistBeforeSend)) << "nothing left";
}

TEST(Monitor, SeesAnAnswerThatOvertakesTheDisk) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.timeout(1);
    lab.wait(300);
    EXPECT_TRUE(lab.monitor().safe());
    lab.rule(RuleId::AckBeforePersist, 1);
    lab.submit("x=1", 1);
    lab.wait(15);
    ASSERT_EQ(lab.monitor().violations().size(), 2U) << lab.told();
    EXPECT_EQ(lab.monitor().violations()[0].text,
              "S2 told S1 that it stores its log up to index 1 in term 1, but its disk holds 0 entries in term 1");
}

}  // namespace
}  // namespace raft::lab
