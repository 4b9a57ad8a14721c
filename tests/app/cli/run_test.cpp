// `raftlab run`, as other people's scripts see it.

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "raft/script/runner.h"
#include "raft/trace/file_io.h"
#include "raft/trace/session_writer.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Run : public ProgramTest {
protected:
    /// The two lines of --hash.
    std::string hashOf(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "run");
        arguments.emplace_back("--hash");
        const Answer answer = run(arguments);
        EXPECT_EQ(answer.code, 0) << answer.err;
        const std::size_t at = answer.out.find("world ");
        return at == std::string::npos ? std::string() : answer.out.substr(at);
    }
};

TEST_F(Run, PlaysTheExampleOfTheContract) {
    const Answer answer = run({"run", scenario("a-write")});
    EXPECT_EQ(answer.out, "ok\tkv(S3, \"x\") == 3\tkv(S3, \"x\")=3\n");
    EXPECT_EQ(answer.err, "");
    EXPECT_EQ(answer.code, 0);
}

TEST_F(Run, ReadsStandardInput) {
    const Answer answer =
        run({"run", "-"}, quietSession(R"-({"timeout": "S1"}, {"wait": 50}, {"expect": "leader(S1)"})-"));
    EXPECT_EQ(answer.out, "ok\tleader(S1)\tleader(S1)=true\n");
    EXPECT_EQ(answer.code, 0);
}

TEST_F(Run, AnExpectationThatHoldsIsOk) {
    const Answer answer = run({"run", scenario("a-write"), "--expect", "leader(S1) && safe"});
    EXPECT_EQ(linesOf(answer.out).back(), "ok\tleader(S1) && safe\tleader(S1)=true safe=true");
    EXPECT_EQ(answer.code, 0);
}

TEST_F(Run, AnExpectationThatDoesNotHoldIsNo) {
    const Answer answer = run({"run", scenario("a-write"), "--expect", "leader(S2) && safe", "--expect", "safe"});
    EXPECT_EQ(answer.out,
              "ok\tkv(S3, \"x\") == 3\tkv(S3, \"x\")=3\n"
              "NO\tleader(S2) && safe\tleader(S2)=false safe=true\n"
              "ok\tsafe\tsafe=true\n");
    EXPECT_EQ(answer.code, 1);
}

TEST_F(Run, TellsTheTruthAboutACrashAPartitionAndAHeal) {
    const Answer yes = run({"run", scenario("crash-partition-heal"), "--expect", "kv(S1, \"x\") == 7"});
    EXPECT_EQ(yes.code, 0) << yes.out << yes.err;
    EXPECT_TRUE(linesWith(yes.out, "NO").empty()) << yes.out;
    const Answer no = run({"run", scenario("crash-partition-heal"), "--expect", "kv(S1, \"x\") == 8"});
    EXPECT_EQ(linesWith(no.out, "NO"), std::vector<std::string>{"NO\tkv(S1, \"x\") == 8\tkv(S1, \"x\")=7"});
    EXPECT_EQ(no.code, 1);
}

