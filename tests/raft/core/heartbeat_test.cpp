// Heartbeats as a message of their own: what a leader may say in one, what a follower does with it, and what an answer
// is worth.

#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

/// S1 of `servers`, with heartbeats of their own.
Bench withOwnHeartbeats(int servers = 3) {
    Bench bench(servers);
    bench.rules.heartbeats = Heartbeats::OwnMessage;
    return bench;
}

/// The leader of term 2 with the log [1 2 2], which begins as after an election.
Bench leading(int servers = 3) {
    Bench bench = withOwnHeartbeats(servers);
    bench.startsWith(2, {1, 2, 2}, Role::Leader);
    return bench;
}

Heartbeat heartbeat(std::uint32_t term, std::uint32_t commit, std::uint32_t seq = 77) {
    return Heartbeat{Term(term), LogIndex(commit), seq};
}

TEST(OwnHeartbeat, TakesThePlaceOfAppendEntriesWhereTheRuleSaysSo) {
    for (const Heartbeats rule : {Heartbeats::AppendEntries, Heartbeats::OwnMessage}) {
        const bool own = rule == Heartbeats::OwnMessage;
        Bench bench;
        bench.rules.heartbeats = rule;
        bench.wins();
        EXPECT_TRUE(bench.sent<AppendEntries>(kS2) && bench.sent<AppendEntries>(kS3)) << "a new leader's first words";
        EXPECT_FALSE(bench.sent<Heartbeat>(kS2));
        bench.step(HeartbeatTimeout{});
        EXPECT_EQ(bench.sent<AppendEntries>(kS2).has_value(), !own);
        EXPECT_EQ(bench.sent<Heartbeat>(kS2).has_value(), own);
        EXPECT_EQ(bench.sent<Heartbeat>(kS3).has_value(), own);
    }
}

TEST(OwnHeartbeat, IsOfTheSameCountAsAppendEntries) {
    Bench bench = leading();
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.sent<Heartbeat>(kS2)->seq, 1U);
    EXPECT_EQ(bench.sent<Heartbeat>(kS3)->seq, 2U);
    EXPECT_EQ(bench.sent<Heartbeat>(kS3)->term, Term(2));
    bench.receive(kS2, HeartbeatReply{Term(2), 1});
    EXPECT_EQ(bench.sent<AppendEntries>(kS2)->seq, 3U);
}

TEST(OwnHeartbeat, SpeaksOfNothingThatItsReceiverHasNotAcknowledged) {
    Bench bench = leading(5);
    bench.receive(kS2, stored(2, 3));
    bench.receive(kS3, stored(2, 2));
    ASSERT_EQ(bench.node.state().commitIndex, LogIndex(2));
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.sent<Heartbeat>(kS2)->leaderCommit, LogIndex(2)) << "it stores more, but that is not committed";
    EXPECT_EQ(bench.sent<Heartbeat>(kS3)->leaderCommit, LogIndex(2));
    EXPECT_EQ(bench.sent<Heartbeat>(kS4)->leaderCommit, LogIndex(0)) << "nobody knows what it stores";
    bench.receive(kS4, stored(2, 1));
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.sent<Heartbeat>(kS4)->leaderCommit, LogIndex(1));
}

TEST(OwnHeartbeat, CommitsWithoutBringingAnything) {
    Bench bench;
    bench.startsWith(1, {1, 1, 1});
    const auto reply = exchange<HeartbeatReply>(bench, kS2, heartbeat(1, 2));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->term, Term(1));
    EXPECT_EQ(reply->seq, 77U);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    EXPECT_EQ(bench.node.state().lastApplied, LogIndex(2));
    EXPECT_EQ(bench.node.state().leaderId, kS2);
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 1, 1}));
    EXPECT_TRUE(bench.out.resetElectionTimer);
    EXPECT_FALSE(bench.out.persist);
    const auto commit = bench.fact(EventKind::Commit);
    ASSERT_TRUE(commit);
    EXPECT_EQ(commit->reason, Reason::CommitInHeartbeat);
    EXPECT_EQ(commit->args[0], 0U);
    EXPECT_EQ(commit->args[1], 2U);
    EXPECT_EQ(commit->args[2], 2U);
}

TEST(OwnHeartbeat, LowersNothingAndRaisesNothingBeyondTheLog) {
    Bench bench;
    bench.startsWith(1, {1, 1, 1}, Role::Follower, 2);
    bench.receive(kS2, heartbeat(1, 1));
    EXPECT_FALSE(bench.fact(EventKind::Commit)) << "a late one";
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    bench.receive(kS2, heartbeat(1, 9));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(3)) << "only a disk that has lost entries ends earlier";
    EXPECT_EQ(bench.fact(EventKind::Commit)->args[2], 9U);
}

