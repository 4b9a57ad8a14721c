#pragma once
// A stretch of time: one lane for each server, messages as slanted arrows, terms painted below.

#include <span>
#include <string_view>

#include "render/views/time_scale.h"

namespace render {

/// What somebody else did at such a time on a line of their own: a label beside a lane, which belongs to no event.
struct GhostMark {
    raft::SimTime time;
    raft::NodeId node = raft::kNoNode;  ///< kNoNode: above all lanes.
    std::string_view word;
};

struct TimeDiagramOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
    bool hideFuture = false;  ///< Nothing right of the cursor: a prediction is still open.
    bool toScale = false;     ///< Idle time keeps its length.
    std::span<const GhostMark> ghosts{};
};

/// Where everything stands. For clicks: time = layout.scale.timeAt(x).
struct TimeLayout {
    TimeScale scale;
    Box lanes;  ///< The plot: all lanes, without names and axis.
    Box termBar;
    Coord axisBaseline = 0;
    Coord laneHeight = 0;  ///< From lane to lane.
    Coord barHalf = 0;     ///< Half the height of a role's bar.
    int laneCount = 0;

    Coord laneY(int number) const { return lanes.top + laneHeight * number + laneHeight / 2; }
};
TimeLayout timeLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                      const Look& look);

/// The arrow of a message between two servers, from where it was sent to where it arrives, were it not lost.
Segment arrowPath(const TimeLayout& layout, const raft::ArrowView& arrow);

/// `view` gives the servers' names.
void drawTimeDiagram(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                     const Look& look, Scene& scene);

/// Where drawTermBar() puts which time.
TimeScale termBarScale(const raft::RunView& run, const TimeDiagramOptions& options, const Look& look);

/// The painted terms alone, with a cursor: all of the time diagram that a small window has room for.
void drawTermBar(const raft::RunView& run, const TimeDiagramOptions& options, const Look& look, Scene& scene);

}  // namespace render
