#include <algorithm>
#include <cmath>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/marked_text.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kStepRow = 36;

}  // namespace

void drawStepDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const DialogFrame frame = beginDialog(context, window, ImVec2(640, 520), "goToStep.title");
    // Whole rows, so that none is seen in half.
    const float shown = std::floor((frame.plate.bottom - pen.px(16) - frame.content.top) / pen.px(kStepRow));
    const Area list{frame.content.left - pen.px(12), frame.content.top, frame.content.right + pen.px(12),
                    frame.content.top + shown * pen.px(kStepRow)};
    float& scroll = context.state.listScroll;
    float y = list.top - scroll;
    pen.clip(list);
    const lessons::Lesson* lesson = context.studio.document().lesson();
    const int steps = lesson == nullptr ? 0 : static_cast<int>(lesson->steps.size());
    for (int step = 0; step < steps; ++step) {
        const Area row{list.left, y, list.right, y + pen.px(kStepRow)};
        y = row.bottom;
        if (!row.overlaps(list)) continue;
        const Touch touch = pen.touch("step." + std::to_string(step + 1), row);
        const bool isHere = step + 1 == context.studio.caption().stepNumber;
        if (touch.hovered || isHere) pen.box(row, {theme.soft, {}, 1, 7});
        const TextLook number{Face::Mono, 13, theme.dim, Align::End};
        pen.text(ImVec2(row.left + pen.px(34), row.middleY()), number, std::to_string(step + 1));
        const std::string say = studio::plainText(
            studio::textOf(lesson->steps[static_cast<std::size_t>(step)].say, context.texts.language()),
            context.studio.glossary(), context.studio.termStyle());
        const float left = row.left + pen.px(48);
        pen.shortText(ImVec2(left, row.middleY()), {isHere ? Face::Medium : Face::Text, 14, theme.ink, Align::Start},
                      say, row.right - pen.px(12) - left);
        if (touch.clicked) context.commands.push(studio::cmd::GoToStep{step});
    }
    pen.endClip();
    const float over = std::max(0.0F, static_cast<float>(steps) - shown);
    const float rowsAbove = std::round(scroll / pen.px(kStepRow) - ImGui::GetIO().MouseWheel * 2);
    scroll = std::clamp(rowsAbove, 0.0F, over) * pen.px(kStepRow);
    endDialog(context, frame);
}

}  // namespace gui
