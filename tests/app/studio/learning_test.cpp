// Somebody learns: what is noted while a lesson is played, and how one comes back to it.

#include "app/studio/learning.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/studio/lesson_scene.h"
#include "app/studio/progress_file.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using Kind = cmd::LessonMove::Kind;
using SceneKind = LessonScene::Kind;
using PlayerState = lessons::Player::State;

/// A reader with a folder of its own, whose date the test tells.
class Reader : public testing::Test {
protected:
    void SetUp() override {
        std::string path = (std::filesystem::temp_directory_path() / "raftlab-reader-XXXXXX").string();
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        dir_ = path;
        begin();
    }
    void TearDown() override {
        studio_.reset();
        std::filesystem::remove_all(dir_);
    }
    /// Starts the program, as if it had ended before.
    void begin() {
        studio_.reset();
        studio_ = another();
    }
    std::unique_ptr<Studio> another() {
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
        options.stateDir = (dir_ / "state").string();
        options.today = [this] { return today_; };
        auto studio = std::make_unique<Studio>(options);
        studio->execute(cmd::SetPace{false, 10'000});
        return studio;
    }

    Studio& studio() { return *studio_; }
    const Progress& progress() { return studio_->learning().progress(); }
    const LessonProgress& of(const std::string& id) {
        const LessonProgress* found = progress().find(id);
        return found == nullptr ? nothing_ : *found;
    }
    std::string file(const std::string& name) const { return (dir_ / name).string(); }
    void act(const Command& command) {
        studio_->execute(command);
        EXPECT_EQ(studio_->notice(), "");
    }
    SceneKind scene() { return studio_->lessonScene().kind; }
    void settle() {
        for (int i = 0; i < 4000 && studio_->playback().isPlaying(); ++i) studio_->update(0.02);
        studio_->update(0);
    }
    void press() {
        act(cmd::BigButton{});
        settle();
    }
    void open(const std::string& id) {
        act(cmd::OpenLesson{id});
        settle();
    }
    void toQuestion() {
        for (int i = 0; i < 20 && scene() != SceneKind::Question; ++i) press();
        ASSERT_EQ(scene(), SceneKind::Question);
    }
    /// Answers the open question with this choice.
    void answer(const std::string& id) {
        for (const ChoiceScene& choice : studio_->lessonScene().question.choices) {
            if (choice.id == id) act(cmd::LessonMove{Kind::Pick, choice.number, {}});
        }
        press();
    }
    void playToEnd() {
        for (int i = 0; i < 100 && studio_->document().mainPlayer()->state() != PlayerState::Done; ++i) {
            if (scene() == SceneKind::Question) {
                act(cmd::LessonMove{Kind::Reveal, 0, {}});
                settle();
            } else {
                press();
            }
        }
        ASSERT_EQ(studio_->document().mainPlayer()->state(), PlayerState::Done);
    }
    void checkReviewOf(const std::string& misconception, const std::string& from) {
        EXPECT_TRUE(studio_->learning().due().empty());
        ++today_;
        ASSERT_EQ(studio_->learning().due().size(), 1u);
        const ReviewCard card = studio_->learning().due()[0];
        EXPECT_EQ(card.misconception, misconception);
        EXPECT_NE(card.lesson, from);
        act(cmd::OpenStep{card.lesson, card.step});
        EXPECT_EQ(scene(), SceneKind::Question);
    }
    int stepsDone() { return studio_->document().mainPlayer()->done(); }

    int today_ = 20'000;

private:
    LessonProgress nothing_;
    std::filesystem::path dir_;
    std::unique_ptr<Studio> studio_;
};

TEST_F(Reader, OpeningALessonIsNotYetLearning) {
    open("welcome");
    EXPECT_EQ(progress().last, "");
    EXPECT_TRUE(of("welcome").at.empty());
    press();
    EXPECT_EQ(progress().last, "welcome");
}

TEST_F(Reader, AnAnswerIsKeptWithWhatTheRunSaidAndSurvivesTheProgram) {
    open("who-can-win");
    toQuestion();
    answer("S1");
    const std::vector<PredictionRow> rows = studio().learning().predictions(studio().glossary(), studio().termStyle());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].said, studio().lessonScene().question.said);
    EXPECT_EQ(rows[0].saw, studio().lessonScene().question.saw);
    EXPECT_EQ(rows[0].date, "2024-10-04");
    EXPECT_FALSE(rows[0].isRight);
    EXPECT_FALSE(rows[0].prompt.empty());
    EXPECT_FALSE(rows[0].because.empty());
    const Progress before = progress();
    begin();
    EXPECT_EQ(progress(), before);
    act(cmd::SetLanguage{Language::Chinese});
    const auto& chinese = studio().learning().predictions(studio().glossary(), studio().termStyle());
    ASSERT_EQ(chinese.size(), 1u);
    EXPECT_NE(chinese[0].prompt, rows[0].prompt);
}

