#include "app/gui/shell/input_queue.h"

#include <algorithm>
#include <cfloat>
#include <cstddef>
#include <utility>

#include "app/gui/shell/imgui_input.h"

namespace gui {
namespace {

constexpr std::size_t at(Key key) { return static_cast<std::size_t>(key); }

/// Keys that change or leave a text instead of adding to it: their order among characters matters.
bool editsText(const KeyPress& press) {
    switch (press.key) {
        case Key::Left:
        case Key::Right:
        case Key::Up:
        case Key::Down:
        case Key::Home:
        case Key::End:
        case Key::PageUp:
        case Key::PageDown:
        case Key::Insert:
        case Key::Delete:
        case Key::Backspace:
        case Key::Enter:
        case Key::Escape:
        case Key::Tab: return true;
        default: return (press.mods & (kModCtrl | kModSuper)) != 0;
    }
}

bool typesCharacter(Key key) {
    return (key >= Key::A && key <= Key::Digit9) || key == Key::Space || (key >= Key::Period && key <= Key::Grave);
}

/// Combinations with Ctrl that mean something within a text field.
bool isEditingLetter(Key key) {
    return key == Key::A || key == Key::C || key == Key::V || key == Key::X || key == Key::Y || key == Key::Z;
}

bool passesTextField(const KeyPress& press) {
    if (press.key >= Key::F1 && press.key <= Key::F12) return true;
    const bool navigates = press.key >= Key::Left && press.key <= Key::Backspace;
    return (press.mods & kModCtrl) != 0 && !isEditingLetter(press.key) && !navigates;
}

}  // namespace

void InputQueue::push(const Event& event) { events_.push_back(event); }

void InputQueue::mouseMoved(float x, float y) {
    const bool extends = !events_.empty() && events_.back().kind == Kind::Move;
    if (extends) events_.pop_back();  // Only the latest position matters until something is pressed there.
    Event event;
    event.x = x;
    event.y = y;
    push(event);
}

void InputQueue::mouseLeft() {
    if (!anyButtonDown()) mouseMoved(-FLT_MAX, -FLT_MAX);  // A drag goes on outside.
}

void InputQueue::buttonPressed(int button) {
    if (button < 0 || button >= kButtonCount) return;
    buttonsNow_[static_cast<std::size_t>(button)] = true;
    Event event;
    event.kind = Kind::Button;
    event.button = button;
    event.down = true;
    push(event);
}

void InputQueue::buttonReleased(int button) {
    if (button < 0 || button >= kButtonCount) return;
    buttonsNow_[static_cast<std::size_t>(button)] = false;
    Event event;
    event.kind = Kind::Button;
    event.button = button;
    push(event);
}

void InputQueue::wheelTurned(float dx, float dy) {
    Event event;
    event.kind = Kind::Wheel;
    event.x = dx;
    event.y = dy;
    push(event);
}

void InputQueue::keyPressed(Key key, int mods) {
    if (key == Key::None) return;
    keysNow_[at(key)] = true;
    Event event;
    event.kind = Kind::KeyDown;
    event.press = KeyPress{key, mods, false, 0};
    push(event);
}

void InputQueue::keyRepeated(Key key, int mods) {
    keyPressed(key, mods);
    if (key != Key::None) events_.back().press.repeat = true;
}

void InputQueue::keyReleased(Key key) {
    if (key == Key::None) return;
    keysNow_[at(key)] = false;
    Event event;
    event.kind = Kind::KeyUp;
    event.press.key = key;
    push(event);
}

void InputQueue::characterTyped(char32_t character) {
    if (!events_.empty() && events_.back().kind == Kind::KeyDown) events_.back().press.character = character;
    Event event;
    event.kind = Kind::Character;
    event.press.character = character;
    push(event);
}

void InputQueue::focusLost() {
    for (std::size_t i = 0; i < keysNow_.size(); ++i) {
        if (keysNow_[i]) keyReleased(static_cast<Key>(i));
    }
    for (int button = 0; button < kButtonCount; ++button) {
        if (buttonsNow_[static_cast<std::size_t>(button)]) buttonReleased(button);
    }
}

bool InputQueue::anyButtonDown() const {
    return std::any_of(buttonsNow_.begin(), buttonsNow_.end(), [](bool down) { return down; });
}

bool InputQueue::isForInputMethod(const Event& event) {
    if (!ImGui::GetIO().WantTextInput || event.kind == Kind::Character) composed_ = 0;
    const KeyPress& press = event.press;
    const bool types = typesCharacter(press.key) && (press.mods & (kModCtrl | kModAlt | kModSuper)) == 0;
    if (!ImGui::GetIO().WantTextInput || event.kind != Kind::KeyDown || isModifier(press.key)) return false;
    if (types) {
        if (press.character == 0) ++composed_;
        return press.character == 0;
    }
    if (composed_ == 0 || !editsText(press)) return false;
    // What it does with them is its own affair; only how long it goes on is ours.
    if (press.key == Key::Backspace) --composed_;
    if (press.key == Key::Escape || press.key == Key::Enter) composed_ = 0;
    return true;
}

bool InputQueue::mustWait(const Event& event, const Changes& changes) const {
    const bool typed = textPossible_ && (changes.editingKey || changes.text);
    switch (event.kind) {
        case Kind::Move: return changes.anyButton || changes.wheel;
        case Kind::Button:
            // The pointer is seen where it has come to before anything happens there: an item that lies on another
            // wins only then, and a drag is drawn at its end.
            return changes.moved || changes.buttons[static_cast<std::size_t>(event.button)] || changes.wheel || typed;
        case Kind::Wheel: return changes.anyButton;
        case Kind::Character: return changes.anyButton || (textPossible_ && changes.editingKey);
        case Kind::KeyUp:
            if (changes.anyButton) return true;
            if (isModifier(event.press.key)) return textPossible_ && changes.editingKey;
            return textPossible_ && changes.editingKey && changes.keys[at(event.press.key)];
        case Kind::KeyDown:
            if (changes.anyButton) return true;
            if (isModifier(event.press.key)) return textPossible_ && changes.editingKey;
            return textPossible_ && editsText(event.press) && (changes.keys[at(event.press.key)] || changes.text);
    }
    return false;
}

void InputQueue::applyKey(const Event& event, Changes& changes) {
    const Key key = event.press.key;
    const auto late = std::find(lateReleases_.begin(), lateReleases_.end(), key);
    if (event.kind == Kind::KeyDown) {
        if (!isModifier(key)) presses_.push_back(event.press);
        if (late != lateReleases_.end()) lateReleases_.erase(late);
        changes.editingKey = changes.editingKey || editsText(event.press);
        keysFed_[at(key)] = true;
    } else if (changes.keys[at(key)]) {
        if (late == lateReleases_.end()) lateReleases_.push_back(key);
    } else {
        keysFed_[at(key)] = false;
    }
    changes.keys[at(key)] = true;
}

void InputQueue::apply(const Event& event, Changes& changes) {
    switch (event.kind) {
        case Kind::Move:
            mouseX_ = event.x;
            mouseY_ = event.y;
            mouseInside_ = event.x > -FLT_MAX;
            changes.moved = true;
            break;
        case Kind::Button:
            buttonsFed_[static_cast<std::size_t>(event.button)] = event.down;
            changes.buttons[static_cast<std::size_t>(event.button)] = true;
            changes.anyButton = true;
            break;
        case Kind::Wheel:
            changes.wheelX += event.x;
            changes.wheelY += event.y;
            changes.wheel = true;
            break;
        case Kind::KeyDown:
        case Kind::KeyUp: applyKey(event, changes); break;
        case Kind::Character:
            changes.text = true;
            ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(event.press.character));
            break;
    }
}

