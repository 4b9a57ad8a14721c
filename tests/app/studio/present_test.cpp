// In front of a class: a clicker's few keys, and never a lost place.

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

/// What the key does now, as the window would.
void press(Studio& studio, std::string_view key) {
    const CommandInfo* info = studio.commandOf(key);
    ASSERT_NE(info, nullptr) << key;
    studio.execute(info->command);
}

class Presents : public testing::Test {
protected:
    void SetUp() override {
        studio_ = welcome();
        studio().execute(cmd::TogglePresent{});
        ASSERT_TRUE(studio().presenting().on);
    }
    Studio& studio() { return *studio_; }
    const Document& document() { return studio_->document(); }

private:
    std::unique_ptr<Studio> studio_;
};

TEST_F(Presents, AClickersButtonNeverLosesThePlace) {
    press(studio(), "PageDown");
    press(studio(), "PageDown");
    const Place place = document().place();
    const int step = studio().caption().stepNumber;
    for (const char* key : {"Escape", "F5", "Escape", "Escape", "F5", "F5", "F5", "Escape"}) {
        press(studio(), key);
        EXPECT_EQ(document().place(), place) << key;
        EXPECT_EQ(studio().caption().stepNumber, step) << key;
        EXPECT_FALSE(studio().wantsQuit());
    }
    EXPECT_FALSE(studio().presenting().on);
}

TEST_F(Presents, NextFinishesAtOnceWhatMoves) {
    finishStep(studio());
    const int done = document().player()->done();
    press(studio(), "PageDown");
    studio().update(0.05);
    ASSERT_TRUE(studio().playback().isPlaying());
    press(studio(), "PageDown");
    EXPECT_FALSE(studio().playback().isPlaying());
    EXPECT_EQ(document().player()->done(), done + 1);
    EXPECT_TRUE(document().atLessonPlace());
}

TEST_F(Presents, BackRestoresTheState) {
    finishStep(studio());
    const std::uint64_t digest = document().history().world().digest();
    press(studio(), "Right");
    press(studio(), "Right");
    ASSERT_NE(document().history().world().digest(), digest);
    press(studio(), "Left");
    EXPECT_EQ(document().history().world().digest(), digest);
}

TEST_F(Presents, TheLastPressStaysInTheLesson) {
    for (int i = 0; i < 60; ++i) press(studio(), "Space");
    ASSERT_NE(document().lesson(), nullptr);
    EXPECT_EQ(document().player()->state(), lessons::Player::State::Done);
    EXPECT_EQ(studio().dialog(), Dialog::None);
    EXPECT_EQ(studio().notice(), studio().texts().tr("why.lessonDone"));
}

TEST_F(Presents, AFullStopFreezesAndLetsGoOn) {
    finishStep(studio());
    press(studio(), ".");
    EXPECT_EQ(studio().notice(), studio().texts().tr("why.nothingMoves")) << "between two steps";
    press(studio(), "PageDown");
    studio().update(0.05);
    press(studio(), ".");
    EXPECT_FALSE(studio().playback().isPlaying());
    const Place place = document().place();
    studio().update(0.05);
    EXPECT_EQ(document().place(), place);
    press(studio(), ".");
    EXPECT_TRUE(studio().playback().isPlaying());
}

TEST_F(Presents, NoKeyTouchesTheClusterUntilOneImprovises) {
    const std::string letters = "QXCKTPHVUORSYZ123456789";
    for (const char letter : letters) {
        const CommandInfo* info = studio().commandOf(std::string(1, letter));
        EXPECT_TRUE(info == nullptr || info->keys[static_cast<std::size_t>(Context::Present)].front().size() > 0)
            << letter;
    }
    EXPECT_EQ(studio().commandOf("K"), nullptr);
    press(studio(), "F");
    EXPECT_TRUE(studio().presenting().improvising);
    ASSERT_NE(studio().commandOf("K"), nullptr);
    EXPECT_EQ(studio().commandOf("K")->id, "crash");
    EXPECT_EQ(studio().commandOf("PageDown")->id, "present-next") << "the clicker stays a clicker";
    press(studio(), "2");
    press(studio(), "K");
    EXPECT_FALSE(document().onLessonLine());
    const Place lesson = *document().lessonPlace();
    press(studio(), "F");
    EXPECT_FALSE(studio().presenting().improvising);
    EXPECT_EQ(document().place(), lesson) << "back where the lesson was";
    EXPECT_EQ(studio().commandOf("K"), nullptr);
}

TEST_F(Presents, BlankAndNotesAreForPresenting) {
    press(studio(), "B");
    EXPECT_TRUE(studio().presenting().blank);
    press(studio(), "B");
    EXPECT_FALSE(studio().presenting().blank);
    press(studio(), "N");
    EXPECT_TRUE(studio().presenting().notes);
    press(studio(), "F5");
    EXPECT_EQ(studio().whyNot(cmd::ToggleBlank{}), studio().texts().tr("why.notPresenting"));
    EXPECT_EQ(studio().whyNot(cmd::ToggleImprovise{}), studio().texts().tr("why.notPresenting"));
    EXPECT_NE(studio().commandOf("B"), commandNamed("blank"));
}

