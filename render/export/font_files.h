#pragma once
// The typefaces as FreeType reads them. Only compiled into a build with cairo.

#ifdef RAFTLAB_HAVE_CAIRO

#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "render/scene.h"

namespace render {

/// A character in the file that has it.
struct FontGlyph {
    int file = -1;  ///< Number of the file; -1 if no typeface has the character.
    unsigned glyph = 0;
    std::int64_t advanceUnits = 0;  ///< In units of the em,
    std::int64_t unitsPerEm = 1;    ///< of which this many make one.
};

/// All files are found once; glyphs are remembered.
class FontFiles {
public:
    /// Looks in `directory`, then where the build cut the typefaces to, then asks fontconfig.
    explicit FontFiles(const std::string& directory);
    ~FontFiles();
    FontFiles(const FontFiles&) = delete;
    FontFiles& operator=(const FontFiles&) = delete;

    /// False if even the main typeface is missing.
    bool usable() const { return faces_[0] != nullptr; }
    const FontGlyph& glyph(Face face, char32_t character);
    FT_Face file(int number) const { return faces_[static_cast<std::size_t>(number)]; }

    static constexpr int kFileCount = kFaceCount + 2;  ///< The faces, and Chinese in two weights.

private:
    FontGlyph locate(Face face, char32_t character) const;

    FT_Library library_ = nullptr;
    std::array<FT_Face, kFileCount> faces_{};
    std::array<std::map<char32_t, FontGlyph>, kFaceCount> known_;
};

}  // namespace render

#endif
