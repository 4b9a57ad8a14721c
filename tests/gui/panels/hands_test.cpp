// Touching servers, links and messages with the mouse and with keys: menus, values, dragged arrivals.

#include <algorithm>
#include <cmath>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

using raft::NodeId;
using raft::SimTime;
namespace cmd = studio::cmd;

class HandsTest : public WorkspaceTest {
protected:
    /// S1 stands for election at 0; its four requests take 10 ms, of which 4 have passed.
    void ask() {
        raft::ClusterConfig config;
        config.timers = raft::Timers::Manual;
        execute(cmd::NewCluster{config});
        execute(cmd::PlayPause{});
        execute(cmd::FireTimeout{NodeId(0)});
        runTo(4);
        draw();
        ASSERT_EQ(workspace().view().messages.size(), 4u);
    }
    raft::MessageId messageTo(NodeId to) {
        for (const raft::MessageView& message : workspace().view().messages) {
            if (message.to == to) return message.id;
        }
        ADD_FAILURE() << "nothing is on its way";
        return {};
    }
    std::string spot(const char* what, raft::MessageId id) { return what + std::to_string(id.value); }

    void rightClick(ImVec2 at) {
        pointAt(at);
        ui().click(at.x, at.y, 1);
        draw();
    }
    void pressFor(ImVec2 at, double seconds) {
        pointAt(at);
        ui().input().buttonPressed(0);
        for (int frame = 0; frame < seconds * 60; ++frame) draw();
        ui().input().buttonReleased(0);
        draw();
    }
    std::vector<cmd::MoveArrival> askedMoves() {
        std::vector<cmd::MoveArrival> moves;
        for (const cmd::Hand& hand : asked<cmd::Hand>()) {
            if (const auto* move = std::get_if<cmd::MoveArrival>(&hand)) moves.push_back(*move);
        }
        return moves;
    }
    bool shows(std::string_view id) { return workspace().record().find(id) != nullptr; }
    bool enabled(std::string_view id) {
        const FrameRecord::ClickSpot* found = workspace().record().find(id);
        return found != nullptr && found->enabled;
    }
    bool says(std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const auto& spot) { return spot.text == text; });
    }
    ImVec2 middle(std::string_view a, std::string_view b) {
        const ImVec2 from = middleOf(a);
        const ImVec2 to = middleOf(b);
        return ImVec2((from.x + to.x) / 2, (from.y + to.y) / 2);
    }
};

// ---- Menus ----

TEST_F(HandsTest, TheRightButtonOpensTheMenuOfALinkAndSelectsIt) {
    ask();
    rightClick(middle("node.S2", "node.S3"));
    ASSERT_TRUE(shows("menu.link.hold"));
    carryOut();
    EXPECT_EQ(studio().document().selection(), raft::linkRef(NodeId(1), NodeId(2)));
    EXPECT_TRUE(enabled("menu.link.cut"));
    EXPECT_FALSE(enabled("menu.link.mend")) << "it is not cut";
    clickOn("menu.link.cutBack");
    const auto cuts = asked<cmd::CutLinks>();
    ASSERT_EQ(cuts.size(), 1u);
    EXPECT_TRUE(cuts[0].oneWay);
    EXPECT_EQ(cuts[0].links[0], (raft::LinkId{NodeId(2), NodeId(1)}));
    carryOut();
    EXPECT_FALSE(shows("menu.link.hold")) << "it closes";
}

TEST_F(HandsTest, AMessageHasAMenuWhoseItemsActOnIt) {
    ask();
    const raft::MessageId message = messageTo(NodeId(3));
    rightClick(middleOf(spot("message.", message)));
    ASSERT_TRUE(shows("menu.message.drop"));
    EXPECT_TRUE(workspace().holdsTime()) << "it does not fly away meanwhile";
    carryOut();
    clickOn("menu.message.drop");
    carryOut();
    EXPECT_EQ(workspace().view().messages.size(), 3u);
    EXPECT_FALSE(workspace().holdsTime());
}

