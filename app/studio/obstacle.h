#pragma once
// Why something cannot be done now.

#include <optional>
#include <string_view>

namespace studio {

/// The catalogue's key of the sentence that says why not; nothing if it can be done.
using Obstacle = std::optional<std::string_view>;

inline Obstacle unless(bool possible, std::string_view why) { return possible ? Obstacle() : Obstacle(why); }

}  // namespace studio
