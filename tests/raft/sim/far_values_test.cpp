// Values at the ends of what a file may ask for: the world neither overflows nor stands still.

#include <gtest/gtest.h>

#include "raft/history/view_builder.h"
#include "tests/raft/check/lab.h"

namespace raft::lab {
namespace {

act::SetClock clockOf(int server, double rate, std::int64_t offsetMs = 0) {
    return act::SetClock{S(server), static_cast<std::uint32_t>(rate * 1e6), SimTime::fromMs(offsetMs)};
}

TEST(FarValues, AllServersOfATraceAreASet) {
    EXPECT_EQ(NodeSet::firstNodes(64).size(), 64);
    EXPECT_EQ(NodeSet::firstNodes(63).size(), 63);
    EXPECT_EQ(NodeSet::firstNodes(0).size(), 0);
}

TEST(FarValues, AFastClockOfALongRunShowsItsTime) {
    Lab lab(quietConfig(3));
    lab.act(clockOf(1, 100));
    constexpr std::int64_t kDay = 86'400'000;
    lab.wait(40 * kDay);
    lab.act(clockOf(3, 1));  // Something happens.
    EXPECT_EQ(lab.cluster().clockOf(S(1)).now.us, 4'000 * kDay * 1'000);
    EXPECT_EQ(lab.cluster().clockOf(S(1)).milliseconds(), UINT32_MAX) << "the stamp stays where it ends";
    EXPECT_EQ(lab.cluster().clockOf(S(2)).milliseconds(), static_cast<std::uint32_t>(40 * kDay));
    EXPECT_EQ((LocalClock{SimTime(-5), SimTime()}.milliseconds()), 0u);
}

TEST(FarValues, AFastClockNeverMakesAPeriodOfNothing) {
    ClusterConfig config = quietConfig(3);
    config.heartbeat = SimTime(50);
    config.latencyMin = config.latencyMax = SimTime::fromMs(1);
    Lab lab(config);
    lab.act(clockOf(1, 100));
    lab.elect(1);
    const SimTime before = lab.cluster().now();
    for (int i = 0; i < 1'000; ++i) lab.world.advance(lab.step);
    EXPECT_GT(lab.cluster().now(), before);
}

TEST(FarValues, ALeaseOfNoLengthIsDrawn) {
    ClusterConfig config = quietConfig(3);
    config.electionTimeoutMin = config.electionTimeoutMax = SimTime(1);
    config.rules.lease = true;
    History history(config, std::make_shared<TextTable>());
    history.act(act::FireTimeout{S(1)}, "");
    history.seekTime(SimTime::fromMs(40));
    history.act(clockOf(1, 1, -1'000), "");
    ClusterView view;
    buildClusterView(history, {}, view);
    EXPECT_LE(view.nodes[0].leaseLeftPermille, 1000);
}

}  // namespace
}  // namespace raft::lab
