// §5 of the paper: elections, replication, commitment.

#include "tests/raft/check/lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

/// Logs as lists of terms. Every voter's log is compared with every candidate's last entry.
const std::vector<std::vector<std::uint32_t>> kLogs{{}, {1}, {1, 1}, {1, 1, 1}, {1, 2}, {1, 1, 2}, {1, 2, 2}, {3}};

TEST(PaperSection5, AVoteIsGivenExactlyWhenFigure2SaysSo) {
    int granted = 0;
    int refused = 0;
    for (const auto& own : kLogs) {
        for (const auto& other : kLogs) {
            for (const NodeId votedFor : {kNoNode, kS2, kS3}) {
                for (const std::uint32_t term : {2U, 3U, 4U}) {
                    PersistentState state;
                    state.currentTerm = Term(3);
                    state.votedFor = votedFor;
                    for (const std::uint32_t each : own) state.log.append(entryOf(each));
                    Bench bench;
                    bench.node.preset(state, LogIndex(0), Role::Follower);
                    const std::uint32_t lastTerm = other.empty() ? 0 : other.back();
                    const auto lastIndex = static_cast<std::uint32_t>(other.size());
                    const auto reply = exchange<RequestVoteReply>(bench, kS2, voteFor(kS2, term, lastIndex, lastTerm));
                    const bool free = term > 3 || votedFor == kNoNode || votedFor == kS2;
                    const std::pair<std::uint32_t, std::size_t> theirs{lastTerm, other.size()};
                    const std::pair<std::uint32_t, std::size_t> mine{own.empty() ? 0 : own.back(), own.size()};
                    const bool expected = term >= 3 && free && theirs >= mine;
                    ASSERT_TRUE(reply);
                    EXPECT_EQ(reply->voteGranted, expected);
                    EXPECT_EQ(reply->term, Term(std::max(term, 3U)));
                    ++(expected ? granted : refused);
                }
            }
        }
    }
    EXPECT_GT(granted, 100);
    EXPECT_GT(refused, 100);
}

TEST(PaperSection5, ANewLeaderExpectsEverythingKnowsNothingAndSpeaksAtOnce) {
    for (const bool noop : {false, true}) {
        Bench bench(5);
        bench.rules.noopOnElection = noop;
        bench.startsWith(3, {1, 1, 3});
        bench.wins();
        ASSERT_EQ(bench.node.role(), Role::Leader);
        EXPECT_EQ(bench.node.state().leaderId, kS1);
        for (const NodeId peer : {kS2, kS3, kS4, kS5}) {
            EXPECT_EQ(bench.node.leader().nextIndex[peer.value], LogIndex(4));
            EXPECT_EQ(bench.node.leader().matchIndex[peer.value], LogIndex(0));
            const auto first = bench.sent<AppendEntries>(peer);
            ASSERT_TRUE(first);
            EXPECT_EQ(first->term, Term(4));
            EXPECT_EQ(first->prevLogIndex, LogIndex(3));
            EXPECT_EQ(first->prevLogTerm, Term(3));
            EXPECT_EQ(first->entries.size(), noop ? 1U : 0U);
            const bool isNoop = !first->entries.empty() && first->entries[0].type == EntryType::Noop;
            EXPECT_EQ(isNoop, noop);
        }
    }
}

/// The timeouts that the servers of a cluster without a leader wait for.
std::vector<std::int64_t> drawnTimeouts(std::uint64_t seed) {
    ClusterConfig config;
    config.seed = seed;
    config.lossPpm = 1'000'000;
    Cluster cluster(config, std::make_shared<TextTable>());
    StepEvents step;
    cluster.boot(step);
    std::vector<std::int64_t> drawn;
    for (int i = 0; i < 1000 && drawn.size() < 60; ++i) {
        cluster.advance(step);
        for (const Event& event : step.events) {
            if (event.kind != EventKind::ElectionTimeout) continue;
            const Machine& machine = cluster.machine(event.node);
            drawn.push_back((machine.electionDeadline - machine.electionArmedAt).us);
        }
    }
    return drawn;
}

