// Compacted logs: SnapshotSound, and what a snapshot stands for in every other check.

#include <algorithm>

#include "raft/check/describe.h"
#include "raft/check/monitor.h"
#include "raft/sim/configuration_text.h"

namespace raft {

/// Does the log hold this entry, as itself or in its snapshot? A snapshot stands for the committed entries up to its
/// last one; whether it does so rightly, checkSnapshot says.
bool Monitor::holds(const Log& log, LogIndex index, const Entry& entry) const {
    if (log.has(index)) return log.at(index) == entry;
    if (index.value == 0 || index > log.lastIncludedIndex() || index > committed()) return false;
    if (index == log.lastIncludedIndex() && log.lastIncludedTerm() != entry.term) return false;
    return committed_[index.value - 1].entry == entry;
}

/// Do two logs hold the same entry at `index`, in whatever form?
bool Monitor::agreeAt(LogIndex index, const Log& one, const Log& other) const {
    if (one.has(index)) return holds(other, index, one.at(index));
    if (other.has(index)) return holds(one, index, other.at(index));
    return index <= one.lastIncludedIndex() && index <= other.lastIncludedIndex();
}

/// The leader's snapshot took over: the server now takes everything in it for committed and applied. One that takes it
/// back is found at the end of the step.
void Monitor::installed(const Moment& moment, const Event& event) {
    const NodeId server = event.node;
    Watched& watched = watched_[server.value];
    const LogIndex index(event.args[0]);
    if (index > committed() && wants(Property::StateMachineSafety)) {
        report(Sentence::CommittedByNobody, moment, {},
               {{"node", shown(moment.cluster, server)}, {"index", shown(committed() + 1)}});
    }
    watched.commitIndex = std::max(watched.commitIndex, index);
    watched.lastApplied = std::max(watched.lastApplied, index);
    checkSnapshot(moment, server);
    reconfigured_.insert(server);
    if (!leaders_.contains(server)) return;
    for (const NodeId peer : moment.cluster.node(server).config().members()) checkPeerRow(moment, server, peer);
    checkLeaderComplete(moment, server, LogIndex(1));
}

/// A snapshot is what the committed entries up to its last one make of an empty state machine, sessions included, and
/// gives that entry its term (D §5.1, §6.3).
void Monitor::checkSnapshot(const Moment& moment, NodeId server) {
    stored_.insert(server);
    const Snapshot& snapshot = moment.cluster.node(server).persistent().snapshot;
    if (!snapshot.exists() || !wants(Property::SnapshotSound)) return;
    const LogIndex index = snapshot.lastIncludedIndex;
    if (index > committed()) {
        return report(
            Sentence::SnapshotTooFar, moment, {},
            {{"node", shown(moment.cluster, server)}, {"index", shown(index)}, {"committed", shown(committed())}});
    }
    const Committed& last = committed_[index.value - 1];
    if (last.entry.term != snapshot.lastIncludedTerm) {
        return report(Sentence::SnapshotTermDiffers, moment, {last.event},
                      {{"node", shown(moment.cluster, server)},
                       {"index", shown(index)},
                       {"entryTerm", shown(snapshot.lastIncludedTerm)},
                       {"otherTerm", shown(last.entry.term)}});
    }
    const Configuration expected = committedConfig(moment.cluster, index);
    if (!(snapshot.config == expected)) {
        return report(Sentence::SnapshotConfigDiffers, moment, {last.event},
                      {{"node", shown(moment.cluster, server)},
                       {"index", shown(index)},
                       {"configuration", textOf(snapshot.config, moment.cluster.config())},
                       {"expected", textOf(expected, moment.cluster.config())}});
    }
    const ApplyOptions options{.dedup = moment.cluster.rules().dedup,
                               .sessionTimeout = moment.cluster.config().sessionTimeout};
    while (fold_.upTo() < index) {
        fold_.add(committed_[fold_.upTo().value].entry, moment.cluster.commands(), options);
    }
    if (!fold_.isKnown() || fold_.isStateAt(index, *snapshot.state)) return;
    report(Sentence::SnapshotStateDiffers, moment, {last.event},
           {{"node", shown(moment.cluster, server)}, {"index", shown(index)}});
}

}  // namespace raft
