// §5.3, §5.4.2 and §8, one test a rule.

#include <gtest/gtest.h>

#include "node_fixture.h"
#include "raft/core/quorum.h"

namespace raft::test {
namespace {

using Terms = std::vector<std::uint32_t>;

AppendEntries append(std::uint32_t term, std::uint32_t prevIndex, std::uint32_t prevTerm,
                     std::initializer_list<std::uint32_t> entries, std::uint32_t commit = 0) {
    AppendEntries request;
    request.term = Term(term);
    request.leaderId = kS2;
    request.prevLogIndex = LogIndex(prevIndex);
    request.prevLogTerm = Term(prevTerm);
    request.leaderCommit = LogIndex(commit);
    request.seq = 77;
    for (const std::uint32_t entryTerm : entries) request.entries.push_back(entryOf(entryTerm));
    return request;
}

AppendEntriesReply success(const AppendEntries& request) {
    return AppendEntriesReply{request.term, true,    request.prevLogIndex + request.entries.size(),
                              LogIndex(0),  Term(0), request.seq};
}

TEST(Replication, FollowerAppendsWhatFollowsAMatchingEntry) {
    Bench bench;
    bench.startsWith(2, {1, 1});
    bench.receive(kS2, append(2, 2, 1, {2, 2}));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 1, 2, 2}));
    const auto reply = bench.sent<AppendEntriesReply>(kS2);
    EXPECT_TRUE(reply->success);
    EXPECT_EQ(reply->matchIndex, LogIndex(4));
    EXPECT_EQ(reply->seq, 77u);
    EXPECT_TRUE(bench.out.resetElectionTimer);
    EXPECT_TRUE(bench.out.now.empty()) << "the acknowledgement waits for the disk";
}

TEST(Replication, FollowerRejectsAGapAndADifferentTerm) {
    Bench bench;
    bench.startsWith(3, {1, 1});
    bench.receive(kS2, append(3, 5, 3, {3}));
    EXPECT_EQ(bench.fact(EventKind::Reject)->reason, Reason::LogTooShort);
    EXPECT_FALSE(bench.sent<AppendEntriesReply>(kS2)->success);
    bench.receive(kS2, append(3, 2, 2, {3}));
    EXPECT_EQ(bench.fact(EventKind::Reject)->reason, Reason::PrevTermDiffers);
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 1})) << "a rejection deletes nothing";
}

TEST(Replication, ConflictIsDeletedWithEverythingAfterIt) {
    Bench bench;
    bench.startsWith(3, {1, 2, 2, 2});
    bench.receive(kS2, append(3, 1, 1, {3}));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 3}));
    const auto truncate = bench.fact(EventKind::Truncate);
    EXPECT_EQ(truncate->reason, Reason::ConflictingEntry);
    EXPECT_EQ(truncate->args[0], 2u);
    EXPECT_EQ(truncate->args[1], 4u);
}

TEST(Replication, ShortMessageNeverDeletesWhatFollows) {
    Bench bench;
    bench.startsWith(1, {1, 1, 1});
    bench.receive(kS2, append(1, 1, 1, {1}));
    bench.receive(kS2, append(1, 0, 0, {}));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 1, 1}));
    EXPECT_FALSE(bench.fact(EventKind::Truncate));

    Bench bent;
    bent.rules.truncateAlways = true;
    bent.startsWith(1, {1, 1, 1});
    bent.receive(kS2, append(1, 1, 1, {1}));
    EXPECT_EQ(bent.fact(EventKind::Truncate)->reason, Reason::CutAfterPrev);
    EXPECT_EQ(termsOf(bent.node.log()), (Terms{1, 1}));
}

TEST(Replication, WithoutTheConsistencyCheckAGapIsSwallowed) {
    Bench bent;
    bent.rules.checkPrev = false;
    bent.startsWith(1, {1});
    bent.receive(kS2, append(1, 3, 1, {1}));
    EXPECT_TRUE(bent.sent<AppendEntriesReply>(kS2)->success);
    EXPECT_EQ(bent.node.log().lastIndex(), LogIndex(2)) << "the entry landed at the wrong index";
}

TEST(Replication, FollowerCommitsNoFurtherThanTheLastNewEntry) {
    Bench bench;
    bench.startsWith(2, {1, 1, 1});  // Entries 2 and 3 are an old tail.
    bench.receive(kS2, append(2, 1, 1, {}, 3));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1));
    EXPECT_EQ(bench.node.state().lastApplied, LogIndex(1));
    EXPECT_EQ(bench.fact(EventKind::Apply)->args[0], 1u);
}

TEST(Replication, AcknowledgementNamesTheMessageNotTheLog) {
    Bench bench;
    bench.startsWith(2, {1, 1, 1});
    bench.receive(kS2, append(2, 1, 1, {}));
    EXPECT_EQ(bench.sent<AppendEntriesReply>(kS2)->matchIndex, LogIndex(1));
}

TEST(Replication, LeaderCommitsItsOwnTermOnAMajority) {
    Bench bench;
    bench.startsWith(1, {1});
    bench.wins();
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    bench.persistAll();
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(0)) << "only the leader has it";
    bench.step(HeartbeatTimeout{});
    const auto request = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(request);
    bench.receive(kS2, success(*request));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    EXPECT_EQ(bench.fact(EventKind::Commit)->reason, Reason::StoredOnMajority);
}

TEST(Replication, LeaderDoesNotCountEntriesOfEarlierTerms) {
    const auto commitOf = [](const Rules& rules) {
        Bench bench;
        bench.rules = rules;
        bench.startsWith(1, {1});
        bench.wins();
        const auto request = bench.sent<AppendEntries>(kS2);
        AppendEntriesReply reply = success(*request);
        reply.matchIndex = LogIndex(1);
        bench.receive(kS2, reply);
        return bench.node.state().commitIndex;
    };
    Rules bent;
    bent.commitOldTerms = true;
    EXPECT_EQ(commitOf(Rules{}), LogIndex(0));
    EXPECT_EQ(commitOf(bent), LogIndex(1));
}

