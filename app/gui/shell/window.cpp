#include "app/gui/shell/window.h"

#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "app/gui/imgui_compat.h"
#include "app/gui/shell/font_paths.h"
#include "app/gui/shell/font_texture.h"
#include "app/gui/shell/icon.h"
#include "app/gui/shell/imgui_input.h"
#include "app/gui/shell/screen.h"
#include "app/gui/shell/window_callbacks.h"

namespace gui {
namespace {

constexpr double kFrameSeconds = 1.0 / 60;
constexpr double kHiddenFrameSeconds = 0.25;  // Nobody sees the frames of an iconified window.
constexpr double kCaretSeconds = 0.4;         // The caret of a text field blinks.
constexpr double kImguiStepMax = 0.1;         // After a sleep, Dear ImGui's own animations go on where they were.
constexpr int kFramesAfterEvent = 3;          // Hover follows the mouse by a frame, layout by another.
constexpr int kWidthMin = 1024;
constexpr int kHeightMin = 640;

std::string lastGlfwError() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text != nullptr ? text : "no reason is known";
}

/// The screen that holds most of the window.
GLFWmonitor* monitorOf(GLFWwindow* window) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    GLFWmonitor* best = glfwGetPrimaryMonitor();
    int bestArea = 0;
    for (int i = 0; i < count; ++i) {
        int left = 0;
        int top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (mode == nullptr) continue;
        const int overlapX = std::min(x + width, left + mode->width) - std::max(x, left);
        const int overlapY = std::min(y + height, top + mode->height) - std::max(y, top);
        const int area = std::max(overlapX, 0) * std::max(overlapY, 0);
        if (area > bestArea) {
            bestArea = area;
            best = monitors[i];
        }
    }
    return best;
}

void setIcon(GLFWwindow* window) {
    Image small = windowIcon(32);
    Image large = windowIcon(64);
    const GLFWimage images[2] = {{small.width, small.height, small.rgba.data()},
                                 {large.width, large.height, large.rgba.data()}};
    glfwSetWindowIcon(window, 2, images);
}

}  // namespace

/// GLFW from init to terminate, with the window and its context between.
struct GlfwWindow {
    bool started = false;
    GLFWwindow* handle = nullptr;

    GlfwWindow() = default;
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;
    ~GlfwWindow() {
        if (handle != nullptr) glfwDestroyWindow(handle);
        if (started) glfwTerminate();
    }

    bool open(const WindowOptions& options, WindowError& error);

private:
    void fitToScreen(int& width, int& height) const;
};

void GlfwWindow::fitToScreen(int& width, int& height) const {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (monitor == nullptr) return;
    int x = 0;
    int y = 0;
    int roomX = 0;
    int roomY = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &roomX, &roomY);
    if (roomX > 0) width = std::min(width, roomX);
    if (roomY > 0) height = std::min(height, roomY);
}

bool GlfwWindow::open(const WindowOptions& options, WindowError& error) {
    started = glfwInit() == GLFW_TRUE;
    if (!started) {
        error = {WindowError::Kind::NoDisplay, "raftlab: no display: " + lastGlfwError()};
        return false;
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);  // macOS gives no core profile otherwise.
    glfwWindowHint(GLFW_SRGB_CAPABLE, GLFW_FALSE);          // Colours and coverage are meant as written.
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // Until the first frame is ready.
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "raftlab");
    int width = options.width;
    int height = options.height;
    fitToScreen(width, height);
    handle = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
    if (handle == nullptr) {
        error = {WindowError::Kind::NoOpenGl, "raftlab: no OpenGL 3.3: " + lastGlfwError()};
        return false;
    }
    glfwMakeContextCurrent(handle);
    const int version = gladLoadGL(glfwGetProcAddress);
    if (version < GLAD_MAKE_VERSION(3, 3)) {
        error = {WindowError::Kind::NoOpenGl, "raftlab: no OpenGL 3.3: the driver offers less"};
        return false;
    }
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(handle, std::min(kWidthMin, width), std::min(kHeightMin, height), GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    return true;
}

