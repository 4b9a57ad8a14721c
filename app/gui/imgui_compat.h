#pragma once

/// Everything in which Dear ImGui 1.86 (Debian 12) and 1.92 differ, once. Panels and the canvas call these instead of
/// what they wrap; whatever is not here is spelled the same in both. Further rules, which no wrapper can enforce:
///  - Keys come from gui::KeyPress. 1.86 has no ImGuiKey_F1 and loses taps shorter than a frame.
///  - Corners are ImDrawFlags_RoundCorners...; closed outlines ImDrawFlags_Closed.
///  - After SetCursorPos always submit an item. Popups name their button: ImGuiPopupFlags_MouseButtonLeft or -Right.
///  - Never ask an ImFont for its size or glyphs: ImGui::GetFontSize, ImGui::CalcTextSize, gui::FontBook.
///  - No GetContentRegionMax, SetItemTooltip, SeparatorText, ImageButton, BeginChildFrame, ImGuiMod_....

#include <imgui.h>

#include <cstdint>
#include <utility>

#include "app/gui/keys.h"

namespace gui {

// ---- Windows and items ----------------------------------------------------------------------------------------------

struct ChildOptions {
    ImVec2 size = ImVec2(0, 0);      ///< As in ImGui::BeginChild: 0 fills, negative leaves room.
    bool border = false;
    ImGuiWindowFlags flags = 0;
};

/// Always followed by ImGui::EndChild, whatever it returns.
inline bool beginChild(const char* id, const ChildOptions& options) {
#if IMGUI_VERSION_NUM >= 19110
    return ImGui::BeginChild(id, options.size, options.border ? ImGuiChildFlags_Borders : ImGuiChildFlags_None,
                             options.flags);
#else
    return ImGui::BeginChild(id, options.size, options.border, options.flags);
#endif
}

/// Opens a tooltip: `if (beginTooltip()) { ...; ImGui::EndTooltip(); }`.
inline bool beginTooltip() {
#if IMGUI_VERSION_NUM >= 18940
    return ImGui::BeginTooltip();
#else
    ImGui::BeginTooltip();
    return true;
#endif
}

/// Submits an item (`submit` calls one ImGui widget and returns its result) on which later items may lie and win.
template <typename Submit>
auto withOverlap(Submit&& submit) {
#if IMGUI_VERSION_NUM >= 18970
    ImGui::SetNextItemAllowOverlap();
    return std::forward<Submit>(submit)();
#else
    auto result = std::forward<Submit>(submit)();
    ImGui::SetItemAllowOverlap();
    return result;
#endif
}

// ---- Text -----------------------------------------------------------------------------------------------------------

/// Uses `font`, from FontBook::find(face, px), until popFont().
inline void pushFont(ImFont* font, float px) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, px);
#else
    static_cast<void>(px);  // A font of 1.86 has one size.
    ImGui::PushFont(font);
#endif
}

inline void popFont() { ImGui::PopFont(); }

// ---- Drawing --------------------------------------------------------------------------------------------------------

struct StrokeOptions {
    float thickness = 1;
    float rounding = 0;        ///< Rectangles only.
    ImDrawFlags flags = 0;     ///< ImDrawFlags_RoundCorners..., ImDrawFlags_Closed.
};

// The order of thickness and flags changed in 1.92.8.
inline void addRect(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, const StrokeOptions& options) {
#if IMGUI_VERSION_NUM >= 19280
    list.AddRect(from, to, colour, options.rounding, options.thickness, options.flags);
#else
    list.AddRect(from, to, colour, options.rounding, options.flags, options.thickness);
#endif
}

inline void addPolyline(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, const StrokeOptions& options) {
#if IMGUI_VERSION_NUM >= 19280
    list.AddPolyline(points, count, colour, options.thickness, options.flags);
#else
    list.AddPolyline(points, count, colour, options.flags, options.thickness);
#endif
}

inline void pathStroke(ImDrawList& list, ImU32 colour, const StrokeOptions& options) {
#if IMGUI_VERSION_NUM >= 19280
    list.PathStroke(colour, options.thickness, options.flags);
#else
    list.PathStroke(colour, options.flags, options.thickness);
#endif
}

/// Draws `text` (until `end`, or its terminating zero) with its line's top left corner at `at`. `font` is of size `px`.
inline void addText(ImDrawList& list, ImFont* font, float px, ImVec2 at, ImU32 colour, const char* text,
                    const char* end = nullptr) {
    list.AddText(font, px, at, colour, text, end);
}

/// A texture of OpenGL as Dear ImGui names it. `Id` is ImTextureID.
inline ImTextureID textureId(unsigned name) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(name);
#else
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
#endif
}

// ---- Feeding input (the shell and the tests; panels never do) -------------------------------------------------------

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
    const std::pair<int, Key> map[] = {
        {ImGuiKey_Tab, Key::Tab},           {ImGuiKey_LeftArrow, Key::Left},  {ImGuiKey_RightArrow, Key::Right},
        {ImGuiKey_UpArrow, Key::Up},        {ImGuiKey_DownArrow, Key::Down},  {ImGuiKey_PageUp, Key::PageUp},
        {ImGuiKey_PageDown, Key::PageDown}, {ImGuiKey_Home, Key::Home},       {ImGuiKey_End, Key::End},
        {ImGuiKey_Insert, Key::Insert},     {ImGuiKey_Delete, Key::Delete},   {ImGuiKey_Backspace, Key::Backspace},
        {ImGuiKey_Space, Key::Space},       {ImGuiKey_Enter, Key::Enter},     {ImGuiKey_Escape, Key::Escape},
        {ImGuiKey_A, Key::A},               {ImGuiKey_C, Key::C},             {ImGuiKey_V, Key::V},
        {ImGuiKey_X, Key::X},               {ImGuiKey_Y, Key::Y},             {ImGuiKey_Z, Key::Z}};
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
