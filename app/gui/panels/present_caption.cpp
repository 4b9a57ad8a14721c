#include "app/gui/panels/present_caption.h"

#include <algorithm>
#include <cmath>

#include "app/gui/panels/answer_pad.h"
#include "app/gui/panels/marked_paragraph.h"
#include "app/studio/marked_text.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using SceneKind = studio::LessonScene::Kind;
using studio::cmd::LessonMove;
using Phase = studio::ClassVote::Phase;
using lessons::AskKind;

// Lengths at 100 %, which in front of a class is nearly twice as much.
constexpr float kLetters = 17;
constexpr float kCaptionPitch = 23;
constexpr float kAbove = 9;
constexpr float kBelowCaption = 9;
constexpr float kParts = 5;  // Between the sentence and the question,
constexpr float kToBoxes = 8;
constexpr float kBoxLetters = 16;
constexpr float kBoxPitch = 20;
constexpr float kBoxPad = 14;  // Above and below the letters of a box, together.
constexpr float kBoxGap = 9;
constexpr float kBoxSide = 10;
constexpr float kCircle = 11;
constexpr float kBoxEnd = 54;  // Room for hands or a share.
constexpr float kTimeBar = 4;
constexpr float kNumberField = 34;
constexpr int kSayLines = 3;
constexpr int kPromptLines = 3;
constexpr int kBoxLines = 3;
constexpr int kReasonLines = 4;

TextLook lettersOf(const PanelContext& context, bool strong) {
    return {strong ? Face::SemiBold : Face::Text, kLetters, context.theme().ink, Align::Start};
}

std::string plain(const PanelContext& context, std::string_view marked) {
    return studio::plainText(marked, context.studio.glossary(), context.studio.termStyle());
}

}  // namespace

PresentCaption::PresentCaption(const PanelContext& context, const studio::LectureScene& lecture, float left,
                               float width)
    : context_(context), lecture_(lecture), scene_(context.studio.lessonScene()), left_(left), width_(width) {}

float PresentCaption::height() const { return std::max(walk(0, Pass::Measure), told()); }

void PresentCaption::draw(float top) const { walk(top, Pass::Draw); }

/// What the longest sentence of the lesson needs that stands alone.
float PresentCaption::told() const {
    const lessons::Lesson* lesson = context_.studio.document().lesson();
    int lines = 1;
    if (lesson != nullptr) {
        for (const lessons::Step& step : lesson->steps) {
            if (step.ask) continue;
            const std::string say = plain(context_, studio::textOf(step.say, context_.texts.language()));
            lines = std::max(lines, context_.pen.lineCount(lettersOf(context_, false), say, width_));
        }
    }
    return context_.pen.px(kAbove + kCaptionPitch * static_cast<float>(std::min(lines, kSayLines)) + kBelowCaption);
}

float PresentCaption::walk(float top, Pass pass) const {
    const Pen& pen = context_.pen;
    const studio::Caption caption = context_.studio.caption();
    float y = top + pen.px(kAbove);
    switch (scene_.kind) {
        case SceneKind::None:
        case SceneKind::Solution: y = paragraph("say", y, caption.text, false, kSayLines, pass); break;
        case SceneKind::Question:
        case SceneKind::Decided:
            // Whoever votes has heard the sentence.
            if (lecture_.vote.phase == Phase::Vote) {
                y = paragraph("say", y, caption.text, false, kSayLines, pass) + pen.px(kParts);
            }
            y = paragraph("prompt", y, scene_.question.prompt, true, kPromptLines, pass) + pen.px(kToBoxes);
            y = answers(y, pass);
            break;
        case SceneKind::Verdict: y = verdict(y, pass); break;
        case SceneKind::Idea: y = idea(y, pass); break;
        case SceneKind::Offer:
        case SceneKind::Goal: y = paragraph("goal", y, scene_.goal.prompt, true, kPromptLines, pass); break;
    }
    return y + pen.px(kBelowCaption);
}

