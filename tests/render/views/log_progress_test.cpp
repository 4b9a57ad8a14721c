// How a leader sends to the others, as their rows in the log table show it.

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/views/log_table.h"
#include "tests/render/fixtures.h"
#include "tests/render/golden.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using raft::ProgressView;

/// S1 leads term 2 with seven entries; S2 has all, S3 three, S4 two, S5 none.
raft::ClusterView leaderAhead() {
    raft::ClusterView view = fixtures::quietCluster(5, 2);
    view.committed = 3;
    fixtures::setLog(view, 0, {1, 1, 1, 2, 2, 2, 2}, 3);
    fixtures::setLog(view, 1, {1, 1, 1, 2, 2, 2, 2}, 3);
    fixtures::setLog(view, 2, {1, 1, 1}, 3);
    fixtures::setLog(view, 3, {1, 1}, 2);
    raft::NodeView& leader = view.nodes[0];
    leader.role = raft::RoleView::Leader;
    leader.timerLeftPermille = -1;
    for (raft::NodeView& node : view.nodes) node.pipeline = true;
    return view;
}

raft::PeerView& peerOf(raft::ClusterView& view, int leader, int server) {
    return view.nodes[static_cast<std::size_t>(leader)].peers[static_cast<std::size_t>(server - (server > leader))];
}

class LogProgress : public testing::Test {
protected:
    Scene& draw(const raft::ClusterView& view) {
        scene_.clear();
        drawLogTable(view, options_, look_, scene_);
        EXPECT_EQ(checks::leaves(scene_, options_.box), "");
        EXPECT_EQ(checks::overlappingTexts(scene_), "");
        return scene_;
    }
    int framesOf(const raft::ClusterView& view) {
        // One hatch is the legend's.
        return checks::count<HatchItem>(draw(view)) - (checks::says(scene_, kLegend) ? 1 : 0);
    }

    static constexpr std::string_view kLegend = "hatched: entries sent ahead of the answers";
    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    LogTableOptions options_{{0, 0, px(860), px(300)}, {}, 0, 0, raft::kNoNode};
    Scene scene_;
};

TEST_F(LogProgress, EveryAppendEntriesOnItsWayHasAFrameOverItsColumns) {
    raft::ClusterView view = leaderAhead();
    EXPECT_EQ(framesOf(view), 0);
    EXPECT_FALSE(checks::says(scene_, "4 on their way"));
    peerOf(view, 0, 2).sent = {{4, 4}, {5, 6}, {7, 7}};
    EXPECT_EQ(framesOf(view), 3) << "three messages without an answer";
    EXPECT_TRUE(checks::says(scene_, "4 on their way"));
    const LogLayout rows = logLayout(view, options_, look_);
    int framed = 0;
    for (const Item& item : scene_.items()) {
        const auto* rect = std::get_if<RectItem>(&item);
        if (rect != nullptr && rect->box.left == rows.cell(2, 5).left && rect->box.right == rows.cell(2, 6).right) {
            ++framed;
        }
    }
    EXPECT_EQ(framed, 1) << "the second one spans two columns";
}

TEST_F(LogProgress, WhatTheServerStoresAlreadyIsNotOnItsWay) {
    raft::ClusterView view = leaderAhead();
    peerOf(view, 0, 1).sent = {{6, 7}};  // Sent twice, say.
    EXPECT_EQ(framesOf(view), 0);
    peerOf(view, 0, 3).sent = {{2, 4}};
    EXPECT_EQ(framesOf(view), 1);
    EXPECT_TRUE(checks::says(scene_, "2 on their way")) << "it lacks two of the three";
}

TEST_F(LogProgress, ProbeAndSnapshotAreSaidInAWordAndReplicateIsNot) {
    raft::ClusterView view = leaderAhead();
    draw(view);
    EXPECT_FALSE(checks::says(scene_, "Probe"));
    EXPECT_FALSE(checks::says(scene_, "Snapshot"));
    peerOf(view, 0, 3).progress = ProgressView::Probe;
    peerOf(view, 0, 4).progress = ProgressView::Snapshot;
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "Probe"));
    EXPECT_TRUE(checks::says(scene_, "Snapshot"));
    for (raft::NodeView& node : view.nodes) node.pipeline = false;
    draw(view);
    EXPECT_FALSE(checks::says(scene_, "Probe")) << "without a pipeline it makes no difference";
    EXPECT_TRUE(checks::says(scene_, "Snapshot"));
}

