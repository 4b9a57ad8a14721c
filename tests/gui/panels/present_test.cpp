// In front of a class: large type, a stage, a sentence, the painted terms, and nothing else. Exploring: everything.

#include <algorithm>
#include <string>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;

class PresentView : public WorkspaceTest {
protected:
    void present() {
        execute(cmd::OpenLesson{"welcome"});
        for (int i = 0; i < 3; ++i) studio().execute(cmd::NextLessonStep{});
        execute(cmd::TogglePresent{});
        draw();
    }
    bool shows(std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const auto& spot) { return spot.text == text; });
    }
    /// Of the letters inside `area`, the largest.
    float largestLetters(const Area& area) {
        float size = 0;
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            if (area.contains(text.box)) size = std::max(size, text.box.height());
        }
        return size;
    }
};

TEST_F(PresentView, HasOnlyAStageACaptionAndThePaintedTerms) {
    resize(1024, 768);
    present();
    const WindowLayout& layout = workspace().layout();
    EXPECT_TRUE(layout.present);
    EXPECT_FALSE(layout.stage.empty());
    EXPECT_FALSE(layout.caption.empty());
    EXPECT_FALSE(layout.time.empty());
    for (const char* id : {"big", "tool.crash", "transport.play", "title.more", "shield", "split.time"}) {
        EXPECT_EQ(workspace().record().find(id), nullptr) << id;
    }
    execute(cmd::ToggleImprovise{});
    draw();
    EXPECT_TRUE(shows("improvising"));
    EXPECT_NE(workspace().record().find("tool.crash"), nullptr);
    execute(cmd::TogglePresent{});
    draw();
    EXPECT_NE(workspace().record().find("big"), nullptr);
}

TEST_F(PresentView, IsReadFromTheLastRow) {
    for (const ImVec2 size : {ImVec2(1024, 768), ImVec2(1280, 720), ImVec2(1920, 1080)}) {
        resize(static_cast<int>(size.x), static_cast<int>(size.y));
        if (!studio().presenting().on) present();
        draw();
        EXPECT_GE(largestLetters(workspace().layout().caption), 32) << size.x;
        if (workspace().record().find("stage.logs") != nullptr) clickOn("stage.logs");
        draw();
        float cells = 0;
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            const bool isTerm = workspace().layout().stage.contains(text.box) && text.text == "2";
            if (isTerm) cells = std::max(cells, text.box.height());
        }
        EXPECT_GE(cells, 28) << size.x;
    }
}

TEST_F(PresentView, ABlankScreenIsBlankAndComesBack) {
    present();
    execute(cmd::ToggleBlank{});
    draw();
    ASSERT_NE(workspace().record().find("blank"), nullptr);
    press(Key::PageDown);
    EXPECT_EQ(asked<cmd::PresentNext>().size(), 1u) << "a clicker goes on";
    clickOn("blank");
    EXPECT_EQ(asked<cmd::ToggleBlank>().size(), 1u);
    carryOut();
    EXPECT_EQ(workspace().record().find("blank"), nullptr);
}

TEST_F(PresentView, NotesComeAndGo) {
    present();
    execute(cmd::ToggleNotes{});
    draw();
    const std::string notes = studio().caption().presenter;
    EXPECT_TRUE(!notes.empty() || shows("No notes for this step."));
    execute(cmd::ToggleNotes{});
    draw();
    EXPECT_FALSE(shows("No notes for this step."));
}

TEST_F(PresentView, LettersAndDigitsAskForNothingUntilOneImprovises) {
    present();
    for (const Key key : {Key::K, Key::C, Key::X, Key::P, Key::Digit1, Key::Digit4, Key::Q}) press(key);
    EXPECT_TRUE(studio().commands().pending().empty());
    // These have another meaning here, and none of it touches the cluster.
    press(Key::T);
    press(Key::H);
    EXPECT_EQ(asked<cmd::ToggleClock>().size(), 1u);
    EXPECT_TRUE(asked<cmd::FireTimeout>().empty());
    EXPECT_TRUE(asked<cmd::Heal>().empty());
    carryOut();
    press(Key::F);
    carryOut();
    press(Key::K);
    EXPECT_EQ(asked<cmd::ToggleCrash>().size(), 1u);
}

