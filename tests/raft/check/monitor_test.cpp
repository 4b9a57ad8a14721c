// What the monitor knows, and how it tells.

#include "raft/check/monitor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

const Violation* firstOf(const Lab& lab, Property property) {
    for (const Violation& violation : lab.monitor().violations()) {
        if (violation.property == property) return &violation;
    }
    return nullptr;
}

Scenario scenarioNamed(const std::string& name) {
    for (const Scenario& scenario : brokenScenarios()) {
        if (scenario.name == name) return scenario;
    }
    ADD_FAILURE() << name;
    return {};
}

// ---- What it knows ----

TEST(Monitor, KnowsWhatIsCommittedBeforeFollowersDo) {
    Lab lab(quietConfig(3));
    EXPECT_EQ(lab.monitor().committed(), LogIndex(0));
    lab.elect(2);
    lab.submit("x=1", 2);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(0));
    lab.wait(30);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1));
    EXPECT_EQ(lab.node(1).state().commitIndex, LogIndex(0));
    EXPECT_EQ(lab.monitor().committedTerm(LogIndex(1)), Term(1));
    EXPECT_EQ(lab.monitor().committedTerm(LogIndex(0)), std::nullopt);
    EXPECT_EQ(lab.monitor().committedTerm(LogIndex(2)), std::nullopt);
    EXPECT_TRUE(lab.monitor().isCommitted(LogIndex(1), Term(1)));
    EXPECT_FALSE(lab.monitor().isCommitted(LogIndex(1), Term(2)));
    EXPECT_FALSE(lab.monitor().isCommitted(LogIndex(2), Term(1)));
}

TEST(Monitor, KnowsWhoLedEachTerm) {
    Lab lab(quietConfig(3));
    lab.elect(2);
    lab.timeout(3);
    lab.timeout(3);
    lab.wait(30);
    EXPECT_EQ(lab.monitor().leaderOf(Term(1)), S(2));
    EXPECT_EQ(lab.monitor().leaderOf(Term(2)), std::nullopt) << "S3 asked, but led only term 3";
    EXPECT_EQ(lab.monitor().leaderOf(Term(3)), S(3));
    EXPECT_EQ(lab.monitor().leaderOf(Term(4)), std::nullopt);
}

ClusterConfig started() {
    ClusterConfig config = quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    StartState start;
    start.term = Term(3);
    start.leader = S(1);
    start.commit = LogIndex(2);
    start.logs = {{{Term(1), "x=1"}, {Term(3), "x=2"}, {Term(3), "x=3"}},
                  {{Term(1), "x=1"}, {Term(3), "x=2"}},
                  {{Term(1), "x=1"}}};
    config.start = start;
    return config;
}

TEST(Monitor, BeginsWithTheDeclaredStart) {
    Lab lab(started());
    EXPECT_EQ(lab.monitor().committed(), LogIndex(2));
    EXPECT_EQ(lab.monitor().committedTerm(LogIndex(1)), Term(1));
    EXPECT_EQ(lab.monitor().leaderOf(Term(3)), S(1));
    lab.wait(200);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(3));
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(3));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Monitor, HoldsTheDeclaredStartAgainstALaterLeader) {
    ClusterConfig config = started();
    config.rules.compareLogs = false;
    Lab lab(config);
    lab.crash(1);
    lab.elect(3);
    ASSERT_EQ(lab.node(3).role(), Role::Leader);
    ASSERT_NE(firstOf(lab, Property::LeaderCompleteness), nullptr) << lab.told();
    EXPECT_EQ(firstOf(lab, Property::LeaderCompleteness)->text,
              "S3 leads term 4 but lacks entry 2 (x=2 of term 3), committed in term 3");
}

// ---- How it tells ----

