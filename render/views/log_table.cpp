#include "render/views/log_table.h"

#include <algorithm>
#include <map>
#include <string>

#include "render/views/log_parts.h"
#include "render/views/marks.h"
#include "render/views/membership.h"

namespace render {
namespace {

constexpr std::string_view kDots = "\xE2\x80\xA6";

void drawIndices(const LogPicture& picture) {
    const LogLayout& layout = picture.layout;
    const Look& look = picture.look;
    const GroupScope group(picture.scene, {}, Role::Axis);
    const TextStyle style{Face::Mono, layout.indexSize, look.theme.dim, Align::Middle};
    Coord free = layout.cellsLeft;
    if (picture.fromTheStart() && layout.folded > 0) {
        // "1…5", all in one column.
        const std::string last = std::to_string(layout.folded);
        const Coord middle = layout.foldLeft + layout.foldWidth / 2;
        std::string numbers = layout.folded == 1 ? last : std::string("1").append(kDots).append(last);
        if (textWidth(look.measure, Face::Mono, layout.indexSize, numbers) > layout.foldWidth) {
            numbers = std::string(kDots).append(last);
        }
        addText(picture.scene, look.measure, style, {middle, layout.indexBaseline}, numbers);
    }
    if (!picture.fromTheStart()) {
        const Coord right = layout.cellsLeft - look.metrics.of(8);
        addText(picture.scene, look.measure, {Face::Mono, layout.indexSize, look.theme.dim, Align::End},
                {right, layout.indexBaseline}, std::string("1 ").append(kDots));
    }
    for (std::uint32_t index = layout.first; index <= layout.last; ++index) {
        const Coord middle = layout.columnLeft(index) + layout.cellWidth / 2;
        const std::string number = std::to_string(index);
        const Coord width = textWidth(look.measure, Face::Mono, layout.indexSize, number);
        if (middle - width / 2 < free) continue;
        addText(picture.scene, look.measure, style, {middle, layout.indexBaseline}, number);
        free = middle + width / 2 + look.metrics.of(4);
    }
    if (layout.last >= layout.first && layout.last < picture.view.longestLog) {
        const std::string rest = std::string(kDots).append(" ").append(std::to_string(picture.view.longestLog));
        const Coord width = textWidth(look.measure, Face::Mono, layout.indexSize, rest);
        const Coord left = picture.cellsRight() + look.metrics.of(6);
        if (left + width <= picture.options.box.right - layout.appliedWidth) {
            addText(picture.scene, look.measure, {Face::Mono, layout.indexSize, look.theme.dim, Align::Start},
                    {left, layout.indexBaseline}, rest);
        }
    }
}

/// Its words and the eye: to the right of the indices if there is room, else the eye alone, else nothing.
void drawBracketWords(const LogPicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const LogLayout& layout = picture.layout;
    const Coord size = metrics.label() + metrics.of(1);
    const Coord eye = metrics.of(18);
    const Coord words = textWidth(look.measure, Face::SemiBold, size, look.labels.committedSeenByUs);
    Coord left = picture.cellsRight() + metrics.of(12);
    if (layout.last < picture.view.longestLog) left += metrics.of(52);
    const Coord header = picture.options.tight ? 0 : textWidth(look.measure, Face::SemiBold, size, look.labels.applied);
    const Coord right = picture.options.box.right - header - metrics.of(20);
    const Coord middle = picture.options.box.top + metrics.of(8);
    if (left + words + metrics.of(12) + eye <= right) {
        const Coord start = right - eye - metrics.of(12) - words;
        // As near to the bracket's end as the indices allow, in line with the other headings.
        const Coord at = std::min(start, left);
        addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.dim, Align::Start},
                {at, baselineAround(middle, size)}, look.labels.committedSeenByUs);
        drawEye(picture.scene, {at + words + metrics.of(12) + eye / 2, middle}, eye, picture.dim(15));
    } else if (left + eye <= right) {
        drawEye(picture.scene, {left + eye / 2, middle}, eye, picture.dim(15));
    }
}

/// What only we know, drawn once: everything under the bracket is committed.
void drawBracket(const LogPicture& picture) {
    const LogLayout& layout = picture.layout;
    const bool inColumns = picture.hasColumns() && picture.view.committed >= layout.first;
    const bool inFolds = layout.folded > 0 && picture.view.committed >= layout.folded;
    if (!picture.all() || (!inColumns && !inFolds)) return;
    const GroupScope group(picture.scene, {}, Role::Axis);
    const std::uint32_t last = inColumns ? std::min(picture.view.committed, layout.last) : layout.folded;
    const Coord tick = picture.look.metrics.of(6);
    const Coord left = picture.rowLeft();
    const Coord right = inColumns ? layout.columnLeft(last) + layout.cellWidth : layout.foldLeft + layout.foldWidth;
    const Coord y = layout.bracketY;
    std::vector<Point> points;
    if (picture.fromTheStart()) points.push_back({left, y + tick});
    points.push_back({left, y});
    points.push_back({right, y});
    if (last == picture.view.committed) points.push_back({right, y + tick});
    picture.scene.polyline(points, picture.ink(20));
    drawBracketWords(picture);
}

