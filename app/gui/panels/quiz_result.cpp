// What the quiz comes to: one's own points, question by question, and what others had. No ranking.

#include <algorithm>
#include <string>

#include "app/gui/panels/quiz_parts.h"
#include "app/studio/poster_page.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::StudyMove;

constexpr float kResultRow = 38;

/// Where it can be learned: the lesson, or the track that is still to come.
void drawLesson(const PanelContext& context, const lessons::QuizQuestion& question, const Area& cell) {
    Pen& pen = context.pen;
    const studio::CourseEntry* entry = context.studio.course().find(question.lesson);
    if (question.lesson.empty() || entry == nullptr) {
        const std::string track = studio::trackName(question.later, context.studio.course(), context.texts);
        pen.shortText(ImVec2(cell.left + pen.px(12), cell.middleY()),
                      {Face::Text, 13, context.theme().dim, Align::Start},
                      context.texts.format("quiz.later", {{"track", track}}), cell.width() - pen.px(12));
        return;
    }
    const std::string& title = studio::textOf(entry->title, context.texts.language());
    const ButtonLook look{title, {}, ButtonKind::Chip, 13, true, {}};
    const float width = std::min(buttonWidth(pen, look), cell.width());
    commandButton(context, "quiz.lesson." + question.id,
                  areaAt(ImVec2(cell.left, cell.middleY() - pen.px(kButtonHeight / 2)), width, pen.px(kButtonHeight)),
                  look, studio::cmd::OpenLesson{question.lesson});
}

void drawResultRow(const PanelContext& context, int number, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::SelfStudy& study = context.studio.study();
    const lessons::QuizQuestion& question = study.handouts.quiz.questions[static_cast<std::size_t>(number)];
    const Area title{row.left, row.top, row.left + row.width() * 0.38F, row.bottom};
    const Touch touch = pen.touch("quiz.row." + std::to_string(number + 1), title);
    if (touch.hovered) pen.box(title.inset(pen.px(2)), {theme.soft, {}, 1, 6});
    const float y = row.middleY();
    pen.text(ImVec2(row.left + pen.px(20), y), {Face::Mono, 13, theme.dim, Align::End}, std::to_string(number + 1));
    pen.shortText(ImVec2(row.left + pen.px(34), y), {Face::Medium, 14, theme.ink, Align::Start},
                  studio::textOf(question.title, context.texts.language()), title.right - row.left - pen.px(44));
    if (touch.clicked) context.commands.push(StudyMove{StudyMove::Kind::ShowQuestion, number + 1});
    const lessons::HalfPoints points = study.quiz.pointsOf(number);
    const std::string score =
        context.texts.format("quiz.pointsOf", {{"points", pointsText(points)}, {"all", pointsText(question.points)}});
    const float numbers = title.right + pen.px(96);
    pen.text(ImVec2(numbers, y), {Face::SemiBold, 14, theme.ink, Align::End}, score);
    // As long as there are points to get: ten are the longest.
    const float unit = row.width() * 0.2F / 20;
    const Area bar =
        areaAt(ImVec2(numbers + pen.px(16), y - pen.px(5)), unit * static_cast<float>(question.points), pen.px(10));
    pen.box(bar, {theme.soft, {}, 1, 3});
    if (points > 0) {
        pen.box({bar.left, bar.top, bar.left + unit * static_cast<float>(points), bar.bottom}, {theme.ink, {}, 1, 3});
    }
    const float lessonLeft = numbers + pen.px(16) + row.width() * 0.2F + pen.px(20);
    drawLesson(context, question, {lessonLeft, row.top, row.right, row.bottom});
}

/// "25.7": one decimal is as much as a mean of this kind can say.
std::string meanText(int hundredths) {
    const int tenths = (hundredths + 5) / 10;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

void drawQuizResult(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::SelfStudy& study = context.studio.study();
    const lessons::Quiz& quiz = study.handouts.quiz;
    float y = page.top + pen.px(14);
    pen.text(ImVec2(page.left, y), {Face::Bold, 24, theme.ink, Align::Start},
             context.texts.format("quiz.sum",
                                  {{"points", pointsText(study.quiz.points())}, {"all", pointsText(quiz.points())}}));
    y += pen.px(36);
    const std::string compared =
        context.texts.format("quiz.comparison", {{"minutes", std::to_string(study.quiz.minutesUsed())},
                                                 {"people", std::to_string(quiz.comparison.people)},
                                                 {"mean", meanText(quiz.comparison.meanHundredths)},
                                                 {"best", pointsText(quiz.comparison.best)}});
    const int lines =
        pen.paragraph(ImVec2(page.left, y), {Face::Text, 14, theme.dim, Align::Start}, compared, page.width(), 22, 4);
    y += pen.px(22) * static_cast<float>(lines) + pen.px(4);
    for (int i = 0; i < static_cast<int>(quiz.questions.size()); ++i) {
        drawResultRow(context, i, {page.left, y, page.right, y + pen.px(kResultRow)});
        y += pen.px(kResultRow);
    }
    y += pen.px(12);
    const ButtonLook again{context.tr("quiz.again"), {}, ButtonKind::Outlined, 14, true, {}};
    commandButton(context, "quiz.again", areaAt(ImVec2(page.left, y), buttonWidth(pen, again) + pen.px(8), pen.px(34)),
                  again, StudyMove{StudyMove::Kind::LeaveQuiz});
}

}  // namespace gui
