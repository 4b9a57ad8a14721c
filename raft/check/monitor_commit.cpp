// What is committed, and stays so: StateMachineSafety, LeaderCompleteness, CommitDurableOnQuorum,
// NeverCommitPrevTermByCount, StateHashAtIndex, and the order of commitIndex and lastApplied.

#include <algorithm>

#include "raft/check/describe.h"
#include "raft/check/majority.h"
#include "raft/check/monitor.h"

namespace raft {

void Monitor::commitMoved(const Moment& moment, const Event& event) {
    const NodeId server = event.node;
    Watched& watched = watched_[server.value];
    const LogIndex from = watched.commitIndex;
    const LogIndex to(event.args[1]);
    if (to < from && wants(Property::TermMonotonic)) {
        report(Sentence::CommitIndexFell, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"commitBefore", shown(from)},
                {"appliedBefore", shown(watched.lastApplied)},
                {"commitIndex", shown(to)},
                {"lastApplied", shown(watched.lastApplied)}});
    }
    watched.commitIndex = to;
    if (hasChanged_ && moment.cluster.rules().configAt == ConfigAt::Commit) reconfigured_.insert(server);
    if (leaders_.contains(server)) {
        checkCommitRule(moment, server, to);
        leaderCommitted(moment, server, from, to);
    } else {
        followerCommitted(moment, server, from, to);
    }
}

/// An entry is committed when a leader first says so. The term that counts for Leader Completeness is that leader's: a
/// leader of an earlier term that only now hears of its majority had committed it then.
void Monitor::leaderCommitted(const Moment& moment, NodeId leader, LogIndex from, LogIndex to) {
    const Log& log = moment.cluster.node(leader).log();
    const Term term = watched_[leader.value].term;
    LogIndex changed(0);
    for (LogIndex i = std::min(from, committed()) + 1; i <= std::min(to, log.lastIndex()); ++i) {
        if (i > committed()) {
            if (!log.has(i)) break;  // Compacted before anybody committed it: a bent rule.
            committed_.push_back(Committed{log.at(i), term, moment.event});
        } else {
            checkSameAsCommitted(moment, leader, i, Sentence::CommittedOther);
            if (committed_[i.value - 1].commitTerm <= term) continue;
            committed_.write(i.value - 1).commitTerm = term;
        }
        if (changed.value == 0) changed = i;
    }
    if (changed.value == 0) return;
    for (const NodeId other : leaders_) {
        if (watched_[other.value].term > term) checkLeaderComplete(moment, other, changed);
    }
}

void Monitor::followerCommitted(const Moment& moment, NodeId server, LogIndex from, LogIndex to) {
    if (to > committed() && wants(Property::StateMachineSafety)) {
        report(Sentence::CommittedByNobody, moment, {},
               {{"node", shown(moment.cluster, server)}, {"index", shown(committed() + 1)}});
    }
    for (LogIndex i = from + 1; i <= std::min(to, committed()); ++i) {
        checkSameAsCommitted(moment, server, i, Sentence::CommittedOther);
    }
}

/// State Machine Safety: at a committed index nobody commits or applies anything else (Figure 3).
void Monitor::checkSameAsCommitted(const Moment& moment, NodeId server, LogIndex index, Sentence otherwise) {
    const Log& log = moment.cluster.node(server).log();
    const Committed& known = committed_[index.value - 1];
    if (!log.has(index) || log.at(index) == known.entry || !wants(Property::StateMachineSafety)) return;
    report(otherwise, moment, {known.event},
           {{"node", shown(moment.cluster, server)},
            {"command", shown(moment.cluster, log.at(index))},
            {"entryTerm", shown(log.termAt(index))},
            {"index", shown(index)},
            {"otherCommand", shown(moment.cluster, known.entry)},
            {"otherTerm", shown(known.entry.term)},
            {"commitTerm", shown(known.commitTerm)}});
}

/// How a leader may commit: only by counting entries of its own term (§5.4.2), and only what a true majority of voters
/// holds on disk (§5.3), whatever quorum the rules of this run ask for.
void Monitor::checkCommitRule(const Moment& moment, NodeId leader, LogIndex to) {
    const Cluster& cluster = moment.cluster;
    const Log& log = cluster.node(leader).log();
    if (!log.has(to)) return;
    const Entry& entry = log.at(to);
    const Term term = watched_[leader.value].term;
    if (entry.term != term && wants(Property::NeverCommitPrevTermByCount)) {
        report(Sentence::OldTermCounted, moment, {entries_.eventOf(to, entry)},
               {{"node", shown(cluster, leader)},
                {"term", shown(term)},
                {"index", shown(to)},
                {"command", shown(cluster, entry)},
                {"entryTerm", shown(entry.term)}});
    }
    if (!wants(Property::CommitDurableOnQuorum)) return;
    const Configuration& config = watched_[leader.value].config;
    NodeSet copies;
    for (const NodeId voter : config.deciders()) {
        const Log* disk = durableLog(cluster, voter);
        if (disk != nullptr && holds(*disk, to, entry)) copies.insert(voter);
    }
    if (isMajority(config, copies)) return;
    report(Sentence::TooFewDisks, moment, {entries_.eventOf(to, entry)},
           {{"node", shown(cluster, leader)},
            {"index", shown(to)},
            {"command", shown(cluster, entry)},
            {"entryTerm", shown(entry.term)},
            {"copies", std::to_string(copies.size())},
            {"voters", std::to_string(config.deciders().size())}});
}

