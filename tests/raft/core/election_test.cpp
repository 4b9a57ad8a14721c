// §5.2 and §5.4.1, one test a rule.

#include <gtest/gtest.h>

#include "node_fixture.h"

namespace raft::test {
namespace {

RequestVote ask(std::uint32_t term, NodeId candidate, std::uint32_t lastIndex, std::uint32_t lastTerm) {
    return RequestVote{Term(term), candidate, LogIndex(lastIndex), Term(lastTerm)};
}

TEST(Election, ServerBootsAsFollowerAndWaits) {
    Bench bench;
    bench.step(Boot{});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_TRUE(bench.out.resetElectionTimer);
    EXPECT_TRUE(bench.out.now.empty() && bench.out.afterPersist.empty());
}

TEST(Election, TimeoutStartsAnElectionForTheNextTerm) {
    Bench bench;
    bench.startsWith(4, {1, 3});
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(5));
    EXPECT_EQ(bench.node.persistent().votedFor, kS1);
    EXPECT_TRUE(bench.out.persist);
    EXPECT_TRUE(bench.out.resetElectionTimer);
    const auto request = bench.sent<RequestVote>(kS2);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->term, Term(5));
    EXPECT_EQ(request->lastLogIndex, LogIndex(2));
    EXPECT_EQ(request->lastLogTerm, Term(3));
}

TEST(Election, VoteRequestsWaitForTheDisk) {
    Bench bench;
    bench.step(ElectionTimeout{});
    EXPECT_TRUE(bench.out.now.empty());
    EXPECT_EQ(bench.out.afterPersist.size(), 2u);

    Bench hasty;
    hasty.rules.ackBeforePersist = true;
    hasty.step(ElectionTimeout{});
    EXPECT_EQ(hasty.out.now.size(), 2u);
}

TEST(Election, LeaderIgnoresAnElectionTimeout) {
    Bench bench;
    bench.startsWith(2, {1}, Role::Leader);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Leader);
    EXPECT_EQ(bench.node.currentTerm(), Term(2));
}

TEST(Election, VoterGrantsAFreeVoteToAnUpToDateCandidate) {
    Bench bench;
    bench.startsWith(1, {1, 1});
    bench.receive(kS2, ask(2, kS2, 2, 1));
    EXPECT_EQ(bench.fact(EventKind::Vote)->reason, Reason::FreeVote);
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
    EXPECT_TRUE(bench.out.resetElectionTimer);
    EXPECT_EQ(bench.node.persistent().votedFor, kS2);
}

TEST(Election, VoterRejectsShorterLog) {
    Bench bench;
    bench.startsWith(1, {1, 1});
    bench.receive(kS2, ask(2, kS2, 1, 1));
    const auto refusal = bench.fact(EventKind::Refuse);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->reason, Reason::LogNotUpToDate);
    EXPECT_EQ(refusal->args[1], 1u);  // The candidate's last term, its last index, the voter's.
    EXPECT_EQ(refusal->args[2], 1u);
    EXPECT_EQ(refusal->args[3], 1u);
    EXPECT_EQ(refusal->args[4], 2u);
    EXPECT_FALSE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
    EXPECT_EQ(bench.node.currentTerm(), Term(2)) << "the term is adopted all the same (§5.1)";
    EXPECT_FALSE(bench.out.resetElectionTimer) << "a refusal does not reset the timer";
}

TEST(Election, LaterLastTermBeatsALongerLog) {
    Bench bench;
    bench.startsWith(3, {1, 1, 1, 1});
    bench.receive(kS2, ask(4, kS2, 2, 2));
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
    Bench other;
    other.startsWith(3, {1, 2});
    other.receive(kS2, ask(4, kS2, 9, 1));
    EXPECT_FALSE(other.sent<RequestVoteReply>(kS2)->voteGranted);
}

TEST(Election, VoterThatIgnoresLogsSaysSo) {
    Bench bench;
    bench.rules.compareLogs = false;
    bench.startsWith(1, {1, 1});
    bench.receive(kS2, ask(2, kS2, 0, 0));
    EXPECT_EQ(bench.fact(EventKind::Vote)->reason, Reason::LogsNotCompared);
}

TEST(Election, VoterGivesOneVotePerTerm) {
    Bench bench;
    bench.receive(kS2, ask(1, kS2, 0, 0));
    bench.receive(kS3, ask(1, kS3, 0, 0));
    const auto refusal = bench.fact(EventKind::Refuse);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->reason, Reason::AlreadyVoted);
    EXPECT_EQ(refusal->args[1], kS2.value);
    bench.receive(kS3, ask(2, kS3, 0, 0));
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS3)->voteGranted) << "a new term is a new vote";
}

