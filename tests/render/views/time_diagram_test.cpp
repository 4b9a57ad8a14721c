#include "render/views/time_diagram.h"

#include <gtest/gtest.h>

#include "render/hit_test.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/picture_checks.h"

namespace render {
namespace {

using raft::NodeId;
using raft::SimTime;

class TimeDiagram : public testing::Test {
protected:
    Scene& draw(const raft::RunView& run) {
        scene_.clear();
        drawTimeDiagram(view_, run, options_, look_, scene_);
        return scene_;
    }
    TimeLayout layout(const raft::RunView& run) const { return timeLayout(view_, run, options_, look_); }

    const raft::ClusterView view_ = fixtures::quietCluster(5, 6);
    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    TimeDiagramOptions options_{{0, 0, px(1540), px(200)}, {}, false};
    Scene scene_;
};

TEST_F(TimeDiagram, TimeAndPlaceAgree) {
    const TimeScale scale = layout(fixtures::threeElections()).scale;
    EXPECT_EQ(scale.xOf(scale.from), scale.left);
    EXPECT_EQ(scale.xOf(scale.to), scale.right);
    for (std::int64_t us = 0; us <= 175000; us += 1234) {
        const std::int64_t back = scale.timeAt(scale.xOf(SimTime(us))).us;
        EXPECT_NEAR(static_cast<double>(back), static_cast<double>(us), 5.0);
    }
    EXPECT_EQ(scale.timeAt(0), scale.from);
    EXPECT_EQ(scale.timeAt(px(5000)), scale.to);
    EXPECT_LT(scale.xOf(raft::kNever), px(4000)) << "no overflow";
}

TEST_F(TimeDiagram, AnArrowsPathRunsFromLaneToLane) {
    const TimeLayout at = layout(fixtures::threeElections());
    raft::ArrowView arrow;
    arrow.from = raft::NodeId(3);
    arrow.to = raft::NodeId(1);
    arrow.sentAt = SimTime::fromMs(40);
    arrow.endsAt = SimTime::fromMs(52);
    const Segment path = arrowPath(at, arrow);
    EXPECT_EQ(path.from.x, at.scale.xOf(arrow.sentAt));
    EXPECT_EQ(path.to.x, at.scale.xOf(arrow.endsAt));
    EXPECT_EQ(path.from.y, at.laneY(3) - at.barHalf) << "it leaves on the side of the other lane";
    EXPECT_EQ(path.to.y, at.laneY(1) + at.barHalf);
}

TEST_F(TimeDiagram, AClientsMessageWithoutLatencyIsAnArrowAndNotAHeadAlone) {
    raft::RunView run = fixtures::threeElections();
    run.arrows.clear();
    for (const bool request : {true, false}) {
        raft::ArrowView arrow;
        arrow.id = raft::MessageId(request ? 1 : 2);
        arrow.look = request ? raft::MessageLook::ClientRequest : raft::MessageLook::ClientReply;
        arrow.from = request ? raft::clientEnd(0) : raft::NodeId(2);
        arrow.to = request ? raft::NodeId(2) : raft::clientEnd(0);
        arrow.sentAt = arrow.endsAt = run.from + SimTime::fromMs(request ? 20 : 60);
        run.arrows.push_back(arrow);
    }
    draw(run);
    for (const std::uint32_t id : {1u, 2u}) {
        Coord line = 0;
        Coord head = 0;
        bool inside = false;
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item)) {
                inside = group->ref == raft::messageRef(raft::MessageId(id));
            }
            if (!inside) continue;
            if (std::holds_alternative<PolylineItem>(item)) line = std::max(line, boundsOf(scene_, item).height());
            if (std::holds_alternative<PolygonItem>(item)) head = std::max(head, boundsOf(scene_, item).height());
        }
        EXPECT_GE(line, px(10)) << id;
        EXPECT_GT(head, 0) << id;
        EXPECT_LT(head, line * 2 / 3) << id;
    }
}

TEST_F(TimeDiagram, NothingIsDrawnRightOfTheCursorWhileTheFutureIsHidden) {
    options_.hideFuture = true;
    raft::RunView run = fixtures::crowdedRun(5, 200);
    for (const std::int64_t ms : {150, 400, 405, 465, 700, 1000}) {
        run.cursor = SimTime::fromMs(ms);
        draw(run);
        const Coord cursor = layout(run).scale.xOf(run.cursor);
        int axis = 0;  // The axis itself is no news.
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item)) {
                if (group->role == Role::Axis || axis > 0) ++axis;
            } else if (std::holds_alternative<GroupEnd>(item)) {
                axis = std::max(axis - 1, 0);
            } else if (axis == 0) {
                EXPECT_LE(boundsOf(scene_, item).right, cursor + px(8))
                    << "item of kind " << item.index() << " at " << ms;
            }
        }
    }
}

