#pragma once

#include <string>
#include <vector>

#include "app/gui/fonts.h"
#include "app/gui/shell/input_queue.h"

struct GLFWwindow;

namespace gui {

/// What the callbacks of GLFW fill. It is the window's user pointer and must stay where it is.
struct WindowEvents {
    InputQueue input;
    std::vector<std::string> droppedFiles;
    FontBook* fonts = nullptr;  ///< To be told which characters are typed or pasted.
    bool focused = true;
    bool closeRequested = false;
    bool dirty = true;    ///< Something happened that a frame may show.
    bool exposed = true;  ///< The window may not show what was drawn last.
};

void installCallbacks(GLFWwindow* window, WindowEvents& events);

}  // namespace gui
