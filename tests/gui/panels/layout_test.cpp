// Nothing is clipped and nothing overlaps, whatever the window is like and whatever the cluster does.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using raft::NodeId;

/// Smaller and larger than the usual, too.
class Layouts : public LayoutChecks {
protected:
    Layouts() { sizes_.insert(sizes_.end(), {{1024, 768, 75}, {1440, 900, 200}, {1024, 768, 300}}); }
};

TEST_F(Layouts, TheWelcomeIsClean) {
    execute(cmd::OpenLesson{"welcome"});
    expectClean("the first step");
    for (int i = 0; i < 100 && !studio().caption().doors; ++i) studio().execute(cmd::NextLessonStep{});
    studio().execute(cmd::SetTool{studio::Tool::Point});
    expectClean("the doors");
}

TEST_F(Layouts, ALeaderWithALogIsClean) {
    runTo(800);
    send(5);
    expectClean("a leader with a log");
    execute(cmd::Select{raft::cellRef(NodeId(1), 2)});
    expectClean("a selected entry");
}

TEST_F(Layouts, DrawersAreClean) {
    runTo(800);
    send(3);
    execute(cmd::SeekTime{raft::SimTime::fromMs(300)});
    execute(cmd::ToggleCrash{NodeId(1)});
    studio().execute(cmd::AddBookmark{"a moment with a name that is far too long for the place that it has"});
    studio().execute(cmd::PlayPause{});
    execute(cmd::ToggleDrawer{studio::Drawer::Feed});
    expectClean("the feed");
    execute(cmd::ToggleDrawer{studio::Drawer::Places});
    expectClean("branches and bookmarks");
    execute(cmd::Show{studio::Dialog::GoTo});
    expectClean("go to");
}

TEST_F(Layouts, EventsAndEntriesAreExplainedCleanlyAndSeenAsAServer) {
    runTo(800);
    send(2);
    const raft::EventId last = studio::lastEventOf(history());
    for (const std::uint32_t back : {0u, 7u, 20u, 33u}) {
        execute(cmd::JumpTo{last - back});
        expectClean("event " + std::to_string(last.value - back));
    }
    execute(cmd::SeekTime{history().endTime()});
    execute(cmd::Select{raft::cellRef(NodeId(0), 1)});
    expectClean("the life of an entry");
    execute(cmd::SelectServer{2});
    execute(cmd::CycleSeeAs{});
    expectClean("seen as S2");
    execute(cmd::SelectServer{4});
    expectClean("S4, seen as S2");
}

TEST_F(Layouts, AnElectionIsClean) {
    for (const int ms : {170, 190, 230}) {
        runTo(ms);
        expectClean("an election at " + std::to_string(ms) + " ms");
    }
}

TEST_F(Layouts, CutLinksAndADeadServerAreClean) {
    runTo(500);
    execute(cmd::CutLinks{{{NodeId(0), NodeId(1)}, {NodeId(2), NodeId(3)}}, false});
    execute(cmd::ToggleCrash{NodeId(4)});
    execute(cmd::Select{raft::nodeRef(NodeId(4))});
    runTo(900);
    expectClean("cut links and a dead server");
}

TEST_F(Layouts, AViolationIsCleanAndOpensItself) {
    raft::ClusterConfig config = clusterOf(4);
    config.timers = raft::Timers::Manual;
    config.rules.quorum = raft::QuorumRule::Half;
    open(config);
    execute(cmd::CutLinks{
        {{NodeId(0), NodeId(2)}, {NodeId(0), NodeId(3)}, {NodeId(1), NodeId(2)}, {NodeId(1), NodeId(3)}}, false});
    execute(cmd::FireTimeout{NodeId(0)});
    execute(cmd::FireTimeout{NodeId(2)});
    draw();
    ASSERT_TRUE(workspace().view().violations.empty());
    EXPECT_FALSE(workspace().state().propertiesOpen);
    runTo(60);
    draw();
    ASSERT_FALSE(workspace().view().violations.empty());
    EXPECT_TRUE(workspace().state().propertiesOpen);
    expectClean("two leaders in one term");
}

