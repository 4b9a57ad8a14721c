// One question of the quiz: answered in one's own words, then judged by the rubric.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "app/gui/canvas/strokes.h"
#include "app/gui/imgui_compat.h"
#include "app/gui/panels/quiz_parts.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"
#include "render/views/log_sketch.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::StudyMove;

constexpr float kQuestionPitch = 22;
constexpr float kGutter = 32;

const lessons::QuizQuestion& quizQuestion(const PanelContext& context) {
    const auto& questions = context.studio.study().handouts.quiz.questions;
    return questions[static_cast<std::size_t>(runOf(context).question())];
}

TextLook bodyLook(const PanelContext& context) { return {Face::Text, 14, context.theme().ink, Align::Start}; }

/// A small heading; returns where what follows begins.
float drawHeading(const PanelContext& context, ImVec2 at, std::string_view text) {
    context.pen.text(at, {Face::SemiBold, 12, context.theme().dim, Align::Start}, text);
    return at.y + context.pen.px(24);
}

/// Returns where what follows begins.
float drawBody(const PanelContext& context, ImVec2 at, std::string_view text, float width) {
    Pen& pen = context.pen;
    const int lines = pen.paragraph(at, bodyLook(context), text, width, kQuestionPitch, 40);
    return at.y + pen.px(kQuestionPitch) * static_cast<float>(lines);
}

/// The logs of the question, as large as the width allows. Returns where what follows begins.
float drawLogs(const PanelContext& context, ImVec2 at, float width) {
    const lessons::QuizQuestion& question = quizQuestion(context);
    if (question.logs.empty()) return at.y;
    render::LogSketchInput input;
    input.index = context.tr("quiz.index");
    input.alt = context.tr("quiz.altLogs");
    for (const lessons::QuizLog& log : question.logs) {
        const std::string key = "quiz.log." + log.name;
        input.rows.push_back({studio::hasText(key) ? std::string(context.tr(key)) : log.name, log.terms});
    }
    render::Look look = context.look;
    look.metrics.scalePercent = look.metrics.scalePercent * 6 / 5;  // It is what one thinks about.
    const render::LogSketchSize wanted = logSketchSize(input, look);
    const render::Coord room = render::fromPx(width);
    if (wanted.width > room) {
        look.metrics.scalePercent = static_cast<int>(std::int64_t{look.metrics.scalePercent} * room / wanted.width);
    }
    const render::LogSketchSize size = logSketchSize(input, look);
    render::Scene scene;
    scene.setSize(size.width, size.height);
    drawLogSketch(input, {0, 0}, look, scene);
    const Area area = areaAt(at, width, render::toPx(size.height));
    context.painter.paint(scene, {ImVec2(std::round(at.x), std::round(at.y)), area, true}, context.pen.list(),
                          context.pen.record());
    return area.bottom + context.pen.px(14);
}

/// Head, text and picture. Returns where what follows begins.
float drawQuestion(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    const lessons::QuizQuestion& question = quizQuestion(context);
    const studio::Language language = context.texts.language();
    float y =
        drawHeading(context, ImVec2(page.left, page.top + pen.px(8)), questionHead(context, runOf(context).question()));
    pen.text(ImVec2(page.left, y + pen.px(4)), {Face::SemiBold, 18, context.theme().ink, Align::Start},
             studio::textOf(question.title, language));
    y = drawBody(context, ImVec2(page.left, y + pen.px(36)), studio::textOf(question.text, language), page.width());
    return drawLogs(context, ImVec2(page.left, y + pen.px(4)), page.width());
}

// ---- The field ----

/// What the field needs to know to break its lines: the library's own field has no way to.
struct FieldWrap {
    Pen& pen;
    TextLook look;
    float width = 0;
};

