// What the monitor knows, how it tells, and the cases that look wrong but are not.

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

// ---- What looks wrong but is not ----

/// Leader Completeness counts from the term in which an entry was committed. S3 leads term 3 and lacks an entry of term
/// 2 that is committed in term 4: with the entry's own term that would be an alarm, in a correct run.
TEST(Monitor, AnOldLeaderMayLackAnOldEntryThatALaterLeaderCommits) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.timeout(1);
    lab.restart(1);
    lab.elect(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(2));
    lab.split({setOf({1}), setOf({2, 3})});
    lab.submit("x=2", 1, 0);
    lab.wait(30);
    lab.crash(1);
    lab.elect(3);
    ASSERT_EQ(lab.node(3).role(), Role::Leader);
    ASSERT_EQ(lab.node(3).currentTerm(), Term(3));
    lab.split({setOf({1, 2}), setOf({3})});
    lab.submit("x=3", 3, 1);
    lab.wait(30);
    lab.restart(1);
    lab.elect(1);
    lab.elect(1);
    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    lab.submit("x=4", 1, 2);
    lab.wait(60);

    ASSERT_EQ(lab.monitor().committedTerm(LogIndex(2)), Term(2));
    ASSERT_EQ(lab.node(3).role(), Role::Leader) << "cut off, it still thinks so";
    ASSERT_EQ(lab.node(3).log().termAt(LogIndex(2)), Term(3)) << "and has something else there";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// An old leader hears late that its entry reached a majority: it had been committed in the old term all along.
TEST(Monitor, AnOldLeaderMayCommitLate) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.submit("x=1", 1);
    lab.wait(10);
    lab.act(act::Hold{{LinkId{S(2), S(1)}, LinkId{S(3), S(1)}, LinkId{S(1), S(2)}, LinkId{S(1), S(3)}}});
    lab.wait(40);
    ASSERT_EQ(lab.monitor().committed(), LogIndex(0));
    lab.elect(2);
    ASSERT_EQ(lab.node(2).role(), Role::Leader);
    lab.submit("x=2", 2, 1);
    lab.wait(60);
    ASSERT_EQ(lab.monitor().committed(), LogIndex(2));
    lab.act(act::Drop{MessageMatcher{{}, S(2), S(1), MessageKind::RequestVote, 1}});
    lab.act(act::Release{{LinkId{S(3), S(1)}}});
    lab.wait(30);
    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    ASSERT_EQ(lab.node(1).state().commitIndex, LogIndex(1));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// A vote that a crash took from memory before anybody heard of it may be given again.
