// Every function, asked when it is true and when it is not, on real runs.

#include <gtest/gtest.h>

#include "script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

#define ASK(text, answer) EXPECT_EQ(lab.ask(text), answer) << text << " at " << lab.history.time().us << " us"

/// S1 of three leads term 1 and "x=3" is committed and applied everywhere.
struct Settled : ::testing::Test {
    Settled() : lab(manualCluster(3)) {
        lab.timeOut(1);
        lab.wait(100);
        lab.submit("x=3", 1);
        lab.wait(100);
    }
    Lab lab;
};

TEST(ServerFunctions, RolesFollowAnElection) {
    Lab lab(manualCluster(3));
    ASK("follower(S1)", "true");
    ASK("candidate(S1)", "false");
    ASK("candidates", "{}");
    lab.timeOut(1);
    ASK("candidate(S1)", "true");
    ASK("candidate(S1, 1)", "true");
    ASK("candidate(S1, 2)", "false");
    ASK("follower(S1)", "false");
    ASK("leader(S1)", "false");
    ASK("candidates", "{S1}");
    ASK("voted(S1)", "S1");
    ASK("voted(S2)", "none");
    ASK("votes(S1)", "{S1}");
    ASK("leadersOf(1)", "{}");
    lab.wait(15);
    ASK("voted(S2) == S1", "true");
    ASK("voted(S2) == \"S1\"", "true");
    ASK("votes(S1)", "{S1}");
    lab.wait(15);
    ASK("leader(S1)", "true");
    ASK("leader(S1, 1)", "true");
    ASK("leader(S1, 2)", "false");
    ASK("candidate(S1)", "false");
    ASK("leaders", "{S1}");
    ASK("leadersOf(1)", "{S1}");
    ASK("leadersOf(2)", "{}");
    ASK("S1 in votes(S1) && size(votes(S1)) >= 2", "true");
    ASK("term(S3)", "1");
    ASK("maxTerm", "1");
}

TEST_F(Settled, ADownServerHasNoRoleButKeepsItsDisk) {
    ASK("up(S1)", "true");
    ASK("down(S1)", "false");
    lab.crash(1);
    ASK("up(S1)", "false");
    ASK("down(S1)", "true");
    ASK("leader(S1)", "false");
    ASK("follower(S1)", "false");
    ASK("leaders", "{}");
    ASK("votes(S1)", "{}");
    ASK("log(S1)", "\"1\"");
    ASK("term(S1)", "1");
    ASK("applied(S1)", "0");
    ASK("kv(S1, \"x\")", "none");
    ASK("leadersOf(1)", "{S1}");
    ASK("copies(1)", "{S1,S2,S3}");
}

TEST_F(Settled, LogsAndStateMachinesShowWhatWasWritten) {
    ASK("log(S2)", "\"1\"");
    ASK("entry(S2, 1)", "\"1:x=3\"");
    ASK("entry(S2, 2)", "none");
    ASK("entry(S2, 0)", "none");
    ASK("last(S2)", "1");
    ASK("commit(S3)", "1");
    ASK("applied(S3)", "1");
    ASK("kv(S3, \"x\")", "3");
    ASK("kv(S3, \"y\")", "none");
    ASK("config(S1)", "{S1,S2,S3}");
    ASK("snapIndex(S1)", "0");
    ASK("next(S1, S2)", "2");
    ASK("match(S1, S2)", "1");
    ASK("next(S2, S1)", "none");
    ASK("match(S1, S1)", "none");
    ASK("copies(1)", "{S1,S2,S3}");
    ASK("copies(1, 1)", "{S1,S2,S3}");
    ASK("copies(1, 2)", "{}");
    ASK("copies(2)", "{}");
    ASK("onMajority(1)", "true");
    ASK("onMajority(1, 1)", "true");
    ASK("onMajority(1, 2)", "false");
    ASK("onMajority(2)", "false");
    ASK("committed(1)", "true");
    ASK("committed(2)", "false");
    ASK("committed(0)", "false");
    ASK("committedTerm(1)", "1");
    ASK("committedTerm(2)", "none");
    ASK("allLogsEqual", "true");
    ASK("distinctStates", "1");
    ASK("t", "200");
    lab.submit("y=4", 1);
    lab.wait(0);
    ASK("allLogsEqual", "false");
    ASK("last(S1)", "2");
    lab.wait(25);
    ASK("distinctStates", "2");
    ASK("t >= 225 && t < 225.001", "true");
}

