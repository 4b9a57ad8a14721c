// What authors see: the buttons of a recording, its storyboard, the verdict, errors of a file, their own lessons.

#include <filesystem>
#include <fstream>
#include <thread>

#include "app/studio/author_desk.h"
#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

namespace fs = std::filesystem;
using Kind = cmd::AuthorMove::Kind;
using studio::Dialog;

class AuthorPanels : public LayoutChecks {
protected:
    void TearDown() override {
        LayoutChecks::TearDown();
        fs::remove_all(folder_);
    }
    std::string lessonDir() override {
        folder_ = (fs::temp_directory_path() / "raftlab-panels-XXXXXX").string();
        if (mkdtemp(folder_.data()) == nullptr) folder_.clear();
        return folder_;
    }
    std::string own(const std::string& id) const { return folder_ + "/" + id + ".lesson.json"; }
    bool reads(std::string_view words) {
        for (const auto& spot : workspace().record().texts()) {
            if (spot.text.find(words) != std::string::npos) return true;
        }
        return false;
    }
    bool has(std::string_view id) { return workspace().record().find(id) != nullptr; }

    /// Three steps: an election, a write, a crash with another election.
    void recordThreeSteps() {
        raft::ClusterConfig config;
        config.servers = {"S1", "S2", "S3"};
        config.timers = raft::Timers::Manual;
        open(config);
        studio().execute(cmd::PlayPause{});
        studio().execute(cmd::AuthorMove{Kind::Record});
        studio().execute(cmd::FireTimeout{raft::NodeId(0)});
        step(45);
        studio().execute(cmd::Send{"x=1", raft::NodeId(0)});
        step(140);
        studio().execute(cmd::ToggleCrash{raft::NodeId(0)});
        studio().execute(cmd::FireTimeout{raft::NodeId(1)});
        step(200);
        ASSERT_EQ(studio().authors().recordedSteps(), 3);
    }
    void step(std::int64_t ms) {
        studio().execute(cmd::SetPace{false, 1000});
        if (!studio().playback().isPlaying()) studio().execute(cmd::PlayPause{});
        for (int frame = 0; frame < 1000 && history().time() < raft::SimTime::fromMs(ms); ++frame) {
            studio().update(static_cast<double>(raft::SimTime::fromMs(ms).us - history().time().us) / 1e6);
        }
        studio().execute(cmd::PlayPause{});  // A pause closes the step.
        studio().execute(cmd::Select{});
    }
    void verify() {
        for (int i = 0; i < 20'000 && studio().authors().verifyScene().state == studio::VerifyScene::State::Running;
             ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            studio().update(0.001);
        }
        draw();
    }

private:
    std::string folder_;
};

TEST_F(AuthorPanels, ARecordingHasItsButtonsInTheCaption) {
    draw();
    EXPECT_FALSE(has("record.close"));
    recordThreeSteps();
    draw();
    EXPECT_TRUE(reads("Recording step 4"));
    expectClean("a recording");
    execute(cmd::SetLanguage{studio::Language::English});
    draw();
    clickOn("record.stop");
    carryOut();
    EXPECT_EQ(studio().dialog(), Dialog::Storyboard);
    EXPECT_FALSE(studio().authors().isRecording());
}

TEST_F(AuthorPanels, TheStoryboardShowsAndChangesEveryStep) {
    recordThreeSteps();
    execute(cmd::Show{Dialog::Storyboard});
    draw();
    EXPECT_TRUE(reads("S1 became leader of term 1"));
    EXPECT_FALSE(has("story.until.0"));
    clickOn("story.row.1");
    draw();
    ASSERT_TRUE(has("story.until.0"));
    const auto picked = [this] { return studio().authors().recordingScene().rows[1]; };
    ASSERT_TRUE(picked().untils[0].isPicked);
    clickOn("story.until.1");
    carryOut();
    EXPECT_TRUE(picked().untils[1].isPicked);
    const bool made = picked().claims[0].isPicked;
    clickOn("story.expect.0");
    carryOut();
    EXPECT_NE(picked().claims[0].isPicked, made);
    clickOn("story.ask.0");
    carryOut();
    EXPECT_TRUE(picked().questions[0].isPicked);
    clickOn("story.join");
    carryOut();
    EXPECT_EQ(studio().authors().recordedSteps(), 2);
    clickOn("story.forget");
    carryOut();
    EXPECT_EQ(studio().dialog(), Dialog::None);
    EXPECT_FALSE(studio().authors().recordingScene().exists);
}

