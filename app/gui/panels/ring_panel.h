#pragma once

#include "app/gui/panels/panel_context.h"
#include "render/views/cluster_ring.h"

namespace gui {

/// The cluster, and the tools with which one acts on it.
class RingPanel {
public:
    struct Options {
        bool plate = true;   ///< Draw the panel's edge and title; on a stage they are there already.
        bool tools = true;   ///< The clock and the tools; in front of a class only while one improvises.
        bool large = false;  ///< Servers fill the room: they are read from the last row.
        bool shield = false;  ///< Somebody draws the shield at the end of the tools' row.
    };
    void draw(const PanelContext& context, const Area& area, Options options);

private:
    /// No label goes where `clock` stands; it may be empty.
    void drawPicture(const PanelContext& context, const Area& area, const Area& clock, const Options& shape);
    /// What the mouse does in the picture; `touch` is of the whole picture.
    void useMouse(const PanelContext& context, const Area& area, const Touch& touch);
    raft::Ref refUnder(const PanelContext& context, ImVec2 mouse) const;
    void useStroke(const PanelContext& context, const Area& area, const Touch& touch);
    void showHint(const PanelContext& context, const Area& area, raft::Ref ref);
    void recordSpots(const PanelContext& context) const;
    ImVec2 onScreen(render::Point point) const;
    /// The square around a server's circle, larger by `air` (at 100 %).
    Area circleOf(const PanelContext& context, raft::NodeId server, float air) const;
    void clickServer(const PanelContext& context, raft::NodeId server) const;

    render::Scene scene_;
    render::RingLayout layout_;
    ImVec2 origin_ = ImVec2(0, 0);
    std::vector<raft::Ref> crossed_;
};

}  // namespace gui
