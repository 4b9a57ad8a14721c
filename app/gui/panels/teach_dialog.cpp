#include <algorithm>
#include <cmath>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/marked_text.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using Edit = studio::cmd::EditLecture;

constexpr int kScales[] = {100, 125, 150, 200};
constexpr float kTeachRow = 32;
constexpr float kTeachHeading = 30;
constexpr float kMinutes = 46;

std::string titleOf(const PanelContext& context, const studio::CourseEntry& entry) {
    return studio::plainText(studio::textOf(entry.title, context.texts.language()), context.studio.glossary(),
                             context.studio.termStyle());
}

TextLook rowLabel(const PanelContext& context) { return {Face::Text, 14, context.theme().dim, Align::Start}; }

/// Where the chips of both rows begin.
float chipsLeft(const PanelContext& context, const Area& area) {
    const float size = context.pen.width(rowLabel(context), context.tr("teach.size"));
    const float pause = context.pen.width(rowLabel(context), context.tr("pauseOn.title"));
    return std::round(area.left + std::max(size, pause) + context.pen.px(20));
}

void drawSizes(const PanelContext& context, const Area& area, float y) {
    Pen& pen = context.pen;
    pen.text(ImVec2(area.left, y), rowLabel(context), context.tr("teach.size"));
    float x = chipsLeft(context, area);
    for (const int percent : kScales) {
        const std::string text = std::to_string(percent) + " %";
        const bool chosen = context.studio.settings().scalePercent == percent;
        const ButtonLook look{text, {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 12, true, {}};
        const float width = buttonWidth(pen, look);
        commandButton(context, "teach.scale." + std::to_string(percent),
                      areaAt(ImVec2(x, y - pen.px(13)), width, pen.px(26)), look, studio::cmd::SetScale{percent});
        x += width + pen.px(6);
    }
}

/// At what the run stops by itself: chips, in as many rows as they take. Returns the middle of the last row.
float drawPauses(const PanelContext& context, const Area& area, float y) {
    Pen& pen = context.pen;
    pen.text(ImVec2(area.left, y), rowLabel(context), context.tr("pauseOn.title"));
    const float left = chipsLeft(context, area);
    float x = left;
    for (std::size_t i = 0; i < studio::kPauseOnCount; ++i) {
        const auto what = static_cast<studio::PauseOn>(i);
        const std::string name(studio::kPauseOnNames[i]);
        const bool chosen = (context.studio.settings().pauseOn & studio::bitOf(what)) != 0;
        const ButtonLook look{
            context.tr("pauseOn.short." + name), {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 12, true,
            context.tr("pauseOn." + name)};
        const float width = buttonWidth(pen, look);
        if (x + width > area.right) {
            x = left;
            y += pen.px(32);
        }
        commandButton(context, "teach.pause." + name, areaAt(ImVec2(x, y - pen.px(13)), width, pen.px(26)), look,
                      studio::cmd::TogglePauseOn{what});
        x += width + pen.px(6);
    }
    return y;
}

/// A title and its minutes; `left` and `right` are where they may stand.
void drawLesson(const PanelContext& context, const studio::CourseEntry& entry, float left, float right, float middle) {
    Pen& pen = context.pen;
    const std::string minutes = context.texts.format("lessons.minutes", {{"number", std::to_string(entry.minutes)}});
    pen.text(ImVec2(right, middle), {Face::Text, 12, context.theme().dim, Align::End}, minutes);
    pen.shortText(ImVec2(left, middle), {Face::Medium, 13, context.theme().ink, Align::Start}, titleOf(context, entry),
                  right - pen.px(kMinutes) - left);
}

/// "My lecture": its lessons in order, each with its place, and what takes it up or out.
void drawMine(const PanelContext& context, const Area& column) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::Playlist& lecture = context.studio.lecture();
    const std::string head =
        context.texts.format("teach.mine", {{"title", studio::textOf(lecture.title, context.texts.language())},
                                            {"minutes", std::to_string(context.studio.lectureMinutes())}});
    pen.shortText(ImVec2(column.left, column.top + pen.px(kTeachHeading / 2)),
                  {Face::SemiBold, 13, theme.ink, Align::Start}, head, column.width());
    float y = column.top + pen.px(kTeachHeading);
    if (lecture.lessons.empty()) {
        pen.shortText(ImVec2(column.left, y + pen.px(kTeachRow / 2)), {Face::Text, 13, theme.dim, Align::Start},
                      context.tr("teach.empty"), column.width());
    }
    const auto most = static_cast<std::size_t>(std::max(0.0F, (column.bottom - y) / pen.px(kTeachRow)));
    for (std::size_t i = 0; i < std::min(lecture.lessons.size(), most); ++i) {
        const Area row{column.left, y, column.right, y + pen.px(kTeachRow)};
        y = row.bottom;
        const studio::CourseEntry* entry = context.studio.course().find(lecture.lessons[i]);
        if (entry == nullptr) continue;
        const std::string id = "teach.mine." + std::to_string(i + 1);
        const int number = static_cast<int>(i);
        const Area out = areaAround(ImVec2(row.right - pen.px(13), row.middleY()), pen.px(24), pen.px(24));
        const Area up = out.moved(-pen.px(26), 0);
        if (i > 0) {
            const IconLook earlier{Icon::Up, true, false, context.tr("teach.earlier")};
            commandIcon(context, id + ".up", up, earlier, Edit{Edit::What::Earlier, {}, number});
        }
        const IconLook remove{Icon::Close, true, false, context.tr("teach.remove")};
        commandIcon(context, id + ".out", out, remove, Edit{Edit::What::Remove, {}, number});
        const Area begin{row.left, row.top, up.left, row.bottom};
        const Touch touch = pen.touch(id, begin);
        if (touch.hovered) pen.box(begin.inset(pen.px(1)), {theme.soft, {}, 1, 6});
        if (touch.hovered) pen.tooltip(context.tr("teach.start"), begin);
        if (touch.clicked) context.commands.push(studio::cmd::StartLecture{number});
        pen.text(ImVec2(row.left + pen.px(20), row.middleY()), {Face::Mono, 12, theme.dim, Align::End},
                 std::to_string(i + 1));
        drawLesson(context, *entry, row.left + pen.px(30), up.left - pen.px(6), row.middleY());
    }
}

/// All there are: a click puts one at the end.
void drawAll(const PanelContext& context, const Area& column) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    pen.shortText(ImVec2(column.left + pen.px(8), column.top + pen.px(kTeachHeading / 2)),
                  {Face::SemiBold, 13, theme.ink, Align::Start}, context.tr("teach.add"), column.width());
    const float shown = std::floor((column.bottom - column.top - pen.px(kTeachHeading)) / pen.px(kTeachRow));
    const float top = column.top + pen.px(kTeachHeading);
    const Area list{column.left, top, column.right, top + shown * pen.px(kTeachRow)};
    float& scroll = context.state.listScroll;
    float y = list.top - scroll;
    float rows = 0;
    pen.clip(list);
    for (const studio::CourseEntry& entry : context.studio.course().entries()) {
        if (!entry.available()) continue;
        const Area row{list.left, y, list.right, y + pen.px(kTeachRow)};
        y = row.bottom;
        rows += 1;
        if (!row.overlaps(list)) continue;
        const Touch touch = pen.touch("teach.add." + entry.id, row);
        if (touch.hovered) pen.box(row, {theme.soft, {}, 1, 6});
        drawLesson(context, entry, row.left + pen.px(8), row.right - pen.px(8), row.middleY());
        if (touch.clicked) context.commands.push(Edit{Edit::What::Add, entry.id, 0});
    }
    pen.endClip();
    double first = scroll / pen.px(kTeachRow);
    if (list.contains(ImGui::GetIO().MousePos)) first = std::round(first - ImGui::GetIO().MouseWheel * 2);
    first = drawScrollBar(context, "teach.scroll", list, {rows, shown}, first);
    scroll = std::clamp(static_cast<float>(std::round(first)), 0.0F, std::max(0.0F, rows - shown)) * pen.px(kTeachRow);
}

