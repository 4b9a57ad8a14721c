#pragma once
// The logs of all servers at one moment, as in Figure 6 of the paper: term above, command below.

#include <string>

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

struct LogTableOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
    std::uint32_t firstColumn = 0;        ///< The first index to show; 0 follows the end of the longest log.
    Coord titleWidth = 0;                 ///< Room at the start of the first line that belongs to the panel's title.
    raft::NodeId seenAs = raft::kNoNode;  ///< Grey what this server cannot know; no bracket, no committed look.
    bool large = false;                   ///< Letters fill the cells: they are read from the last row of a room.
    /// Beside another picture on a slide: no applied states, and columns as narrow as their commands allow.
    bool tight = false;
    /// Of several moments together: what they hold decides how wide everything is, so that nothing moves from one
    /// picture to the next. Null: `view` alone.
    const raft::ClusterView* widths = nullptr;
};

/// Where things stand; all columns have one width.
struct LogLayout {
    std::uint32_t first = 1;  ///< Index of the first column.
    std::uint32_t last = 0;   ///< Of the last one; less than `first` if there is none.
    Coord cellsLeft = 0;
    /// Columns 1 … folded hold no entry of any server: one narrow column stands for them. 0: there are none.
    std::uint32_t folded = 0;
    Coord foldLeft = 0;
    Coord foldWidth = 0;       ///< 0: no such column. There also is one if snapshots lie before `first`.
    Coord foldLabelWidth = 0;  ///< What the longest label of a snapshot needs.
    Coord cellWidth = 0;
    Coord cellHeight = 0;
    Coord columnPitch = 0;
    Coord rowsTop = 0;  ///< Top of the first row's cells.
    Coord rowPitch = 0;
    int rows = 0;  ///< How many fit.
    Coord bracketY = 0;
    Coord indexBaseline = 0;
    Coord indexSize = 0;
    Coord nameSize = 0;
    Coord appliedWidth = 0;  ///< The column at the right end.
    Coord appliedSize = 0;
    bool twoLines = true;  ///< Term above command; else side by side.
    Coord termSize = 0;
    Coord commandSize = 0;

    Coord columnLeft(std::uint32_t index) const { return cellsLeft + columnPitch * static_cast<Coord>(index - first); }
    Box cell(int row, std::uint32_t index) const {
        return boxAt({columnLeft(index), rowsTop + rowPitch * row}, cellWidth, cellHeight);
    }
};
LogLayout logLayout(const raft::ClusterView& view, const LogTableOptions& options, const Look& look);

/// Up to which index no server stores an entry, because snapshots stand for them.
std::uint32_t foldedColumns(const raft::ClusterView& view);

/// How a snapshot is written in a cell: "≤5", all entries up to that one.
std::string foldText(std::uint32_t lastIncludedIndex);

/// How many columns fit at most. Give the view a window of at least this many entries.
std::uint32_t logColumnsMax(const Box& box, const Metrics& metrics);

/// Draws the columns of the view's window that fit; what lies before them is told by a mark such as "1 …".
void drawLogTable(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Scene& scene);

}  // namespace render
