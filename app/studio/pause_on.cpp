#include "app/studio/pause_on.h"

#include <algorithm>

namespace studio {
namespace {

using raft::EventKind;

/// A change of role that ends at, or begins at, the leader. Only the events themselves know which: they come back by
/// re-executing, so a step without any change of role is not asked.
bool changesRole(const raft::History& history, raft::StepId step, bool toLeader) {
    const raft::StepEvents events = history.eventsOf(step);
    return std::any_of(events.events.begin(), events.events.end(), [toLeader](const raft::Event& event) {
        constexpr auto kLeader = static_cast<std::uint32_t>(raft::Role::Leader);
        return event.kind == EventKind::Role && event.args[toLeader ? 1 : 0] == kLeader;
    });
}

}  // namespace

bool pausesAt(const raft::History& history, raft::StepId step, std::uint32_t wanted, raft::NodeId selected) {
    const raft::StepRecord& record = history.record(step);
    const auto wants = [wanted](PauseOn what) { return (wanted & bitOf(what)) != 0; };
    if (wants(PauseOn::Refusal) && record.hasKind(EventKind::Refuse)) return true;
    if (wants(PauseOn::Commit) && record.hasKind(EventKind::Commit)) return true;
    if (wants(PauseOn::Truncation) && record.hasKind(EventKind::Truncate)) return true;
    if (wants(PauseOn::Violation) && (record.flags & raft::kBroken) != 0) return true;
    const bool arrives = record.kind == EventKind::Receive && selected != raft::kNoNode;
    if (wants(PauseOn::Message) && arrives && (record.node == selected || record.peer == selected)) return true;
    if (!record.hasKind(EventKind::Role)) return false;
    if (wants(PauseOn::Leader) && changesRole(history, step, true)) return true;
    return wants(PauseOn::StepDown) && changesRole(history, step, false);
}

}  // namespace studio