TEST(OwnHeartbeat, OfAnOldTermIsRefusedAndAcknowledgesNothing) {
    for (const bool answers : {true, false}) {
        Bench bench;
        bench.rules.answerStaleTerms = answers;
        bench.startsWith(3, {1, 1, 1});
        const auto before = everythingOf(bench.node);
        const auto reply = exchange<HeartbeatReply>(bench, kS2, heartbeat(2, 3));
        ASSERT_EQ(reply.has_value(), answers);
        EXPECT_EQ(everythingOf(bench.node), before);
        EXPECT_FALSE(bench.out.resetElectionTimer || bench.out.persist);
        const auto why = bench.fact(EventKind::Reject);
        ASSERT_TRUE(why);
        EXPECT_EQ(why->reason, Reason::StaleTerm);
        EXPECT_EQ(why->args[3], 2U);
        EXPECT_EQ(why->args[4], 3U);
        if (!answers) continue;
        EXPECT_EQ(reply->term, Term(3));
        EXPECT_EQ(reply->seq, 0U);
    }
    for (const RuleId rule : {RuleId::PreVote, RuleId::CheckQuorum}) {
        Bench bench;
        bench.rules.answerStaleTerms = false;
        bench.rules.set(rule, 1);
        bench.startsWith(3, {});
        EXPECT_TRUE(exchange<HeartbeatReply>(bench, kS2, heartbeat(2, 0))) << infoOf(rule).name;
    }
}

TEST(OwnHeartbeat, MakesACandidateFollowAndItsTermIsTakenUpOnDiskFirst) {
    Bench bench;
    bench.step(ElectionTimeout{});
    ASSERT_EQ(bench.node.role(), Role::Candidate);
    bench.receive(kS2, heartbeat(1, 0));
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.fact(EventKind::Role)->reason, Reason::LeaderOfThisTerm);
    bench.receive(kS2, heartbeat(4, 0));
    EXPECT_EQ(bench.node.currentTerm(), Term(4));
    EXPECT_TRUE(bench.out.persist);
    EXPECT_TRUE(bench.out.now.empty()) << "the answer names the new term";
    EXPECT_EQ(bench.out.afterPersist.size(), 1U);
}

TEST(AnswerToAHeartbeat, MakesTheLeaderSendWhatIsNotAcknowledged) {
    for (const bool pipeline : {false, true}) {
        Bench bench = leading();
        bench.rules.pipeline = pipeline;
        bench.receive(kS2, stored(2, 3));
        bench.receive(clientEnd(0), command(1));
        ASSERT_TRUE(bench.sent<AppendEntries>(kS2)) << "which is lost";
        bench.step(HeartbeatTimeout{});
        const std::uint32_t seq = bench.sent<Heartbeat>(kS2)->seq;
        bench.receive(kS2, HeartbeatReply{Term(2), seq});
        const auto again = bench.sent<AppendEntries>(kS2);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->entries.size(), pipeline ? 0U : 1U) << "a pipeline finds the gap first";
        EXPECT_EQ(again->prevLogIndex, LogIndex(pipeline ? 4 : 3));
        bench.receive(kS2, stored(2, 4, again->seq));
        bench.step(HeartbeatTimeout{});
        bench.receive(kS2, HeartbeatReply{Term(2), bench.sent<Heartbeat>(kS2)->seq});
        EXPECT_TRUE(bench.out.now.empty()) << "it has acknowledged everything";
    }
}

TEST(AnswerToAHeartbeat, ThatLeftBeforeTheLastAppendEntriesMakesNobodySendThatTwice) {
    Bench bench = leading();
    bench.receive(kS2, stored(2, 3));
    bench.step(HeartbeatTimeout{});
    const std::uint32_t early = bench.sent<Heartbeat>(kS2)->seq;
    bench.receive(clientEnd(0), command(1));
    ASSERT_TRUE(bench.sent<AppendEntries>(kS2));
    bench.receive(kS2, HeartbeatReply{Term(2), early});
    EXPECT_FALSE(bench.sent<AppendEntries>(kS2)) << "that one may still be on its way";
    bench.step(HeartbeatTimeout{});
    bench.receive(kS2, HeartbeatReply{Term(2), bench.sent<Heartbeat>(kS2)->seq});
    EXPECT_TRUE(bench.sent<AppendEntries>(kS2));
}

