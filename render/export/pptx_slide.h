#pragma once
// One page of a deck as the XML of a slide.

#include <map>
#include <string>
#include <vector>

#include "render/export/deck.h"

namespace render {

/// Lengths of a deck in EMU (914400 to the inch) and letters in hundredths of a point: a slide is 13.333 inches wide,
/// however many pixels the deck has.
struct SlideScale {
    Coord width = 1;

    static constexpr std::int64_t kSlideWidth = 12192000;
    static constexpr std::int64_t kSlideWidthPoints = 960;
    std::int64_t emu(Coord length) const { return rounded(std::int64_t{length} * kSlideWidth); }
    std::int64_t hundredths(Coord sizePx) const { return rounded(std::int64_t{sizePx} * kSlideWidthPoints * 100); }

private:
    std::int64_t rounded(std::int64_t product) const {
        const std::int64_t half = width / 2;
        return (product + (product < 0 ? -half : half)) / width;
    }
};

/// The colours that a theme has names for, so that whoever changes the theme changes the slides.
class ThemeColors {
public:
    explicit ThemeColors(const Deck& deck);
    /// A fill's inner element: a colour of the theme, or one of its own.
    std::string element(Color color) const;

private:
    std::vector<std::pair<Color, std::string>> names_;
};

/// "slideN.xml". `language` is that of its texts: "en-US", "zh-CN".
std::string slideXml(const Deck& deck, const DeckPage& page, const ThemeColors& colors, const std::string& language);

/// A solid fill, or none.
std::string fillXml(Color color, const ThemeColors& colors);
/// The properties of a run of letters.
std::string runProperties(const TextStyle& style, const SlideScale& scale, const ThemeColors& colors,
                          const std::string& language);

}  // namespace render
