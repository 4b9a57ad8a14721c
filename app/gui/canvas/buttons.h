#pragma once

#include <string_view>

#include "app/gui/canvas/pen.h"

namespace gui {

enum class ButtonKind {
    Primary,   ///< Ink: there is at most one in the window.
    Chip,      ///< A soft plate.
    Chosen,    ///< A chip that is on.
    Quiet,     ///< Words alone, until they are pointed at.
    Outlined,  ///< A choice among equals.
};

struct ButtonLook {
    std::string_view label;
    std::string_view key;  ///< The key that does the same, shown small; may be empty.
    ButtonKind kind = ButtonKind::Chip;
    float size = 13;  ///< Of the letters, at 100 %.
    bool enabled = true;
    std::string_view hint;  ///< A tooltip: why it cannot be clicked, or what an icon means.
};

inline constexpr float kButtonHeight = 28;  ///< At 100 %.

/// How wide a button with this look wants to be, in pixels.
float buttonWidth(Pen& pen, const ButtonLook& look);
/// A button that fills `area`. Its label is shortened if it must be.
Touch button(Pen& pen, std::string_view id, const Area& area, const ButtonLook& look);

/// What icon buttons show, drawn with few triangles.
enum class Icon {
    ToStart,
    Back,
    Play,
    Pause,
    Forward,
    Slower,
    Faster,
    Close,
    More,
    Shield,
    Check,
    Follow,
    Up,
    Hourglass
};
void drawIcon(Pen& pen, Icon icon, ImVec2 center, render::Color color);

struct IconLook {
    Icon icon = Icon::Play;
    bool enabled = true;
    bool plate = false;  ///< A round soft plate behind it: the one that is used most.
    std::string_view hint;
};
Touch iconButton(Pen& pen, std::string_view id, const Area& area, const IconLook& look);

}  // namespace gui
