#include "app/gui/shell/rasterizer.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "app/gui/imgui_compat.h"
#include "app/gui/shell/font_sheet.h"

namespace gui {
namespace {

using Wide = std::int64_t;

constexpr int kSubpixels = 16;  // Corners are rounded to sixteenths of a pixel.
constexpr Wide kTexelOne = 65536;

struct Corner {
    Wide x = 0;  // Sixteenths of a pixel.
    Wide y = 0;
    Wide u = 0;  // Texels times kTexelOne.
    Wide v = 0;
    std::array<int, 4> colour{};
};

struct Clip {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

class Canvas {
public:
    Canvas(Image& image, const CoverageMap& atlas) : image_(image), atlas_(atlas) {}

    void drawTriangle(Corner a, Corner b, Corner c, const Clip& clip);

private:
    int coverageAt(Wide u, Wide v) const;
    void blend(int x, int y, const std::array<int, 4>& colour, int coverage);

    Image& image_;
    const CoverageMap& atlas_;
};

Wide cross(const Corner& a, const Corner& b, Wide x, Wide y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// Pixels exactly on an edge belong to the triangle on one side only: that whose top or left edge it is.
bool ownsEdge(const Corner& a, const Corner& b) { return b.y < a.y || (b.y == a.y && b.x > a.x); }

Wide floorDivide(Wide value, Wide by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

int Canvas::coverageAt(Wide u, Wide v) const {
    const Wide left = u - kTexelOne / 2;
    const Wide top = v - kTexelOne / 2;
    const int x = static_cast<int>(floorDivide(left, kTexelOne));
    const int y = static_cast<int>(floorDivide(top, kTexelOne));
    const Wide fx = (left - x * kTexelOne) / 256;
    const Wide fy = (top - y * kTexelOne) / 256;
    const auto texel = [this](int column, int row) {
        const int inX = std::clamp(column, 0, atlas_.width - 1);
        const int inY = std::clamp(row, 0, atlas_.height - 1);
        return static_cast<Wide>(atlas_.at(inX, inY));
    };
    const Wide above = texel(x, y) * (256 - fx) + texel(x + 1, y) * fx;
    const Wide below = texel(x, y + 1) * (256 - fx) + texel(x + 1, y + 1) * fx;
    return static_cast<int>((above * (256 - fy) + below * fy + 32768) / 65536);
}

void Canvas::blend(int x, int y, const std::array<int, 4>& colour, int coverage) {
    const int alpha = (colour[3] * coverage + 127) / 255;
    if (alpha <= 0) return;
    const std::ptrdiff_t offset = (static_cast<std::ptrdiff_t>(y) * image_.width + x) * 4;
    for (std::size_t i = 0; i < 3; ++i) {
        std::uint8_t& channel = image_.rgba[static_cast<std::size_t>(offset) + i];
        channel = static_cast<std::uint8_t>((colour[i] * alpha + channel * (255 - alpha) + 127) / 255);
    }
}

void Canvas::drawTriangle(Corner a, Corner b, Corner c, const Clip& clip) {
    Wide area = cross(a, b, c.x, c.y);
    if (area == 0) return;
    if (area < 0) {
        std::swap(b, c);
        area = -area;
    }
    const auto pixel = [](Wide sixteenths) { return static_cast<int>(floorDivide(sixteenths, kSubpixels)); };
    const int left = std::max(clip.left, pixel(std::min({a.x, b.x, c.x})));
    const int right = std::min(clip.right, pixel(std::max({a.x, b.x, c.x})) + 1);
    const int top = std::max(clip.top, pixel(std::min({a.y, b.y, c.y})));
    const int bottom = std::min(clip.bottom, pixel(std::max({a.y, b.y, c.y})) + 1);
    const Wide biasA = ownsEdge(b, c) ? 0 : 1;
    const Wide biasB = ownsEdge(c, a) ? 0 : 1;
    const Wide biasC = ownsEdge(a, b) ? 0 : 1;
    const bool flat = a.colour == b.colour && b.colour == c.colour;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const Wide px = static_cast<Wide>(x) * kSubpixels + kSubpixels / 2;
            const Wide py = static_cast<Wide>(y) * kSubpixels + kSubpixels / 2;
            const Wide wa = cross(b, c, px, py);
            const Wide wb = cross(c, a, px, py);
            const Wide wc = cross(a, b, px, py);
            if (wa < biasA || wb < biasB || wc < biasC) continue;
            const auto mix = [&](Wide va, Wide vb, Wide vc) { return va + ((vb - va) * wb + (vc - va) * wc) / area; };
            std::array<int, 4> colour = a.colour;
            for (std::size_t i = 0; !flat && i < 4; ++i) {
                colour[i] = static_cast<int>(mix(a.colour[i], b.colour[i], c.colour[i]));
            }
            blend(x, y, colour, coverageAt(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v)));
        }
    }
}

Corner cornerOf(const ImDrawVert& vertex, ImVec2 origin, const CoverageMap& atlas) {
    const auto scaled = [](float value, double by) { return static_cast<Wide>(std::llround(value * by)); };
    Corner corner;
    corner.x = scaled(vertex.pos.x - origin.x, kSubpixels);
    corner.y = scaled(vertex.pos.y - origin.y, kSubpixels);
    corner.u = scaled(vertex.uv.x, static_cast<double>(atlas.width) * kTexelOne);
    corner.v = scaled(vertex.uv.y, static_cast<double>(atlas.height) * kTexelOne);
    const int shifts[4] = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT, IM_COL32_A_SHIFT};
    for (std::size_t i = 0; i < 4; ++i) corner.colour[i] = static_cast<int>((vertex.col >> shifts[i]) & 0xFFU);
    return corner;
}

void drawCommand(Canvas& canvas, const ImDrawList& list, const ImDrawCmd& command, const ImDrawData& data,
                 const Image& image, const CoverageMap& atlas) {
    const ImVec2 origin = data.DisplayPos;
    Clip clip;
    clip.left = std::max(0, static_cast<int>(command.ClipRect.x - origin.x));
    clip.top = std::max(0, static_cast<int>(command.ClipRect.y - origin.y));
    clip.right = std::min(image.width, static_cast<int>(command.ClipRect.z - origin.x));
    clip.bottom = std::min(image.height, static_cast<int>(command.ClipRect.w - origin.y));
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const auto corner = [&](unsigned which) {
            const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + which)];
            return cornerOf(list.VtxBuffer[static_cast<int>(command.VtxOffset + index)], origin, atlas);
        };
        canvas.drawTriangle(corner(0), corner(1), corner(2), clip);
    }
}

}  // namespace

Image rasterize(const ImDrawData& data, const CoverageMap& atlas, std::uint32_t background) {
    Image image;
    image.width = static_cast<int>(data.DisplaySize.x);
    image.height = static_cast<int>(data.DisplaySize.y);
    image.rgba.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        image.rgba[i] = static_cast<std::uint8_t>((background >> 16U) & 0xFFU);
        image.rgba[i + 1] = static_cast<std::uint8_t>((background >> 8U) & 0xFFU);
        image.rgba[i + 2] = static_cast<std::uint8_t>(background & 0xFFU);
        image.rgba[i + 3] = 255;
    }
    Canvas canvas(image, atlas);
    for (int n = 0; n < drawListCount(data); ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback == nullptr) drawCommand(canvas, list, command, data, image, atlas);
        }
    }
    return image;
}

}  // namespace gui
