#include "raft/trace/session_reader.h"

#include <algorithm>

#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

/// Every error of a session, without the file's name, one a line.
std::string errorsOf(const std::string& text, const SessionOverrides& overrides = {}) {
    const auto session = readSession(text, "f", overrides);
    return session.ok() ? "" : textOf(session.errors());
}

/// The session around a cluster object.
std::string withCluster(const std::string& cluster) {
    return R"({"format":"raftlab-session/1","cluster":)" + cluster + "}";
}

/// The session around one item of a script; the item begins at line 2, column 1.
std::string withItem(const std::string& item) {
    return R"({"format":"raftlab-session/1","cluster":{"servers":["S1","S2","S3"],"labels":{"S1":"A"},"clients":["c","d"]},"script":[)"
           "\n" +
           item + "]}";
}

Session readItem(const std::string& item) {
    auto session = readSession(withItem(item), "f");
    if (!session.ok()) {
        ADD_FAILURE() << textOf(session.errors());
        return {};
    }
    return std::move(session).value();
}

/// The one action of an item.
template <class Move>
Move actionOf(const std::string& item) {
    const Session session = readItem(item);
    if (session.script.size() != 1 || !std::holds_alternative<Action>(session.script[0].move)) {
        ADD_FAILURE() << item << " gives " << session.script.size() << " items";
        return Move{};
    }
    const auto* move = std::get_if<Move>(&std::get<Action>(session.script[0].move));
    if (move == nullptr) ADD_FAILURE() << "another action";
    return move == nullptr ? Move{} : *move;
}

TEST(SessionReader, DefaultsAreThoseOfTheContract) {
    const auto session = readSession(withCluster("{}"), "f");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    const ClusterConfig& config = session.value().cluster;
    EXPECT_EQ(config.servers.size(), 5U);
    EXPECT_EQ(config.clients, std::vector<std::string>{"c"});
    EXPECT_EQ(config.seed, 1U);
    EXPECT_EQ(config.timers, Timers::Auto);
    EXPECT_EQ(config.network, Delivery::Auto);
    EXPECT_EQ(config.latencyMin, SimTime::fromMs(10));
    EXPECT_EQ(config.latencyMax, SimTime::fromMs(10));
    EXPECT_EQ(config.heartbeat, SimTime::fromMs(50));
    EXPECT_EQ(config.electionTimeoutMin, SimTime::fromMs(150));
    EXPECT_EQ(config.electionTimeoutMax, SimTime::fromMs(300));
    EXPECT_EQ(config.clientTimeout, SimTime::fromMs(1000));
    EXPECT_EQ(config.rules, rulesOf(Profile::Figure2));
    EXPECT_FALSE(config.start.has_value());
    EXPECT_FALSE(session.value().recorded);
}

