#pragma once
// Values that a person picks or types for a link, a message or a server, and the command that each becomes.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/studio/hands.h"
#include "raft/base/ref.h"
#include "raft/sim/cluster.h"

namespace studio {

enum class Quantity { Latency, Loss, Delay, ClockRate, ClockOffset, Fsync, LostEntries };

/// What is to get another value.
struct ValueOf {
    Quantity quantity = Quantity::Latency;
    raft::Ref of;  ///< A Link, a Message or a Node.
    Direction direction = Direction::Both;
};

/// A few values that are worth a click, as one would type them.
std::span<const std::string_view> picksOf(Quantity quantity);
/// The name of the unit that stands behind the field: a key of the catalogue.
std::string_view unitOf(Quantity quantity);

/// Understands "12", "12.5", for a latency also "40-60"; percents of a loss, times the usual speed of a clock; a delay
/// and a clock's offset may be negative. Nothing if `text` is none of that.
std::optional<cmd::Hand> handOfValue(const ValueOf& value, std::string_view text);

/// The value as it is now, as one would type it; empty for a delay, which adds to what is there. Of lost entries: how
/// many there are to lose.
std::string valueNow(const ValueOf& value, const raft::Cluster& cluster);

/// How many entries a server's disk could lose: those that no snapshot stands for.
std::uint32_t entriesToLose(const raft::Cluster& cluster, raft::NodeId server);

}  // namespace studio
