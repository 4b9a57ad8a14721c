#include "raft/trace/trace_check.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "raft/script/runner.h"
#include "raft/trace/session_reader.h"
#include "tests/raft/trace/trace_support.h"

namespace raft {
namespace {

using namespace trace_test;

Result<TraceReport> checkText(const std::string& text) {
    const TemporaryFile file("check.ndjson");
    std::ofstream(file.path(), std::ios::binary) << text;
    return checkTrace(file.path());
}

std::string told(const TraceReport& report) {
    std::string all = report.summary() + "\n";
    for (const TraceFinding& finding : report.findings) all += finding.format("f") + "\n";
    return all + textOf(report.faults);
}

std::set<Property> propertiesOf(const TraceReport& report) {
    std::set<Property> found;
    for (const TraceFinding& finding : report.findings) found.insert(finding.property);
    return found;
}

/// Without those for which it has nothing but the trace's word.
std::set<Property> shownIn(const TraceReport& report) {
    std::set<Property> found;
    for (const TraceFinding& finding : report.findings) {
        if (!finding.isStated) found.insert(finding.property);
    }
    return found;
}

/// The trace of a session, line by line.
std::vector<std::string> traceOfSession(const std::string& text) {
    auto session = readSession(text, "s.json");
    if (!session.ok()) ADD_FAILURE() << textOf(session.errors());
    History history(session.value().cluster, session.value().texts);
    const RunOutcome outcome = runScript(history, session.value().script);
    EXPECT_TRUE(outcome.ok());
    return linesOf(traceOf(history));
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

/// The first line (from 1) that contains every one of `parts`.
int lineWith(const std::vector<std::string>& lines, const std::vector<std::string>& parts) {
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const bool fits = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
            return lines[n].find(part) != std::string::npos;
        });
        if (fits) return static_cast<int>(n) + 1;
    }
    ADD_FAILURE() << "no such line: " << parts[0];
    return 1;
}

void replace(std::vector<std::string>& lines, int line, const std::string& from, const std::string& to) {
    std::string& text = lines[static_cast<std::size_t>(line - 1)];
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << text;
    text.replace(at, from.size(), to);
}

constexpr const char* kWrite = R"JSON({"format": "raftlab-session/1",
  "cluster": {"servers": ["S1","S2","S3"], "timers": "manual"},
  "script": [{"timeout": "S1"}, {"waitFor": "leader(S1)"}, {"submit": "x=3"}, {"wait": 100}, {"submit": "y=1"}, {"wait": 100},
             {"crash": "S1"}, {"timeout": "S2"}, {"waitFor": "leader(S2)"}, {"submit": "x=4", "to": "S2"}, {"wait": 100},
             {"restart": "S1"}, {"wait": 200}]})JSON";

TEST(TraceCheck, CorrectRunsAreSilent) {
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        Dice dice(seed);
        History history(randomConfig(dice), std::make_shared<TextTable>());
        playRandomly(history, dice, 60);
        ASSERT_TRUE(history.world().monitor().safe())
            << "seed " << seed << ": " << history.world().monitor().violations()[0].text;
        const auto report = checkText(traceOf(history));
        ASSERT_TRUE(report.ok()) << textOf(report.errors());
        EXPECT_TRUE(report.value().findings.empty() && report.value().faults.empty()) << "seed " << seed << "\n"
                                                                                      << told(report.value());
        EXPECT_EQ(report.value().events, history.world().cluster().nextEvent().value);
    }
}

