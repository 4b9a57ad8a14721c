#pragma once
// Every rule of Raft with its source, where it lives, and the tests that hold us to it.

#include <string>
#include <string_view>
#include <vector>

namespace raft::test {

/// Where a rule lives: "core/node.cpp" below raft/, "adoptTerm".
struct Place {
    std::string_view file;
    std::string_view function;
};

struct PaperRule {
    std::string_view rule;      ///< A letter and a number: "G1".
    std::string_view citation;  ///< "§5.2" of the paper, "Figure 2", "D §6.4" of the dissertation.
    std::string_view says;
    Place lives;
    std::vector<std::string_view> tests;  ///< "Suite.Name" of this program.
};

/// How many rules there are of each letter.
struct RuleGroup {
    std::string_view letter;
    int count;
    std::string_view subject = {};  ///< "Elections".
};

const std::vector<RuleGroup>& ruleGroups();
const std::vector<PaperRule>& paperRules();

/// What is wrong with a table, given the tests that the program has: rules without a row or a row without a test or a
/// source, tests that do not exist, tests of the paper's suites that no row names.
std::vector<std::string> faultsOf(const std::vector<PaperRule>& rules, const std::vector<RuleGroup>& groups,
                                  const std::vector<std::string>& tests);

}  // namespace raft::test
