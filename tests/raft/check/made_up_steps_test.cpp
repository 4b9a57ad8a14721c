// Steps that no rule of this version produces: the events are made up, the cluster is not.

#include <gtest/gtest.h>

#include <algorithm>

#include "raft/check/monitor.h"
#include "tests/raft/check/lab.h"

namespace raft::lab {
namespace {

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
    EXPECT_TRUE(monitor.isBroken(Property::CandidateTermNotInLog)) << "entry 1 is of this term";
}

TEST_F(MadeUpStep, LeaderDoesNotCommitWhatItMay) {
    lab_.split({setOf({1}), setOf({2, 3})});
    lab_.submit("x=2", 1);
    lab_.wait(1);
    const auto uses = [](NodeSet voters) {
        const std::uint32_t packed = PackedConfiguration(Configuration{voters, {}, {}}).bits();
        return eventOf(EventKind::Config, S(1), {0, packed, packed});
    };
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {uses(NodeSet::firstNodes(3))}));
    EXPECT_TRUE(monitor.safe()) << "its own copy is one of three";
    monitor.observe(lab_.cluster(), stepOf(lab_, {uses(NodeSet::firstNodes(1))}));
    EXPECT_TRUE(monitor.isBroken(Property::CommitAdvances)) << "in a cluster of its own it would be enough";
}

TEST_F(MadeUpStep, LeaderBecomesCandidate) {
    EXPECT_TRUE(breaksOnly(Property::LegalTransitions,
                           {eventOf(EventKind::Role, S(1), {numberOf(Role::Leader), numberOf(Role::Candidate)})}));
}

TEST_F(MadeUpStep, NoEventTellsOfTheRole) {
    const Event something = eventOf(EventKind::Note, S(1), {});
    Monitor knows = lab_.monitor();
    knows.observe(lab_.cluster(), stepOf(lab_, {something}));
    EXPECT_TRUE(knows.safe());
    Monitor monitor = Lab(quietConfig(3)).monitor();  // There S1 was a follower.
    monitor.observe(lab_.cluster(), stepOf(lab_, {something}));
    EXPECT_TRUE(monitor.isBroken(Property::LegalTransitions));
}

TEST_F(MadeUpStep, ALeaderSlipsIntoATermThatAnotherLeads) {
    Lab watched(quietConfig(3));
    watched.elect(1);
    watched.split({setOf({1}), setOf({2, 3})});
    watched.elect(2);
    Monitor monitor = watched.monitor();
    ASSERT_TRUE(monitor.safe());
    Lab other(quietConfig(3));
    other.timeout(1);
    other.elect(1);  // Term 2, as S2 in the other.
    ASSERT_EQ(other.node(1).role(), Role::Leader);
    ASSERT_EQ(other.node(1).currentTerm(), Term(2));
    monitor.observe(other.cluster(), stepOf(other, {eventOf(EventKind::Note, S(1), {})}));
    EXPECT_TRUE(monitor.isBroken(Property::ElectionSafety));
}

TEST_F(MadeUpStep, MatchIndexFallsWithoutAMessage) {
    const Lab before = lab_;
    lab_.write("x=2", 1);
    Monitor monitor = lab_.monitor();
    monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Note, S(1), {})}));
    EXPECT_TRUE(monitor.safe());
    monitor.observe(before.cluster(), stepOf(before, {eventOf(EventKind::Note, S(1), {})}));
    EXPECT_TRUE(monitor.isBroken(Property::MatchMonotonic));
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

TEST_F(MadeUpStep, TheSameIsToldOnce) {
    Monitor monitor = lab_.monitor();
    for (int time = 0; time < 5; ++time) {
        monitor.observe(lab_.cluster(), stepOf(lab_, {eventOf(EventKind::Vote, S(2), {1}, S(3))}));
    }
    EXPECT_EQ(monitor.violations().size(), 1U);
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
