#pragma once

#include <cstddef>
#include <string>

#include "app/gui/panels/workspace.h"
#include "app/studio/studio.h"

namespace gui {

/// Keeps a file that says, as one line of JSON, what the window shows and where things stand in it, so that a script
/// with a mouse can use the window and judge what came of it.
class WindowState {
public:
    /// `path` null or empty: no such file.
    explicit WindowState(const char* path) : path_(path == nullptr ? "" : path) {}

    void countCommands(std::size_t count) { commands_ += count; }
    /// Replaces the file, in one go, if anything has changed.
    void write(const studio::Studio& studio, Workspace& workspace);

private:
    std::string path_;
    std::string text_;
    std::string written_;
    std::size_t commands_ = 0;  ///< That were asked for so far.
};

}  // namespace gui
