#pragma once
// Answers that are made with the hands: a log that is filled in cell by cell, and servers that are put into sets.

#include "app/gui/panels/panel_context.h"
#include "app/studio/lesson_scene.h"

namespace gui {

/// Heights at 100 %.
inline constexpr float kLogRow = 30;      ///< Cells, or the terms that one can click.
inline constexpr float kLogGap = 8;       ///< Between the terms and the cells, where they stand below each other.
inline constexpr float kSetsHeight = 66;  ///< Ovals with their names.

/// Is it answered on a pad?
bool hasPad(lessons::AskKind kind);

/// Draws from (left, top), pixels, in this width.
struct AnswerPad {
    const PanelContext& context;
    float left = 0;
    float top = 0;
    float width = 0;

    /// Do the cells stand below the terms? Where one row has no room for both.
    static bool isNarrow(const Pen& pen, float width);
    /// The terms to click, the cells so far, and what takes the last one back. Returns where its first row ends.
    float log(const studio::AnswerLog& log) const;
    /// What was said and what is so, one above the other, the cells that differ marked.
    void logs(const studio::AnswerLog& log) const;
    /// What was said alone: nobody is told yet what is so.
    void said(const studio::AnswerLog& log) const;
    /// The ovals; servers can be clicked and dragged while the question is open.
    void sets(const studio::AnswerSets& sets, bool isOpen) const;

private:
    float cells(const std::vector<studio::AnswerCell>& cells, ImVec2 from, float right, bool areTrue) const;
    void cell(const Area& area, const studio::AnswerCell& cell, bool isTrue) const;
};

}  // namespace gui
