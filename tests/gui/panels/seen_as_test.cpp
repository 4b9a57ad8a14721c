// "See as S3" over the whole window: nothing that is written anywhere tells what S3 cannot know.

#include <set>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;
using raft::NodeId;

class SeenAs : public WorkspaceTest {
protected:
    /// S1 stands for election; half a hop later, in one of the two runs, what the voters are doing differs.
    void stand(bool other) {
        raft::ClusterConfig config;
        config.timers = raft::Timers::Manual;
        studio().execute(cmd::LeaveUnsaved{});
        execute(cmd::NewCluster{config});
        if (studio().dialog() != studio::Dialog::None) execute(cmd::LeaveUnsaved{});
        if (studio().playback().isPlaying()) execute(cmd::PlayPause{});
        execute(cmd::FireTimeout{NodeId(0)});
        runTo(5);
        if (other) execute(cmd::ToggleCrash{NodeId(1)});
        runTo(15);
        ASSERT_EQ(history().time(), raft::SimTime::fromMs(15));
    }

    /// Every text of the window that is not about who looks at it: the tools act on the cluster as it is.
    std::multiset<std::string> written() {
        std::multiset<std::string> texts;
        for (const FrameRecord::TextSpot& spot : workspace().record().texts()) texts.insert(spot.text);
        return texts;
    }

    std::vector<std::multiset<std::string>> allWritten(NodeId eye) {
        std::vector<std::multiset<std::string>> all;
        execute(cmd::SeeAs{eye});
        for (const studio::Preset preset : {studio::Preset::Study, studio::Preset::Explore}) {
            execute(cmd::SetPreset{preset});
            for (const NodeId server : {NodeId(0), NodeId(1), NodeId(2)}) {
                execute(cmd::Select{raft::nodeRef(server)});
                draw();
                all.push_back(written());
            }
            execute(cmd::Select{raft::Ref{}});
            draw();
            all.push_back(written());
            execute(cmd::ToggleDrawer{studio::Drawer::Feed});
            for (int i = 0; i < 3; ++i) carryOut();
            all.push_back(written());
            execute(cmd::ToggleDrawer{studio::Drawer::Feed});
        }
        return all;
    }
};

TEST_F(SeenAs, NoPanelTellsWhatOnlyWeKnow) {
    for (const NodeId eye : {NodeId(0), raft::kNoNode}) {
        stand(false);
        const auto one = allWritten(eye);
        stand(true);
        const auto other = allWritten(eye);
        ASSERT_EQ(one.size(), other.size());
        int different = 0;
        for (std::size_t i = 0; i < one.size(); ++i) {
            if (one[i] == other[i]) continue;
            ++different;
            if (eye == raft::kNoNode) continue;
            for (const std::string& text : one[i])
                EXPECT_NE(other[i].count(text), 0u) << i << ": only one says " << text;
            for (const std::string& text : other[i])
                EXPECT_NE(one[i].count(text), 0u) << i << ": only the other: " << text;
        }
        EXPECT_EQ(different > 3, eye == raft::kNoNode) << "everybody sees the difference but the candidate";
    }
}

/// What must hold is ours to know, wherever it is written.
TEST_F(SeenAs, PropertiesAndClientsAreNobodysKnowledge) {
    execute(cmd::SetPreset{studio::Preset::Explore});
    runTo(600);
    draw();
    const auto reads = [&](std::string_view words) {
        for (const auto& spot : workspace().record().texts()) {
            if (spot.text.find(words) != std::string::npos) return true;
        }
        return false;
    };
    EXPECT_TRUE(reads("Leader Completeness"));
    EXPECT_TRUE(reads("calls: 0"));
    clickOn("shield");
    draw();
    EXPECT_TRUE(workspace().state().propertiesOpen);
    execute(cmd::SeeAs{NodeId(1)});
    draw();
    EXPECT_FALSE(reads("Leader Completeness"));
    EXPECT_FALSE(reads("calls: 0"));
    EXPECT_TRUE(reads("S2 cannot know this."));
    EXPECT_EQ(workspace().record().find("shield"), nullptr);
}

}  // namespace
}  // namespace gui
