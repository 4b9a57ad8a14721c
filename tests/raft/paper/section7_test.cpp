// §7 of the paper and D §5.1: snapshots in place of logs.

#include "raft/sim/key_value.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

TEST(PaperSection7, ASnapshotMayMakeALearnerOfAVoter) {
    Bench bench;
    bench.startsWith(2, {1});
    const Configuration later{nodes({kS2, kS3}), {}, nodes({kS1})};
    const auto reply = exchange<InstallSnapshotReply>(bench, kS2, snapshotUpTo(2, 7, 2, later));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->matchIndex, LogIndex(7));
    EXPECT_EQ(bench.node.config(), later);
    EXPECT_TRUE(bench.out.stopElectionTimer);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.currentTerm(), Term(2));
}

TEST(PaperSection7, AServerThatASnapshotLeavesOutLivesOn) {
    Bench bench;
    bench.startsWith(2, {1});
    const Configuration later{nodes({kS2, kS3}), {}, {}};
    bench.receive(kS2, snapshotUpTo(2, 7, 2, later));
    EXPECT_EQ(bench.node.config(), later);
    EXPECT_FALSE(bench.node.mayCampaign()) << "it knows that to be committed";
    const auto appended = exchange<AppendEntriesReply>(bench, kS2, append(2, 7, 2, {2}, 8));
    ASSERT_TRUE(appended);
    EXPECT_TRUE(appended->success);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(8));
    const auto vote = exchange<RequestVoteReply>(bench, kS3, voteFor(kS3, 3, 8, 2));
    ASSERT_TRUE(vote);
    EXPECT_TRUE(vote->voteGranted);
}

/// Whatever of a log was compacted, messages that reach back into it are answered as before.
TEST(PaperSection7, ACompactedLogAnswersLikeAWholeOne) {
    for (std::uint32_t compacted = 0; compacted <= 4; ++compacted) {
        for (std::uint32_t prev = 0; prev <= 6; ++prev) {
            Bench bench;
            bench.startsWith(3, {1, 1, 2, 2, 3}, Role::Follower, compacted);
            if (compacted > 0) {
                bench.step(TakeSnapshot{std::make_shared<const std::string>("x=1\n")});
                ASSERT_EQ(bench.node.log().firstIndex(), LogIndex(compacted + 1));
            }
            const std::uint32_t terms[] = {0, 1, 1, 2, 2, 3, 3};
            const auto reply =
                exchange<AppendEntriesReply>(bench, kS2, append(3, prev, terms[prev], {terms[std::min(prev + 1, 6U)]}));
            ASSERT_TRUE(reply);
            EXPECT_EQ(reply->success, prev <= 5) << "prev " << prev << ", compacted " << compacted;
            EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(prev == 5 ? 6 : 5));
            const auto vote = exchange<RequestVoteReply>(bench, kS3, voteFor(kS3, 4, 4, 3));
            ASSERT_TRUE(vote);
            EXPECT_FALSE(vote->voteGranted) << "its log is longer still";
        }
    }
}

/// The leader's log begins behind entry 3, where the follower has an entry of an older term that was never committed:
/// no AppendEntries can find a place where the two logs agree. Returns how often the leader asked before it saw that.
int questionsUntilSnapshot(bool fast, BackupBy way, bool pipeline) {
    Bench leader;
    Bench follower;
    follower.node = Node(kS2, Configuration{NodeSet::firstNodes(3), {}, {}});
    leader.rules.fastBackup = follower.rules.fastBackup = fast;
    leader.rules.backupBy = follower.rules.backupBy = way;
    leader.rules.pipeline = pipeline;
    leader.startsWith(3, {1, 1, 3, 3, 3}, Role::Follower, 3);
    leader.step(TakeSnapshot{std::make_shared<const std::string>("x=1\n")});
    follower.startsWith(3, {1, 1, 2});
    leader.step(ElectionTimeout{});
    leader.receive(kS3, RequestVoteReply{Term(4), true});
    for (int asked = 0; asked < 20; ++asked) {
        const auto chunk = leader.sent<InstallSnapshot>(kS2);
        if (chunk) {
            const auto installed = exchange<InstallSnapshotReply>(follower, kS1, *chunk);
            EXPECT_TRUE(installed && installed->matchIndex == LogIndex(3));
            EXPECT_EQ(follower.node.log().lastIncludedTerm(), Term(3));
            return asked;
        }
        const auto request = leader.sent<AppendEntries>(kS2);
        if (!request) return -1;
        const auto reply = exchange<AppendEntriesReply>(follower, kS1, *request);
        if (!reply || reply->success) return -1;
        leader.receive(kS2, *reply);
    }
    return -1;
}

TEST(PaperSection7, ALogThatDiffersWhereTheLeadersBeginsGetsTheSnapshot) {
    for (const bool pipeline : {false, true}) {
        EXPECT_GE(questionsUntilSnapshot(false, BackupBy::Term, pipeline), 1);
        for (const BackupBy way : {BackupBy::Term, BackupBy::FirstOfTerm, BackupBy::Halves}) {
            const int asked = questionsUntilSnapshot(true, way, pipeline);
            EXPECT_GE(asked, 1) << static_cast<int>(way);
            EXPECT_LE(asked, 3) << static_cast<int>(way);
        }
    }
}

TEST(PaperSection7, AStateFromASnapshotGoesOnLikeTheOneThatWroteIt) {
    auto texts = std::make_shared<TextTable>();
    CommandTable commands(texts);
    const auto entry = [&](std::uint32_t seq, const char* text) {
        Entry made = entryOf(1);
        made.command = texts->intern(text);
        made.seq = seq;
        made.client = clientEnd(0);
        return made;
    };
    KeyValue whole;
    whole.apply(entry(1, "x=1"), commands, {});
    whole.apply(entry(2, "x+=1"), commands, {});
    KeyValue thawed = KeyValue::thawed(whole.freeze(*texts, {}), *texts);
    for (KeyValue* store : {&whole, &thawed}) {
        EXPECT_TRUE(store->apply(entry(2, "x+=1"), commands, {}).repeated) << "the session came along";
        store->apply(entry(3, "x+=1"), commands, {});
        EXPECT_EQ(pairsText(*store, *texts), "x=3");
    }
    EXPECT_EQ(whole.freeze(*texts, {}), thawed.freeze(*texts, {}));
}

}  // namespace
}  // namespace raft::test
