#pragma once

#include <cstdint>

namespace gui {

class FontBook;

/// The glyph atlas in the memory of OpenGL: one byte a texel, read by the shader as white with that alpha. Needs a
/// current context in every call. From Dear ImGui 1.92 on the renderer backend looks after textures itself, and this
/// only tells.
class FontTexture {
public:
    FontTexture() = default;
    ~FontTexture();
    FontTexture(const FontTexture&) = delete;
    FontTexture& operator=(const FontTexture&) = delete;

    /// Uploads what has changed in the atlas of `book`. After ImGui::Render(), before its draw data is drawn. Returns
    /// whether places of the atlas that were drawn with may show something else now.
    bool update(FontBook& book);

    unsigned name() const { return name_; }

private:
    unsigned name_ = 0;
    std::uint64_t generation_ = 0;
};

}  // namespace gui
