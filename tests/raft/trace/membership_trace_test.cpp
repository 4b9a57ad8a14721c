// Changes of the membership in sessions, traces and final states.

#include "raft/check/fault_schedule.h"
#include "raft/script/runner.h"
#include "raft/trace/final_state.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"
#include "raft/trace/trace_check.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

constexpr const char* kHead = R"({"format":"raftlab-session/1","cluster":)";
const std::string kCluster = R"({"servers":["S1","S2","S3","S4","S5"],"voters":["S1","S2","S3"],"labels":{"S1":"A"},)"
                             R"("timers":"manual","rules":{"noopOnElection":true}})";

std::string sessionWith(const std::string& cluster, const std::string& items = "") {
    return kHead + cluster + ",\"script\":[\n" + items + "]}";
}

std::string errorsOf(const std::string& text) {
    const auto session = readSession(text, "f");
    return session.ok() ? "" : textOf(session.errors());
}

act::ChangeMembership moveOf(const std::string& item, std::string* name = nullptr) {
    const auto session = readSession(sessionWith(kCluster, item), "f");
    if (!session.ok() || session.value().script.size() != 1) {
        ADD_FAILURE() << item << ": " << (session.ok() ? "" : textOf(session.errors()));
        return {};
    }
    const auto* action = std::get_if<Action>(&session.value().script[0].move);
    const auto* move = action == nullptr ? nullptr : std::get_if<act::ChangeMembership>(action);
    if (move == nullptr) {
        ADD_FAILURE() << item << " is another action";
        return {};
    }
    if (name != nullptr) *name = session.value().texts->text(move->change.name);
    return *move;
}

