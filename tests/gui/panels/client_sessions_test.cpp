// Clients' sessions that expire, in the window: what opens one in the logs, and what ended with one in the drawer.

#include <algorithm>

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

class SessionsInTheWindow : public LayoutChecks {
protected:
    /// S1 of three leads, and a client has written twice: far enough apart for its session to expire, or not.
    void write(std::int64_t timeoutMs) {
        raft::ClusterConfig config;
        config.servers = {"S1", "S2", "S3"};
        config.timers = raft::Timers::Manual;
        config.sessionTimeout = raft::SimTime::fromMs(timeoutMs);
        execute(studio::cmd::NewCluster{config});
        execute(studio::cmd::SetPreset{studio::Preset::Explore});
        execute(studio::cmd::FireTimeout{raft::NodeId(0)});
        runTo(100);
        execute(studio::cmd::Send{});
        runTo(2000);
        execute(studio::cmd::Send{});
        runTo(2300);
        draw();
    }
    std::ptrdiff_t count(std::string_view words) {
        const auto& texts = workspace().record().texts();
        return std::count_if(texts.begin(), texts.end(),
                             [words](const FrameRecord::TextSpot& text) { return text.text == words; });
    }
    /// Along the row of S1: at how many points these words are told beside the mouse.
    int toldInLogs(std::string_view words) {
        const FrameRecord::ClickSpot* logs = workspace().record().find("logs");
        if (logs == nullptr) return -1;
        const Area box = logs->box;
        int told = 0;
        for (float x = box.left; x < box.right; x += 6) {
            pointAt(ImVec2(x, box.top + 44));
            told += count(words) > 0 ? 1 : 0;
        }
        return told;
    }
};

TEST_F(SessionsInTheWindow, AreOpenedByAnEntryThatSaysSoUnderTheMouse) {
    write(1000);
    EXPECT_GT(toldInLogs("opens a session for c"), 0);
}

TEST_F(SessionsInTheWindow, EndACallInTheDrawerOfTheClientsToo) {
    write(1000);
    EXPECT_EQ(count("session expired"), 1);
}

TEST_F(SessionsInTheWindow, AreNotToldWhereNoneExpires) {
    write(0);
    EXPECT_EQ(count("session expired"), 0);
    EXPECT_EQ(toldInLogs("opens a session for c"), 0);
}

}  // namespace
}  // namespace gui