int InputQueue::modifiers() const {
    const auto held = [this](Key left, Key right) { return keysFed_[at(left)] || keysFed_[at(right)]; };
    return (held(Key::LeftShift, Key::RightShift) ? kModShift : 0) |
           (held(Key::LeftCtrl, Key::RightCtrl) ? kModCtrl : 0) | (held(Key::LeftAlt, Key::RightAlt) ? kModAlt : 0) |
           (held(Key::LeftSuper, Key::RightSuper) ? kModSuper : 0);
}

void InputQueue::handOver(const Changes& changes) const {
    ImGuiIO& io = ImGui::GetIO();
    // The whole state each time: the platform backend of 1.86 has just written its own idea of the mouse.
    feedMousePosition(io, mouseInside_ ? ImVec2(mouseX_, mouseY_) : ImVec2(-FLT_MAX, -FLT_MAX));
    for (int button = 0; button < kButtonCount; ++button) {
        feedMouseButton(io, {button, buttonsFed_[static_cast<std::size_t>(button)]});
    }
    if (changes.wheel) feedMouseWheel(io, ImVec2(changes.wheelX, changes.wheelY));
    feedModifiers(io, modifiers());
    for (std::size_t i = 0; i < keysFed_.size(); ++i) feedKey(io, {static_cast<Key>(i), keysFed_[i]});
}

void InputQueue::feed() {
    textPossible_ = ImGui::GetIO().WantTextInput || clickFed_;
    Changes changes;
    for (const Key key : lateReleases_) {
        keysFed_[at(key)] = false;
        changes.keys[at(key)] = textPossible_;  // Else ImGui would see a key that was never up.
    }
    lateReleases_.clear();
    while (!events_.empty() && !mustWait(events_.front(), changes)) {
        if (!isForInputMethod(events_.front())) apply(events_.front(), changes);
        events_.pop_front();
    }
    clickFed_ = changes.anyButton;
    handOver(changes);
}

std::vector<KeyPress> InputQueue::takeKeys() {
    std::vector<KeyPress> presses = std::exchange(presses_, {});
    if (ImGui::GetIO().WantTextInput) {
        const auto belongsToField = [](const KeyPress& press) { return !passesTextField(press); };
        presses.erase(std::remove_if(presses.begin(), presses.end(), belongsToField), presses.end());
    }
    return presses;
}

}  // namespace gui