History played(const std::string& text) {
    auto session = readSession(text, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    const RunOutcome outcome = runScript(history, session.value().script);
    EXPECT_TRUE(outcome.ok());
    return history;
}

/// The members pass jointly from three to three others, one of them stays.
History jointRun(const std::string& rules = R"("noopOnElection":true)") {
    return played(sessionWith(R"({"servers":["S1","S2","S3","S4","S5"],"voters":["S1","S2","S3"],"timers":"manual",)"
                              R"("heartbeat":50,"rules":{)" +
                                  rules + "}}",
                              R"({"timeout":"S1"}, {"wait":100}, {"submit":"x=1"}, {"wait":100},
                                 {"change":{"members":["S3","S4","S5"]},"name":"Cnew"}, {"wait":300},
                                 {"snapshot":["S3","S4"]}, {"wait":100}, {"restart":"S4"}, {"wait":100})"));
}

TEST(MembershipSession, ReadsEveryVerb) {
    using Kind = ChangeMembers::Kind;
    std::string name;
    auto move = moveOf(R"({"addServer":"S4","to":"A","name":"Cnew1"})", &name);
    EXPECT_EQ(move.change.kind, Kind::AddServer);
    EXPECT_EQ(move.change.servers, NodeSet(0b1000));
    EXPECT_EQ(move.to, NodeId(0));
    EXPECT_FALSE(move.mustBeRefused);
    EXPECT_EQ(name, "Cnew1");
    EXPECT_EQ(moveOf(R"({"addLearner":"S5"})").change.kind, Kind::AddLearner);
    EXPECT_EQ(moveOf(R"({"promote":"S5"})").change.kind, Kind::Promote);
    EXPECT_EQ(moveOf(R"({"removeServer":"S5"})").change.kind, Kind::RemoveServer);
    move = moveOf(R"({"change":{"members":["S5","S3"]}})");
    EXPECT_EQ(move.change.kind, Kind::Joint) << "unless something else is said";
    EXPECT_EQ(move.change.servers, NodeSet(0b10100));
    EXPECT_FALSE(move.to.has_value());
    EXPECT_FALSE(move.change.learners.has_value());
    move = moveOf(R"({"change":{"members":["S5","S3"],"learners":["S1"]}})");
    EXPECT_EQ(move.change.learners, NodeSet(0b1));
    EXPECT_EQ(moveOf(R"({"change":{"members":["S5"],"learners":[]}})").change.learners, NodeSet());
    EXPECT_EQ(moveOf(R"({"change":{"members":["S5"],"how":"single"}})").change.kind, Kind::Simple);
    EXPECT_EQ(moveOf(R"({"change":{"members":["S5"],"how":"direct"}})").change.kind, Kind::Direct);
    for (const char* item : {R"({"tryAddServer":"S4"})", R"({"tryAddLearner":"S4"})", R"({"tryPromote":"S4"})",
                             R"({"tryRemoveServer":"S4"})", R"({"tryChange":{"members":["S4"]},"to":"S2"})"}) {
        EXPECT_TRUE(moveOf(item).mustBeRefused) << item;
    }
}

TEST(MembershipSession, WrongValuesAreErrorsAtTheirPlace) {
    const auto wrong = [](const std::string& item) { return errorsOf(sessionWith(kCluster, item)); };
    EXPECT_EQ(wrong(R"({"addServer":"S9"})").substr(0, 6), "f:2:14");
    EXPECT_NE(wrong(R"({"addServer":"S9"})").find("unknown server \"S9\""), std::string::npos);
    EXPECT_NE(wrong(R"({"addServer":["S4"]})").find("script[0].addServer"), std::string::npos);
    EXPECT_EQ(wrong(R"({"addServer":"S4","to":"S7"})").substr(0, 6), "f:2:24");
    EXPECT_NE(wrong(R"({"addServer":"S4","name":5})").find("script[0].name"), std::string::npos);
    EXPECT_EQ(wrong(R"({"addServer":"S4","name":")" + std::string(1001, 'n') + "\"}"),
              "f:2:26: script[0].name: the name is too long; expected at most 1000 bytes");
    EXPECT_NE(wrong(R"({"addServer":"S4","how":"joint"})").find("unknown field \"how\""), std::string::npos);
    EXPECT_NE(wrong(R"({"change":["S1"]})").find("an object such as"), std::string::npos);
    EXPECT_NE(wrong(R"({"change":{}})").find("field \"members\" is missing"), std::string::npos);
    EXPECT_NE(wrong(R"({"change":{"members":[]}})"), "");
    EXPECT_NE(wrong(R"({"change":{"members":["S1"],"learners":["S1"]}})").find("a learner that votes"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"change":{"members":["S1"],"how":"single","learners":["S2"]}})").find("in one entry"),
              std::string::npos);
    EXPECT_EQ(wrong(R"({"change":{"members":["S1"],"how":"jointly"},"to":"S1","name":"n"})").find("unknown field"),
              std::string::npos)
        << "only what is wrong is said to be";
    EXPECT_NE(wrong(R"({"change":{"members":["S1"],"how":"jointly"}})").find("did you mean \"joint\"?"),
              std::string::npos);
    EXPECT_NE(wrong(R"({"ad dServer":"S1"})"), "");
    EXPECT_NE(wrong(R"({"addservr":"S1"})").find("did you mean \"addServer\"?"), std::string::npos);
}

TEST(MembershipSession, VotersAndLearnersOfTheClusterAreChecked) {
    const auto wrong = [](const std::string& fields) {
        return errorsOf(sessionWith(R"({"servers":["S1","S2","S3"],)" + fields + "}"));
    };
    EXPECT_EQ(wrong(R"("voters":["S1"])"), "");
    EXPECT_EQ(wrong(R"("learners":["S3"])"), "");
    EXPECT_EQ(wrong(R"("voters":["S2","S1"],"learners":["S3"])"), "");
    EXPECT_EQ(wrong(R"("voters":["S4"])").substr(0, 6), "f:1:79");
    EXPECT_NE(wrong(R"("voters":["S4"])").find("unknown server \"S4\""), std::string::npos);
    EXPECT_NE(wrong(R"("voters":[])"), "");
    EXPECT_NE(wrong(R"("voters":["S1"],"learners":["S1"])").find("a learner that votes"), std::string::npos);
    EXPECT_NE(wrong(R"("learners":["S1","S2","S3"])").find("every server is a learner"), std::string::npos);
    // Only voters make a majority, and only a voter leads.
    const std::string start = R"("start":{"term":1,"commit":1,"commands":["x=1"],"logs":{"S2":"1","S3":"1"})";
    EXPECT_EQ(wrong(start + "}"), "");
    EXPECT_NE(wrong(R"("voters":["S1","S2"],)" + start + "}"), "") << "one of two has what is committed";
    EXPECT_EQ(wrong(R"("voters":["S2"],)" + start + "}"), "");
    EXPECT_NE(wrong(R"("voters":["S2"],)" + start + R"(,"leader":"S3"})").find("S3 leads but is no voter"),
              std::string::npos);
    const auto session = readSession(sessionWith(R"({"servers":["S1","S2","S3"],"learners":["S2"]})"), "f");
    ASSERT_TRUE(session.ok());
    EXPECT_EQ(session.value().cluster.membership(), (Configuration{NodeSet(0b101), {}, NodeSet(0b10)}));
}

