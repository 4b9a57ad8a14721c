#include "app/gui/canvas/stars.h"

#include <cmath>

namespace gui {
namespace {

constexpr float kRadius = 6;
constexpr float kPitch = 14;

}  // namespace

float starsWidth(const Pen& pen, int most) { return pen.px(kPitch) * static_cast<float>(most); }

float drawStars(Pen& pen, ImVec2 right, int earned, int most) {
    const float left = right.x - starsWidth(pen, most);
    for (int star = 0; star < most; ++star) {
        const ImVec2 center(left + pen.px(kPitch) * (static_cast<float>(star) + 0.5F), right.y);
        const auto corner = [&](int i) {
            const float radius = pen.px(i % 2 == 0 ? kRadius : kRadius * 0.46F);
            const float angle = 3.14159265F * (static_cast<float>(i) / 5.0F - 0.5F);
            return ImVec2(center.x + radius * std::cos(angle), center.y + radius * std::sin(angle));
        };
        pen.shape({corner(0), corner(1), corner(2), corner(3), corner(4), corner(5), corner(6), corner(7), corner(8),
                   corner(9)},
                  star < earned ? pen.theme().ink : render::mixed(pen.theme().ghost, pen.theme().panel, 50));
    }
    return left;
}

}  // namespace gui
