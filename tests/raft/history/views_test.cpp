// What the two views tell of pipelines and of configurations: what a leader has sent, and when members changed.

#include <gtest/gtest.h>

#include <algorithm>

#include "raft/history/view_builder.h"
#include "tests/raft/script/script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

ClusterConfig led(int servers, bool pipeline) {
    ClusterConfig config = manualCluster(servers);
    config.clients = {"a", "b"};
    config.rules.pipeline = pipeline;
    testing::startWith(config, 1, 1, std::vector<std::string>(static_cast<std::size_t>(servers), "1"));
    config.start->leader = NodeId(0);
    return config;
}

const PeerView& rowOf(const ClusterView& view, int leader, int server) {
    for (const PeerView& peer : view.nodes[static_cast<std::size_t>(leader - 1)].peers) {
        if (peer.peer.value == server - 1) return peer;
    }
    ADD_FAILURE() << "no such peer";
    return view.nodes.front().peers.front();
}

ClusterView viewOf(const Lab& lab, NodeId seenAs = kNoNode) {
    ClusterView view;
    ClusterViewOptions options;
    options.seenAs = seenAs;
    buildClusterView(lab.history, options, view);
    return view;
}

TEST(PipelineInViews, IsEveryAppendEntriesThatHasNotArrived) {
    Lab lab(led(3, true));
    lab.wait(80);  // The first answers are in.
    lab.submit("x=1", 1);
    lab.wait(4);
    lab.act(act::Submit{lab.texts->intern("x=2"), clientEnd(1), lab.s(1), 0});
    lab.wait(4);
    const ClusterView view = viewOf(lab);
    EXPECT_TRUE(view.nodes[0].pipeline);
    const PeerView& row = rowOf(view, 1, 2);
    ASSERT_EQ(row.sent.size(), 2u) << "the second did not wait for the first one's answer";
    EXPECT_EQ(row.sent[0].first, row.matchIndex + 1);
    EXPECT_EQ(row.sent[1].last, row.nextIndex - 1);
    EXPECT_EQ(row.progress, ProgressView::Replicate);
    lab.wait(60);
    EXPECT_TRUE(rowOf(viewOf(lab), 1, 2).sent.empty()) << "all have arrived";
}

TEST(PipelineInViews, IsNothingWhereTheLeaderWaitsForAnswers) {
    Lab lab(led(3, false));
    lab.wait(60);
    lab.submit("x=1", 1);
    lab.wait(4);
    EXPECT_FALSE(viewOf(lab).nodes[0].pipeline);
    EXPECT_TRUE(rowOf(viewOf(lab), 1, 2).sent.empty());
}

TEST(PipelineInViews, SeenAsTheLeaderIsWhatNobodyHasAcknowledged) {
    Lab lab(led(3, true));
    lab.wait(60);
    lab.submit("x=1", 1);
    lab.wait(14);  // Arrived, but its answer has not.
    EXPECT_TRUE(rowOf(viewOf(lab), 1, 2).sent.empty());
    const ClusterView seen = viewOf(lab, NodeId(0));
    ASSERT_EQ(rowOf(seen, 1, 2).sent.size(), 1u) << "the leader cannot know that it has arrived";
    EXPECT_EQ(rowOf(seen, 1, 2).sent[0].last, 2u);
    lab.wait(20);
    EXPECT_TRUE(rowOf(viewOf(lab, NodeId(0)), 1, 2).sent.empty());
}

TEST(ProgressInViews, IsSnapshotForWhoLacksWhatWasCompacted) {
    Lab lab(led(3, false));
    lab.crash(3);
    lab.submit("x=1", 1);
    lab.wait(60);
    EXPECT_EQ(rowOf(viewOf(lab), 1, 3).progress, ProgressView::Replicate);
    lab.act(act::TakeSnapshot{Lab::one(1)});
    EXPECT_EQ(rowOf(viewOf(lab), 1, 3).progress, ProgressView::Snapshot);
    EXPECT_EQ(rowOf(viewOf(lab), 1, 2).progress, ProgressView::Replicate);
}

// ---- Configurations over time ----

