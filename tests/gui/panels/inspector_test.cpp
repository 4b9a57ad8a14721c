// What Why says of a server can be read to its end.

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using raft::NodeId;

class Inspector : public LayoutChecks {
protected:
    /// S1 of five leads with a pipeline and is selected.
    void lead() {
        raft::ClusterConfig config = clusterOf(5);
        config.timers = raft::Timers::Manual;
        config.rules.pipeline = true;
        config.rules.checkQuorum = true;
        open(config);
        execute(cmd::FireTimeout{NodeId(0)});
        runTo(100);
        send(2);
        execute(cmd::Select{raft::nodeRef(NodeId(0))});
        draw();
    }
    int linesWith(std::string_view word) {
        int lines = 0;
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            lines += text.text.find(word) != std::string::npos ? 1 : 0;
        }
        return lines;
    }
};

TEST_F(Inspector, LongValuesTakeSeveralLinesAndNoneIsCutShort) {
    resize(1280, 720);
    lead();
    EXPECT_EQ(linesWith("nextIndex"), 4) << "one for each peer";
    EXPECT_EQ(linesWith("acknowledged"), 4);
    for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
        const bool ofPeers = text.text.find("nextIndex") != std::string::npos;
        EXPECT_FALSE(ofPeers && text.shortened) << text.text;
        EXPECT_FALSE(ofPeers && text.text.find("acknowledged") != std::string::npos) << "it does not fit into one line";
    }
    resize(1920, 1080);
    draw();
    EXPECT_EQ(linesWith("acknowledged"), 4);
}

TEST_F(Inspector, IsCleanForALeaderThatRunsAhead) {
    lead();
    execute(cmd::Send{});
    expectClean("a pipeline");
}

}  // namespace
}  // namespace gui