/// Breaks lines that have grown wider than the field.
int wrapLines(ImGuiInputTextCallbackData* data) {
    const FieldWrap& wrap = *static_cast<const FieldWrap*>(data->UserData);
    int begin = 0;
    while (begin < data->BufTextLen) {
        const char* const from = data->Buf + begin;
        const char* const newLine = std::find(from, static_cast<const char*>(data->Buf) + data->BufTextLen, '\n');
        const std::string_view line(from, static_cast<std::size_t>(newLine - from));
        const auto lines = wrap.pen.breakLines(wrap.look, line, wrap.width);
        if (lines.size() < 2) {
            begin += static_cast<int>(line.size()) + 1;
            continue;
        }
        const int next = begin + static_cast<int>(lines[1].first);
        if (data->Buf[next - 1] == ' ') {
            data->Buf[next - 1] = '\n';
            data->BufDirty = true;
            begin = next;
        } else {
            data->InsertChars(next, "\n");
            begin = next + 1;
        }
    }
    return 0;
}

void drawField(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const studio::QuizRun& run = runOf(context);
    const render::Theme& theme = context.theme();
    // Another question, or an attempt that begins anew: its own text comes into the field.
    const bool isNew = state.dialogIsNew || state.quizAnswerOf != run.question();
    if (isNew) {
        state.quizAnswerOf = run.question();
        const std::string& text = run.answer(run.question()).text;
        const std::size_t count = std::min(text.size(), state.quizAnswer.size() - 1);
        std::memcpy(state.quizAnswer.data(), text.data(), count);
        state.quizAnswer[count] = '\0';
    }
    const auto vec4 = [](render::Color c) { return ImGui::ColorConvertU32ToFloat4(toImGui(c)); };
    const float size = FontBook::exactSize(pen.px(14));
    pushFont(pen.fonts().find(Face::Text, size), size);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(pen.px(12), pen.px(10)));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, pen.px(7));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, vec4(theme.soft));
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(theme.ink));
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, vec4(render::mixed(theme.ghost, theme.soft, 80)));
    ImGui::SetCursorScreenPos(area.from());
    if (isNew) ImGui::SetKeyboardFocusHere();
    const std::array<char, kQuizAnswerBytes> before = state.quizAnswer;
    FieldWrap wrap{pen, bodyLook(context), area.width() - pen.px(24) - pen.px(16)};
    // One field for each question: the library would keep the text of the one before.
    const std::string id = "##quiz.answer." + std::to_string(run.question() + 1);
    const bool edited = ImGui::InputTextMultiline(id.c_str(), state.quizAnswer.data(), state.quizAnswer.size(),
                                                  ImVec2(area.width(), area.height()), ImGuiInputTextFlags_CallbackEdit,
                                                  wrapLines, &wrap);
    pen.record().addClick({"quiz.answer", area, true});
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(2);
    popFont();
    if (ImGui::GetIO().WantTextInput && keyTapped(ImGuiKey_Escape)) {
        // The library's field takes back what was written since it got the keyboard: minutes of work.
        state.quizAnswer = before;
        context.commands.push(studio::cmd::Escape{});
    } else if (edited) {
        context.commands.push(StudyMove{StudyMove::Kind::WriteAnswer, 0, state.quizAnswer.data()});
    }
}

// ---- The rubric ----

/// One thing that the answer may have said. Returns where the next one begins.
float drawItem(const PanelContext& context, std::size_t number, const Area& row, float top) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const lessons::RubricItem& item = quizQuestion(context).rubric[number];
    const bool said = runOf(context).answer(runOf(context).question()).said[number];
    const TextLook look{said ? Face::Medium : Face::Text, 13, theme.ink, Align::Start};
    const std::string& text = studio::textOf(item.text, context.texts.language());
    const float left = row.left + pen.px(84);
    const int lines = pen.lineCount(look, text, row.right - pen.px(10) - left);
    const Area plate{row.left, top, row.right, top + pen.px(12 + 19 * static_cast<float>(lines))};
    const Touch touch = pen.touch("quiz.item." + std::to_string(number + 1), plate);
    pen.box(plate, {said || touch.hovered ? theme.soft : theme.panel, theme.hairline, 1, 6});
    const float middle = plate.top + pen.px(6) + pen.px(19) / 2;
    const Area box = areaAround(ImVec2(plate.left + pen.px(18), middle), pen.px(16), pen.px(16));
    pen.box(box, {said ? theme.ink : theme.panel, theme.ink, 1.4F, 4});
    if (said) drawIcon(pen, Icon::Check, ImVec2(box.middleX(), box.middleY()), theme.panel);
    pen.text(ImVec2(plate.left + pen.px(72), middle), {Face::Mono, 13, theme.ink, Align::End},
             (item.worth > 0 ? "+" : "") + pointsText(item.worth));
    pen.paragraph(ImVec2(left, middle), look, text, row.right - pen.px(10) - left, 19, lines);
    if (touch.clicked) context.commands.push(StudyMove{StudyMove::Kind::ToggleItem, static_cast<int>(number) + 1});
    return plate.bottom + pen.px(5);
}

