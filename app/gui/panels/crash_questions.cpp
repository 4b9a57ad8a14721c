#include "app/gui/panels/crash_questions.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/gui/canvas/choice_chip.h"

namespace gui {
namespace {

using render::Align;
using studio::CrashQuestionScene;
using studio::CrashScene;
using studio::kNoAnswer;
using CrashKind = studio::cmd::CrashMove::Kind;

constexpr float kBecauseLetters = 13;
constexpr float kBecausePitch = 18;

TextLook promptLook(const PanelContext& context) { return {Face::SemiBold, 14, context.theme().ink, Align::Start}; }
TextLook becauseLook(const PanelContext& context) {
    return {Face::Text, kBecauseLetters, context.theme().ink, Align::Start};
}

/// The question that the digits answer.
int openQuestion(const CrashScene& scene) {
    if (scene.mode != CrashScene::Mode::Predict) return -1;
    for (std::size_t i = 0; i < scene.questions.size(); ++i) {
        if (scene.questions[i].picked == kNoAnswer) return static_cast<int>(i);
    }
    return -1;
}

ChoiceChipLook chipOf(const CrashQuestionScene& question, int answer, bool isOpen) {
    ChoiceChipLook look;
    look.label = question.choices[static_cast<std::size_t>(answer)];
    look.number = isOpen ? answer + 1 : 0;
    look.picked = question.picked == answer;
    return look;
}

void drawChip(const PanelContext& context, const CrashScene& scene, int question, int answer, const Area& box) {
    const CrashQuestionScene& asked = scene.questions[static_cast<std::size_t>(question)];
    const std::string id = "crash.answer." + std::to_string(question) + "." + std::to_string(answer);
    const ChoiceChipLook look = chipOf(asked, answer, openQuestion(scene) == question);
    if (!choiceChip(context.pen, id, box, look).clicked) return;
    context.commands.push(studio::cmd::CrashMove{CrashKind::Answer, answer, question});
}

std::string wordsOf(const PanelContext& context, const CrashQuestionScene& question, bool said) {
    const int answer = said ? question.picked : question.truth;
    if (answer == kNoAnswer) return std::string(context.tr("stages.saidNothing"));
    const std::string& words = question.choices[static_cast<std::size_t>(answer)];
    return said ? context.texts.format("stages.said", {{"said", words}})
                : context.texts.format("stages.saw", {{"saw", words}});
}

/// Right, wrong, or not predicted: nothing.
void drawSign(const PanelContext& context, const CrashQuestionScene& question, ImVec2 at) {
    if (question.picked == kNoAnswer) return;
    Pen& pen = context.pen;
    if (question.picked == question.truth) {
        pen.circle(at, 9, context.theme().ink);
        drawIcon(pen, Icon::Check, at, context.theme().panel);
    } else {
        pen.ring(at, 8.5F, context.theme().ink, 1.5F);
        drawIcon(pen, Icon::Close, at, context.theme().ink);
    }
}

float drawPrediction(const PanelContext& context, const CrashScene& scene, int number, const Area& area, float y) {
    Pen& pen = context.pen;
    const CrashQuestionScene& question = scene.questions[static_cast<std::size_t>(number)];
    pen.shortText(ImVec2(area.left, y), promptLook(context), question.prompt, area.width());
    y += pen.px(15);
    float x = area.left;
    for (int answer = 0; answer < static_cast<int>(question.choices.size()); ++answer) {
        const float width = std::min(choiceChipWidth(pen, chipOf(question, answer, true)), area.width());
        if (x > area.left && x + width > area.right) {
            x = area.left;
            y += pen.px(kChipHeight + 5);
        }
        drawChip(context, scene, number, answer, areaAt(ImVec2(x, y), width, pen.px(kChipHeight)));
        x += width + pen.px(kChipGap);
    }
    return y + pen.px(kChipHeight);
}

float drawVerdict(const PanelContext& context, const CrashQuestionScene& question, const Area& area, float y) {
    Pen& pen = context.pen;
    const TextLook prompt{Face::Medium, 12, context.theme().dim, Align::Start};
    pen.shortText(ImVec2(area.left + pen.px(28), y), prompt, question.prompt, area.width() - pen.px(28));
    y += pen.px(18);
    const TextLook saw{Face::SemiBold, 14, context.theme().ink, Align::Start};
    const TextLook said{Face::Text, 13, context.theme().dim, Align::Start};
    drawSign(context, question, ImVec2(area.left + pen.px(9), y));
    const float left = area.left + pen.px(28);
    float x = left + pen.shortText(ImVec2(left, y), saw, wordsOf(context, question, false), area.right - left);
    if (question.picked != question.truth) {
        x += pen.px(14);
        pen.shortText(ImVec2(x, y), said, wordsOf(context, question, true), area.right - x);
    }
    const int lines = pen.paragraph(ImVec2(left, y + pen.px(19)), becauseLook(context), question.because,
                                    area.right - left, kBecausePitch, 2);
    return y + pen.px(19 + kBecausePitch * static_cast<float>(lines));
}

void drawRunButtons(const PanelContext& context, const Area& area) {
    struct RunButton {
        std::string_view id;
        std::string_view text;
        std::string_view command;
    };
    constexpr RunButton kButtons[] = {{"crash.watch", "stages.watch", "crash-watch"},
                                      {"crash.watchWithout", "stages.watchWithout", "crash-watch-without"},
                                      {"crash.again", "stages.again", "crash-again"}};
    Pen& pen = context.pen;
    float x = area.left;
    for (const RunButton& one : kButtons) {
        const std::string caps = keyCaps(studio::crashKeyOf(one.command, context.studio.keyContext()));
        const ButtonLook look{context.tr(one.text), caps, ButtonKind::Outlined, 12, true, {}};
        const float width = buttonWidth(pen, look);
        if (x + width > area.right) return;
        commandButton(context, one.id, areaAt(ImVec2(x, area.top), width, pen.px(26)), look,
                      studio::commandNamed(one.command)->command);
        x += width + pen.px(8);
    }
}

}  // namespace

void drawCrashQuestions(const PanelContext& context, const CrashScene& scene, const Area& area) {
    Pen& pen = context.pen;
    float y = area.top + pen.px(scene.mode == CrashScene::Mode::Verdict ? 2 : 9);
    if (scene.mode == CrashScene::Mode::Verdict) {
        for (const CrashQuestionScene& question : scene.questions) {
            y = drawVerdict(context, question, area, y) + pen.px(5);
        }
        drawRunButtons(context, {area.left, area.bottom - pen.px(26), area.right, area.bottom});
        return;
    }
    for (int i = 0; i < lessons::kCrashQuestionCount; ++i) {
        y = drawPrediction(context, scene, i, area, y) + pen.px(20);
    }
}

void drawCrashColumns(const PanelContext& context, const CrashScene& scene, const Area& area) {
    Pen& pen = context.pen;
    const float gap = pen.px(18);
    // Each as wide as its choices want, in proportion.
    std::array<float, lessons::kCrashQuestionCount> widths{};
    float all = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const CrashQuestionScene& question = scene.questions[i];
        for (int answer = 0; answer < static_cast<int>(question.choices.size()); ++answer) {
            widths[i] = std::max(widths[i], choiceChipWidth(pen, chipOf(question, answer, true)));
        }
        all += widths[i];
    }
    const float room = area.width() - 2 * gap;
    float left = area.left;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const CrashQuestionScene& question = scene.questions[i];
        const float width = widths[i] * room / all;
        pen.paragraph(ImVec2(left, area.top + pen.px(9)), promptLook(context), question.prompt, width, 17, 3);
        const float chips = area.bottom - pen.px(3 * (kChipHeight + 4) - 4);
        const int lines = pen.lineCount(promptLook(context), question.prompt, width);
        float y = std::min(area.top + pen.px(17 * static_cast<float>(std::max(lines, 2)) + 6), chips);
        for (int answer = 0; answer < static_cast<int>(question.choices.size()); ++answer) {
            const float chip = std::min(choiceChipWidth(pen, chipOf(question, answer, true)), width);
            drawChip(context, scene, static_cast<int>(i), answer, areaAt(ImVec2(left, y), chip, pen.px(kChipHeight)));
            y += pen.px(kChipHeight + 4);
        }
        left += width + gap;
    }
}

