#pragma once
// A server as the events alone describe it.

#include "raft/core/event.h"
#include "raft/core/log.h"
#include "raft/core/node.h"

namespace raft {

/// The numbers of a trace's `state`.
struct NodeNumbers {
    Role role = Role::Follower;
    Term currentTerm;
    NodeId votedFor = kNoNode;
    LogIndex commitIndex;
    LogIndex lastApplied;
    LogIndex lastLogIndex;
    Term lastLogTerm;

    friend bool operator==(const NodeNumbers&, const NodeNumbers&) = default;
};

/// What one event did to the log: entries from `truncatedFrom` on went, then a snapshot took the place of those up to
/// lastIncludedIndex, then `first` … `last` came; 0 is none.
struct LogChange {
    LogIndex truncatedFrom;
    bool compacted = false;
    LogIndex lastIncludedIndex;
    Term lastIncludedTerm;
    Configuration includedConfig;  ///< Of the snapshot.
    LogIndex first;
    LogIndex last;

    bool reconfigured = false;  ///< It uses another configuration.

    bool any() const { return truncatedFrom.value != 0 || compacted || first.value != 0; }
};

/// Follows one server through its events: role, term, vote, append, truncate, commit, apply, snapshot, install, config,
/// crash and restart. A server that is down has lost its memory; what its disk lost shows when it restarts.
class NodeShadow {
public:
    /// Takes the next event of this server. `after` is the real server right after the step that the event is part of;
    /// only boot, restart, append and snapshots look at it, for what no operand carries.
    LogChange take(const Event& event, const Node& after);

    const NodeNumbers& numbers() const { return numbers_; }
    const Log& log() const { return log_; }
    const Configuration& config() const { return config_; }

    /// Does the real server look the same?
    bool agreesWith(const Node& node) const;

private:
    LogChange copyLog(const Node& real);
    LogChange replaceLog(const Node& real);
    LogChange takeSnapshot(const Event& event, const Node& after);
    bool reconfigure(const Configuration& config);
    void noteLogEnd();

    NodeNumbers numbers_;
    Log log_;
    Configuration config_;  ///< Known from its first event on.
    bool up_ = false;
};

}  // namespace raft
