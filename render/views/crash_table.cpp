// What each stage came to: a column a stage, a row a question.

#include <algorithm>

#include "render/views/crash_picture.h"
#include "render/views/marks.h"

namespace render {
namespace {

struct Grid {
    const CrashTableInput& input;
    const CrashTableOptions& options;
    const Look& look;
    Scene& scene;
    Coord head = 0;  ///< Height of the row of letters,
    Coord row = 0;   ///< and of each of the others.
    Coord firstColumn = 0;
    Coord column = 0;
    bool hasRemark = false;  ///< There is room for it.

    Coord of(std::int32_t pixels) const { return look.metrics.of(pixels); }
    Coord top(int number) const { return options.box.top + head + row * number; }
    Coord left(int number) const { return options.box.left + firstColumn + column * number; }
    /// In one line of a cell; shortened if it must be.
    void words(const Box& cell, Coord y, Face face, Coord size, Color color, std::string_view text) const {
        std::string scratch;
        const std::string_view fits = ellipsize(look.measure, face, size, text, cell.width() - of(6), scratch);
        addText(scene, look.measure, {face, size, color, Align::Middle}, {cell.center().x, baselineAround(y, size)},
                fits);
    }
};

Grid gridOf(const CrashTableInput& input, const CrashTableOptions& options, const Look& look, Scene& scene) {
    Grid grid{input, options, look, scene, 0, 0, 0, 0, false};
    const Metrics& metrics = look.metrics;
    const Box& box = options.box;
    grid.head = metrics.of(30);
    const auto rows = static_cast<Coord>(std::max<std::size_t>(input.questions.size(), 1));
    grid.hasRemark = !input.remark.empty() && box.height() >= grid.head + rows * metrics.of(26) + metrics.of(20);
    const Coord remark = grid.hasRemark ? metrics.of(20) : 0;
    grid.row = std::clamp((box.height() - grid.head - remark) / rows, metrics.of(18), metrics.of(46));
    Coord names = 0;
    for (const std::string& question : input.questions) {
        names = std::max(names, textWidth(look.measure, Face::Medium, metrics.small(), question));
    }
    grid.firstColumn = std::min(names + metrics.of(14), box.width() * 3 / 10);
    const auto columns = static_cast<Coord>(std::max<std::size_t>(input.columns.size(), 1));
    grid.column = (box.width() - grid.firstColumn) / columns;
    return grid;
}

void drawTick(const Grid& grid, Point at, Color color) {
    const Point points[] = {
        {at.x - grid.of(3), at.y}, {at.x - grid.of(1), at.y + grid.of(2)}, {at.x + grid.of(3), at.y - grid.of(3)}};
    grid.scene.polyline(points, {color, grid.look.stroke(17)});
}

/// Predicted rightly or not: in the corner of a high cell, at the end of a low one if the word leaves it room.
void drawSign(const Grid& grid, const CrashCell& cell, const Box& plate, bool saysWhat) {
    const bool isHigh = grid.row >= grid.of(36);
    const Coord word = textWidth(grid.look.measure, Face::SemiBold, grid.look.metrics.small(), cell.seen);
    if (!isHigh && word + grid.of(44) > plate.width()) return;
    const Point at = isHigh ? Point{plate.right - grid.of(7), plate.top + grid.of(7)}
                            : Point{plate.right - grid.of(11), plate.center().y};
    const Color ink = grid.look.theme.ink;
    if (cell.isRight) drawTick(grid, at, ink);
    if (!cell.predicted.empty() && !saysWhat) drawCross(grid.scene, at, grid.of(3), {ink, grid.look.stroke(16)});
}

/// What was said and is not so.
void drawStruck(const Grid& grid, const Box& cell, Coord y, std::string_view text) {
    const Coord size = grid.look.metrics.label();
    const Color dim = grid.look.theme.dim;
    const Coord half = std::min(textWidth(grid.look.measure, Face::Text, size, text), cell.width() - grid.of(6)) / 2;
    grid.words(cell, y, Face::Text, size, dim, text);
    const Coord x = cell.center().x;
    // Slanted: a level line would be taken for the Chinese for "one".
    const Coord rise = size * 35 / 100;
    grid.scene.line({x - half - grid.of(2), y + rise}, {x + half + grid.of(2), y - rise}, {dim, grid.look.stroke(12)});
}

void drawCell(const Grid& grid, const CrashCell& cell, const Box& box) {
    const Theme& theme = grid.look.theme;
    const Box plate = box.grown(-grid.of(2));
    const bool isOpen = cell.seen.empty();
    const Stroke edge{theme.hairline, grid.look.stroke(10)};
    grid.scene.rect(plate, grid.of(5), isOpen ? Color{} : theme.soft, isOpen ? edge : Stroke{});
    if (isOpen) return;
    const Coord size = grid.look.metrics.small();
    const bool twoLines = !cell.predicted.empty() && grid.row >= grid.of(36);
    const Coord y = twoLines ? plate.top + plate.height() * 34 / 100 : plate.center().y;
    grid.words(plate, y, Face::SemiBold, size, theme.ink, cell.seen);
    if (twoLines) {
        drawStruck(grid, plate, plate.top + plate.height() * 74 / 100, cell.predicted);
    }
    drawSign(grid, cell, plate, twoLines);
}

void drawColumn(const Grid& grid, const CrashColumn& column, int number) {
    const Theme& theme = grid.look.theme;
    const Ref ref = stageRef(column.stage);
    const GroupScope group(grid.scene, ref, Role::Cell, column.letter);
    const Box box{grid.left(number), grid.options.box.top, grid.left(number + 1),
                  grid.top(static_cast<int>(column.cells.size()))};
    const bool isHere = column.stage == grid.input.stage;
    grid.scene.rect(box, 0, {});  // All of it can be clicked.
    for (std::size_t i = 0; i < column.cells.size(); ++i) {
        const int row = static_cast<int>(i);
        drawCell(grid, column.cells[i], {box.left, grid.top(row), box.right, grid.top(row + 1)});
    }
    const Point middle{box.center().x, box.top + grid.head / 2};
    const Coord radius = grid.of(12);
    const bool isHovered = grid.options.hovered == ref;
    const Color edge = isHere || isHovered ? theme.ink : theme.dim;
    grid.scene.circle(middle, radius, isHere ? theme.ink : theme.panel, {edge, grid.look.stroke(isHovered ? 20 : 13)});
    grid.words({box.left, box.top, box.right, box.bottom}, middle.y, Face::Bold, grid.look.metrics.body(),
               isHere ? theme.panel : theme.ink, column.letter);
    if (isHere) grid.scene.rect(box.grown(-grid.of(1)), grid.of(8), {}, {theme.ink, grid.look.stroke(18)});
}

}  // namespace

void drawCrashTable(const CrashTableInput& input, const CrashTableOptions& options, const Look& look, Scene& scene) {
    const Grid grid = gridOf(input, options, look, scene);
    const GroupScope group(scene, {}, Role::Picture, input.alt);
    const Coord size = look.metrics.small();
    std::string scratch;
    for (std::size_t i = 0; i < input.questions.size(); ++i) {
        const Coord y = grid.top(static_cast<int>(i)) + grid.row / 2;
        const std::string_view words = ellipsize(look.measure, Face::Medium, size, input.questions[i],
                                                 grid.firstColumn - look.metrics.of(6), scratch);
        addText(scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
                {options.box.left, baselineAround(y, size)}, words);
    }
    for (std::size_t i = 0; i < input.columns.size(); ++i) drawColumn(grid, input.columns[i], static_cast<int>(i));
    if (!grid.hasRemark) return;
    const Coord y = grid.top(static_cast<int>(input.questions.size())) + look.metrics.of(11);
    const std::string_view words =
        ellipsize(look.measure, Face::Text, look.metrics.label(), input.remark, options.box.width(), scratch);
    addText(scene, look.measure, {Face::Text, look.metrics.label(), look.theme.dim, Align::Start},
            {options.box.left, baselineAround(y, look.metrics.label())}, words);
}

}  // namespace render
