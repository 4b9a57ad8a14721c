#include "app/gui/panels/lesson_block.h"

#include <algorithm>
#include <cmath>

#include "app/gui/canvas/choice_chip.h"
#include "app/gui/canvas/stars.h"
#include "app/gui/panels/answer_pad.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/marked_paragraph.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using SceneKind = studio::LessonScene::Kind;
using studio::cmd::LessonMove;

constexpr float kTypedWidth = 120;
constexpr int kBlockLinesMax = 3;

TextLook sayLook(const LessonBlock& block) {
    return {Face::Text, block.type.sayLetters, block.context.theme().ink, Align::Start};
}
TextLook promptLook(const LessonBlock& block) {
    return {Face::SemiBold, block.type.sayLetters, block.context.theme().ink, Align::Start};
}
TextLook reasonLook(const LessonBlock& block) {
    return {Face::Text, block.type.reasonLetters, block.context.theme().ink, Align::Start};
}
TextLook blockLabelLook(const PanelContext& context) { return {Face::Medium, 12, context.theme().dim, Align::Start}; }

int linesOf(const PanelContext& context, const TextLook& look, std::string_view text, float width, int most) {
    return std::clamp(markedLineCount(context, look, text, width), 1, most);
}

/// Where chips of these widths stand, row by row.
struct ChipRows {
    std::vector<ImVec2> places;  ///< Left tops, in pixels, the first at 0, 0.
    float right = 0;             ///< Where the last row ends.
    int rows = 1;
};

/// Where there is one row only, `widths` are made to fit.
ChipRows placeChips(const Pen& pen, std::vector<float>& widths, float room, const StripType& type) {
    ChipRows placed;
    float all = pen.px(kChipGap) * static_cast<float>(widths.size());
    for (const float wide : widths) all += wide;
    if (!type.chipsWrap && all > room) {
        for (float& wide : widths) wide = std::floor(wide * room / all) - pen.px(1);
    }
    float x = 0;
    for (const float width : widths) {
        if (x > 0 && x + width > room) {
            ++placed.rows;
            x = 0;
        }
        placed.places.push_back(ImVec2(x, pen.px(kChipHeight + kChipGap) * static_cast<float>(placed.rows - 1)));
        x += width + pen.px(kChipGap);
    }
    placed.right = x;
    return placed;
}

float heightOfRows(int rows) { return kChipHeight + (kChipHeight + kChipGap) * static_cast<float>(rows - 1); }

ChoiceChipLook chipLook(const studio::ChoiceScene& choice, SceneKind kind) {
    ChoiceChipLook look;
    look.label = choice.text;
    look.number = choice.place > 0 ? choice.place : choice.number;
    look.picked = choice.isPicked;
    if (kind == SceneKind::Question) return look;
    look.lookedAt = choice.isLookedAt;
    look.mark = choice.isTrue ? ChipMark::Right : ChipMark::None;
    // What was put into a wrong place of an order was picked, and comes true.
    if (choice.isMisjudged) look.mark = choice.isTrue && !choice.isPicked ? ChipMark::Missed : ChipMark::Wrong;
    return look;
}

/// Between the two logs of a verdict.
constexpr float kLogPitch = 36;
/// So much of the strip the sets of a verdict take: the button that asks again stands beside them.
constexpr float kVerdictSetsShare = 0.78F;

}  // namespace

bool LessonBlock::replacesSentence(const studio::LessonScene& scene) {
    return scene.kind == SceneKind::Verdict || scene.kind == SceneKind::Goal;
}

StripType stripTypeOf(CaptionAir air) {
    if (air == CaptionAir::Roomy) return {};
    return {15, 20, 22, 20, 1, 13, 20, 18, 2, 12, 8, 20, false};
}

// ---- Heights ----

