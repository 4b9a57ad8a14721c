// Authors of lessons: their own folder, a file that changes, Verify, Record.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/studio/author_desk.h"
#include "app/studio/own_lessons.h"
#include "app/studio/palette.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/verifier.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

namespace fs = std::filesystem;
using Kind = cmd::AuthorMove::Kind;
using PlayerState = lessons::Player::State;

constexpr const char* kCourse = RAFTLAB_SOURCE_DIR "/lessons/course";

/// Two steps with a question, quiet: `second` is what the second one says.
std::string lessonText(const std::string& second = "S1 asks.", const std::string& expect = "leader(S1)") {
    return R"j({"format": "raftlab-lesson/1", "id": "mine", "track": "mine", "order": 1, "level": 1, "minutes": 1,
 "title": {"en": "Mine", "zh": "我的"}, "objective": {"en": "See.", "zh": "看。"}, "source": [],
 "cluster": {"servers": ["S1", "S2", "S3"], "timers": "manual"},
 "steps": [
  {"id": "a", "say": {"en": "Nobody leads.", "zh": "没有领导人。"}, "expect": ["leaders == {}"]},
  {"id": "b", "say": {"en": ")j" +
           second + R"j(", "zh": "S1 拉票。"}, "do": [{"timeout": "S1"}], "until": "leader(S1)", "expect": [")j" +
           expect + R"j("]},
  {"id": "c", "say": {"en": "S1 leads.", "zh": "S1 领导。"}, "for": 20, "expect": ["safe"]}]})j";
}

class Authors : public testing::Test {
protected:
    void SetUp() override {
        dir_ = (fs::temp_directory_path() / "raftlab-author-XXXXXX").string();
        ASSERT_NE(mkdtemp(dir_.data()), nullptr);
        fs::create_directories(own());
    }
    void TearDown() override { fs::remove_all(dir_); }

    std::string own() const { return dir_ + "/lessons"; }
    std::string file(const std::string& id) const { return own() + "/" + id + ".lesson.json"; }
    /// Each write is a moment later, so that the file's time tells.
    void write(const std::string& path, const std::string& text) {
        std::ofstream(path) << text;
        fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds(++writes_));
    }
    std::unique_ptr<Studio> studio() const {
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = kCourse;
        options.lessonDir = own();
        options.stateDir = dir_ + "/state";
        return std::make_unique<Studio>(options);
    }
    /// The lesson of `text` is open, and its first step is done.
    std::unique_ptr<Studio> opened(const std::string& text = lessonText()) {
        write(file("mine"), text);
        auto opened = studio();
        opened->execute(cmd::OpenLesson{"mine"});
        EXPECT_NE(opened->document().lesson(), nullptr);
        finishStep(*opened);
        return opened;
    }
    static void verify(Studio& studio) {
        for (int i = 0; i < 20'000 && studio.authors().verifyScene().state == VerifyScene::State::Running; ++i) {
            ::usleep(1000);
            studio.update(0.001);
        }
    }
    static int stepsDone(const Studio& studio) { return studio.document().mainPlayer()->done(); }

private:
    std::string dir_;
    int writes_ = 0;
};

// ---- The user's own lessons ----

TEST_F(Authors, OwnLessonsExtendTheCourseAndTakeThePlaceOfItsLessons) {
    write(file("mine"), lessonText());
    fs::copy(std::string(kCourse) + "/welcome.lesson.json", file("changed"));
    const Course course = courseWith(kCourse, own());
    const CourseEntry* mine = course.find("mine");
    ASSERT_NE(mine, nullptr);
    EXPECT_TRUE(mine->isOwn);
    EXPECT_FALSE(mine->replaces);
    const CourseEntry* welcome = course.find("welcome");
    ASSERT_NE(welcome, nullptr);
    EXPECT_TRUE(welcome->isOwn);
    EXPECT_TRUE(welcome->replaces);
    EXPECT_EQ(welcome->path, file("changed"));
    const auto welcomes = std::count_if(course.entries().begin(), course.entries().end(),
                                        [](const CourseEntry& entry) { return entry.id == "welcome"; });
    EXPECT_EQ(welcomes, 1);
    EXPECT_FALSE(course.find("majorities")->isOwn);
    EXPECT_EQ(courseWith(kCourse, "").entries().size() + 1, course.entries().size());
}

