#include <imgui.h>

#if IMGUI_VERSION_NUM >= 19200

#include <imgui_internal.h>

#include <array>
#include <cstdio>

#include "app/gui/fonts.h"
#include "app/gui/shell/font_sheet.h"

namespace gui {

/// What Dear ImGui calls when it needs a glyph. It finds its way back through the "font data" of each source.
struct FontSheet::Loader {
    struct Origin {
        GlyphSource* source = nullptr;
        Face face = Face::Text;
    };

    ImFontLoader callbacks;
    std::array<Origin, kFaceCount> origins;
    std::array<ImFont*, kFaceCount> fonts{};
    int frame = 0;

    static const Origin& originOf(const ImFontConfig* config) { return *static_cast<const Origin*>(config->FontData); }

    static bool contains(ImFontAtlas*, ImFontConfig* config, ImWchar character) {
        const Origin& origin = originOf(config);
        return origin.source->contains(origin.face, static_cast<char32_t>(character));
    }

    static bool prepare(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
        baked->Ascent = FontBook::baseline(baked->Size);
        baked->Descent = baked->Ascent - baked->Size;
        return true;
    }

    static bool load(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar codepoint,
                     ImFontGlyph* glyph, float* advanceOnly) {
        const Origin& origin = originOf(config);
        const char32_t character = static_cast<char32_t>(codepoint);
        if (!origin.source->contains(origin.face, character)) return false;
        const float advance = origin.source->advance(origin.face, baked->Size, character);
        if (advanceOnly != nullptr) {
            *advanceOnly = advance;
            return true;
        }
        GlyphBitmap bitmap;
        if (!origin.source->rasterize(origin.face, baked->Size, character, bitmap)) return false;
        glyph->Codepoint = static_cast<unsigned>(codepoint);
        glyph->AdvanceX = advance;
        if (bitmap.width == 0) return true;
        glyph->PackId = ImFontAtlasPackAddRect(atlas, bitmap.width, bitmap.height);
        if (glyph->PackId == ImFontAtlasRectId_Invalid) return false;
        const float width = static_cast<float>(bitmap.width) / static_cast<float>(bitmap.oversample);
        glyph->Visible = true;
        glyph->X0 = bitmap.leftPx;
        glyph->X1 = bitmap.leftPx + width;
        glyph->Y0 = baked->Ascent - static_cast<float>(bitmap.topPx);
        glyph->Y1 = glyph->Y0 + static_cast<float>(bitmap.height);
        ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, ImFontAtlasPackGetRect(atlas, glyph->PackId),
                                           bitmap.coverage.data(), ImTextureFormat_Alpha8, bitmap.width);
        return true;
    }
};

FontSheet::FontSheet(GlyphSource& source)
    : source_(source), imgui_(IM_NEW(ImFontAtlas)()), loader_(std::make_unique<Loader>()) {
    loader_->callbacks.Name = "raftlab";
    loader_->callbacks.FontSrcContainsGlyph = Loader::contains;
    loader_->callbacks.FontBakedInit = Loader::prepare;
    loader_->callbacks.FontBakedLoadGlyph = Loader::load;
    for (std::size_t i = 0; i < kFaceCount; ++i) {
        loader_->origins[i] = {&source_, static_cast<Face>(i)};
        ImFontConfig config;
        std::snprintf(config.Name, sizeof config.Name, "face %zu", i);
        config.FontData = &loader_->origins[i];
        config.FontDataSize = static_cast<int>(sizeof(Loader::Origin));
        config.FontDataOwnedByAtlas = false;
        config.FontLoader = &loader_->callbacks;
        loader_->fonts[i] = imgui_->AddFont(&config);
    }
}

FontSheet::~FontSheet() { IM_DELETE(imgui_); }

ImFont* FontSheet::find(Face face, float) { return loader_->fonts[static_cast<std::size_t>(face)]; }

void FontSheet::ensureAll(ImFont*, std::u32string_view, unsigned) {}

void FontSheet::ensure(ImFont*, std::string_view) {}

CoverageMap FontSheet::coverage() const {
    const ImTextureData& texture = *imgui_->TexData;
    const int step = texture.BytesPerPixel;
    return {texture.Pixels + step - 1, step, texture.Width, texture.Height};  // Alpha is the last byte of a texel.
}

// An atlas that no context owns is not brought forward by NewFrame().
void FontSheet::makeRoom() { ImFontAtlasUpdateNewFrame(imgui_, ++loader_->frame, true); }

void FontSheet::reset() {}

}  // namespace gui

#endif
