// Leaders that give up their office: CheckQuorum (D §6.2) and transfer (D §3.10), one test a rule.

#include <gtest/gtest.h>

#include "node_fixture.h"

namespace raft::test {
namespace {

AppendEntriesReply stored(std::uint32_t term, std::uint32_t match, std::uint32_t seq = 1) {
    return AppendEntriesReply{Term(term), true, LogIndex(match), LogIndex(0), Term(0), seq};
}

ClientRequest command(std::uint32_t seq) {
    ClientRequest request;
    request.seq = seq;
    return request;
}

Bench leading(int servers = 3) {
    Bench bench(servers);
    bench.rules.checkQuorum = true;
    bench.startsWith(2, {1, 2}, Role::Leader, 0);
    return bench;
}

/// Its own clock and its next heartbeat.
void beatAt(Bench& bench, std::int64_t ms) {
    bench.clock.now = SimTime::fromMs(ms);
    bench.step(HeartbeatTimeout{});
}

TEST(CheckQuorum, ALeaderThatHearsNobodyForAnElectionTimeoutStepsDown) {
    Bench bench = leading();
    beatAt(bench, 1000);
    beatAt(bench, 1100);
    EXPECT_EQ(bench.node.role(), Role::Leader) << "new peers count as heard";
    beatAt(bench, 1150);
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(2));
    EXPECT_EQ(bench.node.state().leaderId, kNoNode);
    EXPECT_TRUE(bench.out.stopHeartbeats && bench.out.resetElectionTimer);
    EXPECT_FALSE(bench.sent<AppendEntries>(kS2));
    const auto why = bench.fact(EventKind::Role);
    EXPECT_EQ(why->reason, Reason::QuorumLost);
    EXPECT_EQ(why->args[3], 1u) << "itself";
    EXPECT_EQ(why->args[4], 2u);
}

TEST(CheckQuorum, WithoutTheRuleItLeadsForEver) {
    Bench bench = leading();
    bench.rules.checkQuorum = false;
    beatAt(bench, 1000);
    beatAt(bench, 99'000);
    EXPECT_EQ(bench.node.role(), Role::Leader);
    bench.rules.checkQuorum = true;
    beatAt(bench, 99'050);
    EXPECT_EQ(bench.node.role(), Role::Leader) << "from now on it counts";
}

TEST(CheckQuorum, AnyAnswerOfItsTermCounts) {
    Bench bench = leading(5);
    beatAt(bench, 1000);
    bench.clock.now = SimTime::fromMs(1100);
    bench.receive(kS2, stored(2, 2));
    bench.receive(kS3, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), 2});
    beatAt(bench, 1200);
    EXPECT_EQ(bench.node.role(), Role::Leader);
    bench.clock.now = SimTime::fromMs(1240);
    bench.receive(kS2, stored(2, 2));
    bench.receive(kS3, stored(1, 2));
    beatAt(bench, 1250);
    EXPECT_EQ(bench.node.role(), Role::Follower) << "an answer of an older term says nothing";
}

TEST(CheckQuorum, StepsDownIntoTheNextTermWhereTheRuleSaysSo) {
    Bench bench = leading();
    bench.rules.quorumLost = QuorumLost::NextTerm;
    beatAt(bench, 0);
    beatAt(bench, 150);
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
    EXPECT_EQ(bench.node.persistent().votedFor, kNoNode);
    EXPECT_TRUE(bench.out.persist);
    EXPECT_EQ(bench.fact(EventKind::Term)->reason, Reason::QuorumLost);
}

TEST(CheckQuorum, TheOnlyVoterLeadsOn) {
    Bench bench = leading(1);
    beatAt(bench, 0);
    beatAt(bench, 10'000);
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(Transfer, ATargetThatHasEverythingIsToldAtOnce) {
    Bench bench = leading();
    bench.receive(kS2, stored(2, 2));
    bench.step(TransferLeadership{kS2});
    const auto now = bench.sent<TimeoutNow>(kS2);
    ASSERT_TRUE(now);
    EXPECT_EQ(now->term, Term(2));
    EXPECT_EQ(bench.node.role(), Role::Leader) << "it leads until the target has won";
    EXPECT_EQ(bench.fact(EventKind::Transfer)->args[0], static_cast<std::uint32_t>(TransferPhase::Start));
}

TEST(Transfer, ATargetThatIsBehindIsCaughtUpFirst) {
    Bench bench = leading();
    bench.step(TransferLeadership{kS2});
    EXPECT_FALSE(bench.sent<TimeoutNow>(kS2));
    ASSERT_TRUE(bench.sent<AppendEntries>(kS2));
    bench.receive(kS3, stored(2, 2));
    EXPECT_FALSE(bench.sent<TimeoutNow>(kS2)) << "another is not the target";
    bench.receive(kS2, stored(2, 1));
    EXPECT_FALSE(bench.sent<TimeoutNow>(kS2));
    bench.receive(kS2, stored(2, 2));
    EXPECT_TRUE(bench.sent<TimeoutNow>(kS2));
    EXPECT_EQ(bench.fact(EventKind::Transfer)->reason, Reason::TransferReady);
}

TEST(Transfer, NoCommandIsTakenMeanwhile) {
    Bench bench = leading();
    bench.step(TransferLeadership{kS2});
    bench.receive(clientEnd(0), command(1));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(2));
    const auto reply = bench.sent<ClientReply>(clientEnd(0));
    ASSERT_TRUE(reply);
    EXPECT_FALSE(reply->executed);
    EXPECT_EQ(reply->leaderHint, kNoNode);
    EXPECT_EQ(bench.fact(EventKind::Redirect)->reason, Reason::TransferInProgress);
}

TEST(Transfer, NoMemberChangesMeanwhile) {
    Bench bench = leading();
    bench.rules.configNeedsCommitInTerm = false;
    ChangeMembers removal;
    removal.kind = ChangeMembers::Kind::RemoveServer;
    removal.servers.insert(kS3);
    bench.step(TransferLeadership{kS2});
    bench.step(removal);
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::ChangeDuringTransfer);
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(2));
    bench.startsWith(2, {1, 2}, Role::Leader);
    bench.step(removal);
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(3));
}

