#pragma once
// Logs drawn by hand, as on paper: terms in cells, an index above each column. Not of a run: of a question.

#include <string>
#include <vector>

#include "render/look.h"

namespace render {

struct LogSketchRow {
    std::string name;
    std::vector<int> terms;  ///< From index 1 on; 0 is a place without an entry.
};

struct LogSketchInput {
    std::vector<LogSketchRow> rows;
    std::string alt;    ///< The picture in words begins with this.
    std::string index;  ///< The word before the indexes; may be empty.
};

struct LogSketchSize {
    Coord width = 0;
    Coord height = 0;
};
/// What the picture takes at the size of `look`.
LogSketchSize logSketchSize(const LogSketchInput& input, const Look& look);

/// Drawn from `at` right and down, as large as logSketchSize() says.
void drawLogSketch(const LogSketchInput& input, Point at, const Look& look, Scene& scene);

}  // namespace render
