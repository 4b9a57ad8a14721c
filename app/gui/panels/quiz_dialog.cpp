// The quiz of the Raft user study as a self-test: an hour of writing, then one judges oneself. Nobody else sees it.

#include <algorithm>
#include <array>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/quiz_parts.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::StudyMove;
using QuizStage = studio::QuizRun::Stage;

constexpr float kQuizHeader = 44;
constexpr float kQuizFoot = 60;
constexpr float kButton = 36;
constexpr std::array<const char*, 3> kLevelKeys{"quiz.easy", "quiz.medium", "quiz.hard"};

const lessons::Quiz& quizOf(const PanelContext& context) { return context.studio.study().handouts.quiz; }
int questionCount(const PanelContext& context) { return static_cast<int>(quizOf(context).questions.size()); }

/// One chip a question: which is shown, and which were answered. At the right the time that is left, or the points.
void drawHeader(const PanelContext& context, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::QuizRun& run = runOf(context);
    const bool writes = run.stage() == QuizStage::Writing;
    float x = row.left;
    for (int i = 0; i < questionCount(context); ++i) {
        const std::string label = std::to_string(i + 1);
        const bool chosen = run.question() == i;
        const ButtonLook look{label, {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 14, true, {}};
        const Area area = areaAt(ImVec2(x, row.top), pen.px(38), pen.px(kButtonHeight));
        commandButton(context, "quiz.question." + label, area, look, StudyMove{StudyMove::Kind::ShowQuestion, i + 1});
        const bool isDone = writes ? !run.answer(i).text.empty() : run.pointsOf(i) > 0;
        if (isDone) pen.circle(ImVec2(area.middleX(), area.bottom + pen.px(5)), 2.2F, theme.ink);
        x += pen.px(44);
    }
    const int left = run.minutesLeft();
    const std::string words =
        writes ? left > 0 ? context.texts.format(left == 1 ? "quiz.minuteLeft" : "quiz.minutesLeft",
                                                 {{"minutes", std::to_string(left)}})
                          : std::string(context.tr("quiz.timeIsUp"))
               : context.texts.format("quiz.pointsSoFar", {{"points", pointsText(run.points())},
                                                           {"all", pointsText(quizOf(context).points())}});
    pen.text(ImVec2(row.right, row.top + pen.px(kButtonHeight / 2)), {Face::SemiBold, 15, theme.ink, Align::End},
             words);
}

struct FootButton {
    std::string_view id;
    std::string_view text;  ///< Catalogue key.
    ButtonKind kind = ButtonKind::Chip;
};

/// Returns its width.
float drawFootButton(const PanelContext& context, const FootButton& wanted, ImVec2 at, Align align,
                     const studio::Command& command) {
    Pen& pen = context.pen;
    const ButtonLook look{context.tr(wanted.text), {}, wanted.kind, 14, true, {}};
    const float width = buttonWidth(pen, look) + pen.px(12);
    const float left = align == Align::End ? at.x - width : at.x;
    commandButton(context, wanted.id, areaAt(ImVec2(left, at.y - pen.px(kButton / 2)), width, pen.px(kButton)), look,
                  command);
    return width;
}

/// Back and forth; what ends this stage, which is the main thing on the last question.
void drawQuizFoot(const PanelContext& context, const Area& foot) {
    Pen& pen = context.pen;
    const studio::QuizRun& run = runOf(context);
    const int shown = run.question();
    const bool isLast = shown + 1 == questionCount(context);
    const bool writes = run.stage() == QuizStage::Writing;
    float x = foot.left;
    const float y = foot.middleY();
    if (shown > 0) {
        x += drawFootButton(context, {"quiz.back", "quiz.back", ButtonKind::Chip}, ImVec2(x, y), Align::Start,
                            StudyMove{StudyMove::Kind::ShowQuestion, shown});
        x += pen.px(10);
    }
    if (!isLast) {
        drawFootButton(context, {"quiz.next", "quiz.next", ButtonKind::Primary}, ImVec2(x, y), Align::Start,
                       StudyMove{StudyMove::Kind::ShowQuestion, shown + 2});
    }
    const ButtonKind kind = isLast ? ButtonKind::Primary : ButtonKind::Outlined;
    const FootButton finish = writes ? FootButton{"quiz.finishWriting", "quiz.finishWriting", kind}
                                     : FootButton{"quiz.finishJudging", "quiz.finishJudging", kind};
    const StudyMove::Kind end = writes ? StudyMove::Kind::FinishWriting : StudyMove::Kind::FinishJudging;
    const float width = drawFootButton(context, finish, ImVec2(foot.right, y), Align::End, StudyMove{end});
    if (writes) return;
    drawFootButton(context, {"quiz.writeOn", "quiz.writeOn", ButtonKind::Quiet},
                   ImVec2(foot.right - width - pen.px(12), y), Align::End, StudyMove{StudyMove::Kind::WriteOn});
}

/// What it is, before one begins.
void drawBefore(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const float width = std::min(page.width(), pen.px(720));
    float y = page.top + pen.px(12);
    const std::string count = std::to_string(questionCount(context));
    const std::string points = pointsText(quizOf(context).points());
    const std::string minutes = std::to_string(quizOf(context).minutes);
    for (const char* key : {"quiz.what", "quiz.how", "quiz.judge", "quiz.keeps"}) {
        const std::string text =
            context.texts.format(key, {{"count", count}, {"points", points}, {"minutes", minutes}});
        const int lines =
            pen.paragraph(ImVec2(page.left, y), {Face::Text, 16, theme.ink, Align::Start}, text, width, 26, 6);
        y += pen.px(26) * static_cast<float>(lines) + pen.px(10);
    }
    drawFootButton(context, {"quiz.begin", "quiz.begin", ButtonKind::Primary}, ImVec2(page.left, y + pen.px(26)),
                   Align::Start, StudyMove{StudyMove::Kind::StartQuiz});
}

/// Whose it is: said on every page.
void drawAttribution(const PanelContext& context, const Area& window, float bottom) {
    Pen& pen = context.pen;
    const TextLook look{Face::Text, 12, context.theme().dim, Align::Start};
    const std::string& text = studio::textOf(quizOf(context).attribution, context.texts.language());
    const int lines = pen.lineCount(look, text, window.width());
    pen.paragraph(ImVec2(window.left, bottom - pen.px(17) * static_cast<float>(lines - 1) - pen.px(10)), look, text,
                  window.width(), 17, lines);
}

}  // namespace

