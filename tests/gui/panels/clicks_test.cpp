// What a mouse and a keyboard ask for: the commands that the panels push, and nothing else.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

using raft::NodeId;
namespace cmd = studio::cmd;

class Clicks : public WorkspaceTest {};

TEST_F(Clicks, AClickOnAServerSelectsIt) {
    draw();
    clickOn("node.S2");
    const auto selects = asked<cmd::Select>();
    ASSERT_EQ(selects.size(), 1u);
    EXPECT_EQ(selects[0].ref, raft::nodeRef(NodeId(1)));
    EXPECT_EQ(studio().commands().pending().size(), 1u);
}

TEST_F(Clicks, AClickBesideEverythingSelectsNothing) {
    execute(cmd::Select{raft::nodeRef(NodeId(0))});
    draw();
    const Area ring = workspace().layout().ring;
    clickAt(ImVec2(ring.right - 30, ring.top + 60));
    const auto selects = asked<cmd::Select>();
    ASSERT_EQ(selects.size(), 1u);
    EXPECT_TRUE(selects[0].ref.empty());
}

TEST_F(Clicks, AServersButtonsComeOutWhenItIsPointedAtAndCrashIt) {
    draw();
    EXPECT_EQ(workspace().record().find("node.crash"), nullptr);
    pointAt("node.S3");
    ASSERT_NE(workspace().record().find("node.crash"), nullptr);
    clickOn("node.crash");
    const auto crashes = asked<cmd::ToggleCrash>();
    ASSERT_EQ(crashes.size(), 1u);
    EXPECT_EQ(crashes[0].server, NodeId(2));
    EXPECT_TRUE(asked<cmd::Select>().empty());
}

TEST_F(Clicks, AServersButtonsGoInAgainWhenTheMouseGoesAway) {
    draw();
    pointAt("node.S3");
    ASSERT_NE(workspace().record().find("node.crash"), nullptr);
    pointAt(ImVec2(workspace().layout().title.left + 5, workspace().layout().title.top + 5));
    EXPECT_EQ(workspace().record().find("node.crash"), nullptr);
}

TEST_F(Clicks, SendOnAServerSendsToThatServer) {
    draw();
    pointAt("node.S4");
    clickOn("node.send");
    const auto sends = asked<cmd::Send>();
    ASSERT_EQ(sends.size(), 1u);
    EXPECT_EQ(sends[0].to, NodeId(3));
    EXPECT_TRUE(sends[0].text.empty());
}

TEST_F(Clicks, MoreOpensTheMenuThatIsolatesAServer) {
    draw();
    pointAt("node.S2");
    clickOn("node.more");
    carryOut();
    ASSERT_NE(workspace().record().find("menu.node.isolate"), nullptr);
    clickOn("menu.node.isolate");
    const auto isolates = asked<cmd::ToggleIsolate>();
    ASSERT_EQ(isolates.size(), 1u);
    EXPECT_EQ(isolates[0].server, NodeId(1));
    carryOut();
    EXPECT_EQ(workspace().record().find("menu.node.isolate"), nullptr);
}

TEST_F(Clicks, TheRightButtonOpensTheSameMenu) {
    draw();
    const ImVec2 at = middleOf("node.S2");
    pointAt(at);
    ui().click(at.x, at.y, 1);
    draw();
    EXPECT_NE(workspace().record().find("menu.node.isolate"), nullptr);
    EXPECT_NE(workspace().record().find("menu.node.crash"), nullptr);
}

TEST_F(Clicks, TheCrashToolCrashesWhatItClicks) {
    draw();
    clickOn("tool.crash");
    ASSERT_EQ(asked<cmd::SetTool>().size(), 1u);
    carryOut();
    ASSERT_EQ(studio().tool(), studio::Tool::Crash);
    clickOn("node.S5");
    const auto crashes = asked<cmd::ToggleCrash>();
    ASSERT_EQ(crashes.size(), 1u);
    EXPECT_EQ(crashes[0].server, NodeId(4));
}

TEST_F(Clicks, WithASelectionTheCrashButtonActsAtOnce) {
    execute(cmd::Select{raft::nodeRef(NodeId(1))});
    draw();
    clickOn("tool.crash");
    const auto crashes = asked<cmd::ToggleCrash>();
    ASSERT_EQ(crashes.size(), 1u);
    EXPECT_EQ(crashes[0].server, NodeId(1));
}

