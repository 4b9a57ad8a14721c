#include "render/export/font_measure.h"

#ifdef RAFTLAB_HAVE_CAIRO
#include "render/export/font_files.h"
#endif

namespace render {

#ifdef RAFTLAB_HAVE_CAIRO

namespace {

/// Widths as the files say, without hinting, so that they grow in proportion to the size.
class FontFileMeasure final : public TextMeasure {
public:
    explicit FontFileMeasure(const std::string& directory) : files_(directory) {}
    bool usable() const { return files_.usable(); }
    Coord advance(Face face, Coord sizePx, char32_t character) const override {
        const FontGlyph& glyph = files_.glyph(face, character);
        return static_cast<Coord>((sizePx * glyph.advanceUnits + glyph.unitsPerEm / 2) / glyph.unitsPerEm);
    }

private:
    mutable FontFiles files_;  // Remembers glyphs; the answers never change.
};

}  // namespace

std::unique_ptr<TextMeasure> openFontMeasure(const std::string& fontDirectory) {
    auto measure = std::make_unique<FontFileMeasure>(fontDirectory);
    if (measure->usable()) return measure;
    return std::make_unique<FixedMeasure>();
}

#else

std::unique_ptr<TextMeasure> openFontMeasure(const std::string& fontDirectory) {
    static_cast<void>(fontDirectory);
    return std::make_unique<FixedMeasure>();
}

#endif

}  // namespace render
