// The index of the paper's rules is complete and true: see index.h.

#include "tests/raft/paper/index.h"

#include <gtest/gtest.h>

namespace raft::test {
namespace {

/// "Suite.Name" of every test of this program that is not switched off.
std::vector<std::string> testsOfThisProgram() {
    std::vector<std::string> names;
    const testing::UnitTest& program = *testing::UnitTest::GetInstance();
    for (int s = 0; s < program.total_test_suite_count(); ++s) {
        const testing::TestSuite& suite = *program.GetTestSuite(s);
        for (int t = 0; t < suite.total_test_count(); ++t) {
            const std::string test = suite.GetTestInfo(t)->name();
            if (test.rfind("DISABLED_", 0) != 0) names.push_back(std::string(suite.name()) + "." + test);
        }
    }
    return names;
}

TEST(IndexOfThePaper, HasARowForEveryRuleAndATestForEveryRow) {
    for (const std::string& fault : faultsOf(paperRules(), ruleGroups(), testsOfThisProgram())) ADD_FAILURE() << fault;
    EXPECT_GE(paperRules().size(), 80U);
}

TEST(IndexOfThePaper, FindsWhatIsMissing) {
    const std::vector<RuleGroup> groups{{"G", 2}};
    const PaperRule first{"G1", "§5.1", "something", {}, {"A.B"}};
    const PaperRule second{"G2", "§5.2", "something", {}, {"PaperA.B"}};
    const std::vector<std::string> tests{"A.B", "PaperA.B"};
    using Faults = std::vector<std::string>;
    EXPECT_EQ(faultsOf({first, second}, groups, tests), Faults{});
    EXPECT_EQ(faultsOf({first}, groups, {"A.B"}), Faults{"G2 has 0 rows"});
    EXPECT_EQ(faultsOf({first, second, second}, groups, tests), Faults{"G2 has 2 rows"});
    EXPECT_EQ(faultsOf({first, second}, groups, {"PaperA.B"}), Faults{"G1: there is no A.B"});
    EXPECT_EQ(faultsOf({first, second}, {{"G", 1}}, tests), Faults{"G2 is no rule"});
    EXPECT_EQ(faultsOf({first, second}, groups, {"A.B", "PaperA.B", "PaperC.D"}),
              Faults{"PaperC.D belongs to no rule"});
    EXPECT_EQ(faultsOf({first, {"G2", "§5.2", "something", {}, {}}}, groups, {"A.B"}), Faults{"G2 is not tested"});
    EXPECT_EQ(faultsOf({first, {"G2", "", "something", {}, {"A.B"}}}, groups, {"A.B"}),
              Faults{"G2 has no source or no words"});
}

}  // namespace
}  // namespace raft::test
