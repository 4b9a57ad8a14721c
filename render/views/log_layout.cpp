#include <algorithm>
#include <string>

#include "render/views/log_parts.h"
#include "render/views/membership.h"

namespace render {
namespace {

constexpr std::int32_t kCellWidthMin = 46;
constexpr std::int32_t kCellWidthMax = 112;
constexpr std::int32_t kColumnGap = 6;
constexpr std::int32_t kColumnGapTight = 4;
constexpr std::int32_t kFoldsLeast = 14;  // Of a snapshot's cell.

Coord nameColumn(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Coord nameSize) {
    Coord width = 0;
    for (const raft::NodeView& node : view.nodes) {
        width = std::max(width, textWidth(look.measure, Face::Bold, nameSize, node.name));
    }
    width = std::min(width, options.box.width() / 5);
    const Coord crown = look.metrics.of(10 + 20 + 12);
    return std::max(width + crown, options.titleWidth + look.metrics.of(12));
}

/// What a snapshot's cell needs for its term and its last index, and for the folds before them.
Coord foldLabelWidth(const raft::ClusterView& view, const Look& look, const LogLayout& layout) {
    Coord widest = 0;
    const Coord pad = look.metrics.of(4);
    for (const raft::NodeView& node : view.nodes) {
        if (node.lastIncludedIndex == 0) continue;
        const Coord term = textWidth(look.measure, Face::Bold, layout.termSize, std::to_string(node.lastIncludedTerm));
        const Coord index = textWidth(look.measure, Face::Mono, layout.commandSize, foldText(node.lastIncludedIndex));
        widest = std::max(widest, layout.twoLines ? std::max(term, index) + 2 * pad : term + index + 3 * pad);
    }
    return widest;
}

/// The widest command of the window decides, so that columns do not change while one scrolls within it.
Coord widestCommand(const raft::ClusterView& view, const Look& look, Coord size) {
    Coord widest = 0;
    std::string scratch;
    for (const raft::NodeView& node : view.nodes) {
        for (const raft::CellView& cell : node.cells) {
            const Coord bars = cell.isConfig() ? look.metrics.of(12) : cell.session ? look.metrics.of(16) : 0;
            const std::string_view words = cellWords(look.labels, cell, scratch);
            widest = std::max(widest, textWidth(look.measure, Face::Mono, size, words) + bars);
        }
    }
    return widest;
}

Coord widestTerm(const raft::ClusterView& view, const Look& look, Coord size) {
    Coord widest = 0;
    for (const raft::NodeView& node : view.nodes) {
        for (const raft::CellView& cell : node.cells) {
            widest = std::max(widest, textWidth(look.measure, Face::Bold, size, std::to_string(cell.term)));
        }
    }
    return widest;
}

Coord appliedColumn(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Coord size) {
    Coord width =
        textWidth(look.measure, Face::SemiBold, look.metrics.label() + look.metrics.of(1), look.labels.applied);
    for (const raft::NodeView& node : view.nodes) {
        const Coord text = node.up ? textWidth(look.measure, Face::Mono, size, node.applied)
                                   : textWidth(look.measure, Face::Text, size, look.labels.onDisk);
        width = std::max(width, text);
    }
    return std::min(width, options.box.width() * 26 / 100);
}

void chooseRows(const raft::ClusterView& view, const LogTableOptions& options, const Metrics& metrics,
                LogLayout& layout) {
    const int nodes = std::max(static_cast<int>(view.nodes.size()), 1);
    Coord room = options.box.bottom - layout.rowsTop - metrics.of(2);
    // The legend may cost the rows some air, not a line of their cells.
    const bool legend = !options.large && !options.tight && wantsLogLegend(view);
    const Coord left = room - logLegendHeight(metrics);
    if (legend && left / nodes >= metrics.of(34)) room = left;
    // In front of a class no server may be missing.
    layout.rowPitch = std::clamp(room / nodes, metrics.of(options.large ? 17 : 21), metrics.of(46));
    layout.rows = std::clamp(static_cast<int>(room / layout.rowPitch), 0, nodes);
    const int between = layout.rowPitch >= metrics.of(38)                   ? 8
                        : options.large && layout.rowPitch < metrics.of(24) ? 4
                                                                            : 6;
    layout.cellHeight = layout.rowPitch - metrics.of(between);
    layout.twoLines = layout.cellHeight >= metrics.of(options.large ? 28 : 25);
    const int termShare = options.large ? 52 : 41;
    const int commandShare = options.large ? 36 : 33;
    const Coord least = metrics.of(options.large ? 15 : 12);
    layout.termSize = layout.twoLines ? std::max(layout.cellHeight * termShare / 100, least) : least;
    layout.commandSize =
        layout.twoLines ? std::max(layout.cellHeight * commandShare / 100, metrics.label()) : metrics.label();
    // All entries side by side are worth more than large commands: it is the terms that one compares.
    if (options.large && options.tight) layout.commandSize = std::min(layout.commandSize, metrics.of(12));
}

/// In front of a class all entries side by side are worth more than large commands: it is terms that one compares. So
/// commands shrink until the longest log fits, and where they could not be read any more, they are left out.
void shrinkCommands(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, Coord share,
                    LogLayout& layout) {
    if (!options.large || !layout.twoLines) return;
    const Coord widest = widestCommand(view, look, layout.commandSize);
    const Coord room = share - look.metrics.of(5);
    if (widest <= room) return;
    layout.commandSize = layout.commandSize * std::max(room, 0) / widest;
    layout.twoLines = layout.commandSize >= look.metrics.of(9);
    if (!layout.twoLines) layout.termSize = look.metrics.of(15);
}

void chooseColumns(const raft::ClusterView& view, const LogTableOptions& options, const Look& look, LogLayout& layout) {
    const Metrics& metrics = look.metrics;
    const Coord right = options.box.right - layout.appliedWidth - metrics.of(options.tight ? 2 : 24);
    Coord gap = metrics.of(options.tight ? kColumnGapTight : kColumnGap);
    layout.folded = foldedColumns(view);
    layout.foldLabelWidth = foldLabelWidth(view, look, layout);
    const Coord foldWidth = layout.foldLabelWidth == 0 ? 0 : layout.foldLabelWidth + metrics.of(kFoldsLeast);
    const Coord foldRoom = layout.folded > 0 ? foldWidth + gap : 0;
    const std::uint32_t unfolded = view.longestLog - std::min(view.longestLog, layout.folded);
    const Coord share = (right - layout.cellsLeft - foldRoom + gap) / std::max(static_cast<Coord>(unfolded), 1) - gap;
    if (options.tight) shrinkCommands(view, options, look, share, layout);
    Coord width = widestCommand(view, look, layout.commandSize) + metrics.of(12);
    if (!layout.twoLines) width += textWidth(look.measure, Face::Bold, layout.termSize, "00") + metrics.of(4);
    layout.cellWidth = std::clamp(width, metrics.of(kCellWidthMin), metrics.of(kCellWidthMax));
    if (options.tight) {
        const bool termsAlone = options.large && !layout.twoLines;
        const Coord least = termsAlone ? widestTerm(view, look, layout.termSize) + metrics.of(8)
                                       : std::min(width - metrics.of(options.large ? 9 : 8), metrics.of(kCellWidthMin));
        layout.cellWidth = std::clamp(share, least, std::max(width, least));
    }
    layout.columnPitch = layout.cellWidth + gap;
    const auto fitting = [&](Coord left) {
        return static_cast<std::uint32_t>(std::max(right - left + gap, 0) / layout.columnPitch);
    };
    const std::uint32_t start = layout.folded + 1;
    const bool isLonger = unfolded > fitting(layout.cellsLeft + foldRoom);
    const bool startsLater = isLonger || options.firstColumn > start || view.firstIndex > start;
    if (layout.folded > 0 || startsLater) layout.foldWidth = foldWidth;
    layout.foldLeft = layout.cellsLeft;
    if (layout.foldWidth > 0) layout.cellsLeft += layout.foldWidth + gap;
    if (startsLater) {
        // Room for the mark that tells what lies before: "1 …".
        layout.cellsLeft += textWidth(look.measure, Face::Mono, layout.indexSize, "1 \xE2\x80\xA6") + metrics.of(10);
    }
    const std::uint32_t count = fitting(layout.cellsLeft);
    const std::uint32_t windowEnd = view.firstIndex + view.windowSize - 1;
    const std::uint32_t end = std::min(view.longestLog, std::max(windowEnd, view.firstIndex));
    layout.first = options.firstColumn != 0 ? options.firstColumn : end >= count ? end - count + 1 : 1;
    layout.first = std::max({layout.first, view.firstIndex, start});
    layout.last = std::min(end, layout.first + count - 1);
    if (count == 0) layout.last = layout.first - 1;
}

}  // namespace

std::uint32_t logColumnsMax(const Box& box, const Metrics& metrics) {
    return static_cast<std::uint32_t>(std::max(box.width() / metrics.of(kCellWidthMin + kColumnGap), 1));
}

std::uint32_t foldedColumns(const raft::ClusterView& view) {
    std::uint32_t deepest = 0;
    std::uint32_t shallowest = UINT32_MAX;  // Of those that store something behind their snapshot.
    for (const raft::NodeView& node : view.nodes) {
        // Of another server its leader knows only entries.
        const std::uint32_t included =
            node.unknown ? node.cells.empty() ? 0 : node.cells.front().index - 1 : node.lastIncludedIndex;
        deepest = std::max(deepest, included);
        const bool holdsMore = node.unknown ? !node.cells.empty() : node.lastIndex > included;
        if (holdsMore) shallowest = std::min(shallowest, included);
    }
    return shallowest == UINT32_MAX ? deepest : shallowest;
}

std::string foldText(std::uint32_t lastIncludedIndex) {
    return std::string("\xE2\x89\xA4").append(std::to_string(lastIncludedIndex));
}

LogLayout logLayout(const raft::ClusterView& view, const LogTableOptions& options, const Look& look) {
    const Metrics& metrics = look.metrics;
    LogLayout layout;
    layout.indexSize = metrics.of(12);
    layout.indexBaseline = baselineAround(options.box.top + metrics.of(8), layout.indexSize);
    layout.bracketY = options.box.top + metrics.of(20);
    layout.rowsTop = options.box.top + metrics.of(30);
    chooseRows(view, options, metrics, layout);
    layout.nameSize = std::clamp(layout.cellHeight * 44 / 100, metrics.of(12), metrics.of(16));
    layout.appliedSize = std::clamp(layout.cellHeight * 36 / 100, metrics.of(12), metrics.of(13));
    const raft::ClusterView& widths = options.widths != nullptr ? *options.widths : view;
    layout.appliedWidth = options.tight ? 0 : appliedColumn(widths, options, look, layout.appliedSize);
    layout.cellsLeft = options.box.left + nameColumn(view, options, look, layout.nameSize);
    chooseColumns(widths, options, look, layout);
    return layout;
}

}  // namespace render