TEST_F(HandsTest, WhatIsImpossibleInAMenuIsGreyAndSaysWhyWhenItIsPointedAt) {
    ask();
    const raft::MessageId message = messageTo(NodeId(3));
    execute(cmd::HoldLinks{{{NodeId(0), NodeId(3)}}});
    draw();
    rightClick(middleOf(spot("message.", message)));
    carryOut();
    ASSERT_TRUE(shows("menu.message.delay"));
    EXPECT_FALSE(enabled("menu.message.delay"));
    EXPECT_TRUE(enabled("menu.message.deliver"));
    EXPECT_FALSE(says(studio().texts().tr("why.messageWaits")));
    const ImVec2 at = middleOf("menu.message.delay");
    pointAt(ImVec2(at.x - 2, at.y));
    pointAt(at);
    const std::string why(studio().texts().tr("why.messageWaits"));
    const auto& texts = workspace().record().texts();
    EXPECT_TRUE(std::any_of(texts.begin(), texts.end(),
                            [&](const auto& text) { return why.find(text.text) == 0 && text.text.size() > 9; }));
    clickOn("menu.message.delay");
    EXPECT_TRUE(studio().commands().empty());
    EXPECT_TRUE(shows("menu.message.delay")) << "a grey item does not close it either";
}

TEST_F(HandsTest, TheEmptyCanvasHasTheMenuOfTheCluster) {
    ask();
    const Area ring = workspace().layout().ring;
    rightClick(ImVec2(ring.right - 30, ring.top + 60));
    EXPECT_TRUE(shows("menu.cluster.heal"));
    EXPECT_FALSE(enabled("menu.cluster.heal"));
    EXPECT_TRUE(enabled("menu.cluster.write"));
    clickOn("menu.cluster.write");
    carryOut();
    draw();
    EXPECT_TRUE(workspace().state().writing);
}

TEST_F(HandsTest, ALongPressOpensTheMenuAndAShortOneDoesNot) {
    ask();
    pressFor(middleOf("node.S4"), 0.2);
    EXPECT_FALSE(shows("menu.node.pause"));
    EXPECT_EQ(asked<cmd::Select>().size(), 1u) << "a short one is a click";
    carryOut();
    execute(cmd::Select{});
    draw();
    pressFor(middleOf("node.S4"), 0.7);
    EXPECT_TRUE(shows("menu.node.pause")) << "and it stays when the button is let go";
    EXPECT_TRUE(enabled("menu.node.pause"));
    carryOut();
    clickOn("menu.node.pause");
    carryOut();
    EXPECT_TRUE(workspace().view().nodes[3].paused);
}

TEST_F(HandsTest, ALongPressOnALinkWithTheCutToolCutsNothing) {
    ask();
    execute(cmd::SetTool{studio::Tool::Cut});
    draw();
    pressFor(middle("node.S2", "node.S3"), 0.7);
    EXPECT_TRUE(asked<cmd::CutLinks>().empty());
    EXPECT_TRUE(shows("menu.link.cut"));
}

TEST_F(HandsTest, KeysOpenAMenuWalkItAndChoose) {
    ask();
    execute(cmd::Select{raft::linkRef(NodeId(1), NodeId(2))});
    draw();
    press(Key::Enter);
    carryOut();
    draw();
    ASSERT_TRUE(shows("menu.link.cut"));
    const ImVec2 at = middleOf("menu.link.cut");
    const ImVec2 link = middle("node.S2", "node.S3");
    EXPECT_LT(std::hypot(at.x - link.x, at.y - link.y), 320) << "beside what it is about";
    press(Key::Down);
    press(Key::Enter);
    draw();
    const auto cuts = asked<cmd::CutLinks>();
    ASSERT_EQ(cuts.size(), 1u);
    EXPECT_TRUE(cuts[0].oneWay) << "the second item";
    EXPECT_FALSE(shows("menu.link.cut"));
    carryOut();
    press(Key::Enter);
    carryOut();
    draw();
    ASSERT_TRUE(shows("menu.link.cut"));
    press(Key::Escape);
    draw();
    EXPECT_FALSE(shows("menu.link.cut"));
    EXPECT_TRUE(asked<cmd::Escape>().empty()) << "it closes the menu and nothing else";
}

