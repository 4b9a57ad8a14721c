#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/palette.h"

namespace gui {
namespace {

using render::Align;

constexpr float kHitRow = 34;

/// Name, the other language's name, and at the right the key or why it is impossible.
void drawFinding(const PanelContext& context, const studio::Finding& finding, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const bool possible = finding.whyNot.empty();
    const float left = row.left + pen.px(12);
    float right = row.right - pen.px(12);
    const TextLook textLook{possible ? Face::Medium : Face::Text, 14, possible ? theme.ink : theme.dim, Align::Start};
    const float wanted = std::min(pen.width(textLook, finding.text), (right - left) * 0.7F);
    if (possible && !finding.key.empty()) {
        const TextLook keyLook{Face::Medium, 11, theme.dim, Align::Middle};
        const std::string caps = keyCaps(finding.key);
        const Area plate{right - pen.width(keyLook, caps) - pen.px(14), row.middleY() - pen.px(10), right,
                         row.middleY() + pen.px(10)};
        pen.box(plate, {theme.panel, theme.hairline, 1, 4});
        pen.text(ImVec2(plate.middleX(), row.middleY()), keyLook, caps);
        right = plate.left - pen.px(12);
    } else if (!possible) {
        const float room = right - left - wanted - pen.px(24);
        right -= pen.shortText(ImVec2(right, row.middleY()), {Face::Text, 12, theme.dim, Align::End}, finding.whyNot,
                               std::max(room, 0.0F)) +
                 pen.px(12);
    }
    const float used = pen.shortText(ImVec2(left, row.middleY()), textLook, finding.text, right - left);
    if (finding.also.empty()) return;
    const float alsoLeft = left + used + pen.px(14);
    pen.shortText(ImVec2(alsoLeft, row.middleY()), {Face::Text, 13, theme.dim, Align::Start}, finding.also,
                  right - alsoLeft);
}

/// Up and Down walk, and the list follows.
void walk(const PanelContext& context, int count, int rows) {
    int& chosen = context.state.findChosen;
    if (keyTapped(ImGuiKey_DownArrow)) ++chosen;
    if (keyTapped(ImGuiKey_UpArrow)) --chosen;
    if (keyTapped(ImGuiKey_PageDown)) chosen += rows;
    if (keyTapped(ImGuiKey_PageUp)) chosen -= rows;
    chosen = std::clamp(chosen, 0, std::max(0, count - 1));
}

void carryOut(const PanelContext& context, const studio::Finding& finding) {
    if (!finding.whyNot.empty()) return;
    // Closed first: what was chosen may open another dialog.
    context.commands.push(studio::cmd::Escape{});
    context.commands.push(finding.command);
}

void drawFindings(const PanelContext& context, const std::vector<studio::Finding>& findings, const Area& list) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const float row = pen.px(kHitRow);
    const int rows = std::max(1, static_cast<int>(list.height() / row));
    const int count = static_cast<int>(findings.size());
    const int before = state.findChosen;
    walk(context, count, rows);
    const float wheel = ImGui::GetIO().MouseWheel;
    if (state.findChosen != before) {
        state.findFirst = std::clamp(state.findFirst, state.findChosen - rows + 1, state.findChosen);
    } else if (wheel != 0) {
        state.findFirst += wheel > 0 ? -3 : 3;
    }
    state.findFirst = std::clamp(state.findFirst, 0, std::max(0, count - rows));
    if (count == 0) {
        pen.text(ImVec2(list.left + pen.px(12), list.top + row / 2),
                 {Face::Text, 14, context.theme().dim, Align::Start}, context.tr("find.nothing"));
    }
    for (int i = state.findFirst; i < std::min(count, state.findFirst + rows); ++i) {
        const studio::Finding& finding = findings[static_cast<std::size_t>(i)];
        const float top = list.top + row * static_cast<float>(i - state.findFirst);
        const Area area{list.left, top, list.right, top + row};
        const Touch touch = pen.touch("find." + finding.id, area, TouchOptions{finding.whyNot.empty()});
        if (touch.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) {
            state.findChosen = i;
        }
        if (i == state.findChosen) pen.box(area, {context.theme().soft, {}, 1, 7});
        drawFinding(context, finding, area);
        if (touch.clicked) carryOut(context, finding);
    }
}

}  // namespace

void drawFindDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    if (state.dialogIsNew) {
        state.find[0] = '\0';
        state.findSought.clear();
        state.findChosen = state.findFirst = 0;
    }
    const DialogFrame frame = beginDialog(context, window, ImVec2(640, 520), "find.title");
    const Area field{frame.content.left, frame.content.top, frame.content.right, frame.content.top + pen.px(36)};
    const bool entered = textField(context, "##find", field, state.find, {state.dialogIsNew, false});
    const std::string_view query(state.find.data());
    if (query.empty()) {
        pen.text(ImVec2(field.left + pen.px(14), field.middleY()), {Face::Text, 14, context.theme().dim, Align::Start},
                 context.tr("find.hint"));
    }
    if (query != state.findSought) {
        state.findSought = query;
        state.findChosen = state.findFirst = 0;
    }
    const std::vector<studio::Finding> findings = studio::findAnything(context.studio, query);
    drawFindings(context, findings,
                 {frame.content.left - pen.px(12), field.bottom + pen.px(10), frame.content.right + pen.px(12),
                  frame.plate.bottom - pen.px(16)});
    if ((entered || options.enter) && !findings.empty()) {
        carryOut(context, findings[static_cast<std::size_t>(state.findChosen)]);
    }
    // While the field has the keyboard, nobody else sees the key.
    if (ImGui::GetIO().WantTextInput && keyTapped(ImGuiKey_Escape)) context.commands.push(studio::cmd::Escape{});
    endDialog(context, frame);
}

}  // namespace gui
