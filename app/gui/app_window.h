#pragma once

#include <string>

namespace gui {

struct AppWindowOptions {
    std::string file;       ///< A lesson or a session; empty: the welcome.
    std::string configDir;  ///< Where settings live; empty keeps none.
    std::string stateDir;   ///< Where the journal of the run lives; empty keeps none.
    std::string language;   ///< "en" or "zh": wins over the settings for this run. Empty: as the settings say.
    std::string lessonDir;  ///< Where the user's own lessons live; empty: there are none.
};

/// Opens the window and returns when it has been closed: 0, or 2 if there is no display or no OpenGL.
/// The environment may ask for three things: with RAFTLAB_EXIT_AFTER_FIRST_LEADER the window closes once a leader has
/// been on the screen and tells how long that took; RAFTLAB_E2E_STATE names a file that always holds what the window
/// shows, for scripts that use it like a person; and RAFTLAB_FRAME_TIMES one that gets the cost of every frame.
int runAppWindow(const AppWindowOptions& options);

}  // namespace gui
