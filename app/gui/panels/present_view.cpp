#include "app/gui/panels/present_view.h"

#include <algorithm>
#include <string>

#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kMargin = 20;
constexpr float kNotesLine = 20;

/// One or two words on ink. Returns its left end.
float drawBadge(const PanelContext& context, ImVec2 rightMiddle, std::string_view text) {
    Pen& pen = context.pen;
    const TextLook look{Face::SemiBold, 11, context.theme().panel, Align::Start};
    const float width = pen.width(look, text) + pen.px(16);
    const Area box{rightMiddle.x - width, rightMiddle.y - pen.px(9), rightMiddle.x, rightMiddle.y + pen.px(9)};
    pen.box(box, {context.theme().ink, {}, 1, 9});
    pen.text(ImVec2(box.left + pen.px(8), rightMiddle.y), look, text);
    return box.left;
}

}  // namespace

void drawPresentHeader(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const studio::Document& document = context.studio.document();
    const lessons::Lesson* lesson = document.lesson();
    const std::string title = lesson != nullptr          ? studio::textOf(lesson->title, context.texts.language())
                              : document.title().empty() ? std::string(context.tr("document.sandbox"))
                                                         : document.title();
    const float middle = area.middleY() + pen.px(2);
    float right = area.right - pen.px(kMargin);
    if (context.studio.presenting().improvising) {
        right = drawBadge(context, ImVec2(right, middle), context.tr("present.improvising")) - pen.px(10);
    }
    if (!context.studio.playback().isPlaying() && context.studio.caption().running) {
        right = drawBadge(context, ImVec2(right, middle), context.tr("present.frozen")) - pen.px(10);
    }
    if (context.view.rulesBent) {
        const std::string bent = context.texts.format("title.rulesBent", {{"rules", context.view.bentRules}});
        right = drawBadge(context, ImVec2(right, middle), bent) - pen.px(10);
    }
    const float left = area.left + pen.px(kMargin);
    pen.shortText(ImVec2(left, middle), {Face::SemiBold, 18, context.theme().ink, Align::Start}, title, right - left);
}

void drawPresentNotes(const PanelContext& context, const WindowLayout& layout) {
    if (!context.studio.presenting().notes) return;
    Pen& pen = context.pen;
    const std::string notes = context.studio.caption().presenter;
    const std::string_view text = notes.empty() ? context.tr("present.noNotes") : std::string_view(notes);
    const TextLook look{Face::Text, 13, context.theme().ink, Align::Start};
    const Area& stage = layout.stage;
    const float width = stage.width() - pen.px(kMargin * 2);
    const int lines = std::clamp(pen.lineCount(look, text, width), 1, 5);
    const float height = pen.px(16 + kNotesLine * static_cast<float>(lines));
    const Area plate{stage.left, stage.bottom - height, stage.right, stage.bottom};
    beginFloating(pen, "##notes", plate, FloatingOptions{false});
    pen.box(plate, {context.theme().soft, context.theme().dim, 1, 8});
    pen.paragraph(ImVec2(plate.left + pen.px(kMargin), plate.top + pen.px(8 + kNotesLine / 2)), look, text, width,
                  kNotesLine, 5);
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
