// Whoever decides by a bent rule says so, and nobody says so who keeps to Raft.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

struct Saying {
    RuleId rule;
    int bent;
    Reason reason;
};

constexpr Saying kSayings[] = {
    {RuleId::CompareBy, 1, Reason::OlderLogTaken},
    {RuleId::CompareBy, 2, Reason::OlderLogTaken},
    {RuleId::CompareBy, 3, Reason::OlderLogTaken},
    {RuleId::OneVotePerTerm, 0, Reason::VotedAgain},
    {RuleId::NewTermPerElection, 0, Reason::TermKept},
    {RuleId::IgnoreStaleVotes, 0, Reason::StaleAnswerCounted},
    {RuleId::CountVotesOnce, 0, Reason::VoteCountedTwice},
    {RuleId::RefuseStaleLeaders, 0, Reason::StaleLeaderHeeded},
    {RuleId::CheckPrevTerm, 0, Reason::PrevTermNotChecked},
    {RuleId::Conflicts, 1, Reason::ConflictKept},
    {RuleId::Conflicts, 2, Reason::ConflictOverwritten},
    {RuleId::MatchFromHint, 1, Reason::HintTakenForMatch},
    {RuleId::IgnoreStaleAcks, 0, Reason::StaleAnswerCounted},
    {RuleId::CommitUpTo, 1, Reason::CommittedPastMessage},
    {RuleId::ApplyOnlyCommitted, 0, Reason::UncommittedApplied},
    {RuleId::CommitLogOnRestart, 1, Reason::LogTakenForCommitted},
};

/// Every reason that is given while the scenario is played.
std::set<Reason> reasonsOf(const Scenario& scenario, Rule how) {
    ClusterConfig config = scenario.config;
    if (how == Rule::Bent) config.rules.set(scenario.rule, scenario.bent);
    Lab lab(config);
    std::set<Reason> given;
    lab.eachStep = [&given](const StepEvents& step) {
        for (const Event& event : step.events) given.insert(event.reason);
    };
    scenario.play(lab);
    return given;
}

TEST(BentReasons, AreGivenWithTheRuleBentAndOnlyThen) {
    const std::vector<Scenario> scenarios = brokenScenarios();
    for (const Saying& saying : kSayings) {
        const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&saying](const Scenario& scenario) {
            return scenario.rule == saying.rule && scenario.bent == saying.bent;
        });
        ASSERT_NE(found, scenarios.end()) << infoOf(saying.rule).name;
        EXPECT_EQ(reasonsOf(*found, Rule::Bent).count(saying.reason), 1u) << found->name;
        const std::set<Reason> kept = reasonsOf(*found, Rule::Kept);
        for (const Saying& any : kSayings) {
            EXPECT_EQ(kept.count(any.reason), 0u) << found->name << ": " << infoOf(any.reason).name;
        }
    }
}

}  // namespace
}  // namespace raft::lab
