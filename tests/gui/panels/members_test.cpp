// Other members in the window: the dialog that asks for them, and the one that makes a cluster.

#include <algorithm>

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using raft::NodeId;
using raft::NodeSet;

class MembersPanel : public LayoutChecks {
protected:
    bool has(std::string_view id) { return workspace().record().find(id) != nullptr; }
    const raft::Configuration& config() { return history().world().cluster().node(NodeId(0)).config(); }
    /// S1 of three leads and has committed something.
    void lead(int voters, int servers) {
        raft::ClusterConfig config;
        config.servers.clear();
        for (int i = 1; i <= servers; ++i) config.servers.push_back("S" + std::to_string(i));
        config.voters = NodeSet::firstNodes(voters);
        config.timers = raft::Timers::Manual;
        execute(studio::cmd::NewCluster{config});
        execute(studio::cmd::FireTimeout{NodeId(0)});
        runTo(100);
        execute(studio::cmd::Send{});
        runTo(250);
    }
};

TEST_F(MembersPanel, TicksBecomeAJointChangeWithWhatItTakes) {
    lead(3, 5);
    execute(studio::cmd::Show{studio::Dialog::Members});
    draw();
    clickOn("members.S4");
    clickOn("members.S5");
    clickOn("members.S1");
    draw();
    clickOn("dialog.do");
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
    EXPECT_EQ(config().oldVoters, NodeSet::firstNodes(3));
    EXPECT_EQ(config().voters, NodeSet::firstNodes(5) - NodeSet::firstNodes(1));
}

TEST_F(MembersPanel, AVoterBecomesALearnerByAJointChange) {
    lead(3, 5);
    execute(studio::cmd::Show{studio::Dialog::Members});
    draw();
    clickOn("members.learner.S3");
    draw();
    clickOn("members.S4");
    draw();
    clickOn("dialog.do");
    carryOut();
    const NodeSet third = NodeSet::firstNodes(3) - NodeSet::firstNodes(2);
    EXPECT_EQ(config().oldVoters, NodeSet::firstNodes(3));
    EXPECT_EQ(config().voters, NodeSet::firstNodes(4) - third) << "nobody is both";
    EXPECT_EQ(config().learners, third);
}

TEST_F(MembersPanel, ARefusedWishStaysOpenAndSaysWhy) {
    lead(3, 5);
    execute(studio::cmd::Show{studio::Dialog::Members});
    draw();
    EXPECT_FALSE(has("members.direct")) << "that is not Raft";
    clickOn("members.S4");
    clickOn("members.S5");
    clickOn("members.single");
    draw();
    clickOn("dialog.do");
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::Members);
    EXPECT_NE(studio().notice().find("refused to change 2 voters"), std::string::npos) << studio().notice();
    EXPECT_EQ(config().voters, NodeSet::firstNodes(3));
    clickOn("members.S5");
    draw();
    clickOn("dialog.do");
    carryOut();
    EXPECT_EQ(config().voters, NodeSet::firstNodes(4));
}

TEST_F(MembersPanel, PointedAtAConfigurationInALogWritesItsMembersOut) {
    lead(3, 5);
    execute(studio::cmd::ChangeMembers{raft::ChangeMembers::Kind::AddServer,
                                       NodeSet::firstNodes(4) - NodeSet::firstNodes(3)});
    draw();
    // Along the row of S1, from its first cell on: what is under the mouse is written beside it.
    const FrameRecord::ClickSpot* logs = workspace().record().find("logs");
    ASSERT_NE(logs, nullptr);
    const auto count = [this] {
        const auto& texts = workspace().record().texts();
        return std::count_if(texts.begin(), texts.end(),
                             [](const FrameRecord::TextSpot& text) { return text.text == "{S1,S2,S3,S4}"; });
    };
    pointAt(ImVec2(2, 2));
    const auto before = count();
    int told = 0;
    int points = 0;
    for (float x = logs->box.left; x < logs->box.right; x += 6) {
        pointAt(ImVec2(x, logs->box.top + 44));
        told += count() > before ? 1 : 0;
        ++points;
    }
    EXPECT_GT(told, 0);
    EXPECT_LT(told, points / 2) << "over one cell, not over commands";
}

TEST_F(MembersPanel, ANewClusterHasTheVotersAndLearnersThatWereChosen) {
    execute(studio::cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("new.voter.S5");
    clickOn("new.learner.S4");
    clickOn("dialog.do");
    carryOut();
    EXPECT_EQ(config().voters, NodeSet::firstNodes(3));
    EXPECT_EQ(config().learners, NodeSet::firstNodes(4) - NodeSet::firstNodes(3));
    execute(studio::cmd::Show{studio::Dialog::NewCluster});
    draw();
    clickOn("new.servers.3");
    draw();
    clickOn("dialog.do");
    carryOut();
    EXPECT_EQ(config().voters, NodeSet::firstNodes(3));
    EXPECT_TRUE(config().learners.empty());
}

TEST_F(MembersPanel, AServersMenuStaysInALowWindow) {
    lead(3, 5);
    for (const auto& [width, height, percent] : {WindowSize{1280, 720, 150}, WindowSize{1600, 900, 100}}) {
        execute(studio::cmd::SetScale{percent});
        resize(width, height);
        execute(studio::cmd::Select{raft::nodeRef(NodeId(3))});
        execute(studio::cmd::OpenMenu{});
        draw();
        for (const char* item : {"menu.node.crash", "menu.node.changeMembers", "menu.node.fsync"}) {
            const FrameRecord::ClickSpot* spot = workspace().record().find(item);
            ASSERT_NE(spot, nullptr) << item;
            EXPECT_GE(spot->box.top, 0) << item;
            EXPECT_LE(spot->box.bottom, static_cast<float>(height)) << item << " at " << percent;
        }
    }
}

TEST_F(MembersPanel, DialogsAndPicturesOfAChangeAreClean) {
    lead(3, 5);
    execute(studio::cmd::ChangeMembers{raft::ChangeMembers::Kind::AddLearner,
                                       NodeSet::firstNodes(4) - NodeSet::firstNodes(3)});
    runTo(400);
    execute(studio::cmd::CutLinks{{{NodeId(0), NodeId(1)}, {NodeId(0), NodeId(2)}}, false});
    execute(
        studio::cmd::ChangeMembers{raft::ChangeMembers::Kind::Joint, NodeSet::firstNodes(5) - NodeSet::firstNodes(2)});
    runTo(600);
    expectClean("a joint configuration");
    execute(studio::cmd::ShowPicture{studio::Picture::Configs});
    expectClean("configurations");
    execute(studio::cmd::ShowPicture{studio::Picture::Votes});
    expectClean("majorities");
    for (const studio::Dialog dialog : {studio::Dialog::Members, studio::Dialog::NewCluster}) {
        execute(studio::cmd::Show{dialog});
        expectClean("a dialog");
        execute(studio::cmd::Escape{});
    }
}

}  // namespace
}  // namespace gui