TEST_F(Authors, ABrokenFileOfOnesOwnTakesNobodysPlaceAndIsTold) {
    write(file("welcome"), "{\"format\": \"raftlab-lesson/1\",\n \"id\": \"welcome\", }");
    auto one = studio();
    EXPECT_FALSE(one->course().find("welcome")->isOwn);
    ASSERT_EQ(one->authors().ownLessonErrors().size(), 1u);
    EXPECT_EQ(one->authors().ownLessonErrors()[0].find("welcome.lesson.json:2:"), 0u)
        << one->authors().ownLessonErrors()[0];
    // It is right again: the list of lessons looks anew when it is opened.
    write(file("welcome"), lessonText());
    one->execute(cmd::Show{Dialog::Lessons});
    EXPECT_TRUE(one->authors().ownLessonErrors().empty());
    EXPECT_NE(one->course().find("mine"), nullptr);
}

// ---- A file that changes ----

TEST_F(Authors, AFileThatChangesIsLoadedAgainAndTheLessonGoesOnAtTheSameStep) {
    auto one = opened();
    one->execute(cmd::BigButton{});
    finishStep(*one);
    ASSERT_EQ(stepsDone(*one), 2);
    write(file("mine"), lessonText("S1 stands."));
    one->authors().watchFiles();
    EXPECT_EQ(stepsDone(*one), 2);
    EXPECT_EQ(one->caption().text, "S1 stands.");
    EXPECT_NE(one->notice().find("mine.lesson.json"), std::string::npos);
    EXPECT_TRUE(one->authors().fileErrors().empty());
    one->execute(cmd::BigButton{});
    finishStep(*one);
    EXPECT_EQ(one->document().mainPlayer()->state(), PlayerState::Done);
}

TEST_F(Authors, ErrorsStandBesideTheLessonThatGoesOn) {
    auto one = opened();
    const Place before = one->document().place();
    write(file("mine"), lessonText("S1 stands.", "lead(S1)"));
    one->authors().watchFiles();
    ASSERT_EQ(one->authors().fileErrors().size(), 1u);
    EXPECT_EQ(one->authors().fileErrors()[0].find("mine.lesson.json:6:"), 0u) << one->authors().fileErrors()[0];
    EXPECT_EQ(one->document().place(), before);
    one->execute(cmd::BigButton{});
    finishStep(*one);
    EXPECT_EQ(one->caption().text, "S1 asks.") << "the lesson goes on as it was";
    EXPECT_FALSE(one->authors().fileErrors().empty()) << "they stay until the file is right again";
    write(file("mine"), lessonText("S1 stands."));
    one->authors().watchFiles();
    EXPECT_TRUE(one->authors().fileErrors().empty());
    EXPECT_EQ(one->caption().text, "S1 stands.");
}

TEST_F(Authors, HiddenErrorsComeBackWithTheNextChange) {
    auto one = opened();
    write(file("mine"), "{");
    one->authors().watchFiles();
    one->execute(cmd::AuthorMove{Kind::HideErrors});
    EXPECT_TRUE(one->authors().fileErrors().empty());
    one->authors().watchFiles();
    EXPECT_TRUE(one->authors().fileErrors().empty()) << "the file is the same";
    write(file("mine"), "{ ");
    one->authors().watchFiles();
    EXPECT_FALSE(one->authors().fileErrors().empty());
}

TEST_F(Authors, AFileThatIsGoneForAMomentOrSaysTheSameChangesNothing) {
    auto one = opened();
    one->execute(cmd::BigButton{});
    finishStep(*one);
    const raft::History* history = &one->document().history();
    fs::remove(file("mine"));
    one->authors().watchFiles();
    EXPECT_EQ(&one->document().history(), history);
    write(file("mine"), "// A comment.\n" + lessonText());
    one->authors().watchFiles();
    EXPECT_EQ(&one->document().history(), history);
    EXPECT_TRUE(one->authors().fileErrors().empty());
    write(file("mine"), lessonText("S1 stands."));
    one->authors().watchFiles();
    EXPECT_NE(&one->document().history(), history);
}

