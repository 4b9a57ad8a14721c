#include "raft/trace/trace_writer.h"

#include "raft/script/runner.h"
#include "raft/sim/key_value.h"
#include "raft/trace/json_value.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/trace_names.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

constexpr const char* kSession = R"JSON({ "format": "raftlab-session/1", "title": "A write", "protocol": "raft",
  "cluster": { "servers": ["S1","S2","S3"], "seed": 7, "timers": "manual", "latency": 10, "heartbeat": 50, "clients": ["c"] },
  "script": [ {"timeout": "S1"}, {"waitFor": "leader(S1)", "atMost": 100}, {"submit": "x=3", "to": "S1"}, {"wait": 100},
              {"crash": "S2"}, {"wait": 60}, {"expect": "kv(S3, \"x\") == 3"} ] })JSON";

History played(const std::string& text) {
    auto session = readSession(text, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    runScript(history, session.value().script);
    return history;
}

JsonDocument parsed(const std::string& line) {
    auto result = parseJson(line, {.file = "line"});
    if (!result.ok()) ADD_FAILURE() << textOf(result.errors()) << "\n" << line;
    return std::move(result).value();
}

/// The first line that contains `text`.
std::string lineWith(const std::vector<std::string>& lines, const std::string& text) {
    for (const std::string& line : lines) {
        if (line.find(text) != std::string::npos) return line;
    }
    ADD_FAILURE() << "no line with " << text;
    return {};
}

TEST(TraceWriter, BeginsWithTheClusterAndEndsWithTheHash) {
    const History history = played(kSession);
    const auto lines = linesOf(traceOf(history));
    EXPECT_EQ(lines.front().substr(0, 74),
              R"({"format":"raftlab-trace/1","protocol":"raft","nodes":["S1","S2","S3"],"cl)");
    EXPECT_NE(lines.front().find(R"("timeUnit":"us"})"), std::string::npos);
    const std::uint32_t events = history.world().cluster().nextEvent().value;
    EXPECT_EQ(lines.back(), R"({"end":true,"events":)" + std::to_string(events) + R"(,"hash":")" +
                                hexText(history.world().chain()) + "\"}");
    EXPECT_EQ(lines.size(), events + std::size_t{2});
}

TEST(TraceWriter, NumbersEventsFromZeroAndNamesEarlierCauses) {
    const auto lines = linesOf(traceOf(played(kSession)));
    for (std::size_t n = 1; n + 1 < lines.size(); ++n) {
        const JsonDocument line = parsed(lines[n]);
        EXPECT_EQ(line.root().find("i")->integer(), static_cast<std::int64_t>(n) - 1);
        if (const JsonValue* cause = line.root().find("cause")) {
            EXPECT_LT(*cause->integer(), static_cast<std::int64_t>(n) - 1);
        }
    }
}

TEST(TraceWriter, StatesEveryFieldOfEveryKind) {
    const auto lines = linesOf(traceOf(played(kSession)));
    EXPECT_EQ(lines[1], R"({"i":0,"step":0,"t":0,"ev":"boot","node":"S1","state":{"role":"Follower","currentTerm":0,)"
                        R"("votedFor":null,"commitIndex":0,"lastApplied":0,"lastLogIndex":0,"lastLogTerm":0}})");
    EXPECT_NE(
        lineWith(lines, R"("ev":"vote","node":"S2")")
            .find(
                R"("reason":"FreeVote","args":{"term":1,"candidateLastTerm":0,"candidateLastIndex":0,"lastLogTerm":0,)"
                R"("lastLogIndex":0},"for":"S1","state":{"role":"Follower","currentTerm":1,"votedFor":"S1")"),
        std::string::npos);
    EXPECT_NE(lineWith(lines, R"("ev":"send","node":"S1")")
                  .find(R"("msg":{"id":1,"kind":"RequestVote","from":"S1","to":"S2","term":1,"candidateId":"S1",)"
                        R"("lastLogIndex":0,"lastLogTerm":0,"disrupt":false}})"),
              std::string::npos);
    EXPECT_NE(
        lineWith(lines, R"("ev":"append","node":"S1")")
            .find(R"("first":1,"last":1,"state":{"role":"Leader","currentTerm":1,"votedFor":"S1","commitIndex":0,)"
                  R"("lastApplied":0,"lastLogIndex":1,"lastLogTerm":1},"log":{"appended":[{"index":1,"term":1,)"
                  R"("type":"command","command":"x=3"}]}})"),
        std::string::npos);
    EXPECT_NE(lineWith(lines, R"("ev":"commit","node":"S1")").find(R"("from":0,"to":1)"), std::string::npos);
    EXPECT_NE(lineWith(lines, R"("ev":"apply","node":"S1")").find(R"("index":1,"result":"3")"), std::string::npos);
    EXPECT_NE(lineWith(lines, R"("ev":"clientReturn","node":"c")")
                  .find(R"("client":"c","seq":1,"op":"x=3","value":"3","ok":true})"),
              std::string::npos);
    EXPECT_NE(
        lineWith(lines, R"("ev":"drop","node":"S2")").find(R"("reason":"ReceiverDown","args":{},"why":"down","msg":)"),
        std::string::npos);
    EXPECT_NE(lineWith(lines, R"("kind":"ClientReply")")
                  .find(R"("client":"c","seq":1,"ok":true,"value":"3","leaderHint":"S1"}})"),
              std::string::npos);
}

