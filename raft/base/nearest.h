#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace raft {

/// Returns the candidate that `word` was most likely meant to be: the one with the fewest letters to add, drop, change
/// or swap with their neighbour, small and capital letters being the same. The first of several equals wins.
/// Returns nothing when even the best is so far off that proposing it would be noise. Views into `candidates`.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> candidates);

/// `; did you mean "seed"?` or nothing: the second half of a message about an unknown name.
std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace raft
