#include "tests/bench/frames/frames.h"

#include <imgui.h>

#include <cstdio>
#include <cstdlib>

namespace bench {

Frames::Frames(int width, int height) : width_(width), height_(height) {
    gui::HeadlessOptions options;
    options.width = width;
    options.height = height;
    std::string error;
    ui_ = gui::HeadlessUi::create(options, error);
    if (ui_ == nullptr) {
        std::fprintf(stderr, "%s\n", error.c_str());
        std::exit(2);
    }
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    studio::StudioOptions studioOptions;
    studioOptions.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
    studioOptions.language = studio::Language::English;
    studio_ = std::make_unique<studio::Studio>(studioOptions);
    workspace_ = std::make_unique<gui::Workspace>(ui_->fonts());
}

void Frames::frame(double seconds) {
    studio_->update(seconds);
    ui_->frame([this] {
        workspace_->draw(*studio_, {{0, 0, static_cast<float>(width_), static_cast<float>(height_)}, 1});
    });
}

int Frames::vertices() const { return ImGui::GetDrawData()->TotalVtxCount; }

}  // namespace bench
