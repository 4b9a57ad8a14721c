#pragma once
// What a session's "script" or "actions" say, item by item.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "raft/base/result.h"
#include "raft/base/sim_time.h"
#include "raft/script/expression.h"
#include "raft/sim/action.h"

namespace raft {

class History;

/// Where an item stands in its file; 1-based, columns in bytes.
struct SourcePosition {
    int line = 1;
    int column = 1;
};

inline constexpr SimTime kWaitForAtMost = SimTime::fromMs(10'000);  ///< Unless the file says otherwise.
inline constexpr SimTime kDrainAtMost = SimTime::fromMs(10'000);

namespace item {
/// Everything due up to and including now + duration is done.
struct Wait {
    SimTime duration;
};
/// Asked at once and after every step; unmet it ends the run with no.
struct WaitFor {
    Expression condition;
    SimTime atMost = kWaitForAtMost;
};
/// Automatic network: until nothing moves. Manual network: everything that waits is delivered in order, replies too.
struct Drain {};
/// A false one is reported and the run goes on.
struct Expect {
    Expression condition;
};
/// An action as the program records it: `after`, the last event before it, decides the order, `at` the clock.
struct Recorded {
    EventId after;
    SimTime at;
    Action action;
};
}  // namespace item

struct ScriptItem {
    std::variant<Action, item::Wait, item::WaitFor, item::Drain, item::Expect, item::Recorded> move;
    SourcePosition position;
};

using Script = std::vector<ScriptItem>;

/// What replaces the end of a script: nothing, a time, or a condition.
struct RunEnd {
    std::optional<SimTime> time;
    std::optional<Expression> condition;
    /// More steps than this at one instant are taken for a run that does not end.
    std::uint32_t maxStepsAtOneInstant = 1'000'000;
};

/// Reads `--until`: `2500ms`, `2.5s`, or a condition.
Result<RunEnd> parseUntil(std::string_view text, const ClusterConfig& config);

/// The actions of the history's current line in the recorded form.
Script recordedScript(const History& history);

}  // namespace raft