TEST_F(Settled, ClientsKnowOnlyWhatTheyWereTold) {
    ASK("acked(\"x=3\")", "true");
    ASK("acked(\"y=4\")", "false");
    ASK("replies(c)", "1");
    ASK("refused(\"addServer\")", "false");
    ASK("read(S1)", "none");
    lab.submit("y=4", 1);
    lab.wait(5);
    ASK("acked(\"y=4\")", "false");
    lab.wait(50);
    ASK("acked(\"y=4\")", "true");
    ASK("replies(c)", "2");
    lab.act(act::ReadKey{lab.texts->intern("x"), clientEnd(0), lab.s(1), ReadMode::Log});
    lab.wait(100);
    ASK("read(S1) == 3", "true");
    ASK("read(S1) == \"3\"", "true");
    ASK("read(S2)", "none");
    ASK("acked(\"read x\")", "true");
    lab.act(act::ReadKey{lab.texts->intern("y"), clientEnd(0), lab.s(2), ReadMode::Local});
    lab.wait(10);
    ASK("read(S2)", "4");
    ASK("read(S1)", "3");
}

TEST_F(Settled, HistoryCountsEventsByWhoAndWhom) {
    ASK("happened(vote, S2)", "true");
    ASK("happened(vote, S2, S1)", "true");
    ASK("happened(vote, S2, S3)", "false");
    ASK("happened(refuse)", "false");
    ASK("count(vote)", "3");
    ASK("count(vote, S1)", "1");
    ASK("count(candidate)", "1");
    ASK("count(leader, S1)", "1");
    ASK("count(leader, S2)", "0");
    ASK("happened(stepDown, S1)", "false");
    ASK("count(ack)", "1");
    ASK("happened(ack, c)", "true");
    ASK("happened(ack, c, S1)", "true");
    ASK("happened(ack, c, S2)", "false");
    ASK("count(commit)", "3");
    ASK("happened(append, S3)", "true");
    ASK("happened(crash)", "false");
    ASK("happened(installed)", "false");
    ASK("happened(snapshot, S1)", "false");
    ASK("count(violation)", "0");
    lab.crash(1);
    ASK("happened(crash, S1)", "true");
    ASK("happened(crash, S2)", "false");
    lab.timeOut(2);
    lab.wait(100);
    lab.act(act::Restart{Lab::one(1)});
    ASK("happened(restart, S1)", "true");
    ASK("happened(stepDown)", "false");  // A crash is no step down.
    lab.timeOut(3);
    lab.wait(100);
    ASK("happened(stepDown, S2)", "true");
    ASK("count(stepDown)", "1");
    ASK("count(candidate)", "3");
}

TEST(Votes, RefusalsTruncationsAndRejectionsAreCounted) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 1, {"1 1 3", "1 1", "1 2"}, {"x=3", "x=4", "x=5"});
    ASSERT_TRUE(config.start->logs.size() == 3);
    config.start->logs[2][1].command = "y=1";
    Lab lab(config);
    lab.timeOut(2);
    lab.wait(50);
    ASK("happened(refuse, S1, S2)", "true");
    ASK("happened(refuse, S3, S2)", "true");
    ASK("happened(refuse, S2)", "false");
    ASK("votes(S2)", "{S2}");
    lab.timeOut(1);
    lab.wait(500);
    ASK("leader(S1)", "true");
    ASK("happened(reject, S3)", "true");
    ASK("happened(truncate, S3)", "true");
    ASK("happened(truncate, S1)", "false");
    ASK("log(S3)", "\"1 1 3\"");
}