TEST(Monitor, AVoteThatNobodyHeardOfMayBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(75);  // The request took 50 + 10 ms; the grant is being written.
    ASSERT_EQ(lab.node(2).persistent().votedFor, S(1));
    lab.restart(2);
    ASSERT_EQ(lab.node(2).persistent().votedFor, kNoNode);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.timeout(3);
    lab.wait(200);
    EXPECT_EQ(lab.node(2).persistent().votedFor, S(3));
    EXPECT_EQ(lab.monitor().leaderOf(Term(1)), S(3));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(Monitor, AVoteThatSomebodyHeardOfMayNotBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    config.rules.ackBeforePersist = true;
    Lab lab(config);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(40);
    ASSERT_EQ(lab.monitor().leaderOf(Term(1)), S(1));
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.timeout(3);
    lab.wait(40);
    EXPECT_TRUE(lab.broken(Property::OneVotePerTerm)) << lab.told();
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
    EXPECT_TRUE(lab.broken(Property::TermMonotonic)) << "S2 told of term 1 and fell back to 0";
}

TEST(Monitor, ATermThatNobodyHeardOfMayBeForgotten) {
    ClusterConfig config = quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    Lab lab(config);
    lab.timeout(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(1));
    lab.wait(20);
    lab.restart(1);
    ASSERT_EQ(lab.node(1).currentTerm(), Term(0));
    lab.elect(1);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// A damaged disk breaks what Raft relies on, and it shows.
TEST(Monitor, SeesThatADiskLostAnAcknowledgedEntry) {
    Lab lab(quietConfig(3));
    lab.elect(1);
    lab.write("x=1", 1);
    lab.crash(2);
    EXPECT_TRUE(lab.monitor().safe());
    lab.act(act::LoseEntries{S(2), 1});
    EXPECT_TRUE(lab.broken(Property::MatchIndexTruth)) << lab.told();
}

TEST(Monitor, SeesThatADiskLostItsVote) {
    Lab lab(quietConfig(3));
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.crash(2);
    lab.act(act::LoseVote{S(2)});
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(3);
    EXPECT_TRUE(lab.broken(Property::OneVotePerTerm)) << lab.told();
    EXPECT_TRUE(lab.broken(Property::ElectionSafety));
}

/// The consistency check is lifted while the leader backs up: an old entry lands behind a newer one.
TEST(Monitor, SeesTermsThatFallWithinALog) {
    ClusterConfig config = quietConfig(3);
    config.clients = {"a", "b", "d"};
    Lab lab(config);
    lab.elect(1);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.write("x=1", 1);
    lab.write("x=2", 1);  // S1 and S2: [1 1].
    lab.split({setOf({1}), setOf({2}), setOf({3})});
    lab.crash(1);
    lab.heal();
    lab.split({setOf({2}), setOf({3})});
    lab.rule(RuleId::CompareLogs, 0);
    lab.heal();
    lab.elect(3);  // S3 leads term 2 without them.
    lab.split({setOf({2}), setOf({3})});
    lab.submit("x=3", 3, 1);
    lab.wait(30);  // S3: [2].
    ASSERT_EQ(lab.node(3).log().lastTerm(), Term(2));
    lab.crash(3);
    lab.restart(3);
    lab.heal();
    lab.timeout(2);  // Term 3: S2 asks S3 for the vote, and gets it, logs are not compared.
    lab.wait(30);
    ASSERT_EQ(lab.node(2).role(), Role::Leader) << "S2 leads with [1 1]";
    EXPECT_FALSE(lab.broken(Property::LogTermsMonotonic));
    lab.wait(5);  // S3 refused prevLogIndex 2; the next try is on its way.
    lab.rule(RuleId::CheckPrev, 0);
    lab.wait(30);
    EXPECT_TRUE(lab.broken(Property::LogTermsMonotonic)) << lab.told();
}

// ---- Steps that no rule of this version produces: the events are made up, the cluster is not ----

StepEvents stepOf(const Lab& lab, std::vector<Event> events) {
    StepEvents made;
    made.begin(lab.cluster().now(), lab.cluster().nextEvent());
    made.events = std::move(events);
    return made;
}

Event eventOf(EventKind kind, NodeId node, std::array<std::uint32_t, 7> args, NodeId peer = kNoNode) {
    Event event;
    event.kind = kind;
    event.node = node;
    event.peer = peer;
    event.args = args;
    return event;
}

constexpr std::uint32_t numberOf(Role role) { return static_cast<std::uint32_t>(role); }

class MadeUpStep : public testing::Test {
protected:
    MadeUpStep() : lab_(quietConfig(3)) {
        lab_.elect(1);
        lab_.write("x=1", 1);
    }
    /// Is this, and nothing else, broken by the events?
    testing::AssertionResult breaksOnly(Property property, std::vector<Event> events) const {
        Monitor monitor = lab_.monitor();
        monitor.observe(lab_.cluster(), stepOf(lab_, std::move(events)));
        if (monitor.violations().size() == 1 && monitor.isBroken(property)) return testing::AssertionSuccess();
        auto failure = testing::AssertionFailure();
        for (const Violation& violation : monitor.violations()) {
            failure << nameOf(violation.property) << ": " << violation.text << "\n";
        }
        return failure;
    }
    Lab lab_;
};

TEST_F(MadeUpStep, NothingIsFine) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Note, kNoNode, {})}));
    EXPECT_TRUE(monitor.safe());
}

