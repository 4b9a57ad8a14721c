#include "render/export/png.h"

#ifdef RAFTLAB_HAVE_CAIRO
#include <memory>

#include "render/export/cairo_canvas.h"
#endif

namespace render {

#ifdef RAFTLAB_HAVE_CAIRO

namespace {

constexpr int kSidePxMax = 16384;  // Beyond it, a picture is a mistake and would take gigabytes.

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t appendTo(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

raft::Error pngError(std::string message) {
    raft::Error error;
    error.file = "-";
    error.where = "png";
    error.message = std::move(message);
    return error;
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
        return pngError("a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                        " pixels; a side has 1 to " + std::to_string(kSidePxMax));
    }
    const auto files = std::make_shared<FontFiles>(options.fontDirectory);
    if (!files->usable()) return pngError("no typeface was found; Inter is expected");
    const std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
    const std::unique_ptr<cairo_t, ContextDeleter> context(cairo_create(surface.get()));
    cairo_scale(context.get(), options.scalePercent / 100.0, options.scalePercent / 100.0);
    CairoCanvas(context.get(), files).draw(scene);
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), appendTo, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) return pngError(std::string("cairo says: ") + cairo_status_to_string(status));
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
