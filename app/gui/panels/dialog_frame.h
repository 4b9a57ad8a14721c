#pragma once

#include <array>
#include <cstddef>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// A dialog in the middle of the window, which steps back behind a veil. Sizes are at 100 %.
struct DialogFrame {
    Area plate;
    Area content;  ///< Below the title, above the buttons.
    Area foot;     ///< The row of buttons.
};
DialogFrame beginDialog(const PanelContext& context, const Area& window, ImVec2 size, std::string_view titleKey);
/// A click beside the plate closes the dialog.
void endDialog(const PanelContext& context, const DialogFrame& frame);

/// Cancel, and the button that does it, at the right end of the foot. True if the latter was clicked.
bool dialogButtons(const PanelContext& context, const DialogFrame& frame, std::string_view doKey);

/// A line that takes text; `focus` gives it the keyboard. True when Enter was pressed in it: while it has the keyboard,
/// no key comes out.
struct TextFieldOptions {
    bool focus = false;
    bool digitsOnly = false;
    bool selectsAll = false;  ///< Whoever comes back to it replaces what stands there.
};
bool textField(const PanelContext& context, const char* id, const Area& area, std::span<char> text,
               TextFieldOptions options);

}  // namespace gui
