#pragma once
// The logs of all servers at one moment, as in Figure 6 of the paper: term above, command below.

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

struct LogTableOptions {
    Box box;                              ///< Everything is drawn inside.
    Pointing pointing;
    std::uint32_t firstColumn = 0;        ///< The first index to show; 0 follows the end of the longest log.
    raft::NodeId seenAs = raft::kNoNode;  ///< Grey what this server cannot know; no bracket, no committed look.
};

/// How many columns fit at most. Give the view a window of at least this many entries.
std::uint32_t logColumnsMax(const Box& box, const Metrics& metrics);

/// Draws the columns of the view's window that fit; what lies before them is told by a mark such as "1 … 37".
void drawLogTable(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Scene& scene);

}  // namespace render
