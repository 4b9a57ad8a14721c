// The map of the course, what was predicted, and the ticks of a lesson.

#include <algorithm>

#include "app/studio/learning.h"
#include "app/studio/lesson_scene.h"
#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;
using SceneKind = studio::LessonScene::Kind;

class CourseMap : public LayoutChecks {
protected:
    void SetUp() override {
        LayoutChecks::SetUp();
        if (HasFatalFailure()) return;
        execute(cmd::SetPace{false, 10'000});
    }
    void openMap() {
        execute(cmd::Show{studio::Dialog::Lessons});
        draw();
    }
    bool shows(const std::string& words) {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            if (text.text.find(words) != std::string::npos && text.box.overlaps(text.clip)) return true;
        }
        return false;
    }
    bool isSeen(const std::string& id) { return workspace().record().find("lesson." + id) != nullptr; }
    void settle() {
        for (int i = 0; i < 4000 && studio().playback().isPlaying(); ++i) studio().update(0.02);
        studio().update(0);
    }
    void press() {
        execute(cmd::BigButton{});
        settle();
    }
    using WorkspaceTest::press;
    const std::string& chosen() { return workspace().state().mapChosen; }
    void answerWrongly() {
        execute(cmd::OpenLesson{"who-can-win"});
        settle();
        for (int i = 0; i < 20 && studio().lessonScene().kind != SceneKind::Question; ++i) press();
        execute(cmd::LessonMove{cmd::LessonMove::Kind::Pick, 1, {}});
        press();
    }
};

TEST_F(CourseMap, ShowsTracksCardsAndWhereToBegin) {
    openMap();
    EXPECT_TRUE(shows("Foundations") && shows("Why consensus at all?"));
    EXPECT_TRUE(shows("Next on your way"));
    EXPECT_EQ(chosen(), "welcome");
    clickOn("lesson.majorities");
    ASSERT_EQ(asked<cmd::OpenLesson>().size(), 1u);
    EXPECT_EQ(asked<cmd::OpenLesson>()[0].id, "majorities");
}

TEST_F(CourseMap, KeysWalkTheCardsAndTheMapFollows) {
    openMap();
    press(Key::Right);
    EXPECT_EQ(chosen(), "why-consensus");
    press(Key::Down);
    EXPECT_NE(chosen(), "why-consensus");
    press(Key::Up);
    EXPECT_EQ(chosen(), "why-consensus");
    EXPECT_FALSE(isSeen("free-hunt"));
    press(Key::End);
    draw();
    EXPECT_EQ(chosen(), "free-hunt");
    EXPECT_TRUE(isSeen("free-hunt")) << "the map has followed";
    press(Key::Enter);
    draw();
    EXPECT_TRUE(asked<cmd::OpenLesson>().empty()) << "it is still to come";
    EXPECT_TRUE(shows("still to come"));
    press(Key::Home);
    press(Key::Right);
    press(Key::Enter);
    draw();
    ASSERT_FALSE(asked<cmd::OpenLesson>().empty());
    EXPECT_EQ(asked<cmd::OpenLesson>()[0].id, "why-consensus");
}

TEST_F(CourseMap, SaysThatThereIsMoreAndScrolls) {
    resize(1024, 768);
    openMap();
    EXPECT_NE(workspace().record().find("map.scroll"), nullptr);
    EXPECT_FALSE(isSeen("lab-quorum"));
    ui().input().wheelTurned(0, -100);
    draw();
    EXPECT_TRUE(isSeen("lab-quorum"));
    EXPECT_FALSE(isSeen("welcome"));
}

TEST_F(CourseMap, ACardThatIsLaterIsGreyAndCannotBeClicked) {
    openMap();
    execute(cmd::Show{studio::Dialog::Lessons});
    const FrameRecord::ClickSpot* spot = nullptr;
    for (int i = 0; i < 40 && spot == nullptr; ++i) {
        spot = workspace().record().find("lesson.multi-raft");
        if (spot == nullptr) ui().input().wheelTurned(0, -1), draw();
    }
    ASSERT_NE(spot, nullptr);
    EXPECT_FALSE(spot->enabled);
}

TEST_F(CourseMap, TheCorePathCanBeSeenAlone) {
    openMap();
    EXPECT_TRUE(isSeen("messages-and-fields"));
    clickOn("map.core");
    draw();
    EXPECT_FALSE(isSeen("messages-and-fields"));
    EXPECT_TRUE(isSeen("why-consensus"));
}

TEST_F(CourseMap, WhoHasLeftInTheMiddleGoesOnThere) {
    answerWrongly();
    const int done = studio().document().mainPlayer()->done();
    openMap();
    EXPECT_TRUE(shows("Go on where you were"));
    EXPECT_EQ(chosen(), "who-can-win");
    clickOn("map.resume");
    ASSERT_EQ(asked<cmd::ResumeLesson>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().document().mainPlayer()->done(), done);
    openMap();
    clickOn("map.goOn");
    EXPECT_EQ(asked<cmd::OpenStep>().size(), 1u);
}

TEST_F(CourseMap, WhatWasPredictedIsToldAndLeadsToItsStep) {
    execute(cmd::Show{studio::Dialog::Predictions});
    draw();
    EXPECT_TRUE(shows("You have predicted nothing yet"));
    answerWrongly();
    execute(cmd::Show{studio::Dialog::Predictions});
    draw();
    EXPECT_TRUE(shows("You said") && shows("You saw") && shows("Because"));
    EXPECT_TRUE(shows("0 of 1 right"));
    const auto rows = studio().learning().predictions(studio().glossary(), studio().termStyle());
    clickOn("prediction.who-can-win." + rows.at(0).step);
    ASSERT_EQ(asked<cmd::OpenStep>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().lessonScene().kind, SceneKind::Question);
}

TEST_F(CourseMap, ProgressIsForgottenAfterAQuestion) {
    answerWrongly();
    execute(cmd::Show{studio::Dialog::Predictions});
    draw();
    clickOn("predictions.reset");
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::ResetProgress);
    clickOn("dialog.do");
    carryOut();
    EXPECT_TRUE(studio().learning().progress().lessons.empty());
}