/// How a cell looks: full once it is committed, pale before, grey where nobody may know.
struct CellPaint {
    Color fill;
    Color text;
    Stroke rim;
    bool patterned = false;
};

CellPaint cellPaint(const LogPicture& picture, const raft::NodeView& node, const raft::CellView& cell,
                    const TermPaint& term) {
    const Theme& theme = picture.look.theme;
    const Metrics& metrics = picture.look.metrics;
    if (!picture.knows(node)) return {theme.soft, theme.dim, {theme.ghost, picture.look.stroke(12)}, false};
    const bool committed = picture.all() ? cell.committed : cell.index <= node.commitIndex;
    if (committed) return {term.full, term.text, {theme.onHue, picture.look.stroke(15)}, term.round > 0};
    Stroke dashed{theme.dim, picture.look.stroke(15)};
    dashed.dashOn = metrics.of(4);
    dashed.dashOff = metrics.of(3);
    return {term.pale, term.paleText, dashed, false};
}

/// A configuration is no command: it stands between two bars, as a set between its braces.
void drawConfigBars(const LogPicture& picture, const Box& box, const raft::CellView& cell, Color color) {
    if (!cell.isConfig()) return;
    const Coord inset = picture.look.metrics.of(3);
    const Stroke bar{color, picture.look.stroke(15)};
    for (const Coord x : {box.left + inset, box.right - inset}) {
        picture.scene.line({x, box.top + inset}, {x, box.bottom - inset}, bar);
    }
}

/// Nor is a session: the name of its client stands in a frame of its own, as the clients do beside the ring.
void drawSessionFrame(const LogPicture& picture, Point middle, Coord width, Color color) {
    const Metrics& metrics = picture.look.metrics;
    const Coord half = picture.layout.commandSize * 52 / 100;
    // A little lower than the capitals' middle: away from the term above, around what hangs below the line.
    const Point center{middle.x, middle.y + metrics.of(1)};
    picture.scene.rect(boxAround(center, width / 2 + metrics.of(6), half), half, {}, {color, picture.look.stroke(12)});
}

void drawCellText(const LogPicture& picture, const Box& box, const raft::CellView& cell, Color color) {
    const LogLayout& layout = picture.layout;
    const Look& look = picture.look;
    std::string scratch;
    const std::string_view words = cellWords(look.labels, cell, scratch);
    const std::string term = std::to_string(cell.term);
    // Beside a configuration's bars there is air, as there is in a session's frame.
    const bool framed = cell.session || (cell.isConfig() && !layout.twoLines);
    const Coord bars = framed ? look.metrics.of(cell.session ? 6 : 4) : 0;
    const Coord pad = look.metrics.of(picture.options.large ? 2 : 4) + bars;
    TextStyle number{Face::Bold, layout.termSize, color, Align::Middle};
    TextStyle command{Face::Mono, layout.commandSize, color, Align::Middle};
    if (layout.twoLines) {
        const bool large = picture.options.large;
        const Coord upper = box.top + box.height() * (large ? 28 : 31) / 100;
        const Coord lower = box.top + box.height() * (large ? 76 : 71) / 100;
        addText(picture.scene, look.measure, number, {box.center().x, baselineAround(upper, layout.termSize)}, term);
        const std::string_view text =
            ellipsize(look.measure, Face::Mono, layout.commandSize, words, box.width() - 2 * pad, picture.words);
        const Coord used = addText(picture.scene, look.measure, command,
                                   {box.center().x, baselineAround(lower, layout.commandSize)}, text);
        if (cell.session) drawSessionFrame(picture, {box.center().x, lower}, used, color);
        return;
    }
    const Coord middle = box.center().y;
    const Coord both = textWidth(look.measure, Face::Bold, layout.termSize, term) +
                       textWidth(look.measure, Face::Mono, layout.commandSize, words) + 3 * pad;
    if (picture.options.large && both > box.width()) {
        // Half a command says nothing: it is the terms that are compared.
        addText(picture.scene, look.measure, number, {box.center().x, baselineAround(middle, layout.termSize)}, term);
        return;
    }
    number.align = Align::Start;
    command.align = Align::End;
    const Coord width =
        addText(picture.scene, look.measure, number, {box.left + pad, baselineAround(middle, layout.termSize)}, term);
    const Coord room = box.width() - 3 * pad - width;
    const std::string_view text = ellipsize(look.measure, Face::Mono, layout.commandSize, words, room, picture.words);
    const Coord used = addText(picture.scene, look.measure, command,
                               {box.right - pad, baselineAround(middle, layout.commandSize)}, text);
    if (cell.session) drawSessionFrame(picture, {box.right - pad - used / 2, middle}, used, color);
}

