// A lesson in the window: what its question, its verdict, its ideas and its goal show, and what can be clicked in them.

#include <algorithm>
#include <cstdlib>

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
    /// Some answer to the open question, right or wrong.
    void pickSomething() {
        const studio::QuestionScene question = studio().lessonScene().question;
        if (question.kind == lessons::AskKind::Number) return execute(Move{Move::Kind::Type, 0, "2"});
        if (question.kind == lessons::AskKind::Entry) return execute(Move{Move::Kind::Type, 0, "S1[1]"});
        if (question.kind != lessons::AskKind::Order) return execute(Move{Move::Kind::Pick, 1, {}});
        for (const studio::ChoiceScene& choice : question.choices) execute(Move{Move::Kind::Pick, choice.number, {}});
    }
    /// To the question of this kind.
    void openQuestionOf(const std::string& id, lessons::AskKind kind) {
        open(id);
        for (int i = 0; i < 60; ++i) {
            if (scene() == SceneKind::Question && studio().lessonScene().question.kind == kind) break;
            scene() == SceneKind::Question ? execute(Move{Move::Kind::Reveal, 0, {}}) : execute(cmd::BigButton{});
            settle();
        }
        ASSERT_EQ(studio().lessonScene().question.kind, kind);
        draw();
    }
    std::string saidCells() {
        std::string cells;
        for (const studio::AnswerCell& cell : studio().lessonScene().question.log.said) {
            cells += std::to_string(cell.term) + (cell.differs ? "x " : " ");
        }
        return cells;
    }
    unsigned setsOf(int number) {
        return studio().lessonScene().question.sets.tokens[static_cast<std::size_t>(number - 1)].sets;
    }
    bool isPicked(int number) {
        return studio().lessonScene().question.choices[static_cast<std::size_t>(number - 1)].isPicked;
    }
};

TEST_F(LessonPanel, AClickOnAChoicePicksItAndTheButtonAnswers) {
    openQuestion("first-election");
    EXPECT_TRUE(shows("Who will be the first"));
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

TEST_F(LessonPanel, ALogIsFilledInWithTermsAndKeys) {
    openQuestionOf("figure-8", lessons::AskKind::Log);
    EXPECT_EQ(saidCells(), "");
    EXPECT_FALSE(studio().bigButton().enabled);
    clickOn("term.1");
    carryOut();
    pressDigit(7);
    pressDigit(3);
    EXPECT_EQ(saidCells(), "1 7 3 ") << "a digit is a term, whatever servers there are";
    EXPECT_TRUE(studio().document().selection().empty());
    press(Key::Backspace);
    carryOut();
    clickOn("answer.erase");
    carryOut();
    EXPECT_EQ(saidCells(), "1 ");
    pressDigit(2);
    pressDigit(5);
    expectClean("a log that is filled in");
    EXPECT_TRUE(studio().bigButton().enabled);
    press();
    draw();
    EXPECT_EQ(saidCells(), "1 2x 5 ");
    EXPECT_TRUE(shows(std::string(studio().texts().tr("ask.said"))) &&
                shows(std::string(studio().texts().tr("ask.saw"))));
    EXPECT_TRUE(studio().lessonScene().question.ideaWaits) << "this mistake can be run";
    expectClean("a log that was wrong");
    execute(Move{Move::Kind::TryAgain, 0, {}});
    EXPECT_EQ(saidCells(), "");
    for (const int term : {1, 3, 5}) pressDigit(term);
    press();
    EXPECT_TRUE(studio().lessonScene().question.isRight);
    EXPECT_EQ(saidCells(), "1 3 5 ");
    press(Key::Backspace);
    carryOut();
    EXPECT_EQ(scene(), SceneKind::Verdict) << "there is nothing to take back any more";
}

TEST_F(LessonPanel, ServersAreClickedAndDraggedIntoSets) {
    openQuestionOf("majorities", lessons::AskKind::Set);
    EXPECT_FALSE(studio().bigButton().enabled);
    clickOn("token.2");
    carryOut();
    EXPECT_EQ(setsOf(2), 1u);
    pressDigit(2);
    EXPECT_EQ(setsOf(2), 3u) << "a digit does the same";
    clickOn("node.S2");
    carryOut();
    EXPECT_EQ(setsOf(2), 2u) << "so does the server itself";
    draw();
    // From where it is to where another one stands.
    drag(middleOf("token.4"), middleOf("token.2"));
    carryOut();
    EXPECT_EQ(setsOf(4), 2u) << "dragged there";
    expectClean("sets");
    execute(cmd::SetLanguage{studio::Language::English});
    execute(cmd::SetScale{100});
    resize(1600, 900);
    press();
    draw();
    EXPECT_FALSE(studio().lessonScene().question.isRight);
    EXPECT_TRUE(shows("Three and three are six, and there are only five: at least one server is in both."));
    expectClean("sets that do not fit");
    execute(Move{Move::Kind::TryAgain, 0, {}});
    pressDigit(6);
    EXPECT_TRUE(studio().lessonScene().question.sets.givesUp);
    draw();
    expectClean("it is impossible");
    press();
    EXPECT_TRUE(studio().lessonScene().question.isRight);
}

/// Each by itself, so that they can be looked at side by side; in every size only where there is time.
class EveryLesson : public LessonPanel, public testing::WithParamInterface<std::string> {
protected:
    EveryLesson() {
        if (std::getenv("RAFTLAB_LONG") == nullptr) sizes_ = {{1280, 720, 100}, {1920, 1080, 100}, {1024, 768, 150}};
    }
};

TEST_P(EveryLesson, IsCleanAtItsQuestionsAndVerdicts) {
    const std::string& id = GetParam();
    open(id);
    for (int i = 0; i < 60 && !isOver(); ++i) {
        if (scene() != SceneKind::Question) {
            press();
            continue;
        }
        const std::string where = id + " " + std::to_string(mainLine().done());
        pickSomething();
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
    if (!studio().document().lesson()->goal) return;
    expectClean(id + " offers its goal");
    press();
    execute(Move{Move::Kind::Hint, 0, {}});
    expectClean(id + " goal");
}

std::vector<std::string> lessonIds() {
    std::vector<std::string> ids;
    const studio::Course course(RAFTLAB_SOURCE_DIR "/lessons/course");
    for (const studio::CourseEntry& entry : course.entries()) {
        if (entry.available()) ids.push_back(entry.id);
    }
    return ids;
}

INSTANTIATE_TEST_SUITE_P(All, EveryLesson, testing::ValuesIn(lessonIds()), [](const auto& lesson) {
    std::string name = lesson.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace gui
