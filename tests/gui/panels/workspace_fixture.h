#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/gui/panels/workspace.h"
#include "app/studio/studio.h"
#include "tests/gui/shell/headless_fixture.h"

namespace gui {

/// The whole content of the window without a window. Commands stay in the queue until carryOut(), so that a test can
/// compare what the panels have asked for.
class WorkspaceTest : public HeadlessTest {
protected:
    void SetUp() override {
        HeadlessTest::SetUp();
        if (HasFatalFailure()) return;
        studio::StudioOptions options;
        options.courseDir = std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course";
        options.language = studio::Language::English;
        options.lessonDir = lessonDir();
        studio_ = std::make_unique<studio::Studio>(options);
        workspace_ = std::make_unique<Workspace>(fonts());
        resize(1600, 900);
    }

    /// Where lessons of one's own live; none.
    virtual std::string lessonDir() { return {}; }

    studio::Studio& studio() { return *studio_; }
    Workspace& workspace() { return *workspace_; }
    const raft::History& history() { return studio().document().history(); }

    void resize(int width, int height) {
        width_ = width;
        height_ = height;
        ui().resize(width, height);
    }

    int width() const { return width_; }
    int height() const { return height_; }

    /// Frames until all queued input has been seen.
    void draw() {
        const std::vector<KeyPress> keys = ui().settle([this] {
            const Area window{0, 0, static_cast<float>(width_), static_cast<float>(height_)};
            workspace_->draw(*studio_, {window, 1});
        });
        workspace_->readKeys(*studio_, keys);
    }

    /// Does what was asked for, and draws what came of it.
    void carryOut() {
        studio_->update(0);
        draw();
    }
    void execute(const studio::Command& command) {
        studio_->execute(command);
        EXPECT_EQ(studio_->notice(), "");
    }
    /// Lets simulated time pass as a person would, at the speed of the wall's clock; then the clock stands again.
    void runTo(std::int64_t ms) {
        execute(studio::cmd::SetPace{false, 1000});
        for (int frame = 0; frame < 1000 && history().time() < raft::SimTime::fromMs(ms); ++frame) {
            if (!studio_->playback().isPlaying()) execute(studio::cmd::PlayPause{});
            studio_->update(static_cast<double>(raft::SimTime::fromMs(ms).us - history().time().us) / 1e6);
        }
        if (studio_->playback().isPlaying()) execute(studio::cmd::PlayPause{});
    }

    ImVec2 middleOf(std::string_view id) {
        const FrameRecord::ClickSpot* spot = workspace_->record().find(id);
        EXPECT_NE(spot, nullptr) << id;
        return spot == nullptr ? ImVec2(0, 0) : ImVec2(spot->box.middleX(), spot->box.middleY());
    }
    void pointAt(ImVec2 at) {
        ui().moveMouse(at.x, at.y);
        draw();
    }
    void pointAt(std::string_view id) { pointAt(middleOf(id)); }
    void clickAt(ImVec2 at) {
        pointAt(at);
        ui().click(at.x, at.y);
        draw();
    }
    void clickOn(std::string_view id) { clickAt(middleOf(id)); }
    void drag(ImVec2 from, ImVec2 to) {
        pointAt(from);
        ui().drag(from.x, from.y, to.x, to.y);
        draw();
    }
    void press(Key key, int mods = 0) {
        ui().tap(key, mods);
        draw();
    }

    /// The commands of one kind that were asked for and not yet done.
    template <class T>
    std::vector<T> asked() {
        std::vector<T> found;
        for (const studio::Command& command : studio_->commands().pending()) {
            if (const T* one = command.as<T>()) found.push_back(*one);
        }
        return found;
    }

private:
    std::unique_ptr<studio::Studio> studio_;
    std::unique_ptr<Workspace> workspace_;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace gui