TEST_F(LogProgress, OnlyTheLeaderOfTheHighestTermIsAsked) {
    raft::ClusterView view = leaderAhead();
    view.nodes[1].role = raft::RoleView::Leader;
    peerOf(view, 0, 4).sent = {{1, 3}};
    EXPECT_EQ(framesOf(view), 1);
    view.nodes[1].term = 3;
    EXPECT_EQ(framesOf(view), 0) << "S1 leads no more, though it does not know that yet";
    view.nodes[1].up = false;
    EXPECT_EQ(framesOf(view), 1);
}

TEST_F(LogProgress, SeenAsTheLeaderItIsWhatNobodyHasAcknowledgedAndAsAnotherNothing) {
    raft::ClusterView view = leaderAhead();
    peerOf(view, 0, 2).sent = {{4, 7}};
    options_.seenAs = view.seenAs = raft::NodeId(0);
    EXPECT_EQ(framesOf(view), 1);
    options_.seenAs = view.seenAs = raft::NodeId(1);
    EXPECT_EQ(framesOf(view), 0);
}

TEST_F(LogProgress, TheLegendStandsWhereALeaderMayRunAheadAndThereIsRoom) {
    raft::ClusterView view = leaderAhead();
    draw(view);
    EXPECT_TRUE(checks::says(scene_, kLegend));
    options_.box = {0, 0, px(860), px(190)};
    draw(view);
    EXPECT_FALSE(checks::says(scene_, kLegend)) << "rows come first";
    options_.box = {0, 0, px(860), px(300)};
    view.nodes[0].role = raft::RoleView::Follower;
    draw(view);
    EXPECT_TRUE(checks::says(scene_, kLegend)) << "nobody leads, but the rows stay where they are";
    view.nodes[0].role = raft::RoleView::Leader;
    for (raft::NodeView& node : view.nodes) node.pipeline = false;
    draw(view);
    EXPECT_FALSE(checks::says(scene_, kLegend));
    view.nodes[0].reads.push_back({raft::clientEnd(0), "c1", raft::ReadStage::Round, 3, 1, 3, false});
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "flag: a read waits at its index"));
}

TEST_F(LogProgress, IsSoundAtEverySizeAndAsSomebodyLookedAtIt) {
    raft::ClusterView view = leaderAhead();
    peerOf(view, 0, 2).sent = {{4, 4}, {5, 6}, {7, 7}};
    peerOf(view, 0, 3).progress = ProgressView::Probe;
    peerOf(view, 0, 4).progress = ProgressView::Snapshot;
    for (raft::NodeView& node : view.nodes) node.applied = "x=2 y=1";
    for (raft::CellView& cell : view.nodes[1].cells) cell.durable = cell.index < 3;
    const std::vector<checks::Panel> panels{
        {690, 300, 100}, {690, 200, 100}, {460, 260, 100}, {1090, 420, 200}, {340, 180, 75}};
    for (const bool large : {false, true}) {
        for (const bool tight : {false, true}) {
            checks::expectSound(panels, [&](const Look& look, const Box& box, Scene& scene) {
                LogTableOptions options;
                options.box = box;
                options.large = large;
                options.tight = tight;
                drawLogTable(view, options, look, scene);
            });
        }
    }
    for (raft::CellView& cell : view.nodes[1].cells) cell.durable = true;
    const auto golden = [&](ThemeName name, const PictureLabels& labels) {
        const Theme theme = themeOf(name);
        scene_.clear();
        scene_.setSize(px(860), px(300));
        scene_.setBackground(theme.panel);
        options_.box = Box{0, 0, px(860), px(300)}.grown(-px(20));
        drawLogTable(view, options_, {theme, measure_, labels, {100}}, scene_);
        return writeSvg(scene_);
    };
    expectGolden("logs-pipeline.svg", golden(ThemeName::Light, labels_));
    expectGolden("logs-pipeline-dark-zh.svg", golden(ThemeName::Dark, fixtures::chineseLabels()));
}

}  // namespace
}  // namespace render