void drawCrashReason(const PanelContext& context, const CrashScene& scene, const Area& area) {
    Pen& pen = context.pen;
    const TextLook look{Face::Text, 15, context.theme().ink, Align::Start};
    pen.paragraph(ImVec2(area.left, area.top + pen.px(10)), look, scene.questions.front().because, area.width(), 20, 2);
}

void drawCrashPattern(const PanelContext& context, const CrashScene& scene, const Area& area) {
    Pen& pen = context.pen;
    float y = area.top + pen.px(10);
    if (scene.mode == CrashScene::Mode::Pattern) {
        pen.paragraph(ImVec2(area.left, y), {Face::SemiBold, 16, context.theme().ink, Align::Start},
                      scene.patternPrompt, area.width(), 23, 5);
        return;
    }
    const TextLook verdict{Face::SemiBold, 14, context.theme().ink, Align::Start};
    y += pen.px(20) *
         static_cast<float>(pen.paragraph(ImVec2(area.left, y), verdict, scene.patternVerdict, area.width(), 20, 4));
    y += pen.px(8);
    for (const std::string& sentence : scene.summary) {
        if (y > area.bottom - pen.px(8)) return;
        pen.circle(ImVec2(area.left + pen.px(4), y), 3, context.theme().ink);
        const float left = area.left + pen.px(18);
        const int lines =
            pen.paragraph(ImVec2(left, y), becauseLook(context), sentence, area.right - left, kBecausePitch, 2);
        y += pen.px(kBecausePitch * static_cast<float>(lines) + 5);
    }
}

}  // namespace gui
