#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/scene.h"

namespace gui {

/// The logs of all servers.
class LogPanel {
public:
    struct Options {
        bool plate = true;   ///< Draw the panel's edge and title; on a stage they are there already.
        bool large = false;  ///< Letters fill the cells: they are read from the last row.
    };
    void draw(const PanelContext& context, const Area& area, Options options);

    /// Where the table stands in the panel: the workspace asks how many columns it has.
    static Area tableArea(const Pen& pen, const Area& panel);

private:
    render::Scene scene_;
};

}  // namespace gui
