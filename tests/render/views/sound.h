#pragma once
// What every picture must be at every size: no text covers another, nothing leaves its panel, nothing is too small.

#include <functional>
#include <vector>

#include "render/look.h"
#include "render/scene.h"

namespace checks {

struct Panel {
    int width;
    int height;
    int scalePercent;
};

using Draw = std::function<void(const render::Look& look, const render::Box& box, render::Scene& scene)>;

/// Draws at all sizes, in all themes and languages and with letters of two widths, and checks what always holds.
void expectSound(const std::vector<Panel>& panels, const Draw& draw);

}  // namespace checks
