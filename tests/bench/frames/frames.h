#pragma once
// The whole window without a window: what a frame costs before anything is sent to a graphics card.

#include <memory>
#include <string>

#include "app/gui/panels/workspace.h"
#include "app/gui/shell/headless.h"
#include "app/studio/studio.h"

namespace bench {

/// Ends the program with a sentence if there are no typefaces.
class Frames {
public:
    Frames(int width, int height);

    studio::Studio& studio() { return *studio_; }
    gui::HeadlessUi& ui() { return *ui_; }
    const gui::Workspace& workspace() const { return *workspace_; }

    /// Opens a session and returns whether it could.
    bool open(const std::string& path) { return studio_->open(path); }
    /// One frame after `seconds` of wall time: what was asked for is done, then everything is drawn.
    void frame(double seconds);
    /// Of the last frame.
    int vertices() const;

private:
    int width_;
    int height_;
    std::unique_ptr<gui::HeadlessUi> ui_;
    std::unique_ptr<studio::Studio> studio_;
    std::unique_ptr<gui::Workspace> workspace_;
};

}  // namespace bench
