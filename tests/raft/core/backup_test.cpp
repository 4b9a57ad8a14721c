// How a leader finds where a follower's log agrees with its own: §5.3, D §3.5, and how much it sends ahead (D §10.2.2).

#include <gtest/gtest.h>

#include "tests/raft/core/node_fixture.h"

namespace raft::test {
namespace {

struct Way {
    bool fast;
    BackupBy by;
};

/// A leader with one log tries to agree with a follower that has another; counts the questions until one is accepted.
int questionsUntilAgreed(Way way, std::initializer_list<std::uint32_t> leaderLog,
                         std::initializer_list<std::uint32_t> followerLog, LogIndex* agreed = nullptr) {
    Bench leader;
    Bench follower;
    follower.node = Node(kS2, Configuration{NodeSet::firstNodes(3), {}, {}});
    for (Bench* bench : {&leader, &follower}) {
        bench->rules.fastBackup = way.fast;
        bench->rules.backupBy = way.by;
    }
    leader.startsWith(9, leaderLog);
    follower.startsWith(9, followerLog);
    leader.wins();
    auto question = leader.sent<AppendEntries>(kS2);
    if (!question) {  // The winning vote came from S2 itself.
        leader.step(HeartbeatTimeout{});
        question = leader.sent<AppendEntries>(kS2);
    }
    for (int asked = 1; asked < 100 && question; ++asked) {
        const Message message{kS1, kS2, *question};
        follower.out.clear();
        follower.node.step(follower.rules, follower.clock, &message, follower.out);
        const auto reply = follower.sent<AppendEntriesReply>(kS1);
        if (!reply) return -1;
        if (reply->success) {
            if (agreed != nullptr) *agreed = question->prevLogIndex;
            EXPECT_EQ(termsOf(follower.node.log()), termsOf(leader.node.log()));
            return asked;
        }
        leader.receive(kS2, *reply);
        question = leader.sent<AppendEntries>(kS2);
    }
    return -1;
}

constexpr Way kLinear{false, BackupBy::Term};
constexpr Way kTerm{true, BackupBy::Term};
constexpr Way kFirstOfTerm{true, BackupBy::FirstOfTerm};
constexpr Way kHalves{true, BackupBy::Halves};

/// The two examples of etcd's comments.
TEST(Backup, EveryWayFindsWhereTheLogsAgree) {
    const auto leaderLog = {1u, 3u, 3u, 3u, 5u, 5u, 5u, 5u, 5u};
    const auto followerLog = {1u, 1u, 1u, 1u, 2u, 2u};
    LogIndex agreed;
    EXPECT_EQ(questionsUntilAgreed(kLinear, leaderLog, followerLog, &agreed), 9);
    EXPECT_EQ(agreed, LogIndex(1));
    EXPECT_EQ(questionsUntilAgreed(kTerm, leaderLog, followerLog, &agreed), 2);
    EXPECT_EQ(agreed, LogIndex(1));
    EXPECT_EQ(questionsUntilAgreed(kFirstOfTerm, leaderLog, followerLog, &agreed), 4);
    EXPECT_EQ(agreed, LogIndex(1));
    EXPECT_EQ(questionsUntilAgreed(kHalves, leaderLog, followerLog), 4);
}

TEST(Backup, ALongForeignTermCostsOneQuestionByTerm) {
    const auto leaderLog = {1u, 1u, 3u, 3u, 3u, 3u, 3u, 3u, 3u, 3u};
    const auto followerLog = {1u, 1u, 2u, 2u, 2u, 2u, 2u, 2u, 2u, 2u};
    EXPECT_EQ(questionsUntilAgreed(kLinear, leaderLog, followerLog), 9);
    EXPECT_EQ(questionsUntilAgreed(kTerm, leaderLog, followerLog), 2);
    EXPECT_EQ(questionsUntilAgreed(kFirstOfTerm, leaderLog, followerLog), 2);
    EXPECT_EQ(questionsUntilAgreed(kHalves, leaderLog, followerLog), 3);
}

TEST(Backup, AShortLogIsFoundAtOnceByTerm) {
    const auto leaderLog = {1u, 1u, 1u, 1u, 1u, 1u, 1u, 1u};
    const auto followerLog = {1u, 1u};
    EXPECT_EQ(questionsUntilAgreed(kLinear, leaderLog, followerLog), 7);
    EXPECT_EQ(questionsUntilAgreed(kTerm, leaderLog, followerLog), 2);
    EXPECT_EQ(questionsUntilAgreed(kFirstOfTerm, leaderLog, followerLog), 2);
}

TEST(Pipeline, SendsAheadUntilTheWindowIsFull) {
    Bench bench;
    bench.rules.pipeline = true;
    bench.rules.batch = false;
    bench.startsWith(1, {1}, Role::Leader, 1);
    const auto writes = [&] {
        bench.receive(clientEnd(0), ClientRequest{1, TextId(1), false, ReadMode::Log});
        return bench.sent<AppendEntries>(kS2).has_value();
    };
    EXPECT_TRUE(writes());
    EXPECT_TRUE(writes()) << "without waiting for an answer";
    for (std::uint32_t i = 2; i < kPipelineWindow; ++i) writes();
    EXPECT_FALSE(writes()) << "as many entries are on their way as there may be";
    EXPECT_EQ(bench.node.progressOf(kS2), Progress::Replicate);
    AppendEntriesReply reply{Term(1), true, LogIndex(2), LogIndex(0), Term(0), 1};
    bench.receive(kS2, reply);
    EXPECT_TRUE(bench.sent<AppendEntries>(kS2)) << "room for one more";
}

TEST(Pipeline, NoMessageCarriesMoreThanTheWindow) {
    Bench bench;
    bench.rules.pipeline = true;
    bench.startsWith(1, {1}, Role::Leader, 1);
    bench.receive(kS2, AppendEntriesReply{Term(1), true, LogIndex(1), LogIndex(0), Term(0), 0});
    for (std::uint32_t i = 0; i < 6 * kPipelineWindow; ++i) {
        bench.receive(clientEnd(0), ClientRequest{i + 1, TextId(1), false, ReadMode::Log});
    }
    EXPECT_EQ(bench.node.leader().nextIndex[kS2.value], LogIndex(kPipelineWindow + 2)) << "the window is full";
    bench.step(HeartbeatTimeout{});
    const auto probe = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(probe);
    EXPECT_TRUE(probe->entries.empty()) << "a heartbeat goes out, and nothing beyond the window with it";
    EXPECT_EQ(probe->prevLogIndex, LogIndex(kPipelineWindow + 1));
    bench.receive(kS2, AppendEntriesReply{Term(1), true, LogIndex(6), LogIndex(0), Term(0), 5});
    const auto more = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(more);
    EXPECT_EQ(more->entries.size(), 5U) << "as many as were acknowledged";
    // A follower that is far behind gets a window's worth at a time; without a pipeline all of it at once.
    for (const bool pipeline : {true, false}) {
        Bench other = bench;
        other.rules.pipeline = pipeline;
        other.receive(kS2, AppendEntriesReply{Term(1), false, LogIndex(0), LogIndex(0), Term(0), probe->seq});
        ASSERT_TRUE(other.sent<AppendEntries>(kS2));
        EXPECT_EQ(other.sent<AppendEntries>(kS2)->entries.size() <= kPipelineWindow, pipeline);
    }
}

TEST(Pipeline, ANewLeaderOfALongLogSendsItsFirstEntryAtOnce) {
    Bench bench;
    bench.rules.pipeline = true;
    bench.rules.noopOnElection = true;
    PersistentState state;
    state.currentTerm = Term(1);
    for (std::uint32_t i = 0; i < 2 * kPipelineWindow; ++i) state.log.append(entryOf(1));
    bench.node.preset(state, LogIndex(0), Role::Follower);
    bench.step(ElectionTimeout{});
    bench.receive(kS2, RequestVoteReply{Term(2), true});
    const auto first = bench.sent<AppendEntries>(kS3);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->entries.size(), 1U);
    bench.step(HeartbeatTimeout{});
    EXPECT_TRUE(bench.sent<AppendEntries>(kS3)->entries.empty()) << "nothing more until it has answered";
}

/// What the leader compacted since it asked is no matter of terms any more.
TEST(Backup, ARejectionThatComesAfterTheCompactionAsksForTheSnapshot) {
    for (const Way way : {kLinear, kTerm, kFirstOfTerm, kHalves}) {
        Bench bench;
        bench.rules.fastBackup = way.fast;
        bench.rules.backupBy = way.by;
        bench.startsWith(1, {1, 1, 1, 1});
        bench.wins();
        bench.step(HeartbeatTimeout{});
        const auto question = bench.sent<AppendEntries>(kS3);
        ASSERT_TRUE(question);
        for (std::uint32_t i = 0; i < 4; ++i) {
            bench.receive(clientEnd(0), ClientRequest{i + 1, TextId(1), false, ReadMode::Log});
        }
        bench.persistAll();
        AppendEntriesReply all{bench.node.currentTerm(), true, bench.node.log().lastIndex(), LogIndex(0), Term(0), 0};
        bench.receive(kS2, all);
        ASSERT_EQ(bench.node.state().lastApplied, LogIndex(8));
        bench.step(TakeSnapshot{std::make_shared<const std::string>("state"), 0});
        ASSERT_EQ(bench.node.log().lastIncludedIndex(), LogIndex(8));
        bench.receive(
            kS3, AppendEntriesReply{bench.node.currentTerm(), false, LogIndex(0), LogIndex(2), Term(2), question->seq});
        EXPECT_TRUE(bench.sent<InstallSnapshot>(kS3));
    }
}

TEST(Pipeline, StopsWhileItLooksForWhereTheLogsAgree) {
    Bench bench;
    bench.rules.pipeline = true;
    bench.startsWith(1, {1}, Role::Leader, 1);
    bench.step(HeartbeatTimeout{});
    const std::uint32_t seq = bench.sent<AppendEntries>(kS2)->seq;
    bench.receive(kS2, AppendEntriesReply{Term(1), false, LogIndex(0), LogIndex(0), Term(0), seq});
    EXPECT_EQ(bench.node.progressOf(kS2), Progress::Probe);
    EXPECT_EQ(bench.node.progressOf(kS3), Progress::Replicate);
    bench.receive(clientEnd(0), ClientRequest{1, TextId(1), false, ReadMode::Log});
    EXPECT_FALSE(bench.sent<AppendEntries>(kS2)) << "its last question is still open";
    EXPECT_TRUE(bench.sent<AppendEntries>(kS3));
    bench.receive(kS2, AppendEntriesReply{Term(1), true, LogIndex(1), LogIndex(0), Term(0),
                                          bench.node.leader().unanswered[kS2.value]});
    EXPECT_EQ(bench.node.progressOf(kS2), Progress::Replicate);
    EXPECT_TRUE(bench.sent<AppendEntries>(kS2));
}

TEST(LabelledChoices, StaleTermsAreAnsweredOrNot) {
    for (const bool answers : {true, false}) {
        Bench bench;
        bench.rules.answerStaleTerms = answers;
        bench.startsWith(3, {1});
        bench.receive(kS2, RequestVote{Term(2), kS2, LogIndex(1), Term(1)});
        EXPECT_EQ(bench.sent<RequestVoteReply>(kS2).has_value(), answers);
        EXPECT_EQ(bench.fact(EventKind::Refuse)->reason, Reason::StaleTerm);
        bench.receive(kS2, AppendEntries{Term(2), kS2, LogIndex(1), Term(1), LogIndex(0), 1, {}});
        EXPECT_EQ(bench.sent<AppendEntriesReply>(kS2).has_value(), answers);
        EXPECT_EQ(bench.node.currentTerm(), Term(3));
    }
}

/// Who cannot be elected while the others are led comes back only if the leader learns of its term.
TEST(LabelledChoices, AStaleLeaderIsAnsweredWhereServersKeepToTheirLeader) {
    for (const auto which : {&Rules::preVote, &Rules::checkQuorum, &Rules::ignoreVoteWhileLed, &Rules::lease}) {
        Bench bench;
        bench.rules.answerStaleTerms = false;
        bench.rules.*which = true;
        bench.startsWith(3, {1});
        bench.receive(kS2, AppendEntries{Term(2), kS2, LogIndex(1), Term(1), LogIndex(0), 1, {}});
        const auto answer = bench.sent<AppendEntriesReply>(kS2);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->term, Term(3));
    }
}

TEST(LabelledChoices, LeaderMayWaitForItsOwnDisk) {
    for (const bool waits : {true, false}) {
        Bench bench;
        bench.rules.leaderWaitsForDisk = waits;
        bench.startsWith(1, {1}, Role::Leader, 1);
        bench.receive(clientEnd(0), ClientRequest{1, TextId(1), false, ReadMode::Log});
        EXPECT_EQ(bench.out.now.empty(), waits) << "its entries go out beside the write";
        EXPECT_EQ(bench.out.afterPersist.size(), waits ? 2u : 0u);
    }
}

TEST(LabelledChoices, CommitIndexMayBeRemembered) {
    for (const bool remembers : {true, false}) {
        Bench bench;
        bench.rules.persistCommit = remembers;
        PersistentState disk;
        disk.currentTerm = Term(1);
        disk.log = logOf({1, 1, 1});
        disk.commitIndex = LogIndex(2);
        bench.node.crash(disk);
        bench.step(Boot{});
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(remembers ? 2 : 0));
        EXPECT_EQ(bench.node.state().lastApplied, LogIndex(remembers ? 2 : 0));
        EXPECT_EQ(bench.fact(EventKind::Commit).has_value(), remembers);
    }
}

}  // namespace
}  // namespace raft::test
