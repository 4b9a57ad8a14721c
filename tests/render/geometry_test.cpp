#include "render/geometry.h"

#include <gtest/gtest.h>

#include "raft/base/digest.h"

namespace render {
namespace {

TEST(Geometry, PolarPointsUpAndGoesClockwise) {
    const Point center{1000, 2000};
    EXPECT_EQ(polar(center, 640, 0), (Point{1000, 1360}));
    EXPECT_EQ(polar(center, 640, kFullTurn / 4), (Point{1640, 2000}));
    EXPECT_EQ(polar(center, 640, kFullTurn / 2), (Point{1000, 2640}));
    EXPECT_EQ(polar(center, 640, -kFullTurn / 4), (Point{360, 2000}));
    EXPECT_EQ(polar(center, 1000, kFullTurn / 8), (Point{1707, 1293}));
}

TEST(Geometry, PolarStaysOnTheCircle) {
    const Coord radius = px(500);
    for (Angle angle = -kFullTurn; angle < kFullTurn; angle += 37) {
        EXPECT_NEAR(distance({0, 0}, polar({0, 0}, radius, angle)), radius, 2) << angle;
    }
}

TEST(Geometry, AngleOfUndoesPolar) {
    for (Angle angle = 0; angle < kFullTurn; angle += 101) {
        const Angle back = angleOf({px(7), px(9)}, polar({px(7), px(9)}, px(3000), angle));
        const Angle apart = (back - angle + kFullTurn + kFullTurn / 2) % kFullTurn - kFullTurn / 2;
        EXPECT_LE(apart < 0 ? -apart : apart, 3) << angle;
    }
    EXPECT_EQ(angleOf({5, 5}, {5, 5}), 0);
}

TEST(Geometry, DirectionsAreTheSameOnEveryMachine) {
    raft::Digest digest;
    for (Angle angle = 0; angle < kFullTurn; angle += 11) {
        const Point p = polar({0, 0}, px(1234), angle);
        digest.add(static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.x)));
        digest.add(static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.y)));
    }
    EXPECT_EQ(digest.value(), 0x113034b9b87a0a64ull);
}

TEST(Geometry, TowardsWalksAlongTheLine) {
    EXPECT_EQ(towards({0, 0}, {300, 400}, 50), (Point{30, 40}));
    EXPECT_EQ(towards({7, 7}, {7, 7}, 50), (Point{7, 7}));
    EXPECT_EQ(distance({1, 1}, {4, 5}), 5);
}

TEST(Geometry, BoxesThatOnlyTouchDoNotOverlap) {
    const Box box{0, 0, 10, 10};
    EXPECT_FALSE(box.overlaps({10, 0, 20, 10}));
    EXPECT_TRUE(box.overlaps({9, 9, 20, 20}));
    EXPECT_TRUE(box.contains(Point{0, 0}));
    EXPECT_FALSE(box.contains(Point{10, 0}));
}

TEST(Geometry, AnArcBeginsAndEndsWhereItShould) {
    std::vector<Point> arc;
    appendArc({0, 0}, px(100), 0, kFullTurn / 2, arc);
    ASSERT_GT(arc.size(), 8U);
    EXPECT_EQ(arc.front(), (Point{0, -px(100)}));
    EXPECT_EQ(arc.back(), (Point{0, px(100)}));
    EXPECT_GT(arc[arc.size() / 2].x, px(95));
}

}  // namespace
}  // namespace render