TEST_F(MadeUpStep, FollowerBecomesLeader) {
    const Event jump = eventOf(EventKind::Role, S(3), {numberOf(Role::Follower), numberOf(Role::Leader)});
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {jump}));
    EXPECT_TRUE(monitor.isBroken(Property::LegalTransitions));
    EXPECT_TRUE(monitor.isBroken(Property::ElectionSafety));
}

TEST_F(MadeUpStep, LeaderBecomesCandidate) {
    EXPECT_TRUE(breaksOnly(Property::LegalTransitions,
                           {eventOf(EventKind::Role, S(1), {numberOf(Role::Leader), numberOf(Role::Candidate)})}));
}

TEST_F(MadeUpStep, LegalTransitionsAreSilent) {
    Monitor monitor = lab_.monitor();
    const auto become = [](Role from, Role to) {
        return eventOf(EventKind::Role, S(3), {numberOf(from), numberOf(to)});
    };
    monitor.observe(
        lab_.cluster(),
        stepOf(lab_, {become(Role::Follower, Role::PreCandidate), become(Role::PreCandidate, Role::Candidate),
                      become(Role::Candidate, Role::Candidate), become(Role::Candidate, Role::Follower)}));
    EXPECT_TRUE(monitor.safe());
}

TEST_F(MadeUpStep, FollowerCommitsWhatNoLeaderCommitted) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Commit, S(2), {0, 5})}));
    EXPECT_TRUE(monitor.isBroken(Property::StateMachineSafety));
}

TEST_F(MadeUpStep, AppliesOutOfOrder) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Apply, S(1), {1})}));
    EXPECT_TRUE(monitor.isBroken(Property::StateMachineSafety)) << "entry 1 was applied before";
}

TEST_F(MadeUpStep, AppliesBeyondItsCommitIndex) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Apply, S(2), {1})}));
    EXPECT_TRUE(monitor.isBroken(Property::StateMachineSafety));
}

TEST_F(MadeUpStep, CommitIndexFalls) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Commit, S(1), {1, 0})}));
    EXPECT_TRUE(monitor.isBroken(Property::TermMonotonic));
}

TEST_F(MadeUpStep, VotesTwice) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Vote, S(2), {1}, S(1))}));
    EXPECT_TRUE(monitor.safe()) << "the same vote once more";
    EXPECT_TRUE(breaksOnly(Property::OneVotePerTerm, {eventOf(EventKind::Vote, S(2), {1}, S(3))}));
}

TEST_F(MadeUpStep, LeaderDeletesAnEntry) {
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Truncate, S(1), {2, 4})}));
    EXPECT_TRUE(monitor.isBroken(Property::LeaderAppendOnly));
    EXPECT_FALSE(monitor.isBroken(Property::StateMachineSafety)) << "entry 2 was not committed";
    Monitor same = lab_.monitor();
    same.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Truncate, S(1), {1, 1})}));
    EXPECT_FALSE(same.isBroken(Property::LeaderAppendOnly)) << "its old log is a prefix of its new one";
    EXPECT_TRUE(same.isBroken(Property::StateMachineSafety)) << "but it cut below its commitIndex";
}

/// Whatever is claimed, the monitor keeps its footing.
TEST_F(MadeUpStep, NonsenseDoesNotStopIt) {
    Monitor monitor = lab_.monitor();
    for (int kind = 0; kind < kEventKindCount; ++kind) {
        for (const std::uint32_t number : {0u, 1u, 2u, 3u, 1000u}) {
            if (static_cast<EventKind>(kind) == EventKind::Role && number > 3) continue;
            for (int server = 1; server <= 3; ++server) {
                const Event event = eventOf(static_cast<EventKind>(kind), S(server),
                                            {number, std::min(number, 3u), number, number}, S(1 + server % 3));
                monitor.observe(lab_.cluster(), stepOf(lab_, {event}));
            }
        }
    }
    EXPECT_FALSE(monitor.safe());
}

}  // namespace
}  // namespace raft::lab
