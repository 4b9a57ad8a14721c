// The sessions in tests/scenarios: each rule has one that needs it. One that bends a rule is safe once the rule is
// kept; one that goes another way which is Raft too shows what is different there, and is safe both ways.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "raft/core/rules.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Scenarios : public ProgramTest {};

/// The names of the sessions that begin like this, in order.
std::vector<std::string> sessions(const std::string& beginning = {}) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(RAFTLAB_SOURCE_DIR "/tests/scenarios")) {
        const std::string file = entry.path().filename().string();
        const std::size_t end = file.find(".session.json");
        if (end == std::string::npos || file.compare(0, beginning.size(), beginning) != 0) continue;
        names.push_back(file.substr(0, end));
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// A value of a rule as files write it: "true", "halves".
std::string textOf(const raft::RuleInfo& info, int value) {
    if (info.kind == raft::RuleInfo::Kind::Choice) return std::string(info.choices[static_cast<std::size_t>(value)]);
    return value != 0 ? "true" : "false";
}

std::string setting(const raft::RuleInfo& info, int value) {
    return "rules." + std::string(info.name) + "=" + textOf(info, value);
}

TEST_F(Scenarios, AllDoWhatTheyClaim) {
    const std::vector<std::string> all = sessions();
    EXPECT_GE(all.size(), 10U);
    for (const std::string& name : all) {
        const Answer answer = run({"run", scenario(name), "--hash"});
        EXPECT_EQ(answer.code, 0) << name << "\n" << answer.out << answer.err;
    }
}

// ---- Rules that can be bent wrongly ----

class RuleScenarios : public ProgramTest, public testing::WithParamInterface<raft::RuleInfo> {};

TEST_P(RuleScenarios, BreakWhatTheRuleProtects) {
    const std::string property(GetParam().protects);
    const Answer answer =
        run({"run", scenario(std::string(GetParam().scenario)), "--expect", "broken(" + property + ")"});
    EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
    // Linearizability is only looked at where it is named, so no line tells of it by itself.
    if (property != "Linearizability") {
        EXPECT_FALSE(linesWith(answer.out, "VIOLATION\t" + property + "\tt=").empty()) << answer.out;
    }
}

TEST_P(RuleScenarios, AreSafeOnceTheRuleIsKept) {
    const std::string property(GetParam().protects);
    const std::string kept = setting(GetParam(), GetParam().correctWhenOn ? 1 : 0);
    const Answer answer = run({"run", scenario(std::string(GetParam().scenario)), "--set", kept, "--expect",
                               "!broken(" + property + ") && safe"});
    EXPECT_TRUE(linesWith(answer.out, "VIOLATION").empty()) << answer.out;
    EXPECT_EQ(linesWith(answer.out, "ok\t!broken(" + property + ") && safe").size(), 1u) << answer.out << answer.err;
}

std::vector<raft::RuleInfo> rulesThatProtect() {
    std::vector<raft::RuleInfo> rules;
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        if (!info.protects.empty()) rules.push_back(info);
    }
    return rules;
}

INSTANTIATE_TEST_SUITE_P(Each, RuleScenarios, testing::ValuesIn(rulesThatProtect()),
                         [](const auto& rule) { return std::string(rule.param.name); });

// ---- Rules whose values are all Raft ----

constexpr std::string_view kChoice = "choice-";

/// A rule with more than two values has more sessions, whose names go on: choice-backup-by-halves.
bool isOf(const raft::RuleInfo& info, const std::string& session) {
    if (!info.protects.empty() || info.scenario.empty()) return false;
    const std::string first(info.scenario);
    return session == first || session.compare(0, first.size() + 1, first + "-") == 0;
}

