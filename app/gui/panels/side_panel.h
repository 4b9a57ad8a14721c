#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/scene.h"

namespace gui {

/// How high its panel must be for all of it to be seen, at 100 %.
float heightOf(studio::Picture picture);

/// The roles, the majorities or the histogram of many elections: in the place of the explanation, or on a stage.
class SidePanel {
public:
    struct Options {
        bool plate = true;  ///< Draw the panel's edge; its title is the caller's.
        float head = 40;    ///< What lies above the picture, at 100 %.
    };
    void draw(const PanelContext& context, const Area& area, studio::Picture picture, Options options);

private:
    void useMouse(const PanelContext& context, const Area& box, ImVec2 origin);
    void drawHistogram(const PanelContext& context, const Area& area);

    render::Scene scene_;
};

}  // namespace gui
