#pragma once
// The shortest runs we know that break a property once a rule is bent. Each is a complete run of a fresh lab; with the
// rule as it should be, the same run breaks nothing.

#include "raft/check/property.h"
#include "tests/raft/check/lab.h"

namespace raft::lab {

struct Scenario {
    const char* name;
    RuleId rule;  ///< The rule that is bent,
    int bent;     ///< to this value.
    ClusterConfig config;
    void (*play)(Lab& lab);
    std::vector<Property> breaks;  ///< Exactly what is broken at the end.
};

std::vector<Scenario> brokenScenarios();
/// Those of them that change the membership.
std::vector<Scenario> membershipScenarios();
/// Those about reads; brokenScenarios() has them too.
std::vector<Scenario> readScenarios();
/// Those about votes, and about servers that forget; brokenScenarios() has them too.
std::vector<Scenario> electionScenarios();
/// Those about the log; brokenScenarios() has them too.
std::vector<Scenario> logScenarios();
/// Those about clients' sessions; brokenScenarios() has them too.
std::vector<Scenario> sessionScenarios();

/// Plays it to the end, with the rule bent or not.
enum class Rule { Kept, Bent };
Lab played(const Scenario& scenario, Rule how);

}  // namespace raft::lab
