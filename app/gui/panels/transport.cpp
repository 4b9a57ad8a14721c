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

/// One branch: its name, bold where the eye is. Returns its right end, or `left` if there is no room for it.
float drawBranch(const PanelContext& context, const raft::BranchView& branch, const Area& area, float left,
                 float right) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const std::string name = context.studio.branchName(branch.line);
    const TextLook look{branch.current ? Face::SemiBold : Face::Text, 12, branch.current ? theme.ink : theme.dim,
                        Align::Start};
    const float room = right - left - pen.px(16);
    const float wanted = std::min(pen.width(look, name), pen.px(190));
    if (room < std::min(wanted, pen.px(60))) return left;
    const float width = std::min(wanted, room);
    const Area chip = areaAt(ImVec2(left, area.middleY() - pen.px(13)), width + pen.px(16), pen.px(26));
    const Touch touch = pen.touch("branch." + std::to_string(branch.line), chip);
    if (touch.hovered || branch.current) pen.box(chip, {theme.soft, {}, 1, 7});
    if (touch.clicked && !branch.current) context.commands.push(studio::cmd::SwitchBranch{branch.line});
    pen.shortText(ImVec2(chip.left + pen.px(8), area.middleY()), look, name, width + 1);
    return chip.right;
}

void drawBranches(const PanelContext& context, const Area& area) {
    // The main line first, then the branch that is shown, then the newest.
    std::vector<raft::BranchView> branches = context.run.branches;
    const auto rank = [](const raft::BranchView& branch) { return branch.line == 0 ? 0 : branch.current ? 1 : 2; };
    std::stable_sort(branches.begin(), branches.end(), [&](const raft::BranchView& a, const raft::BranchView& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.line > b.line;
    });
    float x = area.left;
    for (const raft::BranchView& branch : branches) {
        const float right = drawBranch(context, branch, area, x, area.right);
        if (right == x) return;
        x = right + context.pen.px(8);
    }
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
    drawBranches(context, {area.left, area.top, left - pen.px(16), area.bottom});
}

}  // namespace gui
