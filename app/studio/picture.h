#pragma once
// Pictures of a run without a window: the same views that the window paints, laid out on a page.

#include "app/studio/i18n.h"
#include "app/studio/picture_options.h"
#include "raft/history/history.h"
#include "render/scene.h"
#include "render/text_measure.h"

namespace studio {

/// The moment at which the history's cursor stands. Letters and marks are as large as the page has room for.
render::Scene sceneOf(const raft::History& history, const PictureOptions& options, const render::TextMeasure& measure,
                      const Texts& texts);

}  // namespace studio