void drawCell(const LogPicture& picture, int row, const raft::NodeView& node, const raft::CellView& cell) {
    const Metrics& metrics = picture.look.metrics;
    const Ref ref = raft::cellRef(node.id, cell.index);
    const Box box = picture.layout.cell(row, cell.index);
    const std::string index = std::to_string(cell.index);
    const std::string term = std::to_string(cell.term);
    // In words as in the picture: committed is said on a server's row only where that server knows it.
    const bool knownHere = node.up && !node.unknown && cell.index <= node.commitIndex;
    const std::string_view pattern = knownHere ? picture.look.labels.altCommitted : picture.look.labels.altUncommitted;
    picture.words.clear();
    appendLabel(picture.words, pattern,
                {{"node", node.name},
                 {"index", index},
                 {"term", term},
                 {"command", cellInFull(picture.look.labels, picture.view, cell)}});
    // While somebody is seen as, nobody else's disk is known.
    const bool unwritten = !cell.durable && picture.knows(node);
    if (unwritten) picture.words += picture.look.labels.altUnwritten;
    const GroupScope group(picture.scene, ref, Role::Cell, picture.words);
    const TermPaint hue = termPaint(picture.look.theme, cell.term);
    const CellPaint paint = cellPaint(picture, node, cell, hue);
    const Coord rounding = metrics.of(5);
    const auto shape = [&](Color fill, const Stroke& rim) {
        if (unwritten) return drawTorn(picture.scene, box, fill, rim, metrics);
        picture.scene.rect(box, rounding, fill, rim);
    };
    Box whole = box;  // What the teeth leave.
    if (unwritten) whole.bottom -= tornHeight(box, metrics);
    shape(paint.fill, paint.patterned ? Stroke{} : paint.rim);
    if (paint.patterned) {
        drawTermPattern(picture.scene, whole.grown(-metrics.tenths(12)), hue, metrics);
        shape({}, paint.rim);
    }
    drawConfigBars(picture, whole, cell, paint.text);
    // Both lines as far apart as in every cell.
    const Coord lift = (box.bottom - whole.bottom) / 2;
    drawCellText(picture, {box.left, box.top - lift, box.right, box.bottom - lift}, cell, paint.text);
    if (picture.options.pointing.isSelected(ref)) {
        picture.scene.rect(box.grown(metrics.tenths(32)), rounding + metrics.of(3), {}, picture.ink(25));
    } else if (picture.options.pointing.hovered == ref) {
        picture.scene.rect(box.grown(metrics.tenths(25)), rounding + metrics.of(2), {}, picture.dim(12));
    }
}

/// Where a server's snapshot stands: in place of its first entries, up to the last that it includes. What lies before
/// the columns is in the narrow one at the start.
Box foldsOf(const LogPicture& picture, int row, const raft::NodeView& node) {
    const LogLayout& layout = picture.layout;
    Box box = layout.cell(row, layout.first);
    const bool startsLater = layout.folded > 0 || !picture.fromTheStart();
    box.left = startsLater ? layout.foldLeft : layout.cellsLeft;
    const bool reachesColumns = node.lastIncludedIndex + 1 >= layout.first && node.lastIncludedIndex > layout.folded;
    box.right = reachesColumns ? layout.columnLeft(std::min(node.lastIncludedIndex, layout.last)) + layout.cellWidth
                               : layout.foldLeft + layout.foldWidth;
    return box;
}

