#pragma once

#include <cstdint>

#include "app/gui/shell/damage.h"
#include "app/gui/shell/image.h"

struct GLFWwindow;
struct ImDrawData;

namespace gui {

/// Brings frames into the window. Where OpenGL is software and X11 can show a part of what was drawn
/// (GLX_MESA_copy_sub_buffer), only what differs from the frame before is drawn and shown: that takes half the time.
/// Elsewhere a graphics card draws everything, in step with the display. Needs the window's context to be current.
class Screen {
public:
    explicit Screen(GLFWwindow* window);

    /// Draws `data` on `background` (0xRRGGBB) and shows it.
    void show(const ImDrawData& data, std::uint32_t background);

    /// What the window shows, or what a texture holds, is no longer what it was: the next frames are drawn whole.
    void forget() { wholeFrames_ = kWholeFrames; }

    /// The picture of `data` as the last show() has drawn it.
    Image capture(const ImDrawData& data) const;

    bool showsParts() const { return copyPart_ != nullptr; }

private:
    // Of GLX, without X11's headers: a Display*, a Drawable.
    using CopyPart = void (*)(void* display, unsigned long drawable, int x, int y, int width, int height);
    static constexpr int kWholeFrames = 3;  ///< Until the window's size has reached everyone.

    void drawWhole(const ImDrawData& data) const;
    void showParts(const ImDrawData& data);

    GLFWwindow* window_;
    CopyPart copyPart_ = nullptr;
    void* display_ = nullptr;
    unsigned long drawable_ = 0;
    Damage damage_;
    std::uint32_t background_ = 0;
    int wholeFrames_ = kWholeFrames;
};

}  // namespace gui
