#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// One of several, in a dialog.
struct Choice {
    std::string id;
    std::string label;
    bool chosen = false;
};

/// The width of the labels before them, at 100 %.
inline constexpr float kChoiceLabel = 150;

/// A label and a row of choices around the height `y`. Returns the number of the one that was clicked, or -1.
int drawChoices(const PanelContext& context, const Area& area, float y, std::string_view labelKey,
                const std::vector<Choice>& choices);

}  // namespace gui
