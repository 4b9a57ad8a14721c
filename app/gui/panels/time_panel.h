#pragma once

#include <optional>
#include <vector>

#include "app/gui/panels/panel_context.h"
#include "app/gui/panels/picture_tabs.h"
#include "render/views/time_diagram.h"

namespace gui {

/// A stretch of the run with its branches, and the transport.
class TimePanel {
public:
    struct Options {
        bool lanes = true;      ///< Else only the painted terms: a small window has no room for more.
        bool transport = true;  ///< In front of a class a clicker has it.
        /// The terms or the clients in the place of the lanes: with the same clock and the same mouse.
        std::optional<studio::Picture> picture = std::nullopt;
        std::vector<PictureTab> tabs = {};  ///< What can stand here; empty: a title alone.
        std::string_view id = "time";       ///< Of the place that the mouse uses.
        bool head = true;                   ///< Room for the title.
    };
    void draw(const PanelContext& context, const Area& area, const Options& options);

    /// Moves the stretch of time that is shown so that it holds the cursor whenever that has moved. To be called before
    /// the run is looked at.
    static void follow(ViewState& state, raft::SimTime cursor);

private:
    void drawScene(const PanelContext& context, const render::TimeDiagramOptions& diagram, const Options& options);
    void useMouse(const PanelContext& context, const Touch& touch);
    void scrub(const PanelContext& context, const Touch& touch, raft::Ref ref);

    render::Scene scene_;
    render::TimeLayout layout_;
    ImVec2 origin_ = ImVec2(0, 0);
    bool scrubsHere_ = false;  ///< Of the panels with this clock, the mouse holds this one.
};

}  // namespace gui
