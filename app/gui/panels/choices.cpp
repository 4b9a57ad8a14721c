#include "app/gui/panels/choices.h"

#include <algorithm>

namespace gui {

int drawChoices(const PanelContext& context, const Area& area, float y, std::string_view labelKey,
                const std::vector<Choice>& choices) {
    Pen& pen = context.pen;
    pen.shortText(ImVec2(area.left, y), {Face::Text, 14, context.theme().dim, render::Align::Start},
                  context.tr(labelKey), pen.px(kChoiceLabel - 10));
    float x = area.left + pen.px(kChoiceLabel);
    int clicked = -1;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const ButtonLook look{
            choices[i].label, {}, choices[i].chosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
        const float width = std::max(buttonWidth(pen, look), pen.px(48));
        const Area box = areaAt(ImVec2(x, y - pen.px(15)), width, pen.px(30));
        if (button(pen, choices[i].id, box, look).clicked) clicked = static_cast<int>(i);
        x += width + pen.px(8);
    }
    return clicked;
}

}  // namespace gui
