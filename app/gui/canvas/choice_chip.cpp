#include "app/gui/canvas/choice_chip.h"

#include <cmath>
#include <string>

#include "app/gui/canvas/buttons.h"

namespace gui {
namespace {

using render::Align;
using render::Color;
using render::mixed;

constexpr float kChipPad = 6;  // Between the edge and the circle.
constexpr float kCircle = 10;  // Its radius.
constexpr float kMarkGap = 8;  // Between the circle and the label.
constexpr float kEnd = 16;     // Between the label and the edge.

TextLook labelLook(const Pen& pen, const ChoiceChipLook& look) {
    const bool onInk = look.picked && look.mark == ChipMark::Number;
    return {look.picked ? Face::SemiBold : Face::Medium, 14, onInk ? pen.theme().panel : pen.theme().ink, Align::Start};
}

void drawMark(Pen& pen, ImVec2 at, const ChoiceChipLook& look) {
    const render::Theme& theme = pen.theme();
    switch (look.mark) {
        case ChipMark::Number: {
            pen.circle(at, kCircle, look.picked ? theme.panel : theme.soft);
            if (look.number == 0) return;
            const TextLook digit{Face::SemiBold, 12, theme.ink, Align::Middle};
            return void(pen.text(at, digit, std::to_string(look.number)));
        }
        case ChipMark::Right: pen.circle(at, kCircle, theme.ink); return drawIcon(pen, Icon::Check, at, theme.panel);
        case ChipMark::Missed:
            pen.ring(at, kCircle - 0.75F, theme.ink, 1.5F);
            return drawIcon(pen, Icon::Check, at, theme.ink);
        case ChipMark::Wrong:
            pen.ring(at, kCircle - 0.75F, theme.ink, 1.5F);
            return drawIcon(pen, Icon::Close, at, theme.ink);
        case ChipMark::None: return pen.circle(at, kCircle, theme.soft);
    }
}

}  // namespace

float choiceChipWidth(Pen& pen, const ChoiceChipLook& look) {
    // The widest it can get, so that nothing moves when it is picked.
    const TextLook widest{Face::SemiBold, 14, pen.theme().ink, Align::Start};
    return std::ceil(pen.width(widest, look.label) + pen.px(kChipPad + 2 * kCircle + kMarkGap + kEnd));
}

Touch choiceChip(Pen& pen, std::string_view id, const Area& area, const ChoiceChipLook& look) {
    const Touch touch = pen.touch(id, area);
    const render::Theme& theme = pen.theme();
    const bool decided = look.mark != ChipMark::Number;
    const float rounding = kChipHeight / 2;
    if (look.picked && !decided) {
        pen.box(area, {touch.hovered ? mixed(theme.ink, theme.panel, 88) : theme.ink, {}, 1, rounding});
    } else {
        const bool isLit = touch.hovered || look.lookedAt;
        const Color outline = look.picked ? theme.ink : theme.dim;
        pen.box(area, {isLit ? theme.soft : theme.panel, outline, look.picked ? 2.0F : 1.0F, rounding});
    }
    const float circle = area.left + pen.px(kChipPad + kCircle);
    drawMark(pen, ImVec2(circle, area.middleY()), look);
    const float left = circle + pen.px(kCircle + kMarkGap);
    pen.shortText(ImVec2(left, area.middleY()), labelLook(pen, look), look.label, area.right - pen.px(kEnd) + 2 - left);
    if (touch.hovered && !look.hint.empty()) pen.tooltip(look.hint, area);
    return touch;
}

}  // namespace gui
