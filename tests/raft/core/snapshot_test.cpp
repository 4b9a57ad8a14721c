// Log compaction: §7 and Figure 13, rule by rule.

#include <gtest/gtest.h>

#include "tests/raft/core/node_fixture.h"

namespace raft::test {
namespace {

FrozenState frozen(std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); }

/// A whole snapshot in one message of S2, which leads term 2.
InstallSnapshot snapshotOf(std::uint32_t lastIncludedIndex, std::uint32_t lastIncludedTerm,
                           std::string data = "x=1\n") {
    InstallSnapshot request;
    request.term = Term(2);
    request.leaderId = kS2;
    request.lastIncludedIndex = LogIndex(lastIncludedIndex);
    request.lastIncludedTerm = Term(lastIncludedTerm);
    request.seq = 9;
    request.config.voters = NodeSet::firstNodes(3);
    request.data = std::move(data);
    request.done = true;
    return request;
}

/// The same in pieces of one byte.
InstallSnapshot chunkOf(InstallSnapshot whole, std::uint32_t offset) {
    whole.done = offset + 1 == whole.data.size();
    whole.offset = offset;
    whole.data = whole.data.substr(offset, 1);
    return whole;
}

/// S1 follows in term 2 with a log of five entries, of which it knows two to be committed.
Bench follower() {
    Bench bench;
    bench.startsWith(2, {1, 1, 1, 2, 2}, Role::Follower, 2);
    return bench;
}

/// S1 leads term 2; everything is applied and compacted up to entry 3; it has entries 4 and 5 besides.
Bench compactedLeader(std::string state = "x=1\n") {
    Bench bench;
    bench.startsWith(2, {1, 1, 2}, Role::Leader, 3);
    bench.step(TakeSnapshot{frozen(std::move(state))});
    for (std::uint32_t seq = 1; seq <= 2; ++seq) bench.receive(clientEnd(0), ClientRequest{seq, TextId(1)});
    return bench;
}

// ---- Each server by itself ----

TEST(Snapshot, TakesThePlaceOfAppliedEntriesOnly) {
    Bench bench = follower();
    bench.step(TakeSnapshot{frozen("x=1\n")});
    const auto taken = bench.fact(EventKind::Snapshot);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->reason, Reason::SnapshotAsked);
    EXPECT_EQ(taken->args[0], 2U);
    EXPECT_EQ(taken->args[1], 1U);
    EXPECT_EQ(taken->args[2], 2U);
    EXPECT_EQ(bench.node.log().firstIndex(), LogIndex(3));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(5));
    EXPECT_TRUE(bench.out.persist);
    const Snapshot& snapshot = bench.node.persistent().snapshot;
    EXPECT_EQ(snapshot.lastIncludedIndex, LogIndex(2));
    EXPECT_EQ(snapshot.lastIncludedTerm, Term(1));
    EXPECT_EQ(snapshot.config.voters, NodeSet::firstNodes(3));
    EXPECT_EQ(*snapshot.state, "x=1\n");
}

TEST(Snapshot, WithTheRuleBentItTakesWhatIsNotApplied) {
    Bench bench = follower();
    bench.rules.snapshotOnlyApplied = false;
    bench.step(TakeSnapshot{frozen("x=1\n")});
    EXPECT_EQ(bench.fact(EventKind::Snapshot)->reason, Reason::AppliedNotAwaited);
    EXPECT_EQ(bench.node.log().lastIncludedIndex(), LogIndex(5));
}

TEST(Snapshot, IsNotTakenOfNothingNew) {
    Bench bench = follower();
    bench.step(TakeSnapshot{frozen("x=1\n")});
    bench.step(TakeSnapshot{frozen("x=2\n")});
    EXPECT_FALSE(bench.fact(EventKind::Snapshot));
    EXPECT_FALSE(bench.out.persist);
    EXPECT_EQ(*bench.node.persistent().snapshot.state, "x=1\n");
}

TEST(Snapshot, SaysWhichThresholdTheLogHadReached) {
    Bench bench = follower();
    bench.step(TakeSnapshot{frozen("x=1\n"), 2});
    EXPECT_EQ(bench.fact(EventKind::Snapshot)->reason, Reason::LogGrewLong);
    EXPECT_EQ(bench.fact(EventKind::Snapshot)->args[3], 2U);
}

TEST(Snapshot, IsWhereARestartedServerBegins) {
    Bench bench = follower();
    bench.step(TakeSnapshot{frozen("x=1\n")});
    bench.node.crash(bench.node.persistent());
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(0));
    bench.step(Boot{});
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    EXPECT_EQ(bench.node.state().lastApplied, LogIndex(2));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(5));
}