TEST_F(Authors, AStepThatIsGoneLeavesOneAtTheStepBefore) {
    auto one = opened();
    one->execute(cmd::BigButton{});
    finishStep(*one);
    std::string text = lessonText();
    text.replace(text.find("\"id\": \"b\""), 9, "\"id\": \"z\"");
    write(file("mine"), text);
    one->authors().watchFiles();
    EXPECT_EQ(stepsDone(*one), 1);
    EXPECT_EQ(one->caption().text, "Nobody leads.");
}

TEST_F(Authors, AnAttemptIsKeptBeforeTheLessonIsLoadedAgain) {
    auto one = opened();
    one->execute(cmd::ToggleCrash{raft::NodeId(2)});
    ASSERT_TRUE(one->document().isModified());
    write(file("mine"), lessonText("S1 stands."));
    one->authors().watchFiles();
    ASSERT_FALSE(one->settings().recentFiles.empty());
    EXPECT_TRUE(fs::exists(one->settings().recentFiles.front()));
}

// ---- Verify ----

TEST_F(Authors, VerifySaysThatAllIsWell) {
    auto one = opened();
    one->execute(cmd::AuthorMove{Kind::Verify});
    EXPECT_EQ(one->dialog(), Dialog::Verify);
    EXPECT_TRUE(one->needsFrame());
    EXPECT_TRUE(one->whyNot(cmd::AuthorMove{Kind::Verify}).has_value()) << "one at a time";
    verify(*one);
    const VerifyScene scene = one->authors().verifyScene();
    EXPECT_EQ(scene.state, VerifyScene::State::Fine);
    EXPECT_EQ(scene.errors, 0);
    EXPECT_GT(scene.runs, 100);
    EXPECT_TRUE(scene.isOpen);
}

TEST_F(Authors, VerifySaysWhatIsWrongAndWhere) {
    auto one = opened(lessonText("S1 asks.", "leader(S2)"));
    one->execute(cmd::AuthorMove{Kind::Verify});
    verify(*one);
    const VerifyScene scene = one->authors().verifyScene();
    EXPECT_EQ(scene.state, VerifyScene::State::Wrong);
    ASSERT_FALSE(scene.lines.empty());
    EXPECT_EQ(scene.lines[0].place.substr(0, 2), "6:");
    EXPECT_EQ(scene.lines[0].where, "Step b");
    EXPECT_NE(scene.lines[0].text.find("In words: S2 is leader."), std::string::npos) << scene.lines[0].text;
    // The file is put right while the verdict is on the screen: it is verified again.
    write(file("mine"), lessonText());
    one->authors().watchFiles();
    EXPECT_EQ(one->dialog(), Dialog::Verify);
    verify(*one);
    EXPECT_EQ(one->authors().verifyScene().state, VerifyScene::State::Fine);
}

TEST_F(Authors, VerifyCanBeStopped) {
    auto one = studio();
    one->execute(cmd::OpenLesson{"figure-8"});
    one->execute(cmd::AuthorMove{Kind::Verify});
    one->execute(cmd::AuthorMove{Kind::StopVerify});
    verify(*one);
    EXPECT_EQ(one->authors().verifyScene().state, VerifyScene::State::Cancelled);
    EXPECT_TRUE(one->whyNot(cmd::AuthorMove{Kind::StopVerify}).has_value());
}

TEST_F(Authors, ASandboxHasNothingToVerify) {
    auto one = studio();
    one->execute(cmd::AuthorMove{Kind::Verify});
    EXPECT_EQ(one->dialog(), Dialog::None);
    EXPECT_FALSE(one->notice().empty());
}

// ---- Record ----

