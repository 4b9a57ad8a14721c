#include "render/export/png.h"

#include <gtest/gtest.h>

#include "render/export/font_measure.h"
#include "render/text_measure.h"

namespace render {
namespace {

Scene smallPicture() {
    Scene scene;
    scene.setSize(px(64), px(32));
    scene.setBackground(rgb(0xFFFFFF));
    const FixedMeasure measure{};
    TextStyle style;
    style.color = rgb(0);
    addText(scene, measure, style, {px(4), px(20)}, "S1 领导者");
    return scene;
}

/// Width and height as the header of a PNG file says.
std::pair<int, int> sizeOf(const std::string& png) {
    const auto number = [&](std::size_t at) {
        int value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value * 256 + static_cast<unsigned char>(png[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

TEST(Png, HasTheSizeThatWasAskedFor) {
    const raft::Result<std::string> png = writePng(smallPicture(), {200, {}});
    if (!canWritePng()) {
        ASSERT_FALSE(png.ok());
        EXPECT_NE(png.errors()[0].message.find("without cairo"), std::string::npos);
        return;
    }
    ASSERT_TRUE(png.ok()) << png.errors()[0].message;
    ASSERT_EQ(png.value().substr(1, 3), "PNG");
    EXPECT_EQ(sizeOf(png.value()), (std::pair{128, 64}));
}

TEST(Png, TheSamePictureIsTheSameBytes) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    const raft::Result<std::string> first = writePng(smallPicture(), {});
    const raft::Result<std::string> second = writePng(smallPicture(), {});
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(first.value(), second.value());
    Scene other = smallPicture();
    other.circle({px(50), px(10)}, px(4), rgb(0x77AADD));
    EXPECT_NE(writePng(other, {}).value(), first.value());
}

TEST(Png, RefusesASizeThatIsAMistake) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    Scene scene;
    EXPECT_FALSE(writePng(scene, {}).ok());
    scene.setSize(px(20000), px(10));
    EXPECT_FALSE(writePng(scene, {}).ok());
}

TEST(FontMeasure, GrowsInProportionToTheSize) {
    const auto measure = openFontMeasure();
    const Coord small = measure->advance(Face::Text, px(10), U'W');
    EXPECT_GT(small, px(4));
    EXPECT_NEAR(measure->advance(Face::Text, px(40), U'W'), 4 * small, 3);
    EXPECT_EQ(measure->advance(Face::Mono, px(20), U'i'), measure->advance(Face::Mono, px(20), U'W'));
}

}  // namespace
}  // namespace render
