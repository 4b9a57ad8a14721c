#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/gui/fonts.h"
#include "app/gui/keys.h"
#include "app/gui/shell/image.h"

namespace gui {

struct WindowOptions {
    std::string title;
    int width = 1440;  ///< In logical pixels; cut to what the screen offers.
    int height = 900;
    std::string fontDirectory;  ///< Where the cut typefaces are; empty: where the build has put them.
};

/// Why there is no window. `message` is one line in English for a terminal: the catalogue has no say before start.
struct WindowError {
    enum class Kind : std::uint8_t { NoDisplay, NoOpenGl, NoFonts };
    Kind kind = Kind::NoDisplay;
    std::string message;  ///< Begins with "raftlab: no display", "raftlab: no OpenGL" or "raftlab: no typefaces".
};

/// What has happened since the frame before.
struct FrameInput {
    std::vector<KeyPress> keys;             ///< In order, none lost; without those that went to a text field.
    std::vector<std::string> droppedFiles;  ///< Paths of files that were dropped on the window.
    double dtSeconds = 0;  ///< Since the frame before, sleep included: it may be long. Dear ImGui is told at most 0.1.
    int width = 0;         ///< Of the frame buffer and of Dear ImGui's display, in pixels.
    int height = 0;
    float contentScale = 1;  ///< Of the display: 2 on most laptops with fine pixels. Multiply it into every size.
    bool focused = false;
    bool closeRequested = false;  ///< Once per request. The window stays until it is destroyed.
};

/// The window: GLFW, OpenGL 3.3 core, Dear ImGui and its typefaces. One at a time, on the main thread.
///
///     while (running) {
///         window->waitForEvents(moving ? 0 : secondsToNextWakeUp);
///         const FrameInput& input = window->beginFrame();
///         ...draw with Dear ImGui...
///         window->endFrame(0xF6F5F1);
///     }
class Window {
public:
    /// Opens it, or returns null and fills `error`.
    static std::unique_ptr<Window> create(const WindowOptions& options, WindowError& error);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    FontBook& fonts();

    /// Returns when the next frame is due, at most 60 times a second: at once after an event and for the few frames in
    /// which Dear ImGui follows it, else after `timeoutSeconds` (0: something moves, draw the next frame; infinity:
    /// nothing will happen by itself). Sleeps meanwhile, and neither draws nor returns for events that nobody sees.
    /// Returns whether the window itself wants a frame, and not only the caller, whose time is over.
    bool waitForEvents(double timeoutSeconds);

    /// Starts a frame of Dear ImGui. The reference is valid until the next call.
    const FrameInput& beginFrame();

    /// Draws the frame on `background` (0xRRGGBB) and shows it.
    void endFrame(std::uint32_t background);

    /// The picture of the last frame, between endFrame() and the next beginFrame(); at other times it is empty.
    Image captureFrame();

    /// The next `count` calls of waitForEvents() do not wait for events.
    void requestFrames(int count);

    void setTitle(const std::string& title);
    void enterFullscreen();  ///< On the screen that holds most of the window.
    void leaveFullscreen();
    bool isFullscreen() const;

private:
    struct Impl;
    explicit Window(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace gui