class Recording : public Authors {
protected:
    void SetUp() override {
        Authors::SetUp();
        one_ = studio();
        one_->execute(cmd::NewCluster{quietConfig()});
        one_->execute(cmd::PlayPause{});
    }
    Studio& one() { return *one_; }
    void act(const Command& command) { one_->execute(command); }
    void press(std::string_view key) {
        const CommandInfo* info = one_->commandOf(key);
        ASSERT_NE(info, nullptr) << key;
        act(info->command);
    }
    /// The clock goes on by so much.
    void let(double ms) {
        act(cmd::SeekTime{one_->document().history().time()});
        raft::History& history = const_cast<raft::History&>(one_->document().history());
        history.seekTime(history.time() + raft::SimTime(static_cast<std::int64_t>(ms * 1000)));
    }
    /// S1 is elected, then writes x=1.
    void recordTwoSteps() {
        act(cmd::AuthorMove{Kind::Record});
        act(cmd::FireTimeout{raft::NodeId(0)});
        let(45);
        press("M");
        let(5);
        act(cmd::Send{"x=1", raft::NodeId(0)});
        let(90);
        press("M");
    }
    static std::vector<std::string> pickedOf(const std::vector<RecordingOption>& options) {
        std::vector<std::string> texts;
        for (const RecordingOption& option : options) {
            if (option.isPicked) texts.push_back(option.text);
        }
        return texts;
    }
    lessons::Lesson saved(const std::string& id) {
        auto lesson = lessons::loadLesson(file(id));
        EXPECT_TRUE(lesson.ok()) << (lesson.ok() ? "" : lesson.errors().front().format());
        return std::move(lesson).value();
    }

private:
    std::unique_ptr<Studio> one_;
};

TEST_F(Recording, StepsAreProposedInPlainWords) {
    recordTwoSteps();
    EXPECT_TRUE(one().authors().isRecording());
    const RecordingScene scene = one().authors().recordingScene();
    ASSERT_EQ(scene.rows.size(), 2u);
    EXPECT_EQ(scene.rows[0].until, "S1 became leader of term 1 with 2 votes");
    EXPECT_EQ(scene.rows[0].say.en, "S1 became leader of term 1 with 2 votes.");
    EXPECT_FALSE(scene.rows[0].say.zh.empty());
    EXPECT_NE(scene.rows[0].say.zh, scene.rows[0].say.en);
    EXPECT_EQ(scene.rows[0].todo.size(), 1u);
    const auto claims = pickedOf(scene.rows[0].claims);
    EXPECT_NE(std::find(claims.begin(), claims.end(), "S1 is leader of term 1"), claims.end());
    EXPECT_FALSE(scene.rows[1].questions.empty());
}

TEST_F(Recording, IsSavedAsALessonThatKeepsItsWord) {
    recordTwoSteps();
    act(cmd::AuthorMove{Kind::Title, 0, 0, Language::English, "How a Write Commits!"});
    act(cmd::AuthorMove{Kind::Title, 0, 0, Language::Chinese, "一次写入怎样提交"});
    act(cmd::AuthorMove{Kind::Record});
    EXPECT_EQ(one().dialog(), Dialog::Storyboard);
    EXPECT_FALSE(one().authors().isRecording());
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    EXPECT_EQ(one().authors().verifyScene().state, VerifyScene::State::Fine)
        << (one().authors().verifyScene().lines.empty() ? "" : one().authors().verifyScene().lines[0].text);
    const lessons::Lesson lesson = saved("how-a-write-commits");
    EXPECT_EQ(lesson.title.zh, "一次写入怎样提交");
    EXPECT_EQ(lesson.steps.size(), 2u);
    EXPECT_FALSE(lesson.timingSensitive.has_value());
    EXPECT_TRUE(lessons::verify(lesson).isFine());
    const CourseEntry* entry = one().course().find("how-a-write-commits");
    ASSERT_NE(entry, nullptr);
    EXPECT_TRUE(entry->isOwn);
    // It is played from there.
    act(cmd::AuthorMove{Kind::PlayChecked});
    if (one().dialog() == Dialog::Unsaved) act(cmd::LeaveUnsaved{});
    ASSERT_NE(one().document().lesson(), nullptr);
    EXPECT_EQ(one().document().lesson()->id, "how-a-write-commits");
}

