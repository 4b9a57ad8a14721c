#include "render/export/png.h"

#ifdef RAFTLAB_HAVE_CAIRO
#include <memory>

#include "render/export/cairo_canvas.h"
#include "render/export/cairo_surface.h"
#endif

namespace render {

#ifdef RAFTLAB_HAVE_CAIRO

namespace {

/// The check sum of a chunk of a PNG file: CRC-32, as ISO 3309 has it.
std::uint32_t checkSumOf(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
    }
    return ~sum;
}

void appendNumber(std::string& bytes, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFFU);
}

/// Says how large the picture is meant to be: at 100 % 96 pixels are an inch, so that 1280 of them, or 1920 at 150 %,
/// are as wide as a slide. Cairo does not write it.
void insertPixelSize(std::string& png, int scalePercent) {
    constexpr std::size_t kBehindHeader = 8 + 25;
    const auto perMetre = static_cast<std::uint32_t>(std::int64_t{9600} * scalePercent * 10 / 254);
    std::string chunk = "pHYs";
    appendNumber(chunk, perMetre / 10);
    appendNumber(chunk, perMetre / 10);
    chunk += '\1';  // The unit is the metre.
    std::string whole;
    appendNumber(whole, static_cast<std::uint32_t>(chunk.size() - 4));
    whole += chunk;
    appendNumber(whole, checkSumOf(chunk));
    png.insert(kBehindHeader, whole);
}

}  // namespace

bool canWritePng() { return true; }

raft::Result<std::string> writePng(const Scene& scene, const PngOptions& options) {
    const auto pixels = [&](Coord length) {
        const std::int64_t scaled = std::int64_t{length} * options.scalePercent;
        return static_cast<int>((scaled + kUnitsPerPx * 100 - 1) / (kUnitsPerPx * 100));
    };
    const int width = pixels(scene.width());
    const int height = pixels(scene.height());
    if (width < 1 || height < 1 || width > kSidePxMax || height > kSidePxMax) {
        return sizeError("png", width, height);
    }
    const auto files = std::make_shared<FontFiles>(options.fontDirectory);
    if (!files->usable()) return pictureError("png", "no typeface was found; Inter is expected");
    const SurfaceHandle surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
    const ContextHandle context(cairo_create(surface.get()));
    cairo_scale(context.get(), options.scalePercent / 100.0, options.scalePercent / 100.0);
    CairoCanvas(context.get(), files).draw(scene);
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), appendTo, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) return statusError("png", status);
    insertPixelSize(bytes, options.scalePercent);
    return bytes;
}

#else

bool canWritePng() { return false; }

raft::Result<std::string> writePng(const Scene& scene, const PngOptions& options) {
    static_cast<void>(scene);
    static_cast<void>(options);
    raft::Error error;
    error.file = "-";
    error.where = "png";
    error.message = "this program was built without cairo, which writes PNG; SVG works without";
    return error;
}

#endif

}  // namespace render
