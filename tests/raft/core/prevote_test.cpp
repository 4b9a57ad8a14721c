// Pre-votes (D §9.6) and servers that stay with their leader (D §4.2.3), one test a rule.

#include <gtest/gtest.h>

#include "node_fixture.h"

namespace raft::test {
namespace {

PreVote question(std::uint32_t term, NodeId candidate, std::uint32_t lastIndex = 0, std::uint32_t lastTerm = 0) {
    return PreVote{Term(term), candidate, LogIndex(lastIndex), Term(lastTerm)};
}

AppendEntries heartbeat(std::uint32_t term, NodeId leader) {
    AppendEntries beat;
    beat.term = Term(term);
    beat.leaderId = leader;
    beat.seq = 1;
    return beat;
}

Bench asking(int servers = 3) {
    Bench bench(servers);
    bench.rules.preVote = true;
    return bench;
}

TEST(PreVotes, ATimeoutAsksAboutTheNextTermAndStaysInThisOne) {
    Bench bench = asking();
    bench.startsWith(4, {1, 3});
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::PreCandidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(4));
    EXPECT_EQ(bench.node.persistent().votedFor, kNoNode);
    EXPECT_FALSE(bench.out.persist);
    EXPECT_TRUE(bench.out.resetElectionTimer);
    EXPECT_FALSE(bench.sent<RequestVote>(kS2));
    const auto asked = bench.sent<PreVote>(kS2);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->term, Term(5));
    EXPECT_EQ(asked->lastLogIndex, LogIndex(2));
    EXPECT_EQ(asked->lastLogTerm, Term(3));
}

TEST(PreVotes, WithoutTheRuleATimeoutIsAnElection) {
    Bench bench;
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(1));
}

TEST(PreVotes, AMajorityOfThemStartsTheElection) {
    Bench bench = asking(5);
    bench.step(ElectionTimeout{});
    bench.receive(kS2, PreVoteReply{Term(1), true});
    bench.receive(kS2, PreVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::PreCandidate) << "two answers of one server are one";
    bench.receive(kS3, PreVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(1));
    const auto request = bench.sent<RequestVote>(kS4);
    ASSERT_TRUE(request);
    EXPECT_FALSE(request->disrupt);
    EXPECT_EQ(bench.node.state().votesGranted.size(), 1) << "what was asked before is no vote";
}

TEST(PreVotes, TheOnlyVoterAsksNobody) {
    Bench bench = asking(1);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "its own vote is not on disk yet";
    bench.persistAll();
    EXPECT_EQ(bench.node.role(), Role::Leader);
    EXPECT_EQ(bench.node.currentTerm(), Term(1));
}

TEST(PreVotes, ToGrantOneChangesNothing) {
    Bench bench = asking();
    bench.startsWith(3, {1, 3});
    bench.receive(kS2, question(4, kS2, 2, 3));
    const auto reply = bench.sent<PreVoteReply>(kS2);
    ASSERT_TRUE(reply);
    EXPECT_TRUE(reply->voteGranted);
    EXPECT_EQ(reply->term, Term(4)) << "a grant echoes the term of the question";
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
    EXPECT_EQ(bench.node.persistent().votedFor, kNoNode);
    EXPECT_FALSE(bench.out.persist || bench.out.resetElectionTimer);
    bench.receive(kS3, question(4, kS3, 2, 3));
    EXPECT_TRUE(bench.sent<PreVoteReply>(kS3)->voteGranted) << "it binds nobody: another may have one as well";
}

TEST(PreVotes, WithTheRuleBentOneIsAVote) {
    Bench bench = asking();
    bench.rules.preVotePure = false;
    bench.startsWith(3, {});
    bench.receive(kS2, question(4, kS2));
    EXPECT_EQ(bench.node.currentTerm(), Term(4));
    EXPECT_EQ(bench.node.persistent().votedFor, kS2);
    EXPECT_TRUE(bench.out.resetElectionTimer);
}

