#include "app/gui/shell/input_queue.h"

#include <imgui.h>

#include <string>
#include <vector>

#include "tests/gui/shell/headless_fixture.h"

namespace gui {
namespace {

class Input : public HeadlessTest {
protected:
    /// A window with a button at (20, 20) to (220, 60) and a text field below, from y = 80.
    void draw() {
        ImGui::SetNextWindowPos(ImVec2(0, 0));
        ImGui::SetNextWindowSize(ImVec2(600, 400));
        ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
        ImGui::SetCursorPos(ImVec2(20, 20));
        if (ImGui::Button("button", ImVec2(200, 40))) ++clicks_;
        ImGui::SetCursorPos(ImVec2(20, 80));
        ImGui::InputText("field", text_, sizeof text_);
        ImGui::SetCursorPos(ImVec2(20, 140));
        ImGui::SliderFloat("slider", &slide_, 0, 1);
        if (ImGui::IsMouseDown(0)) pathX_.push_back(ImGui::GetIO().MousePos.x);
        wheel_ += ImGui::GetIO().MouseWheel;
        ImGui::End();
    }

    std::vector<KeyPress> settle() {
        return ui().settle([this] { draw(); });
    }

    void clickField() { ui().click(60, 88); }

    int clicks_ = 0;
    char text_[64] = "";
    float slide_ = 0;
    float wheel_ = 0;
    std::vector<float> pathX_;
};

int count(const std::vector<KeyPress>& presses, Key key) {
    int found = 0;
    for (const KeyPress& press : presses) found += press.key == key ? 1 : 0;
    return found;
}

TEST_F(Input, FiveFastPressesAreFive) {
    settle();
    for (int i = 0; i < 5; ++i) ui().tap(Key::Left);
    const std::vector<KeyPress> first = ui().frame([this] { draw(); });
    EXPECT_EQ(count(first, Key::Left), 5) << "and none of them waits for another frame";
    EXPECT_EQ(count(settle(), Key::Left), 0) << "none is reported twice";
}

TEST_F(Input, PressesKeepTheirOrderAndModifiers) {
    settle();
    ui().tap(Key::K);
    ui().tap(Key::Z, kModCtrl);
    ui().tap(Key::Right, kModShift);
    const std::vector<KeyPress> presses = settle();
    ASSERT_EQ(presses.size(), 3U) << "modifier keys are not among them";
    EXPECT_EQ(presses[0].key, Key::K);
    EXPECT_EQ(presses[0].mods, 0);
    EXPECT_EQ(presses[1].mods, kModCtrl);
    EXPECT_EQ(presses[2].mods, kModShift);
}

TEST_F(Input, PressKnowsTheCharacterThatItTyped) {
    settle();
    ui().input().keyPressed(Key::Slash, kModShift);
    ui().input().characterTyped(U'?');
    ui().input().keyReleased(Key::Slash);
    const std::vector<KeyPress> presses = settle();
    ASSERT_EQ(presses.size(), 1U);
    EXPECT_EQ(presses[0].character, U'?');
}

TEST_F(Input, RepetitionIsMarkedAsSuch) {
    settle();
    ui().input().keyPressed(Key::Right, 0);
    ui().input().keyRepeated(Key::Right, 0);
    ui().input().keyReleased(Key::Right);
    const std::vector<KeyPress> presses = settle();
    ASSERT_EQ(presses.size(), 2U);
    EXPECT_FALSE(presses[0].repeat);
    EXPECT_TRUE(presses[1].repeat);
}

TEST_F(Input, TenFastClicksAreTen) {
    settle();
    for (int i = 0; i < 10; ++i) ui().click(100, 40);
    settle();
    EXPECT_EQ(clicks_, 10);
}

TEST_F(Input, ClickBesideTheButtonIsNone) {
    settle();
    ui().click(400, 40);
    settle();
    EXPECT_EQ(clicks_, 0);
}

TEST_F(Input, EachClickHappensWhereItWasMade) {
    settle();
    ui().click(100, 40);
    ui().click(400, 40);
    ui().click(100, 40);
    settle();
    EXPECT_EQ(clicks_, 2);
}

TEST_F(Input, DragIsSeenAtBothEnds) {
    settle();
    ui().drag(30, 148, 300, 148);
    settle();
    ASSERT_GE(pathX_.size(), 2U);
    EXPECT_FLOAT_EQ(pathX_.front(), 30);
    EXPECT_FLOAT_EQ(pathX_.back(), 300);
    EXPECT_GT(slide_, 0.5F);
}

TEST_F(Input, WheelTurnsAddUp) {
    settle();
    ui().moveMouse(100, 200);
    for (int i = 0; i < 4; ++i) ui().input().wheelTurned(0, -1);
    settle();
    EXPECT_FLOAT_EQ(wheel_, -4);
}

TEST_F(Input, TextFieldKeepsItsLetters) {
    settle();
    clickField();
    ui().type("set x=1");
    EXPECT_TRUE(settle().empty()) << "typed at once after the click, none of it is a shortcut";
    EXPECT_STREQ(text_, "set x=1");
    ui().tap(Key::Escape);
    EXPECT_EQ(count(settle(), Key::Escape), 0) << "it leaves the field and does nothing else";
    ui().tap(Key::K);
    EXPECT_EQ(count(settle(), Key::K), 1);
}

TEST_F(Input, FastEditingKeysAllArriveInTheTextField) {
    settle();
    clickField();
    ui().type("abcdef");
    for (int i = 0; i < 3; ++i) ui().tap(Key::Backspace);
    ui().type("xy");
    ui().tap(Key::Left);
    ui().tap(Key::Left);
    ui().type("-");
    settle();
    EXPECT_STREQ(text_, "abc-xy");
}

TEST_F(Input, CtrlWithAnEditingLetterBelongsToTheTextField) {
    settle();
    clickField();
    ui().type("old");
    ui().tap(Key::A, kModCtrl);
    ui().type("new");
    EXPECT_TRUE(settle().empty());
    EXPECT_STREQ(text_, "new");
    ui().tap(Key::Z, kModCtrl);
    EXPECT_EQ(count(settle(), Key::Z), 0) << "it takes back typing, not history";
}

TEST_F(Input, OtherCtrlKeysAndFunctionKeysPassTheTextField) {
    settle();
    clickField();
    ui().tap(Key::S, kModCtrl);
    ui().tap(Key::F5);
    const std::vector<KeyPress> presses = settle();
    EXPECT_EQ(count(presses, Key::S), 1);
    EXPECT_EQ(count(presses, Key::F5), 1);
}

TEST_F(Input, ChineseTextArrivesWhole) {
    settle();
    clickField();
    ui().type("提交 x=中文");
    settle();
    EXPECT_STREQ(text_, "提交 x=中文");
}

/// Pinyin "zh": GLFW reports the keys, and no character until the input method has made one.
TEST_F(Input, KeysThatAnInputMethodComposesWithLeaveTheTextAlone) {
    settle();
    clickField();
    ui().type("ab");
    settle();
    ui().tap(Key::Z);
    ui().tap(Key::H);
    ui().tap(Key::Backspace);
    ui().tap(Key::Backspace);
    settle();
    EXPECT_STREQ(text_, "ab") << "both letters were its own";
    ui().tap(Key::Backspace);
    settle();
    EXPECT_STREQ(text_, "a") << "now it is ours again";
    ui().tap(Key::Z);
    ui().tap(Key::Left);
    ui().tap(Key::Space);
    ui().input().characterTyped(U'主');
    settle();
    EXPECT_STREQ(text_, "a主") << "it chose among its candidates; the caret did not move";
    ui().tap(Key::Backspace);
    settle();
    EXPECT_STREQ(text_, "a");
    ui().tap(Key::L);
    ui().tap(Key::Escape);
    settle();
    EXPECT_TRUE(ImGui::GetIO().WantTextInput) << "it gave up; the field stays";
    ui().tap(Key::Escape);
    settle();
    EXPECT_FALSE(ImGui::GetIO().WantTextInput);
    ui().tap(Key::K);
    EXPECT_EQ(count(settle(), Key::K), 1) << "beside a text field a letter is a key";
}

TEST_F(Input, LostFocusReleasesEverything) {
    settle();
    ui().moveMouse(100, 40);
    ui().input().buttonPressed(0);
    ui().input().keyPressed(Key::LeftCtrl, kModCtrl);
    settle();
    EXPECT_TRUE(ui().input().anyButtonDown());
    EXPECT_TRUE(ImGui::GetIO().KeyCtrl);
    ui().input().focusLost();
    settle();
    EXPECT_FALSE(ui().input().anyButtonDown());
    EXPECT_FALSE(ImGui::GetIO().KeyCtrl);
    EXPECT_FALSE(ImGui::GetIO().MouseDown[0]);
}

TEST_F(Input, PointerThatLeavesHoversNothingUnlessItDrags) {
    settle();
    const auto hovered = [this] {
        bool any = false;
        ui().settle([&] {
            draw();
            any = ImGui::IsAnyItemHovered();
        });
        return any;
    };
    ui().moveMouse(100, 40);
    EXPECT_TRUE(hovered());
    ui().input().mouseLeft();
    EXPECT_FALSE(hovered());
    ui().drag(30, 148, 60, 148);
    settle();
    ui().moveMouse(100, 148);
    ui().input().buttonPressed(0);
    ui().input().mouseLeft();
    settle();
    EXPECT_FLOAT_EQ(ImGui::GetIO().MousePos.x, 100);
}

TEST_F(Input, WaitingEndsOnceAllIsFed) {
    settle();
    EXPECT_FALSE(ui().input().waiting());
    ui().click(100, 40);
    EXPECT_TRUE(ui().input().waiting());
    settle();
    EXPECT_FALSE(ui().input().waiting());
}

}  // namespace
}  // namespace gui
