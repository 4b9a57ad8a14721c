// What stretch of time is shown.

#include "app/gui/panels/time_panel.h"

#include <gtest/gtest.h>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

using raft::SimTime;

ViewState stateOf(std::int64_t fromMs, std::int64_t spanMs) {
    ViewState state;
    state.timeFrom = SimTime::fromMs(fromMs);
    state.timeSpan = SimTime::fromMs(spanMs);
    return state;
}

TEST(Follow, TheCursorStaysInViewWhileTimeGoesOn) {
    ViewState state = stateOf(0, 100);
    for (int ms = 0; ms <= 1000; ms += 7) {
        TimePanel::follow(state, SimTime::fromMs(ms));
        EXPECT_GE(SimTime::fromMs(ms), state.timeFrom);
        EXPECT_LE(SimTime::fromMs(ms), state.timeFrom + state.timeSpan);
    }
    EXPECT_GT(state.timeFrom, SimTime::fromMs(800));
}

TEST(Follow, AStepBackBeyondTheEdgeBringsThePastIntoView) {
    ViewState state = stateOf(900, 100);
    TimePanel::follow(state, SimTime::fromMs(950));
    EXPECT_EQ(state.timeFrom, SimTime::fromMs(900));
    TimePanel::follow(state, SimTime::fromMs(200));
    EXPECT_LT(state.timeFrom, SimTime::fromMs(200));
    EXPECT_EQ(state.timeFrom, SimTime::fromMs(175));
}

TEST(Follow, WhoLooksElsewhereIsLeftAloneWhileTimeStands) {
    ViewState state = stateOf(0, 100);
    TimePanel::follow(state, SimTime::fromMs(50));
    state.timeFrom = SimTime::fromMs(700);
    TimePanel::follow(state, SimTime::fromMs(50));
    EXPECT_EQ(state.timeFrom, SimTime::fromMs(700));
}

TEST(Follow, NothingIsShownBeforeTheBeginning) {
    ViewState state = stateOf(500, 400);
    TimePanel::follow(state, SimTime::fromMs(3));
    EXPECT_EQ(state.timeFrom, SimTime());
}

class TimeZoom : public WorkspaceTest {};

TEST_F(TimeZoom, TheWheelZoomsAroundTheMouse) {
    runTo(600);
    draw();
    const Area time = workspace().layout().time;
    pointAt(ImVec2(time.middleX(), time.middleY()));
    const SimTime span = workspace().state().timeSpan;
    const SimTime from = workspace().state().timeFrom;
    ui().input().wheelTurned(0, 1);
    draw();
    EXPECT_LT(workspace().state().timeSpan, span);
    EXPECT_GT(workspace().state().timeFrom, from);
    ui().input().wheelTurned(0, -1);
    draw();
    EXPECT_NEAR(static_cast<double>(workspace().state().timeSpan.us), static_cast<double>(span.us), 10);
    EXPECT_NEAR(static_cast<double>(workspace().state().timeFrom.us), static_cast<double>(from.us), 10);
    EXPECT_TRUE(studio().commands().pending().empty());
}

/// Until the first server times out nobody does anything: that wait may be squeezed, and a click lands where it shows.
TEST_F(TimeZoom, IdleTimeIsSqueezedUntilTheReaderWantsItToScale) {
    runTo(140);
    draw();
    const Area time = workspace().layout().time;
    const auto timeUnderClick = [&] {
        clickAt(ImVec2(time.left + time.width() * 0.3F, time.middleY()));
        carryOut();
        draw();
        return studio().document().history().time();
    };
    const SimTime squeezed = timeUnderClick();
    execute(studio::cmd::ToggleIdleTime{});
    EXPECT_TRUE(studio().settings().timeToScale);
    draw();
    const SimTime toScale = timeUnderClick();
    EXPECT_NE(squeezed, toScale);
    execute(studio::cmd::ToggleIdleTime{});
    EXPECT_FALSE(studio().settings().timeToScale);
}

}  // namespace
}  // namespace gui