/// Everything that the made-up adversary does to the members can be written down and read back.
TEST(MembershipSession, IsRecordedAndReplayedByteForByte) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.voters = NodeSet::firstNodes(1 + static_cast<int>(seed % 3));
        if (config.voters.size() >= config.serverCount()) config.voters.clear();
        History history(config, std::make_shared<TextTable>());
        FaultSchedule adversary(seed, {.churn = true});
        for (int i = 0; i < 60; ++i) {
            history.seekTime(history.time() + adversary.pause());
            const Action move = adversary.move(history.world().cluster());
            if (std::holds_alternative<act::ChangeMembership>(move)) history.act(move, {});
            if (std::holds_alternative<act::Crash>(move) || std::holds_alternative<act::Restart>(move)) {
                history.act(move, {});
            }
        }
        const std::string text = writeSession(sessionOf(history, {"churn", {}}));
        const auto session = readSession(text, "s.json");
        ASSERT_TRUE(session.ok()) << textOf(session.errors()) << text;
        History again(session.value().cluster, session.value().texts);
        ASSERT_TRUE(replaySession(session.value(), "s.json", again).ok());
        EXPECT_EQ(again.world().chain(), history.world().chain()) << seed;
        EXPECT_EQ(again.world().digest(), history.world().digest()) << seed;
        EXPECT_EQ(writeSession(sessionOf(again, {"churn", {}})), text);
    }
}

