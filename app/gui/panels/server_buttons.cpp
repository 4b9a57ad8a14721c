#include "app/gui/panels/server_buttons.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "app/gui/panels/context_menu.h"

namespace gui {
namespace {

using raft::NodeId;

constexpr float kButtonRow = 44;  // The plate with its buttons in a row.
constexpr float kColumn = 34;  // From button to button in a column.
constexpr float kButtonGap = 6;
constexpr float kAway = 12;       // Below the circle, or beside it.
constexpr float kAwayAbove = 24;  // Above it: a crown may stand between.
constexpr float kMore = 36;

struct Item {
    std::string id;
    std::string label;
    studio::Command command;
};

std::vector<Item> serverItems(const PanelContext& context, NodeId server) {
    // Who sees as one server acts on the whole cluster all the same.
    const raft::Cluster& cluster = context.studio.document().history().world().cluster();
    const bool up = server.value < cluster.serverCount() && cluster.machine(server).up;
    const std::string send = context.texts.format("node.send", {{"command", context.studio.nextCommandText()}});
    return {
        {"node.crash", std::string(context.tr(up ? "node.crash" : "node.restart")), studio::cmd::ToggleCrash{server}},
        {"node.timeOut", std::string(context.tr("node.timeOut")), studio::cmd::FireTimeout{server}},
        {"node.send", send, studio::cmd::Send{{}, server}}};
}

ButtonLook lookOf(const Item& item) { return {item.label, {}, ButtonKind::Chip, 13, true, {}}; }

struct Place {
    Area area;
    bool column = false;
};

/// In the order in which they are liked: a row below, above and beside the circle, then a column beside it.
std::vector<Place> placesFor(const PanelContext& context, NodeId server, const Area& circle) {
    Pen& pen = context.pen;
    float rowWidth = pen.px(kButtonGap * 2 + kMore);
    float columnWidth = 0;
    float columnHeight = pen.px(kColumn + kButtonGap);
    for (const Item& item : serverItems(context, server)) {
        const float width = buttonWidth(pen, lookOf(item));
        rowWidth += width + pen.px(kButtonGap);
        columnWidth = std::max(columnWidth, width + pen.px(2 * kButtonGap));
        columnHeight += pen.px(kColumn);
    }
    const float away = pen.px(kAway);
    const auto beside = [&](float width, float height, bool right) {
        const float left = right ? circle.right + away : circle.left - away - width;
        return areaAt(ImVec2(left, circle.middleY() - height / 2), width, height);
    };
    const Area below =
        areaAt(ImVec2(circle.middleX() - rowWidth / 2, circle.bottom + away), rowWidth, pen.px(kButtonRow));
    const Area above = below.moved(0, circle.top - pen.px(kAwayAbove) - below.bottom);
    const float aside = (rowWidth - circle.width()) / 2;
    return {{below, false},
            {above, false},
            {below.moved(aside, 0), false},
            {below.moved(-aside, 0), false},
            {above.moved(aside, 0), false},
            {above.moved(-aside, 0), false},
            {beside(rowWidth, pen.px(kButtonRow), true), false},
            {beside(rowWidth, pen.px(kButtonRow), false), false},
            {beside(columnWidth, columnHeight, true), true},
            {beside(columnWidth, columnHeight, false), true}};
}

float covered(const Area& place, const Area& other) {
    const Area both = place.cutTo(other);
    return both.empty() ? 0 : both.width() * both.height();
}

}  // namespace

void openServerButtons(const PanelContext& context, NodeId server, const Area& circle, const Area& room,
                       std::span<const Area> taken) {
    ViewState& state = context.state;
    if (state.hands.menu.open || state.hands.value.open) return;
    // Where they have come out they stay, even if a label gets longer meanwhile.
    if (state.buttonsOf == server) return;
    const bool buttonsWin = state.buttonsOf != raft::kNoNode && state.buttonsArea.contains(ImGui::GetIO().MousePos);
    if (buttonsWin) return;
    // They may reach out over the panel beside, but rather not.
    constexpr float kOutside = 0.15F;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const Area window = Area{0, 0, display.x, display.y}.inset(context.pen.px(8));
    float least = std::numeric_limits<float>::max();
    for (const Place& place : placesFor(context, server, circle)) {
        const Area area = pushedInto(place.area, window);
        float cost = kOutside * (area.width() * area.height() - covered(area, room));
        for (const Area& other : taken) cost += covered(area, other);
        if (cost >= least) continue;
        least = cost;
        state.buttonsArea = area;
        state.buttonsInColumn = place.column;
    }
    state.buttonsOf = server;
}

void drawServerButtons(const PanelContext& context) {
    ViewState& state = context.state;
    if (state.buttonsOf == raft::kNoNode) return;
    if (state.buttonsOf.value >= context.view.nodes.size() || context.studio.tool() != studio::Tool::Point) {
        state.buttonsOf = raft::kNoNode;
        return;
    }
    Pen& pen = context.pen;
    // They are out while the mouse is on them, on their server, or on the way between.
    const bool near = state.buttonsArea.inset(-pen.px(kAwayAbove + 4)).contains(ImGui::GetIO().MousePos);
    const bool onServer = state.hoveredNext == raft::nodeRef(state.buttonsOf);
    const bool onOther = state.hoveredNext.kind == raft::RefKind::Node && !onServer;
    if ((!near && !onServer) || (onOther && !state.buttonsArea.contains(ImGui::GetIO().MousePos))) {
        state.buttonsOf = raft::kNoNode;
        return;
    }
    const NodeId server = state.buttonsOf;
    state.hoveredNext = raft::nodeRef(server);
    beginFloating(pen, "##server", state.buttonsArea);
    pen.box(state.buttonsArea, {context.theme().panel, context.theme().dim, 1, 10});
    const bool column = state.buttonsInColumn;
    const float rowTop = state.buttonsArea.middleY() - pen.px(kButtonHeight / 2);
    ImVec2 at(state.buttonsArea.left + pen.px(kButtonGap),
              column ? state.buttonsArea.top + pen.px(kButtonGap) : rowTop);
    const auto goOn = [&](float width) { column ? at.y += pen.px(kColumn) : at.x += width + pen.px(kButtonGap); };
    const float columnWidth = state.buttonsArea.width() - pen.px(2 * kButtonGap);
    for (const Item& item : serverItems(context, server)) {
        const ButtonLook look = lookOf(item);
        const float width = column ? columnWidth : buttonWidth(pen, look);
        commandButton(context, item.id, areaAt(at, width, pen.px(kButtonHeight)), look, item.command);
        goOn(width);
    }
    const Area more = areaAt(at, column ? columnWidth : pen.px(kMore), pen.px(kButtonHeight));
    if (iconButton(pen, "node.more", more, {Icon::More, true, false, context.tr("node.more")}).clicked) {
        openMenu(context, raft::nodeRef(server), ImVec2(more.left, more.bottom + pen.px(4)));
    }
    endFloating();
}

}  // namespace gui