struct Window::Impl {
    // In the order of making; unmade in reverse.
    GlfwWindow glfw;
    std::unique_ptr<FontBook> fonts;
    std::unique_ptr<FontTexture> texture;
    std::unique_ptr<Screen> screen;
    WindowEvents events;
    ImGuiContext* context = nullptr;
    bool platformReady = false;
    bool rendererReady = false;

    FrameInput frame;
    double frameStart = 0;    // By glfwGetTime().
    double nextFrameDue = 0;  // No earlier: at most 60 frames a second, also where nobody waits for the screen.
    int framesWanted = kFramesAfterEvent;
    bool shown = false;
    int windowedX = 0;
    int windowedY = 0;
    int windowedWidth = 0;
    int windowedHeight = 0;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl();

    bool startImgui();
    void noteEvents();
    void pace();
    void updateLetters();
};

Window::Impl::~Impl() {
    if (rendererReady) ImGui_ImplOpenGL3_Shutdown();
    if (platformReady) ImGui_ImplGlfw_Shutdown();
    if (context != nullptr) ImGui::DestroyContext(context);
}

bool Window::Impl::startImgui() {
    context = ImGui::CreateContext(fonts->imguiAtlas());
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // Layout is remembered by the workspace.
    io.LogFilename = nullptr;
    // The callbacks are ours: the backend of 1.86 merges clicks, and loses taps, that are shorter than a frame.
    installCallbacks(glfw.handle, events);
    platformReady = ImGui_ImplGlfw_InitForOpenGL(glfw.handle, false);
    rendererReady = ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!platformReady || !rendererReady) return false;
    mapKeys(io);
    texture = std::make_unique<FontTexture>();
    screen = std::make_unique<Screen>(glfw.handle);
#if IMGUI_VERSION_NUM < 19200
    // The backend makes a texture four times as large as needed; ours takes its place.
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    IM_FREE(io.Fonts->TexPixelsRGBA32);
    io.Fonts->TexPixelsRGBA32 = nullptr;
    texture->update(*fonts);
    io.Fonts->SetTexID(textureId(texture->name()));
#endif
    return true;
}

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Window::~Window() = default;

std::unique_ptr<Window> Window::create(const WindowOptions& options, WindowError& error) {
    auto impl = std::make_unique<Impl>();
    if (!impl->glfw.open(options, error)) return nullptr;
    std::string reason;
    impl->fonts = FontBook::open(options.fontDirectory.empty() ? cutFontDirectory() : options.fontDirectory, reason);
    if (impl->fonts == nullptr) {
        error = {WindowError::Kind::NoFonts, "raftlab: no typefaces: " + reason};
        return nullptr;
    }
    impl->events.fonts = impl->fonts.get();
    if (!impl->startImgui()) {
        error = {WindowError::Kind::NoOpenGl, "raftlab: no OpenGL 3.3: Dear ImGui does not start"};
        return nullptr;
    }
    setIcon(impl->glfw.handle);
    impl->frameStart = glfwGetTime();
    return std::unique_ptr<Window>(new Window(std::move(impl)));
}

FontBook& Window::fonts() { return *impl_->fonts; }

/// Events ask for a few frames each; so do clicks that still wait for theirs.
void Window::Impl::noteEvents() {
    const bool busy = std::exchange(events.dirty, false) || events.input.waiting() || events.input.anyButtonDown();
    if (busy) framesWanted = std::max(framesWanted, kFramesAfterEvent);
}

/// Waits until the next frame may start, taking events in.
void Window::Impl::pace() {
    const bool hidden = glfwGetWindowAttrib(glfw.handle, GLFW_ICONIFIED) == GLFW_TRUE;
    const double due = hidden ? nextFrameDue + kHiddenFrameSeconds : nextFrameDue;
    glfwPollEvents();
    while (glfwGetTime() < due) glfwWaitEventsTimeout(std::max(0.0, due - glfwGetTime()));
}

