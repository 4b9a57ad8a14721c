#pragma once
// What the adversary may do: network, crashes, disks, timers, clocks, clients, rules. Nobody writes a server's state.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/message.h"
#include "raft/core/node.h"
#include "raft/core/rules.h"

namespace raft {

/// One direction of a link.
struct LinkId {
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    friend bool operator==(const LinkId&, const LinkId&) = default;
};

/// Which message in flight is meant: by id, or the nth (from 1, in order of sending) of those that fit.
struct MessageMatcher {
    std::optional<MessageId> id;
    std::optional<NodeId> from;
    std::optional<NodeId> to;
    std::optional<MessageKind> kind;
    std::uint32_t nth = 1;
};

namespace act {
struct Crash {
    NodeSet servers;
};
struct Restart {
    NodeSet servers;
};
struct Pause {
    NodeSet servers;
};
struct Resume {
    NodeSet servers;
};
struct FireTimeout {
    NodeId server;
};  ///< "timeout": its election timer fires now.
struct SetTimers {
    std::vector<std::pair<NodeId, SimTime>> in;
};  ///< Next election timeout, from now, once.
struct Cut {
    std::vector<LinkId> links;
};
struct Mend {
    std::vector<LinkId> links;
};
struct Split {
    std::vector<NodeSet> groups;
};               ///< Replaces an earlier split.
struct Heal {};  ///< Cuts, splits and holds end.
struct SetLatency {
    std::vector<LinkId> links;
    SimTime min;
    SimTime max;
};
struct SetLoss {
    std::vector<LinkId> links;
    std::uint32_t ppm = 0;
};
struct Hold {
    std::vector<LinkId> links;
};
struct Release {
    std::vector<LinkId> links;
};
struct Deliver {
    MessageMatcher which;
};
struct Drop {
    MessageMatcher which;
};
struct Duplicate {
    MessageMatcher which;
};
struct Delay {
    MessageMatcher which;
    SimTime by;  ///< Below zero it hastens, to now at the most.
};
/// A client asks. `to` none: whom it believes to lead, else the leader of the highest term, else the first server.
/// `seq` 0: its next number; a used one sends that request again.
struct Submit {
    TextId command;
    NodeId client;
    std::optional<NodeId> to;
    std::uint32_t seq = 0;
};
struct ReadKey {
    TextId key;
    NodeId client;
    std::optional<NodeId> from;
    ReadMode mode = ReadMode::Log;
};
struct SetClock {
    NodeId server;
    std::uint32_t ratePpm = 1'000'000;
    SimTime offset;
};
struct SetFsync {
    NodeId server;
    SimTime takes;
};
struct LoseVote {
    NodeId server;
};  ///< "loseDisk": of a server that is down.
struct LoseEntries {
    NodeId server;
    std::uint32_t lastEntries = 0;
};
struct SetRule {
    RuleId rule;
    int value = 0;
};  ///< Acts now, on all servers.
struct WriteNote {
    TextId text;
};
struct TakeSnapshot {
    NodeSet servers;
};  ///< "snapshot": each compacts its log, up to the last entry that it has applied.
struct ChangeMembership {
    ChangeMembers change;
    std::optional<NodeId> to;    ///< None: the leader of the highest term.
    bool mustBeRefused = false;  ///< "tryAddServer" and the like: done if it was refused.
};
/// `from` is asked to hand its leadership over to `to`; none: the leader of the highest term.
struct TransferLeader {
    std::optional<NodeId> from;
    NodeId to;
};
}  // namespace act

/// The verb of a session file, and what `refused("…")` asks for.
constexpr std::string_view verbOf(ChangeMembers::Kind kind) {
    switch (kind) {
        case ChangeMembers::Kind::AddServer: return "addServer";
        case ChangeMembers::Kind::AddLearner: return "addLearner";
        case ChangeMembers::Kind::Promote: return "promote";
        case ChangeMembers::Kind::RemoveServer: return "removeServer";
        case ChangeMembers::Kind::Simple:
        case ChangeMembers::Kind::Direct:
        case ChangeMembers::Kind::Joint: return "change";
    }
    return {};
}

/// With "try" before it where a refusal is wanted: "tryAddServer".
inline std::string verbOf(ChangeMembers::Kind kind, bool mustBeRefused) {
    std::string verb(verbOf(kind));
    if (!mustBeRefused) return verb;
    verb[0] = static_cast<char>(verb[0] - 'a' + 'A');
    return "try" + verb;
}

/// The "how" of a "change"; nothing for the other verbs.
constexpr std::optional<std::string_view> howOf(ChangeMembers::Kind kind) {
    if (kind == ChangeMembers::Kind::Simple) return "single";
    if (kind == ChangeMembers::Kind::Direct) return "direct";
    if (kind == ChangeMembers::Kind::Joint) return "joint";
    return std::nullopt;
}

/// What the history records. Each is one step of the world.
using Action = std::variant<act::Crash, act::Restart, act::Pause, act::Resume, act::FireTimeout, act::SetTimers,
                            act::Cut, act::Mend, act::Split, act::Heal, act::SetLatency, act::SetLoss, act::Hold,
                            act::Release, act::Deliver, act::Drop, act::Duplicate, act::Delay, act::Submit,
                            act::ReadKey, act::SetClock, act::SetFsync, act::LoseVote, act::LoseEntries, act::SetRule,
                            act::WriteNote, act::TakeSnapshot, act::ChangeMembership, act::TransferLeader>;

}  // namespace raft