TEST(TraceCheck, ADeclaredStartIsNoViolation) {
    const auto report = checkText(joined(traceOfSession(R"JSON({"format": "raftlab-session/1",
      "cluster": {"servers": ["S1","S2","S3"], "timers": "manual",
                  "start": {"term": 4, "leader": "S1", "commit": 2, "commands": ["x=1","x=2","x=3"],
                            "logs": {"S1": "1 1 4", "S2": "1 1", "S3": "1 1 2:y=1"}}},
      "script": [{"submit": "z=1"}, {"wait": 300}, {"expect": "allLogsEqual"}]})JSON")));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    EXPECT_TRUE(report.value().findings.empty() && report.value().faults.empty()) << told(report.value());
}

TEST(TraceCheck, EveryBentRuleIsCaughtInSomeRun) {
    struct Bent {
        RuleId rule;
        int value;
        Property property;
    };
    const Bent bents[] = {{RuleId::CompareLogs, 0, Property::LeaderCompleteness},
                          {RuleId::CompareLogs, 0, Property::StateMachineSafety},
                          {RuleId::CommitOldTerms, 1, Property::NeverCommitPrevTermByCount},
                          {RuleId::PersistVote, 0, Property::OneVotePerTerm},
                          {RuleId::PersistTerm, 0, Property::TermMonotonic},
                          {RuleId::CheckPrev, 0, Property::LogMatching},
                          {RuleId::TruncateAlways, 1, Property::StateMachineSafety},
                          {RuleId::Quorum, 1, Property::ElectionSafety}};
    for (const Bent& bent : bents) {
        bool caught = false;
        for (std::uint64_t seed = 1; seed <= 150 && !caught; ++seed) {
            Dice dice(seed);
            ClusterConfig config = randomConfig(dice);
            config.rules.set(bent.rule, bent.value);
            // An even number of servers can be halved.
            if (bent.rule == RuleId::Quorum) config.servers = {"S1", "S2", "S3", "S4"};
            History history(config, std::make_shared<TextTable>());
            playRandomly(history, dice, 60);
            const auto report = checkText(traceOf(history));
            ASSERT_TRUE(report.ok()) << textOf(report.errors());
            EXPECT_TRUE(report.value().faults.empty()) << told(report.value());
            caught = shownIn(report.value()).count(bent.property) != 0;
            if (caught) {
                EXPECT_TRUE(history.world().monitor().isBroken(bent.property)) << told(report.value());
            }
        }
        EXPECT_TRUE(caught) << infoOf(bent.rule).name << " " << nameOf(bent.property);
    }
}

TEST(TraceCheck, AForgottenVoteElectsTwoLeaders) {
    const std::string session = R"JSON({"format": "raftlab-session/1",
      "cluster": {"servers": ["S1","S2","S3"], "timers": "manual", "rules": {"persistVote": RULE}},
      "script": [{"cut": "S1-S3"}, {"timeout": "S1"}, {"wait": 25}, {"cut": "S1-S2"}, {"wait": 15}, {"restart": "S2"},
                 {"timeout": "S3"}, {"wait": 25}]})JSON";
    const auto with = [&session](const std::string& value) {
        std::string text = session;
        text.replace(text.find("RULE"), 4, value);
        const auto report = checkText(joined(traceOfSession(text)));
        EXPECT_TRUE(report.ok());
        return propertiesOf(report.value());
    };
    const std::set<Property> found = with("false");
    EXPECT_EQ(found.count(Property::ElectionSafety), 1U);
    EXPECT_EQ(found.count(Property::OneVotePerTerm), 1U);
    EXPECT_EQ(with("true"), std::set<Property>());
}

/// What the run's own monitor sees broken the trace shows too, as far as traces decide it.
TEST(TraceCheck, AgreesWithTheMonitorOfTheRun) {
    const Property decided[] = {Property::ElectionSafety,        Property::LeaderAppendOnly,
                                Property::LogMatching,           Property::LeaderCompleteness,
                                Property::OneVotePerTerm,        Property::NeverCommitPrevTermByCount,
                                Property::CandidateTermNotInLog, Property::LeaderHasMaxIndexOfItsTerm};
    const RuleId bent[] = {RuleId::CompareLogs, RuleId::CommitOldTerms, RuleId::PersistVote,
                           RuleId::CheckPrev,   RuleId::Quorum,         RuleId::TruncateAlways};
    int broken = 0;
    std::map<Property, int> brokenRuns;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        Dice dice(seed);
        ClusterConfig config = randomConfig(dice);
        const RuleId rule = bent[seed % 6];
        config.rules.set(rule, config.rules.get(rule) == 0 ? 1 : 0);
        History history(config, std::make_shared<TextTable>());
        playRandomly(history, dice, 60);
        const auto report = checkText(traceOf(history));
        ASSERT_TRUE(report.ok()) << textOf(report.errors());
        const std::set<Property> found = shownIn(report.value());
        for (const Violation& violation : history.world().monitor().violations()) {
            EXPECT_EQ(propertiesOf(report.value()).count(violation.property), 1U) << violation.text;
        }
        for (const Property property : decided) {
            const bool monitored = history.world().monitor().isBroken(property);
            EXPECT_EQ(found.count(property) != 0, monitored)
                << nameOf(property) << " seed " << seed << " " << infoOf(rule).name << "\n"
                << told(report.value());
            broken += monitored ? 1 : 0;
            brokenRuns[property] += monitored ? 1 : 0;
        }
    }
    EXPECT_GT(broken, 20);
    EXPECT_GT(brokenRuns[Property::CandidateTermNotInLog], 0);
    EXPECT_GT(brokenRuns[Property::LeaderHasMaxIndexOfItsTerm], 0);
}