TEST(Replication, LeaderMayCommitBeforeItsOwnDiskHasWritten) {
    Bench bench(3);
    bench.wins();
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    bench.step(HeartbeatTimeout{});
    for (const NodeId peer : {kS2, kS3}) {
        AppendEntriesReply reply{Term(1), true, LogIndex(1), LogIndex(0), Term(0), 0};
        bench.receive(peer, reply);
    }
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1)) << "both followers hold it durably (D §10.2.1)";
    EXPECT_EQ(bench.node.leader().durableIndex, LogIndex(0));
}

TEST(Replication, OneQuestionAtATimeUnlessPipelined) {
    const auto sends = [](bool pipelined) {
        Bench bench;
        bench.rules.pipeline = pipelined;
        bench.wins();
        bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
        return bench.out.now.size();
    };
    EXPECT_EQ(sends(false), 0u) << "the first heartbeat is still unanswered";
    EXPECT_EQ(sends(true), 2u);
}

TEST(Replication, AnswerReleasesWhatWaited) {
    Bench bench;
    bench.wins();
    const auto heartbeat = bench.sent<AppendEntries>(kS2);
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    bench.receive(kS2, success(*heartbeat));
    const auto request = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->entries.size(), 1u);
}

TEST(Replication, LateAcknowledgementNeverLowersMatchIndex) {
    Bench bench;
    bench.startsWith(1, {1, 1, 1});
    bench.wins();
    bench.receive(kS2, AppendEntriesReply{Term(2), true, LogIndex(3), LogIndex(0), Term(0), 0});
    bench.receive(kS2, AppendEntriesReply{Term(2), true, LogIndex(1), LogIndex(0), Term(0), 0});
    EXPECT_EQ(bench.node.leader().matchIndex[kS2.value], LogIndex(3));
}

/// Probes of S2 until its log agrees: how often the leader had to ask.
int probes(const Rules& rules, std::initializer_list<std::uint32_t> leaderLog,
           std::initializer_list<std::uint32_t> followerLog) {
    Bench leader;
    leader.rules = rules;
    leader.startsWith(7, leaderLog);
    leader.wins();
    Bench follower;
    follower.rules = rules;
    follower.startsWith(7, followerLog);
    int asked = 0;
    auto request = leader.sent<AppendEntries>(kS2);
    if (!request) leader.step(HeartbeatTimeout{}), request = leader.sent<AppendEntries>(kS2);
    while (asked < 50) {
        ++asked;
        follower.receive(kS2, *request);
        const auto reply = follower.sent<AppendEntriesReply>(kS2);
        if (reply->success) return asked;
        leader.receive(kS2, *reply);
        request = leader.sent<AppendEntries>(kS2);
        if (!request) return -1;
    }
    return -1;
}

TEST(Replication, FastBackupSkipsWholeTerms) {
    Rules fast;
    fast.fastBackup = true;
    EXPECT_EQ(probes(Rules{}, {1, 3, 3, 3, 5, 5, 5, 5, 5}, {1, 1, 1, 1, 2, 2}), 9);
    EXPECT_EQ(probes(fast, {1, 3, 3, 3, 5, 5, 5, 5, 5}, {1, 1, 1, 1, 2, 2}), 2);
    EXPECT_EQ(probes(fast, {1, 3, 3, 3, 3, 3, 3, 3, 7}, {1, 3, 3, 4, 4, 5, 5, 5, 6}), 3);
}

TEST(Replication, UnbatchedLeaderSendsOneEntryAMessage) {
    Bench bench;
    bench.rules.batch = false;
    bench.startsWith(1, {1, 1, 1});
    bench.wins();
    AppendEntriesReply reject{Term(2), false, LogIndex(0), LogIndex(0), Term(0), 0};
    reject.seq = bench.sent<AppendEntries>(kS2)->seq;
    bench.receive(kS2, reject);
    EXPECT_EQ(bench.sent<AppendEntries>(kS2)->entries.size(), 1u);
}

TEST(Replication, HeartbeatRepeatsUnacknowledgedEntries) {
    Bench bench;
    bench.wins();
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.sent<AppendEntries>(kS3)->entries.size(), 1u);
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.sent<AppendEntries>(kS3)->entries.size(), 1u);
}

TEST(Client, FollowerNamesTheLeaderItKnows) {
    Bench bench;
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    EXPECT_EQ(bench.sent<ClientReply>(clientEnd(0))->leaderHint, kNoNode);
    bench.receive(kS2, append(1, 0, 0, {}));
    bench.receive(clientEnd(0), ClientRequest{1, TextId(5), false, ReadMode::Log});
    const auto reply = bench.sent<ClientReply>(clientEnd(0));
    EXPECT_FALSE(reply->executed);
    EXPECT_EQ(reply->leaderHint, kS2);
    EXPECT_EQ(bench.fact(EventKind::Redirect)->reason, Reason::NotLeader);
}

TEST(Quorum, TableOfSizes) {
    const int majority[] = {0, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    const int half[] = {0, 1, 1, 1, 2, 2, 3, 3, 4, 4};
    for (int servers = 1; servers <= 9; ++servers) {
        EXPECT_EQ(quorumSize(servers, QuorumRule::Majority), majority[servers]);
        EXPECT_EQ(quorumSize(servers, QuorumRule::Half), half[servers]);
    }
}

}  // namespace
}  // namespace raft::test
