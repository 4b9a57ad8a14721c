// No text covers another, nothing leaves its panel, nothing is too small to read: at every size, theme and language.

#include <gtest/gtest.h>

#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/time_diagram.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using checks::Panel;

/// Panels of windows of 1280x720 and 1920x1080, and of small windows and large letters.
const std::vector<Panel> kRingPanels{
    {500, 330, 100}, {780, 520, 100}, {900, 620, 150}, {320, 220, 75}, {240, 200, 100}};
const std::vector<Panel> kLogPanels{
    {690, 200, 100}, {1090, 260, 100}, {1090, 420, 200}, {420, 160, 100}, {300, 140, 75}};
const std::vector<Panel> kTimePanels{
    {1240, 170, 100}, {1880, 240, 100}, {1880, 400, 175}, {620, 150, 100}, {360, 140, 75}};

using checks::expectSound;

void expectSoundRing(const raft::ClusterView& view, Pointing pointing = {}) {
    expectSound(kRingPanels, [&](const Look& look, const Box& box, Scene& scene) {
        RingOptions options;
        options.box = box;
        options.pointing = pointing;
        drawClusterRing(view, options, look, scene);
    });
}

void expectSoundLogs(const raft::ClusterView& view, std::uint32_t firstColumn = 0) {
    expectSound(kLogPanels, [&](const Look& look, const Box& box, Scene& scene) {
        LogTableOptions options;
        options.box = box;
        options.firstColumn = firstColumn;
        options.titleWidth = look.metrics.of(40);
        options.pointing.selected = raft::cellRef(raft::NodeId(2), 3);
        drawLogTable(view, options, look, scene);
    });
}

void expectSoundTime(int servers, const raft::RunView& run) {
    const raft::ClusterView names = fixtures::quietCluster(servers, 1);
    for (const bool hide : {false, true}) {
        expectSound(kTimePanels, [&](const Look& look, const Box& box, Scene& scene) {
            TimeDiagramOptions options;
            options.box = box;
            options.hideFuture = hide;
            drawTimeDiagram(names, run, options, look, scene);
        });
    }
}

TEST(RingLayoutIsSound, ForElectionsOfEverySize) {
    for (const int servers : {3, 4, 5, 6, 7, 8, 9}) expectSoundRing(fixtures::election(servers));
}

TEST(RingLayoutIsSound, ForOneAndTwoServers) {
    expectSoundRing(fixtures::quietCluster(1, 1));
    expectSoundRing(fixtures::quietCluster(2, 12));
}

TEST(RingLayoutIsSound, ForANewLeaderAndACrashedServer) {
    expectSoundRing(fixtures::newLeader(), {raft::nodeRef(raft::NodeId(4)), raft::nodeRef(raft::NodeId(0))});
}

TEST(RingLayoutIsSound, ForABusyNetworkAndClients) {
    expectSoundRing(fixtures::busyNetwork(),
                    {raft::messageRef(raft::MessageId(62)), raft::clientRef(raft::clientEnd(1))});
}

TEST(RingLayoutIsSound, ForAClassroomAtItsFullest) { expectSoundRing(fixtures::classroom()); }

TEST(RingLayoutIsSound, AtEveryMomentOfAMessagesWay) {
    raft::ClusterView view = fixtures::busyNetwork();
    for (int progress = 0; progress <= 1000; progress += 125) {
        for (raft::MessageView& message : view.messages) message.progressPermille = progress;
        expectSoundRing(view);
    }
}

TEST(RingLayoutIsSound, WithLongNamesAndLargeTerms) {
    raft::ClusterView view = fixtures::election(5);
    view.nodes[1].name = "Amsterdam123";
    view.nodes[3].name = "WWWWWWWWWWWW";
    for (raft::NodeView& node : view.nodes) node.term = 123456;
    expectSoundRing(view);
}

TEST(LogLayoutIsSound, ForShortLongAndEmptyLogs) {
    expectSoundLogs(fixtures::newLeader());
    expectSoundLogs(fixtures::quietCluster(5, 1));
    for (const std::uint32_t entries : {12u, 39u, 87u, 1234u, 123456u}) expectSoundLogs(fixtures::longLogs(entries));
}

