#include "app/gui/shell/glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <utility>

namespace gui {
namespace {

/// A file and which of the typefaces in it, as Debian's packages fonts-inter, fonts-jetbrains-mono and fonts-noto-cjk
/// install them.
struct SystemFont {
    const char* path;
    int index;
};

constexpr const char* kCutNames[kFaceCount] = {"Inter-Regular.otf",         "Inter-Medium.otf",
                                               "Inter-SemiBold.otf",        "Inter-Bold.otf",
                                               "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"};
constexpr const char* kSystemFolders[kFaceCount] = {
    "/usr/share/fonts/opentype/inter/",          "/usr/share/fonts/opentype/inter/",
    "/usr/share/fonts/opentype/inter/",          "/usr/share/fonts/opentype/inter/",
    "/usr/share/fonts/truetype/jetbrains-mono/", "/usr/share/fonts/truetype/jetbrains-mono/"};
constexpr const char* kCutHan[2] = {"NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"};
constexpr SystemFont kSystemHan[2] = {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
                                      {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2}};

bool isBold(Face face) { return face == Face::SemiBold || face == Face::Bold || face == Face::MonoBold; }

/// The text face that lends a monospaced face the symbols it lacks.
std::optional<Face> lender(Face face) {
    switch (face) {
        case Face::Mono: return Face::Text;
        case Face::MonoBold: return Face::SemiBold;
        case Face::Text:
        case Face::Medium:
        case Face::SemiBold:
        case Face::Bold: return std::nullopt;
    }
    return std::nullopt;
}

/// Finer steps for small text, where a third of a pixel can be seen; none where strokes are several pixels wide.
int oversampleFor(float px, bool ideographic) {
    if (px > 48) return 1;
    if (ideographic) return px > 24 ? 1 : 2;
    return px > 24 ? 2 : 4;
}

/// Hints move outlines vertically only: x-height and baseline fall on whole pixels and the spacing stays exact. They
/// double the cost of a Chinese character, and above some size nobody sees them there.
FT_Int32 hintingFor(float px, bool ideographic) {
    return ideographic && px > 24 ? FT_LOAD_NO_HINTING : FT_LOAD_FORCE_AUTOHINT;
}

/// Turns texels that each cover 1/n of a pixel into texels that each cover one whole pixel, n of them per pixel.
void widenCoverage(const FT_Bitmap& narrow, GlyphBitmap& bitmap) {
    const int n = bitmap.oversample;
    const int width = static_cast<int>(narrow.width);
    for (int y = 0; y < static_cast<int>(narrow.rows); ++y) {
        const unsigned char* row = narrow.buffer + static_cast<std::ptrdiff_t>(y) * narrow.pitch;
        // A blank texel on all sides lets linear filtering fade the edges out.
        std::uint8_t* out = bitmap.coverage.data() + static_cast<std::ptrdiff_t>(y + 1) * bitmap.width;
        int sum = 0;
        for (int x = 0; x < width + n - 1; ++x) {
            if (x < width) sum += row[x];
            if (x >= n) sum -= row[x - n];
            out[x + 1] = static_cast<std::uint8_t>(sum / n);
        }
    }
}

}  // namespace

struct GlyphSource::Files {
    FT_Library library = nullptr;
    std::array<FT_Face, kFaceCount> faces{};
    std::array<FT_Face, 2> cutHan{};
    std::array<FT_Face, 2> systemHan{};