TEST(Monitor, TellsWithNumbersTimeAndEvidence) {
    const Lab lab = played(scenarioNamed("AVoterForgetsItsVote"), Rule::Bent);
    const Violation* votes = firstOf(lab, Property::OneVotePerTerm);
    ASSERT_NE(votes, nullptr);
    EXPECT_EQ(votes->text, "S2 voted for S1 and for S3 in term 1");
    EXPECT_EQ(votes->time, SimTime::fromMs(40));
    ASSERT_EQ(votes->evidence.size(), 2U);
    EXPECT_LT(votes->evidence[0], votes->evidence[1]);
    EXPECT_EQ(votes->evidence.back(), votes->event);

    const Violation* leaders = firstOf(lab, Property::ElectionSafety);
    ASSERT_NE(leaders, nullptr);
    EXPECT_EQ(leaders->text, "S1 and S3 both led term 1");
    EXPECT_EQ(leaders->evidence.size(), 2U);
}

/// The evidence names the very events: played again, they are what the sentence says.
TEST(Monitor, EvidencePointsAtTheEventsThatProveIt) {
    const Scenario scenario = scenarioNamed("AVoterForgetsItsVote");
    const Lab first = played(scenario, Rule::Bent);
    const Violation* votes = firstOf(first, Property::OneVotePerTerm);
    ASSERT_NE(votes, nullptr);

    ClusterConfig config = scenario.config;
    config.rules.set(scenario.rule, scenario.bent);
    Lab again(config);
    std::vector<Event> proof;
    again.eachStep = [&](const StepEvents& step) {
        for (std::size_t k = 0; k < step.events.size(); ++k) {
            const EventId id = step.first + static_cast<std::uint32_t>(k);
            if (std::count(votes->evidence.begin(), votes->evidence.end(), id) > 0) proof.push_back(step.events[k]);
        }
    };
    scenario.play(again);
    ASSERT_EQ(proof.size(), 2U);
    for (const Event& event : proof) {
        EXPECT_EQ(event.kind, EventKind::Vote);
        EXPECT_EQ(event.node, S(2));
        EXPECT_EQ(event.args[0], 1U);
    }
    EXPECT_EQ(proof[0].peer, S(1));
    EXPECT_EQ(proof[1].peer, S(3));
}

TEST(Monitor, CallsServersByTheirLabels) {
    Scenario scenario = scenarioNamed("AVoterForgetsItsVote");
    scenario.config.labels = {{"S1", "Ann"}, {"S3", "Cid"}};
    const Lab lab = played(scenario, Rule::Bent);
    ASSERT_NE(firstOf(lab, Property::ElectionSafety), nullptr);
    EXPECT_EQ(firstOf(lab, Property::ElectionSafety)->text, "Ann and Cid both led term 1");
}

TEST(Monitor, TellsTheFirstFewOfEachPropertyAndStaysBroken) {
    ClusterConfig config = quietConfig(5);
    config.rules.quorum = QuorumRule::Half;
    config.rules.compareLogs = false;
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3, 4}), setOf({5})});
    for (int term = 1; term <= 6; ++term) {
        lab.timeout(1);
        lab.timeout(3);
        lab.wait(30);
        lab.act(act::Restart{setOf({1, 3})});
    }
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
    const auto told = lab.monitor().violations();
    EXPECT_EQ(std::count_if(told.begin(), told.end(),
                            [](const Violation& v) { return v.property == Property::ElectionSafety; }),
              Monitor::kToldPerProperty);
    EXPECT_FALSE(lab.monitor().safe());
    EXPECT_FALSE(lab.broken(Property::LogMatching));
}

TEST(Monitor, IsAValueThatRewinds) {
    ClusterConfig config = quietConfig(3);
    config.rules.persistVote = false;
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    const Lab before = lab;
    lab.elect(3);
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
    EXPECT_FALSE(before.broken(Property::ElectionSafety));
    Lab again = before;
    again.elect(3);
    EXPECT_EQ(again.told(), lab.told());
    EXPECT_EQ(firstOf(before, Property::ElectionSafety), nullptr);
}

}  // namespace
}  // namespace raft::lab