TEST_F(Run, AFalseExpectationOfTheScriptIsReportedAndTheRunGoesOn) {
    const Answer answer = run({"run", "-"}, quietSession(R"-({"expect": "leader(S1)"}, {"timeout": "S1"},
                                                            {"wait": 50}, {"expect": "leader(S1)"})-"));
    EXPECT_EQ(answer.out, "NO\tleader(S1)\tleader(S1)=false\nok\tleader(S1)\tleader(S1)=true\n");
    EXPECT_EQ(answer.code, 1);
}

TEST_F(Run, AWaitThatIsNotMetEndsTheRunWithNo) {
    file("s.json", quietSession("\n{\"waitFor\": \"leader(S2)\", \"atMost\": 70}, {\"expect\": \"safe\"}"));
    const Answer answer = run({"run", "s.json"});
    EXPECT_EQ(answer.out, "NO\tleader(S2)\tleader(S2)=false\n");
    EXPECT_EQ(answer.err, "s.json:4:13: waited in vain for leader(S2), up to 70.000 ms\n");
    EXPECT_EQ(answer.code, 1);
}

TEST_F(Run, AnActionThatMatchesNothingMakesTheAnswerNo) {
    const Answer answer = run({"run", "-"}, quietSession(R"({"drop": {"kind": "RequestVote"}})"));
    EXPECT_EQ(linesWith(answer.out, "NO\tdrop ").size(), 1u) << answer.out;
    EXPECT_NE(answer.err.find("-:3:"), std::string::npos) << answer.err;
    EXPECT_EQ(answer.code, 1);
}

// ---- Input that is wrong ----

TEST_F(Run, SaysEverythingThatIsWrongWithASessionAtOnce) {
    file("bad.json", R"({"format": "raftlab-session/1", "protocol": "raft",
  "cluster": {"servers": ["S1", "S2", "S3"], "sed": 7, "latency": -1},
  "script": [{"crsh": "S1"},
             {"crash": "S9"},
             {"expect": "leader(S1) &&"}]}
)");
    const Answer answer = run({"run", "bad.json"});
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(answer.code, 2);
    const auto lines = linesOf(answer.err);
    ASSERT_GE(lines.size(), 5u) << answer.err;
    EXPECT_EQ(lines[0].compare(0, 14, "bad.json:2:46:"), 0) << lines[0];
    EXPECT_NE(lines[0].find("seed"), std::string::npos) << lines[0];
    EXPECT_EQ(lines[1].compare(0, 11, "bad.json:2:"), 0) << lines[1];
    EXPECT_EQ(lines[2].compare(0, 14, "bad.json:3:15:"), 0) << lines[2];
    EXPECT_NE(lines[2].find("crash"), std::string::npos) << lines[2];
    EXPECT_EQ(lines[3].compare(0, 14, "bad.json:4:24:"), 0) << lines[3];
    EXPECT_EQ(lines[4].compare(0, 11, "bad.json:5:"), 0) << lines[4];
}

TEST_F(Run, FilesThatCannotBeReadAreWrongAtTheirBeginning) {
    const Answer missing = run({"run", "nowhere.json"});
    EXPECT_EQ(missing.err.compare(0, 17, "nowhere.json:1:1:"), 0) << missing.err;
    EXPECT_EQ(missing.code, 2);
    file("empty.json", "");
    const Answer empty = run({"run", "empty.json"});
    EXPECT_EQ(empty.err.compare(0, 15, "empty.json:1:1:"), 0) << empty.err;
    EXPECT_EQ(empty.code, 2);
}

TEST_F(Run, ATraceCannotBeRun) {
    ASSERT_EQ(run({"run", scenario("a-write"), "--trace", "t.ndjson"}).code, 0);
    const Answer answer = run({"run", "t.ndjson"});
    EXPECT_EQ(answer.err.compare(0, 13, "t.ndjson:1:1:"), 0) << answer.err;
    EXPECT_EQ(answer.code, 2);
}

TEST_F(Run, AnExpressionOnTheLineIsJudgedLikeOneInAFile) {
    const Answer answer = run({"run", scenario("a-write"), "--expect", "leader(S7)", "--until", "leader("});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(linesWith(answer.err, "--expect:1:8:").size(), 1u) << answer.err;
    EXPECT_EQ(linesWith(answer.err, "--until:1:").size(), 1u) << answer.err;
}

