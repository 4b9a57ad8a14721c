#pragma once
// What the clients asked and what they heard: a lane for each, under the time diagram's clock.

#include "render/views/time_diagram.h"

namespace render {

/// Where the lanes stand; `scale` is the time diagram's, so the two can be read one below the other.
TimeLayout clientLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                        const Look& look);

/// The view's calls, up to its moment: give it as many as the stretch may hold. A call is a bar from its beginning to
/// its answer, open at the end while there is none; the arrows of `run` tell when it was asked again, and whom.
void drawClientLanes(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                     const Look& look, Scene& scene);

}  // namespace render