TEST_F(Reader, TryingAgainDoesNotTouchThePrediction) {
    open("who-can-win");
    toQuestion();
    answer("S1");
    act(cmd::LessonMove{Kind::TryAgain, 0, {}});
    ASSERT_EQ(scene(), SceneKind::Question);
    answer("S2");
    ASSERT_EQ(of("who-can-win").predictions.size(), 1u);
    EXPECT_EQ(of("who-can-win").predictions[0].given, std::vector<std::string>{"S1"});
    EXPECT_EQ(of("who-can-win").predictions[0].tries, 2);
}

TEST_F(Reader, WhatAClassAnswersIsNobodysPrediction) {
    open("who-can-win");
    toQuestion();
    act(cmd::TogglePresent{});
    answer("S1");
    EXPECT_TRUE(of("who-can-win").predictions.empty());
}

TEST_F(Reader, AnIdeaThatWasRunCounts) {
    open("first-election");
    toQuestion();
    int number = 0;
    for (const ChoiceScene& choice : studio().lessonScene().question.choices) {
        if (scene() != SceneKind::Question) act(cmd::LessonMove{Kind::TryAgain, 0, {}});
        number = choice.number;
        answer(choice.id);
        if (studio().lessonScene().question.ideaWaits) break;
    }
    ASSERT_TRUE(studio().lessonScene().question.ideaWaits);
    EXPECT_TRUE(of("first-election").whatIfs.empty());
    act(cmd::LessonMove{Kind::RunIdea, 0, {}});
    settle();
    EXPECT_EQ(of("first-election").whatIfs.size(), 1u);
    // The same idea once more is not another one.
    act(cmd::BackToLesson{});
    act(cmd::LessonMove{Kind::RunIdea, number, {}});
    settle();
    EXPECT_EQ(of("first-election").whatIfs.size(), 1u);
}

TEST_F(Reader, GoesOnAtTheStepWhereItLeftWithItsAnswersStanding) {
    open("who-can-win");
    toQuestion();
    answer("S1");
    const int done = stepsDone();
    const std::string said = studio().lessonScene().question.said;
    begin();
    act(cmd::ResumeLesson{});
    settle();
    ASSERT_NE(studio().document().lesson(), nullptr);
    EXPECT_EQ(studio().document().lesson()->id, "who-can-win");
    EXPECT_EQ(stepsDone(), done);
    if (scene() == SceneKind::Question) act(cmd::PreviousLessonStep{});
    EXPECT_EQ(scene(), SceneKind::Verdict);
    EXPECT_EQ(studio().lessonScene().question.said, said);
    EXPECT_EQ(of("who-can-win").predictions[0].tries, 1) << "coming back is not answering again";
    playToEnd();
    EXPECT_TRUE(of("who-can-win").played);
    EXPECT_TRUE(of("who-can-win").at.empty());
}

TEST_F(Reader, EveryStepOfEveryLessonCanBeOpened) {
    for (const CourseEntry& entry : studio().course().entries()) {
        if (!entry.available()) continue;
        for (std::size_t step = 0; step < entry.steps.size(); ++step) {
            act(cmd::OpenStep{entry.id, entry.steps[step]});
            if (step == 0) continue;
            EXPECT_EQ(stepsDone(), static_cast<int>(step)) << entry.id << " " << entry.steps[step];
            const bool asks = studio().document().lesson()->steps[step].ask.has_value();
            EXPECT_EQ(scene() == SceneKind::Question, asks) << entry.id << " " << entry.steps[step];
            EXPECT_TRUE(studio().document().mainPlayer()->problems().empty()) << entry.id;
        }
    }
    studio().execute(cmd::OpenStep{"welcome", "nowhere"});
    EXPECT_NE(studio().notice(), "");
    studio().execute(cmd::OpenStep{"multi-raft", ""});
    EXPECT_NE(studio().notice(), "") << "it is still to come";
}