TEST_F(Run, AFieldThatIsNotThereIsNamedWithTheNearest) {
    const Answer answer = run({"run", scenario("a-write"), "--set", "heartbaet=20"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_NE(answer.err.find("--set heartbaet"), std::string::npos) << answer.err;
    EXPECT_NE(answer.err.find("heartbeat"), std::string::npos) << answer.err;
    EXPECT_EQ(run({"run", scenario("a-write"), "--set", "nonsense"}).code, 2);
}

// ---- Options ----

TEST_F(Run, UntilATimeReplacesTheEndOfTheScript) {
    const Answer early = run({"run", scenario("a-write"), "--until", "15ms", "--expect", "t == 15"});
    EXPECT_EQ(early.out, "ok\tt == 15\tt=15\n");
    EXPECT_EQ(early.code, 0);
    const Answer late = run({"run", scenario("a-write"), "--until", "2500ms", "--expect", "t == 2500"});
    EXPECT_EQ(late.out, "ok\tkv(S3, \"x\") == 3\tkv(S3, \"x\")=3\nok\tt == 2500\tt=2500\n");
    EXPECT_EQ(late.code, 0);
}

TEST_F(Run, UntilAConditionStopsWhereItHolds) {
    const Answer met = run({"run", scenario("a-write"), "--until", "leader(S1)", "--expect", "t == 20"});
    EXPECT_EQ(met.out, "ok\tt == 20\tt=20\n");
    EXPECT_EQ(met.code, 0);
    const Answer unmet = run({"run", scenario("a-write"), "--until", "leader(S2)"});
    EXPECT_EQ(linesOf(unmet.out).back(), "NO\tleader(S2)\tleader(S2)=false");
    EXPECT_EQ(unmet.code, 1);
}

TEST_F(Run, SetChangesAnyFieldOfTheCluster) {
    const Answer answer = run({"run", scenario("a-write"), "--set", "latency=20", "--set", "rules.noopOnElection=true",
                               "--until", "leader(S1)", "--expect", "t == 40 && last(S1) == 1"});
    EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
}

TEST_F(Run, TheSeedDecidesTheRun) {
    const std::string session = scenario("crash-partition-heal");
    const std::string one = hashOf({session, "--until", "2500ms", "--seed", "1"});
    EXPECT_NE(one, hashOf({session, "--until", "2500ms", "--seed", "2"}));
    EXPECT_EQ(one, hashOf({session, "--until", "2500ms", "--seed", "1"}));
    EXPECT_EQ(one, hashOf({session, "--until", "2500ms", "--set", "seed=1"}));
}

TEST_F(Run, HashesAreTheSameInTwentyRuns) {
    const std::string session = scenario("crash-partition-heal");
    const std::string first = hashOf({session});
    const auto lines = linesOf(first);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].size(), 6u + 16u);
    EXPECT_EQ(lines[0].find_first_not_of("0123456789abcdef", 6), std::string::npos);
    EXPECT_EQ(lines[1].compare(0, 6, "chain "), 0);
    for (int i = 1; i < 20; ++i) ASSERT_EQ(hashOf({session}), first);
}

/// The program plays what people write; what it records of that run must play to the same bytes.
TEST_F(Run, AScriptAndItsRecordedFormAreTheSameRun) {
    for (const std::string name : {"a-write", "crash-partition-heal", "figure-8"}) {
        auto text = raft::readFile(scenario(name), std::size_t{1} << 20);
        ASSERT_TRUE(text.ok());
        const auto session = raft::readSession(std::move(text).value(), name);
        ASSERT_TRUE(session.ok());
        raft::History history(session.value().cluster, session.value().texts);
        raft::runScript(history, session.value().script);
        file("recorded.json", raft::writeSession(raft::sessionOf(history)));
        EXPECT_EQ(hashOf({scenario(name), "--until", "9000ms"}), hashOf({"recorded.json", "--until", "9000ms"}))
            << name;
    }
}

