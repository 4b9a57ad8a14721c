// Who belongs to the cluster: whose configuration is shown, squares and halves, cells, and majorities of two sets.

#include "render/views/membership.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/majorities.h"
#include "render/views/tally.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/lesson_fixtures.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using raft::NodeId;
using raft::NodeSet;

NodeSet setOf(std::initializer_list<int> numbers) {
    NodeSet set;
    for (const int number : numbers) set.insert(NodeId(static_cast<std::uint8_t>(number - 1)));
    return set;
}

raft::MembershipView simple(NodeSet voters, NodeSet learners = {}) {
    raft::MembershipView members;
    members.voters = voters;
    members.learners = learners;
    members.halves[0] = {voters, voters.size() / 2 + 1};
    members.halfCount = 1;
    return members;
}

raft::MembershipView joint(NodeSet oldVoters, NodeSet voters) {
    raft::MembershipView members = simple(oldVoters);
    members.voters = voters;
    members.oldVoters = oldVoters;
    members.halves[1] = {voters, voters.size() / 2 + 1};
    members.halfCount = 2;
    return members;
}

raft::ClusterView clusterWith(int count, const raft::MembershipView& members) {
    raft::ClusterView view = fixtures::quietCluster(count, 1);
    for (raft::NodeView& node : view.nodes) node.membership = members;
    return view;
}

std::string wordsOf(const Scene& scene) {
    std::string words;
    for (const Item& item : scene.items()) {
        if (const auto* text = std::get_if<TextItem>(&item)) words.append(scene.texts(text->text)).append("|");
    }
    return words;
}
bool says(const Scene& scene, std::string_view word) { return wordsOf(scene).find(word) != std::string::npos; }

class Members : public testing::Test {
protected:
    const Scene& ring(const raft::ClusterView& view, raft::Ref selected = {}) {
        RingOptions options;
        options.box = {0, 0, px(690), px(420)};
        options.pointing.selected = selected;
        scene_.clear();
        drawClusterRing(view, options, look_, scene_);
        return scene_;
    }
    /// The squares of a server's size.
    int squares(const Scene& scene) const {
        const Coord side = ringLayout(5, 0, {0, 0, px(690), px(420)}, {100}).nodeRadius;
        int count = 0;
        for (const Item& item : scene.items()) {
            const auto* rect = std::get_if<RectItem>(&item);
            count += rect != nullptr && rect->fill.visible() && rect->box.width() > side &&
                             rect->box.width() == rect->box.height()
                         ? 1
                         : 0;
        }
        return count;
    }

    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    Scene scene_;
};

TEST_F(Members, AreToldByTheSelectedServerElseByTheLeader) {
    raft::ClusterView view = clusterWith(3, simple(setOf({1, 2, 3})));
    view.nodes[1].role = raft::RoleView::Leader;
    EXPECT_EQ(memberTeller(view, {})->id, NodeId(1));
    EXPECT_EQ(memberTeller(view, raft::nodeRef(NodeId(2)))->id, NodeId(2));
    view.nodes[2].unknown = true;
    EXPECT_EQ(memberTeller(view, raft::nodeRef(NodeId(2)))->id, NodeId(1)) << "who sees as another cannot look there";
    view.nodes[1].role = raft::RoleView::Follower;
    view.nodes[0].membership.index = 7;
    EXPECT_EQ(memberTeller(view, {})->id, NodeId(0)) << "the newest";
}

TEST_F(Members, HaveASeatEach) {
    const raft::MembershipView both = joint(setOf({1, 2}), setOf({2, 3}));
    EXPECT_EQ(seatOf(&both, NodeId(0)), Seat::OldVoter);
    EXPECT_EQ(seatOf(&both, NodeId(1)), Seat::BothVoter);
    EXPECT_EQ(seatOf(&both, NodeId(2)), Seat::NewVoter);
    EXPECT_EQ(seatOf(&both, NodeId(3)), Seat::Outside);
    const raft::MembershipView learning = simple(setOf({1}), setOf({2}));
    EXPECT_EQ(seatOf(&learning, NodeId(0)), Seat::Voter);
    EXPECT_EQ(seatOf(&learning, NodeId(1)), Seat::Learner);
    EXPECT_EQ(seatOf(nullptr, NodeId(8)), Seat::Voter);
}

TEST_F(Members, ARingWhereEverybodyVotesSaysNothingOfIt) {
    const Scene plain = ring(fixtures::quietCluster(5, 1));
    const Scene told = ring(clusterWith(5, simple(NodeSet::firstNodes(5))));
    EXPECT_EQ(plain.items().size(), told.items().size());
    EXPECT_EQ(squares(told), 0);
}