TEST_F(TimeDiagram, TheFutureIsThereWhenItMayBe) {
    const raft::RunView run = fixtures::crowdedRun(5, 200);
    const int all = checks::countGroups(draw(run), Role::Arrow);
    options_.hideFuture = true;
    EXPECT_LT(checks::countGroups(draw(run), Role::Arrow), all);
}

TEST_F(TimeDiagram, AClickFindsAMessageAndALane) {
    const raft::RunView run = fixtures::threeElections();
    draw(run);
    const TimeLayout plot = layout(run);
    const std::optional<Box> first = boundsOf(scene_, raft::messageRef(raft::MessageId(1)));
    ASSERT_TRUE(first.has_value());
    const Box bar = boundsOf(scene_, raft::laneRef(NodeId(1), SimTime::fromMs(78))).value();
    EXPECT_EQ(hitTest(scene_, {bar.left + px(200), plot.laneY(1)}), raft::laneRef(NodeId(1), SimTime::fromMs(78)));
    EXPECT_EQ(hitTest(scene_, {plot.scale.xOf(SimTime::fromMs(60)), plot.termBar.center().y}), raft::termRef(4));
}

TEST_F(TimeDiagram, RolesAreShapes) {
    raft::RunView run = fixtures::threeElections();
    run.arrows.clear();
    run.moments.clear();
    draw(run);
    EXPECT_EQ(checks::count<HatchItem>(scene_), 1) << "down is hatched";
    int open = 0;
    int solid = 0;
    for (const Item& item : scene_.items()) {
        const auto* rect = std::get_if<RectItem>(&item);
        if (rect == nullptr) continue;
        open += rect->fill == theme_.panel && rect->stroke.color == theme_.ink ? 1 : 0;
        solid += rect->fill == theme_.ink ? 1 : 0;
    }
    EXPECT_EQ(open, 3) << "three candidates";
    EXPECT_EQ(solid, 2) << "two leaders";
}

TEST_F(TimeDiagram, TermsAreOutlinedUntilSomebodyLeads) {
    raft::RunView run = fixtures::threeElections();
    draw(run);
    const Color hue = termPaint(theme_, 6).full;
    const TimeLayout plot = layout(run);
    Coord filledFrom = 0;
    for (const Item& item : scene_.items()) {
        const auto* rect = std::get_if<RectItem>(&item);
        if (rect != nullptr && rect->fill == hue) filledFrom = rect->box.left;
    }
    EXPECT_NEAR(filledFrom, plot.scale.xOf(SimTime::fromMs(148)), px(1));
    for (const char* word : {"term 3", "term 4", "term 5", "term 6"}) EXPECT_TRUE(checks::says(scene_, word)) << word;
}

TEST_F(TimeDiagram, AnswersCarryTheirSign) {
    raft::RunView run = fixtures::threeElections();
    run.lanes.clear();
    run.moments.clear();
    const int circles = checks::count<CircleItem>(draw(run));
    EXPECT_EQ(circles, 9 + 4) << "nine answers, four messages in flight at the cursor";
}

TEST_F(TimeDiagram, LostMessagesEndWithACrossOnTheirWay) {
    raft::RunView run = fixtures::threeElections();
    run.arrows.resize(1);
    run.lanes.clear();
    run.moments.clear();
    run.arrows[0].from = NodeId(0);
    run.arrows[0].to = NodeId(4);
    run.arrows[0].end = raft::ArrowEnd::Arrived;
    draw(run);
    const int lines = checks::count<PolylineItem>(scene_);
    const Coord whole = boundsOf(scene_, raft::messageRef(run.arrows[0].id)).value().height();
    run.arrows[0].end = raft::ArrowEnd::Lost;
    draw(run);
    EXPECT_EQ(checks::count<PolylineItem>(scene_), lines + 2) << "the cross";
    EXPECT_LT(boundsOf(scene_, raft::messageRef(run.arrows[0].id)).value().height(), whole * 3 / 4);
}

TEST_F(TimeDiagram, DullHeartbeatsArePaleAndTheirAnswersLeftOut) {
    raft::RunView run = fixtures::threeElections();
    run.to = SimTime::fromMs(2000);
    run.arrows.resize(2);
    run.arrows[0].look = raft::MessageLook::Heartbeat;
    run.arrows[1].look = raft::MessageLook::AppendReply;
    run.arrows[1].end = raft::ArrowEnd::Arrived;
    EXPECT_EQ(checks::countGroups(draw(run), Role::Arrow), 2);
    run.arrows[0].dull = run.arrows[1].dull = true;
    EXPECT_EQ(checks::countGroups(draw(run), Role::Arrow), 1);
}

