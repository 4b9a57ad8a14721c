#pragma once
// Where the words of a storyboard's pages stand.

#include <string>
#include <vector>

#include "app/studio/story.h"
#include "render/export/deck.h"
#include "render/theme.h"

namespace studio {

/// The page in pixels of a page of 1280 by 720, however large it is.
struct PageScale {
    render::Coord width = 0;
    render::Coord height = 0;
    render::Coord of(int pixels) const {
        const std::int64_t byWidth = std::int64_t{width} * pixels / 1280;
        const std::int64_t byHeight = std::int64_t{height} * pixels / 720;
        return static_cast<render::Coord>(byWidth < byHeight ? byWidth : byHeight);
    }
    int percent(int atFull) const { return static_cast<int>(std::int64_t{of(atFull)} / render::kUnitsPerPx); }
    render::Coord margin() const { return of(40); }
};

/// Lays out the words of one story. All pages leave the same box for the picture.
class StoryTexts {
public:
    StoryTexts(std::string title, int stepCount, const std::vector<StoryWords>& pages, PageScale scale,
               const render::Theme& theme, const render::TextMeasure& measure);

    /// Between the title and the captions.
    render::Box picture() const { return picture_; }
    /// The words of a page with the number of its step.
    std::vector<render::TextBlock> blocks(const StoryWords& words, int number) const;

private:
    enum class Detail { Everything, NoReasons };

    /// Everything below the picture, from `top` down; returns where it ends.
    render::Coord below(const StoryWords& words, render::Coord top, Detail detail,
                        std::vector<render::TextBlock>& out) const;
    render::Coord choices(const StoryWords& words, render::Coord top, std::vector<render::TextBlock>& out) const;
    render::Coord paragraph(const char* name, const std::string& text, const render::TextStyle& style,
                            render::Coord lineHeight, render::Coord top, std::vector<render::TextBlock>& out) const;
    void header(const StoryWords& words, int number, std::vector<render::TextBlock>& out) const;
    render::Coord tallest(const std::vector<StoryWords>& pages, Detail detail) const;

    std::string title_;
    int stepCount_;
    PageScale scale_;
    const render::Theme& theme_;
    const render::TextMeasure& measure_;
    Detail detail_ = Detail::Everything;
    render::Box picture_;
};

}  // namespace studio
