#pragma once

#include <fstream>

namespace gui {

/// Writes what each frame of the window has cost into a file, one line a frame: microseconds of this thread's CPU,
/// microseconds on the wall, vertices. tests/measure_frames.sh reads it.
class FrameTimes {
public:
    /// `path` null or empty: nothing is measured.
    explicit FrameTimes(const char* path);

    void begin();
    /// The frame has been handed to the display.
    void end();

private:
    std::ofstream file_;
    double cpu_ = 0;
    double wall_ = 0;
};

}  // namespace gui
