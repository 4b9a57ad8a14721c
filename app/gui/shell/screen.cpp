#include "app/gui/shell/screen.h"

#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace gui {
namespace {

bool isSoftware(std::string_view renderer) {
    return renderer.find("llvmpipe") != std::string_view::npos || renderer.find("softpipe") != std::string_view::npos;
}

template <typename Function>
Function glxFunction(const char* name) {
    return reinterpret_cast<Function>(glfwGetProcAddress(name));
}

/// The back end changes nothing in what it draws, but does not say so.
void render(const ImDrawData& data) { ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&data)); }

void setClearColour(std::uint32_t background) {
    const auto channel = [background](unsigned shift) {
        return static_cast<float>((background >> shift) & 0xFFU) / 255.0F;
    };
    glClearColor(channel(16), channel(8), channel(0), 1);
}

}  // namespace

Screen::Screen(GLFWwindow* window) : window_(window) {
    const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (renderer == nullptr || !isSoftware(renderer)) return;
    if (glfwExtensionSupported("GLX_MESA_copy_sub_buffer") != GLFW_TRUE) return;
    const auto display = glxFunction<void* (*)()>("glXGetCurrentDisplay");
    const auto drawable = glxFunction<unsigned long (*)()>("glXGetCurrentDrawable");
    if (display == nullptr || drawable == nullptr) return;
    display_ = display();
    drawable_ = drawable();
    if (display_ == nullptr || drawable_ == 0) return;
    copyPart_ = glxFunction<CopyPart>("glXCopySubBufferMESA");
}

void Screen::drawWhole(const ImDrawData& data) const {
    glDisable(GL_SCISSOR_TEST);
    setClearColour(background_);
    glClear(GL_COLOR_BUFFER_BIT);
    render(data);
}

void Screen::showParts(const ImDrawData& data) {
    if (wholeFrames_ > 0) damage_.forget();  // Swapping has left nothing that may be relied on.
    const std::vector<PixelBox>& boxes = damage_.compare(data);
    const int height = static_cast<int>(data.DisplaySize.y);
    setClearColour(background_);
    glEnable(GL_SCISSOR_TEST);
    for (const PixelBox& box : boxes) {
        glScissor(box.left, height - box.bottom, box.right - box.left, box.bottom - box.top);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glDisable(GL_SCISSOR_TEST);
    damage_.confine(data);
    render(data);
    damage_.restore(data);
    for (const PixelBox& box : boxes) {
        copyPart_(display_, drawable_, box.left, height - box.bottom, box.right - box.left, box.bottom - box.top);
    }
}

void Screen::show(const ImDrawData& data, std::uint32_t background) {
    if (std::exchange(background_, background) != background) forget();
    // A part that is shown before the window's new size has reached Mesa stands in the wrong place.
    if (showsParts() && wholeFrames_ <= 1) {
        showParts(data);
    } else {
        drawWhole(data);
        glfwSwapBuffers(window_);
    }
    if (wholeFrames_ > 0) --wholeFrames_;
}

Image Screen::capture(const ImDrawData& data) const {
    drawWhole(data);  // Once more: what was shown may be gone from the back buffer.
    Image image{static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y), {}};
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 4;
    std::vector<std::uint8_t> upsideDown(rowBytes * static_cast<std::size_t>(image.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, upsideDown.data());
    image.rgba.reserve(upsideDown.size());
    for (int y = image.height - 1; y >= 0; --y) {
        const auto row = upsideDown.begin() + static_cast<std::ptrdiff_t>(rowBytes) * y;
        image.rgba.insert(image.rgba.end(), row, row + static_cast<std::ptrdiff_t>(rowBytes));
    }
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    return image;
}

}  // namespace gui
