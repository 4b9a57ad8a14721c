#include "render/export/font_files.h"

#ifdef RAFTLAB_HAVE_CAIRO

#include <fontconfig/fontconfig.h>

#include "render/text_measure.h"

#ifndef RAFTLAB_FONT_DIR
#define RAFTLAB_FONT_DIR ""
#endif

namespace render {
namespace {

/// A typeface: the name of the file that the build cuts, and how fontconfig knows the whole one.
struct Typeface {
    const char* cut;
    const char* family;
    int weight;
};
constexpr Typeface kTypefaces[FontFiles::kFileCount] = {
    {"Inter-Regular.otf", "Inter", FC_WEIGHT_REGULAR},
    {"Inter-Medium.otf", "Inter", FC_WEIGHT_MEDIUM},
    {"Inter-SemiBold.otf", "Inter", FC_WEIGHT_DEMIBOLD},
    {"Inter-Bold.otf", "Inter", FC_WEIGHT_BOLD},
    {"JetBrainsMono-Regular.ttf", "JetBrains Mono", FC_WEIGHT_REGULAR},
    {"JetBrainsMono-Bold.ttf", "JetBrains Mono", FC_WEIGHT_BOLD},
    {"NotoSansSC-Regular.otf", "Noto Sans CJK SC", FC_WEIGHT_REGULAR},
    {"NotoSansSC-Bold.otf", "Noto Sans CJK SC", FC_WEIGHT_BOLD},
};
constexpr int kChinese = kFaceCount;

FT_Face openFile(FT_Library library, const std::string& path, int index) {
    FT_Face face = nullptr;
    return FT_New_Face(library, path.c_str(), index, &face) == 0 ? face : nullptr;
}

FT_Face openByName(FT_Library library, FcConfig* config, const Typeface& typeface) {
    FcPattern* pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(typeface.family));
    FcPatternAddInteger(pattern, FC_WEIGHT, typeface.weight);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultNoMatch;
    FcPattern* match = FcFontMatch(config, pattern, &result);
    FT_Face face = nullptr;
    FcChar8* path = nullptr;
    int index = 0;
    if (match != nullptr && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch) {
        FcPatternGetInteger(match, FC_INDEX, 0, &index);
        face = openFile(library, reinterpret_cast<const char*>(path), index);
    }
    if (match != nullptr) FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return face;
}

int chineseOf(Face face) {
    switch (face) {
        case Face::Text:
        case Face::Medium:
        case Face::Mono: return kChinese;
        case Face::SemiBold:
        case Face::Bold:
        case Face::MonoBold: return kChinese + 1;
    }
    return kChinese;
}

}  // namespace

FontFiles::FontFiles(const std::string& directory) {
    if (FT_Init_FreeType(&library_) != 0) return;
    const std::string built = RAFTLAB_FONT_DIR;
    FcConfig* config = nullptr;  // Our own, and only if it is needed: reading it takes a while.
    for (std::size_t i = 0; i < faces_.size(); ++i) {
        for (const std::string& folder : {directory, built}) {
            if (folder.empty() || faces_[i] != nullptr) continue;
            faces_[i] = openFile(library_, folder + "/" + kTypefaces[i].cut, 0);
        }
        if (faces_[i] != nullptr) continue;
        if (config == nullptr) config = FcInitLoadConfigAndFonts();
        if (config != nullptr) faces_[i] = openByName(library_, config, kTypefaces[i]);
    }
    if (config != nullptr) FcConfigDestroy(config);
}

FontFiles::~FontFiles() {
    if (library_ != nullptr) FT_Done_FreeType(library_);  // Closes its faces, too.
}

FontGlyph FontFiles::locate(Face face, char32_t character) const {
    const bool mono = face == Face::Mono || face == Face::MonoBold;
    const int lender = face == Face::Mono ? 0 : 2;
    for (const int number : {static_cast<int>(face), mono ? lender : chineseOf(face), chineseOf(face)}) {
        FT_Face candidate = file(number);
        if (candidate == nullptr) continue;
        const FT_UInt glyph = FT_Get_Char_Index(candidate, character);
        if (glyph == 0 || FT_Load_Glyph(candidate, glyph, FT_LOAD_NO_SCALE) != 0) continue;
        return {number, glyph, candidate->glyph->advance.x, candidate->units_per_EM};
    }
    return {};
}

const FontGlyph& FontFiles::glyph(Face face, char32_t character) {
    auto& known = known_[static_cast<std::size_t>(face)];
    const auto found = known.find(character);
    if (found != known.end()) return found->second;
    FontGlyph located = locate(face, character);
    if (located.file < 0) located = locate(face, kReplacement);
    return known.emplace(character, located).first->second;
}

}  // namespace render

#endif