float LessonBlock::chipsHeight(const std::vector<std::string>& labels, float extra) const {
    Pen& pen = context.pen;
    std::vector<float> widths;
    for (const std::string& label : labels) {
        ChoiceChipLook look;
        look.label = label;
        widths.push_back(std::min(choiceChipWidth(pen, look), width));
    }
    if (extra > 0) widths.push_back(std::min(extra, width));
    return heightOfRows(placeChips(pen, widths, width, type).rows);
}

/// What stands in the place of the chips.
float LessonBlock::padHeight(const lessons::Ask& ask) const {
    if (ask.kind == lessons::AskKind::Log) {
        return AnswerPad::isNarrow(context.pen, width) ? 2 * kLogRow + kLogGap : kLogRow;
    }
    return kSetsHeight + (ask.mayBeImpossible ? kChipGap + kChipHeight : 22);
}

float LessonBlock::heightOf(const lessons::Step& step) const {
    const studio::Language language = context.texts.language();
    const int say = linesOf(context, sayLook(*this), studio::textOf(step.say, language), width, kBlockLinesMax);
    const float sentence = type.line * static_cast<float>(say - 1);
    if (!step.ask) return sentence + type.belowText;
    const lessons::Ask& ask = *step.ask;
    const int prompt =
        linesOf(context, promptLook(*this), studio::textOf(ask.prompt, language), width, type.promptLines);
    std::vector<std::string> labels;
    int reason = linesOf(context, reasonLook(*this), context.tr("ask.ideaFirst"), width, type.reasonLines);
    for (const lessons::Choice& choice : ask.choices) {
        labels.push_back(studio::textOf(choice.text, language));
        const std::string& why = studio::textOf(choice.why, language);
        reason = std::max(reason, linesOf(context, reasonLook(*this), why, width * 0.9F, type.reasonLines));
    }
    const bool isPad = hasPad(ask.kind);
    // What does not hold of sets is said in a sentence of its own.
    if (ask.accept) reason = std::max(reason, std::min(2, type.reasonLines));
    const float pad = isPad ? padHeight(ask) : chipsHeight(labels, context.pen.px(200));
    const float chips = type.chipsGap + pad + type.below;
    const float asked = sentence + type.promptGap + type.promptPitch * static_cast<float>(prompt - 1);
    const float logs = ask.kind == lessons::AskKind::Log ? kLogPitch : 0;
    const float decided = logs + type.reasonGap + type.reasonPitch * static_cast<float>(reason - 1);
    return std::max(asked, decided) + chips;
}

float LessonBlock::heightOf(const lessons::WhatIf& whatIf) const {
    float height = 0;
    const studio::Language language = context.texts.language();
    for (const lessons::Step& step : whatIf.steps) {
        const int say = linesOf(context, sayLook(*this), studio::textOf(step.say, language), width, kBlockLinesMax);
        height = std::max(height,
                          type.line * static_cast<float>(say - 1) + type.promptGap + type.reasonPitch + type.belowText);
    }
    return height;
}

float LessonBlock::heightOf(const lessons::Goal& goal) const {
    const studio::Language language = context.texts.language();
    const int prompt =
        linesOf(context, promptLook(*this), studio::textOf(goal.prompt, language), width, type.promptLines);
    int hint = 1;
    for (const lessons::LocalText& text : goal.hints) {
        hint = std::max(hint, linesOf(context, reasonLook(*this), studio::textOf(text, language), width * 0.9F, 2));
    }
    // What is allowed, and when it is won.
    hint = std::max(hint, 2);
    return type.promptPitch * static_cast<float>(prompt - 1) + type.reasonGap +
           type.reasonPitch * static_cast<float>(hint - 1) + type.chipsGap + kChipHeight + type.below;
}

float LessonBlock::heightOfOffer(const lessons::Step& last, const lessons::Goal& goal) const {
    const studio::Language language = context.texts.language();
    const int say = linesOf(context, sayLook(*this), studio::textOf(last.say, language), width, kBlockLinesMax);
    const int prompt =
        linesOf(context, promptLook(*this), studio::textOf(goal.prompt, language), width, type.promptLines);
    return type.line * static_cast<float>(say - 1) + type.promptGap +
           type.promptPitch * static_cast<float>(prompt - 1) + type.chipsGap + kChipHeight + type.below;
}