TEST_F(Reader, AMisconceptionComesBackFromAnotherLessonAndItsCardOpensTheQuestion) {
    const CourseEntry& entry = *studio().course().find("terms-as-a-clock");
    std::string step;
    for (const CourseQuestion& question : entry.questions) {
        if (question.misconceptions == std::vector<std::string>{"M08"}) step = question.step;
    }
    ASSERT_FALSE(step.empty());
    act(cmd::OpenStep{entry.id, step});
    const lessons::Ask* ask = nullptr;
    for (const lessons::Step& one : studio().document().lesson()->steps) {
        if (one.id == step) ask = &*one.ask;
    }
    ASSERT_NE(ask, nullptr);
    for (const lessons::Choice& choice : ask->choices) {
        if (choice.misconception != "M08") continue;
        answer(choice.id);
        return checkReviewOf("M08", entry.id);
    }
    FAIL();
}

TEST_F(Reader, TwoWindowsLoseNothingOfEachOther) {
    const auto second = another();
    open("who-can-win");
    toQuestion();
    answer("S1");
    second->execute(cmd::OpenStep{"majorities", second->course().find("majorities")->steps[2]});
    EXPECT_NE(second->learning().progress().find("majorities"), nullptr);
    begin();
    EXPECT_FALSE(of("who-can-win").predictions.empty());
    EXPECT_NE(progress().find("majorities"), nullptr);
}

// ---- The file ----

TEST_F(Reader, ProgressIsTakenToAnotherMachineAndAddedThere) {
    open("who-can-win");
    toQuestion();
    answer("S1");
    const Progress taken = progress();
    studio().execute(cmd::ExportProgress{file("mine.json")});
    EXPECT_NE(studio().notice().find("mine.json"), std::string::npos);
    act(cmd::Show{Dialog::ResetProgress});
    studio().execute(cmd::ResetProgress{});
    EXPECT_EQ(progress(), Progress());
    begin();
    EXPECT_EQ(progress(), Progress()) << "forgotten on the disk, too";
    studio().execute(cmd::ImportProgress{file("mine.json")});
    EXPECT_NE(studio().notice(), "");
    EXPECT_EQ(progress(), taken);
    studio().execute(cmd::OpenFile{file("mine.json")});
    EXPECT_EQ(progress(), taken) << "dropped on the window it is the same";
}

TEST_F(Reader, NothingIsForgottenWithoutAQuestion) {
    open("welcome");
    press();
    studio().execute(cmd::ResetProgress{});
    EXPECT_NE(progress(), Progress());
    EXPECT_NE(studio().notice(), "");
}

TEST_F(Reader, AFileThatIsThereIsReplacedOnlyWhenAsked) {
    std::ofstream(file("other.json")) << "precious";
    act(cmd::ExportProgress{file("other.json")});
    EXPECT_EQ(studio().dialog(), Dialog::Overwrite);
    act(cmd::Escape{});
    std::ifstream kept(file("other.json"));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), "precious");
    act(cmd::ExportProgress{file("other.json")});
    studio().execute(cmd::ReplaceFile{});
    EXPECT_TRUE(loadProgressFile(file("other.json")).ok());
}

TEST_F(Reader, WhatIsNoProgressIsRefusedWithItsPlace) {
    std::ofstream(file("bad.json")) << "{\"format\": \"raftlab-progress/1\", \"lessons\": 3}";
    studio().execute(cmd::ImportProgress{file("bad.json")});
    ASSERT_FALSE(studio().noticeDetails().empty());
    EXPECT_NE(studio().noticeDetails()[0].find("bad.json:1:"), std::string::npos);
}

// ---- A sandbox from anywhere, and attempts ----

