#include "app/gui/panels/notice.h"

#include <algorithm>

namespace gui {
namespace {

using render::Align;

constexpr float kNoticeLine = 20;
constexpr int kDetailsMax = 8;

}  // namespace

void drawNotice(const PanelContext& context, const Area& area) {
    const std::string& sentence = context.studio.notice();
    if (sentence.empty()) return;
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const std::vector<std::string>& details = context.studio.noticeDetails();
    const TextLook look{Face::Medium, 14, theme.panel, Align::Start};
    const TextLook detailLook{Face::Mono, 12, theme.panel, Align::Start};
    const int shown = std::min(static_cast<int>(details.size()), kDetailsMax);
    const float widthMax = std::min(area.width() - pen.px(24), pen.px(920));
    float width = pen.width(look, sentence);
    for (int i = 0; i < shown; ++i)
        width = std::max(width, pen.width(detailLook, details[static_cast<std::size_t>(i)]));
    const float textWidth = std::min(width, widthMax - pen.px(76)) + 1;
    const int lines = pen.lineCount(look, sentence, textWidth);
    const float height = pen.px(22 + kNoticeLine * static_cast<float>(lines + shown));
    const Area plate = areaAt(ImVec2(area.middleX() - (textWidth + pen.px(76)) / 2, area.bottom - pen.px(14) - height),
                              textWidth + pen.px(76), height);
    beginFloating(pen, "##notice", plate);
    pen.box(plate, {theme.ink, {}, 1, 10});
    float y = plate.top + pen.px(11 + kNoticeLine / 2);
    const float left = plate.left + pen.px(20);
    y += pen.px(kNoticeLine) *
         static_cast<float>(pen.paragraph(ImVec2(left, y), look, sentence, textWidth, kNoticeLine, 4));
    for (int i = 0; i < shown; ++i) {
        pen.shortText(ImVec2(left, y), detailLook, details[static_cast<std::size_t>(i)], textWidth);
        y += pen.px(kNoticeLine);
    }
    const Area close = areaAround(ImVec2(plate.right - pen.px(24), plate.top + pen.px(21)), pen.px(26), pen.px(26));
    if (pen.touch("notice.close", close).clicked) context.commands.push(studio::cmd::SetTool{context.studio.tool()});
    drawIcon(pen, Icon::Close, ImVec2(close.middleX(), close.middleY()), theme.panel);
    endFloating();
}

void drawTooltip(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    if (pen.tooltipText().empty()) return;
    const std::string text = pen.tooltipText();
    const Area anchor = pen.tooltipAnchor();
    const TextLook look{Face::Text, 12, context.theme().panel, Align::Start};
    const float widthMax = pen.px(320);
    const float textWidth = std::min(pen.width(look, text) + 1, widthMax);
    const int lines = std::max(1, pen.lineCount(look, text, textWidth));
    const float width = textWidth + pen.px(20);
    const float height = pen.px(8 + 18 * static_cast<float>(lines));
    const Area above = areaAt(ImVec2(anchor.middleX() - width / 2, anchor.top - pen.px(6) - height), width, height);
    const Area below = above.moved(0, anchor.bottom + pen.px(6) - above.top);
    const Area plate = pushedInto(above.top < window.top + pen.px(4) ? below : above, window.inset(pen.px(4)));
    // It must not take the mouse from what it explains.
    beginFloating(pen, "##tooltip", plate, FloatingOptions{false});
    pen.box(plate, {context.theme().ink, {}, 1, 6});
    pen.paragraph(ImVec2(plate.left + pen.px(10), plate.top + pen.px(4 + 9)), look, text, textWidth, 18, 6);
    endFloating();
}

}  // namespace gui
