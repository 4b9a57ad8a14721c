#include "app/gui/canvas/strokes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/gui/canvas/scene_painter.h"
#include "tests/gui/shell/headless_fixture.h"

namespace gui {
namespace {

TEST(Strokes, SmallCirclesHaveFewPoints) {
    EXPECT_EQ(circlePoints(0.5F), 8);
    EXPECT_LT(circlePoints(4), 16);
    EXPECT_GT(circlePoints(60), circlePoints(10));
    EXPECT_LE(circlePoints(5000), 72);
}

TEST(Strokes, ASharpRectangleHasFourPoints) {
    std::vector<ImVec2> path;
    roundedPath(ImVec2(0, 0), ImVec2(10, 10), 0, path);
    EXPECT_EQ(path.size(), 4u);
    roundedPath(ImVec2(0, 0), ImVec2(10, 10), 4, path);
    EXPECT_GT(path.size(), 8u);
    for (const ImVec2& point : path) {
        EXPECT_GE(point.x, -0.01F);
        EXPECT_LE(point.x, 10.01F);
    }
}

TEST(Strokes, ARoundedSquareThatIsACircleHasNoPointTwice) {
    std::vector<ImVec2> path;
    roundedPath(ImVec2(0, 0), ImVec2(24, 24), 12, path);
    for (std::size_t i = 0; i < path.size(); ++i) {
        const ImVec2 next = path[(i + 1) % path.size()];
        EXPECT_GT(std::hypot(next.x - path[i].x, next.y - path[i].y), 0.05F) << i;
    }
}

class Painting : public HeadlessTest {
protected:
    /// Draws the scene and returns how many vertices that took.
    int paint(const render::Scene& scene, FrameRecord& record) {
        ScenePainter painter(fonts());
        int vertices = 0;
        ui().frame([&] {
            ImDrawList& list = *ImGui::GetForegroundDrawList();
            painter.paint(scene, {ImVec2(20, 30), {0, 0, 400, 300}, false}, list, record);
            vertices = list.VtxBuffer.Size;
        });
        return vertices;
    }
};

TEST_F(Painting, ABarTakesFourVertices) {
    render::Scene scene;
    FrameRecord record;
    scene.rect({0, 0, render::px(50), render::px(8)}, 0, render::rgb(0x123456));
    EXPECT_EQ(paint(scene, record), 4);
}

TEST_F(Painting, TextsAreNotedWhereTheyStand) {
    render::Scene scene;
    FrameRecord record;
    render::TextItem item;
    item.at = {render::px(100), render::px(50)};
    item.width = render::px(40);
    item.sizePx = render::px(14);
    item.align = render::Align::Middle;
    item.color = render::rgb(0);
    scene.text(item, "S1");
    EXPECT_GT(paint(scene, record), 0);
    ASSERT_EQ(record.texts().size(), 1u);
    EXPECT_EQ(record.texts()[0].text, "S1");
    EXPECT_FLOAT_EQ(record.texts()[0].box.left, 100);
    EXPECT_FLOAT_EQ(record.texts()[0].box.right, 140);
    EXPECT_LT(record.texts()[0].box.top, 80);
    EXPECT_GT(record.texts()[0].box.bottom, 80);
}

TEST_F(Painting, ThePointUnderTheMouseIsTheScenes) {
    render::Scene scene;
    const raft::Ref node = raft::nodeRef(raft::NodeId(2));
    scene.beginGroup(node, render::Role::Node);
    scene.circle({render::px(50), render::px(50)}, render::px(20), render::rgb(0xFFFFFF));
    scene.endGroup();
    EXPECT_EQ(refAt(scene, ImVec2(100, 100), ImVec2(150, 150)), node);
    EXPECT_TRUE(refAt(scene, ImVec2(100, 100), ImVec2(50, 50)).empty());
}

}  // namespace
}  // namespace gui
