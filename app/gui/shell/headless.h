#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/fonts.h"
#include "app/gui/keys.h"
#include "app/gui/shell/image.h"
#include "app/gui/shell/input_queue.h"

struct ImGuiContext;

namespace gui {

struct HeadlessOptions {
    int width = 1280;
    int height = 720;
    float fontSizePx = 14;
    std::string fontDirectory;  ///< Where the cut typefaces are; empty: where the build has put them.
};

/// A Dear ImGui context with typefaces and input but no window, no OpenGL and no clock: panels are drawn and used in it
/// by tests, frame by frame.
///
///     std::unique_ptr<HeadlessUi> ui = HeadlessUi::create({}, error);
///     ui->frame([&] { panel.draw(...); });
///     ui->click(200, 40);                       // two frames' worth of events
///     ui->settle([&] { panel.draw(...); });     // frames until all of them have arrived
class HeadlessUi {
public:
    /// Null, and `error` filled, if there are no typefaces. The context is made current.
    static std::unique_ptr<HeadlessUi> create(const HeadlessOptions& options, std::string& error);
    ~HeadlessUi();
    HeadlessUi(const HeadlessUi&) = delete;
    HeadlessUi& operator=(const HeadlessUi&) = delete;

    FontBook& fonts() { return *fonts_; }
    InputQueue& input() { return input_; }
    void resize(int width, int height);

    /// Starts a frame that lasts `seconds` and returns the key presses of it. Then ImGui calls, then endFrame().
    std::vector<KeyPress> beginFrame(double seconds = 1.0 / 60);
    void endFrame();

    /// One whole frame; returns its key presses.
    template <typename Draw>
    std::vector<KeyPress> frame(Draw&& draw) {
        std::vector<KeyPress> presses = beginFrame();
        draw();
        endFrame();
        return presses;
    }

    /// Frames until all queued input has arrived, and two more for what follows from it. Returns all key presses.
    template <typename Draw>
    std::vector<KeyPress> settle(Draw&& draw) {
        std::vector<KeyPress> all;
        for (int after = 0; after < 2; after = input_.waiting() || fonts_->wantsFrame() ? 0 : after + 1) {
            const std::vector<KeyPress> presses = frame(draw);
            all.insert(all.end(), presses.begin(), presses.end());
        }
        return all;
    }

    // Input, queued like a window's.
    void moveMouse(float x, float y) { input_.mouseMoved(x, y); }
    void click(float x, float y, int button = 0);
    void drag(float fromX, float fromY, float toX, float toY);
    void tap(Key key, int mods = 0);
    void type(std::string_view utf8);

    /// The picture of the last finished frame on `background` (0xRRGGBB), the same bytes on every machine.
    Image picture(std::uint32_t background) const;

private:
    HeadlessUi() = default;

    std::unique_ptr<FontBook> fonts_;
    ImGuiContext* context_ = nullptr;
    InputQueue input_;
};

}  // namespace gui
