// What a snapshot looks like: folded cells in a log, a box on its way.

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/hit_test.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/time_diagram.h"
#include "tests/render/fixtures.h"
#include "tests/render/golden.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using raft::MessageLook;
using raft::NodeId;

/// As Node::takeSnapshot() leaves it: the entries up to `index` are gone.
void compact(raft::ClusterView& view, int server, std::uint32_t index, std::uint32_t term) {
    raft::NodeView& node = view.nodes[static_cast<std::size_t>(server)];
    node.lastIncludedIndex = index;
    node.lastIncludedTerm = term;
    node.lastIndex = std::max(node.lastIndex, index);
    std::erase_if(node.cells, [index](const raft::CellView& cell) { return cell.index <= index; });
}

raft::ClusterView compactedEverywhere(std::uint32_t index) {
    raft::ClusterView view = fixtures::newLeader();
    for (int server = 0; server < 5; ++server) compact(view, server, index, 2);
    return view;
}

raft::MessageView partOf(std::uint32_t part, std::uint32_t parts) {
    raft::MessageView message;
    message.id = raft::MessageId(7);
    message.look = MessageLook::Snapshot;
    message.from = NodeId(0);
    message.to = NodeId(2);
    message.kindName = "InstallSnapshot";
    message.progressPermille = 500;
    message.term = 6;
    message.part = part;
    message.parts = parts;
    raft::CellView last;
    last.index = 5;
    last.term = 3;
    message.cells = {last};
    return message;
}

class SnapshotViews : public testing::Test {
protected:
    Scene& logs(const raft::ClusterView& view) {
        scene_.clear();
        drawLogTable(view, options_, look_, scene_);
        EXPECT_EQ(checks::leaves(scene_, options_.box), "");
        EXPECT_EQ(checks::overlappingTexts(scene_), "");
        return scene_;
    }
    Scene& ring(const raft::ClusterView& view) {
        scene_.clear();
        RingOptions options;
        options.box = {0, 0, px(690), px(420)};
        drawClusterRing(view, options, look_, scene_);
        return scene_;
    }
    LogLayout layout(const raft::ClusterView& view) const { return logLayout(view, options_, look_); }
    bool hasGroup(const Ref& ref) const {
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item); group != nullptr && group->ref == ref) return true;
        }
        return false;
    }
    std::string altOf(const Ref& ref) const {
        for (const Item& item : scene_.items()) {
            const auto* group = std::get_if<GroupBegin>(&item);
            if (group != nullptr && group->ref == ref) return std::string(scene_.texts(group->alt));
        }
        return "(none)";
    }

    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    LogTableOptions options_{{0, 0, px(860), px(220)}, {}, 0, 0, raft::kNoNode};
    Scene scene_;
};

TEST_F(SnapshotViews, FoldedCellsStandInPlaceOfTheEntriesAndNameTheLast) {
    raft::ClusterView view = fixtures::newLeader();
    logs(view);
    EXPECT_FALSE(checks::says(scene_, "≤4"));
    const int unfolded = checks::count<PolygonItem>(scene_);
    compact(view, 2, 4, 2);
    logs(view);
    EXPECT_TRUE(checks::says(scene_, "≤4"));
    EXPECT_GT(checks::count<PolygonItem>(scene_), unfolded) << "folds are seen without colours";
    EXPECT_EQ(altOf(raft::cellRef(NodeId(2), 4)), "S3, snapshot up to entry 4: term 2");
    EXPECT_FALSE(hasGroup(raft::cellRef(NodeId(2), 3)));
    EXPECT_TRUE(hasGroup(raft::cellRef(NodeId(2), 5)));
    // Others store those entries, so every column stays where its number is.
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.folded, 0u);
    EXPECT_EQ(rows.first, 1u);
    EXPECT_EQ(hitTest(scene_, rows.cell(2, 4).center()), raft::cellRef(NodeId(2), 4));
    EXPECT_EQ(hitTest(scene_, rows.cell(2, 1).center()), raft::cellRef(NodeId(2), 4));
    EXPECT_EQ(hitTest(scene_, rows.cell(0, 4).center()), raft::cellRef(NodeId(0), 4));
}

