#include "app/gui/shell/glyph_atlas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace gui {
namespace {

bool overlap(const AtlasRect& a, const AtlasRect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

std::uint8_t texelAt(const GlyphAtlas& atlas, int x, int y) { return atlas.texels()[y * GlyphAtlas::kWidth + x]; }

TEST(GlyphAtlas, RectanglesNeverOverlapNorTouch) {
    GlyphAtlas atlas;
    std::vector<AtlasRect> rects;
    for (int i = 0; i < 400; ++i) {
        const auto rect = atlas.reserve(20 + i * 7 % 60, 10 + i * 5 % 30);
        ASSERT_TRUE(rect);
        rects.push_back({rect->x, rect->y, rect->width + 1, rect->height + 1});
    }
    for (std::size_t i = 0; i < rects.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(overlap(rects[i], rects[j])) << i << ' ' << j;
        EXPECT_LE(rects[i].x + rects[i].width, GlyphAtlas::kWidth);
        EXPECT_LE(rects[i].y + rects[i].height, atlas.height());
    }
}

TEST(GlyphAtlas, FullAtlasRefusesUntilItGrows) {
    GlyphAtlas atlas;
    int taken = 0;
    while (atlas.reserve(GlyphAtlas::kWidth - 1, 99)) ++taken;
    EXPECT_EQ(taken, GlyphAtlas::kHeightMin / 100);
    ASSERT_TRUE(atlas.grow());
    EXPECT_TRUE(atlas.reserve(GlyphAtlas::kWidth - 1, 99));
    while (atlas.grow()) {}
    EXPECT_EQ(atlas.height(), GlyphAtlas::kHeightMax);
    EXPECT_FALSE(atlas.reserve(GlyphAtlas::kWidth, 1)) << "no room for the gap beside it";
}

TEST(GlyphAtlas, GrowingKeepsTexelsAndClearingForgetsThem) {
    GlyphAtlas atlas;
    const std::vector<std::uint8_t> ink(6, 200);
    const AtlasRect rect = *atlas.reserve(3, 2);
    atlas.write(rect, ink.data());
    const std::uint64_t before = atlas.generation();
    atlas.grow();
    EXPECT_EQ(texelAt(atlas, rect.x + 2, rect.y + 1), 200);
    EXPECT_EQ(texelAt(atlas, rect.x + 3, rect.y + 1), 0);
    EXPECT_NE(atlas.generation(), before);
    atlas.clear();
    EXPECT_EQ(texelAt(atlas, rect.x + 2, rect.y + 1), 0);
}

TEST(GlyphAtlas, ReportsTheRowsThatChangedOnce) {
    GlyphAtlas atlas;
    const std::vector<std::uint8_t> ink(50, 1);
    atlas.write(*atlas.reserve(10, 5), ink.data());
    const AtlasRect rows = atlas.takeChangedRows();
    EXPECT_EQ(rows.y, 0);
    EXPECT_EQ(rows.height, 5);
    EXPECT_EQ(atlas.takeChangedRows().height, 0);
}

}  // namespace
}  // namespace gui
