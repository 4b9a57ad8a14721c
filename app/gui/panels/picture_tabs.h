#pragma once

#include <optional>
#include <vector>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// The usual picture of a place, or one of those that can stand there instead.
struct PictureTab {
    std::optional<studio::Picture> picture;  ///< Nothing: the usual one.
    std::string_view title;                  ///< Catalogue key.
    bool chosen = false;
    std::optional<studio::Picture> toggles = std::nullopt;  ///< What a click opens or closes; nothing: it does nothing.
};

/// In small spaced capitals at the panel's left top corner: what stands here is dark, what could is pale and opens with
/// a click. One alone is a title. Returns the right end. What can be clicked is called `id` and the title's key.
float drawPictureTabs(const PanelContext& context, const Area& area, const std::vector<PictureTab>& tabs,
                      std::string_view id = "tab.");

/// The small label of a picture, and the name of its tab on a stage.
std::string_view titleOf(studio::Picture picture);
std::string_view stageNameOf(studio::Picture picture);

/// Those that may stand in the place of the explanation (or of the time diagram) now, the usual one first: without a
/// lesson all of them; else those that it names, and the one that is open.
enum class PicturePlace : std::uint8_t { Side, Time };
struct TabRules {
    bool all = false;     ///< Whoever explores sees everything.
    bool usual = true;    ///< The usual one can stand here.
    bool others = false;  ///< Those of the other place too, so that one row lists them all.
};
std::vector<PictureTab> pictureTabs(const studio::Studio& studio, PicturePlace place, TabRules rules);

}  // namespace gui