TEST(PaperSection5, EveryElectionTimeoutIsDrawnAnewFromItsRange) {
    const std::vector<std::int64_t> drawn = drawnTimeouts(1);
    ASSERT_EQ(drawn.size(), 60U);
    const auto [least, most] = std::minmax_element(drawn.begin(), drawn.end());
    EXPECT_GE(*least, 150'000);
    EXPECT_LE(*most, 300'000);
    EXPECT_GT(*most - *least, 100'000) << "and uses the range";
    std::vector<std::int64_t> sorted = drawn;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end()) << "no two alike";
    EXPECT_NE(drawnTimeouts(2), drawn);
}

/// The highest term after a minute in which a message takes `latencyMs`.
std::uint32_t termAfterAMinute(std::int64_t latencyMs) {
    ClusterConfig config;
    config.servers = {"S1", "S2", "S3"};
    config.latencyMin = config.latencyMax = SimTime::fromMs(latencyMs);
    lab::Lab lab(config);
    lab.wait(60'000);
    std::uint32_t highest = 0;
    for (int server = 1; server <= 3; ++server) highest = std::max(highest, lab.node(server).currentTerm().value);
    return highest;
}

TEST(PaperSection5, ALeaderStaysWhereMessagesAreMuchFasterThanTimeouts) {
    EXPECT_LE(termAfterAMinute(1), 3U);
    EXPECT_GT(termAfterAMinute(400), 60U) << "slower than any timeout, elections never end";
}

TEST(PaperSection5, EveryTwoLogsAgreeBeforeTheFirstEntry) {
    Bench bench;
    bench.startsWith(5, {1, 2, 3});
    const auto reply = exchange<AppendEntriesReply>(bench, kS2, append(5, 0, 0, {4, 4}));
    ASSERT_TRUE(reply);
    EXPECT_TRUE(reply->success);
    EXPECT_EQ(reply->matchIndex, LogIndex(2));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{4, 4}));
}

/// The leader of Figure 7 and one of its six followers exchange messages until there is nothing left to send.
int questionsToRepair(const Rules& rules, const std::vector<std::uint32_t>& follower) {
    Bench leader(7);
    leader.rules = rules;
    leader.startsWith(7, {1, 1, 1, 4, 4, 5, 5, 6, 6, 6});
    leader.step(ElectionTimeout{});
    for (const NodeId peer : {kS3, kS4, kS5}) leader.receive(peer, RequestVoteReply{Term(8), true});
    Bench other(7);
    other.rules = rules;
    other.node = Node(kS2, Configuration{NodeSet::firstNodes(7), {}, {}});
    PersistentState state;
    state.currentTerm = Term(7);
    for (const std::uint32_t term : follower) state.log.append(entryOf(term));
    other.node.preset(state, LogIndex(0), Role::Follower);
    leader.receive(clientEnd(0), command(1));
    leader.step(HeartbeatTimeout{});
    int asked = 0;
    for (auto request = leader.sent<AppendEntries>(kS2); request && asked < 50; ++asked) {
        const auto reply = exchange<AppendEntriesReply>(other, kS1, *request);
        if (!reply) return -1;
        leader.receive(kS2, *reply);
        request = leader.sent<AppendEntries>(kS2);
    }
    EXPECT_EQ(termsOf(other.node.log()), (Terms{1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8}));
    EXPECT_EQ(leader.node.leader().matchIndex[kS2.value], LogIndex(11));
    return asked;
}

/// Entries that are missing, entries too many, or both.
const std::vector<std::vector<std::uint32_t>> kFigure7{
    {1, 1, 1, 4, 4, 5, 5, 6, 6},          {1, 1, 1, 4},          {1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6},
    {1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7}, {1, 1, 1, 4, 4, 4, 4}, {1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3}};

TEST(PaperSection5, TheLeaderOfFigure7MakesAllSixLogsItsOwn) {
    const int linear[] = {2, 7, 1, 1, 6, 8};  // Each question but the last is refused.
    for (std::size_t i = 0; i < kFigure7.size(); ++i) {
        SCOPED_TRACE("follower " + std::string(1, static_cast<char>('a' + i)));
        const int questions = questionsToRepair(Rules{}, kFigure7[i]);
        EXPECT_EQ(questions, linear[i]);
        for (const BackupBy way : {BackupBy::Term, BackupBy::FirstOfTerm, BackupBy::Halves}) {
            Rules fast;
            fast.fastBackup = true;
            fast.backupBy = way;
            const int fewer = questionsToRepair(fast, kFigure7[i]);
            EXPECT_GE(fewer, 1);
            EXPECT_LE(fewer, questions);
            EXPECT_LE(fewer, 5);
        }
    }
}

TEST(PaperSection5, ACommandGoesToEveryMemberVoterOrLearner) {
    Bench bench;
    bench.node = Node(kS1, Configuration{nodes({kS1, kS2, kS3}), {}, nodes({kS4})});
    bench.startsWith(1, {1}, Role::Leader, 1);
    bench.receive(clientEnd(0), command(1));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 1}));
    EXPECT_TRUE(bench.out.persist);
    for (const NodeId peer : {kS2, kS3, kS4}) {
        const auto request = bench.sent<AppendEntries>(peer);
        ASSERT_TRUE(request);
        EXPECT_EQ(request->prevLogIndex, LogIndex(1));
        ASSERT_EQ(request->entries.size(), 1U);
        EXPECT_EQ(request->entries[0].term, Term(1));
        EXPECT_EQ(request->entries[0].command, TextId(5));
    }
    EXPECT_FALSE(bench.sent<AppendEntries>(kS5));
}

