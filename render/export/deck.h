#pragma once
// Pages that belong together: a picture each, and the words around it as texts that stay editable.

#include <string>
#include <vector>

#include "render/scene.h"
#include "render/text_measure.h"

namespace render {

/// A text that may need several lines. Writers of pictures break it; a deck of slides and a page of a browser do so
/// themselves.
struct TextBlock {
    enum class Kind : std::uint8_t { Plain, Title };  ///< Title: what a list of slides calls the page.
    std::string name;                                 ///< Of the thing that it is, the same on every page: "caption".
    Kind kind = Kind::Plain;
    Box box;  ///< The first line stands at its top.
    TextStyle style;
    Coord lineHeight = 0;
    bool centered = false;  ///< Its lines stand around the box's middle.
    Coord padding = 0;      ///< Left and right, inside the box.
    Color fill;             ///< Of a chip.
    Stroke stroke;
    Coord rounding = 0;
    std::string text;
};

struct DeckPage {
    Scene picture;
    std::vector<TextBlock> texts;
    std::string notes;  ///< What whoever speaks wants to have before their eyes; often empty.
};

struct Deck {
    std::string title;
    std::string language;  ///< "en", "zh-CN".
    Coord width = 0;
    Coord height = 0;
    Color background;
    Color ink;
    Color soft;  ///< Fills that mean nothing.
    Color dim;
    std::vector<Color> accents;  ///< The hues of the first terms.
    std::vector<DeckPage> pages;
};

/// How many lines of a block's style `text` takes in `width`.
int lineCountOf(const TextMeasure& measure, const TextStyle& style, std::string_view text, Coord width);

/// One page as one picture, its texts broken into lines.
Scene pageScene(const Deck& deck, const DeckPage& page, const TextMeasure& measure);

}  // namespace render
