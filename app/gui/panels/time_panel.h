#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/views/time_diagram.h"

namespace gui {

/// A stretch of the run with its branches, and the transport.
class TimePanel {
public:
    struct Options {
        bool lanes = true;      ///< Else only the painted terms: a small window has no room for more.
        bool transport = true;  ///< In front of a class a clicker has it.
    };
    void draw(const PanelContext& context, const Area& area, Options options);

    /// Moves the stretch of time that is shown so that it holds the cursor whenever that has moved. To be called before
    /// the run is looked at.
    static void follow(ViewState& state, raft::SimTime cursor);

private:
    void useMouse(const PanelContext& context, const Touch& touch);
    void scrub(const PanelContext& context, const Touch& touch, raft::Ref ref);

    render::Scene scene_;
    render::TimeLayout layout_;
    ImVec2 origin_ = ImVec2(0, 0);
};

}  // namespace gui
