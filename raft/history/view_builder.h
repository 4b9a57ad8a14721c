#pragma once
// Fills the two views from a history. Buffers are reused from frame to frame.

#include "raft/history/history.h"
#include "raft/history/views.h"

namespace raft {

struct ClusterViewOptions {
    std::uint32_t firstIndex = 1;  ///< Of the log window.
    std::uint32_t windowSize = 16;
    std::uint32_t callsPerClient = 4;
    NodeId seenAs = kNoNode;  ///< Only what this server can know: see view_as.h.
};

/// The moment at which the history's cursor stands. Texts point into the history's text table and configuration.
void buildClusterView(const History& history, const ClusterViewOptions& options, ClusterView& out);

struct RunViewOptions {
    SimTime from;
    SimTime to;
    std::uint32_t maxArrows = 400;
    NodeId seenAs = kNoNode;
    std::uint32_t stepsMax = 65'536;  ///< Seen as one server: through how many steps its messages are looked for.
};

/// The stretch from..to of the current line.
void buildRunView(const History& history, const RunViewOptions& options, RunView& out);

}  // namespace raft
