// Whatever somebody clicks, drags and types, the window keeps its feet. ./test --all lets the monkey play for longer.

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "raft/sim/random.h"
#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace fs = std::filesystem;
namespace cmd = studio::cmd;

/// How many inputs each monkey gives; RAFTLAB_MONKEY_INPUTS says otherwise.
int inputCount() {
    const char* wanted = std::getenv("RAFTLAB_MONKEY_INPUTS");
    return wanted == nullptr ? 1500 : std::atoi(wanted);
}

class Monkey : public WorkspaceTest, public testing::WithParamInterface<std::uint64_t> {
protected:
    /// What the monkey saves goes into a folder of its own.
    void SetUp() override {
        home_ = fs::temp_directory_path() / ("raftlab-monkey-" + std::to_string(GetParam()));
        before_ = fs::current_path();
        fs::remove_all(home_);
        fs::create_directories(home_);
        fs::current_path(home_);
        ::setenv("HOME", home_.c_str(), 1);
        WorkspaceTest::SetUp();
    }
    void TearDown() override {
        fs::current_path(before_);
        fs::remove_all(home_);
    }

    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(raft::below(raft::draw(GetParam(), raft::Luck::Loss, 0, ++count_), bound));
    }
    float anyX() { return static_cast<float>(below(static_cast<std::uint32_t>(width()) + 40)) - 20; }
    float anyY() { return static_cast<float>(below(static_cast<std::uint32_t>(height()) + 40)) - 20; }
    /// Into something that can be clicked, mostly: that is where things happen.
    ImVec2 anyPlace() {
        const auto& clicks = workspace().record().clicks();
        if (clicks.empty() || below(4) == 0) return ImVec2(anyX(), anyY());
        const Area& box = clicks[below(static_cast<std::uint32_t>(clicks.size()))].box;
        return ImVec2(box.left + box.width() * static_cast<float>(below(100)) / 100,
                      box.top + box.height() * static_cast<float>(below(100)) / 100);
    }

    void anyInput() {
        switch (below(16)) {
            case 0:
            case 1: {
                const ImVec2 at = anyPlace();
                return ui().moveMouse(at.x, at.y);
            }
            case 2:
            case 3:
            case 4:
            case 5: {
                const ImVec2 at = anyPlace();
                return ui().click(at.x, at.y, below(6) == 0 ? 1 : 0);
            }
            case 6:
            case 7: {
                const ImVec2 from = anyPlace();
                const ImVec2 to = anyPlace();
                return ui().drag(from.x, from.y, to.x, to.y);
            }
            case 8: return ui().input().wheelTurned(0, static_cast<float>(below(7)) - 3);
            case 9: return ui().type(kWords[below(kWords.size())]);
            case 10: return resizeAnyhow();
            default: return anyKey();
        }
    }
    void anyKey() {
        const int mods[] = {0, 0, 0, 0, kModShift, kModCtrl, kModCtrl | kModShift, kModAlt};
        ui().tap(static_cast<Key>(1 + below(static_cast<std::uint32_t>(Key::LeftShift) - 1)), mods[below(8)]);
    }
    void resizeAnyhow() {
        if (below(8) == 0) resize(640 + static_cast<int>(below(1400)), 480 + static_cast<int>(below(900)));
    }

    /// Nothing may be written outside of the monkey's own folder, and a monkey that quits goes on.
    void keepInside() {
        for (studio::Command& command : studio().commands().takeAll()) {
            const auto* file = command.as<cmd::SaveFile>();
            if (file != nullptr && file->path.rfind(home_.string(), 0) != 0) continue;
            if (command.is<cmd::Quit>()) continue;
            studio().commands().push(std::move(command));
        }
    }
    /// Everything that was drawn has a place.
    void expectFinite() {
        const ImDrawData* data = ImGui::GetDrawData();
        ASSERT_NE(data, nullptr);
        for (int i = 0; i < data->CmdListsCount; ++i) {
            for (const ImDrawVert& vertex : data->CmdLists[i]->VtxBuffer) {
                ASSERT_TRUE(std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y));
            }
        }
    }

private:
    static constexpr std::array<std::string_view, 8> kWords{"x=1",      "S3", "领导人", "120 ms",
                                                            "%s{node}", "1",  "]]",     "é"};

    fs::path home_;
    fs::path before_;
    std::uint64_t count_ = 0;
};

TEST_P(Monkey, PlaysWithTheWindowAndBreaksNothing) {
    draw();
    const int inputs = inputCount();
    for (int i = 0; i < inputs; ++i) {
        anyInput();
        draw();
        keepInside();
        studio().update(static_cast<double>(below(100)) / 1000);
        if (i % 16 == 0) expectFinite();
        if (HasFatalFailure()) return;
    }
    draw();
    EXPECT_FALSE(workspace().record().texts().empty());
    // Whatever it has bent or broken, what it did can be saved and done again.
    EXPECT_TRUE(studio().save("monkey.session.json") && fs::exists("monkey.session.json")) << studio().notice();
}

INSTANTIATE_TEST_SUITE_P(Seeds, Monkey, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace gui
