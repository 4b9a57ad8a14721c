// Who counts as having said yes, who knows it, and where two majorities meet.

#include "render/views/tally.h"

#include <gtest/gtest.h>

#include "render/views/role_steps.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/lesson_fixtures.h"

namespace render {
namespace {

using raft::NodeId;
using raft::SimTime;

TEST(Tally, CountsACandidatesVotesAsItKnowsThem) {
    const std::vector<Tally> tallies = talliesOf(fixtures::election(5), {});
    ASSERT_EQ(tallies.size(), 1U);
    const Tally& election = tallies.front();
    EXPECT_EQ(election.asks, NodeId(1));
    EXPECT_EQ(election.answers,
              (std::vector<Answer>{Answer::Yes, Answer::Yes, Answer::No, Answer::YesUnheard, Answer::None}));
    EXPECT_EQ(election.quorum, 3);
    EXPECT_TRUE(election.isMajority()) << "with the vote that is on its way";
    EXPECT_EQ(election.state, TallyState::Open) << "which the candidate does not know yet";
}

TEST(Tally, PreVotesAreCountedForTheTermThatTheyAskAbout) {
    raft::ClusterView view = fixtures::election(5);
    const std::vector<Answer> answers = talliesOf(view, {}).front().answers;
    EXPECT_FALSE(talliesOf(view, {}).front().isPreVote);
    view.nodes[1].role = raft::RoleView::PreCandidate;
    const std::vector<Tally> tallies = talliesOf(view, {});
    ASSERT_EQ(tallies.size(), 1U);
    EXPECT_TRUE(tallies.front().isPreVote);
    EXPECT_EQ(tallies.front().term, view.nodes[1].term + 1);
    EXPECT_EQ(tallies.front().answers, answers);
    EXPECT_EQ(tallies.front().state, TallyState::Open);
    Tally real = tallies.front();
    real.isPreVote = false;
    ASSERT_TRUE(real.isMajority());
    EXPECT_FALSE(inEveryMajority({real, real}).empty());
    EXPECT_TRUE(inEveryMajority({real, tallies.front()}).empty()) << "a pre-vote binds nobody";
}

/// What its snapshot stands for, a server holds.
TEST(Tally, CountsCopiesThatAreFoldedIntoASnapshot) {
    raft::ClusterView view = fixtures::twoMajorities();
    const raft::Ref cell = raft::cellRef(NodeId(4), 7);
    for (raft::NodeView& node : view.nodes) node.role = raft::RoleView::Follower;  // Nobody has asked.
    ASSERT_TRUE(talliesOf(view, cell).back().cell->committed);
    const int before = talliesOf(view, cell).back().count(Answer::YesUnheard);
    raft::NodeView& folded = view.nodes[1];
    folded.lastIncludedIndex = 7;
    while (!folded.cells.empty() && folded.cells.front().index <= 7) folded.cells.erase(folded.cells.begin());
    EXPECT_EQ(talliesOf(view, cell).back().count(Answer::YesUnheard), before) << "S2 holds it as it did";
    folded.lastIncludedIndex = 6;
    EXPECT_EQ(talliesOf(view, cell).back().count(Answer::YesUnheard), before - 1);
}

TEST(Tally, ToldApartWhatTheLeaderKnowsAndWhatOnlyWeSee) {
    const std::vector<Tally> tallies = talliesOf(fixtures::twoMajorities(), {});
    ASSERT_EQ(tallies.size(), 2U);
    EXPECT_EQ(tallies[0].state, TallyState::Elected);
    const Tally& entry = tallies[1];
    EXPECT_TRUE(entry.isEntry);
    EXPECT_EQ(entry.index, 8U) << "the newest of the leader's that is not committed";
    EXPECT_EQ(entry.answers[4], Answer::Yes);
    EXPECT_EQ(entry.answers[3], Answer::Yes) << "it has answered";
    EXPECT_EQ(entry.answers[1], Answer::YesUnheard) << "it has stored the entry, and its answer is on its way";
    EXPECT_EQ(entry.answers[2], Answer::None) << "its entry 8 is another one";
    EXPECT_EQ(entry.state, TallyState::Open);
}

TEST(Tally, FollowsTheSelectedCell) {
    const std::vector<Tally> tallies = talliesOf(fixtures::twoMajorities(), raft::cellRef(NodeId(2), 8));
    const Tally& entry = tallies.back();
    EXPECT_EQ(entry.term, 3U);
    EXPECT_EQ(entry.asks, raft::kNoNode) << "no leader has that entry";
    EXPECT_EQ(entry.count(Answer::Yes), 0);
    EXPECT_EQ(entry.count(Answer::YesUnheard), 2) << "S1's disk and S3";
}

TEST(Tally, SaysCommittedOnlyOfThoseWhoKnow) {
    raft::ClusterView view = fixtures::twoMajorities();
    EXPECT_EQ(talliesOf(view, raft::cellRef(NodeId(4), 7)).back().state, TallyState::CommittedKnown);
    view.nodes[4].commitIndex = 6;
    EXPECT_EQ(talliesOf(view, raft::cellRef(NodeId(4), 7)).back().state, TallyState::CommittedSeen);
    for (raft::NodeView& node : view.nodes) {
        for (raft::CellView& cell : node.cells) cell.committed = false;
    }
    for (raft::PeerView& peer : view.nodes[4].peers) peer.matchIndex = 7;
    EXPECT_EQ(talliesOf(view, raft::cellRef(NodeId(4), 7)).back().state, TallyState::OlderTerm);
    for (raft::PeerView& peer : view.nodes[4].peers) peer.matchIndex = 6;
    EXPECT_EQ(talliesOf(view, raft::cellRef(NodeId(4), 7)).back().state, TallyState::Open);
}

TEST(Tally, SeenAsAServerKnowsNoOtherElection) {
    raft::ClusterView view = fixtures::twoMajorities();
    view.seenAs = NodeId(2);
    for (raft::NodeView& node : view.nodes) node.unknown = node.id != view.seenAs;
    for (raft::NodeView& node : view.nodes) {
        if (node.unknown) node.cells.clear();
    }
    EXPECT_TRUE(talliesOf(view, {}).empty()) << "S3 does not lead, and nobody else's role is known to it";
    const std::vector<Tally> own = talliesOf(view, raft::cellRef(NodeId(2), 7));
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].count(Answer::Yes), 1);
    EXPECT_EQ(own[0].count(Answer::YesUnheard), 0);
}

