#include "raft/script/runner.h"

#include <gtest/gtest.h>

#include "script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

using Progress = ScriptRunner::Progress;
using Waits = RunnerState::Waits;

ScriptItem timeOut(int server) { return Lab::doing(act::FireTimeout{NodeId(static_cast<std::uint8_t>(server - 1))}); }

ScriptItem submit(Lab& lab, std::string_view command, int to) {
    return Lab::doing(act::Submit{lab.texts->intern(command), clientEnd(0), lab.s(to), 0});
}

/// The session printed in the contract: elect, write, read back.
Script aWrite(Lab& lab) {
    return {timeOut(1), lab.waitFor("leader(S1)", 100), submit(lab, "x=3", 1), Lab::waitMs(100),
            lab.expect("kv(S3, \"x\") == 3")};
}

TEST(Runner, PlaysTheContractsExample) {
    Lab lab(manualCluster(3));
    const RunOutcome outcome = runScript(lab.history, aWrite(lab));
    EXPECT_TRUE(outcome.ok());
    ASSERT_EQ(outcome.expectations.size(), 1u);
    EXPECT_EQ(outcome.expectations[0].text, "kv(S3, \"x\") == 3");
    ASSERT_EQ(outcome.expectations[0].calls.size(), 1u);
    EXPECT_EQ(outcome.expectations[0].calls[0], (CallValue{"kv(S3, \"x\")", "3"}));
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(120));  // Elected at 20 ms, then 100 ms.
}

TEST(Runner, ReportsAFalseExpectationAndGoesOn) {
    Lab lab(manualCluster(3));
    Script script = aWrite(lab);
    script.push_back(lab.expect("leader(S2) && safe"));
    script.back().position = SourcePosition{7, 21};
    script.push_back(lab.expect("leader(S1)"));
    const RunOutcome outcome = runScript(lab.history, script);
    EXPECT_FALSE(outcome.ok());
    ASSERT_EQ(outcome.expectations.size(), 3u);
    EXPECT_TRUE(outcome.expectations[0].ok);
    EXPECT_FALSE(outcome.expectations[1].ok);
    EXPECT_EQ(outcome.expectations[1].position.line, 7);
    EXPECT_EQ(outcome.expectations[1].calls, (std::vector<CallValue>{{"leader(S2)", "false"}, {"safe", "true"}}));
    EXPECT_TRUE(outcome.expectations[2].ok);
    EXPECT_FALSE(outcome.unmet);
}

TEST(Runner, SeesWhatWasRefusedOnTheWay) {
    Lab lab(manualCluster(3));
    act::ChangeMembership change;
    change.change.kind = ChangeMembers::Kind::RemoveServer;
    change.change.servers.insert(NodeId(2));
    change.to = NodeId(0);
    change.mustBeRefused = true;
    const Script script{lab.expect("!refused(\"removeServer\")"), Lab::doing(change),
                        lab.expect("refused(\"removeServer\")"), lab.expect("!refused(\"addServer\")")};
    const RunOutcome outcome = runScript(lab.history, script);
    EXPECT_TRUE(outcome.ok());  // S1 leads nobody, so it may change nothing.
    ASSERT_EQ(outcome.expectations.size(), 3u);
    EXPECT_TRUE(outcome.expectations[1].ok);
}

TEST(Runner, AnUnmetWaitEndsTheRunWithNo) {
    Lab lab(manualCluster(3));
    const Script script{timeOut(1), lab.waitFor("leader(S2)", 100), lab.expect("safe")};
    const RunOutcome outcome = runScript(lab.history, script);
    EXPECT_FALSE(outcome.ok());
    ASSERT_TRUE(outcome.unmet);
    EXPECT_EQ(outcome.unmet->text, "leader(S2)");
    EXPECT_EQ(outcome.unmet->calls, (std::vector<CallValue>{{"leader(S2)", "false"}}));
    EXPECT_TRUE(outcome.expectations.empty());
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(100));
}