TEST_F(HandsTest, TheKeyThatAMenuShowsDoesWhatTheItemDoes) {
    ask();
    const raft::MessageId message = messageTo(NodeId(2));
    rightClick(middleOf(spot("message.", message)));
    carryOut();
    EXPECT_TRUE(says("Delete"));
    press(Key::Delete);
    carryOut();
    EXPECT_EQ(workspace().view().messages.size(), 3u);
    EXPECT_FALSE(shows("menu.message.drop"));
}

TEST_F(HandsTest, TabWalksOverEverythingAndWhatItReachesIsDrawnSelected) {
    ask();
    for (int i = 0; i < 7; ++i) {
        press(Key::Tab);
        carryOut();
    }
    EXPECT_EQ(studio().document().selection(), raft::linkRef(NodeId(0), NodeId(1)));
    press(Key::Tab, kModShift);
    carryOut();
    EXPECT_EQ(studio().document().selection(), raft::clientRef(raft::clientEnd(0)));
}

// ---- Values ----

TEST_F(HandsTest, ALatencyIsPickedBothWaysOrOneWay) {
    ask();
    execute(cmd::AskValue{{studio::Quantity::Latency, raft::linkRef(NodeId(1), NodeId(2))}});
    draw();
    ASSERT_TRUE(shows("value.pick.50"));
    clickOn("value.pick.50");
    carryOut();
    EXPECT_FALSE(shows("value.pick.50"));
    const auto latency = [&](int from, int to) {
        const auto& network = history().world().cluster().network();
        return network.link(NodeId(static_cast<std::uint8_t>(from)), NodeId(static_cast<std::uint8_t>(to))).latencyMax;
    };
    EXPECT_EQ(latency(1, 2), SimTime::fromMs(50));
    EXPECT_EQ(latency(2, 1), SimTime::fromMs(50));
    execute(cmd::AskValue{{studio::Quantity::Latency, raft::linkRef(NodeId(1), NodeId(2))}});
    draw();
    clickOn("value.back");
    draw();
    clickOn("value.pick.200");
    carryOut();
    EXPECT_EQ(latency(1, 2), SimTime::fromMs(50));
    EXPECT_EQ(latency(2, 1), SimTime::fromMs(200));
}

