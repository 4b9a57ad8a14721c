// The pictures that lessons open: sound at every size, and as they were when somebody last looked at them.

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/hit_test.h"
#include "render/views/client_lanes.h"
#include "render/views/majorities.h"
#include "render/views/role_diagram.h"
#include "render/views/term_ribbon.h"
#include "tests/render/fixtures.h"
#include "tests/render/golden.h"
#include "tests/render/views/lesson_fixtures.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using checks::expectSound;
using checks::Panel;

/// Half a window of 1280x720 and of 1920x1080, low and high, and of small windows and large letters.
const std::vector<Panel> kPanels{{660, 120, 100}, {690, 320, 100},  {1090, 620, 150}, {460, 260, 100},
                                 {340, 180, 75},  {1090, 420, 200}, {980, 470, 190}};
/// As wide as the window, as low as a time diagram.
const std::vector<Panel> kStrips{{1240, 130, 100}, {1880, 240, 100}, {1880, 400, 175}, {620, 150, 100}, {360, 140, 75}};

void expectSoundRoles(const raft::ClusterView& view, const raft::RunView& run, Pointing pointing = {}) {
    expectSound(kPanels, [&](const Look& look, const Box& box, Scene& scene) {
        drawRoleDiagram(view, run, {box, pointing}, look, scene);
    });
}

void expectSoundVotes(const raft::ClusterView& view, Pointing pointing = {}) {
    expectSound(kPanels, [&](const Look& look, const Box& box, Scene& scene) {
        drawMajorities(view, {box, pointing}, look, scene);
    });
}

/// What `shift` milliseconds earlier or later was the last thing that happened.
raft::RunView at(raft::RunView run, std::int64_t ms) {
    run.cursor = raft::SimTime::fromMs(ms);
    return run;
}

TEST(RolesAreSound, WhicheverArrowWasTaken) {
    for (const std::int64_t ms : {0, 5, 41, 78, 88, 129, 138, 150}) {
        expectSoundRoles(fixtures::newLeader(), at(fixtures::threeElections(), ms));
    }
}

TEST(RolesAreSound, ForManyServersAndLongNames) {
    expectSoundRoles(fixtures::quietCluster(1, 1), fixtures::threeElections());
    for (const int servers : {3, 7, 9}) {
        expectSoundRoles(fixtures::election(servers), fixtures::crowdedRun(servers, 5));
    }
    raft::ClusterView view = fixtures::election(9);
    view.nodes[1].name = "Amsterdam123";
    for (raft::NodeView& node : view.nodes) node.term = 123456;
    expectSoundRoles(view, fixtures::crowdedRun(9, 5), {raft::nodeRef(raft::NodeId(1)), {}});
    for (raft::NodeView& node : view.nodes) node.up = false;
    expectSoundRoles(view, fixtures::crowdedRun(9, 5));
}

raft::LaneSpan laneOf(int server, raft::LaneState state, std::uint32_t term, std::int64_t from) {
    return {raft::NodeId(static_cast<std::uint8_t>(server)), state, term, raft::SimTime::fromMs(from), raft::kNever};
}

/// S2 asks first, S3 stands already, S1 has crashed.
raft::ClusterView askingFirst(int servers) {
    raft::ClusterView view = fixtures::quietCluster(servers, 4);
    view.preVote = true;
    view.nodes[0].up = false;
    view.nodes[1].role = raft::RoleView::PreCandidate;
    view.nodes[2].role = raft::RoleView::Candidate;
    view.nodes[2].term = 5;
    return view;
}

raft::RunView stepped(raft::LaneState before, raft::LaneState after) {
    raft::RunView run;
    run.to = raft::SimTime::fromMs(100);
    run.cursor = run.end = raft::SimTime::fromMs(50);
    run.lanes = {laneOf(1, before, 4, 0), laneOf(1, after, 4, 20)};
    return run;
}

TEST(RolesAreSound, WithPreCandidates) {
    using raft::LaneState;
    for (const int servers : {3, 5, 9}) {
        const raft::ClusterView view = askingFirst(servers);
        expectSoundRoles(view, stepped(LaneState::Follower, LaneState::PreCandidate));
        expectSoundRoles(view, stepped(LaneState::PreCandidate, LaneState::Candidate));
        expectSoundRoles(view, stepped(LaneState::PreCandidate, LaneState::Follower));
        expectSoundRoles(view, stepped(LaneState::Candidate, LaneState::Follower));
        expectSoundRoles(view, stepped(LaneState::Candidate, LaneState::PreCandidate));
        expectSoundRoles(view, stepped(LaneState::Follower, LaneState::Candidate));
        expectSoundRoles(view, stepped(LaneState::PreCandidate, LaneState::Down));
    }
}