TEST(Votes, VotersAreWhoWouldGrantWhetherUpOrDown) {
    ClusterConfig config = manualCluster(5);
    testing::startWith(config, 3, 7, {"1 1 1 2 3 3 3 3", "1 1 1 2 3", "1 1 1 2 3 3 3 3", "1 1", "1 1 1 2 3 3 3"},
                       {"x=3", "y=1", "y=9", "x=2", "x=0", "y=7", "x=5", "x=4"});
    Lab lab(config);
    lab.crash(1);
    ASK("voters(S1)", "{S1,S2,S3,S4,S5}");
    ASK("voters(S2)", "{S2,S4}");
    ASK("voters(S3)", "{S1,S2,S3,S4,S5}");
    ASK("voters(S4)", "{S4}");
    ASK("voters(S5)", "{S2,S4,S5}");
    ASK("canWin(S1) && canWin(S3) && canWin(S5)", "true");
    ASK("canWin(S2) || canWin(S4)", "false");
    ASK("committed(7) && !committed(8)", "true");
    ASK("log(S4) == \"1 1\"", "true");
    lab.act(act::SetRule{RuleId::CompareLogs, 0});
    ASK("voters(S4)", "{S1,S2,S3,S4,S5}");
    ASK("canWin(S4)", "true");
}

TEST(Copies, OfDifferentEntriesDoNotAddUpToAMajority) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 1, {"1 2", "1 3", "1"});
    config.start->logs[1][1].command = "other";
    Lab lab(config);
    ASK("copies(2)", "{S1,S2}");
    ASK("copies(2, 3)", "{S2}");
    ASK("onMajority(2)", "false");
    ASK("onMajority(1)", "true");
}

TEST(Start, APresetLeaderLedItsTerm) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 2, 1, {"1", "1", "1"});
    config.start->leader = NodeId(1);
    Lab lab(config);
    ASK("leadersOf(2)", "{S2}");
    ASK("leader(S2, 2)", "true");
    ASK("voted(S1)", "S2");
}

TEST(InFlight, CountsMessagesByKindAndEnds) {
    Lab lab(manualCluster(3));
    ASK("inFlight(RequestVote)", "0");
    ASK("!inFlight(RequestVote)", "true");
    lab.timeOut(1);
    ASK("inFlight(RequestVote)", "2");
    ASK("inFlight(RequestVote, S1, S2)", "1");
    ASK("inFlight(RequestVote, S1)", "2");
    ASK("inFlight(RequestVote, S2, S1)", "0");
    ASK("inFlight(AppendEntries)", "0");
    ASK("inFlight(InstallSnapshot)", "0");
    ASK("inFlight(RequestVote) && true", "true");
}

TEST(Safety, IsBrokenOnlyOnceSomethingBroke) {
    ClusterConfig config = manualCluster(3);
    config.rules.quorum = QuorumRule::Half;
    Lab lab(config);
    ASK("safe", "true");
    ASK("broken(ElectionSafety)", "false");
    lab.act(act::Split{{Lab::one(1), Lab::one(2), Lab::one(3)}});
    lab.timeOut(1);
    ASK("safe", "true");
    lab.timeOut(2);
    lab.wait(10);
    ASK("leadersOf(1)", "{S1,S2}");
    ASK("safe", "false");
    ASK("broken(ElectionSafety)", "true");
    ASK("broken(LogMatching)", "false");
    ASK("count(violation)", "1");
    ASK("happened(violation)", "true");
    ASK("broken(Linearizability)", "false");
}

TEST(Safety, LinearizabilityCountsOnlyWhereItIsNamed) {
    ClusterConfig config = manualCluster(3);
    config.rules.quorum = QuorumRule::Half;  // One of three decides: each side of a split answers for itself.
    Lab lab(config);
    lab.act(act::Split{{Lab::one(1), Lab::one(2), Lab::one(3)}});
    lab.timeOut(1);
    lab.submit("x=1", 1);
    lab.wait(10);
    ASK("acked(\"x=1\")", "true");
    ASK("broken(Linearizability)", "false");
    lab.timeOut(2);
    lab.timeOut(2);
    lab.act(act::ReadKey{lab.texts->intern("x"), clientEnd(0), lab.s(2), ReadMode::Log});
    lab.wait(10);
    ASK("acked(\"read x\")", "true");
    ASK("read(S2)", "none");
    ASK("broken(Linearizability)", "true");
}

