#include "render/views/log_table.h"

#include <gtest/gtest.h>

#include "render/hit_test.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/lesson_fixtures.h"
#include "tests/render/views/picture_checks.h"

namespace render {
namespace {

using raft::NodeId;

class LogTable : public testing::Test {
protected:
    Scene& draw(const raft::ClusterView& view) {
        scene_.clear();
        drawLogTable(view, options_, look_, scene_);
        return scene_;
    }
    LogLayout layout(const raft::ClusterView& view) const { return logLayout(view, options_, look_); }

    /// The look of one cell: its rectangle.
    RectItem cellRect(NodeId node, std::uint32_t index) const {
        bool inside = false;
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item)) inside = group->ref == raft::cellRef(node, index);
            if (const auto* rect = std::get_if<RectItem>(&item); rect != nullptr && inside) return *rect;
        }
        ADD_FAILURE() << "no such cell";
        return {};
    }

    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    LogTableOptions options_{{0, 0, px(860), px(220)}, {}, 0, 0, raft::kNoNode};
    Scene scene_;
};

TEST_F(LogTable, CommittedCellsAreFullAndOthersPaleAndDashed) {
    draw(fixtures::newLeader());
    EXPECT_EQ(cellRect(NodeId(2), 7).fill, termPaint(theme_, 3).full);
    EXPECT_EQ(cellRect(NodeId(2), 7).stroke.dashOn, 0);
    EXPECT_EQ(cellRect(NodeId(2), 8).fill, termPaint(theme_, 3).pale);
    EXPECT_GT(cellRect(NodeId(2), 8).stroke.dashOn, 0);
}

TEST_F(LogTable, TheTermsNumberIsTheLargestMarkInACell) {
    draw(fixtures::newLeader());
    const LogLayout rows = layout(fixtures::newLeader());
    EXPECT_GT(rows.termSize, rows.commandSize);
    EXPECT_TRUE(rows.twoLines);
}

TEST_F(LogTable, InFrontOfAClassCommandsShrinkUntilTheLongestLogFitsAndThenGiveWay) {
    const raft::ClusterView view = fixtures::newLeader();
    options_.large = options_.tight = true;
    const auto fits = [&](int width) {
        options_.box = {0, 0, px(width), px(300)};
        draw(view);
        const LogLayout rows = layout(view);
        EXPECT_EQ(rows.first, 1u) << width;
        EXPECT_EQ(rows.last, view.longestLog) << width;
        EXPECT_FALSE(checks::says(scene_, "x\u2026")) << "half a command says nothing";
        return rows;
    };
    const LogLayout wide = fits(400);
    const LogLayout narrow = fits(300);
    const LogLayout narrowest = fits(250);
    EXPECT_TRUE(wide.twoLines);
    EXPECT_TRUE(narrow.twoLines);
    EXPECT_LT(narrow.commandSize, wide.commandSize);
    EXPECT_FALSE(narrowest.twoLines) << "nobody could read it";
    EXPECT_FALSE(checks::says(scene_, "x=3"));
}

TEST_F(LogTable, AClickFindsEveryCell) {
    const raft::ClusterView view = fixtures::newLeader();
    draw(view);
    const LogLayout rows = layout(view);
    for (int row = 0; row < 5; ++row) {
        const raft::NodeView& node = view.nodes[static_cast<std::size_t>(row)];
        for (const raft::CellView& cell : node.cells) {
            EXPECT_EQ(hitTest(scene_, rows.cell(row, cell.index).center()), raft::cellRef(node.id, cell.index));
        }
    }
}

TEST_F(LogTable, ACrashedServersRowShowsItsDiskAndNothingElse) {
    raft::ClusterView view = fixtures::newLeader();
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "on disk"));
    const int lines = checks::count<PolylineItem>(scene_);
    view.nodes[0].up = true;
    view.nodes[0].applied = "x=9";
    draw(view);
    EXPECT_EQ(checks::count<PolylineItem>(scene_), lines + 1) << "its commit bar";
    EXPECT_TRUE(checks::says(scene_, "x=9"));
    EXPECT_FALSE(checks::says(scene_, "on disk"));
}

TEST_F(LogTable, TheCommitBarEndsWhereTheServersOwnKnowledgeEnds) {
    raft::ClusterView view = fixtures::newLeader();
    view.committed = 0;
    for (raft::NodeView& node : view.nodes) node.commitIndex = 0;
    view.nodes[1].commitIndex = 3;
    draw(view);
    const LogLayout rows = layout(view);
    int bars = 0;
    for (const Item& item : scene_.items()) {
        const auto* line = std::get_if<PolylineItem>(&item);
        if (line == nullptr) continue;
        ++bars;
        EXPECT_EQ(scene_.points(line->points)[0].x, rows.cellsLeft);
        EXPECT_EQ(scene_.points(line->points)[1].x, rows.cell(1, 3).right);
    }
    EXPECT_EQ(bars, 1);
}

TEST_F(LogTable, TheBracketCoversWhatIsCommitted) {
    raft::ClusterView view = fixtures::newLeader();
    EXPECT_TRUE(checks::says(draw(view), "committed, seen by us"));
    view.committed = 0;
    EXPECT_FALSE(checks::says(draw(view), "committed, seen by us"));
}

