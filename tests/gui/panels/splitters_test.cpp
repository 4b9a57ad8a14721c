// Panels are divided as the user drags, and go back by a double click.

#include "app/gui/panels/splitters.h"

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;
using studio::Split;

class Splitters : public WorkspaceTest {
protected:
    const WindowLayout& layout() { return workspace().layout(); }
    /// The middle of the gap.
    ImVec2 grip(Split split) {
        const Area& area = layout().splitters[static_cast<std::size_t>(split)].grip;
        return ImVec2(area.middleX(), area.middleY());
    }
};

TEST_F(Splitters, ADragDividesAndIsKeptOnceItEnds) {
    draw();
    const Area ring = layout().ring;
    const ImVec2 from = grip(Split::RingLogs);
    drag(from, ImVec2(from.x - 150, from.y));
    const auto asked = this->asked<cmd::SetSplit>();
    ASSERT_EQ(asked.size(), 1u) << "once, not at every pixel: each one is a file written";
    EXPECT_EQ(asked[0].split, Split::RingLogs);
    carryOut();
    EXPECT_NEAR(layout().ring.width(), ring.width() - 150, 3);
    EXPECT_EQ(layout().ring.right, layout().splitters[0].grip.left);
    EXPECT_LT(layout().ring.right, layout().logs.left);
}

TEST_F(Splitters, EachOfThemFollowsTheMouse) {
    execute(cmd::SetPreset{studio::Preset::Explore});
    resize(1920, 1080);
    draw();
    const float logs = layout().logs.height();
    const float time = layout().time.height();
    const float drawers = layout().drawers.width();
    ImVec2 from = grip(Split::LogsWhy);
    drag(from, ImVec2(from.x, from.y + 40));
    carryOut();
    EXPECT_NEAR(layout().logs.height(), logs + 40, 3);
    from = grip(Split::Time);
    drag(from, ImVec2(from.x, from.y - 50));
    carryOut();
    EXPECT_NEAR(layout().time.height(), time + 50, 3);
    from = grip(Split::Drawers);
    drag(from, ImVec2(from.x - 60, from.y));
    carryOut();
    EXPECT_NEAR(layout().drawers.width(), drawers + 60, 3);
}

TEST_F(Splitters, NoPanelIsDraggedAway) {
    draw();
    for (const float x : {0.0F, 1600.0F}) {
        drag(grip(Split::RingLogs), ImVec2(x, 400));
        carryOut();
        EXPECT_GE(layout().ring.width(), 329);
        EXPECT_GE(layout().logs.width(), 399);
    }
    for (const float y : {0.0F, 900.0F}) {
        drag(grip(Split::Time), ImVec2(800, y));
        carryOut();
        EXPECT_GE(layout().time.height(), 175);
        EXPECT_GE(layout().ring.height(), 270);
    }
}

TEST_F(Splitters, ADoubleClickPutsItBack) {
    draw();
    const Area ring = layout().ring;
    const ImVec2 from = grip(Split::RingLogs);
    drag(from, ImVec2(from.x + 120, from.y));
    carryOut();
    ASSERT_NE(layout().ring, ring);
    const ImVec2 at = grip(Split::RingLogs);
    pointAt(at);
    ui().click(at.x, at.y);
    ui().click(at.x, at.y);
    draw();
    carryOut();
    EXPECT_EQ(layout().ring, ring);
    EXPECT_EQ(studio().settings().splits[0][0], 0);
}

TEST_F(Splitters, AClickAloneMovesNothing) {
    draw();
    clickAt(grip(Split::RingLogs));
    EXPECT_TRUE(asked<cmd::SetSplit>().empty());
}

TEST(SplitterShare, IsThatOfTheMouseInWhatItDivides) {
    Splitter splitter;
    splitter.room = {100, 0, 1112, 500};
    splitter.grip = {500, 0, 512, 500};
    EXPECT_EQ(shareAt(splitter, ImVec2(606, 10)), 500);
    EXPECT_EQ(shareAt(splitter, ImVec2(-900, 10)), studio::kSplitMin);
    EXPECT_EQ(shareAt(splitter, ImVec2(9000, 10)), studio::kSplitMax);
    splitter.fromEnd = true;
    EXPECT_EQ(shareAt(splitter, ImVec2(306, 10)), 800);
}

}  // namespace
}  // namespace gui
