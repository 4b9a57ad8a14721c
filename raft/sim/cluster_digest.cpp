// The digest of a cluster: everything that decides its future.

#include "raft/sim/cluster.h"

namespace raft {
namespace {

class Hasher {
public:
    explicit Hasher(const TextTable& texts) : texts_(texts) {}

    void add(std::uint64_t word) { digest_.add(word); }
    void add(SimTime time) { digest_.add(static_cast<std::uint64_t>(time.us)); }
    void add(TextId text) { digest_.add(texts_.digestOf(text)); }
    void add(Value value) {
        add(static_cast<std::uint64_t>(value.kind));
        value.kind == Value::Kind::Text ? add(value.asText()) : add(value.bits);
    }
    void add(const Entry& entry) {
        add((static_cast<std::uint64_t>(entry.term.value) << 32) | entry.seq);
        add((static_cast<std::uint64_t>(entry.type) << 8) | entry.client.value);
        add(entry.command);
        if (entry.type == EntryType::Config) add(entry.config.bits());
        if (entry.stamp != 0 || entry.session().value != 0)
            add((static_cast<std::uint64_t>(entry.session().value) << 32) | entry.stamp);
    }
    void add(const Configuration& config) {
        add(config.voters.bits());
        if (config.isJoint()) add(config.oldVoters.bits() << 16);
        if (!config.learners.empty()) add(config.learners.bits() << 32);
    }
    void add(const PersistentState& state) {
        add((static_cast<std::uint64_t>(state.currentTerm.value) << 8) | state.votedFor.value);
        add(state.log.lastIndex().value);
        for (LogIndex i = state.log.firstIndex(); i <= state.log.lastIndex(); ++i) add(state.log.at(i));
        if (state.commitIndex.value != 0) add(state.commitIndex.value);
        if (!state.snapshot.exists()) return;
        add((static_cast<std::uint64_t>(state.snapshot.lastIncludedTerm.value) << 32) |
            state.snapshot.lastIncludedIndex.value);
        add(state.snapshot.config);
        digest_.add(std::string_view(*state.snapshot.state));
    }
    void add(const InstallSnapshot& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add((static_cast<std::uint64_t>(m.lastIncludedTerm.value) << 32) | m.lastIncludedIndex.value);
        add((static_cast<std::uint64_t>(m.offset) << 1) | (m.done ? 1 : 0));
        add(m.config);
        digest_.add(std::string_view(m.data));
    }
    void add(const InstallSnapshotReply& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add((static_cast<std::uint64_t>(m.matchIndex.value) << 32) | m.lastIncludedIndex.value);
        add(m.bytesStored);
    }
    void add(const RequestVote& m) {
        add(m.term.value);
        add((static_cast<std::uint64_t>(m.lastLogTerm.value) << 32) | m.lastLogIndex.value);
        if (m.disrupt) add(1);
    }
    void add(const PreVote& m) {
        add(m.term.value);
        add((static_cast<std::uint64_t>(m.lastLogTerm.value) << 32) | m.lastLogIndex.value);
    }
    void add(const PreVoteReply& m) { add(m.term.value * 2ull + (m.voteGranted ? 1 : 0)); }
    void add(const TimeoutNow& m) { add(m.term.value); }
    void add(const RequestVoteReply& m) { add(m.term.value * 2ull + (m.voteGranted ? 1 : 0)); }
    void add(const AppendEntries& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add((static_cast<std::uint64_t>(m.prevLogTerm.value) << 32) | m.prevLogIndex.value);
        add((static_cast<std::uint64_t>(m.leaderCommit.value) << 32) | m.entries.size());
        for (std::uint32_t i = 0; i < m.entries.size(); ++i) add(m.entries[i]);
    }
    void add(const AppendEntriesReply& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add((static_cast<std::uint64_t>(m.matchIndex.value) << 1) | (m.success ? 1 : 0));
        add((static_cast<std::uint64_t>(m.hintTerm.value) << 32) | m.hintIndex.value);
    }
    void add(const ClientRequest& m) {
        add((static_cast<std::uint64_t>(m.seq) << 2) | (m.isRead ? 2 : 0) | (m.mode == ReadMode::Local ? 1 : 0));
        add(m.command);
        if (m.mode > ReadMode::Local) add(static_cast<std::uint64_t>(m.mode));
        if (m.opensSession || m.session.value != 0)
            add((std::uint64_t{m.session.value} << 1) | (m.opensSession ? 1 : 0));
        if (m.seen.value != 0) add((std::uint64_t{m.seen.value} << 32) | 1);
    }
    void add(const Heartbeat& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add(m.leaderCommit.value);
    }
    void add(const HeartbeatReply& m) { add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq); }
    void add(const ReadIndex& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add(m.client.value);
    }
    void add(const ReadIndexReply& m) {
        add((static_cast<std::uint64_t>(m.term.value) << 32) | m.seq);
        add((static_cast<std::uint64_t>(m.client.value) << 1) | (m.success ? 1 : 0));
        add(m.readIndex.value);
    }
    void add(const WaitingRead& read) {
        add((static_cast<std::uint64_t>(read.seq) << 32) | (static_cast<std::uint64_t>(read.client.value) << 16) |
            (static_cast<std::uint64_t>(read.asker.value) << 8) | static_cast<std::uint64_t>(read.phase));
        if (read.asker == kNoNode) add(read.key);
        add((static_cast<std::uint64_t>(read.readIndex.value) << 32) | read.sentBefore);
        if (read.isLocal) add(1);
        add(read.acks.bits());
        add(read.oldAcks.bits());
    }
    void add(const ClientReply& m) {
        add((static_cast<std::uint64_t>(m.seq) << 16) | (m.executed ? 2u << 8 : 0) | (m.ok ? 1u << 8 : 0) |
            m.leaderHint.value);
        add(m.value);
        if (m.expired || m.session.value != 0) add((std::uint64_t{m.session.value} << 1) | (m.expired ? 1 : 0));
        if (m.applied.value != 0) add((std::uint64_t{m.applied.value} << 32) | 1);
    }
    void add(const Message& message) {
        add((static_cast<std::uint64_t>(message.from.value) << 16) |
            (static_cast<std::uint64_t>(message.to.value) << 8) | message.body.index());
        std::visit([this](const auto& body) { add(body); }, message.body);
    }
    std::uint64_t value() const { return digest_.value(); }
    Digest& digest() { return digest_; }

private:
    const TextTable& texts_;
    Digest digest_;
};

/// What is on its way of a snapshot; a server that neither sends nor receives one adds nothing.
void addSnapshotTraffic(Hasher& hash, const Node& node) {
    const LeaderState& leader = node.leader();
    for (const NodeId peer : node.config().members()) {
        const std::size_t at = peer.value;
        if (leader.snapshotIndex[at].value == 0 && leader.chunkAnswered[at] == 0) continue;
        hash.add((std::uint64_t{peer.value} << 32) | leader.snapshotIndex[at].value);
        hash.add((static_cast<std::uint64_t>(leader.chunkAnswered[at]) << 32) | leader.snapshotOffset[at]);
    }
    const PartialSnapshot& partial = node.state().partial;
    if (partial.lastIncludedIndex.value == 0) return;
    hash.add((static_cast<std::uint64_t>(partial.lastIncludedTerm.value) << 32) | partial.lastIncludedIndex.value);
    hash.digest().add(std::string_view(partial.bytes));
}

/// A configuration that the log brought, and a learner that is catching up.
void addMembership(Hasher& hash, const Node& node) {
    if (node.configIndex().value != 0) hash.add(node.configIndex().value);
    if (!node.config().learners.empty() || node.config().isJoint() || node.configIndex().value != 0) {
        hash.add(node.config());
    }
    const CatchUp& catchUp = node.leader().catchUp;
    if (catchUp.server == kNoNode) return;
    hash.add((std::uint64_t{catchUp.server.value} << 32) | catchUp.round);
    hash.add(catchUp.target.value);
    hash.add(catchUp.name);
    hash.add(catchUp.startedAt);
    hash.add(catchUp.heardAt);
}

/// Who was heard when; where no rule asks for it there is nothing to add.
void addContact(Hasher& hash, const Node& node) {
    const VolatileState& state = node.state();
    const LeaderState& leader = node.leader();
    if (node.role() == Role::PreCandidate) {
        hash.add((static_cast<std::uint64_t>(state.preVotes.granted.bits()) << 32) | state.preVotes.refused.bits());
    }
    if (state.leaderHeard) hash.add(*state.leaderHeard);
    for (const NodeId peer : leader.contact.known) {
        hash.add(peer.value);
        hash.add(leader.contact.heardAt[peer.value]);
    }
    if (!leader.transfer.runs()) return;
    hash.add((std::uint64_t{leader.transfer.to.value} << 1) | (leader.transfer.told ? 1 : 0));
    hash.add(leader.transfer.since);
}

/// Reads that wait, and what leases are made of; where nobody reads so, this adds nothing.
void addReads(Hasher& hash, const Node& node, const Rules& rules) {
    for (const WaitingRead& read : node.reads()) hash.add(read);
    const Lease& lease = node.leader().lease;
    if (!rules.lease && lease.ended) hash.add(1);
    if (!rules.lease) return;
    hash.add(node.state().heardAt);
    hash.add((lease.sent.size() << 1) | (lease.ended ? 1 : 0));
    for (const Lease::Sent& sent : lease.sent) {
        hash.add(sent.firstSeq);
        hash.add(sent.at);
    }
    for (const NodeId peer : node.config().members()) hash.add(lease.acknowledged[peer.value]);
}

void addNode(Hasher& hash, const Node& node, const Rules& rules) {
    const VolatileState& state = node.state();
    const LeaderState& leader = node.leader();
    hash.add(node.persistent());
    hash.add((static_cast<std::uint64_t>(state.commitIndex.value) << 32) | state.lastApplied.value);
    hash.add((static_cast<std::uint64_t>(state.role) << 8) | state.leaderId.value);
    hash.add(state.votesGranted.bits());
    hash.add(state.votesRefused.bits());
    if (state.votesRepeated != 0) hash.add(state.votesRepeated);
    for (const NodeId peer : node.config().members()) {
        const std::size_t at = peer.value;
        hash.add((static_cast<std::uint64_t>(leader.nextIndex[at].value) << 32) | leader.matchIndex[at].value);
        hash.add((static_cast<std::uint64_t>(leader.unanswered[at]) << 32) | leader.backedUpAt[at]);
    }
    hash.add((static_cast<std::uint64_t>(leader.seq) << 32) | leader.durableIndex.value);
    if (!leader.probing.empty()) hash.add(leader.probing.bits());
    addSnapshotTraffic(hash, node);
    addMembership(hash, node);
    addContact(hash, node);
    addReads(hash, node, rules);
}

void addMachine(Hasher& hash, const Machine& machine, const TextTable& texts) {
    hash.add((machine.up ? 1u : 0u) | (machine.paused ? 2u : 0u));
    hash.add(machine.electionArmedAt);
    hash.add(machine.electionDeadline);
    hash.add(machine.heartbeatDeadline);
    hash.add(machine.electionOrder);
    hash.add(machine.heartbeatOrder);
    hash.add(machine.electionDraws);
    hash.add(machine.clockPpm);
    hash.add(machine.clockOffset);
    if (machine.clockSince > SimTime()) hash.add(machine.clockBase - machine.clockSince);
    hash.add(machine.lostFrom.value);
    if (machine.broughtBackFrom.value != 0) hash.add(machine.broughtBackFrom.value);
    if (machine.snapshotDue != kNever) {
        hash.add(machine.snapshotDue);
        hash.add(machine.snapshotOrder);
    }
    hash.add(machine.disk.fsync);
    hash.add(machine.disk.writes.size());
    if (machine.disk.durable) hash.add(*machine.disk.durable);
    for (const DiskWrite& write : machine.disk.writes) {
        hash.add(write.doneAt);
        hash.add(write.image);
        for (const Message& message : write.thenSend) hash.add(message);
    }
    machine.store.addTo(hash.digest(), texts);
}

void addClient(Hasher& hash, const Client& client) {
    const auto addCall = [&hash](const QueuedCall& call) {
        hash.add((static_cast<std::uint64_t>(call.seq) << 8) | call.to.value);
        hash.add(call.operation.text);
        hash.add((call.operation.isRead ? 2u : 0u) | (call.operation.mode == ReadMode::Local ? 1u : 0u));
        if (call.operation.mode > ReadMode::Local) hash.add(static_cast<std::uint64_t>(call.operation.mode));
    };
    hash.add((static_cast<std::uint64_t>(client.lastSeq) << 16) | (client.waiting ? 256u : 0u) |
             client.believedLeader.value);
    hash.add(client.deadline);
    hash.add(client.redirects);
    if (client.session.value != 0) hash.add(client.session.value);
    if (client.seen.value != 0) hash.add((std::uint64_t{client.seen.value} << 32) | 1);
    for (std::size_t i = 0; i < client.calls.size(); ++i) {
        const ClientCall& call = client.calls[i];
        if (call.session.value != 0) hash.add((std::uint64_t{call.seq} << 32) | call.session.value);
    }
    if (client.waiting) addCall(client.current);
    for (const QueuedCall& call : client.queue) addCall(call);
    hash.add(client.calls.size());
    if (!client.calls.empty()) {
        hash.add(client.calls.back().returnedAt);
        if (client.calls.back().expired) hash.add(1);
        hash.add(client.calls.back().value);
    }
}

}  // namespace