/// The middle of the link between two servers, and a point `away` pixels from there at right angles.
struct Crossing {
    ImVec2 from;
    ImVec2 to;
};
Crossing crossing(ImVec2 a, ImVec2 b) {
    const ImVec2 middle((a.x + b.x) / 2, (a.y + b.y) / 2);
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const ImVec2 side(-(b.y - a.y) / length * 14, (b.x - a.x) / length * 14);
    return {ImVec2(middle.x - side.x, middle.y - side.y), ImVec2(middle.x + side.x, middle.y + side.y)};
}

TEST_F(Clicks, AStrokeCutsExactlyTheLinksItCrosses) {
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    const Crossing stroke = crossing(middleOf("node.S1"), middleOf("node.S2"));
    drag(stroke.from, stroke.to);
    const auto cuts = asked<cmd::CutLinks>();
    ASSERT_EQ(cuts.size(), 1u);
    EXPECT_FALSE(cuts[0].oneWay);
    ASSERT_EQ(cuts[0].links.size(), 1u);
    EXPECT_EQ(cuts[0].links[0], (raft::LinkId{NodeId(0), NodeId(1)}));
}

TEST_F(Clicks, AStrokeAroundAServerPartitionsIt) {
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    // Across everything between S1, at the top, and the rest.
    const ImVec2 top = middleOf("node.S1");
    const ImVec2 left = middleOf("node.S5");
    const ImVec2 right = middleOf("node.S2");
    const float y = top.y + (left.y - top.y) * 0.6F;
    drag(ImVec2(left.x + 30, y), ImVec2(right.x - 30, y));
    const auto cuts = asked<cmd::CutLinks>();
    ASSERT_EQ(cuts.size(), 1u);
    int ofS1 = 0;
    for (const raft::LinkId& link : cuts[0].links) {
        EXPECT_TRUE(link.from == NodeId(0) || link.to == NodeId(0));
        if (!raft::isClient(link.to)) ++ofS1;
    }
    EXPECT_EQ(ofS1, 4);
}

TEST_F(Clicks, AStrokeThroughCutLinksMendsThem) {
    execute(cmd::CutLinks{{{NodeId(0), NodeId(1)}}, false});
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    const Crossing stroke = crossing(middleOf("node.S1"), middleOf("node.S2"));
    drag(stroke.from, stroke.to);
    EXPECT_TRUE(asked<cmd::CutLinks>().empty());
    const auto mends = asked<cmd::MendLinks>();
    ASSERT_EQ(mends.size(), 1u);
    EXPECT_EQ(mends[0].links, (std::vector<raft::LinkId>{{NodeId(0), NodeId(1)}}));
}

TEST_F(Clicks, WithShiftAStrokeCutsOneWayFromItsLeftToItsRight) {
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    const Crossing stroke = crossing(middleOf("node.S1"), middleOf("node.S2"));
    ui().input().keyPressed(Key::LeftShift, kModShift);
    drag(stroke.from, stroke.to);
    drag(stroke.to, stroke.from);
    ui().input().keyReleased(Key::LeftShift);
    const auto cuts = asked<cmd::CutLinks>();
    ASSERT_EQ(cuts.size(), 2u);
    EXPECT_TRUE(cuts[0].oneWay);
    ASSERT_EQ(cuts[0].links.size(), 1u);
    ASSERT_EQ(cuts[1].links.size(), 1u);
    // Drawn the other way round it is the other direction.
    EXPECT_EQ(cuts[0].links[0].from, cuts[1].links[0].to);
    EXPECT_EQ(cuts[0].links[0].to, cuts[1].links[0].from);
}

TEST_F(Clicks, AStrokeThroughNothingAsksForNothing) {
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    const Area ring = workspace().layout().ring;
    drag(ImVec2(ring.right - 60, ring.top + 60), ImVec2(ring.right - 30, ring.top + 90));
    EXPECT_TRUE(studio().commands().pending().empty());
}

TEST_F(Clicks, HealIsThereWhileSomethingIsCut) {
    draw();
    EXPECT_EQ(workspace().record().find("tool.heal"), nullptr);
    execute(cmd::CutLinks{{{NodeId(0), NodeId(1)}}, false});
    draw();
    clickOn("tool.heal");
    EXPECT_EQ(asked<cmd::Heal>().size(), 1u);
}

TEST_F(Clicks, TheBigButtonAsksForWhatItSays) {
    draw();
    clickOn("big");
    EXPECT_EQ(asked<cmd::BigButton>().size(), 1u);
    EXPECT_EQ(studio().commands().pending().size(), 1u);
}

TEST_F(Clicks, ADragThroughTimeSeeksAndPicksNothing) {
    runTo(600);
    draw();
    const Area time = workspace().layout().time;
    drag(ImVec2(time.left + 300, time.middleY()), ImVec2(time.left + 700, time.middleY()));
    const auto seeks = asked<cmd::SeekTime>();
    ASSERT_GE(seeks.size(), 2u);
    EXPECT_LT(seeks.front().time, seeks.back().time);
    EXPECT_TRUE(asked<cmd::Select>().empty());
}