TEST_F(Presents, OneGoesToAnyStepAndBack) {
    press(studio(), "G");
    EXPECT_EQ(studio().dialog(), Dialog::GoToStep);
    studio().execute(cmd::GoToStep{3});
    EXPECT_EQ(studio().dialog(), Dialog::None);
    EXPECT_EQ(studio().caption().stepNumber, 4);
    const std::uint64_t fourth = document().history().world().digest();
    studio().execute(cmd::GoToStep{0});
    EXPECT_EQ(studio().caption().stepNumber, 1);
    studio().execute(cmd::GoToStep{3});
    EXPECT_EQ(document().history().world().digest(), fourth);
    EXPECT_FALSE(studio().whyNot(cmd::GoToStep{4}).has_value());
    EXPECT_TRUE(studio().whyNot(cmd::GoToStep{99}).has_value());
}

TEST(PresentsASandbox, NextAndBackGoFromEventToEvent) {
    auto studio = quietSandbox();
    studio->execute(cmd::TogglePresent{});
    studio->execute(cmd::FireTimeout{raft::NodeId(0)});
    studio->execute(cmd::PlayPause{});
    const Place before = studio->document().place();
    press(*studio, "PageDown");
    EXPECT_GT(studio->document().place().step.value, before.step.value);
    press(*studio, "PageUp");
    EXPECT_LE(studio->document().place().step.value, before.step.value);
    EXPECT_EQ(studio->whyNot(cmd::GoToStep{0}), studio->texts().tr("why.noLesson"));
}

TEST(Contexts, FollowWhatIsShown) {
    auto studio = quietSandbox();
    EXPECT_EQ(studio->keyContext(), Context::Study);
    studio->execute(cmd::SetPreset{Preset::Explore});
    EXPECT_EQ(studio->keyContext(), Context::Explore);
    studio->execute(cmd::TogglePresent{});
    EXPECT_EQ(studio->keyContext(), Context::Present);
    studio->execute(cmd::TogglePresent{});
    EXPECT_EQ(studio->keyContext(), Context::Explore) << "back to what it lay over";
}

TEST(Looks, ThemesFollowEachOther) {
    auto studio = quietSandbox();
    std::set<ThemeName> seen;
    for (std::size_t i = 0; i < kThemeNameCount; ++i) {
        seen.insert(studio->settings().theme);
        studio->execute(cmd::ToggleTheme{});
    }
    EXPECT_EQ(seen.size(), kThemeNameCount);
    studio->execute(cmd::SetTheme{ThemeName::Projector});
    EXPECT_EQ(studio->settings().theme, ThemeName::Projector);
}

TEST(Looks, SizesHaveTwoEnds) {
    EXPECT_EQ(scaleBeside(100, +1), 110);
    EXPECT_EQ(scaleBeside(100, -1), 90);
    EXPECT_EQ(scaleBeside(130, +1), 150);
    EXPECT_EQ(scaleBeside(kScaleMax, +1), kScaleMax);
    auto studio = quietSandbox();
    for (int i = 0; i < 20 && !studio->whyNot(cmd::StepScale{+1}); ++i) studio->execute(cmd::StepScale{+1});
    EXPECT_EQ(studio->settings().scalePercent, kScaleMax);
    EXPECT_EQ(studio->whyNot(cmd::StepScale{+1}), studio->texts().tr("why.largest"));
    for (int i = 0; i < 20 && !studio->whyNot(cmd::StepScale{-1}); ++i) studio->execute(cmd::StepScale{-1});
    EXPECT_EQ(studio->settings().scalePercent, kScaleMin);
    EXPECT_EQ(studio->whyNot(cmd::StepScale{-1}), studio->texts().tr("why.smallest"));
}

TEST(Looks, EachPresetHasItsOwnSplitters) {
    auto studio = quietSandbox();
    studio->execute(cmd::SetSplit{Split::RingLogs, 300});
    studio->execute(cmd::SetPreset{Preset::Explore});
    studio->execute(cmd::SetSplit{Split::RingLogs, 600});
    EXPECT_EQ(studio->settings().splits[0][0], 300);
    EXPECT_EQ(studio->settings().splits[1][0], 600);
    studio->execute(cmd::SetSplit{Split::RingLogs, 0});
    EXPECT_EQ(studio->settings().splits[1][0], 0);
    EXPECT_EQ(studio->whyNot(cmd::SetSplit{Split::Time, 950}), studio->texts().tr("why.badSplit"));
}

}  // namespace
}  // namespace studio