/// What the session sets the rule to; "" if it does not.
std::string valueIn(const std::string& session, const raft::RuleInfo& info) {
    std::ifstream file(scenario(session));
    const nlohmann::json content = nlohmann::json::parse(file, nullptr, false);
    const auto place = nlohmann::json::json_pointer("/cluster/rules/" + std::string(info.name));
    if (content.is_discarded() || !content.contains(place)) return "";
    const nlohmann::json& value = content.at(place);
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The files do not name a profile.
int usualValue(const raft::RuleInfo& info) { return raft::rulesOf(raft::Profile::Figure2).get(info.id); }

class ChoiceScenarios : public ProgramTest, public testing::WithParamInterface<std::string> {
protected:
    static constexpr const char* kSafe = "safe && !broken(Linearizability)";

    static void expectSafe(const Answer& answer) {
        EXPECT_TRUE(linesWith(answer.out, "VIOLATION").empty()) << answer.out;
        EXPECT_EQ(linesWith(answer.out, std::string("ok\t") + kSafe).size(), 1U) << answer.out << answer.err;
    }
};

TEST_P(ChoiceScenarios, NeedTheOtherValueAndAreSafeWithBoth) {
    const auto rules = raft::ruleTable();
    const auto isItsOwn = [](const raft::RuleInfo& info) { return info.scenario == GetParam(); };
    auto rule = std::find_if(rules.begin(), rules.end(), isItsOwn);
    if (rule == rules.end()) {
        rule =
            std::find_if(rules.begin(), rules.end(), [](const raft::RuleInfo& info) { return isOf(info, GetParam()); });
    }
    ASSERT_NE(rule, rules.end()) << "it is the scenario of no rule";
    const Answer other = run({"run", scenario(GetParam()), "--expect", kSafe});
    EXPECT_EQ(other.code, 0) << other.out << other.err;
    expectSafe(other);
    const Answer usual =
        run({"run", scenario(GetParam()), "--set", setting(*rule, usualValue(*rule)), "--expect", kSafe});
    EXPECT_EQ(usual.code, 1) << usual.out << usual.err;
    expectSafe(usual);
    EXPECT_FALSE(linesWith(usual.out, "NO\t").empty()) << usual.out;
}

INSTANTIATE_TEST_SUITE_P(Each, ChoiceScenarios, testing::ValuesIn(sessions(std::string(kChoice))),
                         [](const auto& session) {
                             std::string name = session.param.substr(kChoice.size());
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST_F(Scenarios, ShowEveryOtherWayThatIsRaftToo) {
    const std::vector<std::string> choices = sessions(std::string(kChoice));
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        if (!info.protects.empty()) continue;
        const int values = std::max(2, static_cast<int>(info.choices.size()));
        for (int value = 0; value < values; ++value) {
            if (value == usualValue(info)) continue;
            const bool shown = std::any_of(choices.begin(), choices.end(), [&](const std::string& session) {
                return isOf(info, session) && valueIn(session, info) == textOf(info, value);
            });
            EXPECT_TRUE(shown) << setting(info, value) << " is shown nowhere";
        }
    }
}

TEST_F(Scenarios, AViolationUnderCorrectRulesWouldMakeTheAnswerNo) {
    // The rule is bent for a moment only, and set right again: what it broke was asked for all the same.
    const Answer bent = run({"run", scenario("broken-quorum")});
    EXPECT_FALSE(linesWith(bent.out, "VIOLATION").empty());
    EXPECT_EQ(bent.code, 0) << bent.out;
    const Answer inBetween = run({"run", "-"}, R"({"format": "raftlab-session/1", "cluster":
      {"servers": ["S1","S2","S3","S4"], "timers": "manual"}, "script": [{"rule": {"quorum": "half"}},
      {"split": [["S1","S2"],["S3","S4"]]}, {"timeout": "S1"}, {"timeout": "S3"}, {"wait": 30},
      {"rule": {"quorum": "majority"}}]})");
    EXPECT_FALSE(linesWith(inBetween.out, "VIOLATION\tElectionSafety\t").empty()) << inBetween.out << inBetween.err;
    EXPECT_EQ(inBetween.code, 0);
}

}  // namespace
}  // namespace cli_test