TEST(AnswerToAHeartbeat, ReleasesTheQuestionOfAPeerThatHasEverything) {
    for (const bool answered : {false, true}) {
        Bench bench = leading();
        bench.receive(kS2, stored(2, 3));
        bench.receive(clientEnd(0), command(1));
        bench.receive(kS2, stored(2, 4, 0));
        ASSERT_NE(bench.node.leader().unanswered[kS2.value], 0U)
            << "its own answer is lost, an older one tells as much";
        bench.step(HeartbeatTimeout{});
        if (answered) bench.receive(kS2, HeartbeatReply{Term(2), bench.sent<Heartbeat>(kS2)->seq});
        bench.receive(clientEnd(0), command(2));
        EXPECT_EQ(bench.sent<AppendEntries>(kS2).has_value(), answered) << "one question at a time";
    }
}

TEST(AnswerToAHeartbeat, GoesOnLookingForWhereTheLogsAgree) {
    Bench bench = leading();
    bench.receive(kS2, stored(2, 3));
    bench.step(HeartbeatTimeout{});
    bench.receive(kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), 9});
    ASSERT_EQ(bench.node.progressOf(kS2), Progress::Probe);
    bench.step(HeartbeatTimeout{});
    bench.receive(kS2, HeartbeatReply{Term(2), bench.sent<Heartbeat>(kS2)->seq});
    EXPECT_TRUE(bench.sent<AppendEntries>(kS2)) << "although matchIndex is at the end of the log";
}

/// The answer to an entry took too long, and the next round has nothing to send.
TEST(AnswerToAHeartbeat, EndsTheRoundOfALearnerThatHasEverything) {
    Bench bench = withOwnHeartbeats(3);
    bench.node = Node(kS1, Configuration{NodeSet::firstNodes(3), {}, NodeSet(std::uint64_t{1} << kS4.value)});
    bench.startsWith(2, {1, 2}, Role::Leader, 2);
    ChangeMembers promotion;
    promotion.kind = ChangeMembers::Kind::Promote;
    promotion.servers.insert(kS4);
    bench.step(promotion);
    bench.clock.now = SimTime::fromMs(160);
    bench.receive(kS4, stored(2, 2));
    ASSERT_EQ(bench.node.leader().catchUp.round, 2u) << "the first one was slow";
    bench.clock.now = SimTime::fromMs(200);
    bench.step(HeartbeatTimeout{});
    ASSERT_FALSE(bench.sent<AppendEntries>(kS4));
    bench.receive(kS4, HeartbeatReply{Term(2), bench.sent<Heartbeat>(kS4)->seq});
    EXPECT_TRUE(bench.node.config().voters.contains(kS4));
}

TEST(AnswerToAHeartbeat, CountsInItsTermOnly) {
    const auto readsWith = [](const Message& answer) {
        Bench bench = leading();
        bench.receive(kS2, stored(2, 3));
        bench.step(HeartbeatTimeout{});
        bench.receive(clientEnd(0), ClientRequest{1, TextId(5), true, ReadMode::ReadIndex});
        EXPECT_EQ(bench.sent<Heartbeat>(kS2)->seq, 3U) << "the round that the read asks for";
        EXPECT_FALSE(bench.fact(EventKind::Read));
        bench.step(&answer);
        return bench.fact(EventKind::Read).has_value();
    };
    EXPECT_TRUE(readsWith({kS2, kS1, HeartbeatReply{Term(2), 3}}));
    EXPECT_FALSE(readsWith({kS2, kS1, HeartbeatReply{Term(2), 0}})) << "a refusal of what S1 sent in an older term";
    EXPECT_FALSE(readsWith({kS2, kS1, HeartbeatReply{Term(2), 2}})) << "of before the read";
    EXPECT_FALSE(readsWith({kS2, kS1, HeartbeatReply{Term(1), 3}}));
    EXPECT_FALSE(readsWith({kS2, kS1, HeartbeatReply{Term(3), 3}}));
}

TEST(AnswerToAHeartbeat, OfANewerTermDeposesTheLeaderAndOfAnOlderIsDropped) {
    Bench bench = leading();
    const auto before = everythingOf(bench.node);
    bench.receive(kS2, HeartbeatReply{Term(1), 5});
    EXPECT_EQ(everythingOf(bench.node), before);
    EXPECT_TRUE(bench.out.facts.empty() && bench.out.afterPersist.empty());
    bench.receive(kS2, HeartbeatReply{Term(3), 0});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(3));
}

}  // namespace
}  // namespace raft::test
