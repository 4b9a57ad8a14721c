// The feed, the tree of branches, the bookmarks, the field that goes to a moment, and the eyes of one server.

#include <algorithm>
#include <string>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

using raft::NodeId;
namespace cmd = studio::cmd;

class Drawers : public WorkspaceTest {
protected:
    bool shows(std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(),
                           [text](const auto& spot) { return spot.text.find(text) != std::string::npos; });
    }
    int countOf(std::string_view prefix) {
        const auto& clicks = workspace().record().clicks();
        return static_cast<int>(std::count_if(clicks.begin(), clicks.end(), [prefix](const auto& spot) {
            return std::string_view(spot.id).substr(0, prefix.size()) == prefix;
        }));
    }
    /// Frames until what grows from frame to frame is there.
    void settle() {
        for (int i = 0; i < 20; ++i) carryOut();
    }
};

TEST_F(Drawers, AClickOnAnEventJumpsThereAndMarksItEverywhere) {
    runTo(600);
    execute(cmd::Send{});
    runTo(900);
    press(Key::E);
    settle();
    ASSERT_EQ(studio().drawer(), studio::Drawer::Feed);
    clickOn("feed.topic.3");  // Logs.
    settle();
    ASSERT_GT(countOf("event."), 2);
    clickOn("event.1");
    const auto jumps = asked<cmd::JumpTo>();
    ASSERT_EQ(jumps.size(), 1u);
    carryOut();
    EXPECT_EQ(studio().document().selection(), raft::eventRef(jumps[0].event));
    EXPECT_EQ(history().step(), history().stepOfEvent(jumps[0].event));
    EXPECT_FALSE(studio().explanation().empty()) << "Why tells of it";
    const std::vector<raft::Ref>& marks = studio().marks();
    EXPECT_TRUE(std::any_of(marks.begin(), marks.end(), [](raft::Ref r) { return r.kind == raft::RefKind::Node; }));
    EXPECT_TRUE(std::any_of(marks.begin(), marks.end(), [](raft::Ref r) { return r.kind == raft::RefKind::Cell; }));
}

TEST_F(Drawers, TheFeedIsFilteredByWordsAndByServer) {
    runTo(1500);
    execute(cmd::ToggleDrawer{studio::Drawer::Feed});
    settle();
    const int all = countOf("event.");
    ASSERT_GT(all, 5);
    clickOn("##feed.search");
    ui().type("became leader");
    draw();
    settle();
    EXPECT_LT(countOf("event."), all);
    EXPECT_TRUE(shows("became leader"));
    EXPECT_TRUE(studio().commands().pending().empty()) << "the field keeps its letters";
    press(Key::Escape);
    clickOn("feed.of.S2");
    settle();
    EXPECT_EQ(workspace().state().feedFilter.server, NodeId(1));
}