float PresentCaption::paragraph(std::string_view id, float top, std::string_view text, bool strong, int lines,
                                Pass pass) const {
    const Pen& pen = context_.pen;
    const TextLook look = lettersOf(context_, strong);
    const int count = std::clamp(markedLineCount(context_, look, text, width_), 1, lines);
    if (pass == Pass::Draw) {
        drawMarkedParagraph(context_, id, ImVec2(left_, top + pen.px(kCaptionPitch / 2)), {look, kCaptionPitch, lines},
                            text, width_);
    }
    return top + pen.px(kCaptionPitch) * static_cast<float>(count);
}

// ---- The answers ----

float PresentCaption::answers(float top, Pass pass) const {
    const studio::QuestionScene& question = scene_.question;
    if (pass == Pass::Draw) drawVoteTime(top - context_.pen.px(kTimeBar + 1));
    if (hasPad(question.kind)) return pad(top, pass);
    if (question.kind == AskKind::Number) return typed(top, pass);
    float y = boxes(top, pass);
    if (lecture_.advice.empty()) return y;
    y += context_.pen.px(kParts);
    return paragraph("advice", y, lecture_.advice, true, 2, pass);
}

/// The grid that takes the least height; of several the widest.
PresentCaption::Grid PresentCaption::gridOf(const std::vector<std::string>& labels) const {
    Pen& pen = context_.pen;
    const int count = std::max(static_cast<int>(labels.size()), 1);
    // Few boxes keep room for hands from the start, so that they stand still.
    const bool hasEnd = !lecture_.vote.counts.empty() && (count <= 4 || lecture_.vote.phase != Phase::Vote);
    const float beside = pen.px(kBoxSide * 2 + kCircle * 2 + 10 + (hasEnd ? kBoxEnd : 0));
    const TextLook look{Face::SemiBold, kBoxLetters, context_.theme().ink, Align::Start};
    Grid best;
    float least = 0;
    for (int columns = count; columns >= 1; --columns) {
        Grid grid;
        grid.columns = columns;
        grid.rows = (count + columns - 1) / columns;
        grid.width =
            std::floor((width_ - pen.px(kBoxGap) * static_cast<float>(columns - 1)) / static_cast<float>(columns));
        for (const std::string& label : labels) {
            grid.lines = std::max(grid.lines, pen.lineCount(look, label, grid.width - beside));
        }
        grid.height = pen.px(kBoxPad + kBoxPitch * static_cast<float>(std::min(grid.lines, kBoxLines)));
        const float all = (grid.height + pen.px(kBoxGap)) * static_cast<float>(grid.rows);
        const bool isWhole = (grid.lines <= kBoxLines && grid.width > beside + pen.px(kBoxLetters)) || columns == 1;
        if (!isWhole || (least > 0 && all >= least)) continue;
        least = all;
        best = grid;
    }
    return best;
}

float PresentCaption::boxes(float top, Pass pass) const {
    const Pen& pen = context_.pen;
    std::vector<std::string> labels;
    for (const studio::ChoiceScene& choice : scene_.question.choices) labels.push_back(choice.text);
    const Grid grid = gridOf(labels);
    const float pitchX = grid.width + pen.px(kBoxGap);
    const float pitchY = grid.height + pen.px(kBoxGap);
    for (std::size_t i = 0; pass == Pass::Draw && i < labels.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % grid.columns);
        const auto row = static_cast<float>(static_cast<int>(i) / grid.columns);
        drawBox(areaAt(ImVec2(left_ + pitchX * column, top + pitchY * row), grid.width, grid.height),
                scene_.question.choices[i], grid.lines);
    }
    return top + pitchY * static_cast<float>(grid.rows) - pen.px(kBoxGap);
}