TEST_F(Recording, EveryQuestionThatIsOfferedIsOneThatTheRunDecides) {
    recordTwoSteps();
    for (int step = 0; step < 2; ++step) {
        const std::size_t count =
            one().authors().recordingScene().rows[static_cast<std::size_t>(step)].questions.size();
        ASSERT_GT(count, 1u);
        for (std::size_t question = 0; question < count; ++question) {
            act(cmd::AuthorMove{Kind::Question, step, static_cast<int>(question)});
            act(cmd::AuthorMove{Kind::Save});
            verify(one());
            const VerifyScene scene = one().authors().verifyScene();
            EXPECT_EQ(scene.errors, 0)
                << pickedOf(one().authors().recordingScene().rows[static_cast<std::size_t>(step)].questions)[0] << ": "
                << (scene.lines.empty() ? "" : scene.lines[0].text);
            const lessons::Lesson lesson = saved("my-lesson");
            EXPECT_TRUE(lesson.steps[static_cast<std::size_t>(step)].ask.has_value());
        }
        act(cmd::AuthorMove{Kind::Question, step, static_cast<int>(count) - 1});
        EXPECT_TRUE(pickedOf(one().authors().recordingScene().rows[static_cast<std::size_t>(step)].questions).empty());
    }
}

TEST_F(Recording, GoingBackAndDoingSomethingElseTakesBackWhatCameAfter) {
    recordTwoSteps();
    ASSERT_EQ(one().authors().recordedSteps(), 2);
    const raft::SimTime firstEnd = raft::SimTime::fromMs(45);
    act(cmd::SeekTime{firstEnd});
    EXPECT_EQ(one().authors().recordedSteps(), 2) << "to look is not to undo";
    act(cmd::ToggleCrash{raft::NodeId(2)});
    EXPECT_EQ(one().authors().recordedSteps(), 1);
    let(30);
    press("M");
    ASSERT_EQ(one().authors().recordedSteps(), 2);
    EXPECT_EQ(one().authors().recordingScene().rows[1].until, "S3 crashes");
}

TEST_F(Recording, UndoTakesTheStepBackToo) {
    recordTwoSteps();
    act(cmd::Undo{});
    EXPECT_EQ(one().authors().recordedSteps(), 1);
}

TEST_F(Recording, APauseClosesAStepAndAnEmptyStretchIsNone) {
    act(cmd::AuthorMove{Kind::Record});
    EXPECT_EQ(one().authors().recordedSteps(), 0);
    act(cmd::AuthorMove{Kind::CloseStep});
    EXPECT_EQ(one().authors().recordedSteps(), 0);
    EXPECT_FALSE(one().notice().empty());
    act(cmd::FireTimeout{raft::NodeId(0)});
    act(cmd::PlayPause{});
    for (int i = 0; i < 400 && one().document().history().time() < raft::SimTime::fromMs(40); ++i) one().update(0.05);
    ASSERT_TRUE(one().playback().isPlaying());
    act(cmd::PlayPause{});
    EXPECT_EQ(one().authors().recordedSteps(), 1);
}

TEST_F(Recording, WhatWasDoneBeforeIsTheFirstStep) {
    act(cmd::FireTimeout{raft::NodeId(0)});
    let(45);
    act(cmd::AuthorMove{Kind::Record});
    ASSERT_EQ(one().authors().recordedSteps(), 1);
    EXPECT_EQ(one().authors().recordingScene().rows[0].until, "S1 became leader of term 1 with 2 votes");
}

