// How the leader sends to the others, on their rows of the log table; and what the marks there mean.

#include <algorithm>

#include "render/views/log_parts.h"
#include "render/views/marks.h"

namespace render {
namespace {

using raft::NodeView;
using raft::PeerView;
using raft::ProgressView;
using raft::SentView;

/// Who sends: the leader of the highest term, as far as the picture may know it.
const NodeView* senderOf(const LogPicture& picture) {
    const NodeView* leader = nullptr;
    for (const NodeView& node : picture.view.nodes) {
        const bool leads = node.up && !node.unknown && node.role == raft::RoleView::Leader && picture.knows(node);
        if (leads && (leader == nullptr || node.term > leader->term)) leader = &node;
    }
    return leader;
}

const PeerView* rowOf(const NodeView& leader, raft::NodeId server) {
    for (const PeerView& peer : leader.peers) {
        if (peer.peer == server) return &peer;
    }
    return nullptr;
}

/// What is on its way: hatched like something that is not there, dashed like something that is not there yet.
void drawOnItsWay(const LogPicture& picture, const Box& box) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    HatchItem hatch;
    hatch.box = box.grown(-metrics.of(2));
    hatch.color = look.theme.ghost;
    hatch.width = look.stroke(12);
    hatch.spacing = metrics.of(6);
    picture.scene.hatch(hatch);
    Stroke rim = picture.dim(15);
    rim.dashOn = metrics.of(4);
    rim.dashOff = metrics.of(3);
    picture.scene.rect(box, metrics.of(5), {}, rim);
}

/// A frame over the columns of each AppendEntries, as far as the server does not store them. Returns where they end.
Coord drawSent(const LogPicture& picture, int row, const NodeView& node, const PeerView& peer) {
    const LogLayout& layout = picture.layout;
    std::uint32_t next = std::max(node.lastIndex + 1, layout.first);
    Coord end = 0;
    for (const SentView& sent : peer.sent) {
        const std::uint32_t first = std::max(sent.first, next);
        const std::uint32_t last = std::min(sent.last, layout.last);
        if (first > last) continue;
        next = last + 1;
        Box frame = layout.cell(row, first);
        frame.right = layout.cell(row, last).right;
        end = frame.right;
        picture.words.clear();
        const std::string from = std::to_string(first);
        const std::string to = std::to_string(sent.last);
        appendLabel(picture.words, picture.look.labels.altOnTheirWay,
                    {{"node", node.name}, {"first", from}, {"last", to}});
        const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain, picture.words);
        drawOnItsWay(picture, frame);
    }
    return end;
}

/// How many entries are on board and not in its log yet.
std::uint32_t countSent(const NodeView& node, const PeerView& peer) {
    std::uint32_t count = 0;
    std::uint32_t next = node.lastIndex + 1;
    for (const SentView& sent : peer.sent) {
        const std::uint32_t first = std::max(sent.first, next);
        if (first > sent.last) continue;
        count += sent.last - first + 1;
        next = sent.last + 1;
    }
    return count;
}

/// Where nothing of the row stands any more.
Coord rowEnd(const LogPicture& picture, const NodeView& node) {
    const LogLayout& layout = picture.layout;
    if (!picture.hasColumns() || node.lastIndex < layout.first) return layout.cellsLeft;
    return layout.columnLeft(std::min(node.lastIndex, layout.last)) + layout.cellWidth;
}

void drawWord(const LogPicture& picture, int row, Coord left, std::string_view word) {
    const Look& look = picture.look;
    const LogLayout& layout = picture.layout;
    const Coord size = picture.options.large ? look.metrics.of(15) : look.metrics.label();
    const Coord width = textWidth(look.measure, Face::Medium, size, word);
    const Coord gap = look.metrics.of(8);
    const Coord end = picture.options.box.right - layout.appliedWidth - (layout.appliedWidth > 0 ? gap : 0);
    if (word.empty() || left + gap + width > end) return;
    const Coord middle = layout.rowsTop + layout.rowPitch * row + layout.cellHeight / 2;
    addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
            {left + gap, baselineAround(middle, size)}, word);
}

enum class LogMark { OnItsWay, Unwritten, Read, Config, Session };

template <class Is>
bool hasCells(const raft::ClusterView& view, const Is& is) {
    return std::any_of(view.nodes.begin(), view.nodes.end(),
                       [&is](const NodeView& node) { return std::any_of(node.cells.begin(), node.cells.end(), is); });
}
bool hasConfigs(const raft::ClusterView& view) {
    return hasCells(view, [](const raft::CellView& cell) { return cell.isConfig(); });
}
bool hasSessions(const raft::ClusterView& view) {
    return hasCells(view, [](const raft::CellView& cell) { return cell.session; });
}

/// In sight: the columns of the table, and what the picture may know.
bool hasUnwritten(const LogPicture& picture) {
    const auto inSight = [&](const raft::CellView& cell) {
        return !cell.durable && cell.index >= picture.layout.first && cell.index <= picture.layout.last;
    };
    return std::any_of(picture.view.nodes.begin(), picture.view.nodes.end(), [&](const NodeView& node) {
        return picture.knows(node) && std::any_of(node.cells.begin(), node.cells.end(), inSight);
    });
}
bool hasSlowDisk(const raft::ClusterView& view) {
    return std::any_of(view.nodes.begin(), view.nodes.end(), [](const NodeView& node) { return node.slowDisk; });
}

