#pragma once

#include <cstdint>

namespace gui {

/// The keys that the program knows, named by what is printed on the user's own keyboard: `Key::Z` is the key that
/// types a z, wherever a German or French layout has put it. Keys that type no ASCII character are named by position.
enum class Key : std::uint8_t {
    None,
    // clang-format off
    A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Digit0, Digit1, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    Left, Right, Up, Down, Home, End, PageUp, PageDown, Insert, Delete, Backspace,
    Space, Enter, Escape, Tab,
    Period, Comma, Plus, Minus, Equal, Slash, Backslash, Semicolon, Apostrophe, LeftBracket, RightBracket, Grave,
    LeftShift, RightShift, LeftCtrl, RightCtrl, LeftAlt, RightAlt, LeftSuper, RightSuper,
    // clang-format on
};
inline constexpr int kKeyCount = static_cast<int>(Key::RightSuper) + 1;

/// Bits of KeyPress::mods.
inline constexpr int kModShift = 1;
inline constexpr int kModCtrl = 2;
inline constexpr int kModAlt = 4;
inline constexpr int kModSuper = 8;

/// One press of a key, or one repetition of a key that is held.
struct KeyPress {
    Key key = Key::None;
    int mods = 0;            ///< kMod... bits that were held at that moment.
    bool repeat = false;     ///< The keyboard repeated it; nobody pressed it again.
    char32_t character = 0;  ///< What the press typed (`?` may be Shift and Slash, or Shift and ß); 0 if nothing.
};

constexpr bool isModifier(Key key) { return key >= Key::LeftShift; }

/// The key that types `character` (either case), or None. Only ASCII is known here.
constexpr Key keyForCharacter(char32_t character) {
    const auto offset = [](Key first, char32_t distance) {
        return static_cast<Key>(static_cast<char32_t>(first) + distance);
    };
    if (character >= U'a' && character <= U'z') return offset(Key::A, character - U'a');
    if (character >= U'A' && character <= U'Z') return offset(Key::A, character - U'A');
    if (character >= U'0' && character <= U'9') return offset(Key::Digit0, character - U'0');
    switch (character) {
        case U' ': return Key::Space;
        case U'.': return Key::Period;
        case U',': return Key::Comma;
        case U'+': return Key::Plus;
        case U'-': return Key::Minus;
        case U'=': return Key::Equal;
        case U'/': return Key::Slash;
        case U'\\': return Key::Backslash;
        case U';': return Key::Semicolon;
        case U'\'': return Key::Apostrophe;
        case U'[': return Key::LeftBracket;
        case U']': return Key::RightBracket;
        case U'`': return Key::Grave;
        default: return Key::None;
    }
}

}  // namespace gui
