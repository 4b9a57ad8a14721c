#include "app/studio/journal.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "raft/trace/file_io.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with the test.
class JournalTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("raftlab-journal-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string folder() const { return folder_.string(); }
    std::size_t fileCount() const {
        if (!fs::exists(folder_)) return 0;
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }
    /// A program that writes `text` and is killed. Its process ends without a destructor, as kill -9 does it.
    void leaveBehind(const std::string& text) const {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            Journal journal(folder());
            journal.write(text);
            journal.flush();
            ::_exit(0);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
    }
    std::unique_ptr<Studio> studioHere() const {
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
        options.stateDir = folder();
        return std::make_unique<Studio>(options);
    }

private:
    fs::path folder_;
};

TEST_F(JournalTest, WhatAKilledProgramHasWrittenIsFound) {
    leaveBehind("a run");
    Journal journal(folder());
    const std::string left = journal.findLeft();
    ASSERT_NE(left, "");
    EXPECT_EQ(raft::readFile(left, 100).value(), "a run");
    journal.removeLeft();
    EXPECT_EQ(Journal(folder()).findLeft(), "");
}

TEST_F(JournalTest, NothingIsFoundAfterAGoodbye) {
    {
        Journal journal(folder());
        journal.write("a run");
        journal.clear();
    }
    EXPECT_EQ(Journal(folder()).findLeft(), "");
    EXPECT_EQ(fileCount(), 0u);
}

TEST_F(JournalTest, AProgramThatStillRunsKeepsItsOwn) {
    Journal running(folder());
    running.write("still at it");
    running.flush();
    Journal other(folder());
    EXPECT_EQ(other.findLeft(), "");
    running.write("and again");
    running.flush();
    EXPECT_EQ(other.findLeft(), "");
}

TEST_F(JournalTest, OnlyOneProgramOffersWhatWasLeft) {
    leaveBehind("a run");
    Journal first(folder());
    Journal second(folder());
    EXPECT_NE(first.findLeft(), "");
    EXPECT_EQ(second.findLeft(), "");
}

TEST_F(JournalTest, WhatIsNotAnsweredIsOfferedAgain) {
    leaveBehind("a run");
    EXPECT_NE(Journal(folder()).findLeft(), "");
    EXPECT_NE(Journal(folder()).findLeft(), "");
}

TEST_F(JournalTest, AFolderThatCannotBeWrittenToKeepsNothing) {
    Journal journal("/proc/raftlab");
    journal.write("a run");
    journal.flush();
    EXPECT_EQ(journal.findLeft(), "");
}

TEST_F(JournalTest, ACrashedRunComesBackAsItWas) {
    std::string left;
    {
        auto studio = studioHere();
        studio->execute(cmd::NewCluster{quietConfig()});
        studio->execute(cmd::FireTimeout{raft::NodeId(0)});
        studio->execute(cmd::ToggleCrash{raft::NodeId(2)});
        // What the window does at each frame; the copy is taken while the program runs.
        studio->update(0);
        for (int i = 0; i < 500 && left.empty(); ++i) {
            const auto text = raft::readFile(folder() + "/journal-1.session.json", 1 << 20);
            if (text.ok() && text.value().find("crash") != std::string::npos) left = text.value();
            if (left.empty()) ::usleep(10'000);
        }
        ASSERT_NE(left, "");
    }
    EXPECT_EQ(fileCount(), 0u);  // It was left on purpose.
    leaveBehind(left);

    auto studio = studioHere();
    studio->offerRecovery();
    ASSERT_EQ(studio->dialog(), Dialog::Recover);
    studio->execute(cmd::RecoverRun{});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    EXPECT_EQ(studio->document().history().actions().size(), 2u);
    EXPECT_FALSE(studio->document().history().world().cluster().machine(raft::NodeId(2)).up);
    EXPECT_TRUE(studio->hasUnsavedWork());
    EXPECT_EQ(studio->document().path(), "");
}

TEST_F(JournalTest, WhatIsThrownAwayIsNotOfferedAgain) {
    leaveBehind("a run");
    auto studio = studioHere();
    studio->offerRecovery();
    studio->execute(cmd::ForgetRecovered{});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    EXPECT_EQ(Journal(folder()).findLeft(), "");
}

TEST_F(JournalTest, ABrokenCopyIsSaidAndKept) {
    leaveBehind("{ this is no session");
    {
        auto studio = studioHere();
        studio->offerRecovery();
        studio->execute(cmd::RecoverRun{});
        EXPECT_FALSE(studio->notice().empty());
        EXPECT_FALSE(studio->noticeDetails().empty());
    }
    EXPECT_NE(Journal(folder()).findLeft(), "");
}

}  // namespace
}  // namespace studio