TEST_F(Clicks, TheTransportAsksForItsCommands) {
    runTo(600);
    draw();
    clickOn("transport.back");
    EXPECT_EQ(asked<cmd::StepBack>().size(), 1u);
    clickOn("transport.home");
    EXPECT_EQ(asked<cmd::Home>().size(), 1u);
    clickOn("transport.forward");
    EXPECT_EQ(asked<cmd::StepForward>().size(), 1u);
    clickOn("transport.play");
    EXPECT_EQ(asked<cmd::PlayPause>().size(), 1u);
}

TEST_F(Clicks, WhatIsImpossibleIsGreyAndSaysWhy) {
    execute(cmd::ToggleCrash{NodeId(0)});
    draw();
    pointAt("node.S1");
    pointAt("node.timeOut");
    const FrameRecord::ClickSpot* spot = workspace().record().find("node.timeOut");
    ASSERT_NE(spot, nullptr);
    EXPECT_FALSE(spot->enabled);
    const auto& texts = workspace().record().texts();
    const std::string reason(studio::tr("why.isDown", studio::Language::English));
    EXPECT_TRUE(std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return text.text == reason; }));
    clickOn("node.timeOut");
    EXPECT_TRUE(asked<cmd::FireTimeout>().empty());
}

TEST_F(Clicks, ABranchIsTwoClicksAway) {
    runTo(600);
    execute(cmd::SeekTime{raft::SimTime::fromMs(100)});
    execute(cmd::ToggleCrash{NodeId(2)});
    ASSERT_EQ(history().line(), 1);
    draw();
    clickOn("branches");
    carryOut();
    clickOn("branch.0");
    const auto switches = asked<cmd::SwitchBranch>();
    ASSERT_EQ(switches.size(), 1u);
    EXPECT_EQ(switches[0].line, 0);
}

TEST_F(Clicks, TheDoorsOfTheWelcomeLeadWhereTheySay) {
    execute(cmd::OpenLesson{"welcome"});
    for (int i = 0; i < 100 && !studio().caption().doors; ++i) studio().execute(cmd::NextLessonStep{});
    ASSERT_TRUE(studio().caption().doors);
    draw();
    clickOn("door.learn");
    const auto shows = asked<cmd::Show>();
    ASSERT_EQ(shows.size(), 1u);
    EXPECT_EQ(shows[0].dialog, studio::Dialog::Lessons);
    clickOn("door.play");
    EXPECT_EQ(asked<cmd::OpenSandbox>().size(), 1u);
    clickOn("door.teach");
    EXPECT_EQ(asked<cmd::Show>().back().dialog, studio::Dialog::Teach);
}