TEST(VotesAreSound, ForElectionsAndEntries) {
    for (const int servers : {3, 5, 7, 9}) expectSoundVotes(fixtures::election(servers));
    expectSoundVotes(fixtures::twoMajorities(), {raft::cellRef(raft::NodeId(4), 8), {}});
    expectSoundVotes(fixtures::quietCluster(5, 1));
    raft::ClusterView view = fixtures::twoMajorities();
    for (std::size_t i = 0; i < 4; ++i) {
        view.nodes[i].up = true;
        view.nodes[i].role = raft::RoleView::Candidate;
        view.nodes[i].name = "Amsterdam123";
        view.nodes[i].votes = 1;
    }
    expectSoundVotes(view);
}

TEST(TermRibbonIsSound, ForStretchesOfEveryKind) {
    for (const bool hide : {false, true}) {
        for (const int servers : {5, 9}) {
            const raft::RunView run = fixtures::crowdedRun(servers, 10);
            for (const std::int64_t ms : {100, 450, 700, 1100}) {
                expectSound(kStrips, [&](const Look& look, const Box& box, Scene& scene) {
                    drawTermRibbon(fixtures::quietCluster(servers, 1), at(run, ms), {box, {}, hide}, look, scene);
                });
            }
        }
    }
}

TEST(ClientLanesAreSound, ForCallsOfEveryKind) {
    for (const std::int64_t ms : {90, 115, 200, 345, 450, 520}) {
        expectSound(kStrips, [&](const Look& look, const Box& box, Scene& scene) {
            drawClientLanes(fixtures::clientCalls(), at(fixtures::clientRun(), ms),
                            {box, {raft::callRef(raft::clientEnd(0), 3), {}}, false}, look, scene);
        });
    }
    expectSound(kStrips, [&](const Look& look, const Box& box, Scene& scene) {
        drawClientLanes(fixtures::quietCluster(5, 1), fixtures::threeElections(), {box, {}, false}, look, scene);
    });
}

TEST(HistogramIsSound, WithOneSeriesTwoAndNone) {
    HistogramInput input = fixtures::survey();
    for (int left = 2; left >= 0; --left) {
        input.series.resize(static_cast<std::size_t>(left));
        std::vector<Panel> panels = kPanels;
        panels.insert(panels.end(), {{660, 64, 100}, {660, 90, 100}, {460, 70, 100}});
        expectSound(panels,
                    [&](const Look& look, const Box& box, Scene& scene) { drawHistogram(input, {box}, look, scene); });
    }
}

class LessonViews : public testing::Test {
protected:
    void begin(ThemeName name, int width, int height) {
        theme_ = themeOf(name);
        scene_.clear();
        scene_.setSize(px(width), px(height));
        scene_.setBackground(theme_.panel);
        box_ = Box{0, 0, px(width), px(height)}.grown(-px(20));
    }
    void chinese() { labels_ = fixtures::chineseLabels(); }
    bool selects(Ref ref) const {
        const auto box = boundsOf(scene_, ref);
        return box && hitTest(scene_, box->center()) == ref;
    }

    Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    Scene scene_;
    Box box_;
};

TEST_F(LessonViews, RolesShowTheArrowThatWasTaken) {
    begin(ThemeName::Light, 760, 400);
    drawRoleDiagram(fixtures::newLeader(), fixtures::threeElections(), {box_, {raft::nodeRef(raft::NodeId(4)), {}}},
                    look_, scene_);
    EXPECT_TRUE(selects(raft::nodeRef(raft::NodeId(2)))) << "a token is its server";
    EXPECT_TRUE(boundsOf(scene_, raft::laneRef(raft::NodeId(4), raft::SimTime::fromMs(148)))) << "the lit arrow";
    expectGolden("roles-new-leader.svg", writeSvg(scene_));
    chinese();
    begin(ThemeName::Dark, 700, 160);
    drawRoleDiagram(fixtures::election(5), at(fixtures::threeElections(), 79), {box_, {}}, look_, scene_);
    expectGolden("roles-low-dark-zh.svg", writeSvg(scene_));
}