TEST_F(SnapshotViews, ColumnsInWhichNobodyStoresAnythingBecomeOne) {
    raft::ClusterView view = compactedEverywhere(2);
    logs(view);
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.folded, 2u);
    EXPECT_EQ(rows.first, 3u);
    EXPECT_EQ(rows.last, 8u);
    EXPECT_TRUE(checks::says(scene_, "1…2"));
    EXPECT_LT(rows.foldWidth, 2 * rows.cellWidth);
    EXPECT_EQ(rows.foldLeft + rows.foldWidth + (rows.columnPitch - rows.cellWidth), rows.columnLeft(3));
    // One server that stores the second entry is enough to keep all columns.
    compact(view, 0, 1, 1);
    EXPECT_EQ(layout(view).folded, 1u);
    view.nodes[0].lastIncludedIndex = 0;
    EXPECT_EQ(layout(view).folded, 0u);
    // One that stores nothing keeps none.
    view.nodes[0].lastIndex = 0;
    view.nodes[0].cells.clear();
    EXPECT_EQ(layout(view).folded, 2u);
}

TEST_F(SnapshotViews, WhereEverythingIsCompactedOnlyTheFoldsAreLeft) {
    const raft::ClusterView view = compactedEverywhere(8);
    logs(view);
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.folded, 8u);
    EXPECT_LT(rows.last, rows.first);
    EXPECT_TRUE(checks::says(scene_, "≤8"));
    EXPECT_TRUE(checks::says(scene_, "1…8"));
}

TEST_F(SnapshotViews, BarAndBracketBeginAtTheFolds) {
    const auto leftmostLine = [this] {
        Coord left = px(9999);
        for (const Item& item : scene_.items()) {
            const auto* line = std::get_if<PolylineItem>(&item);
            if (line != nullptr) left = std::min(left, scene_.points(line->points)[0].x);
        }
        return left;
    };
    const raft::ClusterView view = compactedEverywhere(2);
    logs(view);
    EXPECT_EQ(leftmostLine(), layout(view).foldLeft);
    raft::ClusterView plain = fixtures::newLeader();
    logs(plain);
    EXPECT_EQ(leftmostLine(), layout(plain).cellsLeft);
}

TEST_F(SnapshotViews, ALongLogStillShowsItsSnapshotWhereTheWindowBeginsLater) {
    raft::ClusterView view = fixtures::longLogs(87);
    for (int server = 1; server < 5; ++server) compact(view, server, 20, 1);
    logs(view);
    const LogLayout rows = layout(view);
    EXPECT_EQ(rows.folded, 0u) << "S1 stores them all";
    EXPECT_GT(rows.first, 21u);
    EXPECT_TRUE(checks::says(scene_, "1 …"));
    EXPECT_EQ(hitTest(scene_, {rows.foldLeft + rows.foldWidth / 2, rows.cell(1, rows.first).center().y}),
              raft::cellRef(NodeId(1), 20));
}

TEST_F(SnapshotViews, SeenAsAnotherServerThereAreNoFolds) {
    const raft::ClusterView view = compactedEverywhere(2);
    options_.seenAs = NodeId(1);
    logs(view);
    EXPECT_TRUE(hasGroup(raft::cellRef(NodeId(1), 2)));
    EXPECT_FALSE(hasGroup(raft::cellRef(NodeId(2), 2)));
}

TEST_F(SnapshotViews, LogsWithFoldsAreSoundInEveryThemeAndLanguage) {
    raft::ClusterView uneven = compactedEverywhere(2);
    compact(uneven, 2, 7, 3);
    compact(uneven, 4, 5, 3);
    raft::ClusterView longer = fixtures::longLogs(87);
    for (int server = 1; server < 5; ++server) compact(longer, server, 20, 1);
    for (const raft::ClusterView& view : {uneven, compactedEverywhere(8), longer}) {
        checks::expectSound({{860, 220, 100}, {420, 180, 100}, {700, 330, 150}},
                            [&view](const Look& look, const Box& box, Scene& scene) {
                                LogTableOptions options;
                                options.box = box;
                                drawLogTable(view, options, look, scene);
                            });
    }
}

