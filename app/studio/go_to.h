#pragma once
// "120 ms", "1.5 s", "#57": where a person wants to go.

#include <string_view>
#include <variant>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace studio {

/// A time, an event, or the catalogue key of what is wrong with the text.
using GoToTarget = std::variant<raft::SimTime, raft::EventId, std::string_view>;

/// A number without a unit is milliseconds; `#` stands before an event's number. At most three decimals of a
/// millisecond count.
GoToTarget parseGoTo(std::string_view text);

}  // namespace studio