TEST(MembershipExpressions, AskForRefusalsAndConfigurations) {
    played(sessionWith(kCluster, R"j({"timeout":"S1"}, {"wait":100},
        {"expect":"config(S1) == {S1,S2,S3} && !refused(\"addServer\") && !happened(config, S1)"},
        {"tryAddServer":"S2"}, {"expect":"refused(\"addServer\") && !refused(\"removeServer\")"},
        {"tryAddServer":"S4","to":"S2"}, {"tryPromote":"S4"}, {"expect":"refused(\"promote\")"},
        {"addServer":"S4"}, {"expect":"happened(config, S1) && !happened(config, S2) && config(S1) == {S1,S2,S3,S4}"},
        {"tryAddServer":"S5"}, {"wait":200}, {"expect":"happened(config, S2) && count(config, S4) == 1"},
        {"change":{"members":["S1","S5"]}}, {"expect":"config(S1) == {S1,S2,S3,S4,S5}"}, {"wait":300},
        {"expect":"config(S1) == {S1,S5} && entry(S1, 3) == \"1:{A,S2,S3,S4}+{A,S5}\" && safe"})j"));
}

/// What is wanted to be refused and is not, is an error of the script.
TEST(MembershipExpressions, AChangeThatIsDoneIsNoRefusal) {
    auto session =
        readSession(sessionWith(kCluster, R"({"timeout":"S1"}, {"wait":100}, {"tryAddServer":"S4"})"), "s.json");
    ASSERT_TRUE(session.ok());
    History history(session.value().cluster, session.value().texts);
    EXPECT_FALSE(runScript(history, session.value().script).ok());
}

TEST(MembershipTrace, TellsWhoDecides) {
    const std::string trace = traceOf(jointRun());
    const std::string joint = R"({"voters":["S3","S4","S5"],"learners":[],"oldVoters":["S1","S2","S3"]})";
    const std::string last = R"({"voters":["S3","S4","S5"],"learners":[]})";
    const auto has = [&trace](const std::string& part) { return trace.find(part) != std::string::npos; };
    EXPECT_TRUE(
        has(R"({"index":3,"term":1,"type":"config","command":"{S1,S2,S3}+{S3,S4,S5}","config":)" + joint + "}"));
    EXPECT_TRUE(has(R"("ev":"config","node":"S1")"));
    EXPECT_TRUE(has("\"config\":" + joint + "}\n")) << "right after the event";
    EXPECT_TRUE(has("\"config\":" + last + "}\n"));
    EXPECT_TRUE(has(R"("snapshot":{"lastIncludedIndex":3,"lastIncludedTerm":1,"config":)" + joint + "}"));
}

TEST(MembershipTrace, FinalStateShowsTheConfiguration) {
    const std::string state = finalState(jointRun());
    EXPECT_NE(state.find(R"("config": {"learners": [], "voters": ["S3", "S4", "S5"]},)"), std::string::npos) << state;
    EXPECT_NE(state.find(
                  R"({"command": "{S1,S2,S3}+{S3,S4,S5}", "config": {"learners": [], "oldVoters": ["S1", "S2", "S3"], )"
                  R"("voters": ["S3", "S4", "S5"]}, "index": 3, "term": 1, "type": "config"})"),
              std::string::npos)
        << state;
}

/// Members that change, snapshots, slow disks and crashes: the writer checks that events alone tell the state, the
/// reader that the trace agrees with itself and that it broke nothing.
TEST(MembershipTrace, OfARandomRunAgreesWithItself) {
    std::size_t changes = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        config.servers = {"S1", "S2", "S3", "S4", "S5"};
        config.voters = NodeSet::firstNodes(1 + static_cast<int>(seed % 4));
        config.snapshotEvery = static_cast<std::uint32_t>(seed % 4);
        if (seed % 5 == 0) config.rules.configAt = ConfigAt::Commit;
        History history(config, std::make_shared<TextTable>());
        FaultSchedule adversary(seed, {.snapshots = true, .churn = true});
        for (int i = 0; i < 120; ++i) {
            history.seekTime(history.time() + adversary.pause());
            history.act(adversary.move(history.world().cluster()), {});
        }
        ASSERT_TRUE(history.world().monitor().safe()) << seed;
        const TemporaryFile file("random-members.ndjson");
        const std::string trace = traceOf(history);
        ASSERT_TRUE(writeFileAtomically(file.path(), trace).ok());
        for (std::size_t at = trace.find("\"ev\":\"config\""); at != std::string::npos;
             at = trace.find("\"ev\":\"config\"", at + 1)) {
            ++changes;
        }
        const auto report = checkTrace(file.path());
        ASSERT_TRUE(report.ok()) << seed << ": " << report.errors()[0].format();
        ASSERT_TRUE(report.value().findings.empty()) << seed << ": " << report.value().findings[0].format("f");
        ASSERT_TRUE(report.value().faults.empty()) << seed << ": " << report.value().faults[0].format();
    }
    EXPECT_GT(changes, 100U);
}

/// With the rule bent the trace shows it by itself: the lines of the program's own violations are taken out.
std::vector<Property> foundIn(const History& history) {
    std::string kept;
    const std::string trace = traceOf(history);
    for (std::size_t at = 0; at < trace.size();) {
        const std::size_t end = trace.find('\n', at);
        const std::string line = trace.substr(at, end + 1 - at);
        if (line.find("\"ev\":\"violation\"") == std::string::npos) kept += line;
        at = end + 1;
    }
    const TemporaryFile file("bent-members.ndjson");
    EXPECT_TRUE(writeFileAtomically(file.path(), kept).ok());
    const auto report = checkTrace(file.path());
    if (!report.ok()) {
        ADD_FAILURE() << textOf(report.errors());
        return {};
    }
    std::vector<Property> found;
    for (const TraceFinding& finding : report.value().findings) found.push_back(finding.property);
    return found;
}

