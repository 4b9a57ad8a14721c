// What a leader believes of its peers: MatchMonotonic, MatchIndexTruth.

#include "raft/check/describe.h"
#include "raft/check/monitor.h"

namespace raft {

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
    checkMatchTrue(moment, leader, peer);
}

/// What a leader believes to be stored at a peer is on that peer's disk. The earliest sign of most faults: it shows
/// before anything is lost. A peer of a later term may have moved on; one of an earlier term cannot have answered.
void Monitor::checkMatchTrue(const Moment& moment, NodeId leader, NodeId peer) {
    const Cluster& cluster = moment.cluster;
    const Node& node = cluster.node(leader);
    if (peer == leader || node.role() != Role::Leader) return;
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
    const Log& disk = durableLog(cluster, peer);
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

}  // namespace raft
