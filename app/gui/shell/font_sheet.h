#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "app/gui/shell/glyph_atlas.h"
#include "app/gui/shell/glyphs.h"

struct ImFont;
struct ImFontAtlas;

namespace gui {

/// The texture that Dear ImGui's texture coordinates refer to: coverage, whatever else is stored beside it.
struct CoverageMap {
    const std::uint8_t* first = nullptr;
    int stepBytes = 1;  ///< From one texel to the next.
    int width = 0;
    int height = 0;

    std::uint8_t at(int x, int y) const { return first[(static_cast<std::ptrdiff_t>(y) * width + x) * stepBytes]; }
};

/// Hands Dear ImGui the glyphs of a GlyphSource. There are two of these, chosen by the version of Dear ImGui: up to
/// 1.91 the library wants its atlas complete before the first frame, and font_sheet.cpp fills it behind the library's
/// back instead; from 1.92 on it asks for each glyph when it is first drawn, and font_sheet_dynamic.cpp answers.
class FontSheet {
public:
    explicit FontSheet(GlyphSource& source);
    ~FontSheet();
    FontSheet(const FontSheet&) = delete;
    FontSheet& operator=(const FontSheet&) = delete;

    ImFontAtlas* imguiAtlas() { return imgui_; }

    /// The font of exactly `px`; if the atlas has no room for another, the nearest size of that face.
    ImFont* find(Face face, float px);

    /// Draws what is missing of `characters` in all fonts of find() from now on: `version` tells sets apart.
    void ensureAll(ImFont* font, std::u32string_view characters, unsigned version);

    void ensure(ImFont* font, std::string_view utf8);

    /// Between frames: makes room. Fonts handed out before are invalid afterwards.
    void makeRoom();

    /// Between frames: forgets all glyphs. Fonts handed out before are invalid afterwards.
    void reset();

    /// True if something could not be drawn since makeRoom() because the atlas was full, and makeRoom() can help.
    bool starved() const { return starved_ && !exhausted_; }

    /// What has been drawn so far. Valid until the next call of anything here.
    CoverageMap coverage() const;

    GlyphAtlas& glyphAtlas() { return atlas_; }

private:
    struct Baked {
        Face face = Face::Text;
        float px = 0;
        ImFont* font = nullptr;
        unsigned version = 0;  // Of the characters that ensureAll() has drawn.
    };
    struct Loader;

    Baked& bakedOf(ImFont* font);
    void attachTexels();
    void drawWhiteAndLines();
    void locateWhiteAndLines();
    ImFont* bake(Face face, float px);
    bool ensureGlyph(const Baked& baked, char32_t character);
    void halveTextureRows();

    GlyphSource& source_;
    GlyphAtlas atlas_;
    ImFontAtlas* imgui_ = nullptr;
    std::vector<Baked> baked_;
    AtlasRect white_;
    AtlasRect lines_;
    GlyphBitmap scratch_;
    std::unique_ptr<Loader> loader_;
    bool starved_ = false;
    bool justReset_ = false;
    bool exhausted_ = false;  // One frame needs more than the largest atlas holds: some sizes are drawn scaled.
};

}  // namespace gui