TEST(PreVotes, OneIsRefusedForTheReasonsOfAVote) {
    Bench bench = asking();
    bench.startsWith(3, {1, 3});
    bench.receive(kS2, question(4, kS2, 1, 1));
    EXPECT_FALSE(bench.sent<PreVoteReply>(kS2)->voteGranted);
    EXPECT_EQ(bench.fact(EventKind::PreVote)->reason, Reason::PreVoteLogOlder);
    bench.receive(kS2, question(3, kS2, 2, 3));
    EXPECT_FALSE(bench.sent<PreVoteReply>(kS2)->voteGranted);
    EXPECT_EQ(bench.fact(EventKind::PreVote)->reason, Reason::PreVoteTermNotNew);
    bench.rules.compareLogs = false;
    bench.receive(kS2, question(4, kS2, 1, 1));
    EXPECT_TRUE(bench.sent<PreVoteReply>(kS2)->voteGranted) << "who does not compare logs, does not here either";
}

/// A server whose term is behind asks about a term that the others have left: it must learn of theirs, or it asks for
/// ever. That happens where PreVote is switched on in a cluster that runs.
TEST(PreVotes, ARefusalTellsTheVotersTermSoThatNobodyIsStuck) {
    Bench bench = asking();
    bench.startsWith(7, {});
    bench.receive(kS2, question(3, kS2));
    const auto reply = bench.sent<PreVoteReply>(kS2);
    ASSERT_TRUE(reply);
    EXPECT_FALSE(reply->voteGranted);
    EXPECT_EQ(reply->term, Term(7));
    EXPECT_EQ(bench.node.currentTerm(), Term(7));

    Bench behind = asking();
    behind.startsWith(2, {});
    behind.step(ElectionTimeout{});
    behind.receive(kS2, *reply);
    EXPECT_EQ(behind.node.currentTerm(), Term(7));
    EXPECT_EQ(behind.node.role(), Role::Follower);
}

/// Whoever asks first, or steps down by itself, may be in a term that nobody leads: a leader of an older one must learn
/// of it, even where stale requests get no answer otherwise.
TEST(PreVotes, AnOldLeaderIsToldTheTermWhateverTheRuleSays) {
    for (const bool asks : {false, true}) {
        Bench bench;
        bench.rules.answerStaleTerms = false;
        bench.rules.preVote = asks;
        bench.startsWith(5, {});
        bench.receive(kS2, heartbeat(4, kS2));
        EXPECT_EQ(bench.sent<AppendEntriesReply>(kS2).has_value(), asks);
    }
}

