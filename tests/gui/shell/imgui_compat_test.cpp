#include "app/gui/imgui_compat.h"

#include <imgui.h>

#include "app/gui/keys.h"
#include "tests/gui/shell/headless_fixture.h"

namespace gui {
namespace {

class Compat : public HeadlessTest {
protected:
    template <typename Draw>
    Image pictureOf(Draw&& draw) {
        ui().settle([&] { draw(*ImGui::GetBackgroundDrawList()); });
        return ui().picture(0xFFFFFF);
    }
};

int redAt(const Image& image, int x, int y) { return image.rgba[static_cast<std::size_t>((y * image.width + x) * 4)]; }

TEST_F(Compat, RectangleTakesThicknessAndRoundingForWhatTheyAre) {
    const Image sharp = pictureOf([](ImDrawList& list) {
        addRect(list, ImVec2(100, 100), ImVec2(200, 160), IM_COL32_BLACK, {6, 0, 0});
    });
    EXPECT_LT(redAt(sharp, 101, 130), 40) << "six pixels thick, three of them inside";
    EXPECT_GT(redAt(sharp, 110, 130), 200) << "and not filled";
    EXPECT_LT(redAt(sharp, 99, 99), 40) << "with a corner";
    const Image rounded = pictureOf([](ImDrawList& list) {
        addRect(list, ImVec2(100, 100), ImVec2(200, 160), IM_COL32_BLACK, {6, 20, 0});
    });
    EXPECT_GT(redAt(rounded, 99, 99), 200);
    EXPECT_LT(redAt(rounded, 101, 130), 40);
}

TEST_F(Compat, PolylineIsClosedOnlyWhenAsked) {
    const ImVec2 points[3] = {ImVec2(100, 100), ImVec2(200, 100), ImVec2(200, 200)};
    const auto drawn = [&](ImDrawFlags flags) {
        return pictureOf([&](ImDrawList& list) { addPolyline(list, points, 3, IM_COL32_BLACK, {5, 0, flags}); });
    };
    EXPECT_GT(redAt(drawn(0), 150, 150), 200);
    EXPECT_LT(redAt(drawn(ImDrawFlags_Closed), 150, 150), 40);
}

TEST_F(Compat, PathStrokeHasItsThickness) {
    const Image image = pictureOf([](ImDrawList& list) {
        list.PathLineTo(ImVec2(100, 100));
        list.PathLineTo(ImVec2(200, 100));
        pathStroke(list, IM_COL32_BLACK, {8, 0, 0});
    });
    EXPECT_LT(redAt(image, 150, 97), 40);
    EXPECT_GT(redAt(image, 150, 107), 200);
}

TEST_F(Compat, ChildWindowTakesItsSizeAndClosesCleanly) {
    ui().frame([] {
        ImGui::SetNextWindowSize(ImVec2(400, 300));
        ImGui::Begin("parent");
        beginChild("child", {ImVec2(120, 80), true, 0});
        EXPECT_FLOAT_EQ(ImGui::GetWindowSize().x, 120);
        EXPECT_FLOAT_EQ(ImGui::GetWindowSize().y, 80);
        ImGui::EndChild();
        ImGui::End();
    });
}

TEST_F(Compat, ItemMayLieOnAnotherAndTakeTheClick) {
    int below = 0;
    int above = 0;
    const auto draw = [&] {
        ImGui::SetNextWindowPos(ImVec2(0, 0));
        ImGui::SetNextWindowSize(ImVec2(400, 300));
        ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
        ImGui::SetCursorPos(ImVec2(10, 10));
        if (withOverlap([] { return ImGui::InvisibleButton("below", ImVec2(300, 200)); })) ++below;
        ImGui::SetCursorPos(ImVec2(50, 50));
        if (ImGui::Button("above", ImVec2(60, 40))) ++above;
        ImGui::End();
    };
    ui().moveMouse(70, 70);
    ui().settle(draw);
    ui().click(70, 70);
    ui().settle(draw);
    EXPECT_EQ(above, 1);
    EXPECT_EQ(below, 0);
    ui().click(250, 180);
    ui().settle(draw);
    EXPECT_EQ(below, 1);
}

TEST_F(Compat, TooltipOpensAndCloses) {
    ui().settle([] {
        if (beginTooltip()) {
            ImGui::TextUnformatted("tip");
            ImGui::EndTooltip();
        }
    });
    EXPECT_GT(drawListCount(*ImGui::GetDrawData()), 0);
}

TEST(Keys, CharactersNameTheirKeys) {
    EXPECT_EQ(keyForCharacter(U'z'), Key::Z);
    EXPECT_EQ(keyForCharacter(U'Z'), Key::Z);
    EXPECT_EQ(keyForCharacter(U'0'), Key::Digit0);
    EXPECT_EQ(keyForCharacter(U'.'), Key::Period);
    EXPECT_EQ(keyForCharacter(U'é'), Key::None);
    EXPECT_TRUE(isModifier(Key::RightSuper));
    EXPECT_FALSE(isModifier(Key::Grave));
}

}  // namespace
}  // namespace gui
