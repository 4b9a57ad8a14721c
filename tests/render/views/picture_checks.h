#pragma once
// What must hold for every picture, whatever it shows.

#include <string>
#include <vector>

#include "render/scene.h"
#include "render/text_measure.h"

namespace checks {

struct PlacedText {
    std::string text;
    render::Box box;
};
std::vector<PlacedText> textsOf(const render::Scene& scene);

/// Two texts that overlap, as "a / b"; "" if none do.
std::string overlappingTexts(const render::Scene& scene);

/// The first item that leaves `box` by more than a rounding, described; "" if none does.
std::string leaves(const render::Scene& scene, const render::Box& box);

/// True if some text reads exactly so.
bool says(const render::Scene& scene, std::string_view text);

/// True if some text is smaller than `sizePx`.
bool hasTextSmallerThan(const render::Scene& scene, render::Coord sizePx);

/// How many items there are of a kind.
template <class Kind>
int count(const render::Scene& scene) {
    int found = 0;
    for (const render::Item& item : scene.items()) found += std::holds_alternative<Kind>(item) ? 1 : 0;
    return found;
}

/// How many groups stand for things of this kind.
int countGroups(const render::Scene& scene, render::Role role);

/// About as many vertices as an immediate-mode renderer with smooth edges needs.
int vertices(const render::Scene& scene);

/// Letters a tenth wider than the fixed ones: what another typeface may do to a layout.
class WideMeasure final : public render::TextMeasure {
public:
    render::Coord advance(render::Face face, render::Coord sizePx, char32_t character) const override {
        return fixed_.advance(face, sizePx, character) * 11 / 10;
    }

private:
    render::FixedMeasure fixed_;
};

}  // namespace checks
