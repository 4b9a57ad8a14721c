#include "app/gui/fonts.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "app/gui/imgui_compat.h"
#include "app/gui/shell/font_sheet.h"
#include "tests/gui/shell/headless_fixture.h"

namespace gui {
namespace {

using Fonts = HeadlessTest;

/// The number of pixels that a text darkens, drawn on white.
int inkOf(HeadlessUi& ui, Face face, float px, const char* text) {
    ui.settle([&] {
        ImFont* font = ui.fonts().find(face, px, text);
        addText(*ImGui::GetBackgroundDrawList(), font, px, ImVec2(20, 20), IM_COL32_BLACK, text);
    });
    const Image image = ui.picture(0xFFFFFF);
    int dark = 0;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) dark += image.rgba[i] < 128 ? 1 : 0;
    return dark;
}

TEST_F(Fonts, FontHasExactlyTheSizeAskedFor) {
    ui().frame([&] {
        for (const float wanted : {11.0F, 13.3F, 14.0F, 32.0F}) {
            const float px = FontBook::exactSize(wanted);
            pushFont(fonts().find(Face::Text, px), px);
            EXPECT_FLOAT_EQ(ImGui::GetFontSize(), px);
            popFont();
        }
    });
    EXPECT_NEAR(FontBook::exactSize(13.3F), 13.3F, 0.5F);
    EXPECT_FLOAT_EQ(FontBook::exactSize(1), FontBook::kSizeMin);
    EXPECT_FLOAT_EQ(FontBook::exactSize(1000), FontBook::kSizeMax);
}

TEST_F(Fonts, SameRequestGivesTheSameFont) {
    ui().frame([&] {
        EXPECT_EQ(fonts().find(Face::Text, 13), fonts().find(Face::Text, 13.05F));
        EXPECT_NE(fonts().find(Face::Text, 13), fonts().find(Face::Bold, 13));
    });
}

TEST_F(Fonts, MeasuredWidthIsTheDrawnWidth) {
    const std::string text = "S5 当选 term 6 的 Leader: x=4, 逻辑。";
    ui().frame([&] {
        for (const Face face : {Face::Text, Face::SemiBold, Face::Mono}) {
            pushFont(fonts().find(face, 17, text), 17);
            const float drawn = ImGui::CalcTextSize(text.c_str()).x;  // Rounded up.
            EXPECT_NEAR(fonts().width(face, 17, text), drawn, 1.01F);
            popFont();
        }
    });
}

TEST_F(Fonts, ChineseIsDrawnOnceItWasAnnounced) {
    const char* text = "提交";
    const auto draw = [&] {
        addText(*ImGui::GetBackgroundDrawList(), fonts().find(Face::Text, 20), 20, ImVec2(20, 20), IM_COL32_BLACK,
                text);
    };
    ui().settle(draw);
    const Image before = ui().picture(0xFFFFFF);
    fonts().addCharacters(text);
    ui().settle(draw);
    const Image after = ui().picture(0xFFFFFF);
    EXPECT_EQ(before.rgba == after.rgba, IMGUI_VERSION_NUM >= 19200) << "from 1.92 on nothing need be announced";
    EXPECT_GT(inkOf(ui(), Face::Text, 20, text), 60);
}

TEST_F(Fonts, CharactersOfTheTextItselfNeedNoAnnouncement) {
    EXPECT_GT(inkOf(ui(), Face::Text, 20, "宕"), 40);
    EXPECT_NE(inkOf(ui(), Face::Text, 20, "宕"), inkOf(ui(), Face::Text, 20, "机"));
}

TEST_F(Fonts, BoldIsDarkerThanRegular) {
    EXPECT_GT(inkOf(ui(), Face::Bold, 20, "Leader"), inkOf(ui(), Face::Text, 20, "Leader"));
    EXPECT_GT(inkOf(ui(), Face::Bold, 20, "任期"), inkOf(ui(), Face::Text, 20, "任期"));
}

TEST_F(Fonts, CapitalsAndChineseStandInTheMiddleOfTheirLine) {
    for (const char* text : {"HEX", "国"}) {
        const float px = 40;
        inkOf(ui(), Face::Text, px, text);
        const Image image = ui().picture(0xFFFFFF);
        int top = image.height;
        int bottom = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                if (image.rgba[static_cast<std::size_t>((y * image.width + x) * 4)] >= 128) continue;
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
        EXPECT_NEAR(static_cast<float>(top + bottom + 1) / 2, 20 + px / 2, 1.6F) << text;
    }
}

// From 1.92 on the atlas is Dear ImGui's own.
#if IMGUI_VERSION_NUM < 19200

TEST_F(Fonts, AtlasGrowsWithoutChangingWhatIsShown) {
    const auto draw = [&] {
        addText(*ImGui::GetBackgroundDrawList(), fonts().find(Face::Text, 17, "Raft 共识"), 17, ImVec2(20, 20),
                IM_COL32_BLACK, "Raft 共识");
    };
    ui().settle(draw);
    const Image before = ui().picture(0xFFFFFF);
    const int heightBefore = fonts().sheet().glyphAtlas().height();
    for (int px = 20; px < 160; px += 5) {
        ui().settle([&] { fonts().find(Face::Bold, static_cast<float>(px)); });
    }
    ui().settle(draw);
    EXPECT_GT(fonts().sheet().glyphAtlas().height(), heightBefore);
    EXPECT_EQ(ui().picture(0xFFFFFF).rgba, before.rgba);
}

TEST_F(Fonts, MoreThanTheLargestAtlasEndsWithScaledTextAndNoLoop) {
    const auto greedy = [&] {
        for (float px = 60; px < 160; px += 0.25F) fonts().find(Face::Bold, px);
    };
    for (int i = 0; i < 12 && (i == 0 || fonts().wantsFrame()); ++i) ui().frame(greedy);
    EXPECT_FALSE(fonts().wantsFrame());
    fonts().setDefaultSize(15);  // A new scale starts afresh.
    EXPECT_GT(inkOf(ui(), Face::Text, 20, "Leader"), 40);
}

TEST_F(Fonts, NewScaleDropsTheGlyphsOfTheOldOne) {
    fonts().addCharacters("任期提交日志领导者");
    ui().settle([&] { fonts().set(3); });
    const int before = fonts().sheet().glyphAtlas().usedRows();
    fonts().setDefaultSize(11);
    ui().settle([&] { fonts().set(0.75F); });
    EXPECT_LT(fonts().sheet().glyphAtlas().usedRows(), before);
}

#endif

TEST_F(Fonts, DefaultSizeIsWhatWidgetsUse) {
    fonts().setDefaultSize(21);
    ui().frame([] { EXPECT_FLOAT_EQ(ImGui::GetFontSize(), 21); });
}

}  // namespace
}  // namespace gui