TEST_F(Run, PlaysABranchOfARecordedSession) {
    auto text = raft::readFile(scenario("a-write"), std::size_t{1} << 20);
    ASSERT_TRUE(text.ok());
    const auto session = raft::readSession(std::move(text).value(), "a-write");
    ASSERT_TRUE(session.ok());
    raft::History history(session.value().cluster, session.value().texts);
    raft::runScript(history, session.value().script);
    history.seekTime(raft::SimTime::fromMs(20));
    raft::NodeSet first;
    first.insert(raft::NodeId(0));
    history.act(raft::act::Crash{first}, "S1 crashes");
    file("branches.json", raft::writeSession(raft::sessionOf(history)));

    const Answer main = run({"run", "branches.json", "--expect", "down(S1)"});
    EXPECT_EQ(main.code, 1) << main.err;
    const Answer branch = run({"run", "branches.json", "--branch", "S1 crashes", "--expect", "down(S1)"});
    EXPECT_EQ(branch.code, 0) << branch.out << branch.err;
    const Answer later =
        run({"run", "branches.json", "--branch", "S1 crashes", "--until", "300ms", "--expect", "t == 300"});
    EXPECT_EQ(later.code, 0) << later.out << later.err;
    const Answer unknown = run({"run", "branches.json", "--branch", "S2 crashes"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("S1 crashes"), std::string::npos) << unknown.err;
}

TEST_F(Run, FinalIsTheStateAsJson) {
    ASSERT_EQ(run({"run", scenario("a-write"), "--final", "f.json"}).code, 0);
    const auto state = nlohmann::json::parse(read("f.json"));
    EXPECT_EQ(state["nodes"]["S3"]["kv"]["x"], "3");
    EXPECT_EQ(linesOf(hashOf({scenario("a-write")}))[0], "world " + state["hash"].get<std::string>());
    const Answer piped = run({"run", scenario("a-write"), "--final", "-"});
    EXPECT_EQ(piped.out, read("f.json"));
    EXPECT_EQ(linesWith(piped.err, "ok\t").size(), 1u) << "the results go where they spoil nothing";
}

TEST_F(Run, NarrationIsOneSentenceAnEventInBothLanguages) {
    const Answer english = run({"run", scenario("a-write"), "--narrate"});
    const Answer chinese = run({"run", scenario("a-write"), "--narrate", "--lang", "zh"});
    const auto events = linesOf(english.out);
    ASSERT_GT(events.size(), 30u);
    EXPECT_EQ(events.size(), linesOf(chinese.out).size());
    EXPECT_EQ(events[0].compare(0, 6, "0.000\t"), 0) << events[0];
    EXPECT_NE(english.out.find("S1 became leader of term 1"), std::string::npos);
    EXPECT_NE(chinese.out.find("领导人"), std::string::npos);
    for (const std::string* text : {&english.out, &chinese.out}) {
        EXPECT_EQ(text->find("event."), std::string::npos) << "a key without a text";
        EXPECT_EQ(text->find('{'), std::string::npos) << "a name without a value";
    }
}

TEST_F(Run, JsonHoldsEverythingThatIsPrinted) {
    const Answer answer =
        run({"run", scenario("broken-compare-logs"), "--json", "--hash", "--narrate", "--expect", "leader(S1)"});
    EXPECT_EQ(answer.code, 1);
    const auto json = nlohmann::json::parse(answer.out);
    EXPECT_EQ(json["ok"], false);
    EXPECT_EQ(json["expectations"].size(), 4u);
    EXPECT_EQ(json["expectations"].back()["ok"], false);
    EXPECT_EQ(json["expectations"].back()["calls"]["leader(S1)"], "false");
    EXPECT_EQ(json["violations"][0]["property"], "LeaderCompleteness");
    EXPECT_EQ(json["world"].get<std::string>().size(), 16u);
    EXPECT_EQ(json["chain"].get<std::string>().size(), 16u);
    EXPECT_GT(json["narration"].size(), 30u);
}

TEST_F(Run, PlaysTheMainLineOfALesson) {
    const Answer answer = run({"run", lesson("welcome"), "--expect", "acked(\"x=1\")"});
    EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
    EXPECT_TRUE(linesWith(answer.out, "NO").empty());
    EXPECT_GT(linesWith(answer.out, "ok\t").size(), 5u);
}

TEST_F(Run, NothingThatIsPrintedNamesTheFolder) {
    const std::string session = quietSession(R"({"timeout": "S1"}, {"wait": 50})");
    file("s.json", session);
    std::filesystem::create_directory(folder() + "/elsewhere");
    file("elsewhere/s.json", session);
    EXPECT_EQ(run({"run", "s.json", "--hash", "--narrate"}).out,
              run({"run", "elsewhere/s.json", "--hash", "--narrate"}).out);
}

// ---- Ctrl-C and pipes ----

TEST_F(Run, CtrlCInTheMiddleOfALongRunLeavesNoFile) {
    file("long.json", R"({"format": "raftlab-session/1", "cluster": {"servers": ["S1","S2","S3","S4","S5"]},
                          "script": [{"wait": 86400000}]})");
    for (const int signal : {SIGINT, SIGTERM}) {
        const Answer answer = run({"run", "long.json", "--trace", "t.ndjson", "--final", "f.json"}, {}, {signal, 400});
        EXPECT_EQ(answer.code, 130);
        EXPECT_EQ(answer.out, "");
        EXPECT_NE(answer.err.find("interrupted"), std::string::npos) << answer.err;
        EXPECT_EQ(files(), std::vector<std::string>{"long.json"});
    }
}

TEST_F(Run, OutputThatCannotBeWrittenIsAnError) {
    const Answer answer = run({"run", scenario("a-write"), "--trace", "no/such/folder/t.ndjson"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err.compare(0, 28, "no/such/folder/t.ndjson:1:1:"), 0) << answer.err;
}

}  // namespace
}  // namespace cli_test
