#include "render/views/log_sketch.h"

#include <algorithm>

#include "render/views/marks.h"

namespace render {
namespace {

// At 100 %.
constexpr int kCell = 30;
constexpr int kCellHeight = 24;
constexpr int kSketchPitch = 33;
constexpr int kRowPitch = 32;
constexpr int kSketchHeader = 20;
constexpr int kNameGap = 12;

std::size_t columnsOf(const LogSketchInput& input) {
    std::size_t columns = 0;
    for (const LogSketchRow& row : input.rows) columns = std::max(columns, row.terms.size());
    return columns;
}

Coord namesWidth(const LogSketchInput& input, const Look& look) {
    Coord width = textWidth(look.measure, Face::Text, look.metrics.label(), input.index);
    for (const LogSketchRow& row : input.rows) {
        width = std::max(width, textWidth(look.measure, Face::SemiBold, look.metrics.body(), row.name));
    }
    return width + look.metrics.of(kNameGap);
}

void drawRow(const LogSketchRow& row, Point at, const Look& look, Scene& scene) {
    const Metrics& metrics = look.metrics;
    std::string alt = row.name + ":";
    for (const int term : row.terms) alt += term == 0 ? " –" : " " + std::to_string(term);
    const GroupScope group(scene, {}, Role::Row, alt);
    const Coord half = metrics.of(kCellHeight) / 2;
    for (std::size_t i = 0; i < row.terms.size(); ++i) {
        const Coord left = at.x + metrics.of(kSketchPitch) * static_cast<Coord>(i);
        const Box cell{left, at.y - half, left + metrics.of(kCell), at.y + half};
        const int term = row.terms[i];
        if (term == 0) {
            const Coord dash = metrics.of(3);
            scene.rect(cell, metrics.of(4), {}, {look.theme.dim, look.stroke(12), dash, dash});
            continue;
        }
        const TermPaint paint = termPaint(look.theme, static_cast<std::uint32_t>(term));
        scene.rect(cell, metrics.of(4), paint.full, {look.theme.ink, look.stroke(12)});
        drawTermPattern(scene, cell, paint, metrics);
        const Coord size = metrics.body();
        addText(scene, look.measure, {Face::Bold, size, paint.text, Align::Middle},
                {cell.center().x, baselineAround(at.y, size)}, std::to_string(term));
    }
}

}  // namespace

LogSketchSize logSketchSize(const LogSketchInput& input, const Look& look) {
    const Metrics& metrics = look.metrics;
    const Coord cells = metrics.of(kSketchPitch) * static_cast<Coord>(columnsOf(input));
    return {namesWidth(input, look) + cells,
            metrics.of(kSketchHeader) + metrics.of(kRowPitch) * static_cast<Coord>(input.rows.size())};
}

void drawLogSketch(const LogSketchInput& input, Point at, const Look& look, Scene& scene) {
    const Metrics& metrics = look.metrics;
    const GroupScope group(scene, {}, Role::Picture, input.alt);
    const Coord left = at.x + namesWidth(input, look);
    const Coord headerY = at.y + metrics.of(kSketchHeader) / 2;
    const TextStyle small{Face::Mono, metrics.label(), look.theme.dim, Align::Middle};
    addText(scene, look.measure, {Face::Text, metrics.label(), look.theme.dim, Align::Start},
            {at.x, baselineAround(headerY, metrics.label())}, input.index);
    for (std::size_t i = 0; i < columnsOf(input); ++i) {
        const Coord x = left + metrics.of(kSketchPitch) * static_cast<Coord>(i) + metrics.of(kCell) / 2;
        addText(scene, look.measure, small, {x, baselineAround(headerY, metrics.label())}, std::to_string(i + 1));
    }
    Coord y = at.y + metrics.of(kSketchHeader) + metrics.of(kRowPitch) / 2;
    for (const LogSketchRow& row : input.rows) {
        addText(scene, look.measure, {Face::SemiBold, metrics.body(), look.theme.ink, Align::Start},
                {at.x, baselineAround(y, metrics.body())}, row.name);
        drawRow(row, {left, y}, look, scene);
        y += metrics.of(kRowPitch);
    }
}

}  // namespace render
