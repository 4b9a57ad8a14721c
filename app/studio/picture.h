#pragma once
// Pictures of a run without a window: the same views that the window paints, laid out on a page.

#include <cstdint>
#include <optional>
#include <string>

#include "app/studio/i18n.h"
#include "raft/base/ref.h"
#include "raft/history/history.h"
#include "render/scene.h"
#include "render/text_measure.h"
#include "render/theme.h"

namespace studio {

/// Which views stand on the page. One alone has it to itself; several stand in panels, the diagram below.
struct PictureViews {
    bool ring = true;
    bool logs = true;
    bool diagram = true;
    friend bool operator==(const PictureViews&, const PictureViews&) = default;
};

/// A stretch of simulated time, both ends included.
struct Interval {
    raft::SimTime from;
    raft::SimTime to;
    friend bool operator==(const Interval&, const Interval&) = default;
};

struct PictureOptions {
    PictureViews views;
    render::ThemeName theme = render::ThemeName::Light;
    int widthPx = 1280;
    int heightPx = 720;
    std::string caption;               ///< A sentence above the picture; empty: none.
    std::optional<Interval> interval;  ///< What the diagram shows; nothing: the last half second.
    raft::Ref selected;                ///< Drawn with a thick ring or frame, in every view.
};

/// The moment at which the history's cursor stands. Letters and marks are as large as the page has room for.
render::Scene sceneOf(const raft::History& history, const PictureOptions& options, const render::TextMeasure& measure,
                      const Texts& texts);

}  // namespace studio
