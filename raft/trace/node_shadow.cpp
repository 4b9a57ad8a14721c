#include "raft/trace/node_shadow.h"

#include <algorithm>

namespace raft {
namespace {

NodeNumbers numbersOf(const Node& node) {
    const VolatileState& state = node.state();
    return NodeNumbers{state.role,        node.currentTerm(),     node.persistent().votedFor, state.commitIndex,
                       state.lastApplied, node.log().lastIndex(), node.log().lastTerm()};
}

}  // namespace

void NodeShadow::noteLogEnd() {
    numbers_.lastLogIndex = log_.lastIndex();
    numbers_.lastLogTerm = log_.lastTerm();
}

/// Makes the log equal to `real`: a disk may have lost a tail, and may bring back one that memory had already deleted.
LogChange NodeShadow::copyLog(const Node& node) {
    const Log& real = node.log();
    if (log_.lastIncludedIndex() != real.lastIncludedIndex()) return replaceLog(node);
    LogIndex same = real.lastIncludedIndex();
    const LogIndex both = std::min(log_.lastIndex(), real.lastIndex());
    while (same < both && log_.at(same + 1) == real.at(same + 1)) ++same;
    LogChange change;
    if (same < log_.lastIndex()) change.truncatedFrom = same + 1;
    if (same < real.lastIndex()) {
        change.first = same + 1;
        change.last = real.lastIndex();
    }
    log_ = real;
    return change;
}

/// The disk had another snapshot than memory, or none yet: all that it holds behind it is named anew.
LogChange NodeShadow::replaceLog(const Node& node) {
    const Log& real = node.log();
    LogChange change;
    if (log_.has(log_.firstIndex())) change.truncatedFrom = log_.firstIndex();
    change.compacted = true;
    change.lastIncludedIndex = real.lastIncludedIndex();
    change.lastIncludedTerm = real.lastIncludedTerm();
    change.includedConfig = node.configurationAt(LogIndex(0));
    if (real.has(real.firstIndex())) {
        change.first = real.firstIndex();
        change.last = real.lastIndex();
    }
    log_ = real;
    return change;
}

/// A snapshot of its own keeps what follows it; so does a leader's that fits the log. Any other leaves nothing.
LogChange NodeShadow::takeSnapshot(const Event& event, const Node& after) {
    LogChange change;
    change.compacted = true;
    change.lastIncludedIndex = LogIndex(event.args[0]);
    change.lastIncludedTerm = Term(event.args[1]);
    change.includedConfig = after.configurationAt(LogIndex(0));
    const bool keeps = event.kind == EventKind::Snapshot || event.reason == Reason::SnapshotKeepsSuffix;
    if (keeps) {
        log_.compactTo(change.lastIncludedIndex);
    } else {
        const LogIndex beyond = std::max(change.lastIncludedIndex + 1, log_.firstIndex());
        if (log_.has(beyond)) change.truncatedFrom = beyond;
        log_.restartAfter(change.lastIncludedIndex, change.lastIncludedTerm);
    }
    if (event.kind == EventKind::Install) numbers_.commitIndex = numbers_.lastApplied = change.lastIncludedIndex;
    return change;
}

/// Is it another one?
bool NodeShadow::reconfigure(const Configuration& config) {
    const bool differs = !(config == config_);
    config_ = config;
    return differs;
}

LogChange NodeShadow::take(const Event& event, const Node& after) {
    LogChange change;
    switch (event.kind) {
        case EventKind::Boot:
        case EventKind::Restart:
            change = copyLog(after);
            numbers_ = numbersOf(after);
            // It begins with what its snapshot says; what its log says, and what it remembers beyond, it says itself.
            change.reconfigured = reconfigure(after.configurationAt(LogIndex(0)));
            if (event.kind == EventKind::Boot) change.reconfigured = false;  // As the first line says.
            if (event.kind == EventKind::Restart) {
                numbers_.commitIndex = numbers_.lastApplied = after.log().lastIncludedIndex();
            }
            up_ = true;
            break;
        case EventKind::Crash:
            numbers_.role = Role::Follower;
            numbers_.commitIndex = numbers_.lastApplied = LogIndex(0);
            up_ = false;
            break;
        case EventKind::Role: numbers_.role = static_cast<Role>(event.args[1]); break;
        case EventKind::Term:
            numbers_.currentTerm = Term(event.args[1]);
            numbers_.votedFor = kNoNode;
            break;
        case EventKind::Vote: numbers_.votedFor = event.peer; break;
        case EventKind::Append:
            change.first = LogIndex(event.args[0]);
            change.last = LogIndex(event.args[1]);
            CHECK(change.first == log_.lastIndex() + 1);
            for (LogIndex i = change.first; i <= change.last; ++i) log_.append(after.log().at(i));
            break;
        case EventKind::Truncate:
            change.truncatedFrom = LogIndex(event.args[0]);
            log_.truncateFrom(change.truncatedFrom);
            break;
        case EventKind::Snapshot:
        case EventKind::Install: change = takeSnapshot(event, after); break;
        case EventKind::Config: change.reconfigured = reconfigure(PackedConfiguration(event.args[1]).unpacked()); break;
        case EventKind::Commit: numbers_.commitIndex = LogIndex(event.args[1]); break;
        case EventKind::Apply: numbers_.lastApplied = LogIndex(event.args[0]); break;
        default: break;  // Every other kind tells of things outside these numbers.
    }
    noteLogEnd();
    return change;
}

bool NodeShadow::agreesWith(const Node& node) const {
    if (up_) return numbers_ == numbersOf(node) && config_ == node.config();
    const NodeNumbers real = numbersOf(node);
    return numbers_.role == real.role && numbers_.commitIndex == real.commitIndex &&
           numbers_.lastApplied == real.lastApplied;
}

}  // namespace raft
