#pragma once
// How wide texts are, and where lines may break, in English and in Chinese.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/scene.h"

namespace render {

/// Stands for what is no UTF-8 or has no glyph.
inline constexpr char32_t kReplacement = 0xFFFD;

/// Widths of characters. The window answers from its fonts, an export from font files, tests from a fixed table.
/// A virtual function, because the layers that know fonts are above this one.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    /// How far the pen moves, in 1/64 pixel, at `sizePx` (1/64 pixel) per em.
    virtual Coord advance(Face face, Coord sizePx, char32_t character) const = 0;
};

/// Widths by class of character, close to Inter and JetBrains Mono, without any font: the same on every machine.
class FixedMeasure final : public TextMeasure {
public:
    Coord advance(Face face, Coord sizePx, char32_t character) const override;
};

Coord textWidth(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8);

/// One line of a longer text: bytes `first` … `first + count`, without the blank at which it was broken.
struct TextLine {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    Coord width = 0;
};

/// Breaks where line_breaking.h allows it, and inside a word only if it alone is wider than a line. '\n' always breaks.
/// Replaces `lines`.
void breakLines(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8, Coord widthMax,
                std::vector<TextLine>& lines);

/// `utf8` if it fits, else as much of it as fits with "…" behind; "" if not even that fits.
/// Replaces `out`; the result views `utf8` or `out`.
std::string_view ellipsize(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8, Coord widthMax,
                           std::string& out);

/// The baseline at which capitals and digits stand in the middle of `middleY`.
constexpr Coord baselineAround(Coord middleY, Coord sizePx) {
    return middleY + static_cast<Coord>(static_cast<std::int64_t>(sizePx) * 364 / 1000);
}

/// How a text looks; the rest of a TextItem is where it stands.
struct TextStyle {
    Face face = Face::Text;
    Coord sizePx = px(13);
    Color color;
    Align align = Align::Start;
};

/// Measures `utf8`, puts it into the scene with its baseline at `at`, and returns its width.
Coord addText(Scene& scene, const TextMeasure& measure, const TextStyle& style, Point at, std::string_view utf8);

/// Reads one character from the front of `text`, which must not be empty, and removes it. Invalid bytes become U+FFFD.
char32_t takeCharacter(std::string_view& text);

}  // namespace render