TEST_F(Recording, TheAuthorDecidesWhatIsSaidWaitedForAndClaimed) {
    recordTwoSteps();
    act(cmd::AuthorMove{Kind::Say, 0, 0, Language::English, "S1 wants to lead."});
    act(cmd::AuthorMove{Kind::Until, 1, 1});
    const RecordingScene scene = one().authors().recordingScene();
    EXPECT_EQ(scene.rows[0].say.en, "S1 wants to lead.");
    EXPECT_TRUE(scene.rows[1].untils[1].isPicked);
    EXPECT_FALSE(scene.rows[1].untils[0].isPicked);
    const auto before = pickedOf(scene.rows[0].claims).size();
    int first = 0;
    while (!scene.rows[0].claims[static_cast<std::size_t>(first)].isPicked) ++first;
    act(cmd::AuthorMove{Kind::Expect, 0, first});
    EXPECT_EQ(pickedOf(one().authors().recordingScene().rows[0].claims).size(), before - 1);
    act(cmd::AuthorMove{Kind::Expect, 0, first});
    EXPECT_EQ(pickedOf(one().authors().recordingScene().rows[0].claims).size(), before);
    // As long as it lasted.
    act(cmd::AuthorMove{Kind::Until, 0, static_cast<int>(scene.rows[0].untils.size()) - 1});
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    const lessons::Lesson lesson = saved("my-lesson");
    EXPECT_TRUE(std::holds_alternative<raft::item::Wait>(lesson.steps[0].run->move));
    EXPECT_EQ(one().authors().verifyScene().errors, 0) << one().authors().verifyScene().lines[0].text;
}

TEST_F(Recording, TwoStepsCanBecomeOne) {
    recordTwoSteps();
    act(cmd::AuthorMove{Kind::Join, 0, 0});
    EXPECT_EQ(one().authors().recordedSteps(), 2) << "there is none above the first";
    act(cmd::AuthorMove{Kind::Join, 1, 0});
    ASSERT_EQ(one().authors().recordedSteps(), 1);
    EXPECT_EQ(one().authors().recordingScene().rows[0].todo.size(), 2u);
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    EXPECT_EQ(one().authors().verifyScene().errors, 0);
}

TEST_F(Recording, AFileThatSomebodyElseChangedIsNotWrittenOver) {
    recordTwoSteps();
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    EXPECT_FALSE(fs::exists(file("my-lesson-2"))) << "our own file is written again";
    write(file("my-lesson"), lessonText());
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    EXPECT_TRUE(fs::exists(file("my-lesson-2")));
    EXPECT_EQ(saved("my-lesson").id, "mine");
}

TEST_F(Recording, ARunThatHangsOnItsLuckSaysSo) {
    raft::ClusterConfig config;
    config.seed = 7;
    act(cmd::NewCluster{config});
    act(cmd::PlayPause{});
    act(cmd::AuthorMove{Kind::Record});
    let(600);
    press("M");
    act(cmd::AuthorMove{Kind::Save});
    verify(one());
    EXPECT_EQ(one().authors().verifyScene().errors, 0) << one().authors().verifyScene().lines[0].text;
    EXPECT_TRUE(saved("my-lesson").timingSensitive.has_value());
}

TEST_F(Recording, NeedsASandboxAndAFolder) {
    act(cmd::OpenLesson{"welcome"});
    if (one().dialog() == Dialog::Unsaved) act(cmd::LeaveUnsaved{});
    act(cmd::AuthorMove{Kind::Record});
    EXPECT_FALSE(one().authors().isRecording());
    auto without = quietSandbox();
    without->execute(cmd::Show{Dialog::Storyboard});
    EXPECT_EQ(without->dialog(), Dialog::None);
    without->execute(cmd::AuthorMove{Kind::Record});
    without->execute(cmd::FireTimeout{raft::NodeId(0)});
    without->execute(cmd::AuthorMove{Kind::CloseStep});
    EXPECT_EQ(without->authors().recordedSteps(), 1);
    EXPECT_TRUE(without->whyNot(cmd::AuthorMove{Kind::Save}).has_value());
}

TEST_F(Recording, MClosesAStepOnlyWhileSomethingIsRecorded) {
    EXPECT_EQ(one().commandOf("M")->id, "delay");
    act(cmd::AuthorMove{Kind::Record});
    EXPECT_EQ(one().commandOf("M")->id, "close-step");
    act(cmd::AuthorMove{Kind::Record});
    EXPECT_EQ(one().commandOf("M")->id, "delay");
}

}  // namespace
}  // namespace studio