TEST(PreVotes, OneIsRefusedWhileALeaderIsHeardAndGrantedAfterwards) {
    Bench bench = asking();
    bench.startsWith(2, {});
    bench.clock.now = SimTime::fromMs(1000);
    bench.receive(kS3, heartbeat(2, kS3));
    bench.clock.now = SimTime::fromMs(1149);
    bench.receive(kS2, question(3, kS2));
    EXPECT_FALSE(bench.sent<PreVoteReply>(kS2)->voteGranted);
    const auto why = bench.fact(EventKind::PreVote);
    EXPECT_EQ(why->reason, Reason::StillLed);
    EXPECT_EQ(why->args[3], 149'000u);
    EXPECT_EQ(bench.sent<PreVoteReply>(kS2)->term, Term(2));
    bench.clock.now = SimTime::fromMs(1150);
    bench.receive(kS2, question(3, kS2));
    EXPECT_TRUE(bench.sent<PreVoteReply>(kS2)->voteGranted);
}

/// etcd without CheckQuorum: whoever was removed, and has a log as good as theirs, still gets its election.
TEST(PreVotes, ThatHeedNoLeaderLookAtTermAndLogOnly) {
    for (const bool heeds : {true, false}) {
        Bench bench = asking();
        bench.rules.preVoteHeedsLeader = heeds;
        bench.receive(kS2, heartbeat(1, kS2));
        bench.receive(kS3, question(2, kS3));
        EXPECT_EQ(bench.sent<PreVoteReply>(kS3)->voteGranted, !heeds);
        EXPECT_EQ(bench.fact(EventKind::PreVote)->reason, heeds ? Reason::StillLed : Reason::WouldVote);
        bench.startsWith(1, {1}, Role::Leader);
        bench.receive(kS3, question(2, kS3));
        EXPECT_FALSE(bench.sent<PreVoteReply>(kS3)->voteGranted) << "its log is too short, or S1 leads";
        bench.receive(kS3, question(2, kS3, 1, 1));
        EXPECT_EQ(bench.sent<PreVoteReply>(kS3)->voteGranted, !heeds);
        EXPECT_EQ(bench.node.role(), Role::Leader) << "to grant changes nothing";
    }
}

TEST(PreVotes, ALeaderRefusesThem) {
    Bench bench = asking();
    bench.startsWith(2, {}, Role::Leader);
    bench.receive(kS2, question(3, kS2));
    EXPECT_FALSE(bench.sent<PreVoteReply>(kS2)->voteGranted);
    EXPECT_EQ(bench.fact(EventKind::PreVote)->reason, Reason::LeadsItself);
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(PreVotes, ALateOneIsNoVote) {
    for (const bool bent : {false, true}) {
        Bench bench = asking(5);
        bench.rules.countPreVotes = bent;
        bench.step(ElectionTimeout{});
        for (const NodeId voter : {kS2, kS3}) bench.receive(voter, PreVoteReply{Term(1), true});
        ASSERT_EQ(bench.node.role(), Role::Candidate);
        for (const NodeId voter : {kS4, kS5}) bench.receive(voter, PreVoteReply{Term(1), true});
        EXPECT_EQ(bench.node.role(), bent ? Role::Leader : Role::Candidate);
    }
}

TEST(PreVotes, AnswersAboutAnotherTermDoNotCount) {
    Bench bench = asking();
    bench.startsWith(4, {});
    bench.step(ElectionTimeout{});
    bench.receive(kS2, PreVoteReply{Term(4), true});
    bench.receive(kS3, PreVoteReply{Term(6), true});
    EXPECT_EQ(bench.node.role(), Role::PreCandidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(4)) << "nobody is in the term of a grant";
}

TEST(PreVotes, APreCandidateYieldsToTheLeaderOfItsTerm) {
    Bench bench = asking();
    bench.startsWith(4, {});
    bench.step(ElectionTimeout{});
    bench.receive(kS2, heartbeat(4, kS2));
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.state().leaderId, kS2);
    bench.receive(kS3, PreVoteReply{Term(5), true});
    EXPECT_EQ(bench.node.role(), Role::Follower);
}

TEST(PreVotes, ACandidateWhoseElectionFailedAsksFirst) {
    Bench bench = asking();
    bench.step(ElectionTimeout{});
    bench.receive(kS2, PreVoteReply{Term(1), true});
    ASSERT_EQ(bench.node.role(), Role::Candidate);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::PreCandidate);
    EXPECT_EQ(bench.node.currentTerm(), Term(1));
    EXPECT_EQ(bench.sent<PreVote>(kS2)->term, Term(2));
    bench.step(ElectionTimeout{});
    EXPECT_FALSE(bench.fact(EventKind::Role)) << "it asks once more, and is what it was";
    EXPECT_TRUE(bench.sent<PreVote>(kS2));
}