TEST_F(CourseMap, ATickShowsItsStepAndTheRightButtonLeavesFromThere) {
    answerWrongly();
    draw();
    clickOn("tick.1");
    ASSERT_EQ(asked<cmd::GoToStep>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().document().shownLessonStep(), 0);
    const ImVec2 tick = middleOf("tick.1");
    pointAt(tick);
    ui().click(tick.x, tick.y, 1);
    draw();
    EXPECT_EQ(asked<cmd::SandboxAt>().size(), 1u);
    const int steps = static_cast<int>(studio().document().lesson()->steps.size());
    EXPECT_EQ(workspace().record().find("tick." + std::to_string(steps)), nullptr) << "that is still to come";
}

TEST_F(CourseMap, AttemptsHaveChipsThatLeadToThem) {
    execute(cmd::OpenLesson{"leader-dies"});
    settle();
    using Move = cmd::LessonMove;
    for (int i = 0; i < 100 && studio().document().mainPlayer()->state() != lessons::Player::State::Done; ++i) {
        studio().lessonScene().kind == SceneKind::Question ? execute(Move{Move::Kind::Reveal, 0, {}})
                                                           : execute(cmd::BigButton{});
        settle();
    }
    execute(Move{Move::Kind::TakeGoal, 0, {}});
    draw();
    EXPECT_EQ(workspace().record().find("attempt.1"), nullptr) << "one alone needs no list";
    execute(Move{Move::Kind::TakeGoal, 0, {}});
    draw();
    clickOn("attempt.1");
    EXPECT_EQ(asked<cmd::SwitchBranch>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().lessonScene().goal.attempt, 1);
}

TEST_F(CourseMap, NothingIsOutsideOfTheWindowInEitherLanguage) {
    answerWrongly();
    for (const auto& [width, height] : {std::pair(1024, 768), std::pair(1280, 720), std::pair(1920, 1080)}) {
        resize(width, height);
        for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
            execute(cmd::SetLanguage{language});
            for (const studio::Dialog dialog : {studio::Dialog::Lessons, studio::Dialog::Predictions}) {
                execute(cmd::Show{dialog});
                draw();
                const Area window{0, 0, static_cast<float>(width), static_cast<float>(height)};
                for (const auto& spot : workspace().record().texts()) {
                    if (spot.layer == 0) continue;
                    const Area seen = spot.box.cutTo(spot.clip);
                    EXPECT_TRUE(seen.empty() || window.contains(seen)) << spot.text;
                }
            }
        }
    }
}

}  // namespace
}  // namespace gui
