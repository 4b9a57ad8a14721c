// Heartbeats as a message of their own, in session files and traces.

#include <fstream>

#include "raft/script/runner.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"
#include "raft/trace/trace_check.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

/// A command is lost to S2, and so is the first heartbeat; later S1 is cut off, replaced, and comes back.
constexpr const char* kSession = R"j({
  "format": "raftlab-session/1", "protocol": "raft",
  "cluster": {"servers": ["S1","S2","S3"], "timers": "manual", "heartbeat": 50,
              "rules": {"heartbeats": "ownMessage"}},
  "script": [
    {"timeout": "S1"}, {"wait": 45}, {"submit": "x=1", "to": "S1"}, {"wait": 1},
    {"drop": {"from": "S1", "to": "S2", "kind": "AppendEntries"}},
    {"waitFor": "inFlight(Heartbeat, S1, S2) == 1", "atMost": 100},
    {"drop": {"from": "S1", "to": "S2", "kind": "Heartbeat"}},
    {"expect": "inFlight(Heartbeat, S1, S2) == 0 && inFlight(Heartbeat, S1, S3) == 1"},
    {"waitFor": "inFlight(HeartbeatReply, S2, S1) == 1", "atMost": 100}, {"wait": 200},
    {"expect": "commit(S2) == 1"},
    {"split": [["S1"], ["S2", "S3"]]}, {"timeout": "S2"}, {"wait": 25}, {"heal": "all"}, {"wait": 200},
    {"expect": "!leader(S1) && leader(S2)"
}]
})j";

History run() {
    auto session = readSession(kSession, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    EXPECT_TRUE(runScript(history, session.value().script).ok());
    EXPECT_TRUE(history.world().monitor().safe());
    return history;
}

TEST(HeartbeatTrace, TellsEveryFieldOfBothMessages) {
    const std::string trace = traceOf(run());
    for (const char* part : {R"("kind":"Heartbeat","from":"S1","to":"S2","term":1,"leaderCommit":0,"seq":)",
                             R"("kind":"Heartbeat","from":"S1","to":"S3","term":1,"leaderCommit":1,"seq":)",
                             R"("kind":"HeartbeatReply","from":"S2","to":"S1","term":1,"seq":)",
                             R"("kind":"HeartbeatReply","from":"S3","to":"S1","term":2,"seq":0)",
                             R"("reason":"CommitInHeartbeat","args":{"from":0,"to":1,"leaderCommit":1})"}) {
        EXPECT_NE(trace.find(part), std::string::npos) << part;
    }
    const History plain(ClusterConfig{}, std::make_shared<TextTable>());
    EXPECT_EQ(traceOf(plain).find("Heartbeat\""), std::string::npos);
}

TEST(HeartbeatTrace, OfARandomRunAgreesWithItself) {
    std::size_t answered = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.rules.heartbeats = Heartbeats::OwnMessage;
        config.snapshotEvery = static_cast<std::uint32_t>(seed % 4);
        History history(config, std::make_shared<TextTable>());
        for (int round = 0; round < 6; ++round) playRandomly(history, dice, 12);
        if (traceOf(history).find("CommitInHeartbeat") != std::string::npos) ++answered;
        const TemporaryFile file("random-heartbeats.ndjson");
        ASSERT_TRUE(writeTrace(history, file.path()).ok());
        const auto report = checkTrace(file.path());
        ASSERT_TRUE(report.ok()) << seed << ": " << report.errors()[0].format();
        ASSERT_TRUE(report.value().findings.empty()) << seed << ": " << report.value().findings[0].format("f");
        ASSERT_TRUE(report.value().faults.empty()) << seed << ": " << report.value().faults[0].format();
    }
    EXPECT_GT(answered, 10U);
}

TEST(HeartbeatTrace, OfATermThatItsSenderIsNotInIsFound) {
    std::string trace = traceOf(run());
    const std::string honest = R"("kind":"HeartbeatReply","from":"S2","to":"S1","term":1,)";
    const std::size_t at = trace.find(honest);
    ASSERT_NE(at, std::string::npos);
    trace.replace(at, honest.size(), R"("kind":"HeartbeatReply","from":"S2","to":"S1","term":9,)");
    const TemporaryFile file("forged-heartbeat.ndjson");
    std::ofstream(file.path(), std::ios::binary) << trace;
    const auto report = checkTrace(file.path());
    ASSERT_TRUE(report.ok());
    ASSERT_FALSE(report.value().findings.empty());
    EXPECT_EQ(report.value().findings[0].property, Property::MsgTermLeSender);
}

TEST(HeartbeatSession, IsRecordedAndReplayedByteForByte) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.rules.heartbeats = Heartbeats::OwnMessage;
        History history(config, std::make_shared<TextTable>());
        playRandomly(history, dice, 40);
        const auto session = readSession(writeSession(sessionOf(history, {"heartbeats", {}})), "s.json");
        ASSERT_TRUE(session.ok()) << textOf(session.errors());
        EXPECT_EQ(session.value().cluster.rules.heartbeats, Heartbeats::OwnMessage);
        History again(session.value().cluster, session.value().texts);
        ASSERT_TRUE(replaySession(session.value(), "s.json", again).ok());
        EXPECT_EQ(again.world().chain(), history.world().chain()) << seed;
        EXPECT_EQ(again.world().digest(), history.world().digest()) << seed;
    }
}

TEST(HeartbeatSession, NamesTheRuleOnlyWhereItIsNotTheDefault) {
    ClusterConfig config;
    const History without(config, std::make_shared<TextTable>());
    EXPECT_EQ(writeSession(sessionOf(without, {"s", {}})).find("heartbeats"), std::string::npos);
    config.rules.heartbeats = Heartbeats::OwnMessage;
    const History with(config, std::make_shared<TextTable>());
    EXPECT_NE(writeSession(sessionOf(with, {"s", {}})).find(R"("heartbeats": "ownMessage")"), std::string::npos);
}

TEST(HeartbeatSession, WrongValuesAreErrors) {
    const auto errorOf = [](const std::string& value) {
        const auto session =
            readSession(R"({"format":"raftlab-session/1","protocol":"raft","cluster":{"rules":{"heartbeats":)" + value +
                            R"(}},"script":[]})",
                        "f");
        return session.ok() ? std::string() : session.errors()[0].format();
    };
    EXPECT_EQ(errorOf(R"("appendEntries")"), "");
    EXPECT_NE(errorOf(R"("own")").find("heartbeats"), std::string::npos);
    EXPECT_NE(errorOf("true").find("heartbeats"), std::string::npos);
}

}  // namespace
}  // namespace raft
