// LeaseSafety: whoever answers reads by a lease leads alone.

#include "raft/check/describe.h"
#include "raft/check/monitor.h"

namespace raft {

/// No leader holds a lease, by its own clock, while somebody leads a higher term (D §6.4.1). Looked at when somebody
/// was elected, when a leader heard an answer that may have extended its lease, and when a clock or a rule was changed:
/// between such moments leases only run out.
void Monitor::checkLeases(const Moment& moment) {
    const Cluster& cluster = moment.cluster;
    if (!cluster.rules().lease || leaders_.size() < 2 || !wants(Property::LeaseSafety)) return;
    for (const NodeId server : leaders_) {
        const Node& node = cluster.node(server);
        const LocalClock clock = cluster.clockOf(server);
        const SimTime until = node.leaseUntil(cluster.rules(), clock);
        if (until <= clock.now) continue;
        for (const NodeId other : leaders_) {
            const Term term = cluster.node(other).currentTerm();
            // In this very step it may have stepped down, into a term that it does not lead.
            if (cluster.node(other).role() != Role::Leader || term <= node.currentTerm()) continue;
            const TermRecord* record = terms_.find(term);
            report(Sentence::LeaseNotAlone, moment, {record == nullptr ? kNoEvent : record->electedAt},
                   {{"node", shown(cluster, server)},
                    {"term", shown(node.currentTerm())},
                    {"peer", shown(cluster, other)},
                    {"otherTerm", shown(term)}});
        }
    }
}

}  // namespace raft