void drawTeachFoot(const PanelContext& context, const Area& foot) {
    Pen& pen = context.pen;
    struct Small {
        std::string_view id;
        studio::Command command;
    };
    const Small smalls[] = {{"teach.recommended", Edit{Edit::What::Take, {}, 0}},
                            {"teach.save", studio::cmd::SavePlaylist{}},
                            {"teach.clear", Edit{Edit::What::Clear, {}, 0}}};
    const std::string key = keyCaps(keyHint("present"));
    const ButtonLook start{context.tr("teach.start"), key, ButtonKind::Primary, 14, true, {}};
    const float width = buttonWidth(pen, start) + pen.px(16);
    const Area box = areaAt(ImVec2(foot.right - width, foot.middleY() - pen.px(18)), width, pen.px(36));
    float x = foot.left;
    for (const Small& small : smalls) {
        const ButtonLook look{context.tr(small.id), {}, ButtonKind::Chip, 13, true, {}};
        const float own = buttonWidth(pen, look);
        if (x + own > box.left - pen.px(8)) break;
        commandButton(context, small.id, areaAt(ImVec2(x, foot.middleY() - pen.px(15)), own, pen.px(30)), look,
                      small.command);
        x += own + pen.px(8);
    }
    commandButton(context, "teach.start", box, start, studio::cmd::StartLecture{});
}

}  // namespace

void drawTeachDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const DialogFrame frame = beginDialog(context, window, ImVec2(860, 660), "teach.title");
    const Area& area = frame.content;
    const TextLook look{Face::Text, 14, context.theme().ink, Align::Start};
    float y = area.top + pen.px(12);
    y += pen.px(22) *
         static_cast<float>(pen.paragraph(ImVec2(area.left, y), look, context.tr("teach.how"), area.width(), 22, 4));
    y += pen.px(12);
    drawSizes(context, area, y);
    y = drawPauses(context, area, y + pen.px(34)) + pen.px(24);
    const float half = std::round((area.width() - pen.px(20)) / 2);
    drawMine(context, {area.left, y, area.left + half, area.bottom});
    drawAll(context, {area.right - half, y, area.right, area.bottom});
    drawTeachFoot(context, frame.foot);
    endDialog(context, frame);
}

}  // namespace gui
