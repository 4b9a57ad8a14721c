#pragma once

#include <imgui.h>

#include <cstdint>
#include <deque>
#include <vector>

namespace gui {

/// A rectangle of whole pixels; right and bottom are outside.
struct PixelBox {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    bool empty() const { return left >= right || top >= bottom; }
    PixelBox cutTo(const PixelBox& other) const;
    bool overlaps(const PixelBox& other) const { return !cutTo(other).empty(); }
    friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// Finds where the window looks different from the frame before, by comparing the triangles of square tiles: drawing
/// only that much halves what a frame costs where no graphics card helps.
class Damage {
public:
    static constexpr int kTile = 32;  ///< Pixels.

    /// Where `data` differs from the frame of the last call: boxes that do not overlap, made of whole tiles but at the
    /// window's edges. The first frame, and one of another size, differ everywhere.
    const std::vector<PixelBox>& compare(const ImDrawData& data);

    /// The next frame differs everywhere.
    void forget() { before_.clear(); }

    /// Takes from `data`, which was compared last, every triangle that touches none of the boxes, and confines the
    /// others to them. restore() brings it back. Callbacks would be lost: nobody uses them.
    void confine(const ImDrawData& data);
    void restore(const ImDrawData& data);

private:
    /// What stands in a draw list, or stood there before.
    struct Content {
        ImVector<ImDrawCmd> commands;
        ImVector<ImDrawIdx> indices;
    };

    PixelBox tilesOf(const PixelBox& box) const;
    void addList(const ImDrawList& list);
    void confineList(const ImDrawList& list, Content& content) const;
    void swapContents(const ImDrawData& data);
    void collectBoxes();
    PixelBox grow(std::size_t tile);

    int width_ = 0;
    int height_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    ImVec2 origin_;
    std::vector<std::uint64_t> before_;  ///< What each tile showed: a digest of its triangles in their order.
    std::vector<std::uint64_t> now_;
    std::vector<std::uint8_t> changed_;
    std::vector<std::size_t> toVisit_;
    std::vector<PixelBox> boxes_;
    std::deque<Content> contents_;  ///< One a list; never moved: Dear ImGui's vectors copy from nowhere when empty.
};

}  // namespace gui
