#pragma once
// From a point to what it means, and back.

#include <optional>

#include "render/scene.h"

namespace render {

/// What the topmost item under `point` stands for: the innermost group around it that has a Ref. If nothing is exactly
/// there, the topmost thing within `tolerance` (fingers and thin lines). Empty if there is nothing.
Ref hitTest(const Scene& scene, Point point, Coord tolerance = px(4));

/// Everything that is drawn for `ref`, as one box; none if it is not in the picture.
std::optional<Box> boundsOf(const Scene& scene, Ref ref);

}  // namespace render
