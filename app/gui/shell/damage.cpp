#include "app/gui/shell/damage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "app/gui/imgui_compat.h"

namespace gui {
namespace {

constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t digest, std::uint64_t value) {
    digest = (digest ^ value) * 0xD6E8FEB86659FD93;
    return digest ^ (digest >> 32U);
}

std::uint64_t bitsOf(ImVec2 value) {
    std::uint64_t bits = 0;
    static_assert(sizeof value == sizeof bits);
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

PixelBox clipOf(const ImDrawCmd& command, ImVec2 origin) {
    return {static_cast<int>(command.ClipRect.x - origin.x), static_cast<int>(command.ClipRect.y - origin.y),
            static_cast<int>(command.ClipRect.z - origin.x), static_cast<int>(command.ClipRect.w - origin.y)};
}

using Triangle = std::array<const ImDrawVert*, 3>;

Triangle triangleAt(const ImDrawList& list, const ImDrawCmd& command, unsigned first) {
    const auto corner = [&](unsigned which) {
        const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + first + which)];
        return &list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
    };
    return {corner(0), corner(1), corner(2)};
}

/// Every pixel of which the triangle may cover the middle.
PixelBox boxOf(const Triangle& triangle, ImVec2 origin) {
    const auto [a, b, c] = triangle;
    const auto below = [](float value) { return static_cast<int>(std::floor(value)); };
    return {below(std::min({a->pos.x, b->pos.x, c->pos.x}) - origin.x),
            below(std::min({a->pos.y, b->pos.y, c->pos.y}) - origin.y),
            below(std::max({a->pos.x, b->pos.x, c->pos.x}) - origin.x) + 1,
            below(std::max({a->pos.y, b->pos.y, c->pos.y}) - origin.y) + 1};
}

std::uint64_t digestOf(std::uint64_t digest, const Triangle& triangle) {
    for (const ImDrawVert* vertex : triangle) {
        digest = mixed(digest, bitsOf(vertex->pos));
        digest = mixed(digest, bitsOf(vertex->uv) ^ (std::uint64_t{vertex->col} << 16U));
    }
    return digest;
}

PixelBox around(const PixelBox& a, const PixelBox& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

/// Two boxes that overlap become the one around both, until none do.
void mergeOverlapping(std::vector<PixelBox>& boxes) {
    for (std::size_t i = 0; i < boxes.size();) {
        const auto other = std::find_if(boxes.begin() + static_cast<std::ptrdiff_t>(i) + 1, boxes.end(),
                                        [&](const PixelBox& box) { return box.overlaps(boxes[i]); });
        if (other == boxes.end()) {
            ++i;
            continue;
        }
        boxes[i] = around(boxes[i], *other);
        boxes.erase(other);
        i = 0;  // It may have grown over one that was passed.
    }
}

}  // namespace

PixelBox PixelBox::cutTo(const PixelBox& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
}

/// In columns and rows of tiles.
PixelBox Damage::tilesOf(const PixelBox& box) const {
    const PixelBox seen = box.cutTo({0, 0, width_, height_});
    if (seen.empty()) return {};
    return {seen.left / kTile, seen.top / kTile, (seen.right - 1) / kTile + 1, (seen.bottom - 1) / kTile + 1};
}

void Damage::addList(const ImDrawList& list) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const PixelBox clip = clipOf(command, origin_);
        std::uint64_t look = mixed(kSeed, bitsOf(ImVec2(command.ClipRect.x, command.ClipRect.y)));
        look = mixed(look, bitsOf(ImVec2(command.ClipRect.z, command.ClipRect.w)));
        look = mixed(look, textureNumber(command));
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            const Triangle triangle = triangleAt(list, command, i);
            const PixelBox tiles = tilesOf(boxOf(triangle, origin_).cutTo(clip));
            if (tiles.empty()) continue;
            const std::uint64_t digest = digestOf(look, triangle);
            for (int row = tiles.top; row < tiles.bottom; ++row) {
                for (int column = tiles.left; column < tiles.right; ++column) {
                    std::uint64_t& tile = now_[static_cast<std::size_t>(row * columns_ + column)];
                    tile = mixed(tile, digest);
                }
            }
        }
    }
}