TEST(TraceCheck, SecondLeaderOfATermIsShownWithBothLines) {
    auto lines = traceOfSession(kWrite);
    const int first = lineWith(lines, {R"("ev":"role","node":"S1")", R"("to":"Leader")"});
    const int second = lineWith(lines, {R"("ev":"role","node":"S2")", R"("to":"Leader")"});
    // S2 becomes leader of term 1: as if it had never adopted a new term.
    for (std::string& line : lines) {
        if (line.find(R"("ev":"violation")") != std::string::npos) continue;
        for (std::size_t at = line.find(R"("currentTerm":2)"); at != std::string::npos;
             at = line.find(R"("currentTerm":2)", at)) {
            line.replace(at, 15, R"("currentTerm":1)");
        }
    }
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    const auto found = std::find_if(report.value().findings.begin(), report.value().findings.end(),
                                    [](const TraceFinding& f) { return f.property == Property::ElectionSafety; });
    ASSERT_NE(found, report.value().findings.end()) << told(report.value());
    EXPECT_EQ(found->line, second);
    EXPECT_EQ(found->with, std::vector<int>{first});
    EXPECT_EQ(found->format("a.ndjson"),
              "a.ndjson:" + std::to_string(second) +
                  ": ElectionSafety: S2 became leader of term 1, which S1 already led (with line " +
                  std::to_string(first) + ")");
}

TEST(TraceCheck, AnEntryThatDiffersBreaksLogMatching) {
    auto lines = traceOfSession(kWrite);
    const int first = lineWith(lines, {R"("ev":"append","node":"S1")", R"("command":"y=1")"});
    const int other = lineWith(lines, {R"("ev":"append","node":"S3")", R"("command":"y=1")"});
    replace(lines, other, R"("command":"y=1")", R"("command":"y=2")");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_FALSE(report.value().findings.empty());
    const TraceFinding& finding = report.value().findings[0];
    EXPECT_EQ(finding.property, Property::LogMatching) << told(report.value());
    EXPECT_EQ(finding.line, other);
    EXPECT_EQ(finding.with, std::vector<int>{first});
    // S3 then takes the wrong entry for committed.
    EXPECT_EQ(propertiesOf(report.value()).count(Property::StateMachineSafety), 1U);
    EXPECT_TRUE(report.value().faults.empty()) << told(report.value());
}

TEST(TraceCheck, AFallingTermIsSeen) {
    auto lines = traceOfSession(kWrite);
    const int commit = lineWith(lines, {R"("ev":"commit","node":"S3")", R"("currentTerm":2)"});
    replace(lines, commit, R"("currentTerm":2)", R"("currentTerm":1)");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_FALSE(report.value().findings.empty());
    EXPECT_EQ(report.value().findings[0].property, Property::TermMonotonic) << told(report.value());
    EXPECT_EQ(report.value().findings[0].line, commit);
}

TEST(TraceCheck, AMessageOfAFutureTermIsSeen) {
    auto lines = traceOfSession(kWrite);
    const int sent = lineWith(lines, {R"("ev":"send","node":"S1")", R"("kind":"AppendEntries")"});
    replace(lines, sent, R"("term":1,"leaderId")", R"("term":9,"leaderId")");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_FALSE(report.value().findings.empty());
    EXPECT_EQ(report.value().findings[0].property, Property::MsgTermLeSender) << told(report.value());
    EXPECT_EQ(report.value().findings[0].line, sent);
}