// ---- Drawing ----

std::string LessonBlock::headline(const studio::LessonScene& scene) const {
    const studio::Texts& texts = context.texts;
    switch (scene.kind) {
        case SceneKind::Idea: return scene.idea.title;
        case SceneKind::Solution: return std::string(texts.tr("branch.solution"));
        case SceneKind::Goal: {
            const std::string used = std::to_string(scene.goal.actionsUsed);
            const std::string most = std::to_string(scene.goal.actionsMax);
            return texts.format("goal.attempt", {{"number", std::to_string(scene.goal.attempt)}}) + "  ·  " +
                   texts.format("goal.actions", {{"used", used}, {"most", most}}) + "  ·  " + scene.goal.time;
        }
        case SceneKind::None:
        case SceneKind::Question:
        case SceneKind::Decided:
        case SceneKind::Verdict:
        case SceneKind::Offer: break;
    }
    return {};
}

void LessonBlock::draw(const studio::LessonScene& scene, float top, int sentenceLines) const {
    const Pen& pen = context.pen;
    const float below = top + pen.px(type.line) * static_cast<float>(sentenceLines - 1);
    // The next question that is typed begins with an empty field.
    const bool isTyped = scene.kind == SceneKind::Question && scene.question.kind == lessons::AskKind::Number;
    if (!isTyped) context.state.answerIsNew = true;
    switch (scene.kind) {
        case SceneKind::Question: return drawQuestion(scene.question, below + pen.px(type.promptGap));
        case SceneKind::Verdict: return drawVerdict(scene.question, top);
        case SceneKind::Idea: return drawIdea(scene.idea, below + pen.px(type.promptGap));
        case SceneKind::Offer: return drawOffer(scene.goal, below + pen.px(type.promptGap));
        case SceneKind::Goal: return drawGoal(scene, top);
        case SceneKind::Decided:  // Of a class alone: see PresentCaption.
        case SceneKind::Solution:
        case SceneKind::None: return;
    }
}

void LessonBlock::drawTyped(const studio::QuestionScene& question, float top) const {
    Pen& pen = context.pen;
    const Area box = areaAt(ImVec2(left, top), pen.px(kTypedWidth), pen.px(kChipHeight));
    if (question.kind == lessons::AskKind::Entry) {
        pen.box(box, {context.theme().soft, {}, 1, 7});
        const TextLook look{Face::Mono, 14, context.theme().ink, Align::Start};
        pen.text(ImVec2(box.left + pen.px(10), box.middleY()), look, question.typed);
        return;
    }
    std::array<char, 16>& text = context.state.answer;
    // The field shows what the studio has, unless it is being typed into.
    const bool isEmpty = question.typed.empty() && text[0] != '\0' && context.state.answerIsNew;
    if (isEmpty) text[0] = '\0';
    const bool entered = textField(context, "##answer", box, text, {context.state.answerIsNew, true});
    context.state.answerIsNew = false;
    if (question.typed != text.data()) context.commands.push(LessonMove{LessonMove::Kind::Type, 0, text.data()});
    if (entered) context.commands.push(studio::cmd::BigButton{});
}

