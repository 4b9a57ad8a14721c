// Every property is caught red-handed under a broken rule, and the same run with the rule kept is silent.

#include "tests/raft/check/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "raft/check/linearizability.h"

namespace raft::lab {
namespace {

bool isBroken(const Lab& lab, Property property) {
    if (property != Property::Linearizability) return lab.broken(property);
    return checkLinearizability(lab.cluster()).verdict == Verdict::Broken;
}

class BrokenScenario : public testing::TestWithParam<Scenario> {};

TEST_P(BrokenScenario, IsCaughtWithTheRuleBent) {
    const Lab lab = played(GetParam(), Rule::Bent);
    const std::vector<Property>& expected = GetParam().breaks;
    for (const PropertyInfo& info : propertyTable()) {
        const bool listed = std::find(expected.begin(), expected.end(), info.property) != expected.end();
        EXPECT_EQ(isBroken(lab, info.property), listed) << info.name << "\n" << lab.told();
    }
}

TEST_P(BrokenScenario, BreaksNothingWithTheRuleKept) {
    const Lab lab = played(GetParam(), Rule::Kept);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    EXPECT_TRUE(lab.monitor().violations().empty());
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
}

TEST_P(BrokenScenario, ToldTheSameTwice) {
    EXPECT_EQ(played(GetParam(), Rule::Bent).told(), played(GetParam(), Rule::Bent).told());
}

INSTANTIATE_TEST_SUITE_P(Monitor, BrokenScenario, testing::ValuesIn(brokenScenarios()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(BrokenScenarios, CoverEveryProperty) {
    const std::vector<Scenario> scenarios = brokenScenarios();
    for (const PropertyInfo& info : propertyTable()) {
        // No rule makes a leader slow to commit: MadeUpStep.LeaderDoesNotCommitWhatItMay.
        if (info.property == Property::CommitAdvances) continue;
        const bool caught = std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& scenario) {
            return std::find(scenario.breaks.begin(), scenario.breaks.end(), info.property) != scenario.breaks.end();
        });
        EXPECT_TRUE(caught) << info.name << " is never caught";
    }
}

TEST(BrokenScenarios, NeedEveryRuleThatMayBeBentWrongly) {
    const std::vector<Scenario> scenarios = brokenScenarios();
    for (const RuleInfo& info : ruleTable()) {
        const int choices = std::max(2, static_cast<int>(info.choices.size()));
        for (int value = 0; value < choices; ++value) {
            if (isCorrect(info.id, value)) continue;
            const bool needed = std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& scenario) {
                return scenario.rule == info.id && scenario.bent == value;
            });
            EXPECT_TRUE(needed) << info.name << "=" << value << " breaks nothing here";
        }
    }
}

/// The table of rules promises which property suffers.
TEST(BrokenScenarios, BreakWhatTheRuleProtects) {
    const std::vector<Scenario> scenarios = brokenScenarios();
    for (const RuleInfo& info : ruleTable()) {
        if (info.protects.empty()) continue;
        const auto property = propertyByName(info.protects);
        ASSERT_TRUE(property) << info.protects;
        const bool broken = std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& scenario) {
            return scenario.rule == info.id &&
                   std::find(scenario.breaks.begin(), scenario.breaks.end(), *property) != scenario.breaks.end();
        });
        EXPECT_TRUE(broken) << info.name << " protects " << info.protects;
    }
}

}  // namespace
}  // namespace raft::lab
