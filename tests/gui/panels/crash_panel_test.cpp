// The instrument with which leaders crash, in the window: the line that one drags, what can be clicked, and whether all
// of it can be read at every size, in both languages.

#include "app/gui/panels/crash_panel.h"

#include <algorithm>

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using Move = cmd::CrashMove;
using Mode = studio::CrashScene::Mode;

class CrashPanelTest : public LayoutChecks {
protected:
    void SetUp() override {
        LayoutChecks::SetUp();
        if (HasFatalFailure()) return;
        resize(1280, 720);
        execute(cmd::OpenLesson{"crash-stages"});
        for (int i = 0; i < 2; ++i) execute(cmd::NextLessonStep{});
        carryOut();
        ASSERT_NE(studio().crashDesk(), nullptr);
    }

    studio::CrashScene scene() { return studio::crashSceneOf(studio()); }
    Area spot(const char* id) {
        const FrameRecord::ClickSpot* found = workspace().record().find(id);
        EXPECT_NE(found, nullptr) << id;
        return found == nullptr ? Area{} : found->box;
    }
    /// Where this word stands inside `area`.
    ImVec2 wordIn(const Area& area, const std::string& word) {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            if (text.text == word && area.contains(text.box)) {
                return ImVec2(text.box.middleX(), text.box.middleY());
            }
        }
        ADD_FAILURE() << word << " is not there";
        return ImVec2(0, 0);
    }
    void run(int stage) {
        execute(Move{Move::Kind::Stage, stage, 0});
        if (scene().mode == Mode::Verdict) execute(Move{Move::Kind::Again, 0, 0});
        for (int i = 0; i < 3; ++i) execute(Move{Move::Kind::Answer, 1, i});
        execute(cmd::BigButton{});
        execute(cmd::BackToLesson{});
    }
    void runAll() {
        for (int stage = 0; stage < lessons::kCrashStageCount; ++stage) run(stage);
    }
};

TEST_F(CrashPanelTest, TheLineFollowsTheMouseAndStopsBetweenEvents) {
    const Area time = spot("crash.time");
    const int stageBefore = scene().table.stage;
    drag(ImVec2(time.left + time.width() * 0.2F, time.middleY()),
         ImVec2(time.left + time.width() * 0.6F, time.middleY()));
    const std::vector<Move> asked = this->asked<Move>();
    ASSERT_FALSE(asked.empty());
    EXPECT_EQ(asked.back().kind, Move::Kind::LineTo);
    carryOut();
    EXPECT_NE(scene().table.stage, stageBefore);
    const auto& instants = scene().time.instants;
    EXPECT_EQ(std::count(instants.begin(), instants.end(), scene().time.line), 0) << "it stands between two of them";
}

TEST_F(CrashPanelTest, ALetterGoesToItsStageInThePictureAndInTheTable) {
    clickAt(wordIn(spot("crash.time"), "D"));
    carryOut();
    EXPECT_EQ(scene().table.stage, 3);
    clickAt(wordIn(spot("crash.table"), "F"));
    carryOut();
    EXPECT_EQ(scene().table.stage, 5);
    clickAt(wordIn(spot("crash.time"), "G"));
    carryOut();
    EXPECT_TRUE(scene().time.cutOff);
}

TEST_F(CrashPanelTest, ThreeClicksAndTheBigButtonRunIt) {
    EXPECT_FALSE(workspace().record().find("big")->enabled);
    for (const char* id : {"crash.answer.0.1", "crash.answer.1.2", "crash.answer.2.0"}) {
        clickOn(id);
        carryOut();
    }
    EXPECT_TRUE(workspace().record().find("big")->enabled);
    clickOn("big");
    carryOut();
    EXPECT_EQ(studio().crashDesk(), nullptr);
    EXPECT_NE(workspace().record().find("transport.play"), nullptr) << "the run is looked at like any other";
    press(Key::Backspace);
    carryOut();
    EXPECT_NE(studio().crashDesk(), nullptr);
    EXPECT_EQ(scene().mode, Mode::Verdict);
    EXPECT_NE(workspace().record().find("crash.watch"), nullptr);
}

TEST_F(CrashPanelTest, KeysDoWhatTheMouseDoes) {
    press(Key::Right);
    carryOut();
    EXPECT_EQ(scene().table.stage, 1);
    press(Key::End);
    carryOut();
    EXPECT_EQ(scene().table.stage, 5);
    press(Key::D);
    carryOut();
    EXPECT_EQ(scene().table.stage, 3);
    for (int i = 0; i < 3; ++i) {
        press(Key::Digit1);
        carryOut();
    }
    EXPECT_EQ(scene().questions[2].picked, 0);
    press(Key::K);
    carryOut();
    EXPECT_TRUE(scene().time.cutOff);
}

TEST_F(CrashPanelTest, IsCleanWhileOnePredicts) {
    expectClean("at the beginning");
    execute(Move{Move::Kind::LineEnd, 0, 0});
    expectClean("at the end");
    execute(Move{Move::Kind::Stage, 6, 0});
    expectClean("cut off");
}

TEST_F(CrashPanelTest, IsCleanWithAVerdict) {
    for (int stage = 0; stage < lessons::kCrashStageCount; ++stage) {
        run(stage);
        expectClean("stage " + std::to_string(stage));
    }
}

TEST_F(CrashPanelTest, IsCleanAtTheEnd) {
    runAll();
    execute(cmd::BigButton{});
    expectClean("the pattern");
    execute(Move{Move::Kind::Stage, 4, 0});
    expectClean("the summary");
}

TEST_F(CrashPanelTest, IsCleanAndLargeInFrontOfAClass) {
    execute(cmd::TogglePresent{});
    sizes_ = {{1280, 720, 100}, {1024, 768, 100}, {1920, 1080, 100}};
    expectClean("predicting");
    resize(1280, 720);
    draw();
    float largest = 0;
    for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
        largest = std::max(largest, text.box.height());
    }
    EXPECT_GE(largest, 32);
    run(4);
    expectClean("a verdict");
    runAll();
    execute(cmd::BigButton{});
    expectClean("the pattern");
    execute(Move{Move::Kind::Stage, 3, 0});
    expectClean("the summary");
}

}  // namespace
}  // namespace gui
