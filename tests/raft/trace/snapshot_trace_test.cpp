// Snapshots in sessions, traces and final states.

#include "raft/script/runner.h"
#include "raft/trace/final_state.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"
#include "raft/trace/trace_check.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

constexpr const char* kSession = R"({
  "format": "raftlab-session/1", "protocol": "raft",
  "cluster": {"servers": ["S1","S2","S3"], "timers": "manual", "heartbeat": 50},
  "script": [
    {"timeout": "S1"}, {"wait": 30}, {"crash": "S3"},
    {"submit": "x=1", "to": "S1"}, {"wait": 30}, {"submit": "x=2", "to": "S1"}, {"wait": 30},
    {"snapshot": "S1"}, {"submit": "x=3", "to": "S1"}, {"wait": 30}, {"restart": "S3"}, {"wait": 300},
    {"snapshot": ["S1", "S2"]}, {"wait": 60}]
})";

History compactedRun(const std::string& text = kSession) {
    auto session = readSession(text, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    runScript(history, session.value().script);
    return history;
}

TEST(SnapshotTrace, TellsWhatTheLogHasBecome) {
    const std::string trace = traceOf(compactedRun());
    EXPECT_NE(trace.find(R"("ev":"snapshot","node":"S1")"), std::string::npos);
    EXPECT_NE(trace.find(R"("reason":"SnapshotAsked","args":{"lastIncludedIndex":2,"lastIncludedTerm":1,"entries":2})"),
              std::string::npos);
    EXPECT_NE(trace.find(R"("log":{"snapshot":{"lastIncludedIndex":2,"lastIncludedTerm":1}})"), std::string::npos);
    EXPECT_NE(trace.find(R"("ev":"install","node":"S3")"), std::string::npos);
    EXPECT_NE(trace.find(R"("from":"S1","lastIncludedIndex":2,"lastIncludedTerm":1)"), std::string::npos);
    EXPECT_NE(trace.find(R"("kind":"InstallSnapshot","from":"S1","to":"S3","term":1,"leaderId":"S1",)"
                         R"("lastIncludedIndex":2,"lastIncludedTerm":1,)"
                         R"("config":{"voters":["S1","S2","S3"],"learners":[]},"offset":0,)"
                         R"("data":"x=2\n#0 2 ok=2\n","done":true)"),
              std::string::npos);
    EXPECT_NE(trace.find(R"("kind":"InstallSnapshotReply","from":"S3","to":"S1","term":1,"lastIncludedIndex":2,)"
                         R"("bytesStored":14,"matchIndex":2)"),
              std::string::npos);
}

TEST(SnapshotTrace, OfACorrectRunHasNoViolation) {
    const TemporaryFile file("snapshot.ndjson");
    const History history = compactedRun();
    ASSERT_TRUE(writeTrace(history, file.path()).ok());
    const auto report = checkTrace(file.path());
    ASSERT_TRUE(report.ok()) << report.errors()[0].format();
    EXPECT_TRUE(report.value().findings.empty()) << report.value().findings[0].format("f");
    EXPECT_TRUE(report.value().faults.empty()) << report.value().faults[0].format();
}

/// Snapshots of every kind, slow disks and crashes: the writer checks that events alone tell the state, the reader that
/// the trace agrees with itself.
TEST(SnapshotTrace, OfARandomRunAgreesWithItself) {
    int installs = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.snapshotEvery = static_cast<std::uint32_t>(seed % 4);
        History history(config, std::make_shared<TextTable>());
        for (int round = 0; round < 6; ++round) {
            playRandomly(history, dice, 12);
            history.act(act::TakeSnapshot{anyServers(dice, config)}, "snapshot");
            history.act(act::SetFsync{anyServer(dice, config), SimTime(4000 * (round % 3))}, "fsync");
        }
        const std::string trace = traceOf(history);
        for (std::size_t at = trace.find("\"ev\":\"install\""); at != std::string::npos;
             at = trace.find("\"ev\":\"install\"", at + 1)) {
            ++installs;
        }
        const TemporaryFile file("random-snapshots.ndjson");
        ASSERT_TRUE(writeTrace(history, file.path()).ok());
        const auto report = checkTrace(file.path());
        ASSERT_TRUE(report.ok()) << seed << ": " << report.errors()[0].format();
        ASSERT_TRUE(report.value().findings.empty()) << seed << ": " << report.value().findings[0].format("f");
        ASSERT_TRUE(report.value().faults.empty()) << seed << ": " << report.value().faults[0].format();
    }
    EXPECT_GT(installs, 20);
}

TEST(SnapshotSession, IsRecordedAndReplayedByteForByte) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.snapshotEvery = static_cast<std::uint32_t>(seed % 3);
        History history(config, std::make_shared<TextTable>());
        playRandomly(history, dice, 20);
        history.act(act::TakeSnapshot{anyServers(dice, config)}, "snapshot");
        playRandomly(history, dice, 20);
        const std::string text = writeSession(sessionOf(history, {"compacted", {}}));
        const auto session = readSession(text, "s.json");
        ASSERT_TRUE(session.ok()) << textOf(session.errors());
        History again(session.value().cluster, session.value().texts);
        ASSERT_TRUE(replaySession(session.value(), "s.json", again).ok());
        EXPECT_EQ(again.world().chain(), history.world().chain()) << seed;
        EXPECT_EQ(again.world().digest(), history.world().digest()) << seed;
    }
}

TEST(SnapshotSession, NamesItsThresholdOnlyIfItHasOne) {
    ClusterConfig config;
    const History without(config, std::make_shared<TextTable>());
    EXPECT_EQ(writeSession(sessionOf(without, {"s", {}})).find("snapshotEvery"), std::string::npos);
    config.snapshotEvery = 4;
    const History with(config, std::make_shared<TextTable>());
    EXPECT_NE(writeSession(sessionOf(with, {"s", {}})).find("\"snapshotEvery\": 4"), std::string::npos);
}

TEST(SnapshotSession, WrongValuesAreErrors) {
    const auto errorOf = [](const std::string& cluster, const std::string& item) {
        const auto session = readSession(
            R"({"format":"raftlab-session/1","protocol":"raft","cluster":)" + cluster + R"(,"script":[)" + item + "]}",
            "f");
        return session.ok() ? std::string() : session.errors()[0].format();
    };
    EXPECT_EQ(errorOf(R"({"snapshotEvery": 5})", R"({"snapshot": "S1"})"), "");
    EXPECT_NE(errorOf(R"({"snapshotEvery": -1})", "").find("cluster.snapshotEvery"), std::string::npos);
    EXPECT_NE(errorOf(R"({"snapshotEvry": 1})", "").find("snapshotEvery"), std::string::npos);
    EXPECT_NE(errorOf("{}", R"({"snapshot": "S9"})").find("unknown server"), std::string::npos);
}

TEST(SnapshotFinalState, ShowsWhatTheSnapshotHolds) {
    const std::string state = finalState(compactedRun());
    EXPECT_NE(state.find(R"("lastIncludedIndex": 3)"), std::string::npos) << state;
    EXPECT_NE(state.find(R"(x=3\n#0 3 ok=3\n)"), std::string::npos) << state;
}

}  // namespace
}  // namespace raft