void PresentCaption::drawBox(const Area& area, const studio::ChoiceScene& choice, int lines) const {
    Pen& pen = context_.pen;
    const render::Theme& theme = context_.theme();
    const studio::ClassVote& vote = lecture_.vote;
    const auto at = static_cast<std::size_t>(choice.number - 1);
    const bool isCounted = vote.phase == Phase::Count && vote.counting == choice.number - 1;
    const bool isLit = isDecided() ? choice.isTrue : choice.isPicked || isCounted;
    const Touch touch = pen.touch("choice." + std::to_string(choice.number), area);
    pen.box(area, {touch.hovered ? theme.soft : theme.panel, {}, 1, 6});
    if (at < lecture_.shares.size()) {
        const float share = static_cast<float>(lecture_.shares[at]) / 100;
        const Area bar{area.left, area.top, area.left + area.width() * share, area.bottom};
        if (bar.width() > pen.px(12)) pen.box(bar, {theme.soft, {}, 1, 6});
    }
    pen.box(area, {{}, isLit ? theme.ink : theme.dim, isLit ? 2.4F : 1.2F, 6});
    const ImVec2 middle(area.left + pen.px(kBoxSide + kCircle), area.middleY());
    if (isDecided() && (choice.isTrue || choice.isMisjudged)) {
        pen.circle(middle, kCircle, choice.isTrue ? theme.ink : theme.panel);
        if (!choice.isTrue) pen.ring(middle, kCircle - 1, theme.ink, 2);
        drawIcon(pen, choice.isTrue ? Icon::Check : Icon::Close, middle, choice.isTrue ? theme.panel : theme.ink);
    } else {
        pen.circle(middle, kCircle, choice.isPicked ? theme.ink : theme.soft);
        const TextLook digit{Face::SemiBold, 14, choice.isPicked ? theme.panel : theme.ink, Align::Middle};
        pen.text(middle, digit, std::to_string(choice.number));
    }
    float right = area.right - pen.px(kBoxSide);
    const TextLook number{Face::SemiBold, kBoxLetters, theme.ink, Align::End};
    if (at < lecture_.shares.size()) {
        right -= pen.text(ImVec2(right, area.middleY()), number, std::to_string(lecture_.shares[at]) + " %");
    } else if (vote.phase == Phase::Count && at < vote.counts.size()) {
        right -= pen.text(ImVec2(right, area.middleY()), number, std::to_string(vote.counts[at]));
    } else if (choice.place > 0) {
        pen.circle(ImVec2(right - pen.px(kCircle), area.middleY()), kCircle, theme.ink);
        const TextLook place{Face::SemiBold, 14, theme.panel, Align::Middle};
        pen.text(ImVec2(right - pen.px(kCircle), area.middleY()), place, std::to_string(choice.place));
        right -= pen.px(kCircle * 2);
    }
    const float left = middle.x + pen.px(kCircle + 10);
    const TextLook look{isLit ? Face::SemiBold : Face::Medium, kBoxLetters, theme.ink, Align::Start};
    const int own = std::clamp(pen.lineCount(look, choice.text, right - left), 1, std::min(lines, kBoxLines));
    const float first = area.middleY() - pen.px(kBoxPitch / 2) * static_cast<float>(own - 1);
    pen.paragraph(ImVec2(left, first), look, choice.text, right - left, kBoxPitch, kBoxLines);
    if (!touch.clicked) return;
    if (scene_.kind == SceneKind::Question) context_.commands.push(studio::cmd::ClassDigit{choice.number});
    if (isDecided()) context_.commands.push(LessonMove{LessonMove::Kind::Look, choice.number, {}});
}

float PresentCaption::pad(float top, Pass pass) const {
    const Pen& pen = context_.pen;
    const studio::QuestionScene& question = scene_.question;
    const AnswerPad pad{context_, left_, top, width_};
    const bool isOpen = scene_.kind == SceneKind::Question;
    if (question.kind == AskKind::Log) {
        if (isOpen) {
            if (pass == Pass::Draw) pad.log(question.log);
            return top + pen.px(AnswerPad::isNarrow(pen, width_) ? 2 * kLogRow + kLogGap : kLogRow);
        }
        if (pass == Pass::Draw) isDecided() ? pad.logs(question.log) : pad.said(question.log);
        return top + pen.px(isDecided() ? 2 * kLogRow + kLogGap : kLogRow);
    }
    if (pass == Pass::Draw) pad.sets(question.sets, isOpen);
    float y = top + pen.px(kSetsHeight);
    if (!question.sets.mayBeImpossible) return y;
    studio::ChoiceScene choice;
    choice.number = static_cast<int>(question.sets.tokens.size()) + 1;
    choice.text = context_.tr("ask.impossible");
    choice.isPicked = question.sets.givesUp;
    y += pen.px(kBoxGap);
    const float height = pen.px(kBoxPad + kBoxPitch);
    if (pass == Pass::Draw) drawBox(areaAt(ImVec2(left_, y), width_ / 2, height), choice, 1);
    return y + height;
}

