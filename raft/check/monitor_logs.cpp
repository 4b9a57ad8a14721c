// What may happen to a log: LogMatching, LeaderAppendOnly, LogTermsMonotonic.

#include <algorithm>

#include "raft/check/describe.h"
#include "raft/check/monitor.h"

namespace raft {
namespace {

/// Where two logs break Log Matching: they differ at `differ` although they agree on the term of `sameTerm`.
struct Mismatch {
    LogIndex differ;
    LogIndex sameTerm;
};

std::optional<Mismatch> findMismatch(const Log& one, const Log& other) {
    const LogIndex last = std::min(one.lastIndex(), other.lastIndex());
    LogIndex differ = std::max(one.firstIndex(), other.firstIndex());  // What a snapshot replaced is compared no more.
    while (differ <= last && one.at(differ) == other.at(differ)) ++differ;
    for (LogIndex i = differ; i <= last; ++i) {
        if (one.termAt(i) == other.termAt(i)) return Mismatch{differ, i};
    }
    return std::nullopt;
}

}  // namespace

void Monitor::appended(const Moment& moment, const Event& event) {
    const NodeId server = event.node;
    const Log& log = moment.cluster.node(server).log();
    const LogIndex last = std::min(LogIndex(event.args[1]), log.lastIndex());
    for (LogIndex i = std::max(LogIndex(event.args[0]), log.firstIndex()); i <= last; ++i) {
        const Entry& entry = log.at(i);
        const Term before = log.termAt(i - 1);
        if (before != entry.term || i == LogIndex(event.args[0])) terms_.noteEntries(entry.term);
        checkLeaderHasMost(moment, server, i, entry.term);
        if (entry.type == EntryType::Config) {
            hasChanged_ = true;
            reconfigured_.insert(server);
            if (leaders_.contains(server)) checkOneUncommitted(moment, server, i);
        }
        if (entries_.add(i, entry, before, moment.event) == EntryTable::Fit::Conflict) entriesClash_ = true;
        if (before > entry.term && wants(Property::LogTermsMonotonic)) {
            report(Sentence::TermsFallInLog, moment,
                   {log.has(i - 1) ? entries_.eventOf(i - 1, log.at(i - 1)) : kNoEvent},
                   {{"node", shown(moment.cluster, server)},
                    {"entryTerm", shown(entry.term)},
                    {"index", shown(i)},
                    {"before", shown(before)}});
        }
    }
    checkLastTerm(moment, server);
    // While every (index, term) had one meaning, the logs match; after that only the logs themselves can tell.
    if (entriesClash_ && wants(Property::LogMatching)) checkLogsMatch(moment, server);
}

/// Log Matching, word for word: if two logs hold an entry with the same index and term, they are identical up to it
/// (Figure 3).
void Monitor::checkLogsMatch(const Moment& moment, NodeId server) {
    const Cluster& cluster = moment.cluster;
    const Log& log = cluster.node(server).log();
    for (const NodeId other : NodeSet::firstNodes(cluster.serverCount())) {
        if (other == server) continue;
        const auto mismatch = findMismatch(cluster.node(other).log(), log);
        if (!mismatch) continue;
        const LogIndex at = mismatch->differ;
        const Entry& theirs = cluster.node(other).log().at(at);
        const Entry& own = log.at(at);
        report(Sentence::LogsDiffer, moment, {entries_.eventOf(at, theirs), entries_.eventOf(at, own)},
               {{"peer", shown(cluster, other)},
                {"node", shown(cluster, server)},
                {"term", shown(log.termAt(mismatch->sameTerm))},
                {"index", shown(mismatch->sameTerm)},
                {"differ", shown(at)},
                {"otherCommand", shown(cluster, theirs)},
                {"otherTerm", shown(theirs.term)},
                {"command", shown(cluster, own)},
                {"entryTerm", shown(own.term)}});
    }
}

/// The last entry's term never exceeds the server's own.
void Monitor::checkLastTerm(const Moment& moment, NodeId server) {
    const Node& node = moment.cluster.node(server);
    if (node.log().lastTerm() <= node.currentTerm() || !wants(Property::LogTermsMonotonic)) return;
    const LogIndex last = node.log().lastIndex();
    report(Sentence::EntryOfLaterTerm, moment,
           {node.log().has(last) ? entries_.eventOf(last, node.log().at(last)) : kNoEvent},
           {{"node", shown(moment.cluster, server)},
            {"term", shown(node.currentTerm())},
            {"index", shown(last)},
            {"entryTerm", shown(node.log().lastTerm())}});
}

void Monitor::truncated(const Moment& moment, const Event& event) {
    const Cluster& cluster = moment.cluster;
    const NodeId server = event.node;
    const LogIndex from(std::max(event.args[0], 1u));
    const LogIndex to(event.args[1]);
    const LogIndex commitIndex = watched_[server.value].commitIndex;
    stored_.insert(server);
    if (from <= commitIndex && wants(Property::StateMachineSafety)) {
        const bool known = from <= committed();
        report(Sentence::DeletedCommitted, moment, {known ? committed_[from.value - 1].event : kNoEvent},
               {{"node", shown(cluster, server)}, {"index", shown(from)}, {"commitIndex", shown(commitIndex)}});
    }
    if (hasChanged_) reconfigured_.insert(server);  // A configuration may have gone with the entries.
    if (!leaders_.contains(server)) return;

    // Leader Append-Only: its old log is a prefix of its new one (Figure 3). What was put back unchanged was not lost.
    const Log& log = cluster.node(server).log();
    LogIndex kept = from;
    while (kept <= to && log.has(kept) && entries_.isOnlyOneAt(kept, log.at(kept))) ++kept;
    if (kept <= to && wants(Property::LeaderAppendOnly)) {
        const TermRecord* record = terms_.find(watched_[server.value].term);
        report(Sentence::LeaderDeleted, moment, {record == nullptr ? kNoEvent : record->electedAt},
               {{"node", shown(cluster, server)},
                {"term", shown(watched_[server.value].term)},
                {"from", shown(from)},
                {"to", shown(to)}});
    }
    for (const NodeId peer : cluster.node(server).config().members()) checkPeerRow(moment, server, peer);
    checkLeaderComplete(moment, server, from);
}

}  // namespace raft
