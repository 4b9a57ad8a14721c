#include "app/gui/shell/icon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace gui {
namespace {

struct Disc {
    float x = 0;  // In a unit square.
    float y = 0;
    float radius = 0;
    std::array<float, 3> colour{};
};

/// How much of the pixel around (x, y) lies within the disc, for pixels of `side`.
float coverage(const Disc& disc, float x, float y, float side) {
    return std::clamp((disc.radius - std::hypot(x - disc.x, y - disc.y)) / side + 0.5F, 0.0F, 1.0F);
}

}  // namespace

Image windowIcon(int size) {
    constexpr std::array<float, 3> kInk = {0x1F, 0x23, 0x28};
    constexpr std::array<float, 3> kPaper = {0xFF, 0xFF, 0xFF};
    constexpr std::array<float, 3> kTerm = {0x77, 0xAA, 0xDD};
    constexpr float kPi = 3.14159265F;
    std::array<Disc, 12> discs;
    discs[0] = {0.5F, 0.5F, 0.5F, kInk};
    discs[1] = {0.5F, 0.5F, 0.46F, kPaper};
    for (std::size_t i = 0; i < 5; ++i) {
        const float angle = static_cast<float>(i) * 2 * kPi / 5 - kPi / 2;
        const float x = 0.5F + 0.28F * std::cos(angle);
        const float y = 0.5F + 0.28F * std::sin(angle);
        const bool leads = i == 0;
        discs[2 + 2 * i] = {x, y, leads ? 0.135F : 0.1F, kInk};
        discs[3 + 2 * i] = {x, y, leads ? 0.085F : 0.08F, kTerm};
    }
    Image image{size, size, {}};
    image.rgba.resize(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 4);
    const float side = 1 / static_cast<float>(size);
    for (std::size_t i = 0; i < image.rgba.size() / 4; ++i) {
        const float x = (static_cast<float>(static_cast<int>(i) % size) + 0.5F) * side;
        const float y = (static_cast<float>(static_cast<int>(i) / size) + 0.5F) * side;
        std::array<float, 3> colour = kInk;
        for (const Disc& disc : discs) {
            const float part = coverage(disc, x, y, side);
            for (std::size_t c = 0; c < 3; ++c) colour[c] += (disc.colour[c] - colour[c]) * part;
        }
        for (std::size_t c = 0; c < 3; ++c) image.rgba[i * 4 + c] = static_cast<std::uint8_t>(std::lround(colour[c]));
        const float alpha = 255 * coverage(discs[0], x, y, side);
        image.rgba[i * 4 + 3] = static_cast<std::uint8_t>(std::lround(alpha));
    }
    return image;
}

}  // namespace gui