TEST(LogLayoutIsSound, WhenOneScrollsBack) { expectSoundLogs(fixtures::longLogs(40), 5); }

TEST(LogLayoutIsSound, ForNineServers) {
    raft::ClusterView view = fixtures::quietCluster(9, 1);
    view.committed = 3;
    for (int i = 0; i < 9; ++i) fixtures::setLog(view, i, {1, 2, 9, 10, 11}, 2);
    view.nodes[3].up = false;
    view.nodes[4].name = "Amsterdam123";
    expectSoundLogs(view);
}

TEST(TimeLayoutIsSound, ForThreeElections) { expectSoundTime(5, fixtures::threeElections()); }

TEST(TimeLayoutIsSound, ForCrowdedStretches) {
    for (const int arrows : {20, 120, 390, 700}) {
        expectSoundTime(5, fixtures::crowdedRun(5, arrows));
        expectSoundTime(9, fixtures::crowdedRun(9, arrows));
    }
}

TEST(TimeLayoutIsSound, AtTheEdgesOfTheStretch) {
    raft::RunView run = fixtures::crowdedRun(5, 60);
    for (const std::int64_t ms : {0, 100, 101, 1099, 1100, 5000}) {
        run.cursor = raft::SimTime::fromMs(ms);
        expectSoundTime(5, run);
    }
}

TEST(TimeLayoutIsSound, AtEveryScaleOfTime) {
    for (std::int64_t us = 300; us < 4'000'000'000; us *= 7) {
        raft::RunView run = fixtures::crowdedRun(5, 30);
        run.to = run.from + raft::SimTime(us);
        expectSoundTime(5, run);
    }
}

TEST(Classroom, AtItsFullestStaysUnderTwentyThousandVertices) {
    const FixedMeasure measure{};
    const PictureLabels labels = fixtures::englishLabels();
    const Theme theme = themeOf(ThemeName::Light);
    const Look look{theme, measure, labels, {100}};
    const raft::ClusterView view = fixtures::classroom();
    Scene scene;
    RingOptions ring;
    ring.box = {0, 0, px(690), px(420)};
    drawClusterRing(view, ring, look, scene);
    LogTableOptions logs;
    logs.box = {px(700), 0, px(2700), px(250)};
    drawLogTable(view, logs, look, scene);
    EXPECT_EQ(checks::countGroups(scene, Role::Cell), 100);
    EXPECT_EQ(checks::countGroups(scene, Role::Message), 20);
    const auto marks = [&] {
        return checks::count<PolylineItem>(scene) + checks::count<PolygonItem>(scene) +
               checks::count<CircleItem>(scene);
    };
    const int before = marks();
    TimeDiagramOptions time;
    time.box = {0, px(430), px(1540), px(650)};
    drawTimeDiagram(view, fixtures::crowdedRun(5, 220), time, look, scene);
    EXPECT_GE(marks() - before, 500) << "lines, heads, crosses, signs";
    EXPECT_LT(checks::vertices(scene), 20000);
}

TEST(PictureChecks, CatchWhatTheyAreFor) {
    const FixedMeasure measure{};
    Scene scene;
    TextStyle style;
    style.color = rgb(0);
    addText(scene, measure, style, {px(10), px(20)}, "one");
    addText(scene, measure, style, {px(60), px(20)}, "two");
    EXPECT_EQ(checks::overlappingTexts(scene), "");
    EXPECT_EQ(checks::leaves(scene, {0, 0, px(100), px(50)}), "");
    EXPECT_NE(checks::leaves(scene, {0, 0, px(70), px(50)}), "");
    addText(scene, measure, style, {px(14), px(22)}, "three");
    EXPECT_EQ(checks::overlappingTexts(scene), "one / three");
    EXPECT_TRUE(checks::hasTextSmallerThan(scene, px(14)));
    EXPECT_FALSE(checks::hasTextSmallerThan(scene, px(13)));
}

}  // namespace
}  // namespace render
