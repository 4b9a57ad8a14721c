#include <algorithm>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/author_desk.h"
#include "app/studio/lesson_progress.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kRow = 38;
constexpr float kHeading = 34;

/// The user's own files that cannot be read, below everything. Returns where they end.
float drawUnreadable(const PanelContext& context, const Area& list, float y) {
    constexpr float kPitch = 19;
    Pen& pen = context.pen;
    const std::vector<std::string> errors = context.studio.authors().ownLessonErrors();
    if (errors.empty()) return y;
    const float left = list.left + pen.px(12);
    pen.text(ImVec2(left, y + pen.px(20)), {Face::SemiBold, 12, context.theme().violation, Align::Start},
             context.tr("lessons.unreadable"));
    y += pen.px(kHeading + 10);
    for (const std::string& error : errors) {
        const int lines = pen.paragraph(ImVec2(left, y), {Face::Mono, 12, context.theme().ink, Align::Start}, error,
                                        list.width() - pen.px(24), kPitch, 4);
        y += pen.px(kPitch) * static_cast<float>(lines) + pen.px(6);
    }
    return y;
}

/// One lesson. What comes later is named, greyed, so that the way is seen.
void drawEntry(const PanelContext& context, const studio::CourseEntry& entry, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch("lesson." + entry.id, row, TouchOptions{entry.available()});
    if (touch.hovered && entry.available()) pen.box(row, {theme.soft, {}, 1, 7});
    const render::Color color = entry.available() ? theme.ink : theme.dim;
    const std::string minutes =
        entry.available() ? context.texts.format("lessons.minutes", {{"number", std::to_string(entry.minutes)}})
                          : std::string(context.tr("lessons.later"));
    const float right = row.right - pen.px(12);
    const studio::LessonMark* mark = context.studio.lessonMark(entry.id);
    const bool isSolved = mark != nullptr && mark->solved;
    // One check for the lesson, a second one for its goal.
    if (mark != nullptr && mark->played) {
        const float x = right - pen.px(62);
        drawIcon(pen, Icon::Check, ImVec2(x, row.middleY()), theme.ink);
        if (isSolved) drawIcon(pen, Icon::Check, ImVec2(x - pen.px(11), row.middleY()), theme.ink);
        if (touch.hovered) pen.tooltip(context.tr(isSolved ? "lessons.solved" : "lessons.played"), row);
    }
    const float used = pen.text(ImVec2(right, row.middleY()), {Face::Text, 12, theme.dim, Align::End}, minutes);
    pen.shortText(ImVec2(row.left + pen.px(12), row.middleY()),
                  {entry.available() ? Face::Medium : Face::Text, 14, color, Align::Start},
                  studio::textOf(entry.title, context.texts.language()),
                  right - std::max(used, pen.px(84)) - pen.px(24) - row.left);
    if (entry.isOwn) {
        const TextLook own{Face::Text, 12, theme.dim, Align::End};
        pen.text(ImVec2(right - pen.px(92), row.middleY()), own,
                 context.tr(entry.replaces ? "lessons.ownReplaces" : "lessons.own"));
    }
    if (touch.clicked) context.commands.push(studio::cmd::OpenLesson{entry.id});
}

}  // namespace

void drawLessonsDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const DialogFrame frame = beginDialog(context, window, ImVec2(560, 600), "lessons.title");
    const Area list{frame.content.left - pen.px(12), frame.content.top, frame.content.right + pen.px(12),
                    frame.plate.bottom - pen.px(20)};
    pen.clip(list);
    float& scroll = context.state.listScroll;
    float y = list.top - scroll;
    std::string_view track;
    for (const studio::CourseEntry& entry : context.studio.course().entries()) {
        if (entry.track != track) {
            track = entry.track;
            const std::string key = "track." + entry.track;
            const std::string_view name = studio::hasText(key) ? context.tr(key) : std::string_view(entry.track);
            pen.text(ImVec2(list.left + pen.px(12), y + pen.px(20)),
                     {Face::SemiBold, 12, context.theme().dim, Align::Start}, name);
            y += pen.px(kHeading);
        }
        drawEntry(context, entry, {list.left, y, list.right, y + pen.px(kRow)});
        y += pen.px(kRow);
    }
    y = drawUnreadable(context, list, y);
    pen.endClip();
    const float over = std::max(0.0F, y + scroll - list.bottom);
    scroll = std::clamp(scroll - ImGui::GetIO().MouseWheel * pen.px(kRow) * 2, 0.0F, over);
    endDialog(context, frame);
}

}  // namespace gui