TEST(Snapshot, AnswersForTheConsistencyCheckRightBehindIt) {
    Bench bench = follower();
    bench.step(TakeSnapshot{frozen("x=1\n")});
    AppendEntries request{Term(2), kS2, LogIndex(2), Term(1), LogIndex(2), 1, {}};
    request.entries.push_back(entryOf(1));
    bench.receive(kS2, request);
    EXPECT_TRUE(bench.sent<AppendEntriesReply>(kS2)->success);
    EXPECT_EQ(bench.sent<AppendEntriesReply>(kS2)->matchIndex, LogIndex(3));
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(5)) << "nothing conflicts, so nothing goes";
}

TEST(Snapshot, TakesEntriesThatBeginInsideIt) {
    Bench bench;
    bench.startsWith(2, {1, 1}, Role::Follower, 2);
    bench.step(TakeSnapshot{frozen("x=1\n")});
    AppendEntries request{Term(2), kS2, LogIndex(0), Term(0), LogIndex(2), 1, {}};
    for (const std::uint32_t term : {1u, 1u, 2u}) request.entries.push_back(entryOf(term));
    bench.receive(kS2, request);
    EXPECT_TRUE(bench.sent<AppendEntriesReply>(kS2)->success);
    EXPECT_EQ(termsOf(bench.node.log()), std::vector<std::uint32_t>{2});
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(3));
}

TEST(Snapshot, OfTheVoterCountsInTheComparisonOfLogs) {
    Bench bench;
    bench.startsWith(2, {1, 2}, Role::Follower, 2);
    bench.step(TakeSnapshot{frozen("x=1\n")});
    bench.receive(kS3, RequestVote{Term(3), kS3, LogIndex(5), Term(1)});
    EXPECT_FALSE(bench.sent<RequestVoteReply>(kS3)->voteGranted) << "its last entry is of an earlier term";
    bench.receive(kS2, RequestVote{Term(3), kS2, LogIndex(2), Term(2)});
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted);
}

// ---- InstallSnapshot, receiver ----

TEST(InstallSnapshot, OfAnEarlierTermIsRefusedAtOnce) {
    Bench bench;
    bench.startsWith(3, {1, 1});
    bench.receive(kS2, snapshotOf(4, 2));
    EXPECT_EQ(bench.fact(EventKind::Reject)->reason, Reason::StaleTerm);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->term, Term(3));
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->matchIndex, LogIndex(0));
    EXPECT_FALSE(bench.out.resetElectionTimer);
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(2));
}

TEST(InstallSnapshot, IsAWordOfTheLeader) {
    Bench bench;
    bench.startsWith(1, {1});
    bench.step(ElectionTimeout{});
    ASSERT_EQ(bench.node.role(), Role::Candidate);
    bench.receive(kS2, chunkOf(snapshotOf(4, 2), 0));
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.node.state().leaderId, kS2);
    EXPECT_TRUE(bench.out.resetElectionTimer) << "every chunk does";
}

TEST(InstallSnapshot, WaitsForTheRestUnlessDone) {
    Bench bench = follower();
    const InstallSnapshot whole = snapshotOf(7, 2);
    bench.receive(kS2, chunkOf(whole, 0));
    const auto note = bench.fact(EventKind::Note);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->reason, Reason::ChunkStored);
    EXPECT_EQ(note->args[3], 1U);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->bytesStored, 1U);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->matchIndex, LogIndex(0));
    EXPECT_FALSE(bench.node.persistent().snapshot.exists());
    for (std::uint32_t at = 1; at < whole.data.size(); ++at) bench.receive(kS2, chunkOf(whole, at));
    EXPECT_TRUE(bench.fact(EventKind::Install));
    EXPECT_EQ(*bench.node.persistent().snapshot.state, whole.data);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->matchIndex, LogIndex(7));
}

TEST(InstallSnapshot, TakesAChunkOnce) {
    Bench bench = follower();
    const InstallSnapshot whole = snapshotOf(7, 2);
    for (const std::uint32_t at : {0u, 1u, 0u}) bench.receive(kS2, chunkOf(whole, at));
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::ChunkKnown);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->bytesStored, 2U);
    for (const std::uint32_t at : {2u, 3u}) bench.receive(kS2, chunkOf(whole, at));
    EXPECT_EQ(*bench.node.persistent().snapshot.state, whole.data);
}

TEST(InstallSnapshot, AsksForAChunkThatIsMissing) {
    Bench bench = follower();
    const InstallSnapshot whole = snapshotOf(7, 2);
    bench.receive(kS2, chunkOf(whole, 0));
    bench.receive(kS2, chunkOf(whole, 3));
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::ChunkMissing);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->bytesStored, 1U);
    EXPECT_FALSE(bench.node.persistent().snapshot.exists());
}

