#pragma once

/// How input is told to Dear ImGui: 1.86 has fields and native key codes, 1.87 and later have events.

#include <imgui.h>

#include <utility>

#include "app/gui/keys.h"

namespace gui {

#if IMGUI_VERSION_NUM >= 18700
/// Dear ImGui's own name for `key`.
inline ImGuiKey imguiKey(Key key) {
    const auto offset = [key](ImGuiKey first, Key base) {
        return static_cast<ImGuiKey>(static_cast<int>(first) + static_cast<int>(key) - static_cast<int>(base));
    };
    if (key >= Key::A && key <= Key::Z) return offset(ImGuiKey_A, Key::A);
    if (key >= Key::Digit0 && key <= Key::Digit9) return offset(ImGuiKey_0, Key::Digit0);
    if (key >= Key::F1 && key <= Key::F12) return offset(ImGuiKey_F1, Key::F1);
    switch (key) {
        case Key::Left: return ImGuiKey_LeftArrow;
        case Key::Right: return ImGuiKey_RightArrow;
        case Key::Up: return ImGuiKey_UpArrow;
        case Key::Down: return ImGuiKey_DownArrow;
        case Key::Home: return ImGuiKey_Home;
        case Key::End: return ImGuiKey_End;
        case Key::PageUp: return ImGuiKey_PageUp;
        case Key::PageDown: return ImGuiKey_PageDown;
        case Key::Insert: return ImGuiKey_Insert;
        case Key::Delete: return ImGuiKey_Delete;
        case Key::Backspace: return ImGuiKey_Backspace;
        case Key::Space: return ImGuiKey_Space;
        case Key::Enter: return ImGuiKey_Enter;
        case Key::Escape: return ImGuiKey_Escape;
        case Key::Tab: return ImGuiKey_Tab;
        default: return ImGuiKey_None;
    }
}
#endif

/// Tells a 1.86 that our Key values are the "native" ones. Once per context, after the platform backend's start.
inline void mapKeys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM >= 18700
    io.ConfigInputTrickleEventQueue = false;  // gui::InputQueue spreads events over frames.
#else
    const std::pair<int, Key> map[] = {{ImGuiKey_Tab, Key::Tab},
                                       {ImGuiKey_LeftArrow, Key::Left},
                                       {ImGuiKey_RightArrow, Key::Right},
                                       {ImGuiKey_UpArrow, Key::Up},
                                       {ImGuiKey_DownArrow, Key::Down},
                                       {ImGuiKey_PageUp, Key::PageUp},
                                       {ImGuiKey_PageDown, Key::PageDown},
                                       {ImGuiKey_Home, Key::Home},
                                       {ImGuiKey_End, Key::End},
                                       {ImGuiKey_Insert, Key::Insert},
                                       {ImGuiKey_Delete, Key::Delete},
                                       {ImGuiKey_Backspace, Key::Backspace},
                                       {ImGuiKey_Space, Key::Space},
                                       {ImGuiKey_Enter, Key::Enter},
                                       {ImGuiKey_Escape, Key::Escape},
                                       {ImGuiKey_A, Key::A},
                                       {ImGuiKey_C, Key::C},
                                       {ImGuiKey_V, Key::V},
                                       {ImGuiKey_X, Key::X},
                                       {ImGuiKey_Y, Key::Y},
                                       {ImGuiKey_Z, Key::Z}};
    io.KeyMap[ImGuiKey_KeyPadEnter] = -1;
    for (const auto& [theirs, ours] : map) io.KeyMap[theirs] = static_cast<int>(ours);
#endif
}

inline void feedMousePosition(ImGuiIO& io, ImVec2 at) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(at.x, at.y);
#else
    io.MousePos = at;
#endif
}

struct ButtonState {
    int button = 0;  ///< 0 left, 1 right, 2 middle.
    bool down = false;
};

inline void feedMouseButton(ImGuiIO& io, ButtonState state) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseButtonEvent(state.button, state.down);
#else
    io.MouseDown[state.button] = state.down;
#endif
}

inline void feedMouseWheel(ImGuiIO& io, ImVec2 delta) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseWheelEvent(delta.x, delta.y);
#else
    io.MouseWheelH += delta.x;
    io.MouseWheel += delta.y;
#endif
}

struct KeyState {
    Key key = Key::None;
    bool down = false;
};

inline void feedKey(ImGuiIO& io, KeyState state) {
#if IMGUI_VERSION_NUM >= 18700
    if (imguiKey(state.key) != ImGuiKey_None) io.AddKeyEvent(imguiKey(state.key), state.down);
#else
    io.KeysDown[static_cast<int>(state.key)] = state.down;
#endif
}

/// `mods` are bits kMod....
inline void feedModifiers(ImGuiIO& io, int mods) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiMod_Shift, (mods & kModShift) != 0);
    io.AddKeyEvent(ImGuiMod_Ctrl, (mods & kModCtrl) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (mods & kModAlt) != 0);
    io.AddKeyEvent(ImGuiMod_Super, (mods & kModSuper) != 0);
#else
    io.KeyShift = (mods & kModShift) != 0;
    io.KeyCtrl = (mods & kModCtrl) != 0;
    io.KeyAlt = (mods & kModAlt) != 0;
    io.KeySuper = (mods & kModSuper) != 0;
#endif
}

}  // namespace gui
