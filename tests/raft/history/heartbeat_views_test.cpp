// A heartbeat looks the same, whether it is an AppendEntries or a message of its own.

#include <gtest/gtest.h>

#include "raft/history/view_builder.h"
#include "tests/raft/script/script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

constexpr NodeId kS2{1};

/// S1 was elected; heartbeats follow.
Lab elected(Heartbeats rule) {
    ClusterConfig config = manualCluster(3);
    config.rules.heartbeats = rule;
    Lab lab(config);
    lab.timeOut(1);
    lab.wait(40);
    return lab;
}

ClusterView momentOf(const Lab& lab) {
    ClusterView view;
    buildClusterView(lab.history, ClusterViewOptions{}, view);
    return view;
}

RunView stretchOf(const Lab& lab, NodeId seenAs = kNoNode) {
    RunView run;
    RunViewOptions options;
    options.to = SimTime::fromMs(10'000);
    options.seenAs = seenAs;
    buildRunView(lab.history, options, run);
    return run;
}

TEST(HeartbeatInViews, LooksTheSameEitherWay) {
    for (const Heartbeats rule : {Heartbeats::AppendEntries, Heartbeats::OwnMessage}) {
        const bool own = rule == Heartbeats::OwnMessage;
        Lab lab = elected(rule);
        while (momentOf(lab).messages.empty()) lab.wait(1);
        const MessageView beat = momentOf(lab).messages.front();
        EXPECT_EQ(beat.kindName, own ? "Heartbeat" : "AppendEntries");
        EXPECT_EQ(beat.look, MessageLook::Heartbeat);
        EXPECT_EQ(beat.term, 1U);
        EXPECT_TRUE(beat.cells.empty());
        lab.wait(11);
        const MessageView answer = momentOf(lab).messages.front();
        EXPECT_EQ(answer.kindName, own ? "HeartbeatReply" : "AppendEntriesReply");
        EXPECT_EQ(answer.look, MessageLook::AppendReply);
        EXPECT_TRUE(answer.positive);
        EXPECT_EQ(answer.term, 1U);
    }
}

TEST(HeartbeatInViews, IsDullUnlessItCommits) {
    for (const Heartbeats rule : {Heartbeats::AppendEntries, Heartbeats::OwnMessage}) {
        Lab lab = elected(rule);
        const auto dull = [&lab] {
            std::size_t count = 0;
            for (const ArrowView& arrow : stretchOf(lab).arrows) count += arrow.dull ? 1U : 0U;
            return count;
        };
        const std::size_t before = dull();
        lab.wait(100);
        EXPECT_EQ(dull(), before + 8) << "two rounds of two, and their answers";
        lab.submit("x=1", 1);
        lab.wait(45);  // It is stored and committed by the leader before the next heartbeats.
        const std::size_t stored = dull();
        lab.wait(30);
        EXPECT_LT(dull(), stored + 4) << "these told of the commit";
    }
}

TEST(HeartbeatInViews, ThatIsRefusedIsAnsweredWithAMinus) {
    Lab lab = elected(Heartbeats::OwnMessage);
    lab.act(act::Split{{Lab::set({1}), Lab::set({2, 3})}});
    lab.timeOut(2);
    lab.wait(25);
    lab.act(act::Heal{});
    bool refused = false;
    for (int ms = 0; ms < 100 && !refused; ++ms) {
        lab.wait(1);
        for (const MessageView& message : momentOf(lab).messages) {
            refused = refused || (message.kindName == "HeartbeatReply" && !message.positive && message.term == 2);
        }
    }
    EXPECT_TRUE(refused);
}

/// The first AppendEntries never arrive: of whom a follower hears is told by a heartbeat.
TEST(HeartbeatInViews, TellsAServerWhoLeads) {
    for (const bool beats : {false, true}) {
        ClusterConfig config = manualCluster(3);
        config.rules.heartbeats = Heartbeats::OwnMessage;
        Lab lab(config);
        lab.timeOut(1);
        lab.wait(25);
        MessageMatcher first;
        first.kind = MessageKind::AppendEntries;
        ASSERT_TRUE(lab.act(act::Drop{first}));
        ASSERT_TRUE(lab.act(act::Drop{first}));
        if (beats) lab.wait(100);
        const RunView run = stretchOf(lab, kS2);
        ASSERT_FALSE(run.terms.empty());
        EXPECT_EQ(run.terms.back().term, 1U);
        EXPECT_EQ(run.terms.back().ledFrom != kNever, beats);
    }
}

}  // namespace
}  // namespace raft
