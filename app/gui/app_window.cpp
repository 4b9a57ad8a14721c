#include "app/gui/app_window.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "app/gui/frame_times.h"
#include "app/gui/panels/workspace.h"
#include "app/gui/shell/image_clipboard.h"
#include "app/gui/shell/window.h"
#include "app/gui/window_state.h"
#include "app/studio/author_desk.h"
#include "app/studio/self_study.h"

namespace gui {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Days since 1 January 1970 where the reader is.
int today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    if (localtime_r(&now, &local) == nullptr) return 0;
    constexpr std::time_t kDay = 86'400;
    return static_cast<int>((now + local.tm_gmtoff) / kDay);
}

bool hasLeader(const raft::ClusterView& view) {
    for (const raft::NodeView& node : view.nodes) {
        if (node.up && node.role == raft::RoleView::Leader) return true;
    }
    return false;
}

/// The window's loop: what is asked for is done, then drawn; then it sleeps until something may look different.
class AppWindow {
public:
    AppWindow(Window& window, studio::Studio& studio)
        : window_(window), studio_(studio), workspace_(window.fonts()), state_(std::getenv("RAFTLAB_E2E_STATE")) {}

    void run(std::chrono::steady_clock::time_point start) {
        const bool exitsEarly = std::getenv("RAFTLAB_EXIT_AFTER_FIRST_LEADER") != nullptr;
        while (!studio_.wantsQuit()) {
            waitForWork();
            times_.begin();
            drawFrame();
            times_.end();
            if (!exitsEarly || !hasLeader(workspace_.view())) continue;
            std::fprintf(stderr, "raftlab: first leader after %.2f s\n", secondsSince(start));
            return;
        }
    }

private:
    /// Sleeps until there is something to draw. Files are looked at twice a second, and that alone draws nothing.
    void waitForWork() {
        constexpr double kFileSeconds = 0.5;
        for (bool idle = true; idle;) {
            const double seconds = secondsToNextFrame();
            const bool wanted = window_.waitForEvents(std::min(seconds, kFileSeconds));
            if (secondsSince(lastLook_) >= kFileSeconds) {
                studio_.authors().watchFiles();
                lastLook_ = std::chrono::steady_clock::now();
            }
            idle = !wanted && seconds > kFileSeconds && !studio_.needsFrame();
        }
    }
    double secondsToNextFrame() const {
        constexpr double kHeldSeconds = 0.1;  // The run waits, but what it shows may still be on its way to the screen.
        if (workspace_.holdsTime()) return std::min(kHeldSeconds, workspace_.nextWakeUp());
        if (studio_.needsFrame()) return 0;
        return std::min({workspace_.nextWakeUp(), studio::secondsToWake(studio_), studio_.nextTick()});
    }
    void drawFrame() {
        const FrameInput& input = window_.beginFrame();
        if (input.closeRequested) studio_.commands().push(studio::cmd::Quit{});
        for (const std::string& path : input.droppedFiles) studio_.commands().push(studio::cmd::OpenFile{path});
        workspace_.readKeys(studio_, input.keys);
        state_.countCommands(studio_.commands().pending().size());
        studio_.update(workspace_.holdsTime() ? 0 : input.dtSeconds);
        const Area whole{0, 0, static_cast<float>(input.width), static_cast<float>(input.height)};
        workspace_.draw(studio_, {whole, input.contentScale});
        window_.endFrame(workspace_.background());
        state_.write(studio_, workspace_);
        if (studio_.presenting().on != presents_) {
            presents_ = studio_.presenting().on;
            presents_ ? window_.enterFullscreen() : window_.leaveFullscreen();
        }
        const std::string title = studio_.windowTitle();
        if (title != title_) window_.setTitle(title);
        title_ = title;
    }

    Window& window_;
    studio::Studio& studio_;
    Workspace workspace_;
    WindowState state_;
    FrameTimes times_{std::getenv("RAFTLAB_FRAME_TIMES")};
    std::string title_;
    std::chrono::steady_clock::time_point lastLook_ = std::chrono::steady_clock::now();
    bool presents_ = false;  ///< The window fills the screen.
};

}  // namespace

int runAppWindow(const AppWindowOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    studio::StudioOptions studioOptions;
    studioOptions.configDir = options.configDir;
    studioOptions.stateDir = options.stateDir;
    studioOptions.lessonDir = options.lessonDir;
    studioOptions.copyImage = copyImageToClipboard;
    studioOptions.today = today;
    if (!options.language.empty()) studioOptions.language = studio::languageOf(options.language);
    studio::Studio studio(studioOptions);

    WindowError error;
    WindowOptions windowOptions;
    windowOptions.title = studio.windowTitle();
    const std::unique_ptr<Window> window = Window::create(windowOptions, error);
    if (window == nullptr) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
        return 2;
    }
    if (!options.file.empty()) {
        studio.execute(studio::cmd::OpenFile{options.file});
    } else if (const studio::CourseEntry* welcome = studio.course().find("welcome")) {
        if (welcome->available()) studio.execute(studio::cmd::OpenLesson{"welcome"});
    }
    studio.offerRecovery();
    AppWindow(*window, studio).run(start);
    return 0;
}

}  // namespace gui
