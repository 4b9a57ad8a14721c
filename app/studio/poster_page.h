#pragma once
// The poster of a track: which rules of the book are lit, and the page as a picture.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/studio/course.h"
#include "app/studio/i18n.h"
#include "lessons/engine/poster_book.h"
#include "render/scene.h"
#include "render/text_measure.h"
#include "render/theme.h"
#include "render/views/poster.h"

namespace studio {

/// Has the reader played this lesson to its end?
using IsPlayed = std::function<bool(std::string_view lesson)>;

/// Tracks whose lessons speak of at least one rule, in the order of the course.
std::vector<std::string> posterTracks(const lessons::PosterBook& book, const Course& course);

/// A rule of a poster, and which lesson of its track opens when it is clicked: the first that was not played, else the
/// first. Empty if no lesson of the track speaks of it.
struct PosterRulePlace {
    const lessons::PosterRule* rule = nullptr;
    render::PosterLight light = render::PosterLight::Dark;
    std::string lesson;
};

/// Every rule of the book, as the poster of `track` shows it; an empty track is the whole course.
std::vector<PosterRulePlace> posterPlaces(const lessons::PosterBook& book, const Course& course, std::string_view track,
                                          const IsPlayed& isPlayed);

/// The poster of `track` in words.
render::PosterInput posterInput(const lessons::PosterBook& book, const Course& course, std::string_view track,
                                const IsPlayed& isPlayed, const Texts& texts);

/// A page of its own.
render::Scene posterScene(const render::PosterInput& input, int widthPx, int heightPx, render::ThemeName theme,
                          const render::TextMeasure& measure);

}  // namespace studio
