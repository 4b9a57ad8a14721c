// A lesson in the window: what its question, its verdict, its ideas and its goal show, and what can be clicked in them.

#include "app/studio/lesson_scene.h"
#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using Move = cmd::LessonMove;
using SceneKind = studio::LessonScene::Kind;

class LessonPanel : public LayoutChecks {
protected:
    void SetUp() override {
        LayoutChecks::SetUp();
        if (HasFatalFailure()) return;
        execute(cmd::SetPace{false, 10'000});
    }

    SceneKind scene() { return studio().lessonScene().kind; }
    const lessons::Player& mainLine() { return *studio().document().mainPlayer(); }
    bool isOver() { return mainLine().state() == lessons::Player::State::Done; }
    void settle() {
        for (int i = 0; i < 4000 && studio().playback().isPlaying(); ++i) studio().update(0.02);
    }
    using WorkspaceTest::press;
    /// The big button, until nothing runs by itself.
    void press() {
        execute(cmd::BigButton{});
        settle();
    }
    void open(const std::string& id) {
        execute(cmd::OpenLesson{id});
        settle();
    }
    /// To the first question of the lesson.
    void openQuestion(const std::string& id) {
        open(id);
        for (int i = 0; i < 20 && scene() != SceneKind::Question; ++i) press();
        ASSERT_EQ(scene(), SceneKind::Question);
        draw();
    }
    bool shows(const std::string& words) {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            if (text.text.find(words) != std::string::npos && text.box.overlaps(text.clip)) return true;
        }
        return false;
    }
    /// A digit key, and what comes of it.
    void pressDigit(int digit) {
        press(static_cast<Key>(static_cast<int>(Key::Digit0) + digit));
        carryOut();
    }
    bool isPicked(int number) {
        return studio().lessonScene().question.choices[static_cast<std::size_t>(number - 1)].isPicked;
    }
};

TEST_F(LessonPanel, AClickOnAChoicePicksItAndTheButtonAnswers) {
    openQuestion("first-election");
    EXPECT_TRUE(shows("Who will be the first leader?"));
    EXPECT_FALSE(studio().bigButton().enabled);
    clickOn("choice.4");
    ASSERT_EQ(asked<Move>().size(), 1u);
    EXPECT_EQ(asked<Move>()[0].number, 4);
    carryOut();
    EXPECT_TRUE(isPicked(4));
    clickOn("choice.3");
    carryOut();
    EXPECT_TRUE(isPicked(3) && !isPicked(4)) << "there is one answer";
    EXPECT_TRUE(studio().bigButton().enabled);
    clickOn("big");
    carryOut();
    settle();
    draw();
    EXPECT_TRUE(shows("You said") && shows("You saw") && shows("Because"));
}

TEST_F(LessonPanel, DigitsAnswerWhileAQuestionIsOpenAndSelectServersElsewhere) {
    openQuestion("who-can-win");
    pressDigit(2);
    pressDigit(5);
    EXPECT_TRUE(isPicked(2) && isPicked(5));
    EXPECT_TRUE(studio().document().selection().empty());
    pressDigit(2);
    EXPECT_FALSE(isPicked(2)) << "once more takes it back";
    execute(Move{Move::Kind::Reveal, 0, {}});
    settle();
    pressDigit(2);
    EXPECT_EQ(studio().document().selectedServer(), raft::NodeId(1));
}

TEST_F(LessonPanel, AQuestionForAServerIsAnsweredByAClickOnIt) {
    openQuestion("first-election");
    clickOn("node.S5");
    carryOut();
    EXPECT_TRUE(isPicked(5));
    EXPECT_EQ(studio().document().selectedServer(), raft::NodeId(4));
}

TEST_F(LessonPanel, TheTransportWaitsForTheAnswer) {
    openQuestion("two-leaders");
    EXPECT_TRUE(shows("answer first"));
    for (const char* id : {"transport.play", "transport.forward"}) {
        const FrameRecord::ClickSpot* spot = workspace().record().find(id);
        ASSERT_NE(spot, nullptr);
        EXPECT_FALSE(spot->enabled) << id;
    }
    const raft::StepId before = history().step();
    for (const Key key : {Key::Enter, Key::Right, Key::PageDown, Key::Space}) {
        press(key);
        carryOut();
        EXPECT_EQ(history().step(), before);
    }
    pressDigit(3);
    execute(cmd::BigButton{});
    settle();
    draw();
    EXPECT_FALSE(shows("answer first"));
    EXPECT_GT(history().step(), before);
}

TEST_F(LessonPanel, AWrongIdeaRunsWithTheRuleNamedAndComesBackToTheSamePlace) {
    openQuestion("who-can-win");
    for (const int wrong : {1, 3, 4, 5}) pressDigit(wrong);
    execute(cmd::BigButton{});
    settle();
    draw();
    const studio::Place before = studio().document().place();
    EXPECT_TRUE(shows("Run my idea"));
    EXPECT_FALSE(shows("Rule bent"));
    press(Key::W);
    carryOut();
    settle();
    draw();
    EXPECT_TRUE(shows("Rule bent: voters ignore logs")) << "at the top, in words";
    EXPECT_TRUE(shows("What if voters ignored logs?"));
    EXPECT_TRUE(shows("Broken: Leader Completeness"));
    EXPECT_FALSE(workspace().view().violations.empty());
    press();
    draw();
    EXPECT_TRUE(shows("Rule bent")) << "all the time";
    press();
    draw();
    EXPECT_EQ(studio().document().place(), before);
    EXPECT_FALSE(shows("Rule bent"));
    EXPECT_TRUE(shows("Because"));
    EXPECT_TRUE(shows("Answer again"));
}

TEST_F(LessonPanel, TheGoalSaysWhatIsAllowedAndWhatIsLeft) {
    open("first-election");
    for (int i = 0; i < 40 && !isOver(); ++i) {
        if (scene() == SceneKind::Question) {
            execute(Move{Move::Kind::Reveal, 0, {}});
            settle();
        } else {
            press();
        }
    }
    press();
    draw();
    EXPECT_TRUE(shows("Make S5 the first leader"));
    EXPECT_TRUE(shows("actions 0 of 2"));
    const FrameRecord::ClickSpot* send = workspace().record().find("tool.send");
    ASSERT_NE(send, nullptr);
    EXPECT_FALSE(send->enabled) << "the goal does not allow it";
    clickOn("goal.hint");
    carryOut();
    EXPECT_TRUE(shows("Hint 1: Who would ask before S5?"));
    execute(cmd::ToggleCrash{raft::NodeId(4)});
    execute(cmd::StepForward{});
    draw();
    EXPECT_TRUE(shows("cannot be won any more"));
    EXPECT_EQ(studio().bigButton().text, "Try again");
    press();
    draw();
    EXPECT_TRUE(shows("Attempt 2") && shows("actions 0 of 2"));
    execute(cmd::ToggleCrash{raft::NodeId(2)});
    for (int i = 0; i < 60 && studio().lessonScene().goal.state == lessons::GoalStatus::State::Open; ++i) {
        studio().execute(cmd::StepForward{});
    }
    draw();
    EXPECT_TRUE(shows("Reached"));
    execute(cmd::Show{studio::Dialog::Lessons});
    draw();
    pointAt("lesson.first-election");
    draw();
    EXPECT_TRUE(shows("goal reached"));
}

TEST_F(LessonPanel, EveryLessonIsCleanAtItsQuestionsAndVerdicts) {
    for (const studio::CourseEntry& entry : studio().course().entries()) {
        if (!entry.available()) continue;
        const std::string id = entry.id;
        open(id);
        for (int i = 0; i < 60 && !isOver(); ++i) {
            if (scene() != SceneKind::Question) {
                press();
                continue;
            }
            const std::string where = id + " " + std::to_string(mainLine().done());
            execute(Move{Move::Kind::Pick, 1, {}});
            expectClean(where + " asks");
            execute(cmd::BigButton{});
            settle();
            expectClean(where + " says");
            if (studio().whyNot(Move{Move::Kind::RunIdea, 0, {}})) continue;
            execute(Move{Move::Kind::RunIdea, 0, {}});
            settle();
            expectClean(where + " runs the idea");
            execute(cmd::BackToLesson{});
            expectClean(where + " explains");
        }
        if (!studio().document().lesson()->goal) continue;
        expectClean(id + " offers its goal");
        press();
        execute(Move{Move::Kind::Hint, 0, {}});
        expectClean(id + " goal");
    }
}

}  // namespace
}  // namespace gui
