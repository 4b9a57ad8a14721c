#pragma once

#include <array>
#include <vector>

namespace gui {

/// What the fields of the storyboard hold, and which row is open.
struct StoryboardForm {
    using Field = std::array<char, 404>;
    struct Pair {
        Field english{};
        Field chinese{};
    };
    Pair title;
    Pair objective;
    std::vector<Pair> say;  ///< By row.
    int openRow = -1;       ///< The row whose pick-lists are unfolded; -1: none.
    float scroll = 0;
    float height = 0;  ///< Of all rows, as they were drawn last.
};

}  // namespace gui
