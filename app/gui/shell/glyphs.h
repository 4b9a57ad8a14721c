#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/fonts.h"

namespace gui {

/// Stands for what is no UTF-8 or has no glyph.
inline constexpr char32_t kReplacement = 0xFFFD;

/// The picture of one character, ready for a texture that is sampled with linear filtering. Text stands at fractions of
/// a pixel horizontally, so the picture has `oversample` texels per pixel in that direction, each of them the
/// coverage of one whole pixel: sampling it gives at every offset what drawing the outline there would give.
struct GlyphBitmap {
    int width = 0;       ///< Texels per row; 0 for a blank such as the space.
    int height = 0;      ///< Rows.
    int oversample = 1;  ///< Texels per pixel, horizontally.
    float leftPx = 0;    ///< From the pen to the left edge.
    int topPx = 0;       ///< From the baseline up to the top edge.
    std::vector<std::uint8_t> coverage;
};

/// Outlines from font files, and how wide their characters are.
class GlyphSource {
public:
    /// Opens the typefaces in `directory`; those that it lacks, and all of them when it is empty, come from where
    /// Debian installs them. Returns null and fills `error` if Inter or JetBrains Mono cannot be found at all.
    /// Without Noto the program still works in English.
    static std::unique_ptr<GlyphSource> open(const std::string& directory, std::string& error);
    ~GlyphSource();
    GlyphSource(const GlyphSource&) = delete;
    GlyphSource& operator=(const GlyphSource&) = delete;

    /// True if some typeface behind `face` has this character.
    bool contains(Face face, char32_t character);

    /// How far the pen moves, in pixels, at `px` pixels per em. Proportional to `px`: nothing is rounded, so that
    /// what was measured at one scale holds at every other. A character that no typeface has is as wide as U+FFFD.
    float advance(Face face, float px, char32_t character);

    /// Draws `character` at `px` pixels per em. Returns false if no typeface has it.
    bool rasterize(Face face, float px, char32_t character, GlyphBitmap& bitmap);

private:
    struct Files;
    struct Origin {
        void* face = nullptr;  // An FT_Face; null if no typeface has the character.
        unsigned glyph = 0;
        float advanceEm = 0;
        bool ideographic = false;
    };

    GlyphSource();
    const Origin& originOf(Face face, char32_t character);
    Origin locate(Face face, char32_t character);

    std::unique_ptr<Files> files_;
    std::array<std::map<char32_t, Origin>, kFaceCount> origins_;
};

/// Reads one character of `text`, which must not be empty, and removes it from the front. Bytes that are not UTF-8
/// become U+FFFD one by one.
char32_t takeCharacter(std::string_view& text);

}  // namespace gui