TEST(Tally, ALeaderByDeclarationHasNoElection) {
    raft::ClusterView view = fixtures::twoMajorities();
    view.nodes[4].votes = 1;
    for (raft::PeerView& peer : view.nodes[4].peers) peer.vote = raft::VoteView::None;
    const std::vector<Tally> tallies = talliesOf(view, {});
    ASSERT_EQ(tallies.size(), 1U);
    EXPECT_TRUE(tallies[0].isEntry);
}

TEST(Tally, TwoMajoritiesShareAServer) {
    const std::vector<Tally> tallies = talliesOf(fixtures::twoMajorities(), {});
    const std::vector<bool> in = inEveryMajority(tallies);
    EXPECT_EQ(in, (std::vector<bool>{false, true, false, true, true}));
    EXPECT_TRUE(inEveryMajority({tallies[0]}).empty()) << "one majority overlaps with nothing";
}

// ---- Which arrow of the role diagram was taken last ----

raft::RunView runOf(std::vector<raft::LaneSpan> lanes, std::int64_t cursorMs) {
    raft::RunView run;
    run.to = SimTime::fromMs(1000);
    run.cursor = run.end = SimTime::fromMs(cursorMs);
    run.lanes = std::move(lanes);
    return run;
}

raft::LaneSpan span(int server, raft::LaneState state, std::uint32_t term, std::int64_t from) {
    return {NodeId(static_cast<std::uint8_t>(server)), state, term, SimTime::fromMs(from), raft::kNever};
}

RoleWay wayAfter(raft::LaneState before, raft::LaneState after, std::uint32_t termAfter = 1) {
    const auto step =
        lastRoleStep(fixtures::quietCluster(3, 1), runOf({span(0, before, 1, 0), span(0, after, termAfter, 10)}, 20));
    return step ? step->way : RoleWay::StartsUp;
}

TEST(RoleSteps, AreTheArrowsOfFigureFour) {
    using raft::LaneState;
    EXPECT_EQ(wayAfter(LaneState::Follower, LaneState::Candidate, 2), RoleWay::StartsElection);
    EXPECT_EQ(wayAfter(LaneState::Candidate, LaneState::Candidate, 2), RoleWay::StartsNewElection);
    EXPECT_EQ(wayAfter(LaneState::Candidate, LaneState::Leader), RoleWay::WinsElection);
    EXPECT_EQ(wayAfter(LaneState::Candidate, LaneState::Follower), RoleWay::FindsLeader);
    EXPECT_EQ(wayAfter(LaneState::Leader, LaneState::Follower, 2), RoleWay::FindsHigherTerm);
    EXPECT_EQ(wayAfter(LaneState::Leader, LaneState::Down), RoleWay::Crash);
    EXPECT_EQ(wayAfter(LaneState::Down, LaneState::Follower), RoleWay::Restart);
}