void LessonBlock::drawQuestion(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    const ParagraphLook look{promptLook(*this), type.promptPitch, type.promptLines};
    const int lines = drawMarkedParagraph(context, "prompt", ImVec2(left, y), look, question.prompt, width);
    y += pen.px(type.promptPitch) * static_cast<float>(std::max(lines, 1) - 1) + pen.px(type.chipsGap);
    if (hasPad(question.kind)) return drawPad(question, y);
    const bool isTyped = question.kind == lessons::AskKind::Number || question.kind == lessons::AskKind::Entry;
    std::vector<float> widths;
    if (isTyped) {
        drawTyped(question, y);
        widths.push_back(pen.px(kTypedWidth));
    } else {
        for (const studio::ChoiceScene& choice : question.choices) {
            widths.push_back(std::min(choiceChipWidth(pen, chipLook(choice, SceneKind::Question)), width));
        }
    }
    const ChipRows rows = placeChips(pen, widths, width, type);
    for (std::size_t i = 0; !isTyped && i < question.choices.size(); ++i) {
        const studio::ChoiceScene& choice = question.choices[i];
        const Area chip = areaAt(ImVec2(left + rows.places[i].x, y + rows.places[i].y), widths[i], pen.px(kChipHeight));
        const std::string id = "choice." + std::to_string(choice.number);
        ChoiceChipLook chipAs = chipLook(choice, SceneKind::Question);
        if (widths[i] < choiceChipWidth(pen, chipAs)) chipAs.hint = choice.text;
        if (choiceChip(pen, id, chip, chipAs).clicked) {
            context.commands.push(LessonMove{LessonMove::Kind::Pick, choice.number, {}});
        }
    }
    drawHow(question, rows.right, y + pen.px(heightOfRows(rows.rows) - kChipHeight / 2));
}

/// A few words on how to answer, if there is room for all of them.
void LessonBlock::drawHow(const studio::QuestionScene& question, float right, float middle) const {
    Pen& pen = context.pen;
    const float from = right + pen.px(8);
    if (question.how.empty() || width - from < pen.width(blockLabelLook(context), question.how)) return;
    pen.text(ImVec2(left + from, middle), blockLabelLook(context), question.how);
}

/// Cells or sets, in the place of chips.
void LessonBlock::drawPad(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    const AnswerPad pad{context, left, y, width};
    if (question.kind == lessons::AskKind::Log) {
        const float right = pad.log(question.log) - left;
        return drawHow(question, right, y + pen.px(kLogRow / 2));
    }
    pad.sets(question.sets, true);
    y += pen.px(kSetsHeight);
    if (!question.sets.mayBeImpossible) return drawHow(question, -pen.px(8), y + pen.px(13));
    y += pen.px(kChipGap);
    ChoiceChipLook look;
    look.label = context.tr("ask.impossible");
    look.number = static_cast<int>(question.sets.tokens.size()) + 1;
    look.picked = question.sets.givesUp;
    const float wide = choiceChipWidth(pen, look);
    const Area chip = areaAt(ImVec2(left, y), wide, pen.px(kChipHeight));
    if (choiceChip(pen, "choice.impossible", chip, look).clicked) {
        context.commands.push(LessonMove{LessonMove::Kind::Pick, look.number, {}});
    }
    drawHow(question, wide + pen.px(kChipGap), y + pen.px(kChipHeight / 2));
}

void LessonBlock::drawVerdict(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    if (question.kind == lessons::AskKind::Log) {
        AnswerPad{context, left, y - pen.px(kLogRow / 2), width}.logs(question.log);
        y += pen.px(kLogPitch);
    } else {
        drawSaidAndSaw(question, y);
    }
    y = drawBecause(question, y);
    if (hasPad(question.kind)) return drawPadVerdict(question, y);
    std::vector<float> widths;
    for (const studio::ChoiceScene& choice : question.choices) {
        widths.push_back(std::min(choiceChipWidth(pen, chipLook(choice, SceneKind::Verdict)), width));
    }
    const ChipRows rows = placeChips(pen, widths, width, type);
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const studio::ChoiceScene& choice = question.choices[i];
        const Area chip = areaAt(ImVec2(left + rows.places[i].x, y + rows.places[i].y), widths[i], pen.px(kChipHeight));
        const bool runs = choice.canRun && !choice.wasRun;
        ChoiceChipLook chipAs = chipLook(choice, SceneKind::Verdict);
        if (widths[i] < choiceChipWidth(pen, chipAs)) chipAs.hint = choice.text;
        if (runs) chipAs.hint = context.tr("big.runIdea");
        if (choiceChip(pen, "choice." + std::to_string(choice.number), chip, chipAs).clicked) {
            context.commands.push(
                LessonMove{runs ? LessonMove::Kind::RunIdea : LessonMove::Kind::Look, choice.number, {}});
        }
    }
    drawAgain(left + rows.right + pen.px(4), y + pen.px(heightOfRows(rows.rows) - kChipHeight / 2));
}

