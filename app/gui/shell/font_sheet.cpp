#include "app/gui/shell/font_sheet.h"

#include <imgui.h>

#if IMGUI_VERSION_NUM < 19200

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/gui/fonts.h"

namespace gui {
namespace {

constexpr ImWchar kAbsent = static_cast<ImWchar>(-1);
constexpr char32_t kEllipsis = 0x2026;
constexpr int kTabSpaces = 4;
constexpr int kWhiteSize = 3;  // Linear filtering at its middle reads nothing else.
constexpr int kLineMax = IM_DRAWLIST_TEX_LINES_WIDTH_MAX;

bool hasGlyph(const ImFont& font, char32_t character) {
    const int index = static_cast<int>(character);
    return index < font.IndexLookup.Size && font.IndexLookup[index] != kAbsent;
}

/// ImFont::BuildLookupTable does this for a complete font, and adds another tab whenever it is called again.
void growLookup(ImFont& font, int size) {
    const int before = font.IndexAdvanceX.Size;
    if (size <= before) return;
    font.GrowIndex(size);
    std::fill(font.IndexAdvanceX.begin() + before, font.IndexAdvanceX.end(), font.FallbackAdvanceX);
}

void registerGlyph(ImFont& font, char32_t character) {
    const int index = static_cast<int>(character);
    growLookup(font, index + 1);
    font.IndexLookup[index] = static_cast<ImWchar>(font.Glyphs.Size - 1);
    font.IndexAdvanceX[index] = font.Glyphs.back().AdvanceX;
    // The vector of glyphs may have moved.
    font.FallbackGlyph = hasGlyph(font, font.FallbackChar) ? font.FindGlyphNoFallback(font.FallbackChar) : nullptr;
}

}  // namespace

struct FontSheet::Loader {};  // Only Dear ImGui 1.92 has loaders.

FontSheet::FontSheet(GlyphSource& source) : source_(source), imgui_(IM_NEW(ImFontAtlas)()) { reset(); }

FontSheet::~FontSheet() {
    imgui_->TexPixelsAlpha8 = nullptr;  // Ours: the library must not free it.
    IM_DELETE(imgui_);
}

void FontSheet::reset() {
    for (const Baked& baked : baked_) IM_DELETE(baked.font);
    baked_.clear();
    imgui_->Fonts.clear();
    atlas_.clear();
    starved_ = exhausted_ = false;
    drawWhiteAndLines();
    attachTexels();
}

void FontSheet::attachTexels() {
    imgui_->TexPixelsAlpha8 = atlas_.texels();
    imgui_->TexWidth = GlyphAtlas::kWidth;
    imgui_->TexHeight = atlas_.height();
    imgui_->TexUvScale =
        ImVec2(1.0F / static_cast<float>(GlyphAtlas::kWidth), 1.0F / static_cast<float>(atlas_.height()));
    imgui_->TexReady = true;
    locateWhiteAndLines();
}

/// Everything that is no text is drawn with one white texel, and antialiased lines with a ramp of ready-made ones.
void FontSheet::drawWhiteAndLines() {
    std::vector<std::uint8_t> white(static_cast<std::size_t>(kWhiteSize) * kWhiteSize, 255);
    white_ = *atlas_.reserve(kWhiteSize, kWhiteSize);
    atlas_.write(white_, white.data());
    const int width = kLineMax + 2;
    std::vector<std::uint8_t> lines(static_cast<std::size_t>(width) * (kLineMax + 1), 0);
    for (int thickness = 0; thickness <= kLineMax; ++thickness) {
        std::uint8_t* row = lines.data() + static_cast<std::ptrdiff_t>(thickness) * width;
        std::fill_n(row + (width - thickness) / 2, thickness, std::uint8_t{255});
    }
    lines_ = *atlas_.reserve(width, kLineMax + 1);
    atlas_.write(lines_, lines.data());
}

void FontSheet::locateWhiteAndLines() {
    const ImVec2 scale = imgui_->TexUvScale;
    const auto u = [scale](int x) { return static_cast<float>(x) * scale.x; };
    const auto v = [scale](int y) { return (static_cast<float>(y) + 0.5F) * scale.y; };
    imgui_->TexUvWhitePixel = ImVec2((static_cast<float>(white_.x) + 1.5F) * scale.x, v(white_.y + 1));
    for (int thickness = 0; thickness <= kLineMax; ++thickness) {
        const int left = lines_.x + (lines_.width - thickness) / 2;
        const float row = v(lines_.y + thickness);
        imgui_->TexUvLines[thickness] = ImVec4(u(left - 1), row, u(left + thickness + 1), row);
    }
}

CoverageMap FontSheet::coverage() const { return {atlas_.texels(), 1, GlyphAtlas::kWidth, atlas_.height()}; }

void FontSheet::makeRoom() {
    const bool wasReset = std::exchange(justReset_, false);
    if (starved_ && atlas_.height() >= GlyphAtlas::kHeightMax) {
        if (exhausted_ || wasReset) {
            exhausted_ = true;
            return;
        }
        reset();
        while (atlas_.grow()) {}
        justReset_ = true;
    }
    // Half of it stays free, so that a frame rarely asks for more than there is.
    while ((starved_ || atlas_.usedRows() * 2 > atlas_.height()) && atlas_.grow()) {
        starved_ = false;
        halveTextureRows();
    }
    attachTexels();
    starved_ = false;
}

void FontSheet::halveTextureRows() {
    for (const Baked& baked : baked_) {
        for (ImFontGlyph& glyph : baked.font->Glyphs) {
            glyph.V0 /= 2;
            glyph.V1 /= 2;
        }
    }
}

ImFont* FontSheet::find(Face face, float px) {
    const Baked* nearest = nullptr;
    for (const Baked& baked : baked_) {
        if (baked.face != face) continue;
        if (baked.px == px) return baked.font;
        if (nearest == nullptr || std::fabs(baked.px - px) < std::fabs(nearest->px - px)) nearest = &baked;
    }
    return starved_ && nearest != nullptr ? nearest->font : bake(face, px);
}

ImFont* FontSheet::bake(Face face, float px) {
    ImFont* font = IM_NEW(ImFont)();
    font->FontSize = px;
    font->ContainerAtlas = imgui_;
    font->Ascent = FontBook::baseline(px);
    font->Descent = font->Ascent - px;
    font->FallbackChar = static_cast<ImWchar>(source_.contains(face, kReplacement) ? kReplacement : U'?');
    font->FallbackAdvanceX = source_.advance(face, px, kReplacement);
    font->EllipsisChar = source_.contains(face, kEllipsis) ? static_cast<ImWchar>(kEllipsis) : kAbsent;
    font->DotChar = static_cast<ImWchar>('.');
    imgui_->Fonts.push_back(font);
    baked_.push_back(Baked{face, px, font, 0});
    const Baked baked = baked_.back();
    ensureGlyph(baked, font->FallbackChar);
    ensureGlyph(baked, kEllipsis);
    for (char32_t character = U' '; character <= U'~'; ++character) ensureGlyph(baked, character);
    font->AddGlyph(nullptr, '\t', 0, 0, 0, 0, 0, 0, 0, 0, source_.advance(face, px, U' ') * kTabSpaces);
    registerGlyph(*font, U'\t');
    return font;
}

/// Returns false if the atlas is full.
bool FontSheet::ensureGlyph(const Baked& baked, char32_t character) {
    ImFont& font = *baked.font;
    if (character > IM_UNICODE_CODEPOINT_MAX || hasGlyph(font, character)) return true;
    if (!source_.contains(baked.face, character)) return true;
    if (starved_ || !source_.rasterize(baked.face, baked.px, character, scratch_)) return !starved_;
    AtlasRect rect;
    if (scratch_.width > 0) {
        const std::optional<AtlasRect> room = atlas_.reserve(scratch_.width, scratch_.height);
        if (!room) {
            starved_ = true;
            return false;
        }
        rect = *room;
        atlas_.write(rect, scratch_.coverage.data());
    }
    const float left = scratch_.leftPx;
    const float top = font.Ascent - static_cast<float>(scratch_.topPx);
    const ImVec2 scale = imgui_->TexUvScale;
    font.AddGlyph(nullptr, static_cast<ImWchar>(character), left, top,
                  left + static_cast<float>(rect.width) / static_cast<float>(scratch_.oversample),
                  top + static_cast<float>(rect.height), static_cast<float>(rect.x) * scale.x,
                  static_cast<float>(rect.y) * scale.y, static_cast<float>(rect.x + rect.width) * scale.x,
                  static_cast<float>(rect.y + rect.height) * scale.y, source_.advance(baked.face, baked.px, character));
    registerGlyph(font, character);
    return true;
}

FontSheet::Baked& FontSheet::bakedOf(ImFont* font) {
    return *std::find_if(baked_.begin(), baked_.end(), [font](const Baked& baked) { return baked.font == font; });
}

void FontSheet::ensureAll(ImFont* font, std::u32string_view characters, unsigned version) {
    Baked& baked = bakedOf(font);
    if (baked.version == version) return;
    const bool complete = std::all_of(characters.begin(), characters.end(),
                                      [&](char32_t character) { return ensureGlyph(baked, character); });
    if (complete) baked.version = version;
}

void FontSheet::ensure(ImFont* font, std::string_view utf8) {
    const Baked& baked = bakedOf(font);
    while (!utf8.empty()) {
        const char32_t character = takeCharacter(utf8);
        if (character >= 0x80) ensureGlyph(baked, character);
    }
}

}  // namespace gui

#endif