TEST_F(LessonViews, PreCandidatesHaveAPlaceOnlyWhereServersAskFirst) {
    begin(ThemeName::Light, 760, 400);
    raft::ClusterView view = askingFirst(5);
    const raft::RunView run = stepped(raft::LaneState::Follower, raft::LaneState::PreCandidate);
    drawRoleDiagram(view, run, {box_, {}}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "pre-candidate"));
    EXPECT_FALSE(checks::says(scene_, "times out, new election")) << "it asks again";
    EXPECT_FALSE(checks::says(scene_, "stands at once")) << "nobody did";
    expectGolden("roles-asks-first.svg", writeSvg(scene_));
    chinese();
    begin(ThemeName::Dark, 700, 320);
    drawRoleDiagram(view, stepped(raft::LaneState::Follower, raft::LaneState::Candidate), {box_, {}}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "直接参选"));
    expectGolden("roles-stands-at-once-dark-zh.svg", writeSvg(scene_));
    view.preVote = false;
    view.nodes[1].role = raft::RoleView::Candidate;
    begin(ThemeName::Light, 760, 400);
    drawRoleDiagram(view, run, {box_, {}}, look_, scene_);
    EXPECT_FALSE(checks::says(scene_, "预候选人"));
}

TEST_F(LessonViews, TermsAreOutlinedUntilSomebodyLeads) {
    begin(ThemeName::Light, 1240, 236);
    raft::RunView run = fixtures::threeElections();
    // Everybody lives through the terms, not only those who change their roles.
    run.lanes.clear();
    for (int server = 0; server < 5; ++server) {
        const raft::NodeId node(static_cast<std::uint8_t>(server));
        const auto add = [&](raft::LaneState state, std::uint32_t term, std::int64_t from, std::int64_t to) {
            run.lanes.push_back({node, state, term, raft::SimTime::fromMs(from), raft::SimTime::fromMs(to)});
        };
        using raft::LaneState;
        if (server == 0) {
            add(LaneState::Leader, 3, 0, 5);
            add(LaneState::Down, 3, 5, 175);
            continue;
        }
        const int late = server * 2;
        add(LaneState::Follower, 3, 0, server == 3 ? 40 : 48 + late);
        add(server == 3 ? LaneState::Candidate : LaneState::Follower, 4, server == 3 ? 40 : 48 + late,
            server == 1 ? 78 : 86 + late);
        add(server == 1 ? LaneState::Candidate : LaneState::Follower, 5, server == 1 ? 78 : 86 + late,
            server == 4 ? 128 : 136 + late);
        if (server == 4) {
            add(LaneState::Candidate, 6, 128, 148);
            add(LaneState::Leader, 6, 148, 175);
        } else {
            add(LaneState::Follower, 6, 136 + late, 175);
        }
    }
    drawTermRibbon(fixtures::quietCluster(5, 6), run, {box_, {raft::termRef(5), {}}, false}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "term 4 · no leader"));
    EXPECT_TRUE(checks::says(scene_, "term 6")) << "led, so nothing is missing";
    EXPECT_FALSE(checks::says(scene_, "term 6 · no leader"));
    expectGolden("terms-three-elections.svg", writeSvg(scene_));
    begin(ThemeName::Dark, 1240, 236);
    drawTermRibbon(fixtures::quietCluster(5, 6), at(run, 70), {box_, {}, true}, look_, scene_);
    EXPECT_FALSE(checks::says(scene_, "term 4 · no leader")) << "it may still get one";
}

TEST_F(LessonViews, MajoritiesOverlapInAServer) {
    begin(ThemeName::Light, 760, 300);
    drawMajorities(fixtures::twoMajorities(), {box_, {}}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "3 of 5")) << "S5, S2, S4 voted";
    EXPECT_TRUE(checks::says(scene_, "2 of 5")) << "the leader knows of its own copy and S4's, not of S2's";
    EXPECT_TRUE(checks::says(scene_, "in every majority"));
    EXPECT_TRUE(boundsOf(scene_, raft::voteRef(raft::NodeId(2), raft::NodeId(4)))) << "the refusal";
    expectGolden("votes-two-majorities.svg", writeSvg(scene_));
    chinese();
    begin(ThemeName::Dark, 700, 160);
    drawMajorities(fixtures::election(5), {box_, {}}, look_, scene_);
    EXPECT_FALSE(checks::says(scene_, "在每个多数派中")) << "one election, no majority yet";
    expectGolden("votes-election-dark-zh.svg", writeSvg(scene_));
}