/// "You said …   You saw …", in one line.
void LessonBlock::drawSaidAndSaw(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    float x = left;
    if (!question.said.empty()) {
        drawIcon(pen, question.isRight ? Icon::Check : Icon::Close, ImVec2(x + pen.px(8), y), theme.ink);
        x += pen.px(26);
    }
    const auto pair = [&](std::string_view labelKey, std::string_view value, float room) {
        x += pen.text(ImVec2(x, y), blockLabelLook(context), context.tr(labelKey)) + pen.px(8);
        const TextLook look{Face::SemiBold, 16, theme.ink, Align::Start};
        x += pen.shortText(ImVec2(x, y), look, value, std::max(left + room - x, pen.px(20))) + pen.px(26);
    };
    const std::string_view said = question.said.empty() ? context.tr("ask.nothing") : std::string_view(question.said);
    pair("ask.said", said, width * 0.52F);
    pair("ask.saw", question.saw, width);
}

/// Why, or that the idea is to be run first.
float LessonBlock::drawBecause(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    y += pen.px(type.reasonGap);
    float because = 0;
    if (!question.because.empty() && !question.ideaWaits) {
        because = pen.text(ImVec2(left, y), blockLabelLook(context), context.tr("ask.because")) + pen.px(8);
    }
    const ParagraphLook look{reasonLook(*this), type.reasonPitch, type.reasonLines};
    const int lines =
        drawMarkedParagraph(context, "because", ImVec2(left + because, y), look, question.because, width - because);
    return y + pen.px(type.reasonPitch) * static_cast<float>(std::max(lines, 1) - 1) + pen.px(type.chipsGap);
}

void LessonBlock::drawAgain(float x, float middle) const {
    quietButton("ask.again", ImVec2(x, middle - context.pen.px(kButtonHeight / 2)), "ask.tryAgain", "try-again",
                LessonMove{LessonMove::Kind::TryAgain, 0, {}});
}

void LessonBlock::drawPadVerdict(const studio::QuestionScene& question, float y) const {
    Pen& pen = context.pen;
    if (question.kind == lessons::AskKind::Log) return drawAgain(left - pen.px(8), y + pen.px(kLogRow / 2));
    const float room = width * kVerdictSetsShare;
    AnswerPad{context, left, y, room}.sets(question.sets, false);
    drawAgain(left + room + pen.px(8), y + pen.px(kSetsHeight - kChipHeight / 2));
}

void LessonBlock::drawIdea(const studio::IdeaScene& idea, float y) const {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    if (idea.broken.empty()) {
        const std::string_view key = context.view.rulesBent ? "idea.bentSafe" : "idea.safe";
        if (idea.isOver) pen.shortText(ImVec2(left, y), blockLabelLook(context), context.tr(key), width);
        return;
    }
    drawIcon(pen, Icon::Shield, ImVec2(left + pen.px(7), y), theme.violation);
    const TextLook name{Face::SemiBold, 15, theme.violation, Align::Start};
    const float inner = left + pen.px(24);
    pen.shortText(ImVec2(inner, y), name, context.texts.format("idea.broken", {{"properties", idea.broken}}),
                  width - pen.px(24));
    const TextLook how{Face::Text, 14, theme.ink, Align::Start};
    pen.shortText(ImVec2(inner, y + pen.px(type.reasonPitch)), how, idea.how, width - pen.px(24));
}