TEST(Election, RepeatedRequestOfTheSameCandidateIsGrantedAgain) {
    Bench bench;
    bench.receive(kS2, ask(1, kS2, 0, 0));
    bench.receive(kS2, ask(1, kS2, 0, 0));
    EXPECT_EQ(bench.fact(EventKind::Vote)->reason, Reason::RepeatedVote);
    EXPECT_FALSE(bench.out.persist);
}

TEST(Election, StaleRequestIsAnsweredWithTheOwnTerm) {
    Bench bench;
    bench.startsWith(5, {});
    bench.receive(kS2, ask(3, kS2, 9, 3));
    EXPECT_EQ(bench.fact(EventKind::Refuse)->reason, Reason::StaleTerm);
    EXPECT_EQ(bench.sent<RequestVoteReply>(kS2)->term, Term(5));
}

TEST(Election, CandidateWinsWithAMajorityAndHeartbeatsAtOnce) {
    Bench bench(5);
    bench.step(ElectionTimeout{});
    bench.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "two of five";
    bench.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "the same vote twice is one vote";
    bench.receive(kS3, RequestVoteReply{Term(1), false});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    bench.receive(kS4, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Leader);
    EXPECT_EQ(bench.fact(EventKind::Role)->reason, Reason::WonMajority);
    EXPECT_TRUE(bench.out.stopElectionTimer && bench.out.startHeartbeats);
    for (const NodeId peer : {kS2, kS3, kS4, kS5}) {
        const auto heartbeat = bench.sent<AppendEntries>(peer);
        ASSERT_TRUE(heartbeat);
        EXPECT_TRUE(heartbeat->entries.empty());
    }
}

TEST(Election, VotesOfAnEarlierTermDoNotCount) {
    Bench bench;
    bench.step(ElectionTimeout{});
    bench.step(ElectionTimeout{});
    bench.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    bench.receive(kS2, RequestVoteReply{Term(2), true});
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(Election, CandidateYieldsToALeaderOfItsTermButNotToAnOlderOne) {
    Bench bench;
    bench.startsWith(1, {});
    bench.step(ElectionTimeout{});
    AppendEntries old;
    old.term = Term(1);
    bench.receive(kS2, old);
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_EQ(bench.fact(EventKind::Reject)->reason, Reason::StaleTerm);
    AppendEntries current;
    current.term = Term(2);
    bench.receive(kS3, current);
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.fact(EventKind::Role)->reason, Reason::LeaderOfThisTerm);
    EXPECT_EQ(bench.node.state().leaderId, kS3);
}

TEST(Election, HigherTermDeposesALeader) {
    Bench bench;
    bench.startsWith(2, {1}, Role::Leader);
    bench.receive(kS2, AppendEntriesReply{Term(7), false, LogIndex(0), LogIndex(0), Term(0), 0});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(7));
    EXPECT_EQ(bench.node.persistent().votedFor, kNoNode);
    EXPECT_TRUE(bench.out.stopHeartbeats && bench.out.resetElectionTimer && bench.out.persist);
}

/// Once its vote is on disk: else it might restart, forget it, and lead the same term again.
TEST(Election, SingleServerElectsItself) {
    Bench bench(1);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    bench.step(Persisted{Term(0), LogIndex(0)});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "an earlier write says nothing";
    bench.persistAll();
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(Election, NewLeaderAppendsANoopOnlyWhereTheRuleSaysSo) {
    Bench with;
    with.rules.noopOnElection = true;
    with.wins();
    EXPECT_EQ(termsOf(with.node.log()), (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(with.node.log().at(LogIndex(1)).type, EntryType::Noop);
    Bench without;
    without.wins();
    EXPECT_EQ(without.node.log().lastIndex(), LogIndex(0));
}

TEST(Election, HalfIsNotAMajorityUnlessTheRuleIsBent) {
    Bench bent(4);
    bent.rules.quorum = QuorumRule::Half;
    bent.step(ElectionTimeout{});
    bent.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bent.node.role(), Role::Leader);
    Bench correct(4);
    correct.step(ElectionTimeout{});
    correct.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(correct.node.role(), Role::Candidate);
}

}  // namespace
}  // namespace raft::test