TEST(TraceWriter, RestartTellsWhatTheDiskHadLost) {
    const History history = played(R"({"format": "raftlab-session/1",
      "cluster": {"servers": ["S1"], "timers": "manual", "fsync": 20, "heartbeat": 1000},
      "script": [{"timeout": "S1"}, {"wait": 30}, {"submit": "x=1"}, {"wait": 30}, {"submit": "x=2"}, {"wait": 5},
                 {"crash": "S1"}, {"wait": 1}, {"restart": "S1"}]})");
    const auto lines = linesOf(traceOf(history));
    const std::string crash = lineWith(lines, R"("ev":"crash")");
    EXPECT_NE(
        crash.find(R"("state":{"role":"Follower","currentTerm":1,"votedFor":"S1","commitIndex":0,"lastApplied":0,)"
                   R"("lastLogIndex":2,"lastLogTerm":1}})"),
        std::string::npos)
        << crash;
    const std::string restart = lineWith(lines, R"("ev":"restart")");
    EXPECT_NE(restart.find(R"("lastLogIndex":1,"lastLogTerm":1},"log":{"truncatedFrom":2}})"), std::string::npos)
        << restart;
}

TEST(TraceWriter, DeclaredStartStandsInTheBoot) {
    const History history = played(R"({"format": "raftlab-session/1", "cluster": {"servers": ["S1", "S2", "S3"],
      "start": {"term": 3, "leader": "S1", "commit": 1, "commands": ["x=1", "y=2"], "logs": {"S1": "1 3", "S2": "1"}}}})");
    const auto lines = linesOf(traceOf(history));
    EXPECT_NE(
        lines[1].find(R"("state":{"role":"Leader","currentTerm":3,"votedFor":"S1","commitIndex":1,"lastApplied":1,)"
                      R"("lastLogIndex":2,"lastLogTerm":3},"log":{"appended":[{"index":1,"term":1,"type":"command",)"
                      R"("command":"x=1"},{"index":2,"term":3,"type":"command","command":"y=2"}]}})"),
        std::string::npos)
        << lines[1];
    EXPECT_EQ(lines[3].find("appended"), std::string::npos);
}

TEST(TraceWriter, PutsAViolationBehindTheEventThatBrokeIt) {
    const History history = played(R"({"format": "raftlab-session/1",
      "cluster": {"servers": ["S1", "S2"], "timers": "manual", "rules": {"quorum": "half"}},
      "script": [{"timeout": "S1"}, {"timeout": "S2"}, {"wait": 5}]})");
    ASSERT_TRUE(history.world().monitor().isBroken(Property::ElectionSafety));
    const auto lines = linesOf(traceOf(history));
    std::string before;
    int found = 0;
    for (const std::string& line : lines) {
        if (line.find(R"("ev":"violation")") != std::string::npos) {
            ++found;
            EXPECT_NE(line.find(R"("property":"ElectionSafety")"), std::string::npos);
            const JsonDocument violation = parsed(line);
            EXPECT_EQ(violation.root().find("i")->integer(), parsed(before).root().find("i")->integer());
            EXPECT_GE(violation.root().find("evidence")->items().size(), 2U);
        }
        before = line;
    }
    EXPECT_EQ(found, 1);
}

/// The writer itself checks after every step that what the events say is what the servers are.
TEST(TraceWriter, EventsAloneTellTheStateOfEveryServer) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        History history(config, std::make_shared<TextTable>());
        playRandomly(history, dice, 60);
        EXPECT_GT(traceOf(history).size(), 1000U);
    }
}

TEST(TraceWriter, DamagedDisksAndBentRulesAreToldToo) {
    const RuleId bent[] = {RuleId::CompareLogs, RuleId::PersistVote,    RuleId::PersistTerm,     RuleId::CheckPrev,
                           RuleId::Quorum,      RuleId::TruncateAlways, RuleId::AckBeforePersist};
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Dice dice(seed);
        const ClusterConfig config = randomConfig(dice);
        History history(config, std::make_shared<TextTable>());
        for (int round = 0; round < 5; ++round) {
            playRandomly(history, dice, 10);
            const RuleId rule = bent[dice.below(7)];
            history.act(act::SetRule{rule, history.world().cluster().rules().get(rule) == 0 ? 1 : 0}, "rule");
            const NodeId server = anyServer(dice, config);
            NodeSet one;
            one.insert(server);
            history.act(act::Crash{one}, "crash");
            history.act(act::LoseVote{server}, "loseDisk");
            history.act(act::LoseEntries{server, 1 + dice.below(3)}, "loseDisk");
            history.act(act::Restart{one}, "restart");
        }
        EXPECT_GT(traceOf(history).size(), 1000U);
    }
}

TEST(TraceWriter, LeavesNothingWhenItIsStopped) {
    const History history = played(kSession);
    const TemporaryFile file("stopped.ndjson");
    const auto stopped = writeTrace(history, file.path(), [] { return true; });
    ASSERT_TRUE(stopped.ok());
    EXPECT_EQ(stopped.value(), TraceEnd::Stopped);
    EXPECT_FALSE(std::filesystem::exists(file.path()));
    const auto written = writeTrace(history, file.path(), [] { return false; });
    ASSERT_TRUE(written.ok());
    EXPECT_EQ(written.value(), TraceEnd::Written);
    const auto text = readFile(file.path(), 1 << 24);
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(text.value(), traceOf(history));
}

}  // namespace
}  // namespace raft
