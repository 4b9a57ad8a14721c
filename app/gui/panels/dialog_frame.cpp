#include "app/gui/panels/dialog_frame.h"

#include "app/gui/canvas/strokes.h"
#include "app/gui/imgui_compat.h"

namespace gui {
namespace {

constexpr float kFramePad = 28;
constexpr float kFrameTitle = 64;
constexpr float kFrameFoot = 76;

}  // namespace

DialogFrame beginDialog(const PanelContext& context, const Area& window, ImVec2 size, std::string_view titleKey) {
    Pen& pen = context.pen;
    beginFloating(pen, "##dialog", window);
    render::Color veil = context.theme().paper;
    veil.a = 205;
    pen.box(window, {veil, {}, 1, 0});
    const float width = std::min(pen.px(size.x), window.width() - pen.px(32));
    const float height = std::min(pen.px(size.y), window.height() - pen.px(32));
    DialogFrame frame;
    frame.plate = areaAround(ImVec2(window.middleX(), window.middleY()), width, height);
    pen.box(frame.plate, {context.theme().panel, context.theme().hairline, 1, 12});
    frame.content = {frame.plate.left + pen.px(kFramePad), frame.plate.top + pen.px(kFrameTitle),
                     frame.plate.right - pen.px(kFramePad), frame.plate.bottom - pen.px(kFrameFoot)};
    frame.foot = {frame.content.left, frame.content.bottom, frame.content.right, frame.plate.bottom};
    pen.text(ImVec2(frame.content.left, frame.plate.top + pen.px(34)),
             {Face::SemiBold, 18, context.theme().ink, render::Align::Start}, context.tr(titleKey));
    return frame;
}

void endDialog(const PanelContext& context, const DialogFrame& frame) {
    const ImVec2 size = ImGui::GetWindowSize();
    const Touch veil = context.pen.touch("dialog.veil", areaAt(ImGui::GetWindowPos(), size.x, size.y));
    if (veil.clicked && !frame.plate.contains(ImGui::GetIO().MousePos)) context.commands.push(studio::cmd::Escape{});
    endFloating();
}

bool dialogButtons(const PanelContext& context, const DialogFrame& frame, std::string_view doKey) {
    Pen& pen = context.pen;
    const std::string escape = keyCaps(context.tr("key.escape"));
    const ButtonLook doLook{context.tr(doKey), context.tr("key.enter"), ButtonKind::Primary, 14, true, {}};
    const ButtonLook cancelLook{context.tr("dialog.cancel"), escape, ButtonKind::Chip, 14, true, {}};
    const float doWidth = buttonWidth(pen, doLook) + pen.px(16);
    const float cancelWidth = buttonWidth(pen, cancelLook) + pen.px(8);
    const float top = frame.foot.middleY() - pen.px(18);
    const float doLeft = frame.foot.right - doWidth;
    const bool done = button(pen, "dialog.do", areaAt(ImVec2(doLeft, top), doWidth, pen.px(36)), doLook).clicked;
    const float cancelLeft = doLeft - pen.px(12) - cancelWidth;
    if (button(pen, "dialog.cancel", areaAt(ImVec2(cancelLeft, top), cancelWidth, pen.px(36)), cancelLook).clicked) {
        context.commands.push(studio::cmd::Escape{});
    }
    return done;
}

bool textField(const PanelContext& context, const char* id, const Area& area, std::span<char> text,
               TextFieldOptions options) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const auto vec4 = [](render::Color c) { return ImGui::ColorConvertU32ToFloat4(toImGui(c)); };
    const float size = FontBook::exactSize(pen.px(14));
    // What stands in it was announced to nobody: it may be Chinese.
    pushFont(pen.fonts().find(Face::Mono, size, text.data()), size);
    const float inside = (area.height() - size) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(pen.px(10), inside));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, pen.px(7));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, vec4(theme.soft));
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(theme.ink));
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, vec4(render::mixed(theme.ghost, theme.soft, 80)));
    ImGui::SetCursorScreenPos(area.from());
    ImGui::SetNextItemWidth(area.width());
    if (options.focus) ImGui::SetKeyboardFocusHere();
    ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
    if (options.digitsOnly) flags |= ImGuiInputTextFlags_CharsDecimal;
    if (options.selectsAll) flags |= ImGuiInputTextFlags_AutoSelectAll;
    const bool entered = ImGui::InputText(id, text.data(), text.size(), flags);
    pen.record().addClick({id, area, true});
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(2);
    popFont();
    return entered;
}

}  // namespace gui