TEST(MajorityRefused, WaitsForTheTimerOrFollowsAtOnce) {
    for (const MajorityRefused rule : {MajorityRefused::Wait, MajorityRefused::Follow}) {
        const Role expected = rule == MajorityRefused::Wait ? Role::Candidate : Role::Follower;
        Bench bench(5);
        bench.rules.majorityRefused = rule;
        bench.step(ElectionTimeout{});
        for (const NodeId voter : {kS2, kS3}) bench.receive(voter, RequestVoteReply{Term(1), false});
        EXPECT_EQ(bench.node.role(), Role::Candidate) << "two of five refused: three may still agree";
        bench.receive(kS4, RequestVoteReply{Term(1), false});
        EXPECT_EQ(bench.node.role(), expected);
        EXPECT_EQ(bench.node.currentTerm(), Term(1));
    }
    Bench asks = asking();
    asks.rules.majorityRefused = MajorityRefused::Follow;
    asks.step(ElectionTimeout{});
    for (const NodeId voter : {kS2, kS3}) asks.receive(voter, PreVoteReply{Term(0), false});
    EXPECT_EQ(asks.node.role(), Role::Follower);
}

TEST(Stickiness, AServerThatIsLedIgnoresAVoteRequest) {
    for (const bool sticky : {false, true}) {
        Bench bench;
        bench.rules.ignoreVoteWhileLed = sticky;
        bench.startsWith(2, {});
        bench.clock.now = SimTime::fromMs(10);
        bench.receive(kS3, heartbeat(2, kS3));
        bench.clock.now = SimTime::fromMs(100);
        bench.receive(kS2, RequestVote{Term(9), kS2, LogIndex(0), Term(0)});
        EXPECT_EQ(bench.node.currentTerm(), Term(sticky ? 2u : 9u));
        EXPECT_EQ(bench.sent<RequestVoteReply>(kS2).has_value(), !sticky);
        if (sticky) {
            EXPECT_EQ(bench.fact(EventKind::Refuse)->reason, Reason::VoteIgnored);
        }
    }
}

TEST(Stickiness, EndsAnElectionTimeoutAfterTheLeaderWasHeard) {
    Bench bench;
    bench.rules.ignoreVoteWhileLed = true;
    bench.startsWith(2, {});
    bench.receive(kS3, heartbeat(2, kS3));
    bench.clock.now = SimTime::fromMs(150);
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(0), Term(0)});
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
}

TEST(Stickiness, YieldsToAnElectionThatTheLeaderWants) {
    Bench bench;
    bench.rules.ignoreVoteWhileLed = true;
    bench.startsWith(2, {});
    bench.receive(kS3, heartbeat(2, kS3));
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(0), Term(0), true});
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
}

TEST(Stickiness, ALeaderCountsAsLed) {
    Bench bench;
    bench.rules.ignoreVoteWhileLed = true;
    bench.startsWith(2, {}, Role::Leader);
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(0), Term(0)});
    EXPECT_EQ(bench.node.role(), Role::Leader);
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(0), Term(0), true});
    EXPECT_EQ(bench.node.role(), Role::Follower);
}

TEST(Stickiness, AnOldRequestIsStillAnswered) {
    Bench bench;
    bench.rules.ignoreVoteWhileLed = true;
    bench.startsWith(5, {});
    bench.receive(kS3, heartbeat(5, kS3));
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(0), Term(0)});
    EXPECT_EQ(bench.sent<RequestVoteReply>(kS2)->term, Term(5));
}

/// "Servers process incoming RPC requests without consulting their current configurations" (D §4.1).
TEST(VoteForNonMember, IsGivenUnlessTheRuleSaysNo) {
    for (const bool looksUp : {false, true}) {
        Bench bench;
        bench.rules.voteForNonMember = !looksUp;
        bench.receive(kS5, question(1, kS5));
        EXPECT_EQ(bench.sent<PreVoteReply>(kS5)->voteGranted, !looksUp);
        bench.receive(kS5, RequestVote{Term(1), kS5, LogIndex(0), Term(0)});
        EXPECT_EQ(bench.sent<RequestVoteReply>(kS5)->voteGranted, !looksUp);
        bench.receive(kS2, RequestVote{Term(1), kS2, LogIndex(0), Term(0)});
        EXPECT_EQ(bench.sent<RequestVoteReply>(kS2)->voteGranted, looksUp) << "a member is not turned away for that";
    }
}

}  // namespace
}  // namespace raft::test
