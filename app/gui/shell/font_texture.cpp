#include "app/gui/shell/font_texture.h"

#include <glad/gl.h>
#include <imgui.h>

#include <cstddef>

#include "app/gui/fonts.h"
#include "app/gui/imgui_compat.h"
#include "app/gui/shell/font_sheet.h"
#include "app/gui/shell/glyph_atlas.h"

namespace gui {

FontTexture::~FontTexture() {
    if (name_ != 0) glDeleteTextures(1, &name_);
}

#if IMGUI_VERSION_NUM < 19200

namespace {

unsigned makeTexture() {
    unsigned name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    const GLint whiteWithAlpha[4] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, whiteWithAlpha);
    return name;
}

}  // namespace

bool FontTexture::update(FontBook& book) {
    GlyphAtlas& atlas = book.sheet().glyphAtlas();
    if (name_ == 0) name_ = makeTexture();
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    const AtlasRect rows = atlas.takeChangedRows();
    const bool anew = generation_ != atlas.generation();
    if (anew) {
        generation_ = atlas.generation();
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, GlyphAtlas::kWidth, atlas.height(), 0, GL_RED, GL_UNSIGNED_BYTE,
                     atlas.texels());
    } else if (rows.height > 0) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rows.y, GlyphAtlas::kWidth, rows.height, GL_RED, GL_UNSIGNED_BYTE,
                        atlas.texels() + static_cast<std::ptrdiff_t>(rows.y) * GlyphAtlas::kWidth);
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    return anew;
}

#else

// The back end uploads; letters may have taken the place of others.
bool FontTexture::update(FontBook&) { return ImGui::GetIO().Fonts->TexData->Status != ImTextureStatus_OK; }

#endif

}  // namespace gui
