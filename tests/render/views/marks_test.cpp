#include "render/views/marks.h"

#include <gtest/gtest.h>

#include "render/hit_test.h"

namespace render {
namespace {

TEST(TakenPlaces, NobodyGetsAPlaceTwice) {
    TakenPlaces places;
    EXPECT_TRUE(places.claim({0, 0, px(10), px(10)}));
    EXPECT_FALSE(places.claim({px(5), px(5), px(15), px(15)}));
    EXPECT_TRUE(places.claim({px(10), 0, px(20), px(10)})) << "touching is allowed";
    EXPECT_FALSE(places.isFree({px(19), px(9), px(30), px(30)}));
}

TEST(TakenPlaces, WideBoxesAreFoundInEveryColumnAndLeftOfTheOrigin) {
    TakenPlaces places;
    places.take({-px(500), 0, px(9000), px(10)});
    for (int x = -490; x < 9000; x += 37) EXPECT_FALSE(places.isFree({px(x), px(5), px(x + 1), px(6)})) << x;
    EXPECT_TRUE(places.isFree({px(9001), px(5), px(9002), px(6)}));
    EXPECT_TRUE(places.isFree({px(100), px(11), px(9000), px(12)}));
}

TEST(Marks, AnArrowHeadEndsAtItsTip) {
    Scene scene;
    drawArrowHead(scene, {0, 0}, {px(100), 0}, px(8), rgb(1));
    EXPECT_EQ(boundsOf(scene, scene.items()[0]).right, px(100));
    EXPECT_EQ(boundsOf(scene, scene.items()[0]).left, px(92));
    scene.clear();
    drawArrowHead(scene, {5, 5}, {5, 5}, px(8), rgb(1));
    EXPECT_TRUE(scene.items().empty()) << "no direction, no head";
}

/// The triangles of a fan from the first point all turn the same way.
TEST(Marks, ATriangleFanFillsTheCrown) {
    Scene scene;
    drawCrown(scene, {px(50), px(50)}, px(30), rgb(1));
    const auto points = scene.points(std::get<PolygonItem>(scene.items()[0]).points);
    int turns = 0;
    for (std::size_t i = 2; i < points.size(); ++i) {
        const Point a = points[i - 1] - points[0];
        const Point b = points[i] - points[0];
        const std::int64_t cross = std::int64_t{a.x} * b.y - std::int64_t{a.y} * b.x;
        EXPECT_NE(cross, 0);
        turns += cross > 0 ? 1 : -1;
    }
    EXPECT_EQ(turns < 0 ? -turns : turns, static_cast<int>(points.size()) - 2);
}

TEST(Marks, APlusHasOneStrokeMoreThanAMinus) {
    Scene plus;
    drawSign(plus, {0, 0}, px(7), Sign::Plus, rgb(1), {rgb(2), px(1)});
    Scene minus;
    drawSign(minus, {0, 0}, px(7), Sign::Minus, rgb(1), {rgb(2), px(1)});
    EXPECT_EQ(plus.items().size(), minus.items().size() + 1);
}

TEST(Marks, OfAnHourglassTheLowerHalfIsFull) {
    Scene scene;
    drawHourglass(scene, {px(10), px(10)}, px(12), {rgb(2), px(1)});
    ASSERT_EQ(scene.items().size(), 2u);
    const auto& upper = std::get<PolygonItem>(scene.items()[0]);
    const auto& lower = std::get<PolygonItem>(scene.items()[1]);
    EXPECT_FALSE(upper.fill.visible());
    EXPECT_TRUE(lower.fill.visible());
    EXPECT_LT(boundsOf(scene, scene.items()[0]).top, boundsOf(scene, scene.items()[1]).top);
}

}  // namespace
}  // namespace render
