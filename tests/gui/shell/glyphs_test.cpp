#include "app/gui/shell/glyphs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace gui {
namespace {

std::unique_ptr<GlyphSource> systemGlyphs() {
    std::string error;
    std::unique_ptr<GlyphSource> source = GlyphSource::open("", error);
    EXPECT_NE(source, nullptr) << error;
    return source;
}

std::vector<char32_t> charactersOf(std::string_view text) {
    std::vector<char32_t> characters;
    while (!text.empty()) characters.push_back(takeCharacter(text));
    return characters;
}

int darkest(const GlyphBitmap& bitmap) { return *std::max_element(bitmap.coverage.begin(), bitmap.coverage.end()); }

/// Where the ink of row or column sums lies, for tests of position.
float inkPx(const GlyphBitmap& bitmap) {
    float sum = 0;
    for (const std::uint8_t texel : bitmap.coverage) sum += texel;
    return sum / 255.0F / static_cast<float>(bitmap.oversample);
}

TEST(Glyphs, EveryFaceShowsEnglishAndChinese) {
    const auto source = systemGlyphs();
    for (int face = 0; face < kFaceCount; ++face) {
        for (const char32_t character : charactersOf("Ag8=,§→任期逻辑宕崩")) {
            EXPECT_TRUE(source->contains(static_cast<Face>(face), character))
                << face << ' ' << static_cast<unsigned>(character);
        }
    }
}

TEST(Glyphs, CharacterThatNobodyHasIsNotContained) {
    const auto source = systemGlyphs();
    EXPECT_FALSE(source->contains(Face::Text, 0x13000));  // An Egyptian hieroglyph.
    GlyphBitmap bitmap;
    EXPECT_FALSE(source->rasterize(Face::Text, 14, 0x13000, bitmap));
    EXPECT_GT(source->advance(Face::Text, 14, 0x13000), 0) << "it is drawn as U+FFFD and as wide";
}

TEST(Glyphs, AdvanceIsProportionalToSize) {
    const auto source = systemGlyphs();
    for (const char32_t character : charactersOf("Wi任")) {
        const float one = source->advance(Face::Text, 1, character);
        EXPECT_GT(one, 0);
        EXPECT_FLOAT_EQ(source->advance(Face::Text, 13.5F, character), one * 13.5F);
    }
    EXPECT_FLOAT_EQ(source->advance(Face::Text, 16, U'任'), 16) << "Chinese characters are one em wide";
    EXPECT_FLOAT_EQ(source->advance(Face::Mono, 20, U'i'), source->advance(Face::Mono, 20, U'W'));
}

TEST(Glyphs, InkDoesNotDependOnOversampling) {
    const auto source = systemGlyphs();
    GlyphBitmap small;
    GlyphBitmap large;
    ASSERT_TRUE(source->rasterize(Face::Text, 24, U'o', small));
    ASSERT_TRUE(source->rasterize(Face::Text, 48, U'o', large));
    EXPECT_NE(small.oversample, large.oversample);
    EXPECT_NEAR(inkPx(large) / inkPx(small), 4, 0.25) << "twice the size, four times the ink";
    EXPECT_EQ(darkest(large), 255);
}

TEST(Glyphs, CapitalsStandOnTheBaselineAndHaveSharpEdges) {
    const auto source = systemGlyphs();
    for (const float px : {11.0F, 13.0F, 14.0F, 17.0F, 21.25F}) {
        GlyphBitmap bitmap;
        ASSERT_TRUE(source->rasterize(Face::Text, px, U'H', bitmap));
        // One blank row above and below; hinting makes the first and last row of ink whole ones.
        EXPECT_EQ(bitmap.height - 2, bitmap.topPx - 1) << px;
        const std::size_t middle = static_cast<std::size_t>(bitmap.height / 2 * bitmap.width);
        const auto rowMax = [&bitmap](int row) {
            const auto begin = bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(row) * bitmap.width;
            return *std::max_element(begin, begin + bitmap.width);
        };
        EXPECT_EQ(rowMax(0), 0);
        EXPECT_EQ(rowMax(1), rowMax(bitmap.height - 2));
        EXPECT_GT(bitmap.coverage.size(), middle);
    }
}

TEST(Glyphs, SpaceHasAnAdvanceAndNoPicture) {
    const auto source = systemGlyphs();
    GlyphBitmap bitmap;
    ASSERT_TRUE(source->rasterize(Face::Text, 14, U' ', bitmap));
    EXPECT_EQ(bitmap.width, 0);
    EXPECT_GT(source->advance(Face::Text, 14, U' '), 2);
}

TEST(Glyphs, MissingDirectoryFallsBackToTheSystem) {
    std::string error;
    EXPECT_NE(GlyphSource::open("/nonexistent", error), nullptr) << error;
}

TEST(Utf8, CharactersAreTakenOneByOne) {
    EXPECT_EQ(charactersOf("aé任😀"), (std::vector<char32_t>{U'a', 0xE9, 0x4EFB, 0x1F600}));
}

TEST(Utf8, BrokenBytesBecomeReplacementCharacters) {
    EXPECT_EQ(charactersOf("a\xFFz"), (std::vector<char32_t>{U'a', 0xFFFD, U'z'}));
    EXPECT_EQ(charactersOf("\xE4\xBB"), (std::vector<char32_t>{0xFFFD, 0xFFFD})) << "cut off";
    EXPECT_EQ(charactersOf("\xC0\xAF").size(), 2U) << "overlong";
    EXPECT_EQ(charactersOf("\xED\xA0\x80").front(), 0xFFFDU) << "a surrogate";
}

}  // namespace
}  // namespace gui
