#include "render/theme.h"

#include <cmath>

namespace render {
namespace {

constexpr std::array<Color, kHueCount> kHues{rgb(0x77AADD), rgb(0xEEDD88), rgb(0x44BB99), rgb(0xEE8866),
                                             rgb(0xFFAABB), rgb(0x99DDFF), rgb(0xBBCC33)};

using Percents = std::array<std::uint8_t, kHueCount>;
constexpr Percents kOnWhite{86, 61, 85, 88, 71, 63, 71};
constexpr Percents kOnWhiteWithBlack{89, 67, 87, 90, 76, 69, 76};
constexpr Percents kOnDark{100, 100, 100, 100, 100, 100, 100};

constexpr Theme kLight{ThemeName::Light,
                       rgb(0xF6F5F1),
                       rgb(0xFFFFFF),
                       rgb(0xE2E0DA),
                       rgb(0x1F2328),
                       rgb(0x5A636B),
                       rgb(0xEFEDE7),
                       rgb(0xBDB8AD),
                       rgb(0xC62828),
                       rgb(0x1F2328),
                       kHues,
                       kOnWhite,
                       38};
constexpr Theme kDark{ThemeName::Dark,
                      rgb(0x14171A),
                      rgb(0x1C2024),
                      rgb(0x2E353B),
                      rgb(0xECEAE4),
                      rgb(0xA3ACB5),
                      rgb(0x262B30),
                      rgb(0x4A535B),
                      rgb(0xFF6B5E),
                      rgb(0x1F2328),
                      kHues,
                      kOnDark,
                      36};
// A projector washes out greys: everything that carries meaning is one step darker than on a screen.
constexpr Theme kProjector{ThemeName::Projector,
                           rgb(0xFFFFFF),
                           rgb(0xFFFFFF),
                           rgb(0xC9C6BE),
                           rgb(0x000000),
                           rgb(0x3A4249),
                           rgb(0xEDEBE4),
                           rgb(0x8F8A7F),
                           rgb(0xB00000),
                           rgb(0x1F2328),
                           kHues,
                           kOnWhiteWithBlack,
                           38,
                           150};
constexpr Theme kPaper{ThemeName::Paper,
                       rgb(0xFFFFFF),
                       rgb(0xFFFFFF),
                       rgb(0xDAD8D2),
                       rgb(0x1F2328),
                       rgb(0x4E565D),
                       rgb(0xF4F3EF),
                       rgb(0xA9A499),
                       rgb(0xC62828),
                       rgb(0x1F2328),
                       kHues,
                       kOnWhite,
                       38};

double linearChannel(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linearChannel(c.r) + 0.7152 * linearChannel(c.g) + 0.0722 * linearChannel(c.b);
}

std::uint8_t mixedChannel(std::uint8_t a, std::uint8_t b, int percent) {
    return static_cast<std::uint8_t>((a * percent + b * (100 - percent) + 50) / 100);
}

}  // namespace

Theme themeOf(ThemeName name) {
    switch (name) {
        case ThemeName::Light: return kLight;
        case ThemeName::Dark: return kDark;
        case ThemeName::Projector: return kProjector;
        case ThemeName::Paper: return kPaper;
    }
    return kLight;
}

Color mixed(Color a, Color b, int percent) {
    return {mixedChannel(a.r, b.r, percent), mixedChannel(a.g, b.g, percent), mixedChannel(a.b, b.b, percent), 255};
}

int contrastPermille(Color a, Color b) {
    const double first = luminance(a);
    const double second = luminance(b);
    const double contrast = (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
    return static_cast<int>(contrast * 1000.0 + 0.5);
}

TermPaint termPaint(const Theme& theme, std::uint32_t term) {
    TermPaint paint;
    if (term == 0) {
        paint.full = paint.pale = theme.panel;
        paint.text = paint.paleText = theme.ink;
        paint.outline = theme.dim;
        paint.pattern = theme.panel;
        return paint;
    }
    const std::uint32_t place = (term - 1) % kHueCount;
    const Color hue = theme.hues[place];
    paint.full = hue;
    paint.pale = mixed(hue, theme.panel, theme.palePercent);
    paint.text = theme.onHue;
    paint.paleText = theme.ink;
    paint.outline = mixed(hue, theme.ink, theme.outlinePercents[place]);
    paint.round = static_cast<int>((term - 1) / kHueCount % 3);
    paint.pattern = mixed(hue, theme.onHue, 84);
    return paint;
}

}  // namespace render
