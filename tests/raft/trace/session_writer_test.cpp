#include "raft/trace/session_writer.h"

#include "raft/script/runner.h"
#include "raft/trace/final_state.h"
#include "raft/trace/json_value.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

/// The history that a session's text comes to.
std::unique_ptr<History> reopened(const std::string& text) {
    auto session = readSession(text, "s.session.json");
    if (!session.ok()) {
        ADD_FAILURE() << textOf(session.errors()) << "\n" << text;
        return nullptr;
    }
    auto history = std::make_unique<History>(session.value().cluster, session.value().texts);
    const auto done = replaySession(session.value(), "s.session.json", *history);
    if (!done.ok()) ADD_FAILURE() << textOf(done.errors());
    return history;
}

void expectSame(const History& a, const History& b) {
    EXPECT_EQ(a.line(), b.line());
    EXPECT_EQ(a.step(), b.step());
    EXPECT_EQ(a.time(), b.time());
    EXPECT_EQ(a.world().chain(), b.world().chain());
    EXPECT_EQ(a.world().digest(), b.world().digest());
}

TEST(SessionWriter, RoundTripReplaysToTheSameBytes) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        History history(randomConfig(dice), std::make_shared<TextTable>());
        playRandomly(history, dice, 40);
        const std::string text = writeSession(sessionOf(history, {"random", {}}));
        const auto again = reopened(text);
        ASSERT_NE(again, nullptr);
        expectSame(history, *again);
        EXPECT_EQ(writeSession(sessionOf(*again, {"random", {}})), text);
        EXPECT_EQ(finalState(*again), finalState(history));
    }
}

TEST(SessionWriter, KeepsBranchesAndTheCursor) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Dice dice(seed);
        History history(randomConfig(dice), std::make_shared<TextTable>());
        playRandomly(history, dice, 15);
        for (int branch = 0; branch < 4; ++branch) {
            history.seekStep(StepId(dice.below(history.end().value)));
            if (dice.below(3) == 0) {
                history.fork("idea");
            } else {
                history.act(act::WriteNote{history.world().cluster().sharedTexts()->intern("what if")}, "idea");
            }
            if (dice.below(4) != 0) playRandomly(history, dice, 5);
            if (dice.below(4) == 0 && history.canUndo()) history.undo();
            if (dice.below(3) == 0) history.switchTo(0);
        }
        history.seekStep(StepId(dice.below(history.end().value)));
        const std::string text = writeSession(sessionOf(history, {"branches", {}}));
        const auto again = reopened(text);
        ASSERT_NE(again, nullptr);
        EXPECT_EQ(history.time(), again->time());
        EXPECT_EQ(history.world().chain(), again->world().chain());
        EXPECT_EQ(history.world().digest(), again->world().digest());
        EXPECT_EQ(writeSession(sessionOf(*again, {"branches", {}})), text);
    }
}

TEST(SessionWriter, ScriptAndRecordedActionsAreTheSameRun) {
    auto session = readSession(R"({"format": "raftlab-session/1", "cluster": {"servers": ["S1","S2","S3"], "seed": 3},
      "script": [{"waitFor": "leaders != {}"}, {"submit": "x=1"}, {"wait": 40}, {"crash": "S1"}, {"wait": 500},
                 {"submit": "x=2"}, {"restart": "S1"}, {"wait": 333.5}]})",
                               "s.json");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    const RunOutcome outcome = runScript(history, session.value().script);
    EXPECT_TRUE(outcome.ok());
    const auto again = reopened(writeSession(sessionOf(history)));
    ASSERT_NE(again, nullptr);
    expectSame(history, *again);
}

TEST(SessionWriter, KeepsBookmarksAndTheTitle) {
    History history(ClusterConfig(), std::make_shared<TextTable>());
    history.seekTime(SimTime::fromMs(400));
    SessionLabels labels{"Quotes \" and 中文", {{"here", {0, EventId(4), SimTime(1500)}}}};
    const auto session = readSession(writeSession(sessionOf(history, labels)), "s.json");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    EXPECT_EQ(session.value().title, labels.title);
    ASSERT_EQ(session.value().bookmarks.size(), 1U);
    EXPECT_EQ(session.value().bookmarks[0].name, "here");
    EXPECT_EQ(session.value().bookmarks[0].place, labels.bookmarks[0].place);
}

TEST(SessionWriter, AnActionThatDoesNotFitTheRunIsAnError) {
    const auto session =
        readSession(R"({"format": "raftlab-session/1", "cluster": {"servers": ["S1","S2","S3"], "timers": "manual"},
      "actions": [{"at": 5, "after": 3, "crash": "S1"}]})",
                    "s.json");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    const auto done = replaySession(session.value(), "s.json", history);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.errors()[0].line, 2);
    EXPECT_EQ(done.errors()[0].column, 19);
}

TEST(SessionWriter, ABranchFromTheMiddleOfAStepIsAnError) {
    const auto session = readSession(R"({"format": "raftlab-session/1", "cluster": {"servers": ["S1","S2","S3"]},
      "actions": [], "branches": [{"name": "b", "parent": 0, "after": 1, "actions": []}]})",
                                     "s.json");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    EXPECT_FALSE(replaySession(session.value(), "s.json", history).ok());
}

TEST(FinalState, KeysAreSorted) {
    auto session = readSession(
        R"({"format": "raftlab-session/1", "cluster": {"servers": ["B","A"], "clients": ["z","c"], "timers": "manual"},
      "script": [{"timeout": "B"}, {"wait": 25}, {"submit": "x=1", "client": "z"}, {"wait": 5}]})",
        "s.json");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    runScript(history, session.value().script);
    const std::string text = finalState(history);
    const auto parsed = parseJson(text, {.file = "final"});
    ASSERT_TRUE(parsed.ok());
    const auto check = [](const JsonValue& value, const auto& self) -> void {
        for (std::size_t i = 1; i < value.keys().size(); ++i) EXPECT_LT(value.keys()[i - 1].name, value.keys()[i].name);
        for (const JsonValue& item : value.items()) self(item, self);
    };
    check(parsed.value().root(), check);
    const JsonValue& leader = *parsed.value().root().find("nodes")->find("B");
    EXPECT_EQ(leader.find("role")->string(), "Leader");
    EXPECT_EQ(leader.find("nextIndex")->find("A")->integer(), 1);
    EXPECT_EQ(parsed.value().root().find("nodes")->find("A")->find("nextIndex"), nullptr);
    const JsonValue& message = parsed.value().root().find("messages")->items()[0];
    EXPECT_EQ(message.find("kind")->string(), "AppendEntriesReply");
    EXPECT_EQ(message.find("arrivesAt")->integer(), *message.find("sentAt")->integer() + 10'000);
    const JsonValue& call = parsed.value().root().find("clients")->find("z")->items()[0];
    EXPECT_TRUE(call.find("returned")->is(JsonValue::Type::Null));
    EXPECT_EQ(parsed.value().root().find("t")->integer(), 30'000);
}

}  // namespace
}  // namespace raft
