#pragma once

#include <string_view>

#include "app/gui/panels/panel_context.h"
#include "app/studio/marked_text.h"

namespace gui {

/// How lines of a paragraph stand. Lengths are at 100 %.
struct ParagraphLook {
    TextLook text;
    float pitch = 22;   ///< From line to line.
    int linesMax = 99;  ///< The last one ends in an ellipsis if there are more.
};

/// A text with references to terms: each term is a link to its entry of the glossary, and pointing at it tells its
/// meaning. `id` tells the links of several paragraphs apart. Returns how many lines there were.
int drawMarkedParagraph(const PanelContext& context, std::string_view id, ImVec2 at, const ParagraphLook& look,
                        std::string_view marked, float widthMax);

/// How many lines it takes.
int markedLineCount(const PanelContext& context, const TextLook& look, std::string_view marked, float widthMax);

}  // namespace gui