std::vector<MomentView> configsOf(const Lab& lab, NodeId seenAs = kNoNode) {
    RunView run;
    RunViewOptions options;
    options.to = SimTime::fromMs(10'000);
    options.seenAs = seenAs;
    buildRunView(lab.history, options, run);
    std::vector<MomentView> configs;
    for (const MomentView& moment : run.moments) {
        const bool appended = moment.kind == MomentView::Kind::ConfigAppended;
        if (appended || moment.kind == MomentView::Kind::ConfigCommitted) configs.push_back(moment);
    }
    return configs;
}

act::ChangeMembership toJoint(std::initializer_list<int> servers) {
    return {{ChangeMembers::Kind::Joint, Lab::set(servers), std::nullopt, TextId()}, std::nullopt};
}

Lab threeOfFour() {
    ClusterConfig config = led(4, false);
    config.voters = Lab::set({1, 2, 3});
    return Lab(config);
}

TEST(MachinesInViews, HaveTheirClocksAndDisksButNoServerKnowsItsOwnClockToBeWrong) {
    Lab lab(led(3, false));
    lab.act(act::SetClock{lab.s(2), 500'000, SimTime::fromMs(-30)});
    lab.act(act::SetFsync{lab.s(2), SimTime::fromMs(50)});
    const NodeView all = viewOf(lab).nodes[1];
    EXPECT_EQ(all.clockOffset, SimTime::fromMs(-30));
    EXPECT_EQ(all.clockPpm, 500'000u);
    EXPECT_TRUE(all.slowDisk);
    EXPECT_FALSE(viewOf(lab).nodes[0].slowDisk);
    const NodeView own = viewOf(lab, lab.s(2)).nodes[1];
    EXPECT_EQ(own.clockOffset, SimTime());
    EXPECT_EQ(own.clockPpm, 1'000'000u);
    EXPECT_TRUE(own.slowDisk);
}

TEST(ConfigurationsInViews, AreAppendedAndCommittedByTheLeader) {
    Lab lab = threeOfFour();
    lab.wait(60);
    lab.submit("x=1", 1);
    lab.wait(60);
    EXPECT_TRUE(configsOf(lab).empty()) << "a command is none";
    ASSERT_TRUE(lab.act(toJoint({2, 3, 4})));
    ASSERT_EQ(configsOf(lab).size(), 1u);
    EXPECT_TRUE(configsOf(lab)[0].joint);
    EXPECT_EQ(configsOf(lab)[0].kind, MomentView::Kind::ConfigAppended);
    lab.wait(200);
    const std::vector<MomentView> all = configsOf(lab);
    ASSERT_EQ(all.size(), 4u) << "C_old,new appended, committed; C_new appended, committed";
    for (const MomentView& moment : all) EXPECT_EQ(moment.node, NodeId(0)) << "not by those who copy it";
    EXPECT_EQ(all[1].kind, MomentView::Kind::ConfigCommitted);
    EXPECT_TRUE(all[1].joint);
    EXPECT_EQ(all[2].kind, MomentView::Kind::ConfigAppended);
    EXPECT_FALSE(all[2].joint);
    EXPECT_EQ(all[3].kind, MomentView::Kind::ConfigCommitted);
    EXPECT_EQ(configsOf(lab, NodeId(0)).size(), 4u) << "its own deeds";
    EXPECT_TRUE(configsOf(lab, NodeId(1)).empty());
}

TEST(ConfigurationsInViews, OfAServerThatIsDownAreWhatItsDiskWillTell) {
    Lab lab = threeOfFour();
    lab.wait(60);
    lab.submit("x=1", 1);
    lab.wait(60);
    const NodeSet before = viewOf(lab).nodes[1].membership.voters;
    lab.act(toJoint({1, 2, 4}));
    lab.wait(200);
    lab.act(act::Crash{Lab::one(2)});
    EXPECT_EQ(before, Lab::set({1, 2, 3}));
    EXPECT_EQ(viewOf(lab).nodes[1].membership.voters, Lab::set({1, 2, 4}));
}

TEST(ConfigurationsInViews, AreForgottenWithTheActionThatIsTakenBack) {
    Lab lab = threeOfFour();
    lab.wait(60);
    lab.act(toJoint({2, 3, 4}));
    lab.wait(200);
    const SimTime before = lab.history.time();
    EXPECT_EQ(configsOf(lab).size(), 4u);
    ASSERT_TRUE(lab.history.undo());
    EXPECT_TRUE(configsOf(lab).empty());
    ASSERT_TRUE(lab.history.redo());
    lab.history.seekTime(before);
    EXPECT_EQ(configsOf(lab).size(), 4u);
}

TEST(SessionsInViews, AreCellsOfTheirOwnAndEndCallsInTheirOwnWay) {
    ClusterConfig config = led(3, false);
    config.sessionTimeout = SimTime::fromMs(1000);
    Lab lab(config);
    lab.wait(60);
    lab.submit("x=1", 1);
    lab.wait(200);
    const ClusterView used = viewOf(lab);
    ASSERT_EQ(used.nodes[1].cells.size(), 3u);
    EXPECT_FALSE(used.nodes[1].cells[0].session);
    EXPECT_TRUE(used.nodes[1].cells[1].session);
    EXPECT_EQ(used.nodes[1].cells[1].text, "a") << "whose it is";
    EXPECT_FALSE(used.nodes[1].cells[2].session);
    EXPECT_EQ(used.nodes[1].cells[2].text, "x=1");
    EXPECT_FALSE(used.clients[0].calls[0].expired);
    EXPECT_TRUE(used.clients[0].calls[0].ok);
    lab.wait(2000);
    lab.submit("x=2", 1);
    lab.wait(200);
    const ClusterView lost = viewOf(lab);
    ASSERT_EQ(lost.clients[0].calls.size(), 2u);
    EXPECT_TRUE(lost.clients[0].calls[1].expired);
    EXPECT_TRUE(lost.clients[0].calls[1].returned) << "the client waits no more";
    EXPECT_FALSE(lost.clients[0].calls[1].ok);
    EXPECT_FALSE(lost.clients[0].waiting);
}

TEST(SessionsInViews, AskForOneBeforeTheFirstCommand) {
    const auto firstRequest = [](std::int64_t timeout) {
        ClusterConfig config = led(3, false);
        config.sessionTimeout = SimTime::fromMs(timeout);
        Lab lab(config);
        lab.act(act::SetLatency{{LinkId{clientEnd(0), NodeId(0)}}, SimTime::fromMs(10), SimTime::fromMs(10)});
        lab.submit("x=1", 1);
        const ClusterView view = viewOf(lab);
        const auto at = std::find_if(view.messages.begin(), view.messages.end(), [](const MessageView& message) {
            return message.look == MessageLook::ClientRequest;
        });
        return at == view.messages.end() ? MessageView{} : *at;
    };
    EXPECT_TRUE(firstRequest(1000).opensSession);
    EXPECT_FALSE(firstRequest(0).opensSession);
    EXPECT_EQ(firstRequest(0).look, MessageLook::ClientRequest);
}

}  // namespace
}  // namespace raft
