#pragma once
// Terms as the servers live through them: a ribbon for each, under the time diagram's clock.

#include "render/views/time_diagram.h"

namespace render {

/// Where the ribbons stand; `scale` is the time diagram's, so the two can be read one below the other.
TimeLayout ribbonLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                        const Look& look);

/// A ribbon is outlined while nobody leads its term and filled from then on; where a term ended without a leader, that
/// is said. `view` gives the servers' names.
void drawTermRibbon(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                    const Look& look, Scene& scene);

}  // namespace render