void drawSnapshot(const LogPicture& picture, int row, const raft::NodeView& node) {
    if (node.lastIncludedIndex == 0 || !picture.knows(node)) return;
    const LogLayout& layout = picture.layout;
    const Metrics& metrics = picture.look.metrics;
    const Box whole = foldsOf(picture, row, node);
    const std::string index = std::to_string(node.lastIncludedIndex);
    const std::string term = std::to_string(node.lastIncludedTerm);
    picture.words.clear();
    appendLabel(picture.words, picture.look.labels.altSnapshot,
                {{"node", node.name}, {"index", index}, {"term", term}});
    const Ref ref = raft::cellRef(node.id, node.lastIncludedIndex);
    const GroupScope group(picture.scene, ref, Role::Cell, picture.words);
    const TermPaint hue = termPaint(picture.look.theme, node.lastIncludedTerm);
    const Stroke rim{picture.look.theme.onHue, picture.look.stroke(15)};
    // The label is under the number of its column; folded paper fills the rest.
    const bool inColumns = whole.right > layout.cellsLeft;
    const Coord wanted = inColumns ? std::max(layout.cellWidth, layout.foldLabelWidth) : layout.foldLabelWidth;
    const Coord label = std::min(wanted, std::max(whole.width() - metrics.of(14), whole.width() / 2));
    const Box sheet{whole.right - label, whole.top, whole.right, whole.bottom};
    drawFolds(picture.scene, {whole.left, whole.top, sheet.left, whole.bottom}, {hue.full, hue.pale}, rim, metrics);
    picture.scene.rect(sheet, metrics.of(2), hue.full, hue.round > 0 ? Stroke{} : rim);
    if (hue.round > 0) {
        drawTermPattern(picture.scene, sheet.grown(-metrics.tenths(12)), hue, metrics);
        picture.scene.rect(sheet, metrics.of(2), {}, rim);
    }
    const std::string text = foldText(node.lastIncludedIndex);
    raft::CellView cell;
    cell.term = node.lastIncludedTerm;
    cell.text = text;
    drawCellText(picture, sheet, cell, hue.text);
    if (picture.options.pointing.isSelected(ref)) {
        picture.scene.rect(whole.grown(metrics.tenths(32)), metrics.of(5), {}, picture.ink(25));
    } else if (picture.options.pointing.hovered == ref) {
        picture.scene.rect(whole.grown(metrics.tenths(25)), metrics.of(4), {}, picture.dim(12));
    }
}

/// What the server itself knows to be committed: a bar under its cells.
void drawCommitBar(const LogPicture& picture, int row, const raft::NodeView& node) {
    const LogLayout& layout = picture.layout;
    if (!node.up || !picture.knows(node)) return;
    const bool inColumns = picture.hasColumns() && node.commitIndex >= layout.first;
    const bool hasFolds = node.lastIncludedIndex > 0;
    if (!inColumns && (!hasFolds || node.commitIndex < node.lastIncludedIndex)) return;
    const Coord y =
        layout.rowsTop + layout.rowPitch * row + layout.cellHeight + (layout.rowPitch - layout.cellHeight) / 2;
    const Box folds = hasFolds ? foldsOf(picture, row, node) : layout.cell(row, layout.first);
    const Coord right =
        inColumns ? layout.columnLeft(std::min(node.commitIndex, layout.last)) + layout.cellWidth : folds.right;
    picture.scene.line({folds.left, y}, {right, y}, picture.ink(20));
}

void drawRowName(const LogPicture& picture, const raft::NodeView& node, Coord middle) {
    const LogLayout& layout = picture.layout;
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord left = picture.options.box.left + metrics.of(2);
    const bool lit = node.up && picture.knows(node);
    const std::string_view name =
        ellipsize(look.measure, Face::Bold, layout.nameSize, node.name, picture.options.box.width() / 5, picture.words);
    const TextStyle style{Face::Bold, layout.nameSize, lit ? look.theme.ink : look.theme.dim, Align::Start};
    const Coord width =
        addText(picture.scene, look.measure, style, {left, baselineAround(middle, layout.nameSize)}, name);
    const Ref ref = raft::nodeRef(node.id);
    const Box frame = textBoxAround({left + width / 2, middle}, width, layout.nameSize).grown(metrics.of(3));
    const Box inside{std::max(frame.left, picture.options.box.left + metrics.of(1)), frame.top, frame.right,
                     frame.bottom};
    if (picture.options.pointing.isSelected(ref)) {
        picture.scene.rect(inside, metrics.of(5), {}, picture.ink(20));
    } else if (picture.options.pointing.hovered == ref) {
        picture.scene.rect(inside, metrics.of(5), {}, picture.dim(10));
    }
    const Coord mark = left + width + metrics.of(10);
    if (!lit) return;
    if (node.paused) {
        drawPauseBars(picture.scene, {mark + metrics.of(8), middle}, metrics.of(11), look.theme.ink);
    } else if (node.role == raft::RoleView::Leader) {
        drawCrown(picture.scene, {mark + metrics.of(10), middle + metrics.of(6)}, metrics.of(20), look.theme.ink);
    }
}

