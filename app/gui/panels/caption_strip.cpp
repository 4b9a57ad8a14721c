#include "app/gui/panels/caption_strip.h"

#include <algorithm>

#include "app/gui/panels/author_strip.h"
#include "app/gui/panels/lesson_block.h"
#include "app/gui/panels/marked_paragraph.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kStripPad = 20;
constexpr float kStripButtonWidth = 236;
constexpr float kButtonLetters = 16;

/// Heights at 100 %, each from the middle of the row before to the middle of its own.
struct Rows {
    float ticks = 0;  ///< From the top of the strip.
    float text = 0;   ///< The first line.
    float doors = 0;  ///< The row of doors.
    float below = 0;  ///< From the middle of the last line to the bottom.
};

constexpr Rows rowsOf(CaptionAir air) { return air == CaptionAir::Tight ? Rows{13, 22, 32, 20} : Rows{20, 30, 38, 27}; }

constexpr int kStripLinesMax = 3;

TextLook sayLook(const render::Theme& theme, const StripType& type) {
    return {Face::Text, type.sayLetters, theme.ink, Align::Start};
}

/// The same for all that it usually says, so that it stands still.
float bigButtonWidth(const PanelContext& context, float stripWidth) {
    // In front of a class a clicker is the button.
    if (context.studio.presenting().on) return 0;
    Pen& pen = context.pen;
    const std::string text = context.studio.bigButton().text;
    const float wanted =
        buttonWidth(pen, {text, context.tr("key.space"), ButtonKind::Primary, kButtonLetters, true, {}});
    return std::min(std::max(pen.px(kStripButtonWidth), wanted + pen.px(8)), stripWidth * 0.34F);
}

float textWidth(const PanelContext& context, float stripWidth) {
    return stripWidth - context.pen.px(kStripPad * 2 + 24) - bigButtonWidth(context, stripWidth) -
           recordButtonsWidth(context);
}

/// A step that is done can be looked at again, and left from for a branch of one's own.
void touchTick(const PanelContext& context, const Area& tick, int step) {
    Pen& pen = context.pen;
    const Area high{tick.left - pen.px(2), tick.middleY() - pen.px(9), tick.right + pen.px(2),
                    tick.middleY() + pen.px(9)};
    const std::string number = std::to_string(step);
    const Touch touch = pen.touch("tick." + number, high, TouchOptions{true, true});
    if (touch.hovered) {
        pen.box(tick.inset(-pen.px(1)), {context.theme().ink, {}, 1, 3});
        pen.tooltip(context.texts.format("caption.tick", {{"step", number}}), high);
    }
    if (touch.clicked) context.commands.push(studio::cmd::GoToStep{step - 1});
    if (touch.menuWanted) context.commands.push(studio::cmd::SandboxAt{step - 1});
}

void drawTicks(const PanelContext& context, const Area& area, const studio::Caption& caption, float middle) {
    if (caption.stepCount == 0) return;
    Pen& pen = context.pen;
    const float room = area.width() * 0.5F;
    const float pitch = std::min(pen.px(34), room / static_cast<float>(caption.stepCount));
    const studio::Document& document = context.studio.document();
    const bool isTouched = document.mainPlayer() != nullptr && !document.isBeside() && !context.studio.presenting().on;
    const int done = isTouched ? document.mainPlayer()->done() : 0;
    float x = area.left + pen.px(kStripPad);
    for (int step = 1; step <= caption.stepCount; ++step) {
        const Area tick = areaAt(ImVec2(x, middle - pen.px(2)), pitch - pen.px(6), pen.px(4));
        const bool isReached = step <= caption.stepNumber;
        const render::Theme& theme = context.theme();
        const render::Color seen = step <= done ? theme.ghost : theme.hairline;
        pen.box(tick, {isReached ? theme.ink : seen, {}, 1, 2});
        if (step <= done) touchTick(context, tick, step);
        x += pitch;
    }
    const std::string place = context.texts.format(
        "caption.stepOf", {{"step", std::to_string(caption.stepNumber)}, {"steps", std::to_string(caption.stepCount)}});
    x += pen.px(12);
    x += pen.text(ImVec2(x, middle), {Face::Medium, 12, context.theme().dim, Align::Start}, place);
    if (caption.badge.empty()) return;
    const TextLook look{Face::SemiBold, 12, context.theme().ink, Align::Start};
    const float width = pen.width(look, caption.badge) + pen.px(20);
    const Area badge = areaAt(ImVec2(x + pen.px(16), middle - pen.px(11)), width, pen.px(22));
    pen.box(badge, {context.theme().soft, {}, 1, 11});
    pen.text(ImVec2(badge.left + pen.px(10), middle), look, caption.badge);
}

/// What is going on beside the main line, and the way back to it.
void drawHeadline(const PanelContext& context, ImVec2 at, const std::string& text, float width) {
    Pen& pen = context.pen;
    const std::string back = keyCaps(keyHint("back-to-lesson"));
    const ButtonLook look{context.tr("big.backToLesson"), back, ButtonKind::Quiet, 12, true, {}};
    const float wide = buttonWidth(pen, look);
    const TextLook title{Face::SemiBold, 13, context.theme().dim, Align::Start};
    pen.shortText(at, title, text, width - wide - pen.px(16));
    // Once it is over, the big button says the same.
    const bool isSaid = context.studio.bigButton().text == context.tr("big.backToLesson");
    if (!isSaid && !context.studio.whyNot(studio::cmd::BackToLesson{})) {
        const Area box = areaAt(ImVec2(at.x + width - wide, at.y - pen.px(12)), wide, pen.px(24));
        commandButton(context, "caption.back", box, look, studio::cmd::BackToLesson{});
    }
}

