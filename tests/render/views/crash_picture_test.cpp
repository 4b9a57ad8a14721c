// A write with the line at which its leader may crash, and the table of the stages: sound at every size, and as they
// were when somebody last looked at them.

#include "render/views/crash_picture.h"

#include <gtest/gtest.h>

#include "render/export/svg.h"
#include "render/hit_test.h"
#include "tests/render/fixtures.h"
#include "tests/render/golden.h"
#include "tests/render/views/picture_checks.h"
#include "tests/render/views/sound.h"

namespace render {
namespace {

using checks::Panel;
using raft::SimTime;

constexpr SimTime ms(std::int64_t time) { return SimTime::fromMs(time); }

/// The write of the lesson, with the line at `line`.
CrashTimeInput write(std::int64_t line) {
    CrashTimeInput input;
    input.from = ms(134);
    input.to = ms(241);
    const auto server = [](std::uint8_t number) { return raft::nodeRef(raft::NodeId(number)); };
    input.lanes = {{raft::clientRef(raft::clientEnd(0)), "c", ms(140), ms(235), true},
                   {server(0), "A", ms(150), ms(175), false},
                   {server(1), "B", ms(160), ms(210), false},
                   {server(2), "C", ms(168), ms(218), false}};
    input.arrows = {{0, 1, ms(140), ms(150), false}, {1, 2, ms(150), ms(160), false}, {1, 3, ms(150), ms(168), false},
                    {2, 1, ms(160), ms(175), true},  {1, 0, ms(175), ms(235), true},  {1, 2, ms(200), ms(210), false},
                    {1, 3, ms(200), ms(218), false}};
    input.stretches = {{0, "A", ms(140), ms(150)}, {1, "B", ms(150), ms(160)}, {3, "D", ms(160), ms(168)},
                       {2, "C", ms(168), ms(175)}, {4, "E", ms(175), ms(218)}, {5, "F", ms(218), ms(235)}};
    for (const std::int64_t at : {140, 150, 160, 168, 175, 200, 210, 218, 235}) input.instants.push_back(ms(at));
    input.line = ms(line);
    for (const CrashStretch& stretch : input.stretches) {
        if (stretch.from <= input.line && input.line < stretch.to) input.stage = stretch.stage;
    }
    input.cutOffStage = 6;
    input.cutOffLetter = "G";
    input.command = "x+=1";
    input.answer = "OK";
    input.word = "A crashes here";
    input.alt = "One write";
    return input;
}

CrashTableInput table() {
    CrashTableInput input;
    input.questions = {"The write is", "c hears", "A retry acts"};
    const std::string letters = "ABDCEFG";
    for (std::size_t i = 0; i < letters.size(); ++i) {
        CrashColumn column{static_cast<int>(i), letters.substr(i, 1), {{}, {}, {}}};
        if (i < 3) column.cells = {{"lost", {}, true}, {"silence", "failed", false}, {"once*", {}, false}};
        input.columns.push_back(column);
    }
    input.stage = 2;
    input.remark = "* twice, where servers keep no numbers";
    input.alt = "What each stage came to";
    return input;
}

TEST(CrashPicture, IsSoundWhereverTheLineStands) {
    const std::vector<Panel> panels{
        {1216, 264, 100}, {960, 300, 100}, {1880, 420, 150}, {620, 165, 100}, {1216, 310, 190}};
    for (const std::int64_t line : {145, 164, 197, 234}) {
        for (const bool cutOff : {false, true}) {
            checks::expectSound(panels, [&](const Look& look, const Box& box, Scene& scene) {
                CrashTimeInput input = write(line);
                input.cutOff = cutOff;
                drawCrashTime(input, {box, {}, false}, look, scene);
            });
        }
    }
}

TEST(CrashPicture, TheTableIsSound) {
    const std::vector<Panel> panels{{560, 230, 100}, {490, 260, 100}, {1216, 290, 190}, {900, 360, 150}};
    checks::expectSound(panels, [](const Look& look, const Box& box, Scene& scene) {
        drawCrashTable(table(), {box, {}}, look, scene);
    });
}

TEST(CrashPicture, TimeAndPlaceAreTheSameThing) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure;
    const PictureLabels labels = fixtures::englishLabels();
    const Look look{theme, measure, labels, {100}};
    const CrashTimeScale scale = crashTimeScale(write(145), {0, 0, px(1200), px(260)}, look);
    for (const std::int64_t at : {134, 150, 199, 241}) {
        EXPECT_LE(std::abs((scale.timeAt(scale.xOf(ms(at))) - ms(at)).us), 20) << at;
    }
    EXPECT_EQ(scale.timeAt(scale.left - px(50)), ms(134)) << "beside it there is nothing";
    EXPECT_EQ(scale.timeAt(scale.right + px(50)), ms(241));
}

TEST(CrashPicture, ALetterIsItsStage) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure;
    const PictureLabels labels = fixtures::englishLabels();
    const Look look{theme, measure, labels, {100}};
    Scene scene;
    scene.setSize(px(1216), px(264));
    drawCrashTime(write(164), {{0, 0, px(1216), px(264)}, {}, false}, look, scene);
    for (const int stage : {0, 1, 2, 3, 4, 5, 6}) {
        const auto box = boundsOf(scene, stageRef(stage));
        ASSERT_TRUE(box.has_value()) << stage;
        EXPECT_EQ(hitTest(scene, box->center()), stageRef(stage)) << stage;
    }
}

TEST(CrashPicture, IsAsItWas) {
    const FixedMeasure measure;
    const PictureLabels labels = fixtures::englishLabels();
    Scene scene;
    const auto begin = [&](const Theme& theme, int width, int height) {
        scene.clear();
        scene.setSize(px(width), px(height));
        scene.setBackground(theme.panel);
        return Box{0, 0, px(width), px(height)}.grown(-px(12));
    };
    const Theme light = themeOf(ThemeName::Light);
    const Theme dark = themeOf(ThemeName::Dark);
    drawCrashTime(write(164), {begin(light, 1216, 280), {}, false}, {light, measure, labels, {100}}, scene);
    expectGolden("crash-time.svg", writeSvg(scene));
    CrashTimeInput wall = write(155);
    wall.cutOff = true;
    wall.word = "A is cut off here";
    drawCrashTime(wall, {begin(dark, 900, 190), {}, true}, {dark, measure, labels, {100}}, scene);
    expectGolden("crash-time-wall-dark.svg", writeSvg(scene));
    drawCrashTable(table(), {begin(light, 600, 250), {}}, {light, measure, labels, {100}}, scene);
    expectGolden("crash-table.svg", writeSvg(scene));
}

}  // namespace
}  // namespace render