TEST(SessionReader, ReadsEveryFieldOfACluster) {
    const auto session = readSession(withCluster(R"({"servers": ["A","B","C"], "voters": ["C","A","B"], "learners": [],
        "labels": {"A": "S1"}, "clients": ["x","y"], "seed": 18446744073709551615, "timers": "manual", "network": "manual",
        "latency": [1.5, 2], "loss": 0.25, "duplicate": 0.000001, "heartbeat": 20, "electionTimeout": [100.125, 200],
        "fsync": 3, "clientTimeout": 500, "profile": "production", "rules": {"noopOnElection": false, "quorum": "half"},
        "start": {"term": 3, "leader": "S1", "commit": 1, "commands": ["x=1","cas x 1 2","y=2"], "logs": {"S1": "1 1 3", "B": "1 2:y=9"}}})"),
                                     "f");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    const ClusterConfig& config = session.value().cluster;
    EXPECT_EQ(config.labels.at("A"), "S1");
    EXPECT_EQ(config.seed, UINT64_MAX);
    EXPECT_EQ(config.timers, Timers::Manual);
    EXPECT_EQ(config.network, Delivery::Manual);
    EXPECT_EQ(config.latencyMin, SimTime(1500));
    EXPECT_EQ(config.latencyMax, SimTime(2000));
    EXPECT_EQ(config.lossPpm, 250'000U);
    EXPECT_EQ(config.duplicatePpm, 1U);
    EXPECT_EQ(config.electionTimeoutMin, SimTime(100'125));
    EXPECT_EQ(config.fsync, SimTime::fromMs(3));
    EXPECT_FALSE(config.rules.noopOnElection);
    EXPECT_TRUE(config.rules.pipeline);
    EXPECT_EQ(config.rules.quorum, QuorumRule::Half);
    ASSERT_TRUE(config.start.has_value());
    EXPECT_EQ(config.start->leader, NodeId(0));
    ASSERT_EQ(config.start->logs[0].size(), 3U);
    EXPECT_EQ(config.start->logs[0][1], (StartEntry{Term(1), "cas x 1 2"}));
    EXPECT_EQ(config.start->logs[1][1], (StartEntry{Term(2), "y=9"}));
    EXPECT_TRUE(config.start->logs[2].empty());
}

TEST(SessionReader, RefusesBadFieldsAtTheirPlace) {
    const auto wrong = [](const std::string& fields) { return errorsOf(withCluster("{" + fields + "}")); };
    // The value of the first field begins after {"format":"raftlab-session/1","cluster":{ and its name.
    EXPECT_EQ(wrong(R"("servers":[])"), "f:1:52: cluster.servers: has 0 items; expected a number of items from 1 to 9");
    EXPECT_EQ(wrong(R"("servers":["1a"])"),
              "f:1:53: cluster.servers[0]: found \"1a\"; expected a name: a letter, then up to 11 letters or digits");
    EXPECT_EQ(wrong(R"("servers":["S1","S1"])"),
              "f:1:58: cluster.servers[1]: name \"S1\" is taken; expected another one");
    EXPECT_EQ(wrong(R"("servers":["abcdefghijklm"])").substr(0, 7), "f:1:53:");
    EXPECT_NE(wrong(R"("servers":["c","d"])"), "");
    EXPECT_EQ(wrong(R"("servers":["c","d"],"clients":["e"])"), "");
    EXPECT_EQ(wrong(R"("clients":["S1"])"), "f:1:53: cluster.clients[0]: name \"S1\" is taken; expected another one");
    EXPECT_EQ(wrong(R"("clients":["1","a","b","c","d","e","f","g","h"])").substr(0, 24), "f:1:52: cluster.clients:");
    EXPECT_EQ(wrong(R"("labels":{"S9":"A"})").substr(0, 48), "f:1:52: cluster.labels: unknown server \"S9\"; did");
    EXPECT_EQ(wrong(R"("seed":-1)"),
              "f:1:49: cluster.seed: found -1; expected a whole number from 0 to 18446744073709551615");
    EXPECT_EQ(wrong(R"("latency":[20,10])"), "f:1:52: cluster.latency: the first is the larger; expected [min, max]");
    EXPECT_EQ(wrong(R"("latency":0.0001)"),
              "f:1:52: cluster.latency: found 0.0001; expected a number of milliseconds from 0 to 600000 with at most "
              "3 decimals");
    EXPECT_NE(wrong(R"("heartbeat":0)"), "");
    EXPECT_NE(wrong(R"("electionTimeout":[0,1])"), "");
    EXPECT_NE(wrong(R"("clientTimeout":0)"), "");
    EXPECT_EQ(wrong(R"("fsync":0,"latency":0)"), "");
    EXPECT_EQ(wrong(R"("loss":1.5)").substr(0, 21), "f:1:49: cluster.loss:");
    EXPECT_EQ(wrong(R"("timers":"manuel")"),
              "f:1:51: cluster.timers: unknown value \"manuel\"; did you mean \"manual\"?");
    EXPECT_EQ(wrong(R"("hartbeat":50)"), "f:1:42: cluster: unknown field \"hartbeat\"; did you mean \"heartbeat\"?");
    EXPECT_EQ(wrong(R"("rules":{"compareLog":false})"),
              "f:1:51: cluster.rules: unknown rule \"compareLog\"; did you mean \"compareLogs\"?");
    EXPECT_EQ(wrong(R"("rules":{"compareLogs":1})"),
              "f:1:65: cluster.rules.compareLogs: found 1; expected true or false");
    EXPECT_NE(wrong(R"("rules":{"quorum":"third"})"), "");
}

TEST(SessionReader, WhatALaterVersionHasIsSaidSo) {
    EXPECT_EQ(errorsOf(R"({"format":"raftlab-session/1","protocol":"paxos","cluster":{}})"),
              "f:1:42: protocol: protocol \"paxos\" is of a later version; expected \"raft\"");
}

TEST(SessionReader, ANewerFormatIsOneError) {
    EXPECT_EQ(errorsOf(R"({"format":"raftlab-session/2","nonsense":1})"),
              "f:1:11: format: made by a newer version (format \"raftlab-session/2\"); expected \"raftlab-session/1\"");
    EXPECT_EQ(errorsOf(R"({"format":"raftlab-lesson/1"})"),
              "f:1:11: format: found \"raftlab-lesson/1\"; expected \"raftlab-session/1\"");
    EXPECT_EQ(errorsOf(R"({"cluster":{}})"), "f:1:1: file: field \"format\" is missing; expected it in this object");
    EXPECT_EQ(errorsOf("[]").substr(0, 6), "f:1:1:");
}

TEST(SessionReader, ChecksTheStart) {
    const auto wrong = [](const std::string& start) {
        return errorsOf(withCluster(R"({"servers":["S1","S2","S3"],"start":)" + start + "}"));
    };
    EXPECT_EQ(wrong(R"({"term":2,"leader":"S1","commit":1,"commands":["x=1"],"logs":{"S1":"1","S2":"1"}})"), "");
    EXPECT_NE(wrong(R"({"term":2,"commands":["x=1","x=2"],"logs":{"S1":"2 1"}})")
                  .find("cluster.start: entry 2 of S1 has term 1"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"term":2,"commit":1,"commands":["x=1"],"logs":{"S1":"1"}})").find("majority"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"term":2,"commands":["x=1"],"logs":{"S1":"1 1"}})")
                  .find("1 command, but the longest log has 2 entries"),
              std::string::npos);
    EXPECT_NE(
        wrong(R"({"term":2,"commands":["x=1","x=2"],"logs":{"S1":"1"}})").find("cluster.start.commands: 2 commands"),
        std::string::npos);
    EXPECT_NE(wrong(R"({"term":2,"commands":["nonsense"],"logs":{"S1":"1"}})").find("cluster.start.commands[0]"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"commands":[]})").find("\"term\" is missing"), std::string::npos);
    EXPECT_NE(wrong(R"({"term":1,"commands":[],"logs":{"S7":""}})").find("unknown server \"S7\""), std::string::npos);
    // The column points inside the string.
    EXPECT_EQ(
        wrong(R"({"term":2,"commands":["x=1","x=2"],"logs":{"S1":"1 x"}})"),
        "f:1:128: cluster.start.logs.S1: found \"x\"; expected terms and entries that differ, such as \"1 1 3:x=4\"");
}