TEST(TraceCheck, AFollowerThatLeadsWithoutCandidacyIsSeen) {
    auto lines = traceOfSession(kWrite);
    const int candidate = lineWith(lines, {R"("ev":"role","node":"S1")", R"("to":"Candidate")"});
    const int leader = lineWith(lines, {R"("ev":"role","node":"S1")", R"("to":"Leader")"});
    for (int line = candidate; line < leader; ++line) {
        std::string& text = lines[static_cast<std::size_t>(line - 1)];
        const std::string from = R"("role":"Candidate")";
        if (const std::size_t at = text.find(from);
            at != std::string::npos && text.find(R"("node":"S1")") != std::string::npos) {
            text.replace(at, from.size(), R"("role":"Follower")");
        }
    }
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    EXPECT_EQ(propertiesOf(report.value()).count(Property::LegalTransitions), 1U) << told(report.value());
}

TEST(TraceCheck, ALeaderThatDeletesIsSeen) {
    auto lines = traceOfSession(kWrite);
    const int append = lineWith(lines, {R"("ev":"append","node":"S1")", R"("command":"y=1")"});
    replace(lines, append, R"("log":{)", R"("log":{"truncatedFrom":1,)");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    const std::set<Property> found = propertiesOf(report.value());
    EXPECT_EQ(found.count(Property::LeaderAppendOnly), 1U) << told(report.value());
    EXPECT_EQ(found.count(Property::StateMachineSafety), 1U) << told(report.value());
    EXPECT_EQ(report.value().findings[0].line, append);
}

TEST(TraceCheck, ATermThatFallsAlongALogIsSeen) {
    auto lines = traceOfSession(kWrite);
    const int append = lineWith(lines, {R"("ev":"append","node":"S1")", R"("command":"x=3")"});
    replace(lines, append, R"("index":1,"term":1)", R"("index":1,"term":2)");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    EXPECT_EQ(propertiesOf(report.value()).count(Property::LogTermsMonotonic), 1U) << told(report.value());
}

TEST(TraceCheck, AStateThatItsOwnLogDeniesIsAFault) {
    auto lines = traceOfSession(kWrite);
    const int append = lineWith(lines, {R"("ev":"append","node":"S2")"});
    replace(lines, append, R"("lastLogIndex":1)", R"("lastLogIndex":2)");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_FALSE(report.value().faults.empty());
    EXPECT_EQ(report.value().faults[0].line, append);
    EXPECT_TRUE(report.value().findings.empty()) << told(report.value());
}

TEST(TraceCheck, AMessageFromNowhereIsAFault) {
    auto lines = traceOfSession(kWrite);
    const int receive = lineWith(lines, {R"("ev":"receive")"});
    replace(lines, receive, R"("msg":{"id":1,)", R"("msg":{"id":777,)");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_EQ(report.value().faults.size(), 1U) << told(report.value());
    EXPECT_EQ(report.value().faults[0].line, receive);
}

TEST(TraceCheck, ACutOffFileIsAnErrorAtItsLastLine) {
    auto lines = traceOfSession(kWrite);
    lines.pop_back();
    const auto report = checkText(joined(lines));
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.errors()[0].line, static_cast<int>(lines.size()));
    EXPECT_NE(report.errors()[0].message.find("cut off"), std::string::npos);
}

TEST(TraceCheck, AMissingLineIsAnErrorWhereTheNumbersJump) {
    auto lines = traceOfSession(kWrite);
    lines.erase(lines.begin() + 9);
    const auto report = checkText(joined(lines));
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.errors()[0].format().substr(report.errors()[0].file.size()),
              ":10:6: i: event 9; expected number 8");
}

TEST(TraceCheck, BadLinesAreErrorsWithTheirColumn) {
    const auto lines = traceOfSession(kWrite);
    const auto errorOf = [&](int line, const std::string& from, const std::string& to) {
        auto edited = lines;
        replace(edited, line, from, to);
        const auto report = checkText(joined(edited));
        if (report.ok()) return std::string("no error");
        const Error& error = report.errors()[0];
        return error.format().substr(error.file.size() + 1);
    };
    EXPECT_EQ(errorOf(2, R"("ev":"boot")", R"("ev":"bot")"),
              "2:28: ev: unknown kind of event \"bot\"; did you mean \"boot\"?");
    EXPECT_EQ(errorOf(2, R"("currentTerm":0)", R"("currentTerm":-1)"),
              "2:88: state.currentTerm: found -1; expected a whole number from 0 to 4294967295");
    EXPECT_EQ(errorOf(2, R"("node":"S1")", R"("node":"S9")").substr(0, 31), "2:42: node: unknown node \"S9\"; ");
    EXPECT_EQ(errorOf(2, R"("votedFor":null,)", ""),
              "2:55: state: field \"votedFor\" is missing; expected it in this object");
    EXPECT_EQ(errorOf(1, "raftlab-trace/1", "raftlab-trace/2").substr(0, 40),
              "1:11: format: made by a newer version (f");
    EXPECT_NE(errorOf(5, "{", "["), "no error");
    EXPECT_NE(errorOf(static_cast<int>(lines.size()), R"("events":)", R"("events":1)"), "no error");
}

