#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "app/gui/keys.h"

namespace gui {

/// Everything that mouse and keyboard did, in order, until Dear ImGui has seen it. The library looks at the state of
/// buttons and keys once a frame, so two clicks within one frame would be one to it and a short one none. The queue
/// gives it at most one change of each button per frame; later frames get the rest. Key presses for our own shortcuts
/// do not wait for that: a frame gets all of them, unless a click or a text field before them must be seen first.
///
/// An input method composes text out of keys that GLFW reports all the same: in a text field a letter that types
/// nothing is one of those, and until the text arrives so are the keys that choose, correct or give up.
class InputQueue {
public:
    static constexpr int kButtonCount = 5;

    // As they happen. Positions are pixels of the frame buffer.
    void mouseMoved(float x, float y);
    void mouseLeft();  ///< The pointer is no longer over the window.
    void buttonPressed(int button);
    void buttonReleased(int button);
    void wheelTurned(float dx, float dy);
    void keyPressed(Key key, int mods);
    void keyRepeated(Key key, int mods);
    void keyReleased(Key key);
    void characterTyped(char32_t character);
    void focusLost();  ///< Releases everything: the events that would do so go to somebody else.

    /// Before ImGui::NewFrame(), after the platform backend's: moves as much as one frame can take into ImGui's io.
    void feed();

    /// After ImGui::NewFrame(): the presses of this frame that are no text field's business. Modifier keys are never
    /// among them. While a text field is active only F1 to F12 and those combinations with Ctrl pass that edit no text.
    std::vector<KeyPress> takeKeys();

    /// True while another frame is needed although nothing more has happened.
    bool waiting() const { return !events_.empty() || !lateReleases_.empty(); }

    bool anyButtonDown() const;

private:
    enum class Kind : std::uint8_t { Move, Button, Wheel, KeyDown, KeyUp, Character };
    struct Event {
        Kind kind = Kind::Move;
        float x = 0;
        float y = 0;
        int button = 0;
        bool down = false;
        KeyPress press;
    };
    /// What has changed in the frame that is being fed.
    struct Changes {
        std::array<bool, kButtonCount> buttons{};
        std::array<bool, kKeyCount> keys{};
        bool anyButton = false;
        bool moved = false;
        bool wheel = false;
        bool editingKey = false;  ///< One that edits text rather than typing it.
        bool text = false;
        float wheelX = 0;
        float wheelY = 0;
    };

    void push(const Event& event);
    bool isForInputMethod(const Event& event);
    bool mustWait(const Event& event, const Changes& changes) const;
    void apply(const Event& event, Changes& changes);
    void applyKey(const Event& event, Changes& changes);
    void handOver(const Changes& changes) const;
    int modifiers() const;

    std::deque<Event> events_;
    std::vector<KeyPress> presses_;
    std::vector<Key> lateReleases_;  // Released in the frame of their press: ImGui hears of it one frame later.
    // As they are now, and as ImGui has been told so far.
    std::array<bool, kKeyCount> keysNow_{};
    std::array<bool, kButtonCount> buttonsNow_{};
    std::array<bool, kKeyCount> keysFed_{};
    std::array<bool, kButtonCount> buttonsFed_{};
    float mouseX_ = 0;
    float mouseY_ = 0;
    bool mouseInside_ = false;
    bool textPossible_ = false;  // A text field is active, or the click that was fed last may have made one so.
    bool clickFed_ = false;
    int composed_ = 0;  // Letters that an input method has taken and not yet made into text.
};

}  // namespace gui