TEST_F(Members, LearnersAreSquaresAndOutsidersAreNamed) {
    const Scene& scene = ring(clusterWith(5, simple(setOf({1, 2, 3}), setOf({4}))));
    EXPECT_EQ(squares(scene), 1);
    EXPECT_TRUE(says(scene, labels_.learner)) << wordsOf(scene);
    EXPECT_TRUE(says(scene, labels_.outside)) << wordsOf(scene);
    EXPECT_TRUE(says(scene, "{S1,S2,S3}"));
    EXPECT_FALSE(says(scene, labels_.oldHalf));
    EXPECT_FALSE(says(ring(clusterWith(5, simple(setOf({1, 2, 3}), setOf({4, 5})))), labels_.outside));
}

TEST_F(Members, TheHalvesOfAJointConfigurationAreNamedAndMarked) {
    const raft::ClusterView view = clusterWith(5, joint(setOf({1, 2, 3}), setOf({3, 4, 5})));
    const Scene& scene = ring(view);
    EXPECT_TRUE(says(scene, "C_old {S1,S2,S3}")) << wordsOf(scene);
    EXPECT_TRUE(says(scene, "C_new {S3,S4,S5}")) << wordsOf(scene);
    int marks = 0;
    for (const Item& item : scene.items()) {
        const auto* group = std::get_if<GroupBegin>(&item);
        if (group == nullptr) continue;
        const std::string_view alt = scene.texts(group->alt);
        marks += alt == "S1: C_old" || alt == "S3: C_old, C_new" || alt == "S5: C_new" ? 1 : 0;
    }
    EXPECT_EQ(marks, 3);
}

TEST_F(Members, AServerWhoseConfigurationDiffersIsTagged) {
    raft::ClusterView view = clusterWith(5, simple(NodeSet::firstNodes(5)));
    view.nodes[0].role = raft::RoleView::Leader;
    EXPECT_FALSE(says(ring(view), "has {"));
    view.nodes[3].membership = simple(setOf({1, 2, 3}));
    EXPECT_TRUE(says(ring(view), "has {S1,S2,S3}")) << wordsOf(scene_);
    view.nodes[3].unknown = true;
    EXPECT_FALSE(says(ring(view), "has {"));
}

TEST_F(Members, VotesOfAJointConfigurationAreCountedTwice) {
    raft::ClusterView view = fixtures::election(5);
    for (raft::NodeView& node : view.nodes) node.membership = joint(setOf({1, 2, 3}), setOf({2, 3, 4, 5}));
    EXPECT_TRUE(says(ring(view), "votes 2 of 3 + 1 of 4")) << wordsOf(scene_);
    for (raft::NodeView& node : view.nodes) node.membership = simple(setOf({1, 2, 3}));
    EXPECT_TRUE(says(ring(view), "votes 2 of 3")) << wordsOf(scene_);
}

TEST_F(Members, ACellSaysItsNameElseHowManyVote) {
    raft::CellView cell;
    std::string scratch;
    cell.text = "x=1";
    EXPECT_EQ(cellWords(labels_, cell, scratch), "x=1");
    cell.text = {};
    cell.voters = setOf({1, 2, 3});
    EXPECT_EQ(cellWords(labels_, cell, scratch), "C3");
    cell.oldVoters = setOf({1, 2});
    EXPECT_EQ(cellWords(labels_, cell, scratch), "C_old,new");
    cell.text = "Cnew1";
    EXPECT_EQ(cellWords(labels_, cell, scratch), "Cnew1");
    EXPECT_EQ(cellInFull(labels_, fixtures::quietCluster(3, 1), cell), "Cnew1 {S1,S2}+{S1,S2,S3}");
    raft::CellView session;
    session.session = true;
    session.text = "c";
    EXPECT_EQ(cellWords(labels_, session, scratch), "c");
    EXPECT_EQ(cellInFull(labels_, fixtures::quietCluster(3, 1), session), "opens a session for c");
}

TEST_F(Members, NoHeadingStandsWhereTheSetsHaveNoRoom) {
    const raft::ClusterView view = clusterWith(5, joint(setOf({1, 2, 3}), setOf({3, 4, 5})));
    const auto heads = [&](int width, int height) {
        scene_.clear();
        RingOptions options;
        options.box = {0, 0, px(width), px(height)};
        drawClusterRing(view, options, look_, scene_);
        return says(scene_, "members as");
    };
    EXPECT_TRUE(heads(690, 420));
    EXPECT_TRUE(says(scene_, "C_old {S1,S2,S3}"));
    int without = 0;
    for (int width = 140; width <= 400; width += 10) {
        if (heads(width, 420)) {
            EXPECT_TRUE(says(scene_, "C_old {S1,S2,S3}")) << width;
        } else {
            ++without;
        }
    }
    EXPECT_GT(without, 0) << "where it is narrow a server stands there";
}