TEST_F(LogTable, LongLogsFollowTheEndAndSayWhatIsLeftOut) {
    const raft::ClusterView view = fixtures::longLogs(87);
    draw(view);
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.last, 87U);
    EXPECT_GT(rows.first, 70U);
    EXPECT_TRUE(checks::says(scene_, "1 …"));
    EXPECT_TRUE(checks::says(scene_, "87"));
}

TEST_F(LogTable, ShortLogsHaveNoSuchMark) { EXPECT_FALSE(checks::says(draw(fixtures::newLeader()), "1 …")); }

TEST_F(LogTable, OneCanScrollBack) {
    options_.firstColumn = 60;
    const raft::ClusterView view = fixtures::longLogs(87);
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.first, 60U);
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "… 87"));
}

TEST_F(LogTable, ManyRowsPutTermAndCommandSideBySide) {
    raft::ClusterView view = fixtures::quietCluster(9, 1);
    for (int i = 0; i < 9; ++i) fixtures::setLog(view, i, {1, 1}, 0);
    EXPECT_FALSE(layout(view).twoLines);
    EXPECT_EQ(layout(view).rows, 8) << "what does not fit is left out, not squeezed";
    options_.box.bottom = px(300);
    EXPECT_EQ(layout(view).rows, 9);
}

TEST_F(LogTable, SeenAsOneServerNothingElseIsKnown) {
    options_.seenAs = NodeId(1);
    draw(fixtures::newLeader());
    EXPECT_FALSE(checks::says(scene_, "committed, seen by us"));
    EXPECT_EQ(cellRect(NodeId(1), 5).fill, termPaint(theme_, 3).full) << "it knows this to be committed";
    EXPECT_EQ(cellRect(NodeId(2), 5).fill, theme_.soft);
    EXPECT_TRUE(checks::says(scene_, "x=0 y=9"));
    EXPECT_FALSE(checks::says(scene_, "x=3 y=1"));
}

TEST_F(LogTable, LaterRoundsOfTermsHaveAPattern) {
    raft::ClusterView view = fixtures::quietCluster(3, 9);
    view.committed = 2;
    fixtures::setLog(view, 0, {1, 8}, 2);
    draw(view);
    EXPECT_EQ(checks::count<HatchItem>(scene_), 1);
}

TEST_F(LogTable, ASessionIsItsClientInAFrame) {
    const auto framesIn = [this] {
        int frames = 0;
        for (const Item& item : scene_.items()) {
            const auto* rect = std::get_if<RectItem>(&item);
            frames += rect != nullptr && !rect->fill.visible() && rect->stroke.width == look_.stroke(12) ? 1 : 0;
        }
        return frames;
    };
    draw(fixtures::newLeader());
    EXPECT_EQ(framesIn(), 0);
    EXPECT_FALSE(checks::says(scene_, labels_.legendSession));
    const raft::ClusterView view = fixtures::sessionLogs();
    options_.box = {0, 0, px(1200), px(280)};
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.rows, 5);
    EXPECT_EQ(rows.first, 1u);
    int sessions = 0;
    for (const raft::NodeView& node : view.nodes) {
        for (const raft::CellView& cell : node.cells) sessions += cell.session && cell.index <= rows.last ? 1 : 0;
    }
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "shopkeeper")) << "all of it: the columns are as wide as that";
    EXPECT_GT(sessions, 5);
    EXPECT_EQ(framesIn(), sessions + 1) << "one a cell, and one in the legend";
    EXPECT_TRUE(checks::says(scene_, labels_.legendSession));
    EXPECT_EQ(checks::overlappingTexts(scene_), "");
}

TEST_F(LogTable, WhatItsDiskHasNotWrittenYetHasATornEdgeAndIsSoInWords) {
    raft::ClusterView view = fixtures::newLeader();
    const auto torn = [this](std::uint32_t index) {
        bool inside = false;
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item)) {
                inside = group->ref == raft::cellRef(NodeId(2), index);
            }
            if (inside && std::holds_alternative<PolygonItem>(item)) return true;
        }
        return false;
    };
    const std::string_view words = "not on its disk yet";
    const auto told = [&](std::uint32_t index) {
        for (const Item& item : scene_.items()) {
            const auto* group = std::get_if<GroupBegin>(&item);
            if (group == nullptr || group->ref != raft::cellRef(NodeId(2), index)) continue;
            return scene_.texts(group->alt).find(words) != std::string_view::npos;
        }
        return false;
    };
    options_.box = {0, 0, px(860), px(300)};
    draw(view);
    EXPECT_FALSE(torn(7) || torn(8) || told(8));
    EXPECT_FALSE(checks::says(scene_, labels_.legendUnwritten));
    for (raft::CellView& cell : view.nodes[2].cells) cell.durable = cell.index < 7;
    draw(view);
    EXPECT_TRUE(torn(7) && torn(8) && told(7) && told(8)) << "committed or not";
    EXPECT_FALSE(torn(6) || told(6));
    EXPECT_TRUE(checks::says(scene_, labels_.legendUnwritten));
    EXPECT_EQ(checks::overlappingTexts(scene_), "");
    options_.seenAs = NodeId(1);
    draw(view);
    EXPECT_FALSE(torn(7) || told(7)) << "another cannot know it";
    EXPECT_FALSE(checks::says(scene_, labels_.legendUnwritten));
    options_.seenAs = NodeId(2);
    draw(view);
    EXPECT_TRUE(torn(7));
}

}  // namespace
}  // namespace render
