#pragma once
// What the writers on cairo share. Only compiled into a build with cairo.

#ifdef RAFTLAB_HAVE_CAIRO

#include <cairo.h>

#include <memory>
#include <string>

#include "raft/base/result.h"

namespace render {

inline constexpr int kSidePxMax = 16384;  ///< Beyond it, a picture is a mistake and would take gigabytes.

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using SurfaceHandle = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using ContextHandle = std::unique_ptr<cairo_t, ContextDeleter>;

/// A cairo_write_func_t; `bytes` is a std::string.
inline cairo_status_t appendTo(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

inline raft::Error pictureError(const char* format, std::string message) {
    raft::Error error;
    error.file = "-";
    error.where = format;
    error.message = std::move(message);
    return error;
}

inline raft::Error sizeError(const char* format, int width, int height) {
    return pictureError(format, "a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                                    " pixels; a side has 1 to " + std::to_string(kSidePxMax));
}

inline raft::Error statusError(const char* format, cairo_status_t status) {
    return pictureError(format, std::string("cairo says: ") + cairo_status_to_string(status));
}

}  // namespace render

#endif