TEST(InstallSnapshot, ForgetsItsChunksInANewTerm) {
    Bench bench = follower();
    InstallSnapshot whole = snapshotOf(7, 2);
    bench.receive(kS2, chunkOf(whole, 0));
    whole.term = Term(3);
    bench.receive(kS2, chunkOf(whole, 1));
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::ChunkMissing);
    EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->bytesStored, 0U);
}

TEST(InstallSnapshot, OfALaterIndexDiscardsTheChunksOfTheEarlier) {
    Bench bench = follower();
    bench.receive(kS2, chunkOf(snapshotOf(7, 2, "old!"), 0));
    bench.receive(kS2, snapshotOf(8, 2, "new!"));
    EXPECT_EQ(*bench.node.persistent().snapshot.state, "new!");
}

TEST(InstallSnapshot, KeepsTheEntriesBehindOneThatItFits) {
    Bench bench = follower();
    bench.receive(kS2, snapshotOf(4, 2));
    const auto installed = bench.fact(EventKind::Install);
    ASSERT_TRUE(installed);
    EXPECT_EQ(installed->reason, Reason::SnapshotKeepsSuffix);
    EXPECT_EQ(bench.node.log().lastIncludedIndex(), LogIndex(4));
    EXPECT_EQ(termsOf(bench.node.log()), std::vector<std::uint32_t>{2});
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(4));
    EXPECT_EQ(bench.node.state().lastApplied, LogIndex(4));
}

TEST(InstallSnapshot, WithTheRuleBentDropsThemAllTheSame) {
    Bench bench = follower();
    bench.rules.snapshotKeepsSuffix = false;
    bench.receive(kS2, snapshotOf(4, 2));
    EXPECT_EQ(bench.fact(EventKind::Install)->reason, Reason::SuffixDropped);
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(4));
}

TEST(InstallSnapshot, DiscardsTheWholeLogThatItDoesNotFit) {
    for (const auto& [index, term] : {std::pair(4u, 1u), std::pair(7u, 2u)}) {
        Bench bench = follower();
        bench.receive(kS2, snapshotOf(index, term));
        EXPECT_EQ(bench.fact(EventKind::Install)->reason, Reason::SnapshotReplacesLog) << index;
        EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(index));
        EXPECT_EQ(bench.node.log().lastTerm(), Term(term));
        EXPECT_TRUE(termsOf(bench.node.log()).empty());
        EXPECT_TRUE(bench.out.persist);
    }
}

TEST(InstallSnapshot, LoadsTheConfigurationToo) {
    Bench bench(5);
    bench.startsWith(2, {1});
    bench.receive(kS2, snapshotOf(4, 2));
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(3));
}

TEST(InstallSnapshot, OfWhatIsCommittedHereChangesNothing) {
    Bench bench = follower();
    for (const std::uint32_t index : {1u, 2u}) {
        bench.receive(kS2, snapshotOf(index, 1));
        EXPECT_FALSE(bench.fact(EventKind::Install));
        EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::SnapshotNotNewer);
        EXPECT_EQ(bench.sent<InstallSnapshotReply>(kS2)->matchIndex, LogIndex(2)) << "it has that much";
        EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(5));
    }
}

TEST(InstallSnapshot, WithTheRuleBentTakesTheServerBack) {
    Bench bench = follower();
    bench.rules.ignoreOldSnapshots = false;
    bench.receive(kS2, snapshotOf(1, 1));
    EXPECT_TRUE(bench.fact(EventKind::Install));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1));
}

TEST(InstallSnapshot, IsAcknowledgedOnlyOnceOnDisk) {
    Bench bench = follower();
    bench.receive(kS2, snapshotOf(7, 2));
    ASSERT_EQ(bench.out.afterPersist.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<InstallSnapshotReply>(bench.out.afterPersist[0].body));
}

// ---- The leader's side ----

TEST(SnapshotLeader, SendsItWhereTheEntriesAreGone) {
    Bench bench = compactedLeader();
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    const auto chunk = bench.sent<InstallSnapshot>(kS2);
    ASSERT_TRUE(chunk);
    const auto note = bench.fact(EventKind::Note);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->reason, Reason::EntriesCompacted);
    EXPECT_EQ(note->args[1], 3U);
    EXPECT_EQ(note->args[2], 3U);
    EXPECT_EQ(chunk->lastIncludedIndex, LogIndex(3));
    EXPECT_EQ(chunk->lastIncludedTerm, Term(2));
    EXPECT_EQ(chunk->config.voters, NodeSet::firstNodes(3));
    EXPECT_TRUE(chunk->done);
    EXPECT_EQ(chunk->data, "x=1\n");
}

