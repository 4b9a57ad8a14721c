#include "app/gui/panels/present_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/studio/rule_sheet.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kStageMargin = 20;
constexpr float kNotesLine = 20;
constexpr int kNotesLines = 6;
constexpr float kApart = 12;  // Between two things of the header.

/// One or two words on ink. Returns its left end.
float drawBadge(const PanelContext& context, ImVec2 rightMiddle, std::string_view text) {
    Pen& pen = context.pen;
    const TextLook look{Face::SemiBold, 12, context.theme().panel, Align::Start};
    const float width = pen.width(look, text) + pen.px(16);
    const Area box{rightMiddle.x - width, rightMiddle.y - pen.px(10), rightMiddle.x, rightMiddle.y + pen.px(10)};
    pen.box(box, {context.theme().ink, {}, 1, 10});
    pen.text(ImVec2(box.left + pen.px(8), rightMiddle.y), look, text);
    return box.left;
}

std::string placeOf(const PanelContext& context, const studio::LectureScene& lecture) {
    const studio::Caption caption = context.studio.caption();
    if (lecture.isTitle || caption.stepCount == 0) return {};
    return std::to_string(caption.stepNumber) + " / " + std::to_string(caption.stepCount);
}

}  // namespace

void drawPresentHeader(const PanelContext& context, const studio::LectureScene& lecture, const Area& area) {
    Pen& pen = context.pen;
    const studio::Document& document = context.studio.document();
    std::string title = lecture.title;
    if (title.empty()) {
        title = document.title().empty() ? std::string(context.tr("document.sandbox")) : document.title();
    }
    const float middle = area.middleY() + pen.px(1);
    float right = area.right - pen.px(kStageMargin);
    const TextLook small{Face::Medium, 14, context.theme().dim, Align::End};
    if (const std::string place = placeOf(context, lecture); !place.empty()) {
        right -= pen.text(ImVec2(right, middle), small, place) + pen.px(kApart);
    }
    if (!lecture.timeLeft.empty()) {
        // Weight says that it is late: red is for what broke.
        const TextLook look{lecture.isLate ? Face::SemiBold : Face::Text, 13,
                            lecture.isLate ? context.theme().ink : context.theme().dim, Align::End};
        right -= pen.text(ImVec2(right, middle), look, lecture.timeLeft) + pen.px(kApart);
    }
    if (context.studio.presenting().improvising) {
        right = drawBadge(context, ImVec2(right, middle), context.tr("present.improvising")) - pen.px(kApart);
    }
    if (!context.studio.playback().isPlaying() && context.studio.caption().running) {
        right = drawBadge(context, ImVec2(right, middle), context.tr("present.frozen")) - pen.px(kApart);
    }
    if (context.view.rulesBent) {
        const std::string bent = context.texts.format(
            "title.rulesBent", {{"rules", studio::bentWords(context.view.bentRules, context.texts)}});
        const float room = std::max(pen.px(60), (right - area.left) * 0.5F);
        const TextLook look{Face::SemiBold, 12, context.theme().panel, Align::Start};
        right = drawBadge(context, ImVec2(right, middle),
                          pen.width(look, bent) < room ? std::string_view(bent) : context.tr("present.bent")) -
                pen.px(kApart);
    }
    if (lecture.isTitle) title = lecture.lecture;
    const float left = area.left + pen.px(kStageMargin);
    pen.shortText(ImVec2(left, middle), {Face::SemiBold, 18, context.theme().ink, Align::Start}, title, right - left);
}

void drawPresentFoot(const PanelContext& context, const studio::LectureScene& lecture, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const float middle = area.middleY() - pen.px(1);
    float right = area.right - pen.px(kStageMargin);
    right -= pen.text(ImVec2(right, middle), {Face::Mono, 9.5F, theme.dim, Align::End}, lecture.run) + pen.px(kApart);
    float x = area.left + pen.px(kStageMargin);
    if (!lecture.next.empty()) {
        const std::string next = context.texts.format("present.next", {{"what", lecture.next}});
        x += pen.shortText(ImVec2(x, middle), {Face::SemiBold, 12, theme.dim, Align::Start}, next, right - x);
        x += pen.px(kApart + 6);
    }
    const TextLook look{Face::Text, 12, theme.dim, Align::Start};
    if (!lecture.how.empty() && pen.width(look, lecture.how) < right - x)
        pen.text(ImVec2(x, middle), look, lecture.how);
}

