#pragma once
// A scene as PNG, drawn by cairo without a window. Only there if the program was built with cairo.

#include <string>

#include "raft/base/result.h"
#include "render/scene.h"
#include "render/text_measure.h"

namespace render {

/// True if this build can write PNG; if not, writePng gives an error that says so.
bool canWritePng();

/// The picture at `scalePercent` of its size in pixels, as the bytes of a PNG file.
raft::Result<std::string> writePng(const Scene& scene, int scalePercent = 100);

}  // namespace render
