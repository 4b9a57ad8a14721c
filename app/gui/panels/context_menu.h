#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/scene.h"

namespace gui {

/// Opens the menu of `ref` (of the cluster if it has none of its own) and selects it, so that the keys that the menu
/// shows mean it.
void openMenu(const PanelContext& context, raft::Ref ref, ImVec2 at);
/// Draws it above everything that was drawn before, while it is open.
void drawMenu(const PanelContext& context, const Area& window);

/// Does a key belong to the open menu? Arrows walk, Enter chooses, Escape closes.
bool menuTakesKey(MenuState& menu, std::string_view key);

/// Notes where the selection is in this picture, for a menu that a key opens. The first picture that has it counts.
void noteSelection(const PanelContext& context, const render::Scene& scene, ImVec2 origin);
/// Opens what a command has asked for since the last frame: a menu, the plate for a value, the field for a command.
void openRequested(const PanelContext& context, const Area& fallback);

}  // namespace gui