TEST(RoleSteps, ANewTermAloneIsNoStep) {
    using raft::LaneState;
    const raft::ClusterView view = fixtures::quietCluster(3, 1);
    const auto onlyTerm =
        lastRoleStep(view, runOf({span(0, LaneState::Follower, 1, 0), span(0, LaneState::Follower, 2, 10)}, 20));
    ASSERT_TRUE(onlyTerm);
    EXPECT_EQ(onlyTerm->way, RoleWay::StartsUp) << "nothing else has happened since the start";
    EXPECT_TRUE(onlyTerm->nodes.empty());
}

TEST(RoleSteps, LieUpToTheCursorAndMayBeTakenTogether) {
    using raft::LaneState;
    const raft::ClusterView view = fixtures::quietCluster(3, 1);
    const std::vector<raft::LaneSpan> lanes{span(0, LaneState::Follower, 1, 0), span(0, LaneState::Down, 1, 10),
                                            span(1, LaneState::Follower, 1, 0), span(1, LaneState::Down, 1, 10),
                                            span(2, LaneState::Follower, 1, 0), span(2, LaneState::Candidate, 2, 30)};
    const auto early = lastRoleStep(view, runOf(lanes, 20));
    ASSERT_TRUE(early);
    EXPECT_EQ(early->nodes, (std::vector<NodeId>{NodeId(0), NodeId(1)}));
    EXPECT_EQ(early->way, RoleWay::Crash);
    EXPECT_EQ(lastRoleStep(view, runOf(lanes, 40))->nodes, std::vector<NodeId>{NodeId(2)});
    // At the very instant, the view says whether the step is done.
    EXPECT_EQ(lastRoleStep(view, runOf(lanes, 30))->way, RoleWay::Crash);
}

RoleStep askingStep(raft::LaneState before, raft::LaneState after, std::uint32_t termAfter = 1) {
    raft::ClusterView view = fixtures::quietCluster(3, 1);
    view.preVote = true;
    const auto step = lastRoleStep(view, runOf({span(0, before, 1, 0), span(0, after, termAfter, 10)}, 20));
    return step ? *step : RoleStep{};
}

TEST(RoleSteps, WithPreVotesWhoeverTimesOutAsksFirst) {
    using raft::LaneState;
    EXPECT_EQ(askingStep(LaneState::Follower, LaneState::PreCandidate).way, RoleWay::AsksFirst);
    EXPECT_EQ(askingStep(LaneState::PreCandidate, LaneState::Candidate, 2).way, RoleWay::WouldWin);
    EXPECT_EQ(askingStep(LaneState::Candidate, LaneState::PreCandidate).way, RoleWay::AsksAgain);
    EXPECT_EQ(askingStep(LaneState::Candidate, LaneState::Leader).way, RoleWay::WinsElection);
    EXPECT_EQ(askingStep(LaneState::Follower, LaneState::Candidate, 2).way, RoleWay::StandsAtOnce);
    EXPECT_EQ(askingStep(LaneState::PreCandidate, LaneState::Down).from, RoleState::PreCandidate);
}

TEST(RoleSteps, WhoFindsALeaderDoesSoAsACandidateOrWhileItOnlyAsks) {
    using raft::LaneState;
    const RoleStep asked = askingStep(LaneState::PreCandidate, LaneState::Follower, 2);
    EXPECT_EQ(asked.way, RoleWay::FindsLeader);
    EXPECT_EQ(asked.from, RoleState::PreCandidate);
    const RoleStep stood = askingStep(LaneState::Candidate, LaneState::Follower, 2);
    EXPECT_EQ(stood.way, RoleWay::FindsLeader);
    EXPECT_EQ(stood.from, RoleState::Candidate);
}

TEST(RoleSteps, WhereNobodyAsksFirstAPreCandidateStandsBesideTheCandidates) {
    using raft::LaneState;
    EXPECT_EQ(wayAfter(LaneState::Follower, LaneState::PreCandidate), RoleWay::StartsElection);
    EXPECT_EQ(wayAfter(LaneState::PreCandidate, LaneState::Follower), RoleWay::FindsLeader);
}

}  // namespace
}  // namespace render
