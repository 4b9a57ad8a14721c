#pragma once

#include <algorithm>

namespace raft {

/// Is `value` among the elements of `range`?
template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
    return std::find(std::begin(range), std::end(range), value) != std::end(range);
}

}  // namespace raft