void drawDoors(const PanelContext& context, const Area& area, float top) {
    struct Door {
        std::string_view id;
        std::string_view label;
        studio::Command command;
    };
    const Door doors[] = {{"door.learn", "door.learn", studio::cmd::Show{studio::Dialog::Lessons}},
                          {"door.play", "door.play", studio::cmd::OpenSandbox{}},
                          {"door.teach", "door.teach", studio::cmd::Show{studio::Dialog::Teach}}};
    Pen& pen = context.pen;
    float x = area.left + pen.px(kStripPad);
    for (const Door& door : doors) {
        const ButtonLook look{context.tr(door.label), {}, ButtonKind::Outlined, 14, true, {}};
        const float room = (textWidth(context, area.width()) + pen.px(12)) / 3 - pen.px(12);
        const float width = std::min(buttonWidth(pen, look) + pen.px(12), room);
        commandButton(context, door.id, areaAt(ImVec2(x, top), width, pen.px(kButtonHeight)), look, door.command);
        x += width + pen.px(12);
    }
}

void drawBigButton(const PanelContext& context, const Area& area) {
    if (context.studio.presenting().on) return;
    Pen& pen = context.pen;
    const studio::BigButton big = context.studio.bigButton();
    const float width = bigButtonWidth(context, area.width());
    const Area box{area.right - pen.px(kStripPad) - width, area.middleY() - pen.px(23), area.right - pen.px(kStripPad),
                   area.middleY() + pen.px(23)};
    const ButtonLook look{big.text,  context.tr("key.space"), ButtonKind::Primary, kButtonLetters, big.enabled,
                          big.whyNot};
    if (button(pen, "big", box, look).clicked) context.commands.push(studio::cmd::BigButton{});
}

/// What is read from the last row does not step closer together.
StripType typeFor(const PanelContext& context, CaptionAir air) {
    return stripTypeOf(context.studio.presenting().on ? CaptionAir::Roomy : air);
}

}  // namespace

float captionHeight(const PanelContext& context, float stripWidth, CaptionAir air) {
    const Rows rows = rowsOf(air);
    const StripType type = typeFor(context, air);
    const float width = textWidth(context, stripWidth);
    const TextLook look = sayLook(context.theme(), type);
    const auto heightOf = [&](const std::string& text) {
        return type.line *
                   static_cast<float>(std::clamp(markedLineCount(context, look, text, width), 1, kStripLinesMax) - 1) +
               rows.below;
    };
    float text = heightOf(context.studio.caption().text);
    const lessons::Lesson* lesson = context.studio.document().lesson();
    if (lesson == nullptr) return std::max(rows.ticks + rows.text + text, 66.0F);
    const LessonBlock block{context, 0, width, type};
    for (const lessons::Step& step : lesson->steps) {
        text = std::max(text, block.heightOf(step));
        if (!step.show.doors) continue;
        text = std::max(text, heightOf(studio::textOf(step.say, context.texts.language())) + rows.doors - 4);
    }
    for (const lessons::WhatIf& whatIf : lesson->whatIfs) text = std::max(text, block.heightOf(whatIf));
    if (lesson->goal) {
        text = std::max(text, block.heightOf(*lesson->goal));
        text = std::max(text, block.heightOfOffer(lesson->steps.back(), *lesson->goal));
    }
    return rows.ticks + rows.text + text;
}

void drawCaptionStrip(const PanelContext& context, const Area& area, CaptionAir air) {
    Pen& pen = context.pen;
    const Rows rows = rowsOf(air);
    const StripType type = typeFor(context, air);
    const studio::Caption caption = context.studio.caption();
    const studio::LessonScene scene = context.studio.lessonScene();
    const float left = area.left + pen.px(kStripPad);
    const float width = textWidth(context, area.width());
    const LessonBlock block{context, left, width, type};
    if (!context.studio.presenting().on) drawPanelEdge(pen, area);
    const std::string headline = block.headline(scene);
    const float ticksAt = area.top + pen.px(rows.ticks);
    headline.empty() ? drawTicks(context, area, caption, ticksAt)
                     : drawHeadline(context, ImVec2(left, ticksAt), headline, width);
    // Without ticks the text stands in the middle of the strip.
    const TextLook look = sayLook(context.theme(), type);
    const int lines = std::clamp(markedLineCount(context, look, caption.text, width), 1, kStripLinesMax);
    const float height = type.line * static_cast<float>(lines - 1);
    const bool ticks = caption.stepCount > 0;
    const float first = ticks ? area.top + pen.px(rows.ticks + rows.text) : area.middleY() - pen.px(height / 2);
    if (!LessonBlock::replacesSentence(scene)) {
        drawMarkedParagraph(context, "say", ImVec2(left, first), {look, type.line, kStripLinesMax}, caption.text,
                            width);
    }
    block.draw(scene, first, lines);
    const float last = first + pen.px(height);
    if (caption.doors) {
        drawDoors(context, area, last + pen.px(rows.doors - kButtonHeight / 2));
    } else if (!caption.problem.empty()) {
        pen.shortText(ImVec2(left, std::max(area.bottom - pen.px(15), last + pen.px(22))),
                      {Face::Text, 12, context.theme().dim, Align::Start}, caption.problem, width);
    }
    drawBigButton(context, area);
    drawRecordButtons(context, area,
                      area.right - pen.px(kStripPad + kStripPad) - bigButtonWidth(context, area.width()));
}

}  // namespace gui
