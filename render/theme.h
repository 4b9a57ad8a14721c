#pragma once
// Colours and sizes. Hue means term and nothing else; red means violation and nothing else.

#include <array>
#include <cstdint>

#include "render/scene.h"

namespace render {

enum class ThemeName : std::uint8_t { Light, Dark, Projector, Paper };
inline constexpr int kThemeCount = 4;

inline constexpr int kHueCount = 7;

struct Theme {
    ThemeName name = ThemeName::Light;
    Color paper;  ///< Behind the panels.
    Color panel;
    Color hairline;  ///< Round panels; grid lines.
    Color ink;       ///< Text, rims, selection, the one primary button.
    Color dim;       ///< Labels.
    Color soft;      ///< Chips, keys, the tool strip.
    Color ghost;     ///< Lanes, hatching: never the only carrier of meaning.
    Color violation;
    Color onHue;  ///< Text on a term's full hue, in every theme.
    std::array<Color, kHueCount> hues;
    std::array<std::uint8_t, kHueCount>
        outlinePercents;               ///< How much of each hue an outline may keep; the rest is `ink`.
    std::uint8_t palePercent = 40;     ///< How much of the hue is in an uncommitted cell; the rest is `panel`.
    std::uint8_t strokePercent = 100;  ///< How thick lines are: a projector takes thin ones away.
};

/// light, dark: the window. projector: light with pure white and black. paper: for print, white background.
Theme themeOf(ThemeName name);

/// How a term is painted. From the second round through the hues on, a pattern tells the rounds apart.
struct TermPaint {
    Color full;      ///< A node, a committed cell, a led stretch.
    Color pale;      ///< An uncommitted cell.
    Color text;      ///< On `full`.
    Color paleText;  ///< On `pale`.
    Color outline;   ///< A stretch that nobody leads: the hue, darkened or lightened to 3:1 on the panel.
    int round = 0;   ///< 0: no pattern; 1, 2: hatched with one or two spacings; then again from 0.
    Color pattern;   ///< Of the hatching on `full`.
};
/// Term 0 (before any election) has no hue: `full` and `pale` are the panel.
TermPaint termPaint(const Theme& theme, std::uint32_t term);

/// `percent` of `a` and the rest of `b`, both opaque.
Color mixed(Color a, Color b, int percent);

/// Contrast of two opaque colours as WCAG defines it, times 1000 (4.5:1 is 4500).
int contrastPermille(Color a, Color b);

/// Sizes at a scale in percent, in 1/64 pixel; strokes and letters grow together.
struct Metrics {
    int scalePercent = 100;
    constexpr Coord of(std::int32_t pixelsAtFull) const {
        return static_cast<Coord>(static_cast<std::int64_t>(pixelsAtFull) * kUnitsPerPx * scalePercent / 100);
    }
    /// For sizes with a fraction: tenths of a pixel.
    constexpr Coord tenths(std::int32_t tenthsAtFull) const {
        return static_cast<Coord>(static_cast<std::int64_t>(tenthsAtFull) * kUnitsPerPx * scalePercent / 1000);
    }
    constexpr Coord radius() const { return of(10); }
    constexpr Coord gap() const { return of(12); }
    constexpr Coord padding() const { return of(20); }
    constexpr Coord caption() const { return of(17); }
    constexpr Coord body() const { return of(14); }
    constexpr Coord small() const { return of(13); }
    constexpr Coord label() const { return of(11); }
};

}  // namespace render
