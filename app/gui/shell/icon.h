#pragma once

#include "app/gui/shell/image.h"

namespace gui {

/// The program's emblem, five servers in a ring of which one leads, as a square of `size` pixels.
Image windowIcon(int size);

}  // namespace gui
