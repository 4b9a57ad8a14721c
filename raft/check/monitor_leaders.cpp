// What a leader has and believes: MatchMonotonic, MatchIndexTruth, CandidateTermNotInLog, LeaderHasMaxIndexOfItsTerm,
// CommitAdvances.

#include "raft/check/describe.h"
#include "raft/check/majority.h"
#include "raft/check/monitor.h"

namespace raft {

/// What the step changed of what the leader believes of its peers.
void Monitor::checkPeers(const Moment& moment, NodeId leader) {
    const LeaderState& now = moment.cluster.node(leader).leader();
    const Watched& before = watched_[leader.value];
    for (const NodeId peer : NodeSet::firstNodes(moment.cluster.serverCount())) {
        const std::size_t at = peer.value;
        if (now.matchIndex[at] == before.matchIndex[at] && now.nextIndex[at] == before.nextIndex[at]) continue;
        checkPeerRow(moment, leader, peer);
    }
}

/// Within a leadership matchIndex never falls, and matchIndex < nextIndex <= lastLogIndex + 1.
void Monitor::checkPeerRow(const Moment& moment, NodeId leader, NodeId peer) {
    const Node& node = moment.cluster.node(leader);
    if (peer == leader || peer.value >= moment.cluster.serverCount() || node.role() != Role::Leader) return;
    const LogIndex match = node.leader().matchIndex[peer.value];
    const LogIndex next = node.leader().nextIndex[peer.value];
    LogIndex& before = watched_[leader.value].matchIndex[peer.value];
    const bool fell = match < before;
    if ((fell || match >= next || next > node.log().lastIndex() + 1) && wants(Property::MatchMonotonic)) {
        report(fell ? Sentence::MatchIndexFell : Sentence::NextIndexWrong, moment, {},
               {{"node", shown(moment.cluster, leader)},
                {"peer", shown(moment.cluster, peer)},
                {"before", shown(before)},
                {"match", shown(match)},
                {"next", shown(next)},
                {"lastLogIndex", shown(node.log().lastIndex())},
                {"term", shown(node.currentTerm())}});
    }
    before = match;
    watched_[leader.value].nextIndex[peer.value] = next;
    checkMatchTrue(moment, leader, peer);
}

/// What a leader believes to be stored at a peer is on that peer's disk. The earliest sign of most faults: it shows
/// before anything is lost. A peer of a later term may have moved on; one of an earlier term cannot have answered.
void Monitor::checkMatchTrue(const Moment& moment, NodeId leader, NodeId peer) {
    const Cluster& cluster = moment.cluster;
    const Node& node = cluster.node(leader);
    if (peer == leader || node.role() != Role::Leader) return;
    if (!node.config().members().contains(peer)) return;  // It may be thrown away; if it comes back it counts anew.
    const LogIndex match = node.leader().matchIndex[peer.value];
    const Term peerTerm = cluster.node(peer).currentTerm();
    if (match.value == 0 || peerTerm > node.currentTerm() || !wants(Property::MatchIndexTruth)) return;
    SentenceArgs args;
    const auto say = [&](Sentence sentence, std::initializer_list<EventId> evidence) {
        args.insert(args.end(), {{"node", shown(cluster, leader)},
                                 {"peer", shown(cluster, peer)},
                                 {"term", shown(node.currentTerm())},
                                 {"match", shown(match)},
                                 {"peerTerm", shown(peerTerm)}});
        report(sentence, moment, evidence, std::move(args));
    };
    if (peerTerm < node.currentTerm()) return say(Sentence::PeerInOlderTerm, {});
    const Log& own = node.log();
    const Log* onDisk = durableLog(cluster, peer);
    const Log nothing;
    const Log& disk = onDisk == nullptr ? nothing : *onDisk;
    // If the logs match, the last entry vouches for all before it.
    for (LogIndex i = entriesClash_ ? LogIndex(1) : match; i <= match; ++i) {
        if (agreeAt(i, own, disk)) continue;
        args = {{"index", shown(i)}};
        const EventId appended = own.has(i) ? entries_.eventOf(i, own.at(i)) : kNoEvent;
        if (!disk.has(i)) return say(Sentence::PeerHasNothing, {appended});
        args.emplace_back("command", shown(cluster, disk.at(i)));
        args.emplace_back("entryTerm", shown(disk.termAt(i)));
        return say(Sentence::PeerHasOther, {appended, entries_.eventOf(i, disk.at(i))});
    }
}

/// Only its leader makes entries of a term: when it is elected there are none yet.
void Monitor::checkTermIsNew(const Moment& moment, NodeId leader, Term term) {
    const TermRecord* known = terms_.find(term);
    if (known == nullptr || !known->hasEntries || !wants(Property::CandidateTermNotInLog)) return;
    report(Sentence::TermInLogBefore, moment, {known->electedAt},
           {{"node", shown(moment.cluster, leader)}, {"term", shown(term)}});
}

/// Nobody has more entries of a term than the one who leads it. Entries of the newest term stand at the end of a log.
void Monitor::checkHasMostAtElection(const Moment& moment, NodeId leader, Term term) {
    for (const NodeId server : NodeSet::firstNodes(moment.cluster.serverCount())) {
        const Log& log = moment.cluster.node(server).log();
        if (server != leader && log.lastTerm() == term) reportFewer(moment, leader, server, log.lastIndex(), term);
    }
}

void Monitor::checkLeaderHasMost(const Moment& moment, NodeId server, LogIndex index, Term term) {
    for (const NodeId leader : leaders_) {
        const bool led = leader != server && watched_[leader.value].term == term;
        if (led) reportFewer(moment, leader, server, index, term);
    }
}

/// Says so if the leader's log ends before `index`, which `server` holds an entry of its term at.
void Monitor::reportFewer(const Moment& moment, NodeId leader, NodeId server, LogIndex index, Term term) {
    const LogIndex last = moment.cluster.node(leader).log().lastIndex();
    if (index <= last || !wants(Property::LeaderHasMaxIndexOfItsTerm)) return;
    report(Sentence::LeaderHasFewer, moment, {},
           {{"node", shown(moment.cluster, leader)},
            {"peer", shown(moment.cluster, server)},
            {"index", shown(index)},
            {"term", shown(term)},
            {"lastLogIndex", shown(last)}});
}

/// A leader commits as soon as it may: an entry of its term that it knows to be on a majority is committed when the
/// step is over (§5.3, §5.4.2).
void Monitor::checkCommitAdvances(const Moment& moment, NodeId leader) {
    const Node& node = moment.cluster.node(leader);
    const LogIndex commit = node.state().commitIndex;
    if (commit >= node.log().lastIndex() || node.role() != Role::Leader) return;
    std::array<LogIndex, kMaxServers> stored = node.leader().matchIndex;
    stored[leader.value] = node.leader().durableIndex;
    const LogIndex ready = std::min(majorityIndex(watched_[leader.value].config, stored), node.log().lastIndex());
    // With a rule about snapshots bent, what is not committed yet may be compacted already: its term is not known then.
    if (ready <= commit || !node.log().knowsTermAt(ready) || !wants(Property::CommitAdvances)) return;
    if (node.log().termAt(ready) != node.currentTerm()) return;
    report(Sentence::CommitLags, moment, {},
           {{"node", shown(moment.cluster, leader)},
            {"term", shown(node.currentTerm())},
            {"index", shown(ready)},
            {"commitIndex", shown(commit)}});
}

}  // namespace raft
