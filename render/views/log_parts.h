#pragma once
// What the files of the log table share.

#include <string>

#include "render/views/log_table.h"

namespace render {

/// Everything that drawing one table of logs needs, handed down from part to part.
struct LogPicture {
    const raft::ClusterView& view;
    const LogTableOptions& options;
    const Look& look;
    const LogLayout& layout;
    Scene& scene;
    std::string& words;

    bool all() const { return options.seenAs == raft::kNoNode; }
    bool knows(const raft::NodeView& node) const { return all() || options.seenAs == node.id; }
    bool hasColumns() const { return layout.last >= layout.first; }
    /// Nothing lies hidden before the columns.
    bool fromTheStart() const { return layout.first == layout.folded + 1; }
    /// Where the row of index 1 would begin: at the folded column if it stands for the first ones.
    Coord rowLeft() const { return layout.folded > 0 ? layout.foldLeft : layout.cellsLeft; }
    Coord cellsRight() const { return layout.columnLeft(layout.last) + layout.cellWidth; }
    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Stroke dim(std::int32_t tenthsOfPx) const { return {look.theme.dim, look.stroke(tenthsOfPx)}; }
};

/// How the leader sends to the server of this row: a hatched frame for each AppendEntries that is on its way there
/// ahead of the answers, how many entries that makes, and in a word where it does not simply replicate.
void drawProgress(const LogPicture& picture, int row, const raft::NodeView& node);

/// Is there anything in this run that the legend explains? Then rows leave room for it where they can afford that.
bool wantsLogLegend(const raft::ClusterView& view);
Coord logLegendHeight(const Metrics& metrics);
/// Below the rows, where there is room: what the marks mean that are not always there.
void drawLogLegend(const LogPicture& picture);

}  // namespace render