TEST(SessionReader, ReadsEveryAction) {
    EXPECT_EQ(actionOf<act::Crash>(R"({"crash": ["S1","S3"]})").servers, NodeSet(0b101));
    EXPECT_EQ(actionOf<act::Restart>(R"({"restart": "A"})").servers, NodeSet(1));
    EXPECT_EQ(actionOf<act::Pause>(R"({"pause": "S2"})").servers, NodeSet(2));
    EXPECT_EQ(actionOf<act::Resume>(R"({"resume": "S2"})").servers, NodeSet(2));
    EXPECT_EQ(actionOf<act::FireTimeout>(R"({"timeout": "S2"})").server, NodeId(1));
    const auto timers = actionOf<act::SetTimers>(R"({"timers": {"S1": 400, "S2": 0.5}})");
    ASSERT_EQ(timers.in.size(), 2U);
    EXPECT_EQ(timers.in[1], (std::pair(NodeId(1), SimTime(500))));
    const auto cut = actionOf<act::Cut>(R"({"cut": ["S1-S3","S1>S2","c>S1"]})");
    EXPECT_EQ(cut.links,
              (std::vector<LinkId>{
                  {NodeId(0), NodeId(2)}, {NodeId(2), NodeId(0)}, {NodeId(0), NodeId(1)}, {clientEnd(0), NodeId(0)}}));
    EXPECT_EQ(actionOf<act::Mend>(R"({"mend": "S1-S3"})").links.size(), 2U);
    const auto split = actionOf<act::Split>(R"({"split": [["S1"],["S2","S3","d"]]})");
    ASSERT_EQ(split.groups.size(), 2U);
    EXPECT_TRUE(split.groups[1].contains(clientEnd(1)));
    actionOf<act::Heal>(R"({"heal": "all"})");
    const auto latency = actionOf<act::SetLatency>(R"({"latency": {"S1-S2": [40,60], "S3>S1": [40,60]}})");
    EXPECT_EQ(latency.links.size(), 3U);
    EXPECT_EQ(latency.max, SimTime::fromMs(60));
    EXPECT_EQ(actionOf<act::SetLoss>(R"({"loss": {"S1>S2": 0.2}})").ppm, 200'000U);
    EXPECT_EQ(actionOf<act::Hold>(R"({"hold": "S1>S2"})").links.size(), 1U);
    EXPECT_EQ(actionOf<act::Release>(R"({"release": ["S1>S2"]})").links.size(), 1U);
    const auto deliver =
        actionOf<act::Deliver>(R"({"deliver": {"from": "S1", "to": "S2", "kind": "RequestVote", "nth": 2}})").which;
    EXPECT_EQ(deliver.from, NodeId(0));
    EXPECT_EQ(deliver.kind, MessageKind::RequestVote);
    EXPECT_EQ(deliver.nth, 2U);
    EXPECT_EQ(actionOf<act::Drop>(R"({"drop": {"msg": 7}})").which.id, MessageId(7));
    EXPECT_EQ(actionOf<act::Duplicate>(R"({"duplicate": {}})").which.nth, 1U);
    EXPECT_EQ(actionOf<act::Delay>(R"({"delay": {"to": "S2"}, "by": 5})").by, SimTime::fromMs(5));
    EXPECT_EQ(actionOf<act::Delay>(R"({"delay": {"to": "S2", "by": 6}})").by, SimTime::fromMs(6));
    EXPECT_EQ(actionOf<act::Delay>(R"({"delay": {"msg": 3}, "by": -2.5})").by, SimTime(-2'500));
    const auto submit = actionOf<act::Submit>(R"({"submit": "x=1", "to": "S2", "client": "d", "seq": 3})");
    EXPECT_EQ(submit.to, NodeId(1));
    EXPECT_EQ(submit.client, clientEnd(1));
    EXPECT_EQ(submit.seq, 3U);
    EXPECT_FALSE(actionOf<act::Submit>(R"({"submit": "cas x 1 2"})").to.has_value());
    const auto read = actionOf<act::ReadKey>(R"({"read": "x", "from": "S3", "mode": "local"})");
    EXPECT_EQ(read.from, NodeId(2));
    EXPECT_EQ(read.mode, ReadMode::Local);
    const auto clock = actionOf<act::SetClock>(R"({"clock": {"S1": {"rate": 1.5, "offset": -20}}})");
    EXPECT_EQ(clock.ratePpm, 1'500'000U);
    EXPECT_EQ(clock.offset, SimTime::fromMs(-20));
    EXPECT_EQ(actionOf<act::SetFsync>(R"({"fsync": {"S1": 5}})").takes, SimTime::fromMs(5));
    EXPECT_EQ(actionOf<act::LoseVote>(R"({"loseDisk": {"S1": "vote"}})").server, NodeId(0));
    EXPECT_EQ(actionOf<act::LoseEntries>(R"({"loseDisk": {"S2": {"lastEntries": 2}}})").lastEntries, 2U);
    EXPECT_EQ(actionOf<act::SetRule>(R"({"rule": {"quorum": "half"}})").value, 1);
    const Session note = readItem(R"({"note": "look"})");
    EXPECT_EQ(note.texts->text(std::get<act::WriteNote>(std::get<Action>(note.script[0].move)).text), "look");
}

TEST(SessionReader, ReadsWhatOnlyAScriptHas) {
    EXPECT_EQ(std::get<item::Wait>(readItem(R"({"wait": 20.5})").script[0].move).duration, SimTime(20'500));
    const Session waitFor = readItem(R"JSON({"waitFor": "leader(S1)", "atMost": 100})JSON");
    EXPECT_EQ(std::get<item::WaitFor>(waitFor.script[0].move).atMost, SimTime::fromMs(100));
    EXPECT_EQ(waitFor.script[0].position.line, 2);
    EXPECT_EQ(waitFor.script[0].position.column, 13);
    EXPECT_EQ(std::get<item::WaitFor>(readItem(R"({"waitFor": "safe"})").script[0].move).atMost,
              SimTime::fromMs(10'000));
    EXPECT_TRUE(std::holds_alternative<item::Drain>(readItem(R"({"drain": true})").script[0].move));
    EXPECT_EQ(std::get<item::Expect>(readItem(R"({"expect": "safe"})").script[0].move).condition.text, "safe");
}

TEST(SessionReader, SeveralValuesAreSeveralActionsInAScript) {
    EXPECT_EQ(readItem(R"({"latency": {"S1-S2": 40, "S1-S3": 50}})").script.size(), 2U);
    EXPECT_EQ(readItem(R"({"rule": {"compareLogs": false, "dedup": false}})").script.size(), 2U);
}

TEST(SessionReader, RefusesBadItemsAtTheirPlace) {
    const auto wrong = [](const std::string& item) { return errorsOf(withItem(item)); };
    EXPECT_EQ(wrong(R"({"crsh": "S1"})"), "f:2:2: script[0]: unknown action \"crsh\"; did you mean \"crash\"?");
    EXPECT_EQ(wrong(R"({"crash": "S4"})"), "f:2:11: script[0].crash: unknown server \"S4\"; did you mean \"S1\"?");
    EXPECT_EQ(wrong(R"({"crash": "S1", "heal": "all"})"),
              "f:2:17: script[0]: a second action beside \"crash\"; expected one action in each object");
    EXPECT_EQ(wrong(R"({})"), "f:2:1: script[0]: no action; expected one such as {\"crash\": \"S1\"}");
    EXPECT_EQ(wrong(R"("crash")").substr(0, 18), "f:2:1: script[0]: ");
    EXPECT_EQ(wrong(R"({"submit": "x=1", "too": "S1"})"),
              "f:2:19: script[0]: unknown field \"too\"; did you mean \"to\"?");
    EXPECT_EQ(wrong(R"({"crash": "S1", "to": "S1"})").substr(0, 18), "f:2:17: script[0]:");
    EXPECT_EQ(wrong(R"({"submit": "x"})").substr(0, 25), "f:2:12: script[0].submit:");
    EXPECT_NE(wrong(R"({"submit": "get x"})"), "");
    EXPECT_NE(wrong(R"({"submit": "x=1", "client": "S1"})"), "");
    EXPECT_EQ(
        wrong(R"({"cut": ["S1-S1"]})"),
        "f:2:10: script[0].cut[0]: no link joins \"S1\" and \"S1\"; expected two servers, or a server and a client");
    EXPECT_NE(wrong(R"({"cut": "S1"})").find("expected a link such as"), std::string::npos);
    EXPECT_NE(wrong(R"({"cut": "c-d"})"), "");
    EXPECT_NE(wrong(R"({"heal": "S1"})"), "");
    EXPECT_NE(wrong(R"({"split": [["S1"],["S1"]]})").find("stands twice"), std::string::npos);
    EXPECT_EQ(wrong(R"({"latency": {"S1-S9": 1}})").substr(0, 65),
              "f:2:14: script[0].latency: unknown server or client \"S9\"; did you");
    EXPECT_NE(wrong(R"({"drop": {"frm": "S1"}})").find("did you mean \"from\""), std::string::npos);
    EXPECT_NE(wrong(R"({"drop": {"msg": 1, "from": "S1"}})"), "");
    EXPECT_NE(wrong(R"({"delay": {}})").find("\"by\" is missing"), std::string::npos);
    EXPECT_NE(wrong(R"({"clock": {"S1": {"rate": 0}}})"), "");
    EXPECT_NE(wrong(R"({"wait": -1})"), "");
    EXPECT_NE(wrong(R"({"drain": false})"), "");
}

TEST(SessionReader, ExpressionErrorsPointInsideTheString) {
    EXPECT_EQ(errorsOf(withItem(R"JSON({"expect": "leader(S9)"})JSON")).substr(0, 52),
              "f:2:20: script[0].expect: unknown server \"S9\"; did y");
    EXPECT_EQ(errorsOf(withItem(R"JSON({"expect": "kv(S1, \"x\") == kw(S1)"})JSON")).substr(0, 26),
              "f:2:30: script[0].expect: ");
    EXPECT_EQ(errorsOf(withItem(R"JSON({"waitFor": "term(S1)"})JSON")).substr(0, 8), "f:2:14: ");
}

TEST(SessionReader, SaysUpToTwentyThingsAtOnce) {
    std::string items;
    for (int n = 0; n < 30; ++n) items += (n > 0 ? ",\n" : "") + std::string(R"({"crash": "S7"})");
    const auto session = readSession(withItem(items), "f");
    ASSERT_FALSE(session.ok());
    EXPECT_EQ(session.errors().size(), kMaxErrors);
    EXPECT_EQ(session.errors()[3].line, 5);
}

TEST(SessionReader, ScriptOrActionsButNotBoth) {
    EXPECT_EQ(errorsOf(R"({"format":"raftlab-session/1","cluster":{},"script":[],"actions":[]})"),
              "f:1:56: file: both \"script\" and \"actions\"; expected one of the two");
}

TEST(SessionReader, ReadsRecordedActions) {
    const auto session = readSession(R"({"format":"raftlab-session/1","cluster":{},
      "actions":[{"at":120.5,"after":1234,"crash":"S1"}],
      "branches":[{"name":"b","parent":0,"after":3,"actions":[{"at":1,"after":4,"heal":"all"}]},{"name":"c","parent":1,"after":9}],
      "bookmarks":[{"name":"m","branch":2,"after":3,"at":7}], "cursor":{"branch":1,"after":8,"at":9.5}})",
                                     "f");
    ASSERT_TRUE(session.ok()) << textOf(session.errors());
    EXPECT_TRUE(session.value().recorded);
    const auto& recorded = std::get<item::Recorded>(session.value().script[0].move);
    EXPECT_EQ(recorded.at, SimTime(120'500));
    EXPECT_EQ(recorded.after, EventId(1234));
    ASSERT_EQ(session.value().branches.size(), 2U);
    EXPECT_EQ(session.value().branches[1].parent, 1);
    EXPECT_EQ(session.value().bookmarks[0].place, (SessionPlace{2, EventId(3), SimTime(7000)}));
    EXPECT_EQ(session.value().cursor, (SessionPlace{1, EventId(8), SimTime(9500)}));
}

TEST(SessionReader, RefusesWhatNoRecordHolds) {
    const auto wrong = [](const std::string& actions) {
        return errorsOf(R"({"format":"raftlab-session/1","cluster":{},"actions":[)" + actions + "]}");
    };
    EXPECT_NE(wrong(R"({"at":1,"after":1,"wait":5})").find("expected it in a script only"), std::string::npos);
    EXPECT_NE(wrong(R"({"after":1,"crash":"S1"})").find("\"at\" is missing"), std::string::npos);
    EXPECT_NE(wrong(R"({"at":1,"crash":"S1"})").find("\"after\" is missing"), std::string::npos);
    EXPECT_NE(wrong(R"({"at":1,"after":1,"rule":{"dedup":false,"compareLogs":false}})").find("several values"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"at":1,"after":5,"heal":"all"},{"at":1,"after":4,"heal":"all"})")
                  .find("actions[1]: comes after event 4"),
              std::string::npos);
    EXPECT_NE(errorsOf(R"({"format":"raftlab-session/1","cluster":{},"branches":[{"name":"b","parent":1,"after":3}]})"),
              "");
    EXPECT_NE(errorsOf(R"({"format":"raftlab-session/1","cluster":{},"cursor":{"branch":1,"after":3,"at":0}})"), "");
}

TEST(SessionReader, OverridesAreJudgedLikeTheFile) {
    const std::string text = withCluster(R"({"servers":["S1","S2","S3"],"seed":4,"rules":{"compareLogs":false}})");
    const auto read = [&](std::vector<std::pair<std::string, std::string>> set,
                          std::optional<std::string> seed = std::nullopt) {
        return readSession(text, "f", SessionOverrides{std::move(seed), std::move(set)});
    };
    const auto fine = read({{"rules.noopOnElection", "true"},
                            {"rules.compareLogs", "true"},
                            {"latency", "[1,2]"},
                            {"profile", "production"},
                            {"servers", R"(["S1","S2"])"},
                            {"labels.S2", "B"}},
                           "9");
    ASSERT_TRUE(fine.ok()) << textOf(fine.errors());
    EXPECT_TRUE(fine.value().cluster.rules.noopOnElection);
    EXPECT_TRUE(fine.value().cluster.rules.compareLogs);
    EXPECT_TRUE(fine.value().cluster.rules.pipeline);
    EXPECT_EQ(fine.value().cluster.latencyMax, SimTime::fromMs(2));
    EXPECT_EQ(fine.value().cluster.servers.size(), 2U);
    EXPECT_EQ(fine.value().cluster.seed, 9U);
    EXPECT_EQ(fine.value().cluster.labels.at("S2"), "B");

    const auto errorOf = [&](const std::string& field, const std::string& value) {
        const auto session = read({{field, value}});
        return session.ok() ? std::string() : textOf(session.errors());
    };
    EXPECT_EQ(
        errorOf("rules.configAt", "\"apply\""),
        "--set rules.configAt:1:1: cluster.rules.configAt: unknown value \"apply\"; expected one of \"append\" or "
        "\"commit\"");
    EXPECT_EQ(errorOf("rules.compareLog", "true").substr(0, 25), "--set rules.compareLog:1:");
    EXPECT_EQ(errorOf("latency", "[5,\"x\"]"),
              "--set latency:1:4: cluster.latency: found \"x\"; expected a number of milliseconds from 0 to 600000 "
              "with at most 3 decimals");
    EXPECT_EQ(errorOf("hartbeat", "3"),
              "--set hartbeat:1:1: cluster.hartbeat: unknown field \"hartbeat\"; did you mean \"heartbeat\"?");
    EXPECT_NE(errorOf("seed.x", "3"), "");
    EXPECT_NE(errorOf("", "3"), "");
    EXPECT_EQ(textOf(read({}, "many").errors()),
              "--seed:1:1: cluster.seed: found \"many\"; expected a whole number from 0 to 18446744073709551615");
    EXPECT_FALSE(splitOverride("rules").ok());
    EXPECT_EQ(splitOverride("a.b=c=d").value(), (std::pair<std::string, std::string>("a.b", "c=d")));
}

TEST(SessionReader, OverridesLeaveThePlacesOfTheFileAlone) {
    const std::string text =
        withCluster(R"({"seed":4,"latency":5,"heartbeat":"x","fsync":0,"loss":0,"rules":{"nonsense":1}})");
    const auto session = readSession(text, "f", {"9", {{"latency", "7"}, {"fsync", "1"}, {"rules.dedup", "false"}}});
    ASSERT_FALSE(session.ok());
    ASSERT_EQ(session.errors().size(), 2U);
    EXPECT_EQ(session.errors()[0].format().substr(0, 29), "f:1:75: cluster.heartbeat: fo");
    EXPECT_EQ(session.errors()[1].format().substr(0, 32), "f:1:107: cluster.rules: unknown ");
}

TEST(SessionReader, EveryVerbHasANameOfItsOwn) {
    std::vector<std::string_view> verbs = scriptVerbs();
    std::sort(verbs.begin(), verbs.end());
    EXPECT_EQ(std::adjacent_find(verbs.begin(), verbs.end()), verbs.end());
    EXPECT_EQ(verbs.size(), 41U);
}

}  // namespace
}  // namespace raft