float LessonBlock::quietButton(std::string_view id, ImVec2 leftTop, std::string_view textKey, std::string_view key,
                               const studio::Command& command) const {
    Pen& pen = context.pen;
    const std::string caps = keyCaps(keyHint(key));
    ButtonLook look{context.tr(textKey), caps, ButtonKind::Quiet, 13, true, {}};
    const float room = left + width - leftTop.x;
    if (buttonWidth(pen, look) > room) look.key = {};
    const float wanted = buttonWidth(pen, look);
    if (wanted > room) return leftTop.x;
    commandButton(context, id, areaAt(leftTop, wanted, pen.px(kButtonHeight)), look, command);
    return leftTop.x + wanted;
}

/// What the solution did, once it was seen; else what is allowed.
void drawGoalNote(const PanelContext& context, const studio::GoalScene& goal, const Area& room) {
    Pen& pen = context.pen;
    std::string note;
    for (const studio::GhostScene& ghost : goal.ghosts) {
        if (!note.empty()) note += context.tr("list.then");
        note += ghost.phrase;
    }
    const bool isGhost = !note.empty();
    note = isGhost ? context.texts.format("goal.ghosts", {{"actions", note}})
                   : context.texts.format("goal.allowed", {{"verbs", goal.allowed}});
    if (!isGhost && pen.width(blockLabelLook(context), note) > room.width()) return;
    pen.shortText(ImVec2(room.left, room.middleY()), blockLabelLook(context), note, room.width());
    const bool isShort = pen.width(blockLabelLook(context), note) > room.width();
    if (isShort && pen.touch("goal.note", room).hovered) pen.tooltip(note, room);
}

/// A chip for each attempt, once there are several: back to where it was left. Returns their left end.
float LessonBlock::drawAttempts(const studio::GoalScene& goal, float right, float middle) const {
    if (goal.attempts.empty() || (goal.attempts.size() == 1 && goal.attempts.front().isHere)) return right;
    Pen& pen = context.pen;
    constexpr std::size_t kShown = 5;
    const std::size_t first = goal.attempts.size() - std::min(goal.attempts.size(), kShown);
    float x = right;
    for (std::size_t i = goal.attempts.size(); i-- > first;) {
        const studio::AttemptScene& attempt = goal.attempts[i];
        const bool isWon = attempt.state == lessons::GoalStatus::State::Won;
        const std::string number = std::to_string(attempt.number);
        const std::string hint =
            context.texts.format(isWon ? "goal.attemptWon" : "goal.attemptOpen",
                                 {{"name", attempt.name}, {"used", std::to_string(attempt.actionsUsed)}});
        const ButtonLook look{number, {}, attempt.isHere ? ButtonKind::Chosen : ButtonKind::Chip, 12, true, hint};
        const float wide = std::max(buttonWidth(pen, look), pen.px(30));
        x -= wide;
        const Area box = areaAt(ImVec2(x, middle - pen.px(12)), wide, pen.px(24));
        commandButton(context, "attempt." + number, box, look, studio::cmd::SwitchBranch{attempt.line});
        if (isWon) drawIcon(pen, Icon::Check, ImVec2(box.right - pen.px(3), box.top + pen.px(2)), context.theme().ink);
        x -= pen.px(6);
    }
    const std::string_view label = context.tr("goal.attempts");
    return x - pen.text(ImVec2(x - pen.px(4), middle), {Face::Text, 12, context.theme().dim, Align::End}, label) -
           pen.px(4);
}

/// The last sentence of the lesson stays; what can be done now stands below it.
void LessonBlock::drawOffer(const studio::GoalScene& goal, float y) const {
    Pen& pen = context.pen;
    const ParagraphLook prompt{promptLook(*this), type.promptPitch, type.promptLines};
    const int lines = drawMarkedParagraph(context, "goal", ImVec2(left, y), prompt, goal.prompt, width);
    y += pen.px(type.promptPitch) * static_cast<float>(std::max(lines, 1) - 1) + pen.px(type.chipsGap);
    drawAttempts(goal, left + width, y + pen.px(kButtonHeight / 2));
}