TEST(SnapshotLeader, SendsEntriesWhereItStillHasThem) {
    Bench bench = compactedLeader();
    bench.step(HeartbeatTimeout{});
    EXPECT_FALSE(bench.sent<InstallSnapshot>(kS2));
    const auto append = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(append);
    EXPECT_EQ(append->prevLogIndex, LogIndex(3)) << "the last entry that the snapshot includes";
    EXPECT_EQ(append->prevLogTerm, Term(2));
    EXPECT_EQ(append->entries.size(), 2U);
}

TEST(SnapshotLeader, GoesOnWithEntriesOnceItIsInstalled) {
    Bench bench = compactedLeader();
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 4, LogIndex(3), bench.node.leader().unanswered[1]});
    EXPECT_EQ(bench.node.leader().matchIndex[1], LogIndex(3));
    const auto append = bench.sent<AppendEntries>(kS2);
    ASSERT_TRUE(append);
    EXPECT_EQ(append->prevLogIndex, LogIndex(3));
    EXPECT_EQ(append->entries.size(), 2U);
}

TEST(SnapshotLeader, SendsALongOneInPieces) {
    const std::string state(kSnapshotChunkBytes + 10, 'x');
    Bench bench = compactedLeader(state);
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    auto chunk = bench.sent<InstallSnapshot>(kS2);
    ASSERT_TRUE(chunk);
    EXPECT_EQ(chunk->data.size(), kSnapshotChunkBytes);
    EXPECT_FALSE(chunk->done);
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), kSnapshotChunkBytes, LogIndex(0), chunk->seq});
    chunk = bench.sent<InstallSnapshot>(kS2);
    ASSERT_TRUE(chunk);
    EXPECT_EQ(chunk->offset, kSnapshotChunkBytes);
    EXPECT_EQ(chunk->data.size(), 10U);
    EXPECT_TRUE(chunk->done);
}

TEST(SnapshotLeader, RepeatsAPieceUntilItIsAnswered) {
    Bench bench = compactedLeader(std::string(100, 'x'));
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    bench.receive(clientEnd(0), ClientRequest{3, TextId(1)});
    EXPECT_FALSE(bench.sent<InstallSnapshot>(kS2)) << "not because of a new entry";
    bench.step(HeartbeatTimeout{});
    ASSERT_TRUE(bench.sent<InstallSnapshot>(kS2));
    EXPECT_EQ(bench.sent<InstallSnapshot>(kS2)->offset, 0U);
}

TEST(SnapshotLeader, GoesBackToWhereThePeerSaysItIs) {
    Bench bench = compactedLeader(std::string(200, 'x'));
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 128, LogIndex(0), bench.node.leader().seq});
    ASSERT_EQ(bench.sent<InstallSnapshot>(kS2)->offset, 128U);
    // The peer restarted and has lost what had come.
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 0, LogIndex(0), bench.node.leader().seq});
    EXPECT_EQ(bench.sent<InstallSnapshot>(kS2)->offset, 0U);
}

TEST(SnapshotLeader, DoesNotBelieveAnOlderReply) {
    Bench bench = compactedLeader(std::string(200, 'x'));
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    const std::uint32_t first = bench.node.leader().seq;
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 64, LogIndex(0), first});
    const std::uint32_t second = bench.node.leader().seq;
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 128, LogIndex(0), second});
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 64, LogIndex(0), first});
    EXPECT_FALSE(bench.sent<InstallSnapshot>(kS2));
    EXPECT_EQ(bench.node.leader().snapshotOffset[1], 128U);
}

TEST(SnapshotLeader, BeginsAnewWithANewerSnapshot) {
    Bench bench = compactedLeader(std::string(200, 'x'));
    bench.receive(
        kS2, AppendEntriesReply{Term(2), false, LogIndex(0), LogIndex(0), Term(0), bench.node.leader().unanswered[1]});
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 64, LogIndex(0), bench.node.leader().seq});
    bench.persistAll();
    bench.receive(kS3, AppendEntriesReply{Term(2), true, LogIndex(5), LogIndex(0), Term(0), bench.node.leader().seq});
    ASSERT_EQ(bench.node.state().lastApplied, LogIndex(5));
    bench.step(TakeSnapshot{frozen(std::string(150, 'y'))});
    bench.step(HeartbeatTimeout{});
    const auto chunk = bench.sent<InstallSnapshot>(kS2);
    ASSERT_TRUE(chunk);
    EXPECT_EQ(chunk->lastIncludedIndex, LogIndex(5));
    EXPECT_EQ(chunk->offset, 0U);
    // A reply about the former says nothing about this one.
    bench.receive(kS2, InstallSnapshotReply{Term(2), LogIndex(3), 128, LogIndex(0), bench.node.leader().seq});
    EXPECT_EQ(bench.node.leader().snapshotOffset[1], 0U);
}

}  // namespace
}  // namespace raft::test
