#pragma once
// The commands that touch the cluster without tools: each becomes an Action of the history. In the past of a line it
// opens a branch named after it. What touches links, messages, clocks and disks is in hands.h.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/ids.h"
#include "raft/sim/action.h"

namespace studio {

/// The key that Send writes by itself, and that Read reads.
inline constexpr std::string_view kUsualKey = "x";

namespace cmd {
struct ToggleCrash {
    raft::NodeId server = raft::kNoNode;
};  ///< kNoNode here and below: the selected one.
struct FireTimeout {
    raft::NodeId server = raft::kNoNode;
};
struct CutLinks {
    std::vector<raft::LinkId> links;
    bool oneWay = false;
};  ///< Not one way: both directions of each.
struct MendLinks {
    std::vector<raft::LinkId> links;
    bool oneWay = false;
};
struct ToggleIsolate {
    raft::NodeId server = raft::kNoNode;
};  ///< Cuts every link of a server, or mends them all.
struct Heal {};
/// An empty text is the next command by itself: x=1, x=2, ... `to` none: the leader that we see, else the first that
/// runs.
struct Send {
    std::string text;
    std::optional<raft::NodeId> to;
};
/// Reads the key of the next command by itself, from `from`: none is the selected server, else whom the client believes
/// to lead.
struct Read {
    raft::ReadMode mode = raft::ReadMode::Log;
    std::optional<raft::NodeId> from;
};
struct SandboxHere {};  ///< Leaves the lesson for a branch of one's own, or goes back to it.
struct Undo {};
struct Redo {};
}  // namespace cmd

}  // namespace studio