float PresentCaption::typed(float top, Pass pass) const {
    Pen& pen = context_.pen;
    const std::string& text = scene_.question.typed;
    const Area box = areaAt(ImVec2(left_, top), pen.px(110), pen.px(kNumberField));
    if (pass == Pass::Draw) {
        const bool isOpen = scene_.kind == SceneKind::Question;
        pen.box(box, {context_.theme().panel, isOpen ? context_.theme().ink : context_.theme().dim, 2, 6});
        const TextLook look{Face::Mono, 20, context_.theme().ink, Align::Middle};
        pen.text(ImVec2(box.middleX(), box.middleY()), look, text.empty() ? "?" : text);
    }
    return box.bottom;
}

/// The time of the vote, as a bar that gets shorter: no digits, nobody is to be hurried.
void PresentCaption::drawVoteTime(float top) const {
    const studio::ClassVote& vote = lecture_.vote;
    if (vote.secondsAll <= 0 || scene_.kind != SceneKind::Question) return;
    Pen& pen = context_.pen;
    const auto share = static_cast<float>(std::ceil(vote.secondsLeft) / vote.secondsAll);
    pen.box(areaAt(ImVec2(left_, top), width_, pen.px(kTimeBar)), {context_.theme().soft, {}, 1, 2});
    if (share <= 0) return;
    pen.box(areaAt(ImVec2(left_, top), width_ * share, pen.px(kTimeBar)), {context_.theme().dim, {}, 1, 2});
}

// ---- What the run has decided ----

float PresentCaption::verdict(float top, Pass pass) const {
    const Pen& pen = context_.pen;
    const studio::QuestionScene& question = scene_.question;
    float y = paragraph("prompt", top, question.prompt, true, kPromptLines, pass) + pen.px(kToBoxes);
    const bool hasBoxes = question.kind != AskKind::Number && !hasPad(question.kind);
    if (hasBoxes && question.kind != AskKind::Order) {
        y = boxes(y, pass) + pen.px(kParts);
    } else if (hasPad(question.kind)) {
        y = pad(y, pass) + pen.px(kParts);
    } else {
        const std::string said = question.said.empty() ? std::string(context_.tr("ask.nothing")) : question.said;
        y = paragraph("said", y, std::string(context_.tr("ask.said")) + "  " + said, false, 2, pass);
        y = paragraph("saw", y, std::string(context_.tr("ask.saw")) + "  " + question.saw, true, 2, pass) +
            pen.px(kParts);
    }
    if (question.because.empty()) return y;
    return paragraph("because", y, question.because, false, kReasonLines, pass);
}

float PresentCaption::idea(float top, Pass pass) const {
    Pen& pen = context_.pen;
    const studio::IdeaScene& idea = scene_.idea;
    float y = paragraph("idea", top, idea.title, true, 2, pass);
    y = paragraph("say", y, context_.studio.caption().text, false, kSayLines, pass);
    if (idea.broken.empty() && !idea.isOver) return y;
    y += pen.px(kParts);
    const bool isBroken = !idea.broken.empty();
    const std::string words = isBroken
                                  ? context_.texts.format("idea.broken", {{"properties", idea.broken}})
                                  : std::string(context_.tr(context_.view.rulesBent ? "idea.bentSafe" : "idea.safe"));
    if (pass == Pass::Draw) {
        const ImVec2 at(left_, y + pen.px(kCaptionPitch / 2));
        const render::Color color = isBroken ? context_.theme().violation : context_.theme().dim;
        pen.shortText(at, {Face::SemiBold, kLetters, color, Align::Start}, words, width_);
    }
    return y + pen.px(kCaptionPitch);
}

}  // namespace gui
