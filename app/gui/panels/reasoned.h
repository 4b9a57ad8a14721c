#pragma once
// How Why prints an event and its reasons: rows, the rule, the source. Shared by what is selected and the links of its
// chain.

#include "app/gui/panels/panel_context.h"
#include "app/studio/explain.h"

namespace gui {

/// Where the next line goes, and how wide it may be.
struct Column {
    Area area;
    float y = 0;  ///< The middle of the next line.
};

inline constexpr float kWhyRow = 22;  ///< From line to line, at 100 %.

TextLook whyBody(const PanelContext& context);
TextLook whyDim(const PanelContext& context);

/// Label and value, the values in one column; a value with a Ref can be clicked. `id` tells the rows of several lists
/// apart.
void drawWhyRows(const PanelContext& context, std::string_view id, const std::vector<studio::ExplainRow>& rows,
                 Column& column);
void drawWhyParagraph(const PanelContext& context, const TextLook& look, std::string_view text, Column& column);
/// The rule in our own words, the section of the paper with file:line, and that line.
void drawRule(const PanelContext& context, std::string_view rule, std::string_view citation, std::string_view code,
              Column& column);

/// The chain of causes, oldest first: a click jumps, a click on the mark at the end opens or closes a link.
void drawCauses(const PanelContext& context, const std::vector<studio::CauseLine>& causes, Column& column);
/// The life of a log entry; each line jumps.
void drawLife(const PanelContext& context, const std::vector<studio::LifeLine>& life, Column& column);
/// What happened last, in short.
void drawFeedLines(const PanelContext& context, const std::vector<studio::FeedLine>& lines, Column& column);

}  // namespace gui
