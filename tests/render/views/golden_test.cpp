// What the pictures looked like when somebody last looked at them.

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/time_diagram.h"
#include "tests/render/fixtures.h"
#include "tests/render/golden.h"

namespace render {
namespace {

class Golden : public testing::Test {
protected:
    void begin(ThemeName name, int width, int height) {
        theme_ = themeOf(name);
        scene_.clear();
        scene_.setSize(px(width), px(height));
        scene_.setBackground(theme_.panel);
        box_ = Box{0, 0, px(width), px(height)}.grown(-px(20));
    }
    void ring(const std::string& name, const raft::ClusterView& view, Pointing pointing = {}) {
        RingOptions options;
        options.box = box_;
        options.pointing = pointing;
        drawClusterRing(view, options, look_, scene_);
        expectGolden(name, writeSvg(scene_));
    }
    void logs(const std::string& name, const raft::ClusterView& view, Pointing pointing = {}) {
        LogTableOptions options;
        options.box = box_;
        options.pointing = pointing;
        drawLogTable(view, options, look_, scene_);
        expectGolden(name, writeSvg(scene_));
    }
    void time(const std::string& name, const raft::RunView& run) {
        TimeDiagramOptions options;
        options.box = box_;
        drawTimeDiagram(fixtures::quietCluster(5, 6), run, options, look_, scene_);
        expectGolden(name, writeSvg(scene_));
    }

    Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    Scene scene_;
    Box box_;
};

TEST_F(Golden, RingWithANewLeader) {
    begin(ThemeName::Light, 690, 420);
    ring("ring-new-leader.svg", fixtures::newLeader(), {raft::nodeRef(raft::NodeId(2)), {}});
}

TEST_F(Golden, RingDuringAnElection) {
    for (const int servers : {3, 5, 7, 9}) {
        begin(servers == 5 ? ThemeName::Dark : ThemeName::Light, 690, 420);
        ring("ring-election-" + std::to_string(servers) + ".svg", fixtures::election(servers));
    }
}

TEST_F(Golden, RingWithABusyNetworkInChinese) {
    labels_ = fixtures::chineseLabels();
    begin(ThemeName::Light, 690, 420);
    ring("ring-busy-zh.svg", fixtures::busyNetwork(), {raft::messageRef(raft::MessageId(64)), {}});
}

TEST_F(Golden, LogsWithUncommittedEntries) {
    begin(ThemeName::Light, 874, 246);
    logs("logs-new-leader.svg", fixtures::newLeader(), {raft::cellRef(raft::NodeId(2), 8), {}});
    labels_ = fixtures::chineseLabels();
    begin(ThemeName::Dark, 874, 246);
    logs("logs-new-leader-dark-zh.svg", fixtures::newLeader(), {raft::cellRef(raft::NodeId(2), 8), {}});
}

/// S1 leads term 9 with a slow disk: what is committed, what is not, and a term with a pattern all have torn edges.
raft::ClusterView unwritten() {
    raft::ClusterView view = fixtures::quietCluster(3, 9);
    view.committed = 4;
    fixtures::setLog(view, 0, {1, 1, 2, 8, 9, 9}, 4);
    fixtures::setLog(view, 1, {1, 1, 2, 8, 9}, 3);
    fixtures::setLog(view, 2, {1, 1, 2, 8}, 3);
    view.nodes[0].role = raft::RoleView::Leader;
    for (raft::NodeView& node : view.nodes) node.slowDisk = true;
    for (raft::CellView& cell : view.nodes[0].cells) cell.durable = cell.index < 3;
    for (raft::CellView& cell : view.nodes[1].cells) cell.durable = cell.index < 5;
    return view;
}

TEST_F(Golden, LogsWithEntriesThatNoDiskHasYet) {
    begin(ThemeName::Light, 874, 246);
    logs("logs-unwritten.svg", unwritten());
    begin(ThemeName::Projector, 874, 246);
    logs("logs-unwritten-projector.svg", unwritten());
    labels_ = fixtures::chineseLabels();
    begin(ThemeName::Dark, 460, 300);
    logs("logs-unwritten-dark-zh.svg", unwritten());
}

TEST_F(Golden, LogsThatAreTooLong) {
    begin(ThemeName::Light, 700, 246);
    logs("logs-long.svg", fixtures::longLogs(87));
}

TEST_F(Golden, TimeOfThreeElections) {
    begin(ThemeName::Light, 1574, 236);
    time("time-three-elections.svg", fixtures::threeElections());
    begin(ThemeName::Dark, 1000, 236);
    time("time-three-elections-dark.svg", fixtures::threeElections());
}

}  // namespace
}  // namespace render
