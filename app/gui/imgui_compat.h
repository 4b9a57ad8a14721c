#pragma once

/// Everything in which Dear ImGui 1.86 (Debian 12) and 1.92 differ for those who draw, once. Panels and the canvas call
/// these instead of what they wrap; whatever is not here is spelled the same in both. Input and typefaces differ more,
/// and only the shell knows how. Further rules, which no wrapper can enforce:
///  - Keys come from gui::KeyPress. 1.86 has no ImGuiKey_F1 and loses taps shorter than a frame.
///  - Corners are ImDrawFlags_RoundCorners...; closed outlines ImDrawFlags_Closed.
///  - After SetCursorPos always submit an item. Popups name their button: ImGuiPopupFlags_MouseButtonLeft or -Right.
///  - Never ask an ImFont for its size or glyphs: ImGui::GetFontSize, ImGui::CalcTextSize, gui::FontBook.
///  - No GetContentRegionMax, SetItemTooltip, SeparatorText, ImageButton, BeginChildFrame, ImGuiMod_....

#include <imgui.h>

#include <cstdint>
#include <utility>

namespace gui {

// ---- Windows and items ----------------------------------------------------------------------------------------------

struct ChildOptions {
    ImVec2 size = ImVec2(0, 0);  ///< As in ImGui::BeginChild: 0 fills, negative leaves room.
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

/// `key` was pressed, or repeats, in this frame. For widgets of our own that share the keyboard with a text field;
/// everything else reads KeyPress.
inline bool keyTapped(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(key);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
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
    float rounding = 0;     ///< Rectangles only.
    ImDrawFlags flags = 0;  ///< ImDrawFlags_RoundCorners..., ImDrawFlags_Closed.
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

/// How many draw lists `data` has; `data.CmdLists[i]` is spelled the same everywhere.
inline int drawListCount(const ImDrawData& data) {
#if IMGUI_VERSION_NUM >= 18980
    return data.CmdLists.Size;
#else
    return data.CmdListsCount;
#endif
}

/// A texture of OpenGL as Dear ImGui names it.
inline ImTextureID textureId(unsigned name) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(name);
#else
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it is the pointer that means nothing.
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
#endif
}

/// Which texture `command` draws with, as a number to compare.
inline std::uint64_t textureNumber(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 19200
    const ImTextureData* texture = command.TexRef._TexData;  // Its name may not be known yet.
    return texture != nullptr ? static_cast<std::uint64_t>(texture->UniqueID) << 32U : command.TexRef._TexID;
#else
    return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(command.GetTexID()));
#endif
}

}  // namespace gui
