#pragma once
// A story as pages of one layout: what does not move in the run does not move from page to page.

#include <vector>

#include "app/studio/picture_options.h"
#include "app/studio/story.h"
#include "render/export/deck.h"

namespace studio {

struct Storyboard {
    render::Deck deck;
    std::vector<StoryWords> words;                  ///< Of each page.
    std::vector<std::vector<render::Scene>> views;  ///< Of each page its pictures alone, one by one.
};

/// Every text on a page can be read from the last row: on a slide of 960 by 540 points, captions have 24 points and
/// more, everything else 18 and more. The page's size, its theme and, if the story has no views of its own, the views
/// are those of `options`.
Storyboard storyboardOf(const Story& story, const StoryTelling& telling, const ExportOptions& options,
                        const render::TextMeasure& measure);

/// Which pictures stand on the pages of a lesson: those that it names, but never more than two.
PictureViews storyViews(const lessons::Lesson* lesson, PictureViews wanted, bool own);

}  // namespace studio