void drawApplied(const LogPicture& picture, const raft::NodeView& node, Coord middle) {
    const LogLayout& layout = picture.layout;
    const Look& look = picture.look;
    if (!picture.knows(node) || picture.options.tight) return;
    const Face face = node.up ? Face::Mono : Face::Text;
    const std::string_view whole = node.up ? std::string_view(node.applied) : look.labels.onDisk;
    const std::string_view text =
        ellipsize(look.measure, face, layout.appliedSize, whole, layout.appliedWidth, picture.words);
    addText(picture.scene, look.measure,
            {face, layout.appliedSize, node.up ? look.theme.ink : look.theme.dim, Align::End},
            {picture.options.box.right, baselineAround(middle, layout.appliedSize)}, text);
}

/// Reads that wait: a flag where readIndex ends, with the clients' names; of a read whose index is not known yet,
/// behind the log with a question mark.
void drawWaitingReads(const LogPicture& picture, int row, const raft::NodeView& node) {
    const LogLayout& layout = picture.layout;
    const Look& look = picture.look;
    if (node.reads.empty() || !node.up || !picture.knows(node) || !picture.hasColumns()) return;
    std::map<std::uint32_t, std::string> flags;
    for (const raft::ReadView& read : node.reads) {
        const bool known = read.stage == raft::ReadStage::Round || read.stage == raft::ReadStage::Apply;
        std::string& names = flags[known ? read.readIndex : node.lastIndex];
        names += (names.empty() ? "" : " ") + std::string(read.clientName) + (known ? "" : "?");
    }
    for (const auto& [index, names] : flags) {
        if (index + 1 < layout.first || index > layout.last) continue;
        const std::uint32_t next = index + 1;
        const Coord gap = look.metrics.of(3);
        const Coord x =
            index < layout.first ? layout.cellsLeft - gap : layout.columnLeft(index) + layout.cellWidth + gap;
        const Box cell = layout.cell(row, std::clamp(next, layout.first, layout.last));
        const Coord top = cell.top - look.metrics.of(3);
        Stroke pole = picture.ink(16);
        pole.dashOn = look.metrics.of(4);
        pole.dashOff = look.metrics.of(2);
        picture.scene.line({x, top}, {x, cell.bottom + look.metrics.of(3)}, pole);
        const Coord size = look.metrics.label();
        const Coord width = textWidth(look.measure, Face::Medium, size, names);
        const Coord pad = look.metrics.of(3);
        const Box flag{x, top, x + width + 2 * pad, top + size + pad};
        picture.scene.rect(flag, look.metrics.of(2), look.theme.panel, picture.ink(12));
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.ink, Align::Start},
                {flag.left + pad, baselineAround(flag.center().y, size)}, names);
    }
}

void drawRow(const LogPicture& picture, int row) {
    const LogLayout& layout = picture.layout;
    const raft::NodeView& node = picture.view.nodes[static_cast<std::size_t>(row)];
    const Coord middle = layout.rowsTop + layout.rowPitch * row + layout.cellHeight / 2;
    const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Row, node.name);
    drawRowName(picture, node, middle);
    if (!picture.fromTheStart() && node.lastIndex > 0 && node.lastIncludedIndex + 1 < layout.first) {
        const Coord right = layout.cellsLeft - picture.look.metrics.of(12);
        for (int dot = 0; dot < 3; ++dot) {
            picture.scene.circle({right - picture.look.metrics.of(6) * dot, middle}, picture.look.metrics.tenths(14),
                                 picture.look.theme.dim);
        }
    }
    drawCommitBar(picture, row, node);
    drawSnapshot(picture, row, node);
    for (const raft::CellView& cell : node.cells) {
        if (cell.index >= layout.first && cell.index <= layout.last) drawCell(picture, row, node, cell);
    }
    drawProgress(picture, row, node);
    drawWaitingReads(picture, row, node);
    drawApplied(picture, node, middle);
}

}  // namespace

void drawLogTable(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Scene& scene) {
    const LogLayout layout = logLayout(view, options, look);
    std::string words;
    const LogPicture picture{view, options, look, layout, scene, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altLogs);
    drawIndices(picture);
    drawBracket(picture);
    const Coord size = look.metrics.label() + look.metrics.of(1);
    if (!options.tight) {
        addText(scene, look.measure, {Face::SemiBold, size, look.theme.dim, Align::End},
                {options.box.right, baselineAround(options.box.top + look.metrics.of(8), size)}, look.labels.applied);
    }
    for (int row = 0; row < layout.rows; ++row) drawRow(picture, row);
    drawLogLegend(picture);
}

}  // namespace render
