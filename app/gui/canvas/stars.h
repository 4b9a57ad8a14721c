#pragma once

#include "app/gui/canvas/pen.h"

namespace gui {

/// `most` places for stars, those that are earned filled; the right end of their row, and its middle. Returns their
/// left end.
float drawStars(Pen& pen, ImVec2 right, int earned, int most);

/// How wide such a row is, in pixels.
float starsWidth(const Pen& pen, int most);

}  // namespace gui