TEST(Transfer, IsGivenUpAfterAnElectionTimeoutAndCommandsAreTakenAgain) {
    Bench bench = leading();
    bench.rules.checkQuorum = false;
    beatAt(bench, 1000);
    bench.step(TransferLeadership{kS2});
    beatAt(bench, 1149);
    EXPECT_TRUE(bench.node.leader().transfer.runs());
    beatAt(bench, 1150);
    EXPECT_FALSE(bench.node.leader().transfer.runs());
    EXPECT_EQ(bench.fact(EventKind::Transfer)->reason, Reason::TransferTimedOut);
    bench.receive(clientEnd(0), command(1));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(3));
}

TEST(Transfer, TimeoutNowIsRepeatedWithTheHeartbeats) {
    Bench bench = leading();
    bench.receive(kS2, stored(2, 2));
    bench.step(TransferLeadership{kS2});
    beatAt(bench, 50);
    EXPECT_TRUE(bench.sent<TimeoutNow>(kS2));
    EXPECT_FALSE(bench.sent<TimeoutNow>(kS3));
}

TEST(Transfer, ASecondRequestForTheSameTargetWinsNoTime) {
    Bench bench = leading();
    bench.step(TransferLeadership{kS2});
    bench.clock.now = SimTime::fromMs(100);
    bench.step(TransferLeadership{kS2});
    EXPECT_EQ(bench.node.leader().transfer.since, SimTime());
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::TransferUnderWay);
}

