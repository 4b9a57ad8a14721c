#pragma once

#include <string_view>

#include "app/gui/canvas/pen.h"

namespace gui {

/// What stands in the small circle of a chip.
enum class ChipMark {
    Number,  ///< The key that picks it.
    Right,   ///< It turned out to be so.
    Missed,  ///< It turned out to be so and was not picked.
    Wrong,   ///< It was picked and is not so, or not in this place.
    None,    ///< The circle stays empty.
};

/// One choice of a question.
struct ChoiceChipLook {
    std::string_view label;
    int number = 0;
    ChipMark mark = ChipMark::Number;
    bool picked = false;
    bool lookedAt = false;  ///< After the verdict: its reason is what one reads.
    std::string_view hint;
};

inline constexpr float kChipHeight = 30;  ///< At 100 %.
inline constexpr float kChipGap = 8;

/// How wide a chip wants to be, in pixels.
float choiceChipWidth(Pen& pen, const ChoiceChipLook& look);
/// A chip that fills `area`. Its label is shortened if it must be.
Touch choiceChip(Pen& pen, std::string_view id, const Area& area, const ChoiceChipLook& look);

}  // namespace gui