TEST(Noop, AnEntryWithoutACommandIsNamedSo) {
    ClusterConfig config = manualCluster(3);
    config.rules.noopOnElection = true;
    Lab lab(config);
    lab.timeOut(1);
    lab.wait(100);
    ASK("entry(S1, 1)", "\"1:no-op\"");
    ASK("distinctStates", "1");
}

TEST(Past, FollowsTheCursorThroughRewindsAndBranches) {
    Lab lab(manualCluster(3));
    lab.timeOut(1);
    lab.wait(100);
    ASK("count(candidate)", "1");
    const StepId elected = lab.history.step();
    lab.timeOut(2);
    lab.wait(100);
    ASK("count(candidate)", "2");
    ASK("leadersOf(2)", "{S2}");
    lab.history.seekStep(elected);
    ASK("count(candidate)", "1");
    ASK("leadersOf(2)", "{}");
    lab.timeOut(3);  // In the past: a branch.
    lab.wait(100);
    ASK("count(candidate)", "2");
    ASK("leadersOf(2)", "{S3}");
    lab.history.switchTo(0, SimTime::fromMs(200));
    ASK("leadersOf(2)", "{S2}");
    // Undone and done differently: as many steps, another past.
    const StepId before = lab.history.step();
    lab.crash(1);
    ASK("happened(crash, S1)", "true");
    ASSERT_TRUE(lab.history.undo());
    EXPECT_EQ(lab.history.step(), before);
    lab.crash(2);
    EXPECT_EQ(lab.history.step(), before + 1);
    ASK("happened(crash, S1)", "false");
    ASK("happened(crash, S2)", "true");
}

TEST(Past, IsCountedTheSameInOneGoAndInPieces) {
    ClusterConfig config;
    config.seed = 5;
    Lab pieces(config);
    Lab whole(config);
    for (int i = 0; i < 80; ++i) {
        pieces.wait(500);
        pieces.ask("count(receive)");
    }
    whole.wait(40'000);
    ASSERT_GT(whole.history.step().value, 5'000u);
    for (const char* text : {"count(receive)", "count(vote, S1)", "count(heartbeatTimeout)", "count(send, S2, S3)"}) {
        EXPECT_EQ(pieces.ask(text), whole.ask(text)) << text;
    }
    pieces.history.seekTime(SimTime::fromMs(20'000));
    whole.history.seekTime(SimTime::fromMs(20'000));
    Lab half(config);
    half.wait(20'000);
    EXPECT_EQ(pieces.ask("count(receive)"), half.ask("count(receive)"));
    EXPECT_EQ(whole.ask("count(receive)"), half.ask("count(receive)"));
}

TEST(SessionFunctions, CountWhoIsKnownAndWhoWasRefused) {
    ClusterConfig config = manualCluster(3);
    config.sessionTimeout = SimTime::fromMs(1000);
    Lab lab(config);
    lab.timeOut(1);
    lab.wait(100);
    ASK("sessions(S1)", "0");
    lab.submit("x=3", 1);
    lab.wait(100);
    ASK("sessions(S1)", "1");
    ASK("sessions(S3)", "1");
    ASK("expired(c)", "0");
    lab.wait(2000);
    ASK("sessions(S1)", "1");  // Nothing in the log has told the time.
    lab.submit("x=4", 1);
    lab.wait(100);
    ASK("sessions(S1)", "0");
    ASK("sessions(S3)", "0");
    ASK("expired(c)", "1");
    ASK("replies(c)", "1");
    ASK("kv(S1, \"x\")", "3");
}

}  // namespace
}  // namespace raft