TEST_F(Members, AConfigurationInALogStandsBetweenBars) {
    raft::ClusterView view = fixtures::quietCluster(3, 1);
    fixtures::setLog(view, 0, {1, 1}, 2);
    int height = 120;  // No room for a legend.
    const auto draw = [&] {
        scene_.clear();
        LogTableOptions options;
        options.box = {0, 0, px(690), px(height)};
        drawLogTable(view, options, look_, scene_);
        return std::count_if(scene_.items().begin(), scene_.items().end(),
                             [](const Item& item) { return std::holds_alternative<PolylineItem>(item); });
    };
    const auto before = draw();
    view.nodes[0].cells[1].text = {};
    view.nodes[0].cells[1].voters = setOf({1, 2, 3});
    EXPECT_EQ(draw(), before + 2);
    EXPECT_TRUE(says(scene_, "C3"));
    EXPECT_FALSE(says(scene_, "between two bars: a configuration"));
    height = 300;
    EXPECT_EQ(draw(), before + 4);
    EXPECT_TRUE(says(scene_, "between two bars: a configuration"));
}

TEST_F(Members, AMajorityOfEachHalfIsCounted) {
    raft::ClusterView view = fixtures::election(5);
    for (raft::NodeView& node : view.nodes) node.membership = joint(setOf({1, 2, 3}), setOf({2, 4, 5}));
    const std::vector<Tally> tallies = talliesOf(view, {});
    ASSERT_EQ(tallies.size(), 2U);
    EXPECT_EQ(tallies[0].half, Half::Old);
    EXPECT_EQ(tallies[0].answers[4], Answer::NotAsked);
    EXPECT_EQ(tallies[0].count(Answer::Yes), 2);
    EXPECT_EQ(tallies[0].quorum, 2);
    EXPECT_EQ(tallies[0].seats(), 3);
    EXPECT_TRUE(tallies[0].isMajority());
    EXPECT_EQ(tallies[1].half, Half::New);
    EXPECT_EQ(tallies[1].count(Answer::Yes), 1) << "itself; one more is on its way";
    EXPECT_EQ(tallies[1].answers[0], Answer::NotAsked);
    scene_.clear();
    drawMajorities(view, {{0, 0, px(690), px(300)}, {}}, look_, scene_);
    EXPECT_TRUE(says(scene_, "C_old")) << wordsOf(scene_);
    EXPECT_TRUE(says(scene_, "2 of 3")) << wordsOf(scene_);
}

TEST_F(Members, AnElectionThatOtherMembersDecidedIsNotCountedAgain) {
    raft::ClusterView view = fixtures::twoMajorities();
    for (raft::NodeView& node : view.nodes) node.membership = simple(NodeSet::firstNodes(5));
    ASSERT_FALSE(talliesOf(view, {}).front().isEntry);
    raft::NodeView& leader = view.nodes[4];
    ASSERT_EQ(leader.role, raft::RoleView::Leader);
    leader.membership.index = leader.cells.back().index;
    leader.cells.back().term = leader.term;
    EXPECT_TRUE(talliesOf(view, {}).front().isEntry) << "it has changed the members since";
}

TEST_F(Members, ALearnersCopyCountsForNothing) {
    raft::ClusterView view = fixtures::quietCluster(3, 1);
    for (int server = 0; server < 3; ++server) fixtures::setLog(view, server, {1}, 0);
    for (raft::NodeView& node : view.nodes) node.membership = simple(setOf({1, 2}), setOf({3}));
    const std::vector<Tally> tallies = talliesOf(view, raft::cellRef(NodeId(0), 1));
    ASSERT_EQ(tallies.size(), 1U);
    EXPECT_EQ(tallies[0].answers[2], Answer::NotAsked);
    EXPECT_EQ(tallies[0].seats(), 2);
    for (raft::NodeView& node : view.nodes) node.membership = simple(setOf({1, 2, 3}));
    EXPECT_EQ(talliesOf(view, raft::cellRef(NodeId(0), 1))[0].seats(), 3);
}

TEST_F(Members, PicturesOfAChangeAreSoundAtEverySize) {
    raft::ClusterView view = fixtures::election(5);
    for (raft::NodeView& node : view.nodes) node.membership = joint(setOf({1, 2, 3}), setOf({2, 4}));
    view.nodes[4].membership = simple(setOf({1, 2, 3}), setOf({4}));
    for (int server = 0; server < 3; ++server) fixtures::setLog(view, server, {1, 1}, 1);
    view.nodes[0].cells[1].text = {};
    view.nodes[0].cells[1].voters = setOf({2, 4});
    view.nodes[0].cells[1].oldVoters = setOf({1, 2, 3});
    const std::vector<checks::Panel> panels{{690, 420, 100}, {420, 330, 100}, {900, 600, 130}};
    checks::expectSound(panels, [&view](const Look& look, const Box& box, Scene& scene) {
        RingOptions options;
        options.box = box;
        drawClusterRing(view, options, look, scene);
    });
    checks::expectSound(panels, [&view](const Look& look, const Box& box, Scene& scene) {
        drawMajorities(view, {box, {}}, look, scene);
    });
    checks::expectSound(panels, [&view](const Look& look, const Box& box, Scene& scene) {
        LogTableOptions options;
        options.box = box;
        drawLogTable(view, options, look, scene);
    });
}

}  // namespace
}  // namespace render
