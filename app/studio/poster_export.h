#pragma once
// A poster as a file: a landscape page of A4's shape.

#include <string>

#include "raft/base/result.h"
#include "render/theme.h"
#include "render/views/poster.h"

namespace studio {

/// Writes `path`, whose suffix says what it becomes: svg, pdf or png. What is there already stays, and is an error.
raft::Result<void> writePoster(const render::PosterInput& input, render::ThemeName theme, const std::string& path);

}  // namespace studio