/// Where one picture stands on a stage, Why opens for a violation and makes room again once that is taken back.
TEST_F(Layouts, AViolationThatIsTakenBackLeavesTheStage) {
    resize(1024, 768);
    raft::ClusterConfig config = clusterOf(4);
    config.timers = raft::Timers::Manual;
    config.rules.quorum = raft::QuorumRule::Half;
    open(config);
    draw();
    const auto before = workspace().state().stage;
    execute(cmd::CutLinks{
        {{NodeId(0), NodeId(2)}, {NodeId(0), NodeId(3)}, {NodeId(1), NodeId(2)}, {NodeId(1), NodeId(3)}}, false});
    execute(cmd::FireTimeout{NodeId(0)});
    execute(cmd::FireTimeout{NodeId(2)});
    runTo(60);
    draw();
    ASSERT_FALSE(workspace().view().violations.empty());
    ASSERT_NE(workspace().state().stage, before);
    execute(cmd::Home{});
    draw();
    ASSERT_TRUE(workspace().view().violations.empty());
    EXPECT_EQ(workspace().state().stage, before);
}

TEST_F(Layouts, LongLogsAreClean) {
    runTo(800);
    send(60);
    ASSERT_GE(history().time(), raft::SimTime::fromMs(3000));
    expectClean("long logs");
}

TEST_F(Layouts, SevenServersAreClean) {
    open(clusterOf(7));
    runTo(700);
    send(3);
    expectClean("seven servers");
}

TEST_F(Layouts, ManyBranchesAreClean) {
    runTo(600);
    for (int i = 0; i < 6; ++i) {
        execute(cmd::SeekTime{raft::SimTime::fromMs(100 + 20 * i)});
        execute(cmd::ToggleCrash{NodeId(static_cast<std::uint8_t>(i % 5))});
        execute(cmd::SwitchBranch{0});
    }
    expectClean("many branches");
}

TEST_F(Layouts, TheDialogsAreClean) {
    for (const studio::Dialog dialog :
         {studio::Dialog::Lessons, studio::Dialog::NewCluster, studio::Dialog::Teach, studio::Dialog::Keys,
          studio::Dialog::Open, studio::Dialog::Save, studio::Dialog::Find, studio::Dialog::Predictions,
          studio::Dialog::ExportProgress, studio::Dialog::ImportProgress, studio::Dialog::ResetProgress,
          studio::Dialog::Rules}) {
        execute(cmd::Show{dialog});
        expectClean("dialog " + std::to_string(static_cast<int>(dialog)));
    }
}

TEST_F(Layouts, ALessonThatShowsTheRingAloneIsCleanWithACardOnIt) {
    std::ifstream file(std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/welcome.lesson.json");
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::string panels = R"(["ring", "logs", "time"])";
    ASSERT_NE(text.find(panels), std::string::npos);
    text.replace(text.find(panels), panels.size(), R"(["ring"])");
    const std::string path = std::string(RAFTLAB_BINARY_DIR) + "/ring-alone.lesson.json";
    std::ofstream(path) << text;
    execute(cmd::OpenFile{path});
    draw();
    EXPECT_TRUE(workspace().layout().logs.empty());
    EXPECT_TRUE(workspace().layout().time.empty());
    expectClean("the ring alone");
    execute(cmd::Select{raft::nodeRef(NodeId(1))});
    expectClean("the ring with a card");
}

TEST_F(Layouts, InARoomyWindowNoButtonIsShortened) {
    execute(cmd::OpenLesson{"welcome"});
    for (const bool away : {false, true}) {
        if (away) execute(cmd::ToggleCrash{NodeId(4)});
        for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
            execute(cmd::SetLanguage{language});
            for (const WindowSize& size : {WindowSize{1280, 720, 100}, WindowSize{1920, 1080, 100}}) {
                resize(size.width, size.height);
                draw();
                for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
                    EXPECT_FALSE(text.shortened) << text.text;
                }
            }
        }
    }
}

