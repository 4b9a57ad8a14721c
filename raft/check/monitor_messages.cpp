// What a server tells others: MsgTermLeSender, PersistBeforeSend.

#include <algorithm>

#include "raft/check/describe.h"
#include "raft/check/monitor.h"

namespace raft {
/// Judges every message that left in this step and is on its way. One that a cut link swallowed told nobody anything.
/// `launched` is how many places on the network this step took: the newest ones.
void Monitor::checkSent(const Cluster& after, const StepEvents& step, std::uint32_t launched) {
    const Network& network = after.network();
    const auto judge = [&](const Flight& flight) {
        if (!flight.inUse || flight.sentBy < step.first || flight.message.from.value >= after.serverCount()) return;
        checkOneSent(Moment{after, step.time, flight.sentBy}, flight.message);
    };
    if (launched <= network.recentCount()) {
        for (std::uint32_t back = 0; back < launched; ++back) judge(network.at(network.recent(back)));
    } else {
        for (std::uint32_t slot = 0; slot < network.slotCount(); ++slot) judge(network.at(slot));
    }
}

void Monitor::checkOneSent(const Moment& moment, const Message& message) {
    const NodeId sender = message.from;
    if (const auto* reply = std::get_if<AppendEntriesReply>(&message.body)) {
        told(moment, sender, reply->term);
        if (reply->success) checkAckDurable(moment, sender, message.to, {reply->term, reply->matchIndex});
    } else if (const auto* append = std::get_if<AppendEntries>(&message.body)) {
        told(moment, sender, append->term);
    } else if (const auto* chunk = std::get_if<InstallSnapshot>(&message.body)) {
        told(moment, sender, chunk->term);
    } else if (const auto* stored = std::get_if<InstallSnapshotReply>(&message.body)) {
        told(moment, sender, stored->term);
        if (stored->matchIndex.value > 0) {
            checkAckDurable(moment, sender, message.to, {stored->term, stored->matchIndex});
        }
    } else if (const auto* vote = std::get_if<RequestVoteReply>(&message.body)) {
        told(moment, sender, vote->term);
        if (vote->voteGranted) checkVoteDurable(moment, sender, message.to, vote->term);
    } else if (const auto* ask = std::get_if<ReadIndex>(&message.body)) {
        told(moment, sender, ask->term);
    } else if (const auto* known = std::get_if<ReadIndexReply>(&message.body)) {
        told(moment, sender, known->term);
    } else if (const auto* request = std::get_if<RequestVote>(&message.body)) {
        told(moment, sender, request->term);
        checkVoteDurable(moment, sender, sender, request->term);
    } else if (const auto* now = std::get_if<TimeoutNow>(&message.body)) {
        told(moment, sender, now->term);
    } else if (const auto* answer = std::get_if<PreVoteReply>(&message.body)) {
        if (!answer->voteGranted) told(moment, sender, answer->term);
    }
}

/// A term that others may hear of is the sender's own, or an earlier one; a crash cannot undo it any more.
void Monitor::told(const Moment& moment, NodeId sender, Term term) {
    Watched& watched = watched_[sender.value];
    watched.settledTerm = std::max(watched.settledTerm, term);
    if (term > moment.cluster.node(sender).currentTerm()) checkStillSent(moment, sender);
}

/// No message in flight carries a higher term than its sender is in.
void Monitor::checkStillSent(const Moment& moment, NodeId server) {
    const Cluster& cluster = moment.cluster;
    const Term now = cluster.node(server).currentTerm();
    const Network& network = cluster.network();
    for (std::uint32_t slot = 0; slot < network.slotCount() && wants(Property::MsgTermLeSender); ++slot) {
        const Flight& flight = network.at(slot);
        if (!flight.inUse || flight.message.from != server) continue;
        const MessageKind kind = flight.message.kind();
        // A pre-vote is about a term that nobody is in yet.
        if (kind == MessageKind::PreVote || kind == MessageKind::PreVoteReply) continue;
        const Term term = termOf(flight.message);  // 0 of an answer to a client.
        if (term <= now) continue;
        report(Sentence::MessageOfLaterTerm, moment, {flight.sentBy},
               {{"message", std::string(nameOf(flight.message.kind()))},
                {"node", shown(cluster, server)},
                {"peer", shown(cluster, flight.message.to)},
                {"messageTerm", shown(term)},
                {"term", shown(now)}});
    }
}

/// A vote that others hear of is on disk, or of a term that the disk has left behind (D §3.8).
void Monitor::checkVoteDurable(const Moment& moment, NodeId server, NodeId candidate, Term term) {
    closeVotes(server, term);
    if (!wants(Property::PersistBeforeSend)) return;
    const PersistentState disk = moment.cluster.durable(server);
    if (disk.currentTerm > term || (disk.currentTerm == term && disk.votedFor == candidate)) return;
    const TermRecord* record = terms_.find(term);
    const bool known = record != nullptr && record->votedFor[server.value] == candidate;
    report(
        Sentence::VoteNotOnDisk, moment, {known ? record->votedAt[server.value] : kNoEvent},
        {{"node", shown(moment.cluster, server)}, {"peer", shown(moment.cluster, candidate)}, {"term", shown(term)}});
}

/// An acknowledged entry is on disk, in the acknowledged term; or the disk is in a later term and the log moved on.
void Monitor::checkAckDurable(const Moment& moment, NodeId server, NodeId leader, const Acknowledged& what) {
    if (!wants(Property::PersistBeforeSend)) return;
    const Cluster& cluster = moment.cluster;
    const PersistentState& memory = cluster.node(server).persistent();
    const LogIndex index = what.index;
    const Rules& rules = cluster.rules();
    const bool allOnDisk = !cluster.machine(server).disk.durable && rules.persistTerm && rules.persistLog;
    if (allOnDisk && what.term <= memory.currentTerm && index <= memory.log.lastIndex()) return;

    // What the rules keep off the disk only durable() knows; it costs a copy.
    std::optional<PersistentState> bent;
    const Disk& written = cluster.machine(server).disk;
    const PersistentState& disk = written.durable ? *written.durable : bent.emplace(cluster.durable(server));
    if (disk.currentTerm > what.term) return;
    bool stored = disk.currentTerm == what.term && index <= disk.log.lastIndex();
    if (stored && index.value > 0 && memory.currentTerm == what.term && memory.log.has(index)) {
        stored = holds(disk.log, index, memory.log.at(index));
    }
    if (stored) return;
    report(Sentence::EntryNotOnDisk, moment,
           {memory.log.has(index) ? entries_.eventOf(index, memory.log.at(index)) : kNoEvent},
           {{"node", shown(cluster, server)},
            {"peer", shown(cluster, leader)},
            {"index", shown(index)},
            {"term", shown(what.term)},
            {"stored", shown(disk.log.lastIndex())},
            {"diskTerm", shown(disk.currentTerm)}});
}

}  // namespace raft