TEST_F(Clicks, TheNewClusterDialogCreatesWhatWasChosen) {
    execute(cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("new.servers.7");
    clickOn("new.manual");
    clickOn("new.latency.20");
    clickOn("new.production");
    clickOn("new.session.5");
    clickOn("new.clients.3");
    clickOn("dialog.do");
    const auto created = asked<cmd::NewCluster>();
    ASSERT_EQ(created.size(), 1u);
    EXPECT_EQ(created[0].config.serverCount(), 7);
    EXPECT_EQ(created[0].config.timers, raft::Timers::Manual);
    EXPECT_EQ(created[0].config.latencyMax, raft::SimTime::fromMs(20));
    EXPECT_EQ(created[0].config.profile, raft::Profile::Production);
    EXPECT_EQ(created[0].config.rules, raft::rulesOf(raft::Profile::Production));
    EXPECT_EQ(created[0].config.seed, 1u);
    EXPECT_EQ(created[0].config.sessionTimeout, raft::SimTime::fromMs(5000));
    EXPECT_EQ(created[0].config.clients, (std::vector<std::string>{"c1", "c2", "c3"}));
}

TEST_F(Clicks, ANewClusterHasOneClientUnlessMoreAreWanted) {
    execute(cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("dialog.do");
    const auto created = asked<cmd::NewCluster>();
    ASSERT_EQ(created.size(), 1u);
    EXPECT_EQ(created[0].config.clients, std::vector<std::string>{"c"});
}

TEST_F(Clicks, TheNewClusterDialogLetsNoSessionExpireUnlessAsked) {
    execute(cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("dialog.do");
    ASSERT_EQ(asked<cmd::NewCluster>().size(), 1u);
    EXPECT_EQ(asked<cmd::NewCluster>()[0].config.sessionTimeout, raft::SimTime());
    clickOn("new.session.30");
    clickOn("new.session.0");
    clickOn("dialog.do");
    ASSERT_EQ(asked<cmd::NewCluster>().size(), 2u);
    EXPECT_EQ(asked<cmd::NewCluster>()[1].config.sessionTimeout, raft::SimTime());
}

TEST_F(Clicks, ATextFieldKeepsItsLetters) {
    execute(cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("##new.seed");
    ui().type("23");
    press(Key::X);
    draw();
    EXPECT_TRUE(studio().commands().pending().empty());
    clickOn("dialog.do");
    const auto created = asked<cmd::NewCluster>();
    ASSERT_EQ(created.size(), 1u);
    EXPECT_NE(created[0].config.seed, 1u);
}

TEST_F(Clicks, ACommandOfOnesOwnIsWrittenBesideSend) {
    draw();
    clickOn("tool.write");
    ASSERT_NE(workspace().record().find("##command.text"), nullptr);
    press(Key::A, kModCtrl);
    ui().type("y=42");
    draw();
    clickOn("command.send");
    const auto sends = asked<cmd::Send>();
    ASSERT_EQ(sends.size(), 1u);
    EXPECT_EQ(sends[0].text, "y=42");
    EXPECT_FALSE(sends[0].to.has_value());
    carryOut();
    EXPECT_EQ(workspace().record().find("##command.text"), nullptr);
}

TEST_F(Clicks, WhatIsNoCommandCannotBeSent) {
    draw();
    clickOn("tool.write");
    press(Key::A, kModCtrl);
    ui().type("hello world");
    draw();
    clickOn("command.send");
    EXPECT_TRUE(asked<cmd::Send>().empty());
}

TEST_F(Clicks, BehindADialogNothingIsClicked) {
    draw();
    const ImVec2 server = middleOf("node.S5");
    execute(cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickAt(server);
    EXPECT_TRUE(asked<cmd::Select>().empty());
    EXPECT_EQ(asked<cmd::Escape>().size(), 1u);
}

TEST_F(Clicks, KeysMeanWhatTheTableSays) {
    draw();
    press(Key::X);
    ASSERT_EQ(asked<cmd::SetTool>().size(), 1u);
    EXPECT_EQ(asked<cmd::SetTool>()[0].tool, studio::Tool::Cut);
    press(Key::Left);
    EXPECT_EQ(asked<cmd::StepBack>().size(), 1u);
    press(Key::Left, kModShift);
    EXPECT_EQ(asked<cmd::PreviousInteresting>().size(), 1u);
    press(Key::Space);
    EXPECT_EQ(asked<cmd::BigButton>().size(), 1u);
}

TEST_F(Clicks, WhileADialogIsOpenLettersTouchNothing) {
    execute(cmd::Show{studio::Dialog::Keys});
    draw();
    press(Key::K);
    press(Key::Space);
    EXPECT_TRUE(studio().commands().pending().empty());
    press(Key::Escape);
    EXPECT_EQ(asked<cmd::Escape>().size(), 1u);
}

TEST_F(Clicks, TheTitleBarTurnsTheLanguage) {
    draw();
    clickOn("title.language");
    EXPECT_EQ(asked<cmd::ToggleLanguage>().size(), 1u);
}

TEST_F(Clicks, TheMenuBehindTheTitleBarHasThemesSizesAndFiles) {
    draw();
    clickOn("title.more");
    clickOn("title.projector");
    ASSERT_EQ(asked<cmd::SetTheme>().size(), 1u);
    EXPECT_EQ(asked<cmd::SetTheme>()[0].theme, studio::ThemeName::Projector);
    clickOn("more.larger");
    ASSERT_EQ(asked<cmd::StepScale>().size(), 1u);
    EXPECT_EQ(asked<cmd::StepScale>()[0].by, 1);
    clickOn("preset.explore");
    EXPECT_EQ(asked<cmd::SetPreset>().size(), 1u);
    EXPECT_NE(workspace().record().find("more.open"), nullptr) << "it stays open while one tries looks";
    clickOn("more.open");
    EXPECT_EQ(asked<cmd::Show>().size(), 1u);
    draw();
    EXPECT_EQ(workspace().record().find("more.open"), nullptr) << "a command closes it";
}

TEST_F(Clicks, AMenuClosesByAClickBesideItAndByEscape) {
    draw();
    clickOn("title.more");
    ASSERT_NE(workspace().record().find("more.save"), nullptr);
    press(Key::Escape);
    draw();
    EXPECT_EQ(workspace().record().find("more.save"), nullptr);
    EXPECT_TRUE(asked<cmd::Escape>().empty());
    clickOn("title.more");
    clickAt(ImVec2(workspace().layout().title.left + 5, workspace().layout().title.top + 5));
    draw();
    EXPECT_EQ(workspace().record().find("more.save"), nullptr);
}

TEST_F(Clicks, WhatTheTitleBarHasNoRoomForIsInTheMenu) {
    std::ifstream file(std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/welcome.lesson.json");
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::string title = R"("en": "Welcome")";
    ASSERT_NE(text.find(title), std::string::npos);
    text.replace(text.find(title), title.size(), R"("en": "Welcome to whoever reads names that are much too long")");
    const std::string path = std::string(RAFTLAB_BINARY_DIR) + "/long-name.lesson.json";
    std::ofstream(path) << text;
    execute(cmd::OpenFile{path});
    resize(1024, 1000);
    execute(cmd::SetScale{300});
    draw();
    ASSERT_EQ(workspace().record().find("title.sandbox"), nullptr);
    EXPECT_NE(workspace().record().find("title.language"), nullptr);
    clickOn("title.more");
    EXPECT_NE(workspace().record().find("more.sandbox-here"), nullptr);
    resize(1600, 900);
    execute(cmd::SetScale{100});
    draw();
    EXPECT_NE(workspace().record().find("title.sandbox"), nullptr);
    EXPECT_EQ(workspace().record().find("more.sandbox-here"), nullptr);
}

TEST_F(Clicks, AnythingIsFoundWithTheKeyboardAlone) {
    press(Key::P, kModCtrl);
    carryOut();
    ASSERT_EQ(studio().dialog(), studio::Dialog::Find);
    ui().type("theme");
    draw();
    ASSERT_NE(workspace().record().find("find.theme"), nullptr);
    const std::string first = workspace().record().find("find.theme-light") != nullptr ? "theme-light" : "";
    EXPECT_FALSE(first.empty());
    press(Key::Down);
    press(Key::Down);
    press(Key::Enter);
    EXPECT_EQ(asked<cmd::SetTheme>().size() + asked<cmd::ToggleTheme>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
}

TEST_F(Clicks, FindingNothingDoesNothingAndEscapeLeaves) {
    execute(cmd::Show{studio::Dialog::Find});
    draw();
    ui().type("zzzz");
    draw();
    press(Key::Enter);
    EXPECT_TRUE(studio().commands().pending().empty());
    press(Key::Escape);
    EXPECT_EQ(asked<cmd::Escape>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
}

TEST_F(Clicks, TheKeySheetHasAllThreeContexts) {
    execute(cmd::Show{studio::Dialog::Keys});
    draw();
    const auto shows = [&](std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const auto& spot) { return spot.text == text; });
    };
    EXPECT_TRUE(shows("Play or pause"));
    EXPECT_FALSE(shows("Blank screen"));
    clickOn("keys.present");
    EXPECT_FALSE(shows("Play or pause"));
    EXPECT_TRUE(shows("Blank screen"));
    clickOn("keys.explore");
    EXPECT_TRUE(shows("Play or pause"));
}

/// Each key that has no room says so, and the knob leads there.
TEST_F(Clicks, TheKeySheetSaysThatThereIsMore) {
    execute(cmd::Show{studio::Dialog::Keys});
    const auto shows = [&](std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const auto& spot) {
            return spot.text.find(text) != std::string::npos && spot.box.overlaps(spot.clip);
        });
    };
    resize(1920, 1080);
    draw();
    EXPECT_TRUE(shows("Quit"));
    EXPECT_EQ(shows("more rows"), workspace().record().find("keys.scroll") != nullptr);
    resize(1024, 768);
    draw();
    ASSERT_TRUE(shows("more rows"));
    EXPECT_FALSE(shows("Quit"));
    const Area knob = workspace().record().find("keys.scroll")->box;
    drag({knob.middleX(), knob.top + 10}, {knob.middleX(), knob.bottom});
    draw();
    EXPECT_TRUE(shows("Quit"));
    EXPECT_FALSE(shows("more rows")) << "the last row is there";
}

TEST_F(Clicks, SizesHaveKeys) {
    press(Key::Equal, kModCtrl | kModShift);
    press(Key::Minus, kModCtrl);
    press(Key::Digit0, kModCtrl);
    const auto steps = asked<cmd::StepScale>();
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[0].by, 1);
    EXPECT_EQ(steps[1].by, -1);
    ASSERT_EQ(asked<cmd::SetScale>().size(), 1u);
    EXPECT_EQ(asked<cmd::SetScale>()[0].percent, 100);
}

}  // namespace
}  // namespace gui
