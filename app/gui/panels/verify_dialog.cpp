#include <algorithm>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/author_desk.h"

namespace gui {
namespace {

using render::Align;
using studio::VerifyScene;
using State = studio::VerifyScene::State;
using AuthorKind = studio::cmd::AuthorMove::Kind;

std::string_view headlineKey(State state) {
    switch (state) {
        case State::Nothing:
        case State::Running: return {};
        case State::Unreadable: return "verify.unreadable";
        case State::Wrong: return "verify.wrong";
        case State::Fine: return "verify.fine";
        case State::Cancelled: return "verify.cancelled";
    }
    return {};
}

/// The badge: a sign in a circle, and what it stands for.
float drawBadge(const PanelContext& context, const Area& area, const VerifyScene& scene) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const bool fine = scene.state == State::Fine;
    const float middle = area.top + pen.px(24);
    const ImVec2 center(area.left + pen.px(20), middle);
    pen.circle(center, pen.px(20), fine ? theme.ink : theme.violation);
    drawIcon(pen, fine ? Icon::Check : Icon::Close, center, theme.panel);
    const float left = area.left + pen.px(56);
    pen.text(ImVec2(left, middle - pen.px(11)), {Face::SemiBold, 17, theme.ink, Align::Start},
             context.tr(headlineKey(scene.state)));
    const std::string_view key = !fine               ? "verify.wrongDetail"
                                 : scene.hangsOnLuck ? "verify.fineLuck"
                                                     : "verify.fineDetail";
    const std::string detail = context.texts.format(key, {{"title", scene.title},
                                                          {"runs", std::to_string(scene.runs)},
                                                          {"errors", std::to_string(scene.errors)},
                                                          {"warnings", std::to_string(scene.warnings)}});
    pen.shortText(ImVec2(left, middle + pen.px(13)), {Face::Text, 13, theme.dim, Align::Start}, detail,
                  area.right - left);
    pen.shortText(ImVec2(left, middle + pen.px(36)), {Face::Mono, 12, theme.dim, Align::Start}, scene.path,
                  area.right - left);
    return area.top + pen.px(84);
}

void drawProgress(const PanelContext& context, const Area& area, const VerifyScene& scene) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    pen.shortText(ImVec2(area.left, area.top + pen.px(14)), {Face::SemiBold, 15, theme.ink, Align::Start}, scene.title,
                  area.width());
    const std::string text = context.texts.format("verify.running", {{"percent", std::to_string(scene.percent)}});
    pen.text(ImVec2(area.left, area.top + pen.px(44)), {Face::Text, 13, theme.dim, Align::Start}, text);
    const Area bar{area.left, area.top + pen.px(66), area.right, area.top + pen.px(72)};
    pen.box(bar, {theme.soft, {}, 1, 3});
    const float done = bar.width() * static_cast<float>(std::clamp(scene.percent, 1, 100)) / 100;
    pen.box({bar.left, bar.top, bar.left + done, bar.bottom}, {theme.ink, {}, 1, 3});
}

/// One finding a paragraph, with its place in the file before it.
void drawFindings(const PanelContext& context, const Area& list, const VerifyScene& scene) {
    constexpr int kLinesMax = 12;
    constexpr float kPitch = 20;
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    float& scroll = context.state.listScroll;
    const float text = list.left + pen.px(76);
    pen.clip(list);
    float y = list.top - scroll;
    for (const studio::VerifyLine& line : scene.lines) {
        y += pen.px(16);
        pen.text(ImVec2(list.left, y), {Face::Mono, 12, theme.dim, Align::Start}, line.place);
        std::string head = line.where;
        if (line.isWarning) head = std::string(context.tr("verify.warning")) + (head.empty() ? "" : " · " + head);
        if (!head.empty()) {
            pen.shortText(ImVec2(text, y),
                          {Face::SemiBold, 13, line.isWarning ? theme.dim : theme.violation, Align::Start}, head,
                          list.right - text);
            y += pen.px(kPitch);
        }
        const int rows = pen.paragraph(ImVec2(text, y), {Face::Text, 13, theme.ink, Align::Start}, line.text,
                                       list.right - text, kPitch, kLinesMax);
        y += pen.px(kPitch) * static_cast<float>(std::max(rows - 1, 0)) + pen.px(20);
        pen.line(ImVec2(list.left, y), ImVec2(list.right, y), theme.hairline, 1);
    }
    pen.endClip();
    const float over = std::max(0.0F, y + scroll - list.bottom);
    scroll = std::clamp(scroll - ImGui::GetIO().MouseWheel * pen.px(60), 0.0F, over);
}

void drawButtons(const PanelContext& context, const Area& foot, const VerifyScene& scene) {
    Pen& pen = context.pen;
    const float top = foot.middleY() - pen.px(18);
    float right = foot.right;
    const auto add = [&](std::string_view id, const ButtonLook& look, const studio::Command& command) {
        const float width = buttonWidth(pen, look) + pen.px(12);
        right -= width;
        commandButton(context, id, areaAt(ImVec2(right, top), width, pen.px(36)), look, command);
        right -= pen.px(10);
    };
    const auto look = [&context](std::string_view key, ButtonKind kind) {
        return ButtonLook{context.tr(key), {}, kind, 14, true, {}};
    };
    const std::string escape = keyCaps(context.tr("key.escape"));
    const ButtonLook close{context.tr("verify.close"), escape, ButtonKind::Chip, 14, true, {}};
    if (scene.state == State::Running) {
        add("verify.stop", look("verify.stop", ButtonKind::Primary), studio::cmd::AuthorMove{AuthorKind::StopVerify});
        return add("dialog.cancel", close, studio::cmd::Escape{});
    }
    if (scene.isOpen) {
        add("verify.again", look("verify.again", ButtonKind::Primary), studio::cmd::AuthorMove{AuthorKind::Verify});
    } else {
        add("verify.play", look("verify.play", ButtonKind::Primary), studio::cmd::AuthorMove{AuthorKind::PlayChecked});
    }
    add("dialog.cancel", close, studio::cmd::Escape{});
    if (!scene.isOpen && !context.studio.whyNot(studio::cmd::Show{studio::Dialog::Storyboard})) {
        add("verify.storyboard", look("verify.toStoryboard", ButtonKind::Chip),
            studio::cmd::Show{studio::Dialog::Storyboard});
    }
}

}  // namespace

void drawVerifyDialog(const PanelContext& context, const Area& window) {
    const VerifyScene scene = context.studio.authors().verifyScene();
    const bool isShort = scene.state == State::Running || scene.state == State::Nothing || scene.lines.empty();
    const DialogFrame frame = beginDialog(context, window, ImVec2(760, isShort ? 256 : 560), "verify.title");
    if (scene.state == State::Running || scene.state == State::Nothing) {
        drawProgress(context, frame.content, scene);
    } else {
        const float top = drawBadge(context, frame.content, scene);
        drawFindings(context, {frame.content.left, top, frame.content.right, frame.content.bottom}, scene);
    }
    drawButtons(context, frame.foot, scene);
    endDialog(context, frame);
}

}  // namespace gui