TEST_F(LessonViews, ClientsSayWhomTheyAskedAgain) {
    begin(ThemeName::Light, 1240, 190);
    drawClientLanes(fixtures::clientCalls(), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "asks S2"));
    EXPECT_TRUE(checks::says(scene_, "asks S3")) << "the network made two of that request: it was sent once";
    EXPECT_FALSE(checks::says(scene_, "asks S1") && checks::says(scene_, "asks S4"));
    EXPECT_TRUE(checks::says(scene_, "x=1 OK"));
    EXPECT_TRUE(checks::says(scene_, "read x → 1"));
    EXPECT_TRUE(selects(raft::callRef(raft::clientEnd(0), 3)));
    expectGolden("clients.svg", writeSvg(scene_));
    begin(ThemeName::Light, 1240, 190);
    drawClientLanes(fixtures::quietCluster(5, 1), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "No client has asked for anything yet."));
}

TEST_F(LessonViews, HistogramsCompareTwoRanges) {
    begin(ThemeName::Light, 900, 320);
    drawHistogram(fixtures::survey(), {box_}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "6+"));
    EXPECT_TRUE(checks::says(scene_, "100%"));
    expectGolden("histogram.svg", writeSvg(scene_));
}

/// Where the hourglasses stand: a pair of triangles, of which one is filled.
int hourglasses(const Scene& scene) {
    int found = 0;
    const PolygonItem* before = nullptr;
    for (const Item& item : scene.items()) {
        const auto* polygon = std::get_if<PolygonItem>(&item);
        const bool pair = polygon != nullptr && before != nullptr && polygon->points.count == 3 &&
                          before->points.count == 3 && !before->fill.visible() && polygon->fill.visible();
        found += pair ? 1 : 0;
        before = polygon;
    }
    return found;
}

int dashedRects(const Scene& scene) {
    int found = 0;
    for (const Item& item : scene.items()) {
        const auto* rect = std::get_if<RectItem>(&item);
        found += rect != nullptr && rect->stroke.dashOn > 0 ? 1 : 0;
    }
    return found;
}

TEST_F(LessonViews, ACallThatEndedWithItsSessionIsNoRefusal) {
    begin(ThemeName::Light, 1240, 190);
    drawClientLanes(fixtures::clientCalls(), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "cas stock 10 9 failed"));
    EXPECT_EQ(hourglasses(scene_), 0);
    EXPECT_EQ(dashedRects(scene_), 0);
    EXPECT_FALSE(checks::says(scene_, labels_.legendExpired));
    begin(ThemeName::Light, 1240, 190);
    drawClientLanes(fixtures::expiredCalls(), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "cas stock 10 9: session expired"));
    EXPECT_FALSE(checks::says(scene_, "cas stock 10 9 failed"));
    EXPECT_EQ(hourglasses(scene_), 3) << "one a call, and one in the legend";
    EXPECT_EQ(dashedRects(scene_), 2);
    EXPECT_TRUE(checks::says(scene_, labels_.legendExpired));
    expectGolden("clients-expired.svg", writeSvg(scene_));
    chinese();
    begin(ThemeName::Dark, 1240, 190);
    drawClientLanes(fixtures::expiredCalls(), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    expectGolden("clients-expired-dark-zh.svg", writeSvg(scene_));
    begin(ThemeName::Light, 1240, 96);
    drawClientLanes(fixtures::expiredCalls(), fixtures::clientRun(), {box_, {}, false}, look_, scene_);
    EXPECT_FALSE(checks::says(scene_, labels_.legendExpired)) << "the lanes need the room";
    EXPECT_GE(hourglasses(scene_), 2);
}

TEST_F(LessonViews, AnEntryThatOpensASessionIsNamedInFull) {
    begin(ThemeName::Light, 1200, 300);
    drawMajorities(fixtures::sessionLogs(), {box_, {raft::cellRef(raft::NodeId(2), 7), {}}}, look_, scene_);
    EXPECT_TRUE(checks::says(scene_, "entry 7: opens a session for shopkeeper"));
}

}  // namespace
}  // namespace render
