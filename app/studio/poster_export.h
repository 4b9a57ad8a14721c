#pragma once
// A poster as a file: a landscape page of A4's shape, unless somebody wants another.

#include <string>

#include "app/studio/picture_options.h"
#include "raft/base/result.h"
#include "render/views/poster.h"

namespace studio {

struct PosterFile {
    PictureFormat format = PictureFormat::Svg;  ///< Svg, Png or Pdf.
    render::ThemeName theme = render::ThemeName::Light;
    // A4 on its side, in pixels of 96 to the inch.
    int widthPx = 1123;
    int heightPx = 794;
    int scalePercent = 200;  ///< Of the pixels of a PNG.
};

/// The content of the file.
raft::Result<std::string> posterContent(const render::PosterInput& input, const PosterFile& file);

}  // namespace studio
