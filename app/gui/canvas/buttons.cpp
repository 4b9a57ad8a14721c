#include "app/gui/canvas/buttons.h"

#include <cmath>

namespace gui {
namespace {

using render::Align;
using render::Color;
using render::mixed;

constexpr float kButtonPad = 12;  // Between the edge and the label.
constexpr float kKeyGap = 14;  // Between the label and the key.
constexpr float kKeySize = 11;
constexpr float kKeyPad = 7;  // Around a key that has a plate of its own.

bool hasPlate(ButtonKind kind) { return kind == ButtonKind::Quiet; }

TextLook labelLook(const Pen& pen, const ButtonLook& look) {
    const render::Theme& theme = pen.theme();
    const bool onInk = look.kind == ButtonKind::Primary || look.kind == ButtonKind::Chosen;
    const Face face =
        look.kind == ButtonKind::Primary || look.kind == ButtonKind::Chosen ? Face::SemiBold : Face::Medium;
    Color color = onInk ? theme.panel : theme.ink;
    if (!look.enabled) color = onInk ? theme.dim : mixed(theme.dim, theme.panel, 75);
    return {face, look.size, color, Align::Start};
}

TextLook keyLook(const Pen& pen, const ButtonLook& look) {
    const render::Theme& theme = pen.theme();
    const bool onInk = look.kind == ButtonKind::Primary || look.kind == ButtonKind::Chosen;
    return {Face::Medium, kKeySize, onInk ? mixed(theme.panel, theme.ink, 78) : theme.dim, Align::Start};
}

float keyWidth(Pen& pen, const ButtonLook& look) {
    if (look.key.empty()) return 0;
    const float plate = hasPlate(look.kind) ? pen.px(kKeyPad) * 2 : 0;
    return pen.width(keyLook(pen, look), look.key) + plate;
}

float padOf(const ButtonLook& look) { return look.kind == ButtonKind::Quiet ? 8 : kButtonPad; }
float gapOf(const ButtonLook& look) { return look.kind == ButtonKind::Quiet ? 6 : kKeyGap; }

void drawPlate(Pen& pen, const Area& area, const ButtonLook& look, const Touch& touch) {
    const render::Theme& theme = pen.theme();
    const bool lit = look.enabled && touch.hovered;
    const int share = touch.held ? 84 : 92;
    switch (look.kind) {
        case ButtonKind::Primary:
        case ButtonKind::Chosen: {
            const Color ink = look.enabled ? theme.ink : theme.soft;
            pen.box(area, {lit ? mixed(ink, theme.panel, touch.held ? 78 : 88) : ink,
                           {},
                           1,
                           look.kind == ButtonKind::Primary ? 8.0F : 7.0F});
            return;
        }
        case ButtonKind::Chip:
            pen.box(area, {lit ? mixed(theme.soft, theme.ink, share) : theme.soft, {}, 1, 7});
            return;
        case ButtonKind::Quiet:
            if (lit) pen.box(area, {theme.soft, {}, 1, 7});
            return;
        case ButtonKind::Outlined:
            pen.box(area, {lit ? theme.soft : theme.panel, look.enabled ? theme.dim : theme.hairline, 1, 14});
            return;
    }
}

}  // namespace

float buttonWidth(Pen& pen, const ButtonLook& look) {
    const float key = keyWidth(pen, look);
    const float gap = key > 0 ? pen.px(gapOf(look)) : 0;
    return std::ceil(pen.width(labelLook(pen, look), look.label) + gap + key + 2 * pen.px(padOf(look)));
}

Touch button(Pen& pen, std::string_view id, const Area& area, const ButtonLook& look) {
    const Touch touch = pen.touch(id, area, TouchOptions{look.enabled});
    drawPlate(pen, area, look, touch);
    const TextLook label = labelLook(pen, look);
    const TextLook keyText = keyLook(pen, look);
    const float key = keyWidth(pen, look);
    const float gap = key > 0 ? pen.px(gapOf(look)) : 0;
    const float room = area.width() - 2 * pen.px(padOf(look)) - gap - key;
    const float content = std::min(pen.width(label, look.label), room) + gap + key;
    // The primary button is wider than its words; they stand in its middle.
    const float left = area.left + (area.width() - content) / 2;
    const float labelWidth = pen.shortText(ImVec2(left, area.middleY()), label, look.label, room + 1);
    if (key > 0) {
        const float plate = hasPlate(look.kind) ? pen.px(kKeyPad) : 0;
        const float keyLeft = left + labelWidth + gap;
        if (plate > 0) {
            const Area keyArea = areaAt(ImVec2(keyLeft, area.middleY() - pen.px(9)), key, pen.px(18));
            pen.box(keyArea, {pen.theme().soft, {}, 1, 4});
        }
        pen.text(ImVec2(keyLeft + plate, area.middleY()), keyText, look.key);
    }
    if (touch.hovered && !look.hint.empty()) pen.tooltip(look.hint, area);
    return touch;
}

namespace {

void drawShield(Pen& pen, ImVec2 c, Color color) {
    const float u = pen.px(1);
    pen.shape({ImVec2(c.x, c.y - 8 * u), ImVec2(c.x + 6.5F * u, c.y - 5.5F * u), ImVec2(c.x + 6.5F * u, c.y),
               ImVec2(c.x + 4.5F * u, c.y + 4.5F * u), ImVec2(c.x, c.y + 8 * u), ImVec2(c.x - 4.5F * u, c.y + 4.5F * u),
               ImVec2(c.x - 6.5F * u, c.y), ImVec2(c.x - 6.5F * u, c.y - 5.5F * u)},
              color);
}

/// A triangle that points right (`towards` 1) or left (-1), as wide as two thirds of its height.
void drawTriangle(Pen& pen, ImVec2 c, float half, float towards, Color color) {
    const float depth = half * 0.82F * towards;
    if (towards > 0) {
        pen.shape({ImVec2(c.x - depth, c.y - half), ImVec2(c.x + depth, c.y), ImVec2(c.x - depth, c.y + half)}, color);
    } else {
        pen.shape({ImVec2(c.x - depth, c.y + half), ImVec2(c.x + depth, c.y), ImVec2(c.x - depth, c.y - half)}, color);
    }
}

void drawBar(Pen& pen, ImVec2 c, float width, float height, Color color) {
    pen.box(areaAround(c, width, height), {color, {}, 1, 0});
}

void drawDoubleTriangle(Pen& pen, ImVec2 c, float towards, Color color) {
    const float u = pen.px(1);
    drawTriangle(pen, ImVec2(c.x - 4 * u, c.y), 5 * u, towards, color);
    drawTriangle(pen, ImVec2(c.x + 4 * u, c.y), 5 * u, towards, color);
}

}  // namespace

void drawIcon(Pen& pen, Icon icon, ImVec2 c, Color color) {
    const float u = pen.px(1);
    switch (icon) {
        case Icon::ToStart:
            drawBar(pen, ImVec2(c.x - 7 * u, c.y), 3 * u, 14 * u, color);
            return drawTriangle(pen, ImVec2(c.x + 2 * u, c.y), 7 * u, -1, color);
        case Icon::Up:
            return pen.shape(
                {ImVec2(c.x - 6 * u, c.y + 4 * u), ImVec2(c.x, c.y - 5 * u), ImVec2(c.x + 6 * u, c.y + 4 * u)}, color);
        case Icon::Back: return drawTriangle(pen, c, 7 * u, -1, color);
        case Icon::Play: return drawTriangle(pen, ImVec2(c.x + u, c.y), 7 * u, 1, color);
        case Icon::Pause:
            drawBar(pen, ImVec2(c.x - 4 * u, c.y), 4 * u, 13 * u, color);
            return drawBar(pen, ImVec2(c.x + 4 * u, c.y), 4 * u, 13 * u, color);
        case Icon::Forward: return drawTriangle(pen, c, 7 * u, 1, color);
        case Icon::Slower: return drawDoubleTriangle(pen, c, -1, color);
        case Icon::Faster: return drawDoubleTriangle(pen, c, 1, color);
        case Icon::Close:
            pen.line(ImVec2(c.x - 4 * u, c.y - 4 * u), ImVec2(c.x + 4 * u, c.y + 4 * u), color, 1.5F);
            return pen.line(ImVec2(c.x - 4 * u, c.y + 4 * u), ImVec2(c.x + 4 * u, c.y - 4 * u), color, 1.5F);
        case Icon::More:
            for (int i = -1; i <= 1; ++i) pen.circle(ImVec2(c.x + static_cast<float>(i) * 5 * u, c.y), 1.6F, color);
            return;
        case Icon::Shield: return drawShield(pen, c, color);
        case Icon::Check:
            pen.line(ImVec2(c.x - 4 * u, c.y), ImVec2(c.x - u, c.y + 3.5F * u), color, 1.8F);
            return pen.line(ImVec2(c.x - u, c.y + 3.5F * u), ImVec2(c.x + 4.5F * u, c.y - 4 * u), color, 1.8F);
        case Icon::Hourglass: {
            const ImVec2 left(c.x - 4 * u, c.y - 5 * u);
            const ImVec2 right(c.x + 4 * u, c.y - 5 * u);
            pen.line(left, right, color, 1.5F);
            pen.line(left, c, color, 1.5F);
            pen.line(right, c, color, 1.5F);
            return pen.shape({c, ImVec2(c.x + 4.5F * u, c.y + 5.5F * u), ImVec2(c.x - 4.5F * u, c.y + 5.5F * u)},
                             color);
        }
        case Icon::Follow:
            drawTriangle(pen, ImVec2(c.x - 3 * u, c.y), 5 * u, 1, color);
            return drawBar(pen, ImVec2(c.x + 4 * u, c.y), 2 * u, 12 * u, color);
    }
}

Touch iconButton(Pen& pen, std::string_view id, const Area& area, const IconLook& look) {
    const Touch touch = pen.touch(id, area, TouchOptions{look.enabled});
    const render::Theme& theme = pen.theme();
    const ImVec2 center(area.middleX(), area.middleY());
    const bool lit = look.enabled && touch.hovered;
    if (look.plate || lit) {
        pen.circle(center, area.height() / 2 / pen.scale(),
                   lit && look.plate ? mixed(theme.soft, theme.ink, 90) : theme.soft);
    }
    drawIcon(pen, look.icon, center, look.enabled ? theme.ink : theme.ghost);
    if (touch.hovered && !look.hint.empty()) pen.tooltip(look.hint, area);
    return touch;
}

}  // namespace gui