std::string pointsText(lessons::HalfPoints points) {
    const int whole = std::abs(points) / 2;
    return (points < 0 ? "−" : "") + std::to_string(whole) + (points % 2 != 0 ? ".5" : "");
}

std::string questionHead(const PanelContext& context, int question) {
    const lessons::QuizQuestion& asked = quizOf(context).questions[static_cast<std::size_t>(question)];
    return context.texts.format("quiz.head",
                                {{"number", std::to_string(question + 1)},
                                 {"points", pointsText(asked.points)},
                                 {"level", context.tr(kLevelKeys[static_cast<std::size_t>(asked.level)])}});
}

void drawQuizDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const QuizStage stage = runOf(context).stage();
    const ImVec2 size = stage == QuizStage::Before ? ImVec2(780, 500) : ImVec2(1180, 700);
    const DialogFrame frame = beginDialog(context, window, size, "quiz.title");
    const float bottom = frame.plate.bottom - pen.px(16);
    if (stage == QuizStage::Before || stage == QuizStage::Over) {
        const Area page{frame.content.left, frame.content.top, frame.content.right, bottom};
        stage == QuizStage::Before ? drawBefore(context, page) : drawQuizResult(context, page);
        drawAttribution(context, frame.content, bottom);
        context.state.quizAnswerOf = -1;
    } else {
        drawHeader(context, frame.content);
        const Area foot{frame.content.left, frame.plate.bottom - pen.px(kQuizFoot), frame.content.right,
                        frame.plate.bottom};
        const Area page{frame.content.left, frame.content.top + pen.px(kQuizHeader), frame.content.right, foot.top};
        stage == QuizStage::Writing ? drawQuizWriting(context, page) : drawQuizJudging(context, page);
        drawQuizFoot(context, foot);
    }
    endDialog(context, frame);
}

}  // namespace gui
