#pragma once
// Who was heard when: what pre-votes, sticky followers, CheckQuorum and a transfer of leadership remember (D §3.10,
// §4.2.3, §6.2, §9.6). All of it is memory, all times are of the server's own clock.

#include <array>
#include <optional>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

/// The answers of one round of pre-votes: about currentTerm + 1, and binding nobody (D §9.6). Sets, not counts.
struct PreVotes {
    NodeSet granted;
    NodeSet refused;
};

/// When a leader was heard last; nothing if none was, or if no rule asks for it.
using LeaderHeard = std::optional<SimTime>;

/// A leader's own check that it still reaches a quorum (D §6.2). Empty while no rule asks for it.
struct Contact {
    NodeSet known;  ///< Whose time is kept. A peer that is not yet known counts as heard: it is new, not silent.
    std::array<SimTime, kMaxServers> heardAt{};
};

/// Leadership that is being handed over (D §3.10).
struct Transfer {
    NodeId to = kNoNode;  ///< kNoNode: none is.
    SimTime since;
    bool told = false;  ///< TimeoutNow was sent.

    bool runs() const { return to != kNoNode; }
};

/// The phases of an event "transfer".
enum class TransferPhase : std::uint8_t { Start, TimeoutNow, Abort, Refused };

}  // namespace raft
