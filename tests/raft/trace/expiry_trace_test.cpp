// Sessions that expire, in session files, traces and final states.

#include "raft/script/runner.h"
#include "raft/trace/final_state.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"
#include "raft/trace/trace_check.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

constexpr const char* kExpiringSession = R"({
  "format": "raftlab-session/1", "protocol": "raft",
  "cluster": {"servers": ["S1","S2","S3"], "timers": "manual", "heartbeat": 50, "sessionTimeout": 1000},
  "script": [
    {"timeout": "S1"}, {"wait": 30}, {"submit": "x=1", "to": "S1"}, {"wait": 2000},
    {"submit": "x=2", "to": "S1"}, {"wait": 200}, {"submit": "x=3", "to": "S1"}, {"wait": 200}]
})";

History expiringRun() {
    auto session = readSession(kExpiringSession, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    runScript(history, session.value().script);
    return history;
}

TEST(ExpiryTrace, TellsWhoseAndWhenAnEntryIs) {
    const std::string trace = traceOf(expiringRun());
    for (const char* part : {R"("opensSession":true)", R"("type":"session","command":"session of c","stamp":30)",
                             R"("command":"x=1","session":1,"stamp":)", R"("reason":"SessionOpened")",
                             R"("reason":"SessionExpired","args":{"index":3,"session":1})",
                             R"("reason":"SessionLost","args":{"seq":2,"session":1})", R"("expired":true)"}) {
        EXPECT_NE(trace.find(part), std::string::npos) << part;
    }
}

TEST(ExpiryTrace, FinalStateTellsTheRequestThatWasRefused) {
    const std::string state = finalState(expiringRun());
    EXPECT_NE(state.find(R"("expired": true)"), std::string::npos) << state;
    EXPECT_NE(state.find(R"("kv": {"x": "3"})"), std::string::npos) << state;
}

TEST(ExpiryTrace, OfARandomRunAgreesWithItself) {
    std::size_t expired = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.sessionTimeout = SimTime::fromMs(100);
        config.snapshotEvery = static_cast<std::uint32_t>(seed % 4);
        History history(config, std::make_shared<TextTable>());
        for (int round = 0; round < 6; ++round) playRandomly(history, dice, 12);
        if (traceOf(history).find("SessionExpired") != std::string::npos) ++expired;
        const TemporaryFile file("random-sessions.ndjson");
        ASSERT_TRUE(writeTrace(history, file.path()).ok());
        const auto report = checkTrace(file.path());
        ASSERT_TRUE(report.ok()) << seed << ": " << report.errors()[0].format();
        ASSERT_TRUE(report.value().findings.empty()) << seed << ": " << report.value().findings[0].format("f");
        ASSERT_TRUE(report.value().faults.empty()) << seed << ": " << report.value().faults[0].format();
    }
    EXPECT_GT(expired, 10U);
}

TEST(ExpirySession, IsRecordedAndReplayedByteForByte) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.sessionTimeout = SimTime::fromMs(100);
        History history(config, std::make_shared<TextTable>());
        playRandomly(history, dice, 40);
        const auto session = readSession(writeSession(sessionOf(history, {"expiring", {}})), "s.json");
        ASSERT_TRUE(session.ok()) << textOf(session.errors());
        History again(session.value().cluster, session.value().texts);
        ASSERT_TRUE(replaySession(session.value(), "s.json", again).ok());
        EXPECT_EQ(again.world().chain(), history.world().chain()) << seed;
        EXPECT_EQ(again.world().digest(), history.world().digest()) << seed;
    }
}

TEST(ExpirySession, NamesItsTimeoutOnlyIfItHasOne) {
    ClusterConfig config;
    const History without(config, std::make_shared<TextTable>());
    EXPECT_EQ(writeSession(sessionOf(without, {"s", {}})).find("sessionTimeout"), std::string::npos);
    config.sessionTimeout = SimTime::fromMs(2500);
    const History with(config, std::make_shared<TextTable>());
    EXPECT_NE(writeSession(sessionOf(with, {"s", {}})).find("\"sessionTimeout\": 2500"), std::string::npos);
}

TEST(ExpirySession, WrongValuesAreErrors) {
    const auto errorOf = [](const std::string& cluster) {
        const auto session = readSession(
            R"({"format":"raftlab-session/1","protocol":"raft","cluster":)" + cluster + R"(,"script":[]})", "f");
        return session.ok() ? std::string() : session.errors()[0].format();
    };
    EXPECT_EQ(errorOf(R"({"sessionTimeout": 0})"), "");
    EXPECT_NE(errorOf(R"({"sessionTimeout": -1})").find("cluster.sessionTimeout"), std::string::npos);
    EXPECT_NE(errorOf(R"({"sessionTimeout": "long"})").find("cluster.sessionTimeout"), std::string::npos);
}

}  // namespace
}  // namespace raft