void Monitor::applied(const Moment& moment, const Event& event) {
    const NodeId server = event.node;
    Watched& watched = watched_[server.value];
    const LogIndex index(event.args[0]);
    if (index != watched.lastApplied + 1 && wants(Property::StateMachineSafety)) {
        report(Sentence::AppliedOutOfOrder, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"index", shown(index)},
                {"lastApplied", shown(watched.lastApplied)}});
    }
    if (index > watched.commitIndex && wants(Property::StateMachineSafety)) {
        report(Sentence::AppliedTooEarly, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"index", shown(index)},
                {"commitIndex", shown(watched.commitIndex)}});
    }
    watched.lastApplied = index;
    if (index.value >= 1 && index <= committed()) checkSameAsCommitted(moment, server, index, Sentence::AppliedOther);
}

/// Leader Completeness: what was committed in an earlier term stands in the log of every later leader (Figure 3).
/// The entry's own term does not matter: an old leader may lack an old entry that a later leader committed.
void Monitor::checkLeaderComplete(const Moment& moment, NodeId leader, LogIndex from) {
    if (from > committed() || !wants(Property::LeaderCompleteness)) return;
    const Log& log = moment.cluster.node(leader).log();
    const Term term = watched_[leader.value].term;
    // If the logs match, the last committed entry vouches for all before it.
    const Committed& last = committed_.back();
    const bool inductionHolds = !entriesClash_ && !isBroken(Property::StateMachineSafety);
    if (inductionHolds && last.commitTerm < term && holds(log, committed(), last.entry)) return;
    for (LogIndex i = from; i <= committed(); ++i) {
        const Committed& known = committed_[i.value - 1];
        if (known.commitTerm >= term || holds(log, i, known.entry)) continue;
        const TermRecord* record = terms_.find(term);
        return report(Sentence::LeaderLacks, moment, {known.event, record == nullptr ? kNoEvent : record->electedAt},
                      {{"node", shown(moment.cluster, leader)},
                       {"term", shown(term)},
                       {"index", shown(i)},
                       {"command", shown(moment.cluster, known.entry)},
                       {"entryTerm", shown(known.entry.term)},
                       {"commitTerm", shown(known.commitTerm)}});
    }
}

/// lastIncludedIndex <= lastApplied <= commitIndex <= lastLogIndex, and no index but the last falls while the server
/// runs.
void Monitor::checkIndexOrder(const Moment& moment, NodeId server) {
    const Node& node = moment.cluster.node(server);
    const VolatileState& now = node.state();
    const Watched& watched = watched_[server.value];
    const bool kept = now.commitIndex >= watched.commitIndex && now.lastApplied >= watched.lastApplied;
    const bool inOrder = now.lastApplied <= now.commitIndex && now.commitIndex <= node.log().lastIndex();
    if ((!kept || !inOrder) && wants(Property::TermMonotonic)) {
        report(kept ? Sentence::IndexesOutOfOrder : Sentence::CommitIndexFell, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"commitBefore", shown(watched.commitIndex)},
                {"appliedBefore", shown(watched.lastApplied)},
                {"commitIndex", shown(now.commitIndex)},
                {"lastApplied", shown(now.lastApplied)},
                {"lastLogIndex", shown(node.log().lastIndex())}});
    }
    if (node.log().lastIncludedIndex() > now.lastApplied && wants(Property::TermMonotonic)) {
        report(Sentence::SnapshotNotApplied, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"snapIndex", shown(node.log().lastIncludedIndex())},
                {"lastApplied", shown(now.lastApplied)}});
    }
    watched_[server.value].commitIndex = now.commitIndex;
    watched_[server.value].lastApplied = now.lastApplied;
}

/// Equal logs, applied in order, make equal states (§2): whoever stops after an entry is in the state in which the
/// first one was that did. Sessions are part of it.
void Monitor::checkState(const Moment& moment, NodeId server) {
    const LogIndex index = moment.cluster.node(server).state().lastApplied;
    Watched& watched = watched_[server.value];
    if (index == watched.comparedAt) return;
    watched.comparedAt = index;
    if (index.value == 0 || !comparesStates_ || index > committed()) return;
    Digest digest;
    moment.cluster.machine(server).store.addTo(digest, moment.cluster.texts());
    const std::uint64_t now = std::max<std::uint64_t>(digest.value(), 1);
    while (states_.size() < index.value) states_.push_back(0);
    const std::uint64_t known = states_[index.value - 1];
    if (known == 0) states_.write(index.value - 1) = now;
    if (known == 0 || known == now || !wants(Property::StateHashAtIndex)) return;
    report(Sentence::StatesDiffer, moment, {committed_[index.value - 1].event},
           {{"node", shown(moment.cluster, server)}, {"index", shown(index)}});
}

}  // namespace raft
