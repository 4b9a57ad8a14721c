#include "app/gui/panels/transport.h"

#include <algorithm>

namespace gui {
namespace {

using render::Align;

std::string hintOf(const PanelContext& context, std::string_view textKey, std::string_view commandId) {
    return std::string(context.tr(textKey)) + "  " + keyCaps(keyHint(commandId));
}

/// Returns the right end.
float drawIcons(const PanelContext& context, const Area& area, float left) {
    struct Entry {
        std::string_view id;
        Icon icon;
        std::string_view text;
        std::string_view command;
    };
    const bool plays = context.studio.playback().isPlaying();
    const Entry entries[] = {
        {"transport.home", Icon::ToStart, "command.home", "home"},
        {"transport.back", Icon::Back, "command.stepBack", "step-back"},
        {"transport.play", plays ? Icon::Pause : Icon::Play, plays ? "transport.pause" : "transport.play",
         "play-pause"},
        {"transport.forward", Icon::Forward, "command.stepForward", "step-forward"},
    };
    Pen& pen = context.pen;
    float x = left;
    for (const Entry& entry : entries) {
        const Area box = areaAround(ImVec2(x + pen.px(17), area.middleY()), pen.px(34), pen.px(30));
        const std::string hint = hintOf(context, entry.text, entry.command);
        const bool plate = entry.command == "play-pause";
        commandIcon(context, entry.id, box, {entry.icon, true, plate, hint},
                    studio::commandNamed(entry.command)->command);
        x += pen.px(48);
    }
    return x;
}

/// Slower, the pace in words, faster. Returns the left end.
float drawPace(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const TextLook look{Face::Text, 12, context.theme().dim, Align::Middle};
    const std::string label = context.studio.paceLabel();
    const float labelWidth = pen.width(look, label);
    const Area faster = areaAround(ImVec2(area.right - pen.px(15), area.middleY()), pen.px(30), pen.px(28));
    const float middle = faster.left - pen.px(10) - labelWidth / 2;
    const Area slower =
        areaAround(ImVec2(middle - labelWidth / 2 - pen.px(25), area.middleY()), pen.px(30), pen.px(28));
    const std::string slowerHint = hintOf(context, "command.paceDown", "pace-down");
    const std::string fasterHint = hintOf(context, "command.paceUp", "pace-up");
    commandIcon(context, "pace.slower", slower, {Icon::Slower, true, false, slowerHint}, studio::cmd::PaceDown{});
    pen.text(ImVec2(middle, area.middleY()), look, label);
    commandIcon(context, "pace.faster", faster, {Icon::Faster, true, false, fasterHint}, studio::cmd::PaceUp{});
    return slower.left;
}

/// The branch that the eye is on; a click opens the tree.
void drawBranch(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const std::string name = context.studio.branchName(context.studio.document().history().line());
    const std::size_t others = context.run.branches.size() - std::min<std::size_t>(1, context.run.branches.size());
    const std::string count = others == 0 ? std::string() : "+" + std::to_string(others);
    const std::string hint = hintOf(context, "command.places", "places");
    const bool open = context.studio.drawer() == studio::Drawer::Places;
    const ButtonLook look{name, count, open ? ButtonKind::Chosen : ButtonKind::Chip, 12, true, hint};
    const float width = std::min(buttonWidth(pen, look), area.width());
    if (width < pen.px(60)) return;
    const Area box = areaAt(ImVec2(area.left, area.middleY() - pen.px(13)), width, pen.px(26));
    commandButton(context, "branches", box, look, studio::cmd::ToggleDrawer{studio::Drawer::Places});
}

}  // namespace

void drawTransport(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const float width = pen.px(4 * 48);
    const float left = area.middleX() - width / 2;
    drawIcons(context, area, left);
    const float paceLeft = drawPace(context, area);
    if (context.studio.futureIsHidden()) {
        const TextLook look{Face::Text, 12, context.theme().dim, Align::Start};
        const float room = paceLeft - pen.px(8) - (left + width);
        if (pen.width(look, context.tr("transport.answerFirst")) < room) {
            pen.text(ImVec2(left + width + pen.px(8), area.middleY()), look, context.tr("transport.answerFirst"));
        }
    } else if (!context.studio.whyNot(studio::cmd::Undo{})) {
        const std::string key = keyCaps(keyHint("undo"));
        const ButtonLook look{context.tr("transport.undo"), key, ButtonKind::Quiet, 12, true, {}};
        const float undoWidth = buttonWidth(pen, look);
        const float undoLeft = left + width + pen.px(8);
        if (undoLeft + undoWidth < paceLeft - pen.px(8)) {
            commandButton(context, "transport.undo",
                          areaAt(ImVec2(undoLeft, area.middleY() - pen.px(14)), undoWidth, pen.px(28)), look,
                          studio::cmd::Undo{});
        }
    }
    drawBranch(context, {area.left, area.top, left - pen.px(16), area.bottom});
}

}  // namespace gui