TEST_F(PresentView, TheMouseTouchesTheClusterOnlyWhileOneImprovises) {
    present();
    pointAt("node.S2");
    draw();
    EXPECT_EQ(workspace().record().find("node.crash"), nullptr);
    execute(cmd::ToggleImprovise{});
    draw();
    pointAt("node.S1");
    pointAt("node.S2");
    draw();
    EXPECT_NE(workspace().record().find("node.crash"), nullptr);
}

TEST_F(PresentView, F5AndEscapeNeverQuit) {
    present();
    for (int i = 0; i < 6; ++i) {
        press(i % 2 == 0 ? Key::Escape : Key::F5);
        carryOut();
        EXPECT_EQ(studio().presenting().on, i % 2 != 0);
        EXPECT_FALSE(studio().wantsQuit());
        EXPECT_NE(studio().document().lesson(), nullptr);
    }
}

TEST_F(PresentView, ExploringOpensTheDrawers) {
    draw();
    EXPECT_TRUE(workspace().layout().drawers.empty());
    execute(cmd::SetPreset{studio::Preset::Explore});
    runTo(600);
    draw();
    ASSERT_FALSE(workspace().layout().drawers.empty());
    for (const char* id : {"drawer.happened", "drawer.properties", "drawer.clients", "drawer.event.0"}) {
        EXPECT_NE(workspace().record().find(id), nullptr) << id;
    }
    clickOn("drawer.event.0");
    EXPECT_EQ(asked<cmd::SeekStep>().size(), 1u);
    clickOn("drawer.happened");
    draw();
    EXPECT_EQ(workspace().record().find("drawer.event.0"), nullptr) << "folded";
    execute(cmd::SetPreset{studio::Preset::Study});
    draw();
    EXPECT_TRUE(workspace().layout().drawers.empty());
}

/// The feed stands in a drawer: beside it, Why explains the last of it instead of telling it again.
TEST_F(PresentView, ExploringWhyExplainsTheLastThingThatHappened) {
    runTo(600);
    draw();
    const auto inWhy = [&](const std::string& words) {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            const bool inside = workspace().layout().why.contains(text.box) && text.box.overlaps(text.clip);
            if (inside && text.text.find(words) != std::string::npos) return true;
        }
        return false;
    };
    ASSERT_FALSE(studio().feed().empty());
    // Where the rule stands in the sources; a small panel may have to be scrolled that far.
    const auto cites = [&] {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(),
                           [](const auto& spot) { return spot.text.find("raft/core/") != std::string::npos; });
    };
    EXPECT_FALSE(cites()) << "nothing is selected: it tells what has happened";
    execute(cmd::SetPreset{studio::Preset::Explore});
    draw();
    EXPECT_TRUE(cites());
    EXPECT_TRUE(inWhy(studio::headOf(studio().feed().back().text)));
    EXPECT_TRUE(studio().document().selection().empty()) << "nobody has selected it";
    execute(cmd::SeekTime{raft::SimTime()});
    draw();
    EXPECT_TRUE(inWhy("Click a server")) << "nothing has happened yet";
}

TEST_F(PresentView, ASmallWindowHasTheDrawersOnItsStage) {
    resize(1024, 768);
    execute(cmd::SetPreset{studio::Preset::Explore});
    runTo(600);
    draw();
    ASSERT_NE(workspace().record().find("stage.drawers"), nullptr);
    clickOn("stage.drawers");
    EXPECT_NE(workspace().record().find("drawer.event.0"), nullptr);
    execute(cmd::SetPreset{studio::Preset::Study});
    draw();
    EXPECT_EQ(workspace().record().find("stage.drawers"), nullptr);
    EXPECT_NE(workspace().record().find("node.S1"), nullptr);
}

}  // namespace
}  // namespace gui