void drawPresentTitle(const PanelContext& context, const studio::LectureScene& lecture, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const float left = area.left + pen.px(kStageMargin * 2);
    const float width = area.width() - pen.px(kStageMargin * 4);
    const TextLook small{Face::Medium, 16, theme.dim, Align::Start};
    const TextLook title{Face::SemiBold, 32, theme.ink, Align::Start};
    const TextLook objective{Face::Text, 20, theme.ink, Align::Start};
    constexpr float kTitlePitch = 40;
    constexpr float kPitch = 28;
    const int titleLines = std::clamp(pen.lineCount(title, lecture.title, width), 1, 2);
    const int lines = std::clamp(pen.lineCount(objective, lecture.objective, width), 1, 4);
    const float whole =
        pen.px(30 + kTitlePitch * static_cast<float>(titleLines) + 18 + kPitch * static_cast<float>(lines));
    float y = std::max(area.top + pen.px(10), area.middleY() - whole / 2);
    if (lecture.lessons > 0) {
        const std::string place = context.texts.format(
            "present.lessonOf",
            {{"lesson", std::to_string(lecture.lesson)}, {"lessons", std::to_string(lecture.lessons)}});
        pen.text(ImVec2(left, y), small, place);
    }
    y += pen.px(30);
    y += pen.px(kTitlePitch) *
         static_cast<float>(pen.paragraph(ImVec2(left, y), title, lecture.title, width, kTitlePitch, 2));
    y += pen.px(18);
    pen.paragraph(ImVec2(left, y), objective, lecture.objective, width, kPitch, 4);
}

void drawPresentNotes(const PanelContext& context, const studio::LectureScene& lecture, const WindowLayout& layout) {
    if (!context.studio.presenting().notes) return;
    Pen& pen = context.pen;
    const std::string_view now =
        lecture.notes.empty() ? context.tr("present.noNotes") : std::string_view(lecture.notes);
    const TextLook look{Face::Text, 14, context.theme().ink, Align::Start};
    const TextLook nextLook{Face::Text, 14, context.theme().dim, Align::Start};
    const Area& stage = layout.stage;
    const float width = stage.width() - pen.px(kStageMargin * 2);
    const std::string next = lecture.nextNotes.empty()
                                 ? std::string()
                                 : context.texts.format("present.nextNotes", {{"notes", lecture.nextNotes}});
    const int lines = std::clamp(pen.lineCount(look, now, width), 1, kNotesLines);
    const int nextLines = next.empty() ? 0 : std::clamp(pen.lineCount(nextLook, next, width), 1, 3);
    const float height = pen.px(20 + kNotesLine * static_cast<float>(lines + nextLines));
    const Area plate{stage.left, std::max(stage.top, stage.bottom - height), stage.right, stage.bottom};
    beginFloating(pen, "##notes", plate, FloatingOptions{false});
    pen.box(plate, {context.theme().soft, context.theme().dim, 1, 8});
    float y = plate.top + pen.px(10 + kNotesLine / 2);
    const float left = plate.left + pen.px(kStageMargin);
    y += pen.px(kNotesLine) *
         static_cast<float>(pen.paragraph(ImVec2(left, y), look, now, width, kNotesLine, kNotesLines));
    if (!next.empty()) pen.paragraph(ImVec2(left, y), nextLook, next, width, kNotesLine, 3);
    endFloating();
}

void drawSpotlight(const PanelContext& context, const Area& window) {
    if (!context.studio.presenting().spotlight) return;
    Pen& pen = context.pen;
    beginFloating(pen, "##spotlight", window, FloatingOptions{false});
    constexpr int kCorners = 72;
    constexpr float kTurn = 6.2831853F;
    ImVec2 at = ImGui::GetIO().MousePos;
    if (!window.contains(at)) at = ImVec2(window.middleX(), window.middleY());
    const float inner = pen.px(context.state.spotRadius);
    const float outer = 2 * (window.width() + window.height());
    ImDrawList& list = pen.list();
    // Seams between the pieces would show if each had soft edges of its own.
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const ImU32 shade = IM_COL32(0, 0, 0, 190);
    for (int i = 0; i < kCorners; ++i) {
        const float a = kTurn * static_cast<float>(i) / kCorners;
        const float b = kTurn * static_cast<float>(i + 1) / kCorners;
        const auto point = [at](float angle, float radius) {
            return ImVec2(at.x + std::cos(angle) * radius, at.y + std::sin(angle) * radius);
        };
        list.AddQuadFilled(point(a, inner), point(a, outer), point(b, outer), point(b, inner), shade);
    }
    list.Flags = flags;
    endFloating();
}

void drawBlank(const PanelContext& context, const Area& window) {
    if (!context.studio.presenting().blank) return;
    beginFloating(context.pen, "##blank", window);
    context.pen.box(window, {render::rgb(0), {}, 1, 0});
    if (context.pen.touch("blank", window).clicked) context.commands.push(studio::cmd::ToggleBlank{});
    endFloating();
}

}  // namespace gui
