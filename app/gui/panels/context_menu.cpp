#include "app/gui/panels/context_menu.h"

#include <algorithm>
#include <cmath>

#include "app/gui/panels/tool_strip.h"
#include "app/gui/panels/value_plate.h"
#include "app/studio/menu.h"
#include "render/hit_test.h"

namespace gui {
namespace {

constexpr float kItem = 30;
constexpr float kItemLeast = 22;  // Where all of them would not fit into the window.
constexpr float kWindowEdge = 8;
constexpr float kGroupLine = 9;  // Between two groups.
constexpr float kMenuTitle = 26;
constexpr float kDetail = 18;
constexpr float kMenuPad = 6;  // Around the items.
constexpr float kInside = 10;  // From an item's edge to its words.
constexpr float kKeyAway = 28;

TextLook titleLook(const PanelContext& context) { return {Face::SemiBold, 13, context.theme().ink}; }
TextLook detailLook(const PanelContext& context) { return {Face::Text, 12, context.theme().dim}; }
TextLook itemLook(const PanelContext& context) { return {Face::Medium, 13, context.theme().ink}; }
TextLook keyLook(const PanelContext& context) { return {Face::Medium, 11, context.theme().dim, render::Align::End}; }

struct Size {
    float width = 0;
    float height = 0;
};

/// How high one item is, at 100 %: in a low window they move together.
float itemHeight(const PanelContext& context, const Area& window, const studio::Menu& menu) {
    float others = kMenuTitle + 2 * kMenuPad + 2 * kWindowEdge + kDetail * static_cast<float>(menu.details.size());
    int items = 0;
    for (const studio::MenuItem& item : menu.items) {
        if (item.id.empty()) others += kGroupLine;
        if (!item.id.empty()) ++items;
    }
    const float room = window.height() / context.pen.px(1) - others;
    return std::clamp(room / static_cast<float>(std::max(items, 1)), kItemLeast, kItem);
}

Size sizeOf(const PanelContext& context, const studio::Menu& menu, float item) {
    Pen& pen = context.pen;
    float width = std::max(pen.px(150), pen.width(titleLook(context), menu.title));
    float height = pen.px(kMenuTitle + 2 * kMenuPad);
    for (const std::string& detail : menu.details) {
        width = std::max(width, pen.width(detailLook(context), detail));
        height += pen.px(kDetail);
    }
    for (const studio::MenuItem& line : menu.items) {
        const float key = line.key.empty() ? 0 : pen.px(kKeyAway) + pen.width(keyLook(context), keyCaps(line.key));
        width = std::max(width, pen.width(itemLook(context), line.text) + key);
        height += pen.px(line.id.empty() ? kGroupLine : item);
    }
    return {std::ceil(width + pen.px(2 * (kMenuPad + kInside))), std::ceil(height)};
}

/// Returns where the items begin.
float drawHead(const PanelContext& context, const Area& area, const studio::Menu& menu) {
    Pen& pen = context.pen;
    const float left = area.left + pen.px(kMenuPad + kInside);
    float y = area.top + pen.px(kMenuPad);
    pen.text(ImVec2(left, y + pen.px(kMenuTitle / 2)), titleLook(context), menu.title);
    y += pen.px(kMenuTitle);
    for (const std::string& detail : menu.details) {
        pen.text(ImVec2(left, y + pen.px(kDetail / 2 - 1)), detailLook(context), detail);
        y += pen.px(kDetail);
    }
    return y;
}

/// One line of the menu; true if it was chosen.
bool drawItem(const PanelContext& context, const Area& row, const studio::MenuItem& item, int number) {
    Pen& pen = context.pen;
    MenuState& menu = context.state.hands.menu;
    const auto whyNot = context.studio.whyNot(item.command);
    const Touch touch = pen.touch("menu." + item.id, row, TouchOptions{!whyNot});
    if (touch.hovered && ImGui::GetIO().MouseDelta.x != 0) menu.row = number;
    const bool lit = touch.hovered || menu.row == number;
    if (lit) pen.box(row, {context.theme().soft, {}, 1, 6});
    TextLook label = itemLook(context);
    if (whyNot) label.color = render::mixed(context.theme().dim, context.theme().panel, 75);
    pen.text(ImVec2(row.left + pen.px(kInside), row.middleY()), label, item.text);
    if (!item.key.empty()) {
        TextLook key = keyLook(context);
        if (whyNot) key.color = label.color;
        pen.text(ImVec2(row.right - pen.px(kInside), row.middleY()), key, keyCaps(item.key));
    }
    if (whyNot && lit) pen.tooltip(*whyNot, row);
    const bool byKey = menu.chosen && menu.row == number;
    if (!whyNot && (touch.clicked || byKey)) {
        context.commands.push(item.command);
        return true;
    }
    return false;
}

/// The arrow keys step over the lines between groups and come round at the ends.
void keepRow(MenuState& menu, const std::vector<studio::MenuItem>& items) {
    const int count = static_cast<int>(items.size());
    if (!menu.row || count == 0) return;
    int row = (*menu.row % count + count) % count;
    while (items[static_cast<std::size_t>(row)].id.empty()) row = (row + menu.rowStep + count) % count;
    menu.row = row;
}

}  // namespace

void openMenu(const PanelContext& context, raft::Ref ref, ImVec2 at) {
    HandsState& hands = context.state.hands;
    const raft::Ref target = studio::menuTarget(ref);
    hands.letGo();
    hands.menu = MenuState{};
    hands.menu.open = hands.menu.isNew = true;
    hands.menu.of = target;
    hands.menu.at = at;
    context.state.buttonsOf = raft::kNoNode;
    context.commands.push(studio::cmd::Select{target});
}

void drawMenu(const PanelContext& context, const Area& window) {
    MenuState& state = context.state.hands.menu;
    if (!state.open) return;
    Pen& pen = context.pen;
    const studio::Menu menu = studio::menuOf(context.studio, state.of);
    keepRow(state, menu.items);
    const float high = itemHeight(context, window, menu);
    const Size size = sizeOf(context, menu, high);
    const Area area = pushedInto(areaAt(state.at, size.width, size.height), window.inset(pen.px(kWindowEdge)));
    beginFloating(pen, "##menu", area);
    // A second line of paper sets the plate apart from whatever lies below.
    pen.box(area, {context.theme().panel, context.theme().dim, 1, 10});
    float y = drawHead(context, area, menu);
    bool chosen = false;
    for (std::size_t i = 0; i < menu.items.size(); ++i) {
        const studio::MenuItem& item = menu.items[i];
        const Area row{area.left + pen.px(kMenuPad), y, area.right - pen.px(kMenuPad),
                       y + pen.px(item.id.empty() ? kGroupLine : high)};
        y = row.bottom;
        if (item.id.empty()) {
            pen.line(ImVec2(row.left + pen.px(kInside), row.middleY()),
                     ImVec2(row.right - pen.px(kInside), row.middleY()), context.theme().hairline, 1);
        } else {
            chosen = drawItem(context, row, item, static_cast<int>(i)) || chosen;
        }
    }
    endFloating();
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    const bool elsewhere = pressed && !state.isNew && !area.contains(ImGui::GetIO().MousePos);
    state.isNew = state.chosen = false;
    if (chosen || elsewhere) state.open = false;
}

bool menuTakesKey(MenuState& menu, std::string_view key) {
    if (!menu.open) return false;
    if (key == "Down" || key == "Tab") {
        menu.row = menu.row ? *menu.row + 1 : 0;
        menu.rowStep = 1;
    } else if (key == "Up" || key == "Shift+Tab") {
        menu.row = menu.row ? *menu.row - 1 : -1;
        menu.rowStep = -1;
    } else if (key == "Enter" || key == "Space") {
        menu.chosen = menu.row.has_value();
    } else if (key == "Escape") {
        menu.open = false;
    } else {
        return false;
    }
    return true;
}

void noteSelection(const PanelContext& context, const render::Scene& scene, ImVec2 origin) {
    HandsState& hands = context.state.hands;
    const raft::Ref selection = context.studio.document().selection();
    if (selection.empty() || !hands.selectionSpot.empty()) return;
    const auto box = render::boundsOf(scene, selection);
    if (!box) return;
    hands.selectionSpot = {origin.x + render::toPx(box->left), origin.y + render::toPx(box->top),
                           origin.x + render::toPx(box->right), origin.y + render::toPx(box->bottom)};
}

void openRequested(const PanelContext& context, const Area& fallback) {
    HandsState& hands = context.state.hands;
    const studio::Request& request = context.studio.request();
    if (hands.requestSeen == request.serial) return;
    hands.requestSeen = request.serial;
    const Area& spot = hands.selectionSpot;
    const ImVec2 at = spot.empty() ? ImVec2(fallback.middleX(), fallback.middleY())
                                   : ImVec2(spot.right + context.pen.px(6), spot.middleY());
    switch (request.what) {
        case studio::Request::What::Nothing: return;
        case studio::Request::What::Menu:
            openMenu(context, request.of, at);
            // Opened by a key, it is walked with keys; this frame has no click that could close it.
            hands.menu.row = 0;
            return;
        case studio::Request::What::Value: return openValuePlate(context, request.value, at);
        case studio::Request::What::Command: return openCommandField(context, request.to, areaAround(at, 1, 1));
    }
}

}  // namespace gui
