#include "app/gui/panels/server_buttons.h"

#include <algorithm>
#include <vector>

namespace gui {
namespace {

using raft::NodeId;

constexpr float kRow = 44;  // The plate with its buttons.
constexpr float kBetween = 6;
constexpr float kAway = 12;       // Below the circle.
constexpr float kAwayAbove = 24;  // Above it: a crown may stand between.
constexpr float kItem = 32;

bool isUp(const PanelContext& context, NodeId server) {
    // Who sees as one server acts on the whole cluster all the same.
    const raft::Cluster& cluster = context.studio.document().history().world().cluster();
    return server.value < cluster.serverCount() && cluster.machine(server).up;
}

/// One button or one line of a menu.
struct Item {
    std::string id;
    std::string label;
    studio::Command command;
};

std::vector<Item> serverItems(const PanelContext& context, NodeId server) {
    const std::string_view crash = isUp(context, server) ? "node.crash" : "node.restart";
    const std::string send = context.texts.format("node.send", {{"command", context.studio.nextCommandText()}});
    return {{"node.crash", std::string(context.tr(crash)), studio::cmd::ToggleCrash{server}},
            {"node.timeOut", std::string(context.tr("node.timeOut")), studio::cmd::FireTimeout{server}},
            {"node.send", send, studio::cmd::Send{{}, server}}};
}

bool isCut(const PanelContext& context, NodeId from, NodeId to) {
    return std::any_of(context.view.links.begin(), context.view.links.end(),
                       [&](const raft::LinkView& link) { return link.cut && link.from == from && link.to == to; });
}

/// Every link of the server to its peers is cut.
bool isIsolated(const PanelContext& context, NodeId server) {
    return std::all_of(context.view.nodes.begin(), context.view.nodes.end(), [&](const raft::NodeView& peer) {
        return peer.id == server || (isCut(context, server, peer.id) && isCut(context, peer.id, server));
    });
}

std::vector<Item> linkItems(const PanelContext& context, NodeId a, NodeId b) {
    const std::string first(context.nameOf(a));
    const std::string second(context.nameOf(b));
    std::vector<Item> items;
    const auto add = [&](std::string id, std::string_view key, const studio::Command& command, const std::string& from,
                         const std::string& to) {
        items.push_back({std::move(id), context.texts.format(key, {{"from", from}, {"to", to}}), command});
    };
    if (!isCut(context, a, b) || !isCut(context, b, a)) {
        add("link.cut", "link.cut", studio::cmd::CutLinks{{{a, b}}, false}, first, second);
        if (!isCut(context, a, b)) {
            add("link.cutThere", "link.cutOneWay", studio::cmd::CutLinks{{{a, b}}, true}, first, second);
        }
        if (!isCut(context, b, a)) {
            add("link.cutBack", "link.cutOneWay", studio::cmd::CutLinks{{{b, a}}, true}, second, first);
        }
    }
    if (isCut(context, a, b) || isCut(context, b, a)) {
        add("link.mend", "link.mend", studio::cmd::MendLinks{{{a, b}}, false}, first, second);
    }
    return items;
}

std::vector<Item> menuItems(const PanelContext& context, raft::Ref ref) {
    const NodeId a(static_cast<std::uint8_t>(ref.a));
    const NodeId b(static_cast<std::uint8_t>(ref.b));
    if (ref.kind == raft::RefKind::Link) return linkItems(context, a, b);
    std::vector<Item> items = serverItems(context, a);
    const std::string_view isolate = isIsolated(context, a) ? "node.rejoin" : "node.isolate";
    items.push_back({"node.isolate", std::string(context.tr(isolate)), studio::cmd::ToggleIsolate{a}});
    return items;
}

void drawPlate(const PanelContext& context, const Area& area) {
    // A second line of paper sets the plate apart from whatever lies below.
    context.pen.box(area, {context.theme().panel, context.theme().dim, 1, 10});
}

}  // namespace

void openServerButtons(const PanelContext& context, NodeId server, const Area& circle, const Area& room) {
    ViewState& state = context.state;
    if (!state.menuOf.empty()) return;
    const bool buttonsWin = state.buttonsOf != raft::kNoNode && state.buttonsArea.contains(ImGui::GetIO().MousePos);
    if (buttonsWin && state.buttonsOf != server) return;
    Pen& pen = context.pen;
    float width = pen.px(kBetween * 2);
    for (const Item& item : serverItems(context, server)) {
        width += buttonWidth(pen, {item.label, {}, ButtonKind::Chip, 13, true, {}}) + pen.px(kBetween);
    }
    width += pen.px(36);
    const Area below = areaAt(ImVec2(circle.middleX() - width / 2, circle.bottom + pen.px(kAway)), width, pen.px(kRow));
    const Area above = below.moved(0, circle.top - pen.px(kAwayAbove) - below.bottom);
    const bool fitsBelow = below.bottom <= room.bottom;
    state.buttonsOf = server;
    state.buttonsArea = pushedInto(fitsBelow ? below : above, room);
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
    if (!near && !onServer) {
        state.buttonsOf = raft::kNoNode;
        return;
    }
    const NodeId server = state.buttonsOf;
    state.hoveredNext = raft::nodeRef(server);
    beginFloating(pen, "##server", state.buttonsArea);
    drawPlate(context, state.buttonsArea);
    float x = state.buttonsArea.left + pen.px(kBetween);
    const float top = state.buttonsArea.middleY() - pen.px(kButtonHeight / 2);
    for (const Item& item : serverItems(context, server)) {
        const ButtonLook look{item.label, {}, ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, look);
        commandButton(context, item.id, areaAt(ImVec2(x, top), width, pen.px(kButtonHeight)), look, item.command);
        x += width + pen.px(kBetween);
    }
    const Area more = areaAt(ImVec2(x, top), pen.px(36), pen.px(kButtonHeight));
    if (iconButton(pen, "node.more", more, {Icon::More, true, false, context.tr("node.more")}).clicked) {
        openMenu(context, raft::nodeRef(server), ImVec2(more.left, more.bottom + pen.px(4)));
    }
    endFloating();
}

void openMenu(const PanelContext& context, raft::Ref ref, ImVec2 at) {
    context.state.menuOf = ref;
    context.state.menuAt = at;
    context.state.menuIsNew = true;
    context.state.buttonsOf = raft::kNoNode;
    context.commands.push(studio::cmd::Select{ref});
}

void drawMenu(const PanelContext& context, const Area& window) {
    ViewState& state = context.state;
    if (state.menuOf.empty()) return;
    Pen& pen = context.pen;
    const std::vector<Item> items = menuItems(context, state.menuOf);
    float width = pen.px(150);
    for (const Item& item : items) {
        width = std::max(width, buttonWidth(pen, {item.label, {}, ButtonKind::Quiet, 13, true, {}}) + pen.px(12));
    }
    const float height = pen.px(kItem) * static_cast<float>(items.size()) + pen.px(12);
    const Area area = pushedInto(areaAt(state.menuAt, width, height), window.inset(pen.px(8)));
    beginFloating(pen, "##menu", area);
    drawPlate(context, area);
    bool chosen = false;
    float y = area.top + pen.px(6);
    for (const Item& item : items) {
        const Area row{area.left + pen.px(6), y, area.right - pen.px(6), y + pen.px(kItem)};
        const ButtonLook look{item.label, {}, ButtonKind::Quiet, 13, true, {}};
        chosen = commandButton(context, "menu." + item.id, row, look, item.command).clicked || chosen;
        y = row.bottom;
    }
    endFloating();
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    const bool elsewhere = pressed && !state.menuIsNew && !area.contains(ImGui::GetIO().MousePos);
    state.menuIsNew = false;
    if (chosen || elsewhere || items.empty()) state.menuOf = {};
}

}  // namespace gui
