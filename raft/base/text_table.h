#pragma once
// Texts of a run (commands, keys, notes), each stored once and named by a number.

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "raft/base/ids.h"

namespace raft {

/// Append-only; shared by all copies of a world. A number may differ between two runs that forked differently, so a
/// digest never hashes a TextId: it hashes `digestOf`.
class TextTable {
public:
    TextTable();

    /// The number of `text`; the same text always gets the same number. O(log n).
    TextId intern(std::string_view text);

    std::string_view text(TextId id) const { return entries_[id.value].text; }
    std::uint64_t digestOf(TextId id) const { return entries_[id.value].digest; }
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string text;
        std::uint64_t digest = 0;
    };
    std::deque<Entry> entries_;  // A deque: the texts never move, so the map may point into them.
    std::map<std::string_view, TextId> byText_;
};

}  // namespace raft