TEST(TraceCheck, AnEmptyOrMissingFileIsAnErrorAtItsBeginning) {
    const auto empty = checkText("");
    ASSERT_FALSE(empty.ok());
    EXPECT_EQ(empty.errors()[0].line, 1);
    EXPECT_EQ(empty.errors()[0].column, 1);
    EXPECT_FALSE(checkTrace("/nonexistent/trace.ndjson").ok());
}

TEST(TraceCheck, WhatOnlyTheRunCouldKnowIsPassedOn) {
    auto lines = traceOfSession(kWrite);
    lines.insert(
        lines.begin() + 5,
        R"({"i":3,"step":1,"t":0,"ev":"violation","property":"MatchIndexTruth","text":"so it was","evidence":[0,3]})");
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    ASSERT_EQ(report.value().findings.size(), 1U) << told(report.value());
    EXPECT_EQ(report.value().findings[0].format("t"), "t:6: MatchIndexTruth: so it was (with lines 2, 5)");
    EXPECT_TRUE(report.value().findings[0].isStated);
    EXPECT_TRUE(shownIn(report.value()).empty());
}

/// A stale leader restarts and takes its whole log for committed: that nobody had committed it, the lines of the others
/// do not say.
constexpr std::string_view kTakesItsLogForCommitted = R"({"format":"raftlab-session/1",
  "cluster":{"servers":["S1","S2","S3"],"timers":"manual","rules":{"commitLogOnRestart":true},
             "start":{"term":1,"leader":"S1","logs":{"S1":"","S2":"","S3":""}}},
  "script":[{"split":[["S1"],["S2","S3"]]},{"submit":"x=1","to":"S1"},{"wait":20},{"crash":"S1"},{"restart":"S1"},
            {"wait":20}]})";

TEST(TraceCheck, WhatTheLinesDoNotShowTheTraceMayState) {
    const auto lines = traceOfSession(std::string(kTakesItsLogForCommitted));
    const auto report = checkText(joined(lines));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    EXPECT_EQ(propertiesOf(report.value()).count(Property::StateMachineSafety), 1U) << told(report.value());
}

/// S1 hears only in term 3 of the majority that it had in term 1: S5, elected in term 2, lacked a committed entry.
constexpr std::string_view kCommitsLate = R"({"format":"raftlab-session/1",
  "cluster":{"servers":["S1","S2","S3","S4","S5"],"timers":"manual","heartbeat":100000,"clients":["a","b"],
             "clientTimeout":600000,"rules":{"compareLogs":false}},
  "script":[{"timeout":"S1"},{"wait":60},{"split":[["S1","S3","S4"],["S2","S5"]]},
            {"submit":"x=1","to":"S1","client":"a"},{"wait":10},{"hold":["S3>S1","S4>S1"]},
            {"split":[["S1"],["S2","S3","S5"],["S4"]]},{"timeout":"S5"},{"wait":30},
            {"split":[["S1"],["S5"],["S2","S3","S4"]]},{"timeout":"S4"},{"wait":30},{"timeout":"S4"},{"wait":30},
            {"submit":"x=2","to":"S4","client":"b"},{"wait":100},{"heal":"all"},{"wait":9},
            {"deliver":{"from":"S3","to":"S1","kind":"AppendEntriesReply"}},
            {"deliver":{"from":"S4","to":"S1","kind":"AppendEntriesReply"}}]})";

TEST(TraceCheck, AnEntryThatAnOlderLeaderHadCommittedCountsFromThen) {
    const auto report = checkText(joined(traceOfSession(std::string(kCommitsLate))));
    ASSERT_TRUE(report.ok()) << textOf(report.errors());
    EXPECT_EQ(shownIn(report.value()).count(Property::LeaderCompleteness), 1U) << told(report.value());
    EXPECT_TRUE(report.value().faults.empty());
}

}  // namespace
}  // namespace raft
