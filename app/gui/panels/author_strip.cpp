#include "app/gui/panels/author_strip.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/studio/author_desk.h"

namespace gui {
namespace {

using render::Align;
using AuthorKind = studio::cmd::AuthorMove::Kind;

constexpr float kStripGap = 8;
constexpr float kRecordDot = 18;

struct RecordButton {
    std::string_view id;
    std::string_view label;  ///< Catalogue key.
    std::string_view key;
    studio::Command command;
};

std::array<RecordButton, 3> recordButtons() {
    return {RecordButton{"record.close", "record.close", "M", studio::cmd::AuthorMove{AuthorKind::CloseStep}},
            RecordButton{"record.storyboard", "record.storyboard", {}, studio::cmd::Show{studio::Dialog::Storyboard}},
            RecordButton{"record.stop", "record.stop", {}, studio::cmd::AuthorMove{AuthorKind::Record}}};
}

ButtonLook lookOf(const PanelContext& context, const RecordButton& one) {
    return {context.tr(one.label), one.key, ButtonKind::Outlined, 13, true, {}};
}

bool isShown(const PanelContext& context) {
    return context.studio.authors().isRecording() && !context.studio.presenting().on;
}

}  // namespace

float recordButtonsWidth(const PanelContext& context) {
    if (!isShown(context)) return 0;
    float width = context.pen.px(kRecordDot);
    for (const RecordButton& one : recordButtons()) {
        width += buttonWidth(context.pen, lookOf(context, one)) + context.pen.px(kStripGap);
    }
    return width + context.pen.px(kStripGap);
}

void drawRecordButtons(const PanelContext& context, const Area& strip, float right) {
    if (!isShown(context)) return;
    Pen& pen = context.pen;
    float x = right - recordButtonsWidth(context) + pen.px(kStripGap);
    pen.circle(ImVec2(x, strip.middleY()), pen.px(5), context.theme().violation);
    x += pen.px(kRecordDot);
    for (const RecordButton& one : recordButtons()) {
        const ButtonLook look = lookOf(context, one);
        const float width = buttonWidth(pen, look);
        const Area box = areaAt(ImVec2(x, strip.middleY() - pen.px(kButtonHeight / 2)), width, pen.px(kButtonHeight));
        commandButton(context, one.id, box, look, one.command);
        x += width + pen.px(kStripGap);
    }
}

void drawFileErrors(const PanelContext& context, const Area& area) {
    constexpr std::size_t kShown = 6;
    constexpr float kLine = 19;
    const std::vector<std::string>& errors = context.studio.authors().fileErrors();
    if (errors.empty()) return;
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const TextLook title{Face::SemiBold, 13, theme.ink, Align::Start};
    const TextLook line{Face::Mono, 12, theme.ink, Align::Start};
    const float width = std::min(pen.px(620), area.width() - pen.px(32));
    const float text = width - pen.px(64);
    const std::size_t shown = std::min(errors.size(), kShown);
    const std::string_view headline = context.tr("fileErrors.title");
    const int titleLines = pen.lineCount(title, headline, text);
    int lines = 0;
    for (std::size_t i = 0; i < shown; ++i) lines += std::min(pen.lineCount(line, errors[i], text), 3);
    if (errors.size() > shown) ++lines;
    const float height = pen.px(24 + kLine * static_cast<float>(titleLines + lines) + 6);
    const Area plate = areaAt(ImVec2(area.right - pen.px(16) - width, area.top + pen.px(16)), width, height);
    beginFloating(pen, "##fileErrors", plate);
    pen.box(plate, {theme.panel, theme.violation, 1.5F, 10});
    const float left = plate.left + pen.px(18);
    float y = plate.top + pen.px(12 + kLine / 2);
    y +=
        pen.px(kLine) * static_cast<float>(pen.paragraph(ImVec2(left, y), title, headline, text, kLine, 3)) + pen.px(6);
    for (std::size_t i = 0; i < shown; ++i) {
        y += pen.px(kLine) * static_cast<float>(pen.paragraph(ImVec2(left, y), line, errors[i], text, kLine, 3));
    }
    if (errors.size() > shown) {
        const std::string more =
            context.texts.format("fileErrors.more", {{"number", std::to_string(errors.size() - shown)}});
        pen.text(ImVec2(left, y), {Face::Text, 12, theme.dim, Align::Start}, more);
    }
    const Area close = areaAround(ImVec2(plate.right - pen.px(22), plate.top + pen.px(22)), pen.px(26), pen.px(26));
    const IconLook look{Icon::Close, true, false, {}};
    if (iconButton(pen, "fileErrors.close", close, look).clicked) {
        context.commands.push(studio::cmd::AuthorMove{AuthorKind::HideErrors});
    }
    endFloating();
}

}  // namespace gui