void LessonBlock::drawGoal(const studio::LessonScene& scene, float y) const {
    using State = lessons::GoalStatus::State;
    Pen& pen = context.pen;
    const studio::GoalScene& goal = scene.goal;
    const ParagraphLook prompt{promptLook(*this), type.promptPitch, type.promptLines};
    const int lines = drawMarkedParagraph(context, "goal", ImVec2(left, y), prompt, goal.prompt, width);
    y += pen.px(type.promptPitch) * static_cast<float>(std::max(lines, 1) - 1) + pen.px(type.reasonGap);
    std::string words;
    Face face = Face::Text;
    if (goal.state != State::Open) {
        constexpr std::array<std::string_view, 5> kKeys{"", "goal.won", "goal.lost", "goal.outOfActions",
                                                        "goal.outOfTime"};
        words = context.tr(kKeys[static_cast<std::size_t>(goal.state)]);
        face = Face::SemiBold;
    } else if (goal.hintsShown > 0) {
        const int shown = std::min(goal.hintsShown, static_cast<int>(goal.hints.size()));
        words = context.texts.format("goal.hintShown", {{"number", std::to_string(shown)},
                                                        {"hint", goal.hints[static_cast<std::size_t>(shown - 1)]}});
    } else {
        words = context.texts.format("goal.allowed", {{"verbs", goal.allowed}}) + "  ·  " + goal.wonWhen;
    }
    const bool isWon = goal.state == State::Won;
    if (isWon) {
        words += goal.missing.empty() ? "" : "  ·  " + goal.missing;
        drawStars(pen, ImVec2(left + starsWidth(pen, goal.starsMax), y), goal.stars, goal.starsMax);
        if (goal.starsMax == 0) drawIcon(pen, Icon::Check, ImVec2(left + pen.px(8), y), context.theme().ink);
    }
    const float indent = isWon ? std::max(pen.px(26), starsWidth(pen, goal.starsMax) + pen.px(10)) : 0;
    TextLook text = reasonLook(*this);
    text.face = face;
    const int reason = drawMarkedParagraph(context, "hint", ImVec2(left + indent, y), {text, type.reasonPitch, 2},
                                           words, width - indent);
    y += pen.px(type.reasonPitch) * static_cast<float>(std::max(reason, 1) - 1) + pen.px(type.chipsGap);
    const float attemptsFrom = drawAttempts(goal, left + width, y + pen.px(kButtonHeight / 2));
    float x = left - pen.px(8);
    const std::string most = std::to_string(goal.hints.size());
    if (goal.state == State::Open && goal.hintsShown < static_cast<int>(goal.hints.size())) {
        const std::string label =
            context.texts.format("goal.hint", {{"number", std::to_string(goal.hintsShown + 1)}, {"most", most}});
        const std::string caps = keyCaps(keyHint("hint"));
        const ButtonLook look{label, caps, ButtonKind::Quiet, 13, true, {}};
        const float wide = buttonWidth(pen, look);
        commandButton(context, "goal.hint", areaAt(ImVec2(x, y), wide, pen.px(kButtonHeight)), look,
                      LessonMove{LessonMove::Kind::Hint, 0, {}});
        x += wide + pen.px(8);
    }
    x = quietButton("goal.startOver", ImVec2(x, y), "goal.startOver", "take-goal",
                    LessonMove{LessonMove::Kind::TakeGoal, 0, {}});
    x = quietButton("goal.solution", ImVec2(x + pen.px(8), y), "goal.solution", "solution",
                    LessonMove{LessonMove::Kind::Solution, 0, {}});
    const bool isSaid = goal.state == State::Open && goal.hintsShown == 0;
    if (isSaid && goal.ghosts.empty()) return;
    drawGoalNote(context, goal, {x + pen.px(16), y, attemptsFrom - pen.px(16), y + pen.px(kButtonHeight)});
}

}  // namespace gui