TEST(Transfer, ARequestForAnotherTargetTakesItsPlace) {
    Bench bench = leading();
    bench.step(TransferLeadership{kS2});
    bench.clock.now = SimTime::fromMs(100);
    bench.step(TransferLeadership{kS3});
    EXPECT_EQ(bench.node.leader().transfer.to, kS3);
    EXPECT_EQ(bench.node.leader().transfer.since, SimTime::fromMs(100));
    EXPECT_EQ(bench.fact(EventKind::Transfer)->reason, Reason::TransferReplaced);
    bench.receive(kS2, stored(2, 2));
    EXPECT_FALSE(bench.sent<TimeoutNow>(kS2));
}

TEST(Transfer, IsRefusedWhereItMakesNoSense) {
    Bench bench = leading();
    const auto refusal = [&bench](NodeId to) {
        bench.step(TransferLeadership{to});
        EXPECT_FALSE(bench.node.leader().transfer.runs());
        const auto why = bench.fact(EventKind::Transfer);
        EXPECT_EQ(why->args[0], static_cast<std::uint32_t>(TransferPhase::Refused));
        return why->reason;
    };
    EXPECT_EQ(refusal(kS1), Reason::TransferToSelf);
    EXPECT_EQ(refusal(kS5), Reason::TransferToNonVoter);
    bench.startsWith(2, {});
    EXPECT_EQ(refusal(kS2), Reason::TransferNotLeader);
}

TEST(Transfer, EndsWithTheLeadership) {
    Bench bench = leading();
    bench.step(TransferLeadership{kS2});
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(2), Term(2), true});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_FALSE(bench.node.leader().transfer.runs());
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
}

TEST(TimeoutNow, StartsAnElectionThatMayDisturbAndAsksNobodyFirst) {
    Bench bench;
    bench.rules.preVote = bench.rules.ignoreVoteWhileLed = true;
    bench.startsWith(2, {1, 2});
    bench.receive(kS2, TimeoutNow{Term(2)});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
    EXPECT_EQ(bench.fact(EventKind::Role)->reason, Reason::LeaderAsked);
    const auto request = bench.sent<RequestVote>(kS3);
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->disrupt);
}

TEST(TimeoutNow, OfAnOldTermIsIgnored) {
    Bench bench;
    bench.startsWith(3, {});
    bench.receive(kS2, TimeoutNow{Term(2)});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::TimeoutNowIgnored);
}

TEST(TimeoutNow, ALearnerDoesNotStand) {
    Bench bench;
    NodeSet others = NodeSet::firstNodes(3);
    others.erase(kS1);
    NodeSet self;
    self.insert(kS1);
    bench.node = Node(kS1, Configuration{others, {}, self});
    bench.receive(kS2, TimeoutNow{Term(1)});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(1));
}

TEST(Transfer, PromotesNobodyMeanwhile) {
    Bench bench(3);
    bench.node = Node(kS1, Configuration{NodeSet::firstNodes(3), {}, NodeSet(std::uint64_t{1} << kS4.value)});
    bench.startsWith(2, {1, 2}, Role::Leader, 2);
    ChangeMembers promotion;
    promotion.kind = ChangeMembers::Kind::Promote;
    promotion.servers.insert(kS4);
    bench.step(promotion);
    ASSERT_EQ(bench.node.leader().catchUp.server, kS4);
    bench.step(TransferLeadership{kS2});
    ASSERT_TRUE(bench.node.leader().transfer.runs());
    bench.receive(kS4, stored(2, 2, bench.node.leader().unanswered[kS4.value]));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(2)) << "the target's log would lack the configuration";
    for (const int ms : {100, 151}) {
        bench.clock.now = SimTime::fromMs(ms);
        bench.step(HeartbeatTimeout{});
        bench.receive(kS4, stored(2, 2, bench.node.leader().unanswered[kS4.value]));
    }
    ASSERT_FALSE(bench.node.leader().transfer.runs()) << "it is given up";
    EXPECT_EQ(bench.node.leader().catchUp.round, 2u) << "and the catching up goes on";
    bench.receive(kS4, stored(2, 2, bench.node.leader().unanswered[kS4.value]));
    EXPECT_TRUE(bench.node.config().voters.contains(kS4));
}

}  // namespace
}  // namespace raft::test