TEST(MembershipTrace, ShowsAConfigurationThatIsNotInTheLog) {
    for (const bool follows : {true, false}) {
        const History history = played(sessionWith(
            R"({"servers":["S1","S2","S3","S4","S5"],"voters":["S1","S2","S3","S4"],"timers":"manual","heartbeat":50,)"
            R"("rules":{"noopOnElection":true,"configFollowsLog":)" +
                std::string(follows ? "true" : "false") + "}}",
            R"({"timeout":"S1"}, {"wait":100}, {"cut":["S1-S2","S1-S3","S1-S4","S1-S5"]}, {"addServer":"S5","to":"S1"},
               {"timeout":"S2"}, {"wait":100}, {"heal":"all"}, {"wait":300})"));
        EXPECT_EQ(foundIn(history), follows ? std::vector<Property>{} : std::vector{Property::ConfigTruth});
    }
}

TEST(MembershipTrace, FollowsASwitchOfConfigAt) {
    for (const bool follows : {true, false}) {
        const History history = played(sessionWith(
            R"({"servers":["S1","S2","S3","S4","S5"],"voters":["S1","S2","S3","S4"],"timers":"manual","heartbeat":50,)"
            R"("rules":{"noopOnElection":true,"configAt":"commit","configFollowsLog":)" +
                std::string(follows ? "true" : "false") + "}}",
            R"({"timeout":"S1"}, {"wait":100}, {"cut":["S1-S2","S1-S3","S1-S4","S1-S5"]}, {"rule":{"configAt":"append"}},
               {"addServer":"S5","to":"S1"}, {"timeout":"S2"}, {"wait":100}, {"heal":"all"}, {"wait":300})"));
        EXPECT_EQ(history.world().cluster().node(NodeId(0)).config().voters.size(), follows ? 4 : 5);
        EXPECT_EQ(foundIn(history), follows ? std::vector<Property>{} : std::vector{Property::ConfigTruth});
    }
}

TEST(MembershipTrace, ShowsTwoChangesAtOnce) {
    for (const bool waits : {true, false}) {
        const History history = played(sessionWith(
            R"({"servers":["S1","S2","S3","S4","S5"],"voters":["S1","S2","S3"],"timers":"manual","heartbeat":50,)"
            R"("rules":{"noopOnElection":true,"configWaitsForLast":)" +
                std::string(waits ? "true" : "false") + "}}",
            R"({"timeout":"S1"}, {"wait":100}, {"cut":["S1-S2","S1-S3"]}, {"addServer":"S4"}, )" +
                std::string(waits ? "{\"tryAddServer\":\"S5\"}" : "{\"addServer\":\"S5\"}") + R"(, {"wait":300})"));
        EXPECT_EQ(foundIn(history), waits ? std::vector<Property>{} : std::vector{Property::OneUncommittedConfig});
    }
}

TEST(MembershipTrace, WrongConfigurationsAreErrors) {
    const std::string trace = traceOf(jointRun());
    const auto errorWith = [&trace](const std::string& from, const std::string& to) {
        std::string changed = trace;
        const std::size_t at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        changed.replace(at, from.size(), to);
        const TemporaryFile file("wrong-members.ndjson");
        EXPECT_TRUE(writeFileAtomically(file.path(), changed).ok());
        const auto report = checkTrace(file.path());
        if (!report.ok()) return report.errors()[0].message;
        return report.value().findings.empty() ? std::string() : report.value().findings[0].text;
    };
    const std::string config = R"("config":{"voters":["S3","S4","S5"],"learners":[],"oldVoters":["S1","S2","S3"]}})";
    EXPECT_NE(errorWith(config + "\n", R"("config":{"voters":["S9"],"learners":[]}})"
                                       "\n")
                  .find("unknown server \"S9\""),
              std::string::npos);
    EXPECT_NE(errorWith(config + "\n", R"("config":{"learners":[]}})"
                                       "\n")
                  .find("\"voters\" is missing"),
              std::string::npos);
    EXPECT_NE(errorWith(config + "\n", R"("config":{"voters":["S1"],"learners":[]}})"
                                       "\n")
                  .find("S1 uses the configuration {S1}, but its log says {S1,S2,S3}+{S3,S4,S5}"),
              std::string::npos);
}

}  // namespace
}  // namespace raft
