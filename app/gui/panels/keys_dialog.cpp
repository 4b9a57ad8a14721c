#include <string>
#include <vector>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {
namespace {

using render::Align;

/// The rows of the sheet: the table of commands itself, with the nine servers as one.
struct KeyRow {
    std::string keys;
    std::string text;
};

std::vector<KeyRow> rowsOf(const PanelContext& context) {
    std::vector<KeyRow> rows;
    for (const studio::CommandInfo& info : studio::commandTable()) {
        const auto& keys = info.keys[static_cast<std::size_t>(studio::Context::Study)];
        const bool isServer = std::holds_alternative<studio::cmd::SelectServer>(info.command);
        if (keys[0].empty() || (isServer && info.id != "select-1")) continue;
        rows.push_back({isServer ? "1 – 9" : keyCaps(keys[0]), std::string(context.tr(info.text))});
    }
    return rows;
}

}  // namespace

void drawKeysDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const std::vector<KeyRow> rows = rowsOf(context);
    const std::size_t perColumn = (rows.size() + 1) / 2;
    const float height = 64.0F + 28.0F * static_cast<float>(perColumn) + 24.0F;
    const DialogFrame frame = beginDialog(context, window, ImVec2(760, height), "keys.title");
    const float width = frame.content.width() / 2;
    // A small window has less room between the lines.
    const float room = frame.plate.bottom - pen.px(16) - frame.content.top;
    const float pitch = std::min(pen.px(28), room / static_cast<float>(perColumn));
    const TextLook keyLook{Face::Medium, 12, context.theme().ink, Align::Middle};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float left = frame.content.left + width * static_cast<float>(i / perColumn);
        const float y = frame.content.top + pitch * (static_cast<float>(i % perColumn) + 0.5F);
        const float plateWidth = std::max(pen.width(keyLook, rows[i].keys) + pen.px(16), pen.px(30));
        const Area plate = areaAt(ImVec2(left, y - pen.px(11)), plateWidth, pen.px(22));
        pen.box(plate, {context.theme().soft, {}, 1, 5});
        pen.text(ImVec2(plate.middleX(), y), keyLook, rows[i].keys);
        const float textLeft = left + pen.px(112);
        pen.shortText(ImVec2(textLeft, y), {Face::Text, 13, context.theme().ink, Align::Start}, rows[i].text,
                      left + width - pen.px(8) - textLeft);
    }
    endDialog(context, frame);
}

}  // namespace gui