TEST_F(AuthorPanels, TextsAreWrittenInBothLanguages) {
    recordThreeSteps();
    execute(cmd::Show{Dialog::Storyboard});
    draw();
    draw();
    clickOn("##story.title.en");
    ui().type(" of mine");
    draw();
    carryOut();
    EXPECT_NE(studio().authors().recordingScene().title.en.find("of mine"), std::string::npos)
        << studio().authors().recordingScene().title.en;
    clickOn("story.row.0");
    draw();
    clickOn("##story.say.zh");
    ui().type("好");
    draw();
    carryOut();
    EXPECT_NE(studio().authors().recordingScene().rows[0].say.zh.find("好"), std::string::npos);
    EXPECT_EQ(studio().authors().recordingScene().rows[0].say.en.find("好"), std::string::npos);
}

TEST_F(AuthorPanels, TheStoryboardIsClean) {
    recordThreeSteps();
    execute(cmd::Show{Dialog::Storyboard});
    draw();
    expectClean("the storyboard, closed");
    resize(1600, 900);
    execute(cmd::SetScale{100});
    draw();
    clickOn("story.row.0");
    draw();
    expectClean("the storyboard, its first row open");
}

TEST_F(AuthorPanels, SavingShowsTheVerdictAndTheLessonStandsInTheList) {
    recordThreeSteps();
    execute(cmd::Show{Dialog::Storyboard});
    draw();
    clickOn("story.save");
    studio().update(0);
    EXPECT_EQ(studio().dialog(), Dialog::Verify);
    verify();
    EXPECT_TRUE(reads("All is well"));
    ASSERT_TRUE(fs::exists(own("my-lesson")));
    sizes_ = {{1280, 720, 100}, {1024, 768, 100}};
    studio().execute(cmd::AuthorMove{Kind::HideErrors});  // Closes the notice.
    expectClean("a verdict");
    execute(cmd::SetLanguage{studio::Language::English});
    execute(cmd::Show{Dialog::Lessons});
    draw();
    press(Key::End);
    EXPECT_TRUE(reads("yours"));
    EXPECT_TRUE(reads("My lessons"));
}

TEST_F(AuthorPanels, FindingsStandWithTheirPlaces) {
    std::ifstream file(std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/welcome.lesson.json");
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    text.replace(text.find("\"expect\": ["), 11, "\"expect\": [\"leaders == {}\", \"maxTerm == 77\", ");
    std::ofstream(own("welcome")) << text;
    execute(cmd::OpenFile{own("welcome")});
    execute(cmd::AuthorMove{Kind::Verify});
    verify();
    EXPECT_EQ(studio().authors().verifyScene().state, studio::VerifyScene::State::Wrong);
    EXPECT_TRUE(reads("Not as the lesson says"));
    EXPECT_TRUE(reads("77"));
    EXPECT_TRUE(has("verify.again"));
}

TEST_F(AuthorPanels, ErrorsOfTheFileStandBesideTheLesson) {
    fs::copy(std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/welcome.lesson.json", own("welcome"));
    execute(cmd::OpenFile{own("welcome")});
    draw();
    EXPECT_FALSE(has("fileErrors.close"));
    std::ofstream(own("welcome"), std::ios::app) << "}";
    studio().authors().watchFiles();
    draw();
    ASSERT_TRUE(has("fileErrors.close"));
    EXPECT_TRUE(reads("welcome.lesson.json:"));
    sizes_ = {{1280, 720, 100}, {1024, 768, 100}};
    expectClean("errors of a file");
    execute(cmd::SetLanguage{studio::Language::English});
    resize(1600, 900);
    draw();
    clickOn("fileErrors.close");
    carryOut();
    EXPECT_FALSE(has("fileErrors.close"));
    EXPECT_NE(studio().document().lesson(), nullptr);
}

TEST_F(AuthorPanels, FilesOfOnesOwnThatCannotBeReadAreNamedInTheList) {
    std::ofstream(own("bad")) << "{";
    execute(cmd::Show{Dialog::Lessons});
    draw();
    EXPECT_FALSE(studio().authors().ownLessonErrors().empty());
}

}  // namespace
}  // namespace gui
