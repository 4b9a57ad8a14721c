// The sessions in tests/scenarios: each rule that can be bent has one that needs it, and is safe without the bend.

#include <filesystem>

#include "raft/core/rules.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Scenarios : public ProgramTest {};

TEST_F(Scenarios, AllDoWhatTheyClaim) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(RAFTLAB_SOURCE_DIR "/tests/scenarios")) {
        const std::string path = entry.path().string();
        if (path.find(".session.json") == std::string::npos) continue;
        ++count;
        const Answer answer = run({"run", path, "--hash"});
        EXPECT_EQ(answer.code, 0) << path << "\n" << answer.out << answer.err;
    }
    EXPECT_GE(count, 10);
}

class RuleScenarios : public ProgramTest, public testing::WithParamInterface<raft::RuleInfo> {
protected:
    std::string correctValue() const {
        const raft::RuleInfo& info = GetParam();
        const int value = info.correctWhenOn ? 1 : 0;
        const bool choice = info.kind == raft::RuleInfo::Kind::Choice;
        const std::string text = choice       ? std::string(info.choices[static_cast<std::size_t>(value)])
                                 : value != 0 ? "true"
                                              : "false";
        return "rules." + std::string(info.name) + "=" + text;
    }
};

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
    const Answer answer = run({"run", scenario(std::string(GetParam().scenario)), "--set", correctValue(), "--expect",
                               "!broken(" + property + ") && safe"});
    EXPECT_TRUE(linesWith(answer.out, "VIOLATION").empty()) << answer.out;
    EXPECT_EQ(linesWith(answer.out, "ok\t!broken(" + property + ") && safe").size(), 1u) << answer.out << answer.err;
}

std::vector<raft::RuleInfo> rulesWithScenarios() {
    std::vector<raft::RuleInfo> rules;
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        if (!info.scenario.empty()) rules.push_back(info);
    }
    return rules;
}

INSTANTIATE_TEST_SUITE_P(Each, RuleScenarios, testing::ValuesIn(rulesWithScenarios()),
                         [](const auto& rule) { return std::string(rule.param.name); });

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
