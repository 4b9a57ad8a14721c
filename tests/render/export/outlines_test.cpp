#include "render/export/outlines.h"

#include <gtest/gtest.h>

#include "render/export/font_measure.h"
#include "render/export/png.h"
#include "render/text_measure.h"

namespace render {
namespace {

/// The box around the edges of one text.
Box edgesOf(std::string_view text, Face face, Align align) {
    Scene scene;
    const auto measure = openFontMeasure();
    addText(scene, *measure, {face, px(100), rgb(0), align}, {px(500), px(200)}, text);
    const auto outlines = openOutlines();
    EXPECT_TRUE(outlines.ok());
    std::vector<OutlineStep> steps;
    outlines.value()->trace(scene, std::get<TextItem>(scene.items().front()), steps);
    EXPECT_FALSE(steps.empty());
    EXPECT_EQ(steps.back().kind, OutlineStep::Kind::Close);
    Box box{px(10000), px(10000), -px(10000), -px(10000)};
    for (const OutlineStep& step : steps) {
        const int points = step.kind == OutlineStep::Kind::Close ? 0 : step.kind == OutlineStep::Kind::Curve ? 3 : 1;
        for (int i = 0; i < points; ++i) box = box.united(boxAround(step.points[i], 0, 0));
    }
    return box;
}

TEST(Outlines, AreThereWhereTheBuildHasTypefaces) {
    EXPECT_EQ(openOutlines().ok(), canWritePng());
    ASSERT_TRUE(openNoOutlines().ok());
    EXPECT_EQ(openNoOutlines().value(), nullptr);
}

TEST(Outlines, StandWhereTheTextStands) {
    if (!canWritePng()) GTEST_SKIP() << "built without FreeType";
    // Inter has cubic edges, JetBrains Mono quadratic ones, Noto Sans Chinese characters.
    for (const auto& [face, text] : {std::pair(Face::Bold, "H"), {Face::Mono, "H"}, {Face::Text, "领"}}) {
        const Box start = edgesOf(text, face, Align::Start);
        EXPECT_GE(start.left, px(500)) << text;
        EXPECT_LT(start.right, px(605)) << text;
        EXPECT_GT(start.height(), px(60)) << text;
        EXPECT_LT(start.bottom, px(215)) << text;
        const Box end = edgesOf(text, face, Align::End);
        EXPECT_LE(end.right, px(500)) << text;
        const Box middle = edgesOf(text, face, Align::Middle);
        EXPECT_NEAR(middle.left - end.left, start.left - middle.left, 2) << text;
    }
}

TEST(Outlines, LettersFollowEachOther) {
    if (!canWritePng()) GTEST_SKIP() << "built without FreeType";
    const Box one = edgesOf("H", Face::Text, Align::Start);
    const Box two = edgesOf("HH", Face::Text, Align::Start);
    const Coord advance = openFontMeasure()->advance(Face::Text, px(100), U'H');
    EXPECT_EQ(two.right - one.right, advance);
}

}  // namespace
}  // namespace render
