#pragma once
// Majorities: for each election and for one entry the set of those who have said yes, and how many are needed.

#include "render/look.h"
#include "render/views/tally.h"

namespace render {

struct MajoritiesOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
};

/// A row for each count, a column for each server: the sets lie below each other, so that where two majorities overlap
/// is a column that stands in both.
struct MajoritiesLayout {
    Coord titleLeft = 0;
    Coord titleWidth = 0;
    Coord columnsLeft = 0;  ///< Left end of the first column.
    Coord columnPitch = 0;
    Coord headerY = 0;
    Coord rowsTop = 0;
    Coord rowPitch = 0;
    int rows = 0;  ///< How many of the counts have room.
    Coord markRadius = 0;
    Box meter;  ///< The columns of the meters, all rows.
    Coord meterCell = 0;
    Coord legendTop = 0;
    int legendLines = 0;

    Coord columnX(std::size_t server) const {
        return columnsLeft + columnPitch * static_cast<Coord>(server) + columnPitch / 2;
    }
    Coord rowY(int row) const { return rowsTop + rowPitch * row + rowPitch / 2; }
};
MajoritiesLayout majoritiesLayout(const raft::ClusterView& view, const std::vector<Tally>& tallies, const Box& box,
                                  const Look& look);

void drawMajorities(const raft::ClusterView& view, const MajoritiesOptions& options, const Look& look, Scene& scene);

}  // namespace render
