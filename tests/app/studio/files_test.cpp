// Saving, leaving and the files of the last days.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "raft/trace/file_io.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("raftlab-files-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string file(const std::string& name) const { return (folder_ / name).string(); }
    static std::unique_ptr<Studio> changedSandbox() {
        auto studio = quietSandbox();
        studio->execute(cmd::ToggleCrash{raft::NodeId(2)});
        EXPECT_TRUE(studio->hasUnsavedWork());
        return studio;
    }
    static std::size_t serverCount(const Studio& studio) {
        return studio.document().history().world().cluster().config().servers.size();
    }

private:
    fs::path folder_;
};

TEST_F(Files, SaveAsksForANameOnlyOnce) {
    auto studio = changedSandbox();
    studio->execute(cmd::Save{});
    ASSERT_EQ(studio->dialog(), Dialog::Save);
    studio->execute(cmd::SaveFile{file("a.session.json")});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    EXPECT_FALSE(studio->hasUnsavedWork());
    const std::string first = raft::readFile(file("a.session.json"), 1 << 20).value();
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    studio->execute(cmd::Save{});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    EXPECT_NE(raft::readFile(file("a.session.json"), 1 << 20).value(), first);
}

TEST_F(Files, AnotherFileIsReplacedOnlyWhenThatIsWanted) {
    ASSERT_TRUE(raft::writeFileAtomically(file("theirs"), "precious").ok());
    auto studio = changedSandbox();
    studio->execute(cmd::SaveFile{file("theirs")});
    ASSERT_EQ(studio->dialog(), Dialog::Overwrite);
    studio->execute(cmd::Escape{});
    EXPECT_EQ(raft::readFile(file("theirs"), 100).value(), "precious");
    EXPECT_TRUE(studio->hasUnsavedWork());

    studio->execute(cmd::SaveFile{file("theirs")});
    studio->execute(cmd::ReplaceFile{});
    EXPECT_NE(raft::readFile(file("theirs"), 1 << 20).value(), "precious");
    EXPECT_FALSE(studio->hasUnsavedWork());
}

TEST_F(Files, LeavingAnUnsavedRunAsksFirst) {
    const Command ways[] = {cmd::OpenSandbox{}, cmd::OpenLesson{"welcome"}, cmd::Quit{},
                            cmd::NewCluster{raft::ClusterConfig{}}};
    for (const Command& way : ways) {
        auto studio = changedSandbox();
        studio->execute(way);
        EXPECT_EQ(studio->dialog(), Dialog::Unsaved);
        EXPECT_FALSE(studio->wantsQuit());
        EXPECT_EQ(serverCount(*studio), 3u);
        EXPECT_EQ(studio->document().lesson(), nullptr);
        studio->execute(cmd::LeaveUnsaved{});
        const bool left = studio->wantsQuit() || studio->document().lesson() != nullptr || serverCount(*studio) == 5;
        EXPECT_TRUE(left);
        EXPECT_EQ(studio->dialog(), Dialog::None);
    }
}

TEST_F(Files, NothingIsAskedWhereNothingWouldBeLost) {
    auto untouched = quietSandbox();
    untouched->execute(cmd::OpenSandbox{});
    EXPECT_EQ(untouched->dialog(), Dialog::None);
    EXPECT_EQ(serverCount(*untouched), 5u);

    auto lesson = welcome();
    lesson->execute(cmd::ToggleCrash{raft::NodeId(0)});
    lesson->execute(cmd::OpenSandbox{});
    EXPECT_EQ(lesson->dialog(), Dialog::None);
    EXPECT_EQ(lesson->document().lesson(), nullptr);
}

/// What somebody tried in a lesson is not asked about, and not lost.
TEST_F(Files, WhatWasTriedInALessonIsKeptWhenItIsLeft) {
    StudioOptions options;
    options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
    options.stateDir = file("state");
    for (const bool acts : {false, true}) {
        Studio studio(options);
        studio.execute(cmd::OpenLesson{"welcome"});
        if (acts) studio.execute(cmd::ToggleCrash{raft::NodeId(0)});
        studio.execute(cmd::OpenSandbox{});
        EXPECT_EQ(studio.dialog(), Dialog::None);
        const std::string kept = options.stateDir + "/welcome.session.json";
        EXPECT_EQ(fs::exists(kept), acts) << "a lesson that was only watched is at hand as it is";
        EXPECT_EQ(studio.notice().empty(), !acts);
        EXPECT_EQ(studio.settings().recentFiles.size(), acts ? 1u : 0u);
        if (!acts) continue;
        studio.execute(cmd::OpenFile{kept});
        EXPECT_EQ(studio.notice(), "");
        const raft::History& history = studio.document().history();
        ASSERT_GT(history.lineCount(), 1);
        studio.execute(cmd::SwitchBranch{1});
        EXPECT_FALSE(history.world().cluster().machine(raft::NodeId(0)).up) << "the attempt is there";
    }
}

TEST_F(Files, StayingForgetsWhatWasToBeDone) {
    auto studio = changedSandbox();
    studio->execute(cmd::Quit{});
    studio->execute(cmd::Escape{});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    studio->execute(cmd::SaveFile{file("later.session.json")});
    EXPECT_FALSE(studio->wantsQuit());
}

TEST_F(Files, SavingFirstThenLeaves) {
    auto studio = changedSandbox();
    studio->execute(cmd::Quit{});
    studio->execute(cmd::SaveAndLeave{});
    ASSERT_EQ(studio->dialog(), Dialog::Save);
    studio->execute(cmd::SaveFile{file("kept.session.json")});
    EXPECT_TRUE(studio->wantsQuit());
    EXPECT_TRUE(fs::exists(file("kept.session.json")));
}

TEST_F(Files, WhatCannotBeSavedIsNotLeft) {
    auto studio = changedSandbox();
    studio->execute(cmd::Quit{});
    studio->execute(cmd::SaveAndLeave{});
    studio->execute(cmd::SaveFile{file("no/such/folder/kept.session.json")});
    EXPECT_FALSE(studio->wantsQuit());
    EXPECT_TRUE(studio->hasUnsavedWork());
    EXPECT_FALSE(studio->notice().empty());
}

TEST_F(Files, TheLastFilesAreRememberedNewestFirst) {
    auto studio = changedSandbox();
    studio->execute(cmd::SaveFile{file("one.session.json")});
    studio->execute(cmd::SaveFile{file("two.session.json")});
    studio->execute(cmd::OpenFile{file("one.session.json")});
    ASSERT_EQ(studio->settings().recentFiles.size(), 2u);
    EXPECT_EQ(studio->settings().recentFiles[0], file("one.session.json"));
    studio->execute(cmd::OpenFile{file("missing.session.json")});
    EXPECT_EQ(studio->settings().recentFiles.size(), 2u);
    for (int i = 0; i < 12; ++i) studio->execute(cmd::SaveFile{file("many" + std::to_string(i) + ".session.json")});
    EXPECT_EQ(studio->settings().recentFiles.size(), kRecentFilesMax);
}

TEST_F(Files, AnswersCountOnlyWhereSomethingWasAsked) {
    for (const Command& answer :
         {Command(cmd::LeaveUnsaved{}), Command(cmd::SaveAndLeave{}), Command(cmd::ReplaceFile{}),
          Command(cmd::RecoverRun{}), Command(cmd::ForgetRecovered{})}) {
        auto studio = changedSandbox();
        studio->execute(answer);
        EXPECT_FALSE(studio->notice().empty());
        EXPECT_TRUE(studio->hasUnsavedWork());
    }
}

}  // namespace
}  // namespace studio