TEST_F(TimeDiagram, CrowdsAreThinnedToTwoLinesAPixel) {
    raft::RunView run = fixtures::crowdedRun(5, 401);
    for (raft::ArrowView& arrow : run.arrows) {
        arrow.sentAt = SimTime::fromMs(300);
        arrow.endsAt = SimTime::fromMs(320);
        arrow.dull = false;
    }
    EXPECT_EQ(checks::countGroups(draw(run), Role::Arrow), 2);
    run.arrows.resize(400);
    EXPECT_EQ(checks::countGroups(draw(run), Role::Arrow), 400);
}

TEST_F(TimeDiagram, ConfigurationsAreMarkedWhereTheyAreAppendedAndCommitted) {
    raft::RunView run = fixtures::threeElections();
    run.moments.clear();
    const auto lines = [&] {
        draw(run);
        return checks::count<PolylineItem>(scene_);
    };
    const int before = lines();
    const auto add = [&](raft::MomentView::Kind kind, bool joint, std::int64_t ms) {
        raft::MomentView moment;
        moment.kind = kind;
        moment.joint = joint;
        moment.node = NodeId(1);
        moment.time = SimTime::fromMs(ms);
        moment.step = raft::StepId(static_cast<std::uint32_t>(ms));
        run.moments.push_back(moment);
    };
    add(raft::MomentView::Kind::ConfigAppended, true, 10);
    EXPECT_EQ(lines(), before + 2) << "two bars, as in a log";
    EXPECT_TRUE(checks::says(scene_, "C_old,new"));
    EXPECT_FALSE(checks::says(scene_, "C_new"));
    add(raft::MomentView::Kind::ConfigAppended, false, 28);
    add(raft::MomentView::Kind::ConfigCommitted, false, 110);
    draw(run);
    EXPECT_TRUE(checks::says(scene_, "C_new"));
    run.moments.clear();
    add(raft::MomentView::Kind::ConfigCommitted, true, 60);
    draw(run);
    EXPECT_FALSE(checks::says(scene_, "C_old,new \u2192 C_new")) << "C_new was not appended";
    add(raft::MomentView::Kind::ConfigAppended, false, 60);
    draw(run);
    EXPECT_TRUE(checks::says(scene_, "C_old,new \u2192 C_new"));
}

TEST_F(TimeDiagram, GhostsStandBelowTheirLanesAndNothingElseMoves) {
    const raft::RunView run = fixtures::threeElections();
    const auto countTexts = [this](std::string_view words) {
        int count = 0;
        for (const Item& item : scene_.items()) {
            const auto* text = std::get_if<TextItem>(&item);
            if (text != nullptr && scene_.texts(text->text) == words) ++count;
        }
        return count;
    };
    draw(run);
    const std::size_t before = scene_.items().size();
    EXPECT_EQ(countTexts("1 crash"), 0);
    const GhostMark ghosts[] = {{SimTime::fromMs(60), NodeId(2), "1 crash"},
                                {SimTime::fromMs(90), raft::kNoNode, "2 heal"},
                                {SimTime::fromMs(100'000), NodeId(1), "3 far away"}};
    options_.ghosts = ghosts;
    draw(run);
    EXPECT_EQ(countTexts("1 crash"), 1);
    EXPECT_EQ(countTexts("2 heal"), 1);
    EXPECT_EQ(countTexts("3 far away"), 0) << "outside of the stretch";
    EXPECT_GT(scene_.items().size(), before);
}

TEST_F(TimeDiagram, ASecondWithoutEventsStillHasAnAxis) {
    raft::RunView run;
    run.to = SimTime::fromMs(1000);
    draw(run);
    EXPECT_TRUE(checks::says(scene_, "500"));
    EXPECT_TRUE(checks::says(scene_, "0"));
    EXPECT_TRUE(checks::says(scene_, "ms")) << "the unit, without a number";
}

TEST_F(TimeDiagram, ClientsReachTheirServersLane) {
    raft::RunView run = fixtures::threeElections();
    run.arrows.resize(1);
    run.arrows[0].look = raft::MessageLook::ClientRequest;
    run.arrows[0].from = raft::clientEnd(0);
    run.arrows[0].to = NodeId(3);
    run.arrows[0].end = raft::ArrowEnd::Arrived;
    draw(run);
    const Box stub = boundsOf(scene_, raft::messageRef(run.arrows[0].id)).value();
    EXPECT_LT(stub.bottom, layout(run).laneY(3));
    EXPECT_GT(stub.top, layout(run).laneY(2));
}

TEST_F(TimeDiagram, TheBarAloneShowsTermsAndCursor) {
    options_.box = {0, 0, px(900), px(34)};
    drawTermBar(fixtures::threeElections(), options_, look_, scene_);
    EXPECT_EQ(checks::countGroups(scene_, Role::Term), 4);
    EXPECT_EQ(checks::countGroups(scene_, Role::Cursor), 1);
    EXPECT_TRUE(checks::says(scene_, "term 5"));
    EXPECT_EQ(checks::leaves(scene_, options_.box), "");
}

}  // namespace
}  // namespace render