TEST(PaperSection5, ARejectionThatCameLateMovesNothing) {
    Bench bench;
    bench.startsWith(2, {1, 1, 2, 2}, Role::Leader);
    bench.step(HeartbeatTimeout{});
    const std::uint32_t asked = bench.sent<AppendEntries>(kS2)->seq;
    const AppendEntriesReply no{Term(2), false, LogIndex(0), LogIndex(0), Term(0), asked};
    bench.receive(kS2, no);
    EXPECT_EQ(bench.node.leader().nextIndex[kS2.value], LogIndex(4));
    bench.receive(kS2, no);
    EXPECT_EQ(bench.node.leader().nextIndex[kS2.value], LogIndex(4)) << "the same answer again";
    bench.receive(kS2, stored(2, 4, bench.node.leader().unanswered[kS2.value]));
    AppendEntriesReply late = no;
    late.seq = bench.node.leader().seq;
    bench.receive(kS2, late);
    EXPECT_EQ(bench.node.leader().nextIndex[kS2.value], LogIndex(5)) << "never at or below what is known to match";
    EXPECT_EQ(bench.node.leader().matchIndex[kS2.value], LogIndex(4));
}

/// Every combination of what four followers have stored of the log [1 2 2].
TEST(PaperSection5, TheLargestIndexOfItsTermOnAMajorityIsCommitted) {
    int committed = 0;
    for (std::uint32_t code = 0; code < 256; ++code) {
        Bench bench(5);
        bench.startsWith(2, {1, 2, 2}, Role::Leader);
        std::array<std::uint32_t, 5> has{3, code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3};
        for (std::uint8_t peer = 1; peer < 5; ++peer) {
            if (has[peer] > 0) bench.receive(NodeId(peer), stored(2, has[peer]));
        }
        std::uint32_t expected = 0;
        for (std::uint32_t index = 2; index <= 3; ++index) {
            const auto copies =
                std::count_if(has.begin(), has.end(), [&](std::uint32_t each) { return each >= index; });
            if (copies >= 3) expected = index;
        }
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(expected)) << "case " << code;
        committed += expected > 0 ? 1 : 0;
    }
    EXPECT_GT(committed, 100);
    EXPECT_LT(committed, 200);
}

