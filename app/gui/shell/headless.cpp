#include "app/gui/shell/headless.h"

#include <imgui.h>

#include "app/gui/shell/font_paths.h"
#include "app/gui/shell/font_sheet.h"
#include "app/gui/shell/glyphs.h"
#include "app/gui/shell/imgui_input.h"
#include "app/gui/shell/rasterizer.h"

namespace gui {

std::unique_ptr<HeadlessUi> HeadlessUi::create(const HeadlessOptions& options, std::string& error) {
    std::unique_ptr<HeadlessUi> ui(new HeadlessUi());
    ui->fonts_ = FontBook::open(options.fontDirectory.empty() ? cutFontDirectory() : options.fontDirectory, error);
    if (ui->fonts_ == nullptr) return nullptr;
    ui->context_ = ImGui::CreateContext(ui->fonts_->imguiAtlas());
    ImGui::SetCurrentContext(ui->context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;  // As in the window.
#if IMGUI_VERSION_NUM >= 19200
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
    mapKeys(io);
    ui->fonts_->setDefaultSize(options.fontSizePx);
    ui->resize(options.width, options.height);
    return ui;
}

HeadlessUi::~HeadlessUi() {
    if (context_ != nullptr) ImGui::DestroyContext(context_);
}

void HeadlessUi::resize(int width, int height) {
    ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
}

std::vector<KeyPress> HeadlessUi::beginFrame(double seconds) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
    fonts_->beginFrame();
    input_.feed();
    ImGui::NewFrame();
    return input_.takeKeys();
}

void HeadlessUi::endFrame() {
    ImGui::Render();
#if IMGUI_VERSION_NUM >= 19200
    // Nobody uploads anything here, but Dear ImGui waits for the answers of a renderer.
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
        const bool dying = texture->Status == ImTextureStatus_WantDestroy;
        if (dying) texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(dying ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
#endif
}

void HeadlessUi::click(float x, float y, int button) {
    input_.mouseMoved(x, y);
    input_.buttonPressed(button);
    input_.buttonReleased(button);
}

void HeadlessUi::drag(float fromX, float fromY, float toX, float toY) {
    input_.mouseMoved(fromX, fromY);
    input_.buttonPressed(0);
    input_.mouseMoved(toX, toY);
    input_.buttonReleased(0);
}

void HeadlessUi::tap(Key key, int mods) {
    const auto hold = [&](Key modifier, int bit) {
        if ((mods & bit) != 0) input_.keyPressed(modifier, mods);
    };
    const auto release = [&](Key modifier, int bit) {
        if ((mods & bit) != 0) input_.keyReleased(modifier);
    };
    hold(Key::LeftCtrl, kModCtrl);
    hold(Key::LeftShift, kModShift);
    hold(Key::LeftAlt, kModAlt);
    input_.keyPressed(key, mods);
    input_.keyReleased(key);
    release(Key::LeftAlt, kModAlt);
    release(Key::LeftShift, kModShift);
    release(Key::LeftCtrl, kModCtrl);
}

void HeadlessUi::type(std::string_view utf8) {
    while (!utf8.empty()) {
        const char32_t character = takeCharacter(utf8);
        const Key key = keyForCharacter(character);
        input_.keyPressed(key, 0);
        input_.characterTyped(character);
        input_.keyReleased(key);
    }
}

Image HeadlessUi::picture(std::uint32_t background) const {
    ImGui::SetCurrentContext(context_);
    return rasterize(*ImGui::GetDrawData(), fonts_->sheet().coverage(), background);
}

}  // namespace gui
