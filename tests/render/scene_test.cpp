#include "render/scene.h"

#include <gtest/gtest.h>

#include "render/text_measure.h"

namespace render {
namespace {

TEST(Scene, GroupsKnowWhereTheyEnd) {
    Scene scene;
    scene.beginGroup(raft::nodeRef(raft::NodeId(1)), Role::Node, "S2");
    scene.beginGroup({}, Role::Plain);
    scene.circle({0, 0}, 10, rgb(0x112233));
    scene.endGroup();
    scene.endGroup();
    const auto& outer = std::get<GroupBegin>(scene.items()[0]);
    const auto& inner = std::get<GroupBegin>(scene.items()[1]);
    EXPECT_EQ(outer.end, 4U);
    EXPECT_EQ(inner.end, 3U);
    EXPECT_EQ(scene.texts(outer.alt), "S2");
    EXPECT_TRUE(scene.texts(inner.alt).empty());
}

TEST(Scene, ClearForgetsEverything) {
    Scene scene;
    scene.setSize(px(10), px(20));
    scene.line({0, 0}, {5, 5}, {rgb(0), 64});
    scene.clear();
    EXPECT_TRUE(scene.items().empty());
    EXPECT_EQ(scene.width(), 0);
}

TEST(Scene, BoundsCountHalfOfTheStroke) {
    Scene scene;
    scene.circle({px(10), px(10)}, px(5), {}, {rgb(0), px(2)});
    scene.circle({px(10), px(10)}, px(5), rgb(0), {});
    scene.line({0, 0}, {px(4), px(8)}, {rgb(0), px(2)});
    EXPECT_EQ(boundsOf(scene, scene.items()[0]), (Box{px(4), px(4), px(16), px(16)}));
    EXPECT_EQ(boundsOf(scene, scene.items()[1]), (Box{px(5), px(5), px(15), px(15)}));
    EXPECT_EQ(boundsOf(scene, scene.items()[2]), (Box{-px(1), -px(1), px(5), px(9)}));
}

TEST(Scene, TextBoundsFollowTheAlignment) {
    Scene scene;
    const FixedMeasure measure{};
    TextStyle style;
    style.color = rgb(0);
    for (const Align align : {Align::Start, Align::Middle, Align::End}) {
        style.align = align;
        addText(scene, measure, style, {px(100), px(50)}, "abc");
    }
    const Coord width = textWidth(measure, style.face, style.sizePx, "abc");
    EXPECT_EQ(boundsOf(scene, scene.items()[0]).left, px(100));
    EXPECT_EQ(boundsOf(scene, scene.items()[1]).left, px(100) - width / 2);
    EXPECT_EQ(boundsOf(scene, scene.items()[2]).right, px(100));
}

TEST(Scene, AnEmptyTextIsNoItem) {
    Scene scene;
    scene.text(TextItem{}, "");
    EXPECT_TRUE(scene.items().empty());
}

TEST(Scene, HatchingStaysInsideItsBox) {
    HatchItem hatch;
    hatch.box = {px(3), px(5), px(60), px(21)};
    hatch.spacing = px(7);
    std::vector<Segment> lines;
    hatchSegments(hatch, lines);
    EXPECT_GT(lines.size(), 8U);
    for (const Segment& line : lines) {
        EXPECT_TRUE(hatch.box.grown(1).contains(line.from));
        EXPECT_TRUE(hatch.box.grown(1).contains(line.to));
        EXPECT_LT(line.to.y, line.from.y) << "the lines rise to the right";
    }
}

TEST(Scene, HatchingStandsStillWhileItsBarGrows) {
    HatchItem hatch;
    hatch.box = {px(3), px(5), px(60), px(21)};
    hatch.spacing = px(7);
    std::vector<Segment> before;
    hatchSegments(hatch, before);
    hatch.box.right += px(5);
    std::vector<Segment> after;
    hatchSegments(hatch, after);
    EXPECT_EQ(before[2].from, after[2].from);
    EXPECT_EQ(before[2].to, after[2].to);
}

TEST(Scene, RoundHatchingStaysInsideItsCircle) {
    HatchItem hatch;
    hatch.box = boxAround({px(50), px(50)}, px(30), px(30));
    hatch.round = true;
    hatch.spacing = px(8);
    std::vector<Segment> lines;
    hatchSegments(hatch, lines);
    EXPECT_GT(lines.size(), 6U);
    for (const Segment& line : lines) {
        EXPECT_LE(distance(line.from, {px(50), px(50)}), px(30) + 2);
        EXPECT_LE(distance(line.to, {px(50), px(50)}), px(30) + 2);
    }
}

}  // namespace
}  // namespace render
