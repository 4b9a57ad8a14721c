#pragma once
// The commands that touch the cluster by its links, its messages, the clocks and disks of its servers, and its rules.
// Each becomes one Action. Where a command names nothing, it means what is selected.

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/rules.h"
#include "raft/sim/action.h"

namespace studio {

/// Which directions of its links a command means.
enum class Direction { Both, OneWay };

/// How far one press of a key moves a message's arrival.
inline constexpr raft::SimTime kNudge = raft::SimTime::fromMs(5);

namespace cmd {
struct HoldLinks {
    std::vector<raft::LinkId> links;
    Direction direction = Direction::Both;
};
struct ReleaseLinks {
    std::vector<raft::LinkId> links;
    Direction direction = Direction::Both;
};
struct SetLatency {
    std::vector<raft::LinkId> links;
    Direction direction = Direction::Both;
    raft::SimTime min;
    raft::SimTime max;
};
struct SetLoss {
    std::vector<raft::LinkId> links;
    Direction direction = Direction::Both;
    std::uint32_t ppm = 0;
};
enum class Way { Both, There, Back };  ///< There: from the end that a link's name begins with.
/// The selected link, in one direction or in both: cuts it, or mends it if it is cut.
struct ToggleCut {
    Way way = Way::Both;
};
struct ToggleHold {};  ///< The selected link.
struct DropMessage {
    raft::MessageId message;
};
struct DuplicateMessage {
    raft::MessageId message;
};
struct DeliverMessage {
    raft::MessageId message;
};
struct DelayMessage {
    raft::MessageId message;
    raft::SimTime by;  ///< Below zero it hastens; nothing arrives before now.
};
struct MoveArrival {
    raft::MessageId message;
    raft::SimTime to;  ///< As it was dragged; nothing arrives before now.
};
struct TogglePause {
    raft::NodeId server = raft::kNoNode;
};
struct SetClockRate {
    raft::NodeId server = raft::kNoNode;
    std::uint32_t ppm = 1'000'000;
};
/// How far its clock is ahead of real time, or behind if below zero.
struct SetClockOffset {
    raft::NodeId server = raft::kNoNode;
    raft::SimTime offset;
};
struct SetFsync {
    raft::NodeId server = raft::kNoNode;
    raft::SimTime takes;
};
/// The disk of a server that is down forgets for whom it has voted …
struct LoseVote {
    raft::NodeId server = raft::kNoNode;
};
/// … or the end of its log. A snapshot is another file, and stays.
struct LoseEntries {
    raft::NodeId server = raft::kNoNode;
    std::uint32_t count = 0;  ///< More than there are: all.
};
struct TakeSnapshot {
    raft::NodeId server = raft::kNoNode;
};

/// The leader is asked for other members.
struct ChangeMembers {
    raft::ChangeMembers::Kind kind = raft::ChangeMembers::Kind::AddServer;
    raft::NodeSet servers;  ///< The one that is meant, or all voters of a Simple, Direct or Joint change.
    std::optional<raft::NodeSet> learners =
        std::nullopt;  ///< Of a Joint one: who has no vote from C_new on; nothing: as it is.
};

/// The leader that we see is asked to hand over to this server.
struct TransferTo {
    raft::NodeId server = raft::kNoNode;
};

/// From now on every server obeys this value of the rule.
struct SetRule {
    raft::RuleId rule{};
    int value = 0;
};

using Hand =
    std::variant<HoldLinks, ReleaseLinks, SetLatency, SetLoss, ToggleCut, ToggleHold, DropMessage, DuplicateMessage,
                 DeliverMessage, DelayMessage, MoveArrival, TogglePause, SetClockRate, SetClockOffset, SetFsync,
                 LoseVote, LoseEntries, ChangeMembers, TransferTo, TakeSnapshot, SetRule>;
}  // namespace cmd

}  // namespace studio