std::uint64_t Cluster::digest() const {
    Hasher hash(*texts_);
    hash.add(now_);
    hash.add(order_);
    hash.add(nextEvent_.value);
    const Rules usual;
    for (int id = 0; id < kRuleCount; ++id) {
        const auto rule = static_cast<RuleId>(id);
        const int value = rules_.get(rule);
        // Later rules say nothing as long as they have their default, so older digests stand.
        const bool isLater = rule >= RuleId::SnapshotOnlyApplied;
        if (!isLater) hash.add(static_cast<std::uint64_t>(value));
        if (isLater && value != usual.get(rule)) {
            hash.add((static_cast<std::uint64_t>(value) << 16) + 0x100u + static_cast<std::uint64_t>(id));
        }
    }
    for (const Node& node : nodes_) addNode(hash, node, rules_);
    for (const Machine& machine : machines_) addMachine(hash, machine, *texts_);
    for (const Client& client : clients_) addClient(hash, client);
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        hash.add(flight.id.value);
        hash.add(flight.arrivesAt);
        hash.add(flight.order);
        hash.add((static_cast<std::uint64_t>(flight.state) << 1) | (flight.lost ? 1 : 0));
        hash.add(flight.message);
    }
    network_.addLinksTo(hash.digest(), serverCount(), clientCount());
    return hash.value();
}

}  // namespace raft
