#pragma once
// The command line: everything that `raftlab` does, with or without a window.

#include <functional>
#include <string>

namespace cli {

/// What `raftlab [FILE]` asks the window for.
struct WindowRequest {
    std::string file;       ///< A lesson, a session or a trace, as given; empty: the welcome.
    std::string configDir;  ///< Where settings live: --config-dir, else the user's own; empty keeps none.
    std::string stateDir;   ///< Where runs survive a crash: below --config-dir, else the user's own; empty keeps none.
    std::string language;   ///< "en" or "zh" from --lang; empty: as the settings say.
    std::string lessonDir;  ///< Where the user's own lessons are: below --config-dir, else the user's data folder.
};

/// Opens the window, comes back when it is closed, and returns the exit code.
using OpenWindow = std::function<int(const WindowRequest&)>;

/// Does what the arguments say and returns the exit code: 0 fine, 1 the answer is no, 2 the input or the usage is
/// wrong, 3 we are wrong, 130 interrupted. An empty `openWindow` stands for a build without the window.
int run(int argc, char** argv, const OpenWindow& openWindow);

}  // namespace cli
