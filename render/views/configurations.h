#pragma once
// What each server takes for the cluster's configuration: a row for each server, a column for each that may belong to
// it.

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

struct ConfigurationsOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
};

/// A row that differs from the one whose configuration the other pictures show stands in a frame.
void drawConfigurations(const raft::ClusterView& view, const ConfigurationsOptions& options, const Look& look,
                        Scene& scene);

}  // namespace render
