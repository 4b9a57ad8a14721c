#pragma once

#include "app/gui/panels/panel_context.h"

namespace gui {

struct WhyOptions {
    bool plate = true;           ///< Draw the panel's edge and title; on a stage they are there already.
    bool title = true;           ///< Without it, what else can stand here has its tabs there.
    bool feedElsewhere = false;  ///< A drawer tells what has happened.
};

/// Explains the selection; without one it tells what has happened or, where a drawer tells it, why the last of it did.
/// The shield opens the properties in its place.
void drawWhyPanel(const PanelContext& context, const Area& area, WhyOptions options);

/// "15 of 15 hold"; opens the properties. `corner` is where its right bottom corner stands.
void drawShield(const PanelContext& context, ImVec2 corner);

}  // namespace gui
