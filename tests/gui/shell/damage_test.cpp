// Only what differs from the frame before is drawn, and the window cannot tell.

#include "app/gui/shell/damage.h"

#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/gui/imgui_compat.h"
#include "app/gui/shell/font_sheet.h"
#include "app/gui/shell/rasterizer.h"
#include "raft/sim/random.h"
#include "tests/gui/shell/headless_fixture.h"

namespace gui {
namespace {

constexpr std::uint32_t kPaper = 0xFFFFFF;

/// Whole numbers that are the same in every run.
class Numbers {
public:
    int below(int bound) {
        const std::uint64_t bits = raft::draw(7, raft::Luck::Latency, 0, next_++);
        return static_cast<int>(raft::below(bits, static_cast<std::uint64_t>(bound)));
    }

private:
    std::uint64_t next_ = 0;
};

struct Spot {
    ImVec2 at;
    float size = 20;
    ImU32 colour = IM_COL32_BLACK;
};

class DamageTest : public HeadlessTest {
protected:
    /// Draws a frame and compares it with the one before.
    template <typename Draw>
    const std::vector<PixelBox>& frame(Draw&& draw) {
        ui().frame([&] { draw(*ImGui::GetBackgroundDrawList()); });
        return damage_.compare(*ImGui::GetDrawData());
    }
    const std::vector<PixelBox>& discs(const std::vector<Spot>& spots) {
        return frame([&](ImDrawList& list) {
            for (const Spot& spot : spots) list.AddCircleFilled(spot.at, spot.size, spot.colour);
        });
    }
    Image picture() { return rasterize(*ImGui::GetDrawData(), fonts().sheet().coverage(), kPaper); }

    /// `before` with nothing but the boxes drawn anew.
    Image mended(Image before, const std::vector<PixelBox>& boxes) {
        damage_.confine(*ImGui::GetDrawData());
        const Image parts = picture();
        damage_.restore(*ImGui::GetDrawData());
        for (const PixelBox& box : boxes) {
            for (int y = box.top; y < box.bottom; ++y) {
                const std::ptrdiff_t from = (static_cast<std::ptrdiff_t>(y) * parts.width + box.left) * 4;
                std::copy_n(parts.rgba.begin() + from, (box.right - box.left) * 4, before.rgba.begin() + from);
            }
        }
        return before;
    }

    Damage damage_;
};

TEST_F(DamageTest, TheFirstFrameIsDrawnWhole) {
    EXPECT_EQ(discs({{ImVec2(100, 100)}}), (std::vector<PixelBox>{{0, 0, 1280, 720}}));
}

TEST_F(DamageTest, AFrameLikeTheLastIsNotDrawn) {
    discs({{ImVec2(100, 100)}});
    EXPECT_TRUE(discs({{ImVec2(100, 100)}}).empty());
}

TEST_F(DamageTest, WhatMovesIsDrawnWhereItWasAndWhereItIs) {
    discs({{ImVec2(48, 48), 10}, {ImVec2(1000, 500)}});
    EXPECT_EQ(discs({{ImVec2(304, 48), 10}, {ImVec2(1000, 500)}}),
              (std::vector<PixelBox>{{32, 32, 64, 64}, {288, 32, 320, 64}}));
}

TEST_F(DamageTest, ColourOrderAndClippingCount) {
    const ImU32 red = IM_COL32(255, 0, 0, 255);
    discs({{ImVec2(48, 48), 10}});
    EXPECT_EQ(discs({{ImVec2(48, 48), 10, red}}).size(), 1u);
    discs({{ImVec2(48, 48), 10}, {ImVec2(50, 48), 10, red}});
    EXPECT_EQ(discs({{ImVec2(50, 48), 10, red}, {ImVec2(48, 48), 10}}).size(), 1u);
    const auto clipped = [](float right) {
        return [right](ImDrawList& list) {
            list.PushClipRect(ImVec2(0, 0), ImVec2(right, 100));
            list.AddCircleFilled(ImVec2(48, 48), 10, IM_COL32_BLACK);
            list.PopClipRect();
        };
    };
    frame(clipped(60));
    EXPECT_EQ(frame(clipped(50)).size(), 1u);
    EXPECT_TRUE(frame(clipped(50)).empty());
}

TEST_F(DamageTest, AnotherSizeAndForgettingDrawEverything) {
    discs({});
    ui().resize(640, 400);
    EXPECT_EQ(discs({}), (std::vector<PixelBox>{{0, 0, 640, 400}}));
    EXPECT_TRUE(discs({}).empty());
    damage_.forget();
    EXPECT_EQ(discs({}), (std::vector<PixelBox>{{0, 0, 640, 400}}));
}

TEST_F(DamageTest, ConfiningIsUndone) {
    discs({{ImVec2(48, 48), 10}, {ImVec2(1000, 500)}});
    discs({{ImVec2(80, 48), 10}, {ImVec2(1000, 500)}});
    const int before = ImGui::GetDrawData()->CmdLists[0]->IdxBuffer.Size;
    damage_.confine(*ImGui::GetDrawData());
    EXPECT_LT(ImGui::GetDrawData()->CmdLists[0]->IdxBuffer.Size, before);
    damage_.restore(*ImGui::GetDrawData());
    EXPECT_EQ(ImGui::GetDrawData()->CmdLists[0]->IdxBuffer.Size, before);
}

TEST_F(DamageTest, MendingTheLastPictureGivesTheNextOne) {
    Numbers random;
    std::vector<Spot> spots(30);
    std::string words = "term 1";
    const auto place = [&random](Spot& spot) {
        spot.at = ImVec2(static_cast<float>(random.below(1300)), static_cast<float>(random.below(740)));
        spot.size = static_cast<float>(4 + random.below(60));
        spot.colour = IM_COL32(random.below(256), random.below(256), random.below(256), 100 + random.below(156));
    };
    std::for_each(spots.begin(), spots.end(), place);
    Image shown;
    std::size_t partial = 0;
    for (int i = 0; i < 40; ++i) {
        place(spots[static_cast<std::size_t>(random.below(30))]);
        words.back() = static_cast<char>('0' + i % 10);
        const std::vector<PixelBox> boxes = frame([&](ImDrawList& list) {
            for (const Spot& spot : spots) list.AddCircleFilled(spot.at, spot.size, spot.colour);
            addText(list, fonts().find(Face::Text, 14), 14, ImVec2(600, 300), IM_COL32_BLACK, words.c_str());
        });
        shown = i == 0 ? picture() : mended(std::move(shown), boxes);
        ASSERT_EQ(shown.rgba, picture().rgba) << "frame " << i;
        const auto area = [](const PixelBox& box) { return (box.right - box.left) * (box.bottom - box.top); };
        int sum = 0;
        for (const PixelBox& box : boxes) sum += area(box);
        partial += sum < 1280 * 720 / 2 ? 1 : 0;
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            for (std::size_t b = a + 1; b < boxes.size(); ++b) EXPECT_FALSE(boxes[a].overlaps(boxes[b]));
        }
    }
    EXPECT_GE(partial, 30u) << "it should not draw everything all the time";
}

}  // namespace
}  // namespace gui
