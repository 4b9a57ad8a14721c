#pragma once
// A scene as PNG, drawn by cairo without a window. Only there if the program was built with cairo.

#include <string>

#include "raft/base/result.h"
#include "render/scene.h"

namespace render {

struct PngOptions {
    int scalePercent = 100;     ///< Of the scene's size in pixels.
    std::string fontDirectory;  ///< Where the cut typefaces are; empty: where the build put them, then the system's.
};

/// True if this build can write PNG; if not, writePng gives an error that says so.
bool canWritePng();

/// The bytes of a PNG file.
raft::Result<std::string> writePng(const Scene& scene, const PngOptions& options);

}  // namespace render
