#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/crash_scene.h"

namespace gui {
namespace {

using render::Align;
using studio::Context;

constexpr float kKeyRow = 26;
constexpr float kTabs = 44;
constexpr float kKeysFoot = 18;
constexpr float kColumnMin = 360;
constexpr float kKeysRoom = 118;  // Left of what a key does.

struct ContextTab {
    Context context = Context::Study;
    std::string_view id;
};

constexpr ContextTab kContexts[] = {
    {Context::Study, "keys.study"}, {Context::Explore, "keys.explore"}, {Context::Present, "keys.present"}};

/// The rows of the sheet: the table of commands itself, with the nine servers as one.
struct KeyRow {
    std::string keys;
    std::string text;
};

/// What is open may have keys of its own, which win.
std::vector<KeyRow> instrumentRows(const PanelContext& context) {
    std::vector<KeyRow> rows;
    for (const studio::CommandInfo& info : studio::commandTable()) {
        const std::string_view key = studio::crashKeyOf(info.id, context.studio.keyContext());
        if (!key.empty()) rows.push_back({keyCaps(key), std::string(context.tr(info.text))});
    }
    return rows;
}

std::vector<KeyRow> rowsOf(const PanelContext& context, Context keys) {
    std::vector<KeyRow> rows;
    if (context.studio.crashDesk() != nullptr && keys == context.studio.keyContext()) rows = instrumentRows(context);
    for (const studio::CommandInfo& info : studio::commandTable()) {
        const bool isServer = info.command.is<studio::cmd::SelectServer>();
        const bool isOfClass = info.command.is<studio::cmd::ClassDigit>();
        if ((isServer && info.id != "select-1") || (isOfClass && info.id != "class-0")) continue;
        std::string caps;
        for (const std::string_view key : info.keys[static_cast<std::size_t>(keys)]) {
            if (!key.empty()) caps += (caps.empty() ? "" : "   ") + keyCaps(key);
        }
        if (caps.empty()) continue;
        rows.push_back({isServer ? "1 – 9" : isOfClass ? "0 – 9" : caps, std::string(context.tr(info.text))});
    }
    return rows;
}

void drawTabs(const PanelContext& context, const Area& row) {
    Pen& pen = context.pen;
    float x = row.left;
    for (const ContextTab& tab : kContexts) {
        const bool chosen = context.state.keysOf == tab.context;
        const ButtonLook look{context.tr(tab.id), {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, look);
        if (button(pen, tab.id, areaAt(ImVec2(x, row.top), width, pen.px(kButtonHeight)), look).clicked) {
            context.state.keysOf = tab.context;
            context.state.listScroll = 0;
        }
        x += width + pen.px(8);
    }
    if (context.state.keysOf != Context::Present) return;
    pen.shortText(ImVec2(x + pen.px(8), row.top + pen.px(kButtonHeight / 2)),
                  {Face::Text, 12, context.theme().dim, Align::Start}, context.tr("keys.improvise"),
                  row.right - x - pen.px(8));
}

void drawRow(const PanelContext& context, const KeyRow& row, const Area& area) {
    Pen& pen = context.pen;
    const TextLook keyLook{Face::Medium, 12, context.theme().ink, Align::Start};
    const float room = pen.px(kKeysRoom);
    const float wanted = pen.width(keyLook, row.keys) + pen.px(16);
    const float width = std::clamp(wanted, pen.px(30), area.width() * 0.5F);
    const Area plate = areaAt(ImVec2(area.left, area.middleY() - pen.px(11)), width, pen.px(22));
    pen.box(plate, {context.theme().soft, {}, 1, 5});
    pen.shortText(ImVec2(plate.left + pen.px(8), area.middleY()), keyLook, row.keys, width - pen.px(15));
    const float left = area.left + std::max(room, width + pen.px(10));
    pen.shortText(ImVec2(left, area.middleY()), {Face::Text, 13, context.theme().ink, Align::Start}, row.text,
                  area.right - pen.px(8) - left);
}

/// How many rows each column has below the last one that is seen.
void drawKeysFoot(const PanelContext& context, const Area& list, int below) {
    if (below <= 0) return;
    Pen& pen = context.pen;
    pen.text(ImVec2(list.left, list.bottom + pen.px(kKeysFoot / 2 + 2)),
             {Face::Text, 12, context.theme().dim, Align::Start},
             context.texts.format("keys.more", {{"count", std::to_string(below)}}));
}

}  // namespace

void drawKeysDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    if (context.state.dialogIsNew) context.state.keysOf = context.studio.keyContext();
    const std::vector<KeyRow> rows = rowsOf(context, context.state.keysOf);
    const DialogFrame frame = beginDialog(context, window, ImVec2(1180, 1000), "keys.title");
    drawTabs(context, frame.content);
    // Whole rows, so that none is seen in half; below them, how many there are still.
    const float top = frame.content.top + pen.px(kTabs);
    const float shown = std::floor((frame.plate.bottom - pen.px(16 + kKeysFoot) - top) / pen.px(kKeyRow));
    const Area list{frame.content.left, top, frame.content.right - pen.px(10), top + shown * pen.px(kKeyRow)};
    const auto columns = static_cast<std::size_t>(std::clamp(list.width() / pen.px(kColumnMin), 1.0F, 3.0F));
    const std::size_t perColumn = (rows.size() + columns - 1) / columns;
    const float width = list.width() / static_cast<float>(columns);
    float& scroll = context.state.listScroll;
    const ScrollExtent extent{static_cast<double>(perColumn), static_cast<double>(shown)};
    const double first = static_cast<double>(scroll / pen.px(kKeyRow) - ImGui::GetIO().MouseWheel * 2);
    const double wanted = drawScrollBar(context, "keys.scroll", list, extent, first);
    const double over = std::max(0.0, extent.all - extent.shown);
    scroll = static_cast<float>(std::clamp(std::round(wanted), 0.0, over)) * pen.px(kKeyRow);
    pen.clip(list);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Area place = areaAt(ImVec2(list.left + width * static_cast<float>(i / perColumn),
                                         list.top - scroll + pen.px(kKeyRow) * static_cast<float>(i % perColumn)),
                                  width, pen.px(kKeyRow));
        if (place.overlaps(list)) drawRow(context, rows[i], place);
    }
    pen.endClip();
    drawKeysFoot(context, list, static_cast<int>(std::lround(over - static_cast<double>(scroll / pen.px(kKeyRow)))));
    endDialog(context, frame);
}

}  // namespace gui