/// The full answer and the rubric below it. Returns where it ends.
float drawRubric(const PanelContext& context, const Area& column, float top) {
    Pen& pen = context.pen;
    const lessons::QuizQuestion& question = quizQuestion(context);
    float y = drawHeading(context, ImVec2(column.left, top + pen.px(8)), context.tr("quiz.fullAnswer"));
    y = drawBody(context, ImVec2(column.left, y), studio::textOf(question.answer, context.texts.language()),
                 column.width());
    y = drawHeading(context, ImVec2(column.left, y + pen.px(14)), context.tr("quiz.yourAnswerSays"));
    for (std::size_t i = 0; i < question.rubric.size(); ++i)
        y = drawItem(context, i, column, y - pen.px(8)) + pen.px(8);
    const std::string sum = context.texts.format(
        "quiz.pointsHere", {{"points", pointsText(runOf(context).pointsOf(runOf(context).question()))},
                            {"all", pointsText(question.points)}});
    pen.text(ImVec2(column.left, y + pen.px(8)), {Face::SemiBold, 15, context.theme().ink, Align::Start}, sum);
    return y + pen.px(26);
}

/// A column that scrolls if it is longer than the page. `draw` gets its top and returns its bottom.
template <class Draw>
void drawColumn(const PanelContext& context, std::string_view id, const Area& column, float& scroll, Draw draw) {
    Pen& pen = context.pen;
    pen.clip(column);
    const float bottom = draw(column.top - scroll);
    pen.endClip();
    const float all = bottom + scroll - column.top;
    if (column.contains(ImGui::GetIO().MousePos)) scroll -= ImGui::GetIO().MouseWheel * pen.px(44);
    scroll = static_cast<float>(drawScrollBar(context, id, column, {all, column.height()}, scroll));
    scroll = std::clamp(scroll, 0.0F, std::max(0.0F, all - column.height()));
}

}  // namespace

void drawQuizWriting(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    const float split = page.left + std::round(page.width() * 0.54F);
    drawQuestion(context, {page.left, page.top, split - pen.px(kGutter) / 2, page.bottom});
    const Area right{split + pen.px(kGutter) / 2, page.top, page.right, page.bottom};
    const float top = drawHeading(context, ImVec2(right.left, right.top + pen.px(8)), context.tr("quiz.yourAnswer"));
    drawField(context, {right.left, top - pen.px(6), right.right, right.bottom - pen.px(4)});
}

void drawQuizJudging(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const studio::QuizRun& run = runOf(context);
    if (state.quizAnswerOf != run.question() || state.dialogIsNew) state.quizScroll = {};
    state.quizAnswerOf = run.question();
    const float split = page.left + std::round(page.width() * 0.46F);
    const Area left{page.left, page.top, split - pen.px(kGutter) / 2, page.bottom};
    drawColumn(context, "quiz.scroll.question", left, state.quizScroll[0], [&](float top) {
        float y = drawQuestion(context, {left.left, top, left.right, left.bottom});
        y = drawHeading(context, ImVec2(left.left, y + pen.px(14)), context.tr("quiz.yourAnswer"));
        const std::string& own = run.answer(run.question()).text;
        return drawBody(context, ImVec2(left.left, y),
                        own.empty() ? context.tr("quiz.noAnswer") : std::string_view(own), left.width());
    });
    const Area right{split + pen.px(kGutter) / 2, page.top, page.right, page.bottom};
    drawColumn(context, "quiz.scroll.rubric", right, state.quizScroll[1],
               [&](float top) { return drawRubric(context, right, top); });
}

}  // namespace gui
