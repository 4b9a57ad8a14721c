// Wall seconds to simulated time: arithmetic that anybody can check by hand, and no byte of the run changed by it.

#include "app/studio/playback.h"

#include <gtest/gtest.h>

#include <memory>

namespace studio {
namespace {

using raft::SimTime;

/// Three servers that do nothing until somebody fires a timer; every hop takes 10 ms.
raft::ClusterConfig quietCluster() {
    raft::ClusterConfig config;
    config.servers = {"S1", "S2", "S3"};
    config.timers = raft::Timers::Manual;
    return config;
}

raft::History quietHistory() { return raft::History(quietCluster(), std::make_shared<raft::TextTable>()); }

raft::History electing() {
    raft::History history = quietHistory();
    history.act(raft::act::FireTimeout{raft::NodeId(0)}, "");
    return history;
}

TEST(Pace, AHopTakesTheSameTimeWhateverItsLatency) {
    for (const int latency : {1, 10, 400}) {
        raft::ClusterConfig config = quietCluster();
        config.latencyMin = config.latencyMax = SimTime::fromMs(latency);
        raft::History history(config, std::make_shared<raft::TextTable>());
        history.act(raft::act::FireTimeout{raft::NodeId(0)}, "");
        EXPECT_DOUBLE_EQ(usPerSecond(history, Pace{}) * kHopSeconds, latency * 1000.0);
    }
}

TEST(Pace, WaitingIsShort) {
    // With automatic timers nothing happens for at least 150 ms.
    raft::ClusterConfig config = quietCluster();
    config.timers = raft::Timers::Auto;
    raft::History history(config, std::make_shared<raft::TextTable>());
    const SimTime gap = nextStepTime(history) - history.time();
    ASSERT_GE(gap, SimTime::fromMs(150));
    EXPECT_NEAR(static_cast<double>(gap.us) / usPerSecond(history, Pace{}), kIdleSecondsMax, 1e-9);
    // A short wait takes its share: 20 ms a fifth of a second.
    history.act(raft::act::SetTimers{{{raft::NodeId(1), SimTime::fromMs(20)}}}, "");
    EXPECT_NEAR(20'000.0 / usPerSecond(history, Pace{}), 0.2, 1e-9);
}

TEST(Pace, AMessageThatIsDelayedForLongIsNotWaitedForForLong) {
    raft::History history = electing();
    raft::MessageMatcher any;
    for (int i = 0; i < 2; ++i) {
        any.nth = static_cast<std::uint32_t>(i + 1);
        history.act(raft::act::Delay{any, SimTime::fromMs(5000)}, "");
    }
    ASSERT_EQ(nextStepTime(history), SimTime::fromMs(5010));
    EXPECT_NEAR(5'010'000.0 / usPerSecond(history, Pace{}), kHopSeconds, 1e-9);
}

TEST(Pace, IsConstantBetweenTwoSteps) {
    raft::History history = electing();
    const double atFirst = usPerSecond(history, Pace{});
    history.seekTime(SimTime::fromMs(7));
    EXPECT_DOUBLE_EQ(usPerSecond(history, Pace{}), atFirst);
}

TEST(Pace, FactorAndConstantSpeedAreObeyed) {
    const raft::History history = electing();
    const double usual = usPerSecond(history, Pace{});
    EXPECT_DOUBLE_EQ(usPerSecond(history, Pace{true, 400, 100}), 4 * usual);
    EXPECT_DOUBLE_EQ(usPerSecond(history, Pace{false, 400, 1}), 1000.0);
    EXPECT_DOUBLE_EQ(usPerSecond(history, Pace{false, 400, 1000}), 1'000'000.0);
}

TEST(Playback, LadderOfSpeedsHasTwoEnds) {
    Playback playback;
    EXPECT_DOUBLE_EQ(playback.hopSeconds(), 0.6);
    playback.faster();
    EXPECT_EQ(playback.pace().factorPercent, 200);
    EXPECT_DOUBLE_EQ(playback.hopSeconds(), 0.3);
    for (int i = 0; i < 10; ++i) playback.faster();
    EXPECT_EQ(playback.pace().factorPercent, 800);
    EXPECT_FALSE(playback.canGoFaster());
    EXPECT_TRUE(playback.canGoSlower());
    for (int i = 0; i < 10; ++i) playback.slower();
    EXPECT_EQ(playback.pace().factorPercent, 25);
    EXPECT_FALSE(playback.canGoSlower());
    playback.setPace(Pace{false, 100, 1000});
    for (int i = 0; i < 20; ++i) playback.faster();
    EXPECT_EQ(playback.pace().permille, 10'000);
    for (int i = 0; i < 20; ++i) playback.slower();
    EXPECT_EQ(playback.pace().permille, 1);
}

TEST(Playback, MovesOnlyWhileItPlaysAndSomethingIsDue) {
    raft::History quiet = quietHistory();
    raft::History busy = electing();
    Playback playback;
    EXPECT_FALSE(playback.isMoving(busy)) << "it does not play";
    playback.play();
    EXPECT_TRUE(playback.isMoving(busy));
    EXPECT_FALSE(playback.isMoving(quiet)) << "nothing will ever happen";
    // What was computed already is still to be shown.
    raft::History past = quietHistory();
    past.act(raft::act::Crash{raft::NodeSet(1)}, "");
    past.seekStep(raft::StepId(0));
    EXPECT_TRUE(playback.isMoving(past));
    playback.pause();
    EXPECT_FALSE(playback.isMoving(past));
}

TEST(Playback, AStrideEndsAtTheNextStepAndGivesTheRestBack) {
    const raft::History history = electing();
    Playback playback;
    double seconds = 0.3;
    EXPECT_EQ(playback.stride(history, raft::kNever, seconds), SimTime::fromMs(5)) << "half a hop";
    EXPECT_DOUBLE_EQ(seconds, 0);
    seconds = 1.0;
    EXPECT_EQ(playback.stride(history, raft::kNever, seconds), SimTime::fromMs(10));
    EXPECT_NEAR(seconds, 0.4, 1e-9);
    seconds = 1.0;
    EXPECT_EQ(playback.stride(history, SimTime::fromMs(2), seconds), SimTime::fromMs(2)) << "a wall stands before it";
    EXPECT_NEAR(seconds, 0.88, 1e-9);
}

TEST(Playback, NothingDueTakesTheSecondsAndGoesNowhere) {
    const raft::History history = quietHistory();
    Playback playback;
    double seconds = 1.0;
    EXPECT_EQ(playback.stride(history, raft::kNever, seconds), history.time());
    EXPECT_DOUBLE_EQ(seconds, 0);
}

/// Plays `seconds` in frames of `frameSeconds` and returns where that leads.
SimTime playedTo(raft::History& history, double seconds, double frameSeconds) {
    Playback playback;
    const int frames = static_cast<int>(seconds / frameSeconds + 0.5);
    for (int frame = 0; frame < frames; ++frame) {
        double left = frameSeconds;
        while (left > 0) history.seekTime(playback.stride(history, raft::kNever, left));
    }
    return history.time();
}

TEST(Playback, FrameRateChangesNeitherTheRunNorItsPace) {
    raft::ClusterConfig config;
    config.seed = 3;
    raft::History slow(config, std::make_shared<raft::TextTable>());
    raft::History fast(config, std::make_shared<raft::TextTable>());
    const SimTime slowTime = playedTo(slow, 6.0, 1.0 / 10);
    const SimTime fastTime = playedTo(fast, 6.0, 1.0 / 240);
    EXPECT_NEAR(static_cast<double>(slowTime.us), static_cast<double>(fastTime.us), 5.0);
    slow.seekTime(SimTime::fromMs(1000));
    fast.seekTime(SimTime::fromMs(1000));
    EXPECT_EQ(slow.world().chain(), fast.world().chain());
    EXPECT_EQ(slow.world().digest(), fast.world().digest());
}

}  // namespace
}  // namespace studio
