#pragma once
// Pictures of a run without a window: the same scenes that the window paints.

#include <memory>
#include <string>
#include <string_view>

#include "app/studio/i18n.h"
#include "raft/base/result.h"
#include "raft/history/history.h"
#include "render/scene.h"
#include "render/text_measure.h"
#include "render/theme.h"

namespace cli {

enum class PictureView { Ring, Logs, Diagram, Everything };
enum class PictureFormat { Svg, Png };

struct PictureOptions {
    PictureView view = PictureView::Everything;
    render::ThemeName theme = render::ThemeName::Light;
    int widthPx = 1280;
    int heightPx = 720;
    int scalePercent = 100;  ///< Of the pixels of a PNG; an SVG has none.
    std::string caption;     ///< A sentence above the picture; empty: none.
};

/// The file's content for the moment at which the history's cursor stands. An SVG is laid out with fixed widths, so
/// that its bytes are the same on every machine; a PNG with those of the typefaces that it is drawn with.
raft::Result<std::string> pictureOf(const raft::History& history, const PictureOptions& options, PictureFormat format,
                                    const studio::Texts& texts);

}  // namespace cli
