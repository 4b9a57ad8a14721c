#include "app/studio/bookmarks.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

std::string scratchFile(const std::string& name) {
    const std::filesystem::path folder = std::filesystem::path(RAFTLAB_BINARY_DIR) / "bookmarks_test";
    std::filesystem::create_directories(folder);
    return (folder / name).string();
}

TEST(Bookmarks, AreSetNamedFollowedAndRemoved) {
    auto studio = ledSandbox();
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(10)});
    const Place there = studio->document().place();
    studio->execute(cmd::AddBookmark{});
    ASSERT_EQ(studio->document().bookmarks().size(), 1u);
    EXPECT_EQ(studio->document().bookmarks()[0].name, "10 ms");
    EXPECT_TRUE(studio->document().isModified());
    studio->execute(cmd::RenameBookmark{0, "the vote"});
    EXPECT_EQ(studio->document().bookmarks()[0].name, "the vote");
    studio->execute(cmd::Home{});
    studio->execute(cmd::GoToBookmark{0});
    EXPECT_EQ(studio->document().place(), there);
    EXPECT_TRUE(studio->whyNot(cmd::RenameBookmark{0, ""}).has_value());
    EXPECT_TRUE(studio->whyNot(cmd::GoToBookmark{1}).has_value());
    EXPECT_TRUE(studio->whyNot(cmd::RemoveBookmark{-1}).has_value());
    studio->execute(cmd::RemoveBookmark{0});
    EXPECT_TRUE(studio->document().bookmarks().empty());
}

TEST(Bookmarks, OnALineThatWasUndoneSayThatTheyAreGone) {
    auto studio = ledSandbox();
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(10)});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    ASSERT_EQ(studio->document().history().line(), 1);
    studio->execute(cmd::AddBookmark{"after the crash"});
    EXPECT_FALSE(studio->whyNot(cmd::GoToBookmark{0}).has_value());
    studio->execute(cmd::Undo{});
    EXPECT_TRUE(studio->whyNot(cmd::GoToBookmark{0}).has_value());
    EXPECT_TRUE(savedBookmarks(studio->document()).empty());
}

TEST(Bookmarks, OfARunThatWentOnOtherwiseLeadToTheirTime) {
    auto studio = quietSandbox();
    const auto vote = [&studio] {
        studio->execute(cmd::FireTimeout{raft::NodeId(0)});
        if (!studio->playback().isPlaying()) studio->execute(cmd::PlayPause{});
        for (int i = 0; i < 100; ++i) studio->update(0.05);
        studio->execute(cmd::PlayPause{});
    };
    vote();
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(25)});
    const Place there = studio->document().place();
    studio->execute(cmd::AddBookmark{});
    studio->execute(cmd::Undo{});
    const raft::SimTime slow = raft::SimTime::fromMs(60);
    studio->execute(cmd::SetLatency{
        {{raft::NodeId(0), raft::NodeId(1)}, {raft::NodeId(0), raft::NodeId(2)}}, Direction::Both, slow, slow});
    vote();
    const raft::History& history = studio->document().history();
    ASSERT_GT(history.end(), there.step);
    ASSERT_GT(history.record(there.step).time, there.time) << "the step of this number comes later now";
    studio->execute(cmd::GoToBookmark{0});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(history.time(), there.time);
    EXPECT_LT(history.step(), there.step);
}

TEST(Bookmarks, AndBranchesComeBackWithTheFile) {
    const std::string path = scratchFile("places.session.json");
    auto studio = ledSandbox();
    const raft::SimTime end = studio->document().history().endTime();
    studio->execute(cmd::AddBookmark{"elected"});
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(10)});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    studio->execute(cmd::RenameBranch{1, "without S2"});
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::AddBookmark{"crashed"});
    const Place crashed = studio->document().place();
    EXPECT_TRUE(studio->whyNot(cmd::RenameBranch{0, "x"}).has_value());
    ASSERT_TRUE(studio->save(path)) << studio->notice();

    auto again = emptyStudio();
    ASSERT_TRUE(again->open(path)) << again->notice();
    EXPECT_EQ(again->branchName(1), "without S2");
    ASSERT_EQ(again->document().bookmarks().size(), 2u);
    EXPECT_EQ(again->document().bookmarks()[0].name, "elected");
    EXPECT_EQ(again->document().place(), crashed) << "the eye is where it was";
    again->execute(cmd::GoToBookmark{0});
    EXPECT_EQ(again->notice(), "");
    EXPECT_EQ(again->document().history().line(), 0);
    EXPECT_TRUE(again->document().history().world().cluster().leaderOfHighestTerm().has_value());
    EXPECT_GE(again->document().history().time(), end);
    again->execute(cmd::GoToBookmark{1});
    EXPECT_EQ(again->document().place(), crashed);
    EXPECT_FALSE(again->document().history().world().cluster().machine(raft::NodeId(1)).up);
}

TEST(Bookmarks, ThatFitNoStepAreLeftOut) {
    auto studio = ledSandbox();
    raft::Session session;
    session.bookmarks.push_back({"between two events of a step", {0, raft::EventId(0), raft::SimTime()}});
    session.bookmarks.push_back({"in another age", {0, raft::EventId(4'000'000'000), raft::SimTime()}});
    Document document{quietConfig()};
    const Place before = document.place();
    EXPECT_EQ(restoreBookmarks(session, document), 2);
    EXPECT_TRUE(document.bookmarks().empty());
    EXPECT_EQ(document.place(), before);
}

}  // namespace
}  // namespace studio