TEST_F(SnapshotViews, APartOnItsWayIsABoxThatSaysWhichPartItIs) {
    raft::ClusterView view = fixtures::quietCluster(5, 6);
    view.messages = {partOf(2, 3)};
    ring(view);
    EXPECT_TRUE(checks::says(scene_, "≤5"));
    EXPECT_TRUE(checks::says(scene_, "2/3"));
    EXPECT_EQ(altOf(raft::messageRef(raft::MessageId(7))),
              "InstallSnapshot from S1 to S3: snapshot up to entry 5, part 2/3");
    view.messages = {partOf(2, 0)};
    EXPECT_TRUE(checks::says(ring(view), "2/?")) << "its sender has another snapshot by now";
    view.messages[0].look = MessageLook::Entries;
    view.messages[0].entryCount = 1;
    ring(view);
    EXPECT_FALSE(checks::says(scene_, "≤5")) << "entries are cells";
    EXPECT_FALSE(checks::says(scene_, "2/?"));
}

TEST_F(SnapshotViews, AReplyAboutASnapshotIsNoReplyAboutEntries) {
    raft::ClusterView view = fixtures::quietCluster(5, 6);
    view.messages = {partOf(0, 0)};
    view.messages[0].look = MessageLook::SnapshotReply;
    view.messages[0].positive = true;
    ring(view);
    const int boxes = checks::count<RectItem>(scene_);
    const int strokes = checks::count<PolylineItem>(scene_);
    view.messages[0].positive = false;
    ring(view);
    EXPECT_EQ(checks::count<PolylineItem>(scene_), strokes - 1) << "a minus has one stroke less";
    view.messages[0].look = MessageLook::AppendReply;
    ring(view);
    EXPECT_LT(checks::count<RectItem>(scene_), boxes) << "that one is a circle";
}

TEST_F(SnapshotViews, InTheTimeDiagramABoxTellsItFromEntries) {
    const auto rects = [this](MessageLook look, std::int64_t ends) {
        raft::RunView run = fixtures::threeElections();
        run.arrows.clear();
        raft::ArrowView arrow;
        arrow.id = raft::MessageId(3);
        arrow.look = look;
        arrow.from = NodeId(0);
        arrow.to = NodeId(3);
        arrow.sentAt = raft::SimTime::fromMs(100);
        arrow.endsAt = raft::SimTime::fromMs(ends);
        run.arrows.push_back(arrow);
        scene_.clear();
        TimeDiagramOptions options;
        options.box = {0, 0, px(900), px(320)};
        drawTimeDiagram(fixtures::quietCluster(5, 6), run, options, look_, scene_);
        return checks::count<RectItem>(scene_);
    };
    EXPECT_GT(rects(MessageLook::Snapshot, 140), rects(MessageLook::Entries, 140)) << "it has arrived";
    EXPECT_GT(rects(MessageLook::Snapshot, 170), rects(MessageLook::Entries, 170)) << "it is on its way";
}

/// As somebody last looked at it; in colours of one theme, with words of one language.
void expectPicture(const char* name, ThemeName themeName, const PictureLabels& labels) {
    const Theme theme = themeOf(themeName);
    const FixedMeasure measure{};
    const Look look{theme, measure, labels, {100}};
    raft::ClusterView uneven = compactedEverywhere(2);
    compact(uneven, 2, 7, 3);
    compact(uneven, 4, 5, 3);
    uneven.messages = {partOf(2, 3)};
    Scene scene;
    scene.setSize(px(700), px(680));
    scene.setBackground(theme.panel);
    LogTableOptions logs;
    logs.box = {px(20), px(20), px(680), px(240)};
    drawLogTable(uneven, logs, look, scene);
    RingOptions ring;
    ring.box = {px(20), px(260), px(680), px(660)};
    drawClusterRing(uneven, ring, look, scene);
    expectGolden(name, writeSvg(scene));
}

TEST_F(SnapshotViews, FoldsAndPartsAreAsTheyWere) {
    expectPicture("snapshots.svg", ThemeName::Light, fixtures::englishLabels());
    expectPicture("snapshots-dark-zh.svg", ThemeName::Dark, fixtures::chineseLabels());
}

}  // namespace
}  // namespace render