/// The box around all changed tiles that hang together with `tile`, which are then no longer marked.
PixelBox Damage::grow(std::size_t tile) {
    PixelBox box{columns_, rows_, 0, 0};
    toVisit_.assign(1, tile);
    changed_[tile] = 0;
    while (!toVisit_.empty()) {
        const int at = static_cast<int>(toVisit_.back());
        toVisit_.pop_back();
        const int column = at % columns_;
        const int row = at / columns_;
        box = around(box, {column, row, column + 1, row + 1});
        for (int y = std::max(row - 1, 0); y <= std::min(row + 1, rows_ - 1); ++y) {
            for (int x = std::max(column - 1, 0); x <= std::min(column + 1, columns_ - 1); ++x) {
                const auto neighbour = static_cast<std::size_t>(y * columns_ + x);
                if (changed_[neighbour] == 0) continue;
                changed_[neighbour] = 0;
                toVisit_.push_back(neighbour);
            }
        }
    }
    return box;
}

void Damage::collectBoxes() {
    boxes_.clear();
    for (std::size_t tile = 0; tile < changed_.size(); ++tile) {
        if (changed_[tile] != 0) boxes_.push_back(grow(tile));
    }
    mergeOverlapping(boxes_);
    for (PixelBox& box : boxes_) {
        box = PixelBox{box.left * kTile, box.top * kTile, box.right * kTile, box.bottom * kTile}.cutTo(
            {0, 0, width_, height_});
    }
}

const std::vector<PixelBox>& Damage::compare(const ImDrawData& data) {
    const int width = static_cast<int>(data.DisplaySize.x);
    const int height = static_cast<int>(data.DisplaySize.y);
    if (width != width_ || height != height_) forget();
    width_ = width;
    height_ = height;
    columns_ = (width + kTile - 1) / kTile;
    rows_ = (height + kTile - 1) / kTile;
    origin_ = data.DisplayPos;
    const auto tiles = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    now_.assign(tiles, kSeed);
    for (int i = 0; i < drawListCount(data); ++i) addList(*data.CmdLists[i]);
    changed_.assign(tiles, 1);
    if (before_.size() == tiles) {
        for (std::size_t i = 0; i < tiles; ++i) changed_[i] = now_[i] != before_[i] ? 1 : 0;
    }
    before_.swap(now_);
    collectBoxes();
    return boxes_;
}

void Damage::confineList(const ImDrawList& list, Content& content) const {
    content.commands.resize(0);
    content.indices.resize(0);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        for (const PixelBox& box : boxes_) {
            const PixelBox seen = clipOf(command, origin_).cutTo(box);
            if (seen.empty()) continue;
            ImDrawCmd part = command;
            part.IdxOffset = static_cast<unsigned>(content.indices.Size);
            part.ClipRect =
                ImVec4(static_cast<float>(seen.left) + origin_.x, static_cast<float>(seen.top) + origin_.y,
                       static_cast<float>(seen.right) + origin_.x, static_cast<float>(seen.bottom) + origin_.y);
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                if (!boxOf(triangleAt(list, command, i), origin_).overlaps(seen)) continue;
                for (unsigned corner = 0; corner < 3; ++corner) {
                    content.indices.push_back(list.IdxBuffer[static_cast<int>(command.IdxOffset + i + corner)]);
                }
            }
            part.ElemCount = static_cast<unsigned>(content.indices.Size) - part.IdxOffset;
            if (part.ElemCount > 0) content.commands.push_back(part);
        }
    }
}

void Damage::confine(const ImDrawData& data) {
    contents_.resize(static_cast<std::size_t>(drawListCount(data)));
    for (std::size_t i = 0; i < contents_.size(); ++i) confineList(*data.CmdLists[static_cast<int>(i)], contents_[i]);
    swapContents(data);
}

void Damage::restore(const ImDrawData& data) { swapContents(data); }

void Damage::swapContents(const ImDrawData& data) {
    for (std::size_t i = 0; i < contents_.size(); ++i) {
        ImDrawList& list = *data.CmdLists[static_cast<int>(i)];
        list.CmdBuffer.swap(contents_[i].commands);
        list.IdxBuffer.swap(contents_[i].indices);
    }
}

}  // namespace gui
