#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gui {

/// A picture in memory: four bytes a pixel (red, green, blue, alpha), rows from top to bottom without gaps.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

/// Writes `image` as a PNG file. Returns false if the file cannot be written; a half-written file may remain then.
bool writePng(const std::string& path, const Image& image);

}  // namespace gui