bool hasPipeline(const raft::ClusterView& view) {
    return std::any_of(view.nodes.begin(), view.nodes.end(), [](const NodeView& node) { return node.pipeline; });
}

bool hasReads(const LogPicture& picture) {
    const auto waits = [&](const NodeView& node) { return node.up && picture.knows(node) && !node.reads.empty(); };
    return std::any_of(picture.view.nodes.begin(), picture.view.nodes.end(), waits);
}

/// In the column before the words; `at` is its middle.
void drawLogMark(const LogPicture& picture, LogMark mark, Point at) {
    const Metrics& metrics = picture.look.metrics;
    const Box box = boxAround(at, metrics.of(8), metrics.of(6));
    switch (mark) {
        case LogMark::OnItsWay: drawOnItsWay(picture, box); break;
        case LogMark::Unwritten: drawTorn(picture.scene, box, picture.look.theme.soft, picture.dim(12), metrics); break;
        case LogMark::Read: {
            Stroke pole = picture.ink(16);
            pole.dashOn = metrics.of(4);
            pole.dashOff = metrics.of(2);
            picture.scene.line({box.left, box.top}, {box.left, box.bottom}, pole);
            picture.scene.rect({box.left, box.top, box.right, box.center().y + metrics.of(1)}, metrics.of(2),
                               picture.look.theme.panel, picture.ink(12));
            break;
        }
        case LogMark::Config:
            for (const Coord x : {box.left + metrics.of(2), box.right - metrics.of(2)}) {
                picture.scene.line({x, box.top}, {x, box.bottom}, picture.dim(15));
            }
            break;
        case LogMark::Session: picture.scene.rect(box, box.height() / 2, {}, picture.dim(12)); break;
    }
}

}  // namespace

void drawProgress(const LogPicture& picture, int row, const NodeView& node) {
    const NodeView* leader = senderOf(picture);
    const PeerView* peer = leader == nullptr || leader == &node ? nullptr : rowOf(*leader, node.id);
    if (peer == nullptr) return;
    const Coord end = std::max(drawSent(picture, row, node, *peer), rowEnd(picture, node));
    if (!node.reads.empty()) return;  // A flag stands there.
    const PictureLabels& labels = picture.look.labels;
    std::string word;
    if (const std::uint32_t count = countSent(node, *peer); count > 0) {
        appendLabel(word, labels.onTheirWay, {{"count", std::to_string(count)}});
        return drawWord(picture, row, end, word);
    }
    // Without a pipeline a leader that probes sends as it always does.
    const bool probes = peer->progress == ProgressView::Probe && leader->pipeline;
    if (probes) word = labels.probe;
    if (peer->progress == ProgressView::Snapshot) word = labels.snapshotProgress;
    if (word.empty()) return;
    picture.words.clear();
    appendLabel(picture.words, labels.altProgress, {{"node", node.name}, {"progress", word}});
    const GroupScope group(picture.scene, raft::nodeRef(node.id), Role::Plain, picture.words);
    drawWord(picture, row, end, word);
}

bool wantsLogLegend(const raft::ClusterView& view) {
    return hasPipeline(view) || hasConfigs(view) || hasSessions(view) || hasSlowDisk(view);
}

Coord logLegendHeight(const Metrics& metrics) { return metrics.label() + metrics.of(10); }

void drawLogLegend(const LogPicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Box& box = picture.options.box;
    const Coord rowsEnd = picture.layout.rowsTop + picture.layout.rowPitch * picture.layout.rows;
    // In front of a class it could not be read.
    if (picture.options.large || picture.options.tight || box.bottom - rowsEnd < logLegendHeight(metrics)) return;
    const Coord size = metrics.label();
    const Coord y = std::min(rowsEnd + metrics.of(14), box.bottom - size / 2 - metrics.of(2));
    Coord left = box.left + metrics.of(2);
    const GroupScope group(picture.scene, {}, Role::Plain);
    const auto add = [&](LogMark mark, std::string_view words) {
        const Coord width = metrics.of(24) + textWidth(look.measure, Face::Medium, size, words);
        if (words.empty() || left + width > box.right) return;
        drawLogMark(picture, mark, {left + metrics.of(8), y});
        addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
                {left + metrics.of(24), baselineAround(y, size)}, words);
        left += width + metrics.of(20);
    };
    if (hasPipeline(picture.view)) add(LogMark::OnItsWay, look.labels.legendOnTheirWay);
    if (hasConfigs(picture.view)) add(LogMark::Config, look.labels.legendConfig);
    if (hasSessions(picture.view)) add(LogMark::Session, look.labels.legendSession);
    if (hasUnwritten(picture)) add(LogMark::Unwritten, look.labels.legendUnwritten);
    if (hasReads(picture)) add(LogMark::Read, look.labels.legendRead);
}

}  // namespace render