TEST_F(Reader, ASandboxBeginsAtAnyStepAndLeadsBackToExactlyWhereOneWas) {
    open("who-can-win");
    playToEnd();
    act(cmd::GoToStep{2});
    const Place looked = studio().document().place();
    const raft::SimTime first = studio().document().mainPlayer()->placeAfter(0).time;
    act(cmd::SandboxAt{0});
    EXPECT_FALSE(studio().document().onLessonLine());
    EXPECT_EQ(studio().document().history().time(), first);
    for (int i = 0; i < 10; ++i) studio().update(0.02);
    EXPECT_GT(studio().document().history().line(), 0);
    act(cmd::BackToLesson{});
    EXPECT_EQ(studio().document().place(), looked);
    EXPECT_EQ(studio().document().shownLessonStep(), 2);
    // Once more leads to where the lesson stands.
    act(cmd::BackToLesson{});
    EXPECT_TRUE(studio().document().atLessonPlace());
    studio().execute(cmd::SandboxAt{99});
    EXPECT_NE(studio().notice(), "");
}

TEST_F(Reader, ActingInThePastOfALessonLeadsBackThereToo) {
    open("who-can-win");
    playToEnd();
    act(cmd::GoToStep{1});
    const Place looked = studio().document().place();
    act(cmd::ToggleCrash{raft::NodeId(1)});
    EXPECT_FALSE(studio().document().onLessonLine());
    for (int i = 0; i < 10; ++i) studio().update(0.02);
    act(cmd::BackToLesson{});
    EXPECT_EQ(studio().document().place(), looked);
}

TEST_F(Reader, ActingBetweenTwoStepsLeadsBackToTheLesson) {
    open("who-can-win");
    playToEnd();
    act(cmd::StepBack{});
    act(cmd::StepBack{});
    act(cmd::ToggleCrash{raft::NodeId(1)});
    EXPECT_FALSE(studio().document().onLessonLine());
    act(cmd::BackToLesson{});
    EXPECT_TRUE(studio().document().atLessonPlace());
}

TEST_F(Reader, AttemptsAreListedAndEachIsWhereItWasLeft) {
    open("leader-dies");
    playToEnd();
    act(cmd::LessonMove{Kind::TakeGoal, 0, {}});
    act(cmd::ToggleCrash{raft::NodeId(0)});
    const int used = studio().lessonScene().goal.actionsUsed;
    act(cmd::LessonMove{Kind::TakeGoal, 0, {}});
    GoalScene goal = studio().lessonScene().goal;
    ASSERT_EQ(goal.attempts.size(), 2u);
    EXPECT_EQ(goal.attempt, 2);
    EXPECT_TRUE(goal.attempts[1].isHere && !goal.attempts[0].isHere);
    EXPECT_EQ(goal.attempts[0].actionsUsed, used);
    EXPECT_EQ(goal.attempts[0].name, "attempt 1");
    act(cmd::SwitchBranch{goal.attempts[0].line});
    goal = studio().lessonScene().goal;
    EXPECT_EQ(goal.attempt, 1);
    EXPECT_TRUE(goal.attempts[0].isHere);
    act(cmd::RenameBranch{goal.attempts[0].line, "my best"});
    EXPECT_EQ(studio().lessonScene().goal.attempts[0].name, "my best");
}

TEST_F(Reader, TheSolutionLeavesItsActionsAsGhostsBesideTheAttempt) {
    open("leader-dies");
    playToEnd();
    act(cmd::LessonMove{Kind::TakeGoal, 0, {}});
    EXPECT_TRUE(studio().lessonScene().goal.ghosts.empty()) << "nobody has asked for it";
    const int attempt = studio().document().history().line();
    act(cmd::LessonMove{Kind::Solution, 0, {}});
    EXPECT_NE(studio().document().history().line(), attempt) << "it has a branch of its own";
    for (int i = 0; i < 20 && studio().lessonScene().kind == SceneKind::Solution; ++i) {
        settle();
        if (studio().bigButton().text == studio().texts().tr("big.tryItself")) break;
        press();
    }
    const std::size_t played = studio().lessonScene().goal.ghosts.size();
    ASSERT_EQ(static_cast<int>(played), studio().course().find("leader-dies")->solutionActions);
    act(cmd::BackToLesson{});
    EXPECT_EQ(studio().document().history().line(), attempt) << "back to exactly where one was";
    const GoalScene goal = studio().lessonScene().goal;
    ASSERT_EQ(goal.ghosts.size(), played);
    EXPECT_EQ(goal.ghosts[0].word.substr(0, 2), "1 ");
    EXPECT_EQ(goal.actionsUsed, 0);
}

}  // namespace
}  // namespace studio
