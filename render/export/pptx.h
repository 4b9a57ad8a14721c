#pragma once
// A deck as PowerPoint slides of native shapes, a slide a page.

#include <string>

#include "render/export/deck.h"

namespace render {

/// The bytes of a .pptx file, the same for the same deck: no date but a fixed one, no order but the pages'.
///
/// Things keep their names from slide to slide, with "!!" before them, so that PowerPoint's Morph moves what has moved:
/// what belongs to one server, message or cell is one group with that name. Words of the picture in `alt` become alt
/// texts. Elsewhere the slides fade.
std::string writePptx(const Deck& deck);

}  // namespace render
