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

/// The key that Send writes by itself, and that Read reads as long as nobody has read another.
inline constexpr std::string_view kUsualKey = "x";

/// A read as one types it: "read y" goes through the log, "read y lease" does not.
struct TypedRead {
    std::string_view key;
    raft::ReadMode mode = raft::ReadMode::Log;
};
/// Nothing if `text` is no such line. The modes are called as in session files; capitals do not matter.
std::optional<TypedRead> typedRead(std::string_view text);

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
/// An empty text is the next command by itself: x=1, x=2, ... "read y" is a read (see TypedRead). `to` none: the leader
/// that we see, else the first that runs. It is the selected client that asks, else the first that waits for nothing.
struct Send {
    std::string text;
    std::optional<raft::NodeId> to;
};
/// Reads the key that was read last (see Document::keyToRead), from `from`: none is the selected server, else
/// whom the client believes to lead.
struct Read {
    raft::ReadMode mode = raft::ReadMode::Log;
    std::optional<raft::NodeId> from;
};
struct SandboxHere {};  ///< Leaves the lesson for a branch of one's own, or goes back to it.
struct Undo {};
struct Redo {};
}  // namespace cmd

}  // namespace studio