bool Window::waitForEvents(double timeoutSeconds) {
    Impl& impl = *impl_;
    const double timeout = ImGui::GetIO().WantTextInput ? std::min(timeoutSeconds, kCaretSeconds) : timeoutSeconds;
    const double wakeUp = glfwGetTime() + timeout;
    impl.pace();
    impl.noteEvents();
    while (impl.framesWanted <= 0) {
        const double left = wakeUp - glfwGetTime();
        if (left <= 0) break;
        if (std::isinf(left)) {
            glfwWaitEvents();
        } else {
            glfwWaitEventsTimeout(left);
        }
        impl.noteEvents();
    }
    const bool wantsFrame = impl.framesWanted > 0 || timeout < timeoutSeconds;
    impl.framesWanted = std::max(0, impl.framesWanted - 1);
    return wantsFrame;
}

const FrameInput& Window::beginFrame() {
    Impl& impl = *impl_;
    const double now = glfwGetTime();
    FrameInput& frame = impl.frame;
    frame.dtSeconds = now - impl.frameStart;
    impl.frameStart = now;
    // A frame that came late does not make the next one come early.
    impl.nextFrameDue = std::max(impl.nextFrameDue + kFrameSeconds, now + kFrameSeconds / 2);
    glfwGetFramebufferSize(impl.glfw.handle, &frame.width, &frame.height);
    float scaleY = 1;
    glfwGetWindowContentScale(impl.glfw.handle, &frame.contentScale, &scaleY);
    frame.focused = impl.events.focused;
    frame.closeRequested = std::exchange(impl.events.closeRequested, false);
    frame.droppedFiles = std::exchange(impl.events.droppedFiles, {});

    impl.fonts->beginFrame();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    // One unit is one pixel of the frame buffer, so that text is as sharp as the screen.
    io.DisplaySize = ImVec2(static_cast<float>(frame.width), static_cast<float>(frame.height));
    io.DisplayFramebufferScale = ImVec2(1, 1);
    io.DeltaTime = static_cast<float>(std::clamp(frame.dtSeconds, 1e-4, kImguiStepMax));
    impl.events.input.feed();
    ImGui::NewFrame();
    frame.keys = impl.events.input.takeKeys();
    return frame;
}

/// Uploads the letters that are new.
void Window::Impl::updateLetters() {
    if (texture->update(*fonts)) screen->forget();
}

void Window::endFrame(std::uint32_t background) {
    Impl& impl = *impl_;
    ImGui::Render();
    if (impl.fonts->wantsFrame()) {
        requestFrames(1);
        return;
    }
    impl.updateLetters();
    if (std::exchange(impl.events.exposed, false)) impl.screen->forget();
    impl.screen->show(*ImGui::GetDrawData(), background);
    if (!std::exchange(impl.shown, true)) glfwShowWindow(impl.glfw.handle);
}

Image Window::captureFrame() {
    if (ImGui::GetDrawData() == nullptr) return {};
    impl_->updateLetters();
    return impl_->screen->capture(*ImGui::GetDrawData());
}

void Window::requestFrames(int count) { impl_->framesWanted = std::max(impl_->framesWanted, count); }

void Window::setTitle(const std::string& title) { glfwSetWindowTitle(impl_->glfw.handle, title.c_str()); }

void Window::enterFullscreen() {
    Impl& impl = *impl_;
    GLFWmonitor* monitor = monitorOf(impl.glfw.handle);
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (isFullscreen() || mode == nullptr) return;
    glfwGetWindowPos(impl.glfw.handle, &impl.windowedX, &impl.windowedY);
    glfwGetWindowSize(impl.glfw.handle, &impl.windowedWidth, &impl.windowedHeight);
    glfwSetWindowMonitor(impl.glfw.handle, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    glfwSwapInterval(1);
    requestFrames(kFramesAfterEvent);
}

void Window::leaveFullscreen() {
    Impl& impl = *impl_;
    if (!isFullscreen()) return;
    glfwSetWindowMonitor(impl.glfw.handle, nullptr, impl.windowedX, impl.windowedY, impl.windowedWidth,
                         impl.windowedHeight, GLFW_DONT_CARE);
    glfwSwapInterval(1);
    requestFrames(kFramesAfterEvent);
}

bool Window::isFullscreen() const { return glfwGetWindowMonitor(impl_->glfw.handle) != nullptr; }

}  // namespace gui