TEST(Runner, AWaitIsAskedAtOnceAndEndsAtTheVeryStep) {
    Lab lab(manualCluster(3));
    const Script met{lab.waitFor("follower(S1)", 100), timeOut(1),
                     lab.waitFor("votes(S1) == {S1} && term(S2) == 1", 100)};
    const RunOutcome outcome = runScript(lab.history, met);
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(10));
    EXPECT_EQ(lab.ask("term(S3)"), "1") << "what is due at that instant is done too";
}

TEST(Runner, AWaitThatIsMetAtItsLastInstantIsMet) {
    Lab lab(manualCluster(3));
    EXPECT_TRUE(runScript(lab.history, {timeOut(1), lab.waitFor("leader(S1)", 20)}).ok());
    Lab other(manualCluster(3));
    EXPECT_FALSE(runScript(other.history, {timeOut(1), other.waitFor("leader(S1)", 19)}).ok());
}

TEST(Runner, WaitIncludesWhatIsDueAtItsEnd) {
    Lab lab(manualCluster(3));
    runScript(lab.history, {timeOut(1), Lab::waitMs(10)});
    EXPECT_EQ(lab.ask("voted(S2)"), "S1");
    Lab before(manualCluster(3));
    runScript(before.history, {timeOut(1), Lab::waitMs(9)});
    EXPECT_EQ(before.ask("voted(S2)"), "none");
    EXPECT_EQ(before.history.time(), SimTime::fromMs(9));
}

TEST(Runner, AnActionThatMatchesNothingMakesTheAnswerNo) {
    Lab lab(manualCluster(3));
    MessageMatcher vote;
    vote.kind = MessageKind::RequestVote;
    vote.from = lab.s(1);
    const Script script{Lab::doing(act::Drop{vote}), timeOut(1), Lab::doing(act::Drop{vote}), lab.expect("safe")};
    const RunOutcome outcome = runScript(lab.history, script);
    EXPECT_FALSE(outcome.ok());
    ASSERT_EQ(outcome.refused.size(), 1u);
    EXPECT_EQ(outcome.refused[0].text, "drop RequestVote from S1 at 0 ms");
    EXPECT_EQ(outcome.expectations.size(), 1u);
    EXPECT_EQ(lab.ask("inFlight(RequestVote)"), "1");
}

TEST(Runner, DrainWaitsUntilNothingMoves) {
    Lab lab(manualCluster(3));
    const RunOutcome outcome = runScript(lab.history, {timeOut(1), Lab::drain()});
    EXPECT_TRUE(outcome.ok());
    // Two hops of the election, two of the first heartbeat.
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(40));
    EXPECT_EQ(lab.ask("leader(S1)"), "true");
    EXPECT_EQ(lab.history.world().cluster().network().inFlight(), 0u);
}

