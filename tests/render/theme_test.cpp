#include "render/theme.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "render/look.h"

namespace render {
namespace {

constexpr int kText = 4500;  // 4.5:1, as WCAG 2 asks for letters,
constexpr int kMark = 3000;  // and 3:1 for shapes that carry meaning.

constexpr ThemeName kAll[] = {ThemeName::Light, ThemeName::Dark, ThemeName::Projector, ThemeName::Paper};

TEST(Contrast, OfBlackAndWhiteIsTwentyOne) {
    EXPECT_EQ(contrastPermille(rgb(0), rgb(0xFFFFFF)), 21000);
    EXPECT_EQ(contrastPermille(rgb(0xFFFFFF), rgb(0xFFFFFF)), 1000);
    EXPECT_EQ(contrastPermille(rgb(0x767676), rgb(0xFFFFFF)), 4542);
}

/// What a palette gets wrong: letters below 4.5:1, marks below 3:1. Ghost lanes and hatching are exempt, because shapes
/// and words carry what they say as well.
std::vector<std::string> contrastFaults(const Theme& theme) {
    std::vector<std::string> faults;
    const auto need = [&](int least, const std::string& what, Color front, Color behind) {
        if (contrastPermille(front, behind) < least) faults.push_back(what);
    };
    for (const Color behind : {theme.paper, theme.panel, theme.soft}) {
        need(kText, "ink", theme.ink, behind);
        need(kText, "dim", theme.dim, behind);
        need(kText, "violation", theme.violation, behind);
    }
    need(kText, "letters on the primary button", theme.panel, theme.ink);
    need(kText, "letters on the alarm", theme.panel, theme.violation);
    for (std::uint32_t term = 0; term <= 3 * kHueCount; ++term) {
        const TermPaint paint = termPaint(theme, term);
        const std::string name = "term " + std::to_string(term);
        need(kText, name, paint.text, paint.full);
        need(kText, name + ", pale", paint.paleText, paint.pale);
        if (paint.round > 0) need(kText, name + ", pattern", paint.text, paint.pattern);
        need(kMark, name + ", outline", paint.outline, theme.panel);
        // A full cell is seen by its outline or by its filling.
        const int best =
            std::max(contrastPermille(theme.onHue, theme.panel), contrastPermille(paint.full, theme.panel));
        if (term > 0 && best < kMark) faults.push_back(name + ", cell");
    }
    return faults;
}

TEST(Theme, EveryPaletteIsReadable) {
    for (const ThemeName name : kAll) {
        EXPECT_EQ(contrastFaults(themeOf(name)), std::vector<std::string>{}) << static_cast<int>(name);
    }
}

TEST(Theme, AnUnreadablePaletteWouldBeCaught) {
    Theme grey = themeOf(ThemeName::Light);
    grey.dim = rgb(0x8A9299);
    EXPECT_FALSE(contrastFaults(grey).empty()) << "labels too light";
    Theme dull = themeOf(ThemeName::Dark);
    dull.violation = rgb(0xA03030);
    EXPECT_FALSE(contrastFaults(dull).empty()) << "an alarm that nobody sees";
    Theme deep = themeOf(ThemeName::Projector);
    deep.hues[0] = rgb(0x204070);
    EXPECT_FALSE(contrastFaults(deep).empty()) << "dark letters on a dark hue";
    Theme faint = themeOf(ThemeName::Paper);
    faint.outlinePercents[1] = 100;
    EXPECT_FALSE(contrastFaults(faint).empty()) << "a yellow line on white";
}

TEST(Theme, AProjectorHasThickerLinesAndFullContrast) {
    const Theme projector = themeOf(ThemeName::Projector);
    EXPECT_GE(projector.strokePercent, 140);
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Paper}) {
        EXPECT_EQ(themeOf(name).strokePercent, 100);
        EXPECT_GT(contrastPermille(projector.ink, projector.panel),
                  contrastPermille(themeOf(name).ink, themeOf(name).panel));
    }
    const FixedMeasure measure{};
    const PictureLabels labels{};
    const Look look{projector, measure, labels, Metrics{100}};
    EXPECT_EQ(look.stroke(20), px(3));
}

TEST(Theme, TermsRepeatTheirHueWithAPattern) {
    const Theme theme = themeOf(ThemeName::Light);
    EXPECT_EQ(termPaint(theme, 1).full, rgb(0x77AADD));
    EXPECT_EQ(termPaint(theme, 7).full, rgb(0xBBCC33));
    EXPECT_EQ(termPaint(theme, 8).full, termPaint(theme, 1).full);
    EXPECT_EQ(termPaint(theme, 7).round, 0);
    EXPECT_EQ(termPaint(theme, 8).round, 1);
    EXPECT_EQ(termPaint(theme, 15).round, 2);
    EXPECT_EQ(termPaint(theme, 0).full, theme.panel);
}

// ---- Colour blindness: Machado, Oliveira and Fernandes 2009, full severity; differences by CIEDE2000. ----

struct Linear {
    double r, g, b;
};

struct Lab {
    double l, a, b;
};

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

using Matrix = double[3][3];
constexpr Matrix kVisions[] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
};