/// Figure 8: S1 has brought its entry of term 2 to a majority in term 4 (c); only with one of term 4 on top is it
/// committed (e).
TEST(PaperSection5, TheEntryOfFigure8IsCommittedOnlyUnderneathOneOfTheLeadersTerm) {
    Bench bench(5);
    bench.startsWith(4, {1, 2}, Role::Leader, 1);
    bench.receive(kS2, stored(4, 2));
    bench.receive(kS3, stored(4, 2));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1)) << "three of five have it, and it may still be overwritten";
    bench.receive(clientEnd(0), command(1));
    bench.persistAll();
    bench.receive(kS2, stored(4, 3));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1));
    bench.receive(kS3, stored(4, 3));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(3));
    EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 2, 4})) << "it keeps the term that it was made in";
}

TEST(PaperSection5, AHeartbeatGoesToEverybodyAndTellsHowFarIsCommitted) {
    Bench bench(5);
    bench.startsWith(2, {2, 2, 2}, Role::Leader, 2);
    for (int beat = 0; beat < 2; ++beat) {
        bench.step(HeartbeatTimeout{});
        for (const NodeId peer : {kS2, kS3, kS4, kS5}) {
            const auto heartbeat = bench.sent<AppendEntries>(peer);
            ASSERT_TRUE(heartbeat);
            EXPECT_TRUE(heartbeat->entries.empty());
            EXPECT_EQ(heartbeat->prevLogIndex, LogIndex(3)) << "it has the consistency check too";
            EXPECT_EQ(heartbeat->leaderCommit, LogIndex(2));
        }
    }
    Bench follower;
    follower.step(HeartbeatTimeout{});
    EXPECT_TRUE(follower.out.now.empty() && follower.out.afterPersist.empty());
}

/// The leader repeats itself for as long as it takes, and the client hears nothing before the command is applied.
TEST(PaperSection5, ALeaderRetriesForEverAndAnswersOnceTheCommandIsApplied) {
    ClusterConfig config = lab::quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    lab::Lab lab(config);
    lab.elect(1);
    lab.act(act::Crash{lab::setOf({2, 3})});
    std::vector<EventKind> told;
    lab.eachStep = [&](const StepEvents& step) {
        for (const Event& event : step.events) {
            const bool answers = event.kind == EventKind::ClientReturn;
            if (answers || (event.kind == EventKind::Apply && event.node == kS1)) told.push_back(event.kind);
        }
    };
    lab.submit("x=1", 1);
    lab.wait(20'000);
    EXPECT_TRUE(told.empty());
    lab.restart(3);
    lab.wait(120);
    EXPECT_EQ(told, (std::vector<EventKind>{EventKind::Apply, EventKind::ClientReturn}));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// S1 leaves an entry on a majority and is gone before it can say that it is committed; S2 leads next.
LogIndex committedByTheNextLeader(bool noop) {
    ClusterConfig config = lab::quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    lab::Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.submit("x=1", 1);
    lab.wait(15);
    lab.crash(1);
    lab.rule(RuleId::NoopOnElection, noop ? 1 : 0);
    lab.elect(2);
    lab.wait(5'000);
    EXPECT_EQ(lab.node(2).role(), Role::Leader);
    EXPECT_EQ(termsOf(lab.node(2).log()), noop ? (Terms{1, 2}) : (Terms{1}));
    return lab.node(2).state().commitIndex;
}

TEST(PaperSection5, WhatANewLeaderInheritsWaitsForAnEntryOfItsOwnTerm) {
    EXPECT_EQ(committedByTheNextLeader(false), LogIndex(0)) << "it would wait for ever";
    EXPECT_EQ(committedByTheNextLeader(true), LogIndex(2)) << "the no-op carries it along";
}

}  // namespace
}  // namespace raft::test
