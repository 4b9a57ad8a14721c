// The rules on one page, and logs drawn as on paper.

#include "render/views/poster.h"

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/hit_test.h"
#include "render/views/log_sketch.h"
#include "tests/render/golden.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

/// `groups` groups of `rules` rules each, in all four lights.
PosterInput posterOf(int groups, int rules, const std::string& text) {
    PosterInput input{"Raft on one page", "Elections: 3 of 9 rules", "After Figure 2", {}, "lit", "ahead", "elsewhere"};
    int count = 0;
    for (int group = 0; group < groups; ++group) {
        PosterGroupInput& page = input.groups.emplace_back();
        page.title = "Group " + std::to_string(group + 1);
        for (int rule = 0; rule < rules; ++rule) {
            page.rules.push_back({std::to_string(count) + " " + text, "§5.2", static_cast<PosterLight>(count % 4)});
            ++count;
        }
    }
    return input;
}

const std::string kEnglish = "A message has a higher term: take that term over, and follow.";
const std::string kChinese = "消息的任期更大：采用它，转为跟随者。";

/// Dialogs at 1024x768 and 1280x720, a page of A4, a slide. The page finds its own size: the percentage only says that
/// its smallest letters are no smaller than that of a label at this size.
const std::vector<checks::Panel> kPages{{936, 580, 85}, {1184, 530, 85}, {1067, 738, 100}, {1840, 1000, 130}};

TEST(PosterIsSound, ForManyRulesAndFew) {
    for (const PosterInput& input : {posterOf(11, 3, kEnglish), posterOf(11, 3, kChinese), posterOf(1, 1, kEnglish)}) {
        checks::expectSound(
            kPages, [&](const Look& look, const Box& box, Scene& scene) { drawPoster(input, {box}, look, scene); });
    }
}

TEST(Poster, LettersAreAsLargeAsThePageAllows) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure;
    const PictureLabels labels;
    const Look look{theme, measure, labels, {100}};
    const Box page{0, 0, px(1100), px(700)};
    const int few = posterPercent(posterOf(2, 2, kEnglish), page, look);
    const int many = posterPercent(posterOf(12, 3, kEnglish), page, look);
    EXPECT_GT(few, many);
    EXPECT_GE(many, 90) << "the rules of Raft can be read on a page";
    EXPECT_GT(posterPercent(posterOf(12, 3, kEnglish), {0, 0, px(1900), px(1000)}, look), many);
}

TEST(Poster, ARuleIsFoundWhereItStands) {
    const Theme theme = themeOf(ThemeName::Dark);
    const FixedMeasure measure;
    const PictureLabels labels;
    const Look look{theme, measure, labels, {100}};
    const Box page{0, 0, px(1100), px(700)};
    Scene scene;
    drawPoster(posterOf(3, 2, kEnglish), {page}, look, scene);
    int found = 0;
    for (const checks::PlacedText& text : checks::textsOf(scene)) {
        if (text.text.rfind("4 A message", 0) != 0) continue;
        ++found;
        EXPECT_EQ(hitTest(scene, text.box.center()), posterRef(4));
    }
    EXPECT_EQ(found, 1);
}

TEST(PosterGolden, LooksAsItDid) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure;
    const PictureLabels labels;
    Scene scene;
    scene.setSize(px(900), px(420));
    scene.setBackground(theme.panel);
    drawPoster(posterOf(4, 3, kEnglish), {{px(20), px(20), px(880), px(400)}}, {theme, measure, labels, {100}}, scene);
    expectGolden("poster.svg", writeSvg(scene));
}

TEST(LogSketch, IsSoundAndAsLargeAsItSays) {
    LogSketchInput input{
        {{"leader", {1, 1, 3, 3, 3, 5}}, {"c", {1, 1, 6, 6, 6, 6, 6}}, {"d", {1, 0, 12}}}, "Logs", "index"};
    checks::expectSound({{420, 160, 100}, {640, 240, 150}, {1000, 400, 220}},
                        [&](const Look& look, const Box& box, Scene& scene) {
                            const LogSketchSize size = logSketchSize(input, look);
                            EXPECT_LE(size.width, box.width());
                            EXPECT_LE(size.height, box.height());
                            drawLogSketch(input, {box.left, box.top}, look, scene);
                            const Box own{box.left, box.top, box.left + size.width, box.top + size.height};
                            EXPECT_EQ(checks::leaves(scene, own), "");
                        });
}

TEST(LogSketch, AHoleIsAPlaceWithoutATerm) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure;
    const PictureLabels labels;
    Scene scene;
    drawLogSketch({{{"S1", {4, 0, 7}}}, "Logs", ""}, {0, 0}, {theme, measure, labels, {100}}, scene);
    EXPECT_TRUE(checks::says(scene, "4"));
    EXPECT_TRUE(checks::says(scene, "7"));
    EXPECT_FALSE(checks::says(scene, "0"));
    int dashed = 0;
    for (const Item& item : scene.items()) {
        const auto* rect = std::get_if<RectItem>(&item);
        dashed += rect != nullptr && rect->stroke.dashOn > 0 ? 1 : 0;
    }
    EXPECT_EQ(dashed, 1);
}

}  // namespace
}  // namespace render
