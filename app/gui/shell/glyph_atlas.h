#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gui {

/// A rectangle of texels.
struct AtlasRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/// One sheet of 8-bit coverage that fills from the top. Its width never changes. Its height doubles when asked to,
/// which moves no texel but changes every texture coordinate, and so must never happen within a frame.
class GlyphAtlas {
public:
    static constexpr int kWidth = 2048;
    static constexpr int kHeightMin = 1024;
    static constexpr int kHeightMax = 8192;

    GlyphAtlas() { clear(); }

    /// Forgets everything and shrinks to kHeightMin.
    void clear();

    /// Reserves a rectangle with one blank texel around it, or nothing if no room is left at this height.
    std::optional<AtlasRect> reserve(int width, int height);

    /// Copies `coverage` (rows without gaps) into a reserved rectangle.
    void write(const AtlasRect& rect, const std::uint8_t* coverage);

    /// Doubles the height; false if it is at its limit.
    bool grow();

    int height() const { return height_; }
    /// Rows from the top that are taken.
    int usedRows() const { return usedRows_; }
    const std::uint8_t* texels() const { return texels_.data(); }
    std::uint8_t* texels() { return texels_.data(); }

    /// Changes with clear() and grow(): the whole texture must be made anew.
    std::uint64_t generation() const { return generation_; }

    /// The rows written since the last call; empty (height 0) if there are none.
    AtlasRect takeChangedRows();

private:
    struct Shelf {
        int y = 0;
        int height = 0;
        int nextX = 0;
    };

    std::vector<std::uint8_t> texels_;  // kWidth * height_.
    std::vector<Shelf> shelves_;
    int height_ = 0;
    int usedRows_ = 0;
    int changedTop_ = 0;
    int changedBottom_ = 0;
    std::uint64_t generation_ = 0;
};

}  // namespace gui
