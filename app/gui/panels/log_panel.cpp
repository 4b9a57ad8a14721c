#include "app/gui/panels/log_panel.h"

#include <cmath>

#include "app/gui/panels/context_menu.h"
#include "render/views/log_table.h"
#include "render/views/membership.h"

namespace gui {
namespace {

/// A cell has room for a configuration's name; here its members are written out. Of a session it has a client's.
void tellInFull(const PanelContext& context, raft::Ref ref) {
    if (ref.kind != raft::RefKind::Cell || ref.a >= context.view.nodes.size()) return;
    for (const raft::CellView& cell : context.view.nodes[ref.a].cells) {
        if (cell.index != ref.b || !(cell.isConfig() || cell.session)) continue;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const float side = context.pen.px(24);
        context.pen.tooltip(render::cellInFull(context.look.labels, context.view, cell), areaAround(mouse, side, side));
    }
}

}  // namespace

Area LogPanel::tableArea(const Pen& pen, const Area& panel) {
    return {panel.left + pen.px(20), panel.top + pen.px(14), panel.right - pen.px(20), panel.bottom - pen.px(8)};
}

void LogPanel::draw(const PanelContext& context, const Area& area, Options options) {
    Pen& pen = context.pen;
    float titleRight = area.left;
    if (options.plate) {
        drawPanelEdge(pen, area);
        titleRight = drawPanelTitle(context, area, "panel.logs");
    }
    const Area table = tableArea(pen, area);
    if (table.empty()) return;
    const ImVec2 origin(std::round(table.left), std::round(table.top));
    render::LogTableOptions tableOptions;
    tableOptions.box = sceneBox(table);
    tableOptions.pointing = context.pointing();
    tableOptions.seenAs = context.studio.seenAs();
    tableOptions.large = options.large;
    tableOptions.firstColumn = context.state.firstColumn;
    tableOptions.titleWidth = render::fromPx(std::max(0.0F, titleRight - table.left));
    if (options.large) {
        // What has been applied gives way to entries that would not be seen.
        const render::LogLayout whole = render::logLayout(context.view, tableOptions, context.look);
        tableOptions.tight = whole.last - whole.first + 1 + whole.folded < context.view.longestLog;
    }
    scene_.clear();
    scene_.setSize(tableOptions.box.right, tableOptions.box.bottom);
    render::drawLogTable(context.view, tableOptions, context.look, scene_);

    const Touch touch = pen.touch("logs", table, TouchOptions{true, true});
    context.painter.paint(scene_, {origin, table, true}, pen.list(), pen.record());
    noteSelection(context, scene_, origin);
    if (!touch.hovered) return;
    const raft::Ref ref = refAt(scene_, origin, ImGui::GetIO().MousePos);
    context.state.hoveredNext = ref;
    tellInFull(context, ref);
    if (touch.menuWanted) return openMenu(context, ref, ImGui::GetIO().MousePos);
    if (touch.clicked) context.commands.push(studio::cmd::Select{ref});

    // The wheel walks along a log that is longer than the table.
    const render::LogLayout layout = render::logLayout(context.view, tableOptions, context.look);
    const float wheel = ImGui::GetIO().MouseWheel + ImGui::GetIO().MouseWheelH;
    if (wheel == 0 || layout.last < layout.first) return;
    const std::uint32_t columns = layout.last - layout.first + 1;
    const int first = static_cast<int>(layout.first) + (wheel > 0 ? -1 : 1);
    const int last = static_cast<int>(context.view.longestLog);
    const bool atEnd = first + static_cast<int>(columns) > last;
    context.state.firstColumn = atEnd ? 0 : static_cast<std::uint32_t>(std::max(first, 1));
}

}  // namespace gui