TEST_F(Drawers, ScrollingALongRunDrawsOnlyWhatIsSeen) {
    runTo(20'000);
    execute(cmd::ToggleDrawer{studio::Drawer::Feed});
    draw();
    clickOn("feed.topic.6");  // Messages: thousands.
    settle();
    EXPECT_GT(studio().filteredFeed(workspace().state().feedFilter).size(), 1000u);
    EXPECT_LT(countOf("event."), 40);
    const ImVec2 knob = middleOf("feed.knob");
    const double before = workspace().state().feedTop;
    drag(knob, ImVec2(knob.x, knob.y - 150));
    settle();
    EXPECT_NE(workspace().state().feedTop, before);
}

TEST_F(Drawers, TheTreeSwitchesRenamesAndShowsWhereOneIs) {
    runTo(600);
    execute(cmd::SeekTime{raft::SimTime::fromMs(100)});
    execute(cmd::ToggleCrash{NodeId(2)});
    draw();
    clickOn("branches");
    carryOut();
    ASSERT_EQ(studio().drawer(), studio::Drawer::Places);
    draw();
    EXPECT_TRUE(shows("crash S3"));
    pointAt("branch.1");
    clickOn("branch.1.rename");
    carryOut();
    ui().tap(Key::A, kModCtrl);
    ui().type("a quiet place");
    draw();
    press(Key::Enter);
    const auto renames = asked<cmd::RenameBranch>();
    ASSERT_EQ(renames.size(), 1u);
    EXPECT_EQ(renames[0].line, 1);
    EXPECT_EQ(renames[0].name, "a quiet place");
    carryOut();
    EXPECT_EQ(studio().branchName(1), "a quiet place");
    clickOn("branch.0");
    ASSERT_EQ(asked<cmd::SwitchBranch>().size(), 1u);
}

TEST_F(Drawers, ABookmarkIsSetFollowedAndRemoved) {
    runTo(300);
    execute(cmd::ToggleDrawer{studio::Drawer::Places});
    draw();
    clickOn("places.add");
    carryOut();
    ASSERT_EQ(studio().document().bookmarks().size(), 1u);
    execute(cmd::Home{});
    draw();
    clickOn("bookmark.0");
    ASSERT_EQ(asked<cmd::GoToBookmark>().size(), 1u);
    carryOut();
    EXPECT_EQ(history().time(), studio().document().bookmarks()[0].place.time);
    pointAt("bookmark.0");
    clickOn("bookmark.0.remove");
    carryOut();
    EXPECT_TRUE(studio().document().bookmarks().empty());
}

TEST_F(Drawers, GoToSaysWhatIsWrongWhileOneWrites) {
    runTo(300);
    press(Key::G, kModCtrl);
    carryOut();
    ASSERT_EQ(studio().dialog(), studio::Dialog::GoTo);
    carryOut();
    const auto problem = [](std::string_view key) { return studio::tr(key, studio::Language::English); };
    EXPECT_TRUE(shows(problem("why.goToEmpty").substr(0, 20)));
    ui().type("soon");
    draw();
    EXPECT_TRUE(shows("Neither a time nor an event"));
    clickOn("dialog.do");
    EXPECT_TRUE(asked<cmd::GoTo>().empty()) << "nowhere to go";
    clickOn("##goTo");
    ui().tap(Key::A, kModCtrl);
    ui().type("120");
    draw();
    press(Key::Enter);
    ASSERT_FALSE(asked<cmd::GoTo>().empty());
    carryOut();
    EXPECT_EQ(history().time(), raft::SimTime::fromMs(120));
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
}

TEST_F(Drawers, SeenAsAServerTheWindowHidesWhatOnlyWeKnow) {
    runTo(600);
    execute(cmd::Send{});
    runTo(900);
    draw();
    EXPECT_NE(workspace().record().find("shield"), nullptr);
    const std::string bracket(studio::tr("picture.committedSeenByUs", studio::Language::English));
    execute(cmd::SelectServer{3});
    press(Key::V);
    carryOut();
    draw();
    ASSERT_EQ(studio().seenAs(), NodeId(2));
    EXPECT_TRUE(shows("Seen as S3"));
    EXPECT_EQ(workspace().record().find("shield"), nullptr);
    EXPECT_FALSE(shows(bracket));
    EXPECT_TRUE(workspace().view().messages.empty());
    clickOn("seeAs.end");
    carryOut();
    EXPECT_EQ(studio().seenAs(), raft::kNoNode);
}

TEST_F(Drawers, ALinkOfTheChainUnfoldsAndJumps) {
    runTo(600);
    const auto leader = history().world().cluster().leaderOfHighestTerm();
    ASSERT_TRUE(leader.has_value());
    execute(cmd::SelectServer{leader->value + 1});
    draw();
    ASSERT_FALSE(studio().explanation().causes.empty());
    clickOn("why.open.0");
    draw();
    EXPECT_EQ(workspace().state().whyOpen.size(), 1u);
    clickOn("why.open.0");
    draw();
    EXPECT_TRUE(workspace().state().whyOpen.empty());
    clickOn("why.cause.0");
    EXPECT_EQ(asked<cmd::JumpTo>().size(), 1u);
}

}  // namespace
}  // namespace gui
