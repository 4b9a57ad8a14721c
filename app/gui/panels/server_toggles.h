#pragma once

#include <string_view>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// A label and a chip for each of `servers` servers around the height `y`; those of `chosen` are on. A click takes one
/// in or out. Returns the server that was clicked, or kNoNode. Names are the run's; a cluster that is not yet made has
/// "S1", "S2", … .
struct ServerToggles {
    std::string_view labelKey;
    std::string_view id;  ///< Of the chips, before the server's name: "members.".
    int servers = 0;
    bool named = true;  ///< As in the run.
};
raft::NodeId drawServerToggles(const PanelContext& context, const Area& area, float y, const ServerToggles& what,
                               raft::NodeSet& chosen);

}  // namespace gui