TEST(Runner, DrainGivesUpAfterTenSeconds) {
    ClusterConfig config = manualCluster(3);
    config.latencyMin = config.latencyMax = SimTime::fromMs(60);  // Longer than a heartbeat: something always travels.
    Lab lab(config);
    const RunOutcome outcome = runScript(lab.history, {timeOut(1), Lab::drain()});
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(10'000));
}

TEST(Runner, DrainOfAManualNetworkDeliversEverythingRepliesToo) {
    ClusterConfig config = manualCluster(3);
    config.network = Delivery::Manual;
    Lab lab(config);
    const RunOutcome outcome = runScript(lab.history, {timeOut(1), Lab::drain(), submit(lab, "x=1", 1), Lab::drain()});
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.stoppedAt, SimTime());
    EXPECT_EQ(lab.ask("leader(S1) && committed(1) && acked(\"x=1\")"), "true");
    Lab without(config);
    runScript(without.history, {timeOut(1), Lab::waitMs(1'000)});
    EXPECT_EQ(without.ask("leader(S1)"), "false");
}

TEST(Runner, UntilATimeReplacesTheEnd) {
    Lab longer(manualCluster(3));
    Script script = aWrite(longer);
    EXPECT_EQ(runScript(longer.history, script, RunEnd{SimTime::fromMs(2'500), {}}).stoppedAt, SimTime::fromMs(2'500));
    EXPECT_EQ(longer.history.time(), SimTime::fromMs(2'500));
    Lab shorter(manualCluster(3));
    script = aWrite(shorter);
    const RunOutcome outcome = runScript(shorter.history, script, RunEnd{SimTime::fromMs(50), {}});
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(50));
    EXPECT_TRUE(outcome.expectations.empty());
    EXPECT_FALSE(outcome.unmet) << "the end of the run is no unmet wait";
    EXPECT_EQ(shorter.ask("leader(S1)"), "true");
}

TEST(Runner, UntilAConditionStopsAtTheVeryStep) {
    Lab lab(manualCluster(3));
    Script script = aWrite(lab);
    RunOutcome outcome = runScript(lab.history, script, parseUntil("committed(1)", lab.history.config()).value());
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(60));  // x=3 waits for the answers to the first heartbeat.
    EXPECT_TRUE(outcome.expectations.empty());
    Lab after(manualCluster(3));
    script = aWrite(after);
    outcome = runScript(after.history, script, parseUntil("t > 1000", after.history.config()).value());
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.expectations.size(), 1u);
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(1'020));  // The first step after one second: a heartbeat.
    Lab never(manualCluster(3));
    script = aWrite(never);
    outcome = runScript(never.history, script, parseUntil("leader(S2)", never.history.config()).value());
    EXPECT_FALSE(outcome.ok());
    ASSERT_TRUE(outcome.unmet);
    EXPECT_EQ(outcome.stoppedAt, SimTime::fromMs(10'120));
}

TEST(Until, ReadsTimesAndConditions) {
    const ClusterConfig config = manualCluster(3);
    EXPECT_EQ(parseUntil("2500ms", config).value().time, SimTime::fromMs(2'500));
    EXPECT_EQ(parseUntil("0.125 ms", config).value().time, SimTime(125));
    EXPECT_EQ(parseUntil("2.5s", config).value().time, SimTime::fromMs(2'500));
    EXPECT_FALSE(parseUntil("safe", config).value().time);
    EXPECT_TRUE(parseUntil("safe", config).value().condition);
    for (const char* bad : {"2500", "2500 min", "0.0001ms", "leader(S7)", "", "term(S1)", "99999999999999999999ms"}) {
        EXPECT_FALSE(parseUntil(bad, config).ok()) << bad;
    }
}

TEST(Runner, EachCallDoesOneStepOrOneItem) {
    Lab lab(manualCluster(3));
    ScriptRunner runner(aWrite(lab));
    EXPECT_EQ(runner.state().waits, Waits::Instant);
    int steps = 0;
    for (;;) {
        const SimTime expected = runner.nextAt(lab.history);
        const StepId before = lab.history.step();
        const std::size_t item = runner.state().item;
        const Progress progress = runner.next(lab.history);
        if (progress == Progress::Over) break;
        const std::uint32_t done = lab.history.step().value - before.value;
        EXPECT_LE(done, 1u);
        if (progress == Progress::Step) {
            EXPECT_EQ(done, 1u);
        }
        EXPECT_LE(runner.state().item, item + 1);
        EXPECT_EQ(lab.history.time(), expected);
        ++steps;
    }
    EXPECT_GT(steps, 20);
    EXPECT_TRUE(runner.over());
    EXPECT_EQ(runner.state().waits, Waits::Nothing);
    EXPECT_TRUE(runner.outcome().ok());
}

TEST(Runner, TellsWhatItWaitsFor) {
    Lab lab(manualCluster(3));
    ScriptRunner runner(aWrite(lab));
    while (runner.state().waits != Waits::Condition) ASSERT_NE(runner.next(lab.history), Progress::Over);
    EXPECT_EQ(runner.state().item, 1u);
    EXPECT_EQ(runner.state().deadline, SimTime::fromMs(100));
    ASSERT_NE(runner.state().condition, nullptr);
    EXPECT_EQ(runner.state().condition->text, "leader(S1)");
    EXPECT_EQ(runner.nextAt(lab.history), SimTime::fromMs(10));
    while (runner.state().waits != Waits::Time) ASSERT_NE(runner.next(lab.history), Progress::Over);
    EXPECT_EQ(runner.state().item, 3u);
    EXPECT_EQ(runner.state().condition, nullptr);
}

TEST(Runner, MovingTheClockBetweenStepsChangesNothing) {
    Lab plain(manualCluster(3));
    runScript(plain.history, aWrite(plain));
    Lab animated(manualCluster(3));
    ScriptRunner runner(aWrite(animated));
    for (;;) {
        const SimTime next = runner.nextAt(animated.history);
        const SimTime now = animated.history.time();
        if (next > now) animated.history.seekTime(SimTime((now.us + next.us) / 2));
        if (runner.next(animated.history) == Progress::Over) break;
    }
    EXPECT_EQ(animated.history.world().chain(), plain.history.world().chain());
    EXPECT_EQ(animated.history.world().digest(), plain.history.world().digest());
    EXPECT_EQ(animated.history.time(), plain.history.time());
}

TEST(Runner, ACopyGoesOnFromWhereItWasTaken) {
    Lab lab(manualCluster(3));
    ScriptRunner runner(aWrite(lab));
    while (runner.state().item < 3) runner.next(lab.history);
    const ScriptRunner kept = runner;
    const StepId step = lab.history.step();
    while (runner.next(lab.history) != Progress::Over) {}
    const std::uint64_t chain = lab.history.world().chain();
    lab.history.seekStep(step);
    runner = kept;
    while (runner.next(lab.history) != Progress::Over) {}
    EXPECT_EQ(lab.history.world().chain(), chain);
    EXPECT_EQ(lab.history.lineCount(), 1);
    EXPECT_TRUE(runner.outcome().ok());
}

/// Crash, partition, heal, questions about the past.
Script aStory(Lab& lab) {
    Lab& l = lab;
    return {timeOut(1),
            l.waitFor("count(leader) == 1"),
            submit(l, "x=1", 1),
            Lab::waitMs(35),
            Lab::doing(act::Cut{Lab::link(1, 2)}),
            submit(l, "x+=1", 1),
            l.waitFor("acked(\"x+=1\")"),
            Lab::doing(act::Crash{Lab::one(1)}),
            timeOut(2),
            timeOut(3),
            Lab::waitMs(200),
            timeOut(3),
            l.waitFor("leader(S3)"),
            Lab::doing(act::Heal{}),
            Lab::doing(act::Restart{Lab::one(1)}),
            Lab::doing(act::ReadKey{l.texts->intern("x"), clientEnd(0), l.s(3), ReadMode::Log}),
            l.waitFor("read(S3) == 2", 5'000),
            l.expect("happened(crash, S1) && !happened(crash, S2) && safe"),
            Lab::doing(act::WriteNote{l.texts->intern("the end")})};
}

TEST(Recorded, TheRecordedFormReplaysToTheSameBytes) {
    ClusterConfig config = manualCluster(3);
    config.latencyMax = SimTime::fromMs(30);
    Lab written(config);
    const RunOutcome outcome = runScript(written.history, aStory(written));
    ASSERT_TRUE(outcome.ok()) << (outcome.unmet ? outcome.unmet->text : "an expectation");
    const Script recorded = recordedScript(written.history);
    EXPECT_EQ(recorded.size(), 12u);
    Lab replayed(config);
    // A table of its own: the same texts have the same numbers in the order of the actions.
    for (std::uint32_t i = 1; i < written.texts->size(); ++i) replayed.texts->intern(written.texts->text(TextId(i)));
    const RunOutcome again = runScript(replayed.history, recorded);
    EXPECT_TRUE(again.ok()) << (again.failure ? again.failure->message : "");
    EXPECT_EQ(replayed.history.world().chain(), written.history.world().chain());
    EXPECT_EQ(replayed.history.world().digest(), written.history.world().digest());
    EXPECT_EQ(replayed.history.time(), written.history.time());
}

TEST(Recorded, ActionsWithNothingBetweenThemStayInOrderAtTheirEvent) {
    Lab lab(manualCluster(3));
    lab.timeOut(1);
    lab.wait(10);
    lab.history.seekStep(lab.history.step() - 1);  // One of two deliveries at 10 ms is still to come.
    lab.history.fork("between");
    lab.crash(2);
    lab.crash(3);
    lab.wait(100);
    const Script recorded = recordedScript(lab.history);
    ASSERT_EQ(recorded.size(), 3u);
    Lab again(manualCluster(3));
    const RunOutcome outcome = runScript(again.history, recorded, RunEnd{lab.history.time(), {}});
    EXPECT_TRUE(outcome.ok());
    EXPECT_EQ(again.history.world().chain(), lab.history.world().chain());
}

ScriptItem recorded(std::uint32_t after, SimTime at) {
    ScriptItem item{item::Recorded{EventId(after), at, act::Heal{}}, {}};
    item.position = SourcePosition{3, 5};
    return item;
}

TEST(Recorded, WhatDoesNotFitTheRunIsAFailureWithItsPlace) {
    // Boot is events 0, 1, 2; then nothing happens by itself in a manual cluster.
    const auto failure = [](const Script& script) {
        Lab lab(manualCluster(3));
        const RunOutcome outcome = runScript(lab.history, script);
        EXPECT_EQ(outcome.ok(), !outcome.failure.has_value());
        if (outcome.failure) {
            EXPECT_EQ(outcome.failure->position.line, 3);
        }
        return outcome.failure ? outcome.failure->message : std::string("none");
    };
    EXPECT_EQ(failure({recorded(2, SimTime())}), "none");
    EXPECT_EQ(failure({recorded(2, SimTime::fromMs(500))}), "none");
    EXPECT_NE(failure({recorded(1, SimTime())}).find("not the last one of its step"), std::string::npos);
    EXPECT_NE(failure({recorded(9, SimTime())}).find("no event 9 in this run"), std::string::npos);
    EXPECT_NE(failure({recorded(2, SimTime::fromMs(5)), recorded(3, SimTime::fromMs(4))})
                  .find("no action is possible at 4 ms"),
              std::string::npos);
    EXPECT_NE(failure({recorded(2, SimTime::fromMs(5)), recorded(2, SimTime::fromMs(5))}).find("earlier action"),
              std::string::npos);
}

/// A follower whose disk lost an acknowledged entry rejects for ever, and a rejected AppendEntries is retried at once.
RunOutcome loseAnEntry(SimTime latency, SimTime* time) {
    ClusterConfig config = manualCluster(2);
    config.latencyMin = config.latencyMax = latency;
    Lab lab(config);
    const RunOutcome outcome = runScript(
        lab.history,
        {timeOut(1), Lab::waitMs(100), submit(lab, "x=1", 1), Lab::waitMs(100), Lab::doing(act::Crash{Lab::one(2)}),
         Lab::doing(act::LoseEntries{lab.s(2), 1}), Lab::doing(act::Restart{Lab::one(2)}), Lab::waitMs(100)},
        RunEnd{{}, {}, 10'000});
    *time = lab.history.time();
    return outcome;
}

TEST(Runner, AnInstantThatNeverEndsIsAFailure) {
    SimTime time;
    EXPECT_FALSE(loseAnEntry(SimTime(100), &time).failure);
    EXPECT_EQ(time, SimTime::fromMs(300));
    const RunOutcome endless = loseAnEntry(SimTime(), &time);
    ASSERT_TRUE(endless.failure);
    EXPECT_EQ(endless.failure->message, "more than 10000 steps at 250 ms; expected the clock to move on");
    EXPECT_EQ(time, SimTime::fromMs(250));
    EXPECT_FALSE(endless.ok());
}

TEST(Runner, ItemsOfAnEmptyScriptAreOver) {
    Lab lab(manualCluster(3));
    ScriptRunner runner({});
    while (runner.next(lab.history) != Progress::Over) {}
    EXPECT_TRUE(runner.outcome().ok());
    EXPECT_EQ(runner.outcome().stoppedAt, SimTime());
}

}  // namespace
}  // namespace raft
