#include <algorithm>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/gui/panels/storyboard_rows.h"
#include "app/studio/author_desk.h"

namespace gui {
namespace {

using render::Align;
using AuthorKind = studio::cmd::AuthorMove::Kind;

constexpr float kFieldLabel = 92;
constexpr float kFieldRow = 42;
constexpr float kStoryHeader = 30;

/// What the lesson is called, and what for. Returns where the table begins.
float drawTitles(const PanelContext& context, const Area& area, const studio::RecordingScene& scene) {
    Pen& pen = context.pen;
    StoryboardForm& form = context.state.storyboard;
    float y = area.top;
    const auto line = [&](std::string_view key, const LanguagePair& pair, StoryboardForm::Pair& fields) {
        const Area box{area.left + pen.px(kFieldLabel), y, area.right, y + pen.px(32)};
        pen.shortText(ImVec2(area.left, box.middleY()), {Face::Text, 13, context.theme().dim, Align::Start},
                      context.tr(key), pen.px(kFieldLabel - 8));
        drawLanguagePair(context, box, pair, fields);
        y += pen.px(kFieldRow);
    };
    line("storyboard.lessonTitle", {"title", scene.title, {AuthorKind::Title}}, form.title);
    line("storyboard.objective", {"objective", scene.objective, {AuthorKind::Objective}}, form.objective);
    return y;
}

void drawRows(const PanelContext& context, const Area& area, const studio::RecordingScene& scene) {
    Pen& pen = context.pen;
    StoryboardForm& form = context.state.storyboard;
    const StoryColumns columns = storyColumns(context, area);
    drawStoryHeader(context, columns, area.top + pen.px(kStoryHeader / 2));
    const Area list{area.left - pen.px(10), area.top + pen.px(kStoryHeader), area.right + pen.px(10), area.bottom};
    if (scene.rows.empty()) {
        pen.text(ImVec2(columns.say, list.top + pen.px(24)), {Face::Text, 14, context.theme().dim, Align::Start},
                 context.tr("storyboard.empty"));
        return;
    }
    const float over = std::max(0.0F, form.height - list.height());
    if (list.contains(ImGui::GetIO().MousePos)) form.scroll -= ImGui::GetIO().MouseWheel * pen.px(60);
    form.scroll = std::clamp(form.scroll, 0.0F, over);
    const ScrollExtent extent{static_cast<double>(form.height), static_cast<double>(list.height())};
    form.scroll = static_cast<float>(drawScrollBar(context, "story.scroll", list, extent, form.scroll));
    pen.clip(list);
    float y = list.top - form.scroll;
    form.say.resize(scene.rows.size());
    for (std::size_t i = 0; i < scene.rows.size(); ++i) {
        y += drawStoryRow(context, columns, scene.rows[i], static_cast<int>(i), y);
    }
    form.height = y + form.scroll - list.top;
    pen.endClip();
}

/// Buttons from left to right, or from right to left. Returns where the next one would stand.
float drawStoryFoot(const PanelContext& context, const Area& foot, const studio::RecordingScene& scene) {
    Pen& pen = context.pen;
    const float top = foot.middleY() - pen.px(18);
    float x = foot.left;
    const auto left = [&](std::string_view id, std::string_view key, std::string_view hint,
                          const studio::Command& move) {
        const ButtonLook look{context.tr(key), hint, ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, look) + pen.px(6);
        commandButton(context, id, areaAt(ImVec2(x, top), width, pen.px(36)), look, move);
        x += width + pen.px(10);
    };
    left("story.forget", "storyboard.forget", {}, studio::cmd::AuthorMove{AuthorKind::Forget});
    if (!scene.isLive) left("story.goOn", "storyboard.goOn", {}, studio::cmd::AuthorMove{AuthorKind::Record});
    float right = foot.right;
    const auto fromRight = [&](std::string_view id, const ButtonLook& look, const studio::Command& move) {
        const float width = buttonWidth(pen, look) + pen.px(12);
        right -= width;
        commandButton(context, id, areaAt(ImVec2(right, top), width, pen.px(36)), look, move);
        right -= pen.px(10);
    };
    fromRight("story.save", {context.tr("storyboard.save"), {}, ButtonKind::Primary, 14, true, {}},
              studio::cmd::AuthorMove{AuthorKind::Save});
    const std::string escape = keyCaps(context.tr("key.escape"));
    fromRight("dialog.cancel", {context.tr("verify.close"), escape, ButtonKind::Chip, 14, true, {}},
              studio::cmd::Escape{});
    if (!scene.path.empty()) {
        const std::string name = scene.path.substr(scene.path.rfind('/') + 1);
        const std::string text =
            context.texts.format(scene.isSaved ? "storyboard.savedAs" : "storyboard.willBe", {{"path", name}});
        const Area room{x + pen.px(8), foot.top, right, foot.bottom};
        pen.shortText(ImVec2(room.left, foot.middleY()), {Face::Text, 12, context.theme().dim, Align::Start}, text,
                      room.width() - pen.px(8));
    }
    return right;
}

}  // namespace

void drawStoryboardDialog(const PanelContext& context, const Area& window) {
    StoryboardForm& form = context.state.storyboard;
    const studio::RecordingScene scene = context.studio.authors().recordingScene();
    if (context.state.dialogIsNew) {
        form = StoryboardForm();
        form.openRow = scene.rows.size() == 1 ? 0 : -1;
    }
    const DialogFrame frame = beginDialog(context, window, ImVec2(1180, 690), "storyboard.title");
    const float top = drawTitles(context, frame.content, scene);
    drawRows(context, {frame.content.left, top, frame.content.right, frame.content.bottom}, scene);
    drawStoryFoot(context, frame.foot, scene);
    endDialog(context, frame);
}

}  // namespace gui
