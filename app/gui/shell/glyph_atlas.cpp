#include "app/gui/shell/glyph_atlas.h"

#include <algorithm>
#include <cstddef>

namespace gui {

void GlyphAtlas::clear() {
    height_ = kHeightMin;
    texels_.assign(static_cast<std::size_t>(kWidth) * static_cast<std::size_t>(height_), 0);
    shelves_.clear();
    usedRows_ = changedTop_ = changedBottom_ = 0;
    ++generation_;
}

std::optional<AtlasRect> GlyphAtlas::reserve(int width, int height) {
    const int outerWidth = width + 1;
    const int outerHeight = height + 1;
    if (outerWidth > kWidth) return std::nullopt;
    // A shelf takes glyphs down to three quarters of its height; lower ones would waste it.
    const auto fits = [&](const Shelf& shelf) {
        return shelf.height >= outerHeight && shelf.height * 3 <= outerHeight * 4 + 8 &&
               shelf.nextX + outerWidth <= kWidth;
    };
    auto shelf = std::find_if(shelves_.begin(), shelves_.end(), fits);
    if (shelf == shelves_.end()) {
        if (usedRows_ + outerHeight > height_) return std::nullopt;
        shelves_.push_back(Shelf{usedRows_, outerHeight, 0});
        usedRows_ += outerHeight;
        shelf = shelves_.end() - 1;
    }
    const AtlasRect rect{shelf->nextX, shelf->y, width, height};
    shelf->nextX += outerWidth;
    return rect;
}

void GlyphAtlas::write(const AtlasRect& rect, const std::uint8_t* coverage) {
    for (int y = 0; y < rect.height; ++y) {
        const std::ptrdiff_t target = static_cast<std::ptrdiff_t>(rect.y + y) * kWidth + rect.x;
        std::copy_n(coverage + static_cast<std::ptrdiff_t>(y) * rect.width, rect.width, texels_.data() + target);
    }
    const bool none = changedTop_ == changedBottom_;
    changedTop_ = none ? rect.y : std::min(changedTop_, rect.y);
    changedBottom_ = none ? rect.y + rect.height : std::max(changedBottom_, rect.y + rect.height);
}

bool GlyphAtlas::grow() {
    if (height_ >= kHeightMax) return false;
    height_ *= 2;
    texels_.resize(static_cast<std::size_t>(kWidth) * static_cast<std::size_t>(height_), 0);
    ++generation_;
    return true;
}

AtlasRect GlyphAtlas::takeChangedRows() {
    const AtlasRect rows{0, changedTop_, kWidth, changedBottom_ - changedTop_};
    changedTop_ = changedBottom_ = 0;
    return rows;
}

}  // namespace gui
