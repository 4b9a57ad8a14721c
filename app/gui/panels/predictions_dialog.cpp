#include <algorithm>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/learning.h"

namespace gui {
namespace {

using render::Align;
using studio::PredictionRow;

constexpr float kSaidLabel = 92;  ///< The column of "You said".
constexpr float kPredictionLine = 20;
constexpr float kPredictionPad = 14;
constexpr float kPromptGap = 5;
constexpr int kPredictionLinesMax = 4;

/// A label and what stands beside it.
struct Told {
    std::string_view label;
    std::string_view text;
    Face face = Face::Text;
};

std::vector<Told> toldBy(const PanelContext& context, const PredictionRow& row) {
    std::vector<Told> told{{context.tr("ask.said"), row.said, Face::Medium},
                           {context.tr("ask.saw"), row.saw, Face::Medium}};
    if (!row.because.empty()) told.push_back({context.tr("ask.because"), row.because, Face::Text});
    for (const std::string& belief : row.beliefs)
        told.push_back({context.tr("predictions.belief"), belief, Face::Text});
    return told;
}

int linesOf(const PanelContext& context, const Told& told, float width) {
    const TextLook look{told.face, 13, context.theme().ink, Align::Start};
    return std::clamp(context.pen.lineCount(look, told.text, width), 1, kPredictionLinesMax);
}

/// In pixels: the question in its one or two lines, and what is told below it.
float heightOf(const PanelContext& context, const PredictionRow& row, float width) {
    Pen& pen = context.pen;
    const TextLook prompt{Face::SemiBold, 14, context.theme().ink, Align::Start};
    const float inside = width - pen.px(2 * kPredictionPad);
    int lines = std::clamp(pen.lineCount(prompt, row.prompt, inside), 1, 2);
    for (const Told& told : toldBy(context, row)) lines += linesOf(context, told, inside - pen.px(kSaidLabel));
    return pen.px(kPredictionPad * 2 + 26 + kPromptGap) + pen.px(kPredictionLine) * static_cast<float>(lines);
}

/// Where, when, and what became of it.
std::string headOf(const PanelContext& context, const PredictionRow& row) {
    const studio::Texts& texts = context.texts;
    std::string head = row.title;
    if (!row.date.empty()) head += "  ·  " + row.date;
    head += "  ·  " + texts.format("predictions.decided", {{"time", row.decided}});
    if (row.tries > 1) head += "  ·  " + texts.format("predictions.tries", {{"count", std::to_string(row.tries)}});
    return head;
}

void drawRow(const PanelContext& context, const PredictionRow& row, const Area& card) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch("prediction." + row.lesson + "." + row.step, card);
    pen.box(card, {touch.hovered ? theme.soft : theme.panel, theme.hairline, 1, 9});
    const float left = card.left + pen.px(kPredictionPad);
    const float right = card.right - pen.px(kPredictionPad);
    float y = card.top + pen.px(kPredictionPad + 8);
    const std::string_view result = context.tr(row.isRight      ? "predictions.right"
                                               : row.isRightNow ? "predictions.laterRight"
                                                                : "predictions.wrong");
    const TextLook resultLook{Face::SemiBold, 12, theme.ink, Align::End};
    const float used = pen.text(ImVec2(right, y), resultLook, result);
    drawIcon(pen, row.isRight ? Icon::Check : Icon::Close, ImVec2(right - used - pen.px(13), y), theme.ink);
    pen.shortText(ImVec2(left, y), {Face::Text, 12, theme.dim, Align::Start}, headOf(context, row),
                  right - used - pen.px(34) - left);
    y += pen.px(26);
    const TextLook prompt{Face::SemiBold, 14, theme.ink, Align::Start};
    const int lines = pen.paragraph(ImVec2(left, y), prompt, row.prompt, right - left, kPredictionLine, 2);
    y += pen.px(kPredictionLine) * static_cast<float>(std::max(lines, 1)) + pen.px(kPromptGap);
    for (const Told& told : toldBy(context, row)) {
        pen.text(ImVec2(left, y), {Face::Text, 12, theme.dim, Align::Start}, told.label);
        pen.paragraph(ImVec2(left + pen.px(kSaidLabel), y), {told.face, 13, theme.ink, Align::Start}, told.text,
                      right - left - pen.px(kSaidLabel), kPredictionLine, kPredictionLinesMax);
        y += pen.px(kPredictionLine) * static_cast<float>(linesOf(context, told, right - left - pen.px(kSaidLabel)));
    }
    if (touch.clicked) context.commands.push(studio::cmd::OpenStep{row.lesson, row.step});
}

/// Wrong ones alone, if the reader wants so.
void drawHead(const PanelContext& context, const DialogFrame& frame, const std::vector<PredictionRow>& rows) {
    Pen& pen = context.pen;
    const float y = frame.plate.top + pen.px(34);
    const auto right = std::count_if(rows.begin(), rows.end(), [](const PredictionRow& row) { return row.isRight; });
    const bool isOn = context.state.wrongOnly;
    const ButtonLook look{
        context.tr("predictions.wrongOnly"), {}, isOn ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
    const float width = buttonWidth(pen, look);
    const Area box = areaAt(ImVec2(frame.content.right - width, y - pen.px(15)), width, pen.px(30));
    if (button(pen, "predictions.wrongOnly", box, look).clicked) {
        context.state.wrongOnly = !isOn;
        context.state.listScroll = 0;
    }
    const std::string sum = context.texts.format(
        "predictions.sum", {{"right", std::to_string(right)}, {"all", std::to_string(rows.size())}});
    pen.text(ImVec2(box.left - pen.px(16), y), {Face::Text, 13, context.theme().dim, Align::End}, sum);
}

/// Taking all of it along, and doing without it.
void drawPredictionsFoot(const PanelContext& context, const Area& foot) {
    Pen& pen = context.pen;
    const auto put = [&](std::string_view id, float left, std::string_view label, ButtonKind kind,
                         const studio::Command& command) {
        const ButtonLook look{context.tr(label), {}, kind, 13, true, {}};
        const float width = buttonWidth(pen, look) + pen.px(6);
        commandButton(context, id, areaAt(ImVec2(left, foot.middleY() - pen.px(16)), width, pen.px(32)), look, command);
        return left + width + pen.px(8);
    };
    float x = foot.left;
    x = put("predictions.export", x, "command.exportProgress", ButtonKind::Chip,
            studio::cmd::Show{studio::Dialog::ExportProgress});
    x = put("predictions.import", x, "command.importProgress", ButtonKind::Chip,
            studio::cmd::Show{studio::Dialog::ImportProgress});
    put("predictions.reset", x, "command.resetProgress", ButtonKind::Quiet,
        studio::cmd::Show{studio::Dialog::ResetProgress});
    const ButtonLook look{context.tr("predictions.toMap"), {}, ButtonKind::Primary, 14, true, {}};
    const float width = buttonWidth(pen, look) + pen.px(16);
    commandButton(context, "predictions.map",
                  areaAt(ImVec2(foot.right - width, foot.middleY() - pen.px(18)), width, pen.px(36)), look,
                  studio::cmd::Show{studio::Dialog::Lessons});
}

}  // namespace

void drawPredictionsDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const DialogFrame frame = beginDialog(context, window, ImVec2(860, 820), "predictions.title");
    const studio::Studio& studio = context.studio;
    const std::vector<PredictionRow>& rows = studio.learning().predictions(studio.glossary(), studio.termStyle());
    drawHead(context, frame, rows);
    const Area list = frame.content;
    float& scroll = context.state.listScroll;
    float y = list.top - scroll;
    pen.clip(list);
    int shown = 0;
    for (const PredictionRow& row : rows) {
        if (context.state.wrongOnly && row.isRight) continue;
        ++shown;
        const Area card{list.left, y, list.right, y + heightOf(context, row, list.width())};
        y = card.bottom + pen.px(10);
        if (card.overlaps(list)) drawRow(context, row, card);
    }
    pen.endClip();
    if (shown == 0) {
        pen.paragraph(ImVec2(list.left, list.top + pen.px(12)), {Face::Text, 14, context.theme().dim, Align::Start},
                      context.tr(rows.empty() ? "predictions.none" : "predictions.noneWrong"), list.width(), 22, 3);
    }
    const float all = y + scroll - pen.px(10) - list.top;
    scroll = std::clamp(scroll - ImGui::GetIO().MouseWheel * pen.px(72), 0.0F, std::max(0.0F, all - list.height()));
    scroll = static_cast<float>(drawScrollBar(context, "predictions.scroll", list,
                                              {static_cast<double>(all), static_cast<double>(list.height())}, scroll));
    drawPredictionsFoot(context, frame.foot);
    endDialog(context, frame);
}

}  // namespace gui