TEST_F(Layouts, NoLogIsMissingWhereTheFeedCanGiveWay) {
    resize(1280, 720);
    execute(cmd::OpenLesson{"who-can-win"});
    for (int i = 0; i < 20 && !studio().futureIsHidden(); ++i) studio().execute(cmd::NextLessonStep{});
    ASSERT_TRUE(studio().futureIsHidden()) << "no question";
    draw();
    draw();
    const auto seenInLogs = [this](std::string_view name) {
        const std::vector<FrameRecord::TextSpot>& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const FrameRecord::TextSpot& spot) {
            return spot.text == name && workspace().layout().logs.contains(spot.box.from());
        });
    };
    for (const char* name : {"S1", "S2", "S3", "S4", "S5"}) EXPECT_TRUE(seenInLogs(name)) << name;
    EXPECT_TRUE(workspace().layout().why.empty());
    // What was asked for is explained all the same.
    execute(cmd::Select{raft::nodeRef(NodeId(1))});
    draw();
    EXPECT_FALSE(workspace().layout().why.empty());
}

TEST_F(Layouts, PresentingIsClean) {
    execute(cmd::OpenLesson{"welcome"});
    for (int i = 0; i < 3; ++i) studio().execute(cmd::NextLessonStep{});
    execute(cmd::TogglePresent{});
    expectClean("presenting");
    execute(cmd::ToggleImprovise{});
    execute(cmd::ToggleNotes{});
    expectClean("improvising, with notes");
    execute(cmd::Show{studio::Dialog::GoToStep});
    expectClean("going to a step");
}

TEST_F(Layouts, ExploringIsClean) {
    execute(cmd::SetPreset{studio::Preset::Explore});
    runTo(800);
    send(4);
    expectClean("exploring");
}

TEST_F(Layouts, TheMenuOfTheTitleBarIsClean) {
    execute(cmd::OpenLesson{"welcome"});
    draw();
    clickOn("title.more");
    expectClean("the menu");
}

TEST_F(Layouts, DraggedSplittersAreClean) {
    runTo(800);
    send(3);
    for (const int permille : {studio::kSplitMin, studio::kSplitMax}) {
        for (std::size_t split = 0; split < studio::kSplitCount; ++split) {
            execute(cmd::SetSplit{static_cast<studio::Split>(split), permille});
        }
        expectClean("splitters at " + std::to_string(permille));
    }
}

TEST_F(Layouts, ASmallWindowShowsOnePictureOnAStage) {
    resize(1024, 768);
    runTo(500);
    draw();
    EXPECT_TRUE(workspace().layout().compact);
    EXPECT_NE(workspace().record().find("node.S1"), nullptr);
    EXPECT_EQ(workspace().record().find("logs"), nullptr);
    clickOn("stage.logs");
    EXPECT_NE(workspace().record().find("logs"), nullptr);
    EXPECT_EQ(workspace().record().find("node.S1"), nullptr);
    resize(1600, 900);
    draw();
    EXPECT_FALSE(workspace().layout().compact);
    EXPECT_NE(workspace().record().find("logs"), nullptr);
    EXPECT_NE(workspace().record().find("node.S1"), nullptr);
}

TEST_F(Layouts, APausedWindowDrawsTheSameTwice) {
    runTo(500);
    draw();
    const std::size_t texts = workspace().record().texts().size();
    const raft::SimTime from = workspace().state().timeFrom;
    draw();
    EXPECT_EQ(workspace().record().texts().size(), texts);
    EXPECT_EQ(workspace().state().timeFrom, from);
}

}  // namespace
}  // namespace gui
