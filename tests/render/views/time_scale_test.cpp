#include "render/views/time_scale.h"

#include <gtest/gtest.h>

#include "render/views/time_diagram.h"
#include "tests/render/fixtures.h"

namespace render {
namespace {

using raft::NodeId;
using raft::SimTime;

class IdleTime : public testing::Test {
protected:
    /// A second in which one message is underway from 20 to 30 ms and one from 800 to 810 ms.
    static raft::RunView twoMessages() {
        raft::RunView run;
        run.to = run.cursor = run.end = SimTime::fromMs(1000);
        for (const std::int64_t ms : {20, 800}) {
            raft::ArrowView arrow;
            arrow.from = NodeId(0);
            arrow.to = NodeId(1);
            arrow.sentAt = SimTime::fromMs(ms);
            arrow.endsAt = SimTime::fromMs(ms + 10);
            run.arrows.push_back(arrow);
        }
        return run;
    }
    TimeScale scale(const raft::RunView& run, SimTime end) const {
        return {run.from, run.to, 0, px(1000), idleBreaks(run, end)};
    }
};

TEST_F(IdleTime, ALongWaitIsSqueezedAndTheRestGetsItsRoom) {
    const raft::RunView run = twoMessages();
    const TimeScale squeezed = scale(run, run.end);
    ASSERT_EQ(squeezed.breaks.size(), 1U) << "between the messages; before and after them it is not long";
    EXPECT_TRUE(squeezed.squeezes(SimTime::fromMs(400)));
    EXPECT_FALSE(squeezed.squeezes(SimTime::fromMs(805)));
    TimeScale even = squeezed;
    even.breaks.clear();
    const auto widthOf = [&](const TimeScale& on, std::int64_t from, std::int64_t to) {
        return on.xOf(SimTime::fromMs(to)) - on.xOf(SimTime::fromMs(from));
    };
    EXPECT_LT(widthOf(squeezed, 30, 800), widthOf(even, 30, 800) / 2);
    EXPECT_GT(widthOf(squeezed, 800, 810), widthOf(even, 800, 810) * 2);
}

TEST_F(IdleTime, PlaceAndTimeAgreeAcrossTheBreaks) {
    const raft::RunView run = twoMessages();
    const TimeScale squeezed = scale(run, run.end);
    EXPECT_EQ(squeezed.xOf(run.from), squeezed.left);
    EXPECT_EQ(squeezed.xOf(run.to), squeezed.right);
    EXPECT_EQ(squeezed.timeAt(squeezed.left), run.from);
    EXPECT_EQ(squeezed.timeAt(squeezed.right), run.to);
    Coord before = -1;
    for (std::int64_t us = 0; us <= 1'000'000; us += 1717) {
        const Coord x = squeezed.xOf(SimTime(us));
        EXPECT_GE(x, before) << "time never runs backwards, at " << us;
        before = x;
        const double back = static_cast<double>(squeezed.timeAt(x).us);
        // A unit of the scene is worth more time inside a break.
        EXPECT_NEAR(back, static_cast<double>(us), squeezed.squeezes(SimTime(us)) ? 400 : 20);
    }
}

TEST_F(IdleTime, WhatIsStillUnknownIsNotSqueezed) {
    const raft::RunView run = twoMessages();
    const TimeScale asked = scale(run, SimTime::fromMs(300));
    ASSERT_EQ(asked.breaks.size(), 1U);
    EXPECT_LE(asked.breaks[0].to, SimTime::fromMs(300)) << "the second message must not show through";
}

TEST_F(IdleTime, AWaitGrowsIntoItsBreakWithoutAJump) {
    raft::RunView run = twoMessages();
    run.arrows.pop_back();
    Coord before = scale(run, SimTime::fromMs(30)).xOf(SimTime::fromMs(30));
    for (std::int64_t ms = 31; ms < 1000; ++ms) {
        const Coord x = scale(run, SimTime::fromMs(ms)).xOf(SimTime::fromMs(30));
        EXPECT_GE(x, before);
        EXPECT_LT(x - before, px(3)) << "at " << ms << " ms";
        before = x;
    }
}

TEST_F(IdleTime, NothingIsSqueezedWhereAMessageIsUnderwayOrMessagesAreNotDrawn) {
    raft::RunView run = twoMessages();
    run.skipped = 1;
    EXPECT_TRUE(idleBreaks(run, run.end).empty());
    run.skipped = 0;
    run.arrows[0].endsAt = SimTime::fromMs(990);
    EXPECT_TRUE(idleBreaks(run, run.end).empty());
    run.arrows[0].endsAt = raft::kNever;
    EXPECT_FALSE(idleBreaks(run, run.end).empty()) << "a message held on its link is no activity";
}

TEST_F(IdleTime, TheBreakIsMarkedAndCanBeTurnedOff) {
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure{};
    const PictureLabels labels = fixtures::englishLabels();
    const Look look{theme, measure, labels, {100}};
    const auto marks = [&](bool toScale) {
        Scene scene;
        TimeDiagramOptions options{{0, 0, px(1540), px(200)}, {}, false, toScale};
        drawTimeDiagram(fixtures::quietCluster(5, 6), twoMessages(), options, look, scene);
        std::size_t found = 0;
        for (const Item& item : scene.items()) {
            const auto* group = std::get_if<GroupBegin>(&item);
            if (group == nullptr) continue;
            found += scene.texts(group->alt).find("in which nothing happens") != std::string_view::npos ? 1U : 0U;
        }
        return found;
    };
    EXPECT_EQ(marks(false), 1U);
    EXPECT_EQ(marks(true), 0U);
}

}  // namespace
}  // namespace render
