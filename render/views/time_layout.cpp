#include <algorithm>

#include "render/views/time_parts.h"

namespace render {

TimeScale timeScale(const raft::RunView& run, const TimeDiagramOptions& options, Coord left, Coord right) {
    TimeScale scale{run.from, run.to, left, right, {}};
    if (!options.toScale) scale.breaks = idleBreaks(run, shownEnd(run, options));
    return scale;
}

TimeLayout timeLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                      const Look& look) {
    const Metrics& metrics = look.metrics;
    const Box& box = options.box;
    TimeLayout layout;
    Coord names = 0;
    for (const raft::NodeView& node : view.nodes) {
        names = std::max(names, textWidth(look.measure, Face::SemiBold, metrics.small(), node.name));
    }
    names = std::min(names, box.width() / 6);
    layout.scale = timeScale(run, options, box.left + names + metrics.of(32), box.right - metrics.of(20));
    layout.laneCount = static_cast<int>(view.nodes.size());
    layout.axisBaseline = baselineAround(box.top + metrics.of(7), metrics.label());
    layout.termBar = {layout.scale.left, box.bottom - metrics.of(11), layout.scale.right, box.bottom - metrics.of(1)};
    const Coord top = box.top + metrics.of(18);
    const Coord room = layout.termBar.top - metrics.of(16) - top;
    layout.laneHeight = std::min(room / std::max(layout.laneCount, 1), metrics.of(48));
    layout.barHalf = std::min(layout.laneHeight * 21 / 100, metrics.of(8));
    layout.lanes = {layout.scale.left, top, layout.scale.right, top + layout.laneHeight * layout.laneCount};
    return layout;
}

std::optional<std::pair<Coord, Coord>> TimePicture::visible(raft::SimTime from, raft::SimTime to,
                                                            raft::SimTime end) const {
    const raft::SimTime first = std::max(from, run.from);
    const raft::SimTime last = std::min({to, end, run.to});
    if (last <= first) return std::nullopt;
    return std::pair(layout.scale.xOf(first), layout.scale.xOf(last));
}

std::string inMs(raft::SimTime time) {
    std::string text = std::to_string(time.us / 1000);
    const std::int64_t tenths = time.us % 1000 / 100;
    if (tenths > 0) text.append(".").append(std::to_string(tenths));
    return text;
}

}  // namespace render
