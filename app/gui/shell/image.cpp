#include "app/gui/shell/image.h"

#include <stb/stb_image_write.h>

namespace gui {

bool writePng(const std::string& path, const Image& image) {
    constexpr int kChannels = 4;
    return stbi_write_png(path.c_str(), image.width, image.height, kChannels, image.rgba.data(),
                          image.width * kChannels) != 0;
}

}  // namespace gui
