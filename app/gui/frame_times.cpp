#include "app/gui/frame_times.h"

#include <imgui.h>

#include <ctime>

namespace gui {
namespace {

double microseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

}  // namespace

FrameTimes::FrameTimes(const char* path) {
    if (path != nullptr && *path != '\0') file_.open(path, std::ios::binary);
}

void FrameTimes::begin() {
    if (!file_.is_open()) return;
    cpu_ = microseconds(CLOCK_THREAD_CPUTIME_ID);
    wall_ = microseconds(CLOCK_MONOTONIC);
}

void FrameTimes::end() {
    if (!file_.is_open()) return;
    const ImDrawData* drawn = ImGui::GetDrawData();
    file_ << static_cast<long>(microseconds(CLOCK_THREAD_CPUTIME_ID) - cpu_) << ' '
          << static_cast<long>(microseconds(CLOCK_MONOTONIC) - wall_) << ' '
          << (drawn == nullptr ? 0 : drawn->TotalVtxCount) << '\n';
    file_.flush();
}

}  // namespace gui