    FT_Face load(const std::string& path, int index) const {
        FT_Face face = nullptr;
        return FT_New_Face(library, path.c_str(), index, &face) == 0 ? face : nullptr;
    }
};

GlyphSource::GlyphSource() : files_(std::make_unique<Files>()) {}

GlyphSource::~GlyphSource() {
    if (files_->library != nullptr) FT_Done_FreeType(files_->library);  // Closes its faces, too.
}

std::unique_ptr<GlyphSource> GlyphSource::open(const std::string& directory, std::string& error) {
    std::unique_ptr<GlyphSource> source(new GlyphSource());
    Files& files = *source->files_;
    if (FT_Init_FreeType(&files.library) != 0) {
        error = "FreeType does not start";
        return nullptr;
    }
    const std::string folder = directory.empty() ? std::string() : directory + "/";
    for (std::size_t i = 0; i < kFaceCount; ++i) {
        if (!folder.empty()) files.faces[i] = files.load(folder + kCutNames[i], 0);
        if (files.faces[i] == nullptr) files.faces[i] = files.load(std::string(kSystemFolders[i]) + kCutNames[i], 0);
        if (files.faces[i] == nullptr) {
            error = std::string("the typeface ") + kCutNames[i] + " is neither in '" + directory + "' nor in " +
                    kSystemFolders[i];
            return nullptr;
        }
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (!folder.empty()) files.cutHan[i] = files.load(folder + kCutHan[i], 0);
        files.systemHan[i] = files.load(kSystemHan[i].path, kSystemHan[i].index);
    }
    return source;
}

GlyphSource::Origin GlyphSource::locate(Face face, char32_t character) {
    const auto at = [this](Face which) { return files_->faces[static_cast<std::size_t>(which)]; };
    const std::size_t weight = isBold(face) ? 1 : 0;
    const std::optional<Face> other = lender(face);
    const std::initializer_list<std::pair<FT_Face, bool>> chain = {{at(face), false},
                                                                   {other ? at(*other) : nullptr, false},
                                                                   {files_->cutHan[weight], true},
                                                                   {files_->systemHan[weight], true}};
    for (const auto& [candidate, ideographic] : chain) {
        if (candidate == nullptr) continue;
        const FT_UInt glyph = FT_Get_Char_Index(candidate, character);
        if (glyph == 0 || FT_Load_Glyph(candidate, glyph, FT_LOAD_NO_SCALE) != 0) continue;
        const float advanceEm =
            static_cast<float>(candidate->glyph->advance.x) / static_cast<float>(candidate->units_per_EM);
        return {candidate, glyph, advanceEm, ideographic};
    }
    return {};
}

const GlyphSource::Origin& GlyphSource::originOf(Face face, char32_t character) {
    auto& known = origins_[static_cast<std::size_t>(face)];
    const auto found = known.find(character);
    if (found != known.end()) return found->second;
    return known.emplace(character, locate(face, character)).first->second;
}

bool GlyphSource::contains(Face face, char32_t character) { return originOf(face, character).face != nullptr; }

float GlyphSource::advance(Face face, float px, char32_t character) {
    const Origin* origin = &originOf(face, character);
    if (origin->face == nullptr) origin = &originOf(face, kReplacement);
    if (origin->face == nullptr) origin = &originOf(face, U'?');
    return origin->advanceEm * px;
}

bool GlyphSource::rasterize(Face face, float px, char32_t character, GlyphBitmap& bitmap) {
    const Origin& origin = originOf(face, character);
    if (origin.face == nullptr) return false;
    const FT_Face outlines = static_cast<FT_Face>(origin.face);
    bitmap.width = bitmap.height = 0;
    bitmap.oversample = oversampleFor(px, origin.ideographic);
    bitmap.coverage.clear();
    const FT_Int32 flags = FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP | hintingFor(px, origin.ideographic);
    if (FT_Set_Char_Size(outlines, 0, std::lround(px * 64), 72, 72) != 0) return false;
    if (FT_Load_Glyph(outlines, origin.glyph, flags) != 0) return false;
    const FT_GlyphSlot slot = outlines->glyph;
    const int n = bitmap.oversample;
    const FT_Matrix stretch = {n * 0x10000L, 0, 0, 0x10000L};
    FT_Outline_Transform(&slot->outline, &stretch);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return false;
    const FT_Bitmap& narrow = slot->bitmap;
    if (narrow.width == 0 || narrow.rows == 0) return true;
    bitmap.width = static_cast<int>(narrow.width) + n - 1 + 2;
    bitmap.height = static_cast<int>(narrow.rows) + 2;
    bitmap.topPx = slot->bitmap_top + 1;
    // Texel t covers one pixel that ends with narrow texel t: its middle lies (n - 1) / 2 narrow texels further left.
    const float leftTexels = static_cast<float>(slot->bitmap_left) - static_cast<float>(n - 1) / 2.0F - 1.0F;
    bitmap.leftPx = leftTexels / static_cast<float>(n);
    bitmap.coverage.assign(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height), 0);
    widenCoverage(narrow, bitmap);
    return true;
}

char32_t takeCharacter(std::string_view& text) {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first < 0xC2                  ? 0
                               : first < 0xF0                  ? 3
                               : first < 0xF5                  ? 4
                                                               : 0;
    bool good = length != 0 && length <= text.size();
    char32_t character = length == 1 ? first : static_cast<char32_t>(first & (0x7FU >> length));
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0U) == 0x80U;
        character = (character << 6U) | (byte(i) & 0x3FU);
    }
    good = good && !(length == 3 && (character < 0x800 || (character >= 0xD800 && character < 0xE000)));
    good = good && !(length == 4 && (character < 0x10000 || character > 0x10FFFF));
    text.remove_prefix(good ? length : 1);
    return good ? character : kReplacement;
}

}  // namespace gui
