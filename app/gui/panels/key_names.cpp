#include "app/gui/panels/key_names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gui {
namespace {

std::string_view positionName(Key key) {
    switch (key) {
        case Key::Left: return "Left";
        case Key::Right: return "Right";
        case Key::Up: return "Up";
        case Key::Down: return "Down";
        case Key::Home: return "Home";
        case Key::End: return "End";
        case Key::PageUp: return "PageUp";
        case Key::PageDown: return "PageDown";
        case Key::Insert: return "Insert";
        case Key::Delete: return "Delete";
        case Key::Backspace: return "Backspace";
        case Key::Space: return "Space";
        case Key::Enter: return "Enter";
        case Key::Escape: return "Escape";
        case Key::Tab: return "Tab";
        default: return {};
    }
}

/// With Ctrl held nothing is typed, so the mark is what the key carries; Shift and `=` is a `+` on most keyboards.
std::string_view markName(Key key, int mods) {
    const bool shift = (mods & kModShift) != 0;
    switch (key) {
        case Key::Plus: return "+";
        case Key::Minus: return shift ? "" : "-";
        case Key::Equal: return shift ? "+" : "=";
        case Key::Period: return shift ? "" : ".";
        case Key::Comma: return shift ? "" : ",";
        default: return {};
    }
}

std::string number(int value) { return std::to_string(value); }

}  // namespace

std::string keyName(const KeyPress& press) {
    const Key key = press.key;
    const bool isLetter = key >= Key::A && key <= Key::Z;
    const bool isDigit = key >= Key::Digit0 && key <= Key::Digit9;
    const bool isFunction = key >= Key::F1 && key <= Key::F12;
    std::string name;
    int mods = press.mods;
    if (isLetter) {
        name = std::string(1, static_cast<char>('A' + (static_cast<int>(key) - static_cast<int>(Key::A))));
    } else if (isDigit && (mods & kModShift) == 0) {
        name = number(static_cast<int>(key) - static_cast<int>(Key::Digit0));
    } else if (isFunction) {
        name = "F" + number(static_cast<int>(key) - static_cast<int>(Key::F1) + 1);
    } else if (const std::string_view position = positionName(key); !position.empty()) {
        name = position;
    } else if (press.character > U' ' && press.character < 0x7F) {
        // What was typed counts, however the keyboard types it: a `?` is Shift and something on most.
        name = std::string(1, static_cast<char>(press.character));
        mods &= ~kModShift;
    } else if (const std::string_view mark = markName(key, mods); !mark.empty()) {
        name = mark;
        mods &= ~kModShift;
    }
    if (name.empty() || (mods & kModSuper) != 0) return {};
    std::string prefix;
    if ((mods & kModCtrl) != 0) prefix += "Ctrl+";
    if ((mods & kModAlt) != 0) prefix += "Alt+";
    if ((mods & kModShift) != 0) prefix += "Shift+";
    return prefix + name;
}

bool mayRepeat(std::string_view commandId) {
    constexpr std::array<std::string_view, 10> kHarmless{
        "step-forward", "step-back", "next-interesting", "previous-interesting", "pace-up",
        "pace-down",    "larger",    "smaller",          "crash-line-on",        "crash-line-back"};
    return std::find(kHarmless.begin(), kHarmless.end(), commandId) != kHarmless.end();
}

}  // namespace gui