Lab seen(Color color, const Matrix& vision) {
    const double in[3] = {linear(color.r), linear(color.g), linear(color.b)};
    double out[3];
    for (int row = 0; row < 3; ++row) {
        out[row] = vision[row][0] * in[0] + vision[row][1] * in[1] + vision[row][2] * in[2];
        out[row] = std::min(std::max(out[row], 0.0), 1.0);
    }
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124564 * out[0] + 0.3575761 * out[1] + 0.1804375 * out[2]) / 0.95047);
    const double y = f(0.2126729 * out[0] + 0.7151522 * out[1] + 0.0721750 * out[2]);
    const double z = f((0.0193339 * out[0] + 0.1191920 * out[1] + 0.9503041 * out[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double degrees(double radians) { return radians * 180 / M_PI; }
double radians(double degrees) { return degrees * M_PI / 180; }

/// CIEDE2000 (Sharma, Wu, Dalal 2005).
double difference(Lab p, Lab q) {
    const double c1 = std::hypot(p.a, p.b);
    const double c2 = std::hypot(q.a, q.b);
    const double mean7 = std::pow((c1 + c2) / 2, 7);
    const double g = 0.5 * (1 - std::sqrt(mean7 / (mean7 + 6103515625.0)));
    const double a1 = (1 + g) * p.a;
    const double a2 = (1 + g) * q.a;
    const double d1 = std::hypot(a1, p.b);
    const double d2 = std::hypot(a2, q.b);
    const auto hue = [](double b, double a) {
        if (a == 0 && b == 0) return 0.0;
        const double h = degrees(std::atan2(b, a));
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(p.b, a1);
    const double h2 = hue(q.b, a2);
    double dh = h2 - h1;
    if (d1 * d2 == 0) dh = 0;
    if (dh > 180) dh -= 360;
    if (dh < -180) dh += 360;
    const double dL = q.l - p.l;
    const double dC = d2 - d1;
    const double dH = 2 * std::sqrt(d1 * d2) * std::sin(radians(dh / 2));
    const double lMean = (p.l + q.l) / 2;
    const double cMean = (d1 + d2) / 2;
    double hMean = h1 + h2;
    if (d1 * d2 != 0) {
        hMean /= 2;
        if (std::abs(h1 - h2) > 180) hMean += h1 + h2 < 360 ? 180 : -180;
    }
    const double t = 1 - 0.17 * std::cos(radians(hMean - 30)) + 0.24 * std::cos(radians(2 * hMean)) +
                     0.32 * std::cos(radians(3 * hMean + 6)) - 0.20 * std::cos(radians(4 * hMean - 63));
    const double cMean7 = std::pow(cMean, 7);
    const double rc = 2 * std::sqrt(cMean7 / (cMean7 + 6103515625.0));
    const double l50 = (lMean - 50) * (lMean - 50);
    const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50);
    const double sc = 1 + 0.045 * cMean;
    const double sh = 1 + 0.015 * cMean * t;
    const double rt = -std::sin(radians(60 * std::exp(-std::pow((hMean - 275) / 25, 2)))) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) + rt * dC / sc * dH / sh);
}

TEST(ColourDifference, AgreesWithThePublishedPairs) {
    EXPECT_NEAR(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 1e-4);
    EXPECT_NEAR(difference({50, -1, 2}, {50, 0, 0}), 2.3669, 1e-4);
    EXPECT_NEAR(difference({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}), 1.2644, 1e-4);
    EXPECT_NEAR(difference({22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}), 2.0373, 1e-4);
}

TEST(Theme, ConsecutiveTermsDifferUnderEveryKindOfColourVision) {
    for (const ThemeName name : kAll) {
        EXPECT_EQ(themeOf(name).hues, themeOf(ThemeName::Light).hues) << "one hue, one term, wherever one looks";
    }
    const Theme theme = themeOf(ThemeName::Light);
    for (const Matrix& vision : kVisions) {
        for (int hue = 0; hue + 1 < kHueCount; ++hue) {
            const auto at = static_cast<std::size_t>(hue);
            EXPECT_GE(difference(seen(theme.hues[at], vision), seen(theme.hues[at + 1], vision)), 10)
                << "hue " << hue << ", vision " << &vision - kVisions;
        }
        // From round to round the pattern helps, and yet the hues differ.
        EXPECT_GE(difference(seen(theme.hues[kHueCount - 1], vision), seen(theme.hues[0], vision)), 10);
    }
}

TEST(Theme, ARedGreenPairWouldBeCaught) {
    double least = 1000;
    for (const Matrix& vision : kVisions) {
        least = std::min(least, difference(seen(rgb(0x88AA44), vision), seen(rgb(0xBB9944), vision)));
    }
    EXPECT_LT(least, 10);
}

TEST(Metrics, GrowWithTheScale) {
    EXPECT_EQ((Metrics{100}.body()), px(14));
    EXPECT_EQ((Metrics{200}.body()), px(28));
    EXPECT_EQ((Metrics{75}.of(4)), px(3));
    EXPECT_EQ((Metrics{100}.tenths(15)), px(3) / 2);
}

}  // namespace
}  // namespace render