TEST_F(HandsTest, AValueIsTypedAndOneThatMakesNoSenseCannotBeSet) {
    ask();
    execute(cmd::AskValue{{studio::Quantity::Loss, raft::linkRef(NodeId(1), NodeId(2))}});
    draw();
    const auto type = [this](std::string_view text) {
        press(Key::A, kModCtrl);
        ui().type(text);
        draw();
    };
    type("x");
    EXPECT_FALSE(enabled("value.set"));
    type("101");
    EXPECT_FALSE(enabled("value.set"));
    type("12.5");
    EXPECT_TRUE(enabled("value.set"));
    press(Key::Enter);
    carryOut();
    EXPECT_EQ(history().world().cluster().network().link(NodeId(1), NodeId(2)).lossPpm, 125'000u);
    EXPECT_FALSE(shows("value.set"));
}

// ---- Arrivals ----

TEST_F(HandsTest, AnArrivalIsDraggedLater) {
    ask();
    const raft::MessageId message = messageTo(NodeId(4));
    const ImVec2 grip = middleOf(spot("grip.", message));
    drag(grip, ImVec2(grip.x + 60, grip.y));
    const auto moves = askedMoves();
    ASSERT_EQ(moves.size(), 1u);
    EXPECT_EQ(moves[0].message, message);
    EXPECT_GT(moves[0].to, SimTime::fromMs(15));
    EXPECT_TRUE(asked<cmd::SeekTime>().empty()) << "the eye stays where it is";
    carryOut();
    const auto& messages = workspace().view().messages;
    const auto found =
        std::find_if(messages.begin(), messages.end(), [&](const auto& view) { return view.id == message; });
    ASSERT_NE(found, messages.end());
    EXPECT_EQ(found->arrivesAt, moves[0].to);
    const ImVec2 now = middleOf(spot("grip.", message));
    EXPECT_NEAR(now.x, grip.x + 60, 3);
}

TEST_F(HandsTest, TheWallStopsTheDragAtNow) {
    ask();
    const ImVec2 grip = middleOf(spot("grip.", messageTo(NodeId(4))));
    drag(grip, ImVec2(workspace().layout().time.left + 5, grip.y));
    const auto moves = askedMoves();
    ASSERT_EQ(moves.size(), 1u);
    EXPECT_EQ(moves[0].to, SimTime::fromMs(4));
}

TEST_F(HandsTest, APressOnAGripThatDoesNotMoveOnlySelects) {
    ask();
    const raft::MessageId message = messageTo(NodeId(4));
    clickOn(spot("grip.", message));
    EXPECT_TRUE(askedMoves().empty());
    EXPECT_TRUE(asked<cmd::SeekTime>().empty());
    ASSERT_FALSE(asked<cmd::Select>().empty());
    EXPECT_EQ(asked<cmd::Select>().front().ref, raft::messageRef(message));
}

TEST_F(HandsTest, EscapeLetsGoOfADrag) {
    ask();
    const ImVec2 grip = middleOf(spot("grip.", messageTo(NodeId(4))));
    pointAt(grip);
    ui().input().buttonPressed(0);
    ui().input().mouseMoved(grip.x + 40, grip.y);
    draw();
    EXPECT_TRUE(workspace().holdsTime());
    press(Key::Escape);
    EXPECT_FALSE(workspace().holdsTime());
    ui().input().buttonReleased(0);
    draw();
    EXPECT_TRUE(askedMoves().empty());
}

TEST_F(HandsTest, AMessageThatHasArrivedIsDraggedFromWhereItWasSent) {
    ask();
    const raft::MessageId message = messageTo(NodeId(4));
    runTo(16);
    draw();
    EXPECT_FALSE(shows(spot("grip.", message)));
    execute(cmd::Select{raft::messageRef(message)});
    draw();
    const ImVec2 grip = middleOf(spot("grip.", message));
    drag(grip, ImVec2(grip.x + 60, grip.y));
    ASSERT_EQ(askedMoves().size(), 1u);
    ASSERT_EQ(asked<cmd::SeekTime>().size(), 1u);
    carryOut();
    EXPECT_EQ(studio().notice(), "");
    EXPECT_EQ(history().line(), 1);
    EXPECT_NE(studio().branchName(1).find("delay RequestVote S1→S5"), std::string::npos) << studio().branchName(1);
}

TEST_F(HandsTest, AMessageIsCarriedAlongItsWayInTheRing) {
    ask();
    const raft::MessageId message = messageTo(NodeId(2));
    const ImVec2 from = middleOf(spot("message.", message));
    const ImVec2 goal = middleOf("node.S3");
    drag(from, ImVec2(from.x + (goal.x - from.x) * 0.4F, from.y + (goal.y - from.y) * 0.4F));
    auto moves = askedMoves();
    ASSERT_EQ(moves.size(), 1u);
    EXPECT_LT(moves[0].to, SimTime::fromMs(10)) << "it is further now, so it arrives earlier";
    EXPECT_GT(moves[0].to, SimTime::fromMs(4));
    carryOut();
    const ImVec2 then = middleOf(spot("message.", message));
    EXPECT_NEAR(then.x, from.x + (goal.x - from.x) * 0.4F, 6) << "where it was put down";
}

// ---- The buttons of a server ----

class RoomForButtons : public HandsTest, public testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(RoomForButtons, TheButtonsOfAServerCoverNoOther) {
    resize(GetParam().first, GetParam().second);
    ask();
    for (const char* name : {"node.S1", "node.S2", "node.S3", "node.S4", "node.S5"}) {
        SCOPED_TRACE(name);
        pointAt(name);
        ASSERT_TRUE(shows("node.crash"));
        const Area plate = workspace().state().buttonsArea;
        for (const char* other : {"node.S1", "node.S2", "node.S3", "node.S4", "node.S5"}) {
            EXPECT_FALSE(plate.overlaps(workspace().record().find(other)->box)) << other;
        }
        pointAt(ImVec2(5, 5));
        EXPECT_FALSE(shows("node.crash"));
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, RoomForButtons,
                         testing::Values(std::pair(1440, 900), std::pair(1280, 720), std::pair(1024, 768)));

}  // namespace
}  // namespace gui
