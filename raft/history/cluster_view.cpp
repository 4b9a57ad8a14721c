// One moment, as pictures see it.

#include <algorithm>

#include "raft/core/quorum.h"
#include "raft/history/view_as.h"
#include "raft/history/view_builder.h"

namespace raft {
namespace {

RoleView viewOf(Role role) {
    switch (role) {
        case Role::Follower: return RoleView::Follower;
        case Role::PreCandidate: return RoleView::PreCandidate;
        case Role::Candidate: return RoleView::Candidate;
        case Role::Leader: return RoleView::Leader;
    }
    return RoleView::Follower;
}

CellView cellOf(const Entry& entry, std::uint32_t index, const Cluster& cluster) {
    CellView cell;
    cell.index = index;
    cell.term = entry.term.value;
    cell.noop = entry.type == EntryType::Noop;
    cell.session = entry.type == EntryType::Session;
    cell.text =
        cell.session ? std::string_view(cluster.config().nameOf(entry.client)) : cluster.texts().text(entry.command);
    if (entry.type == EntryType::Config) {
        const Configuration config = entry.config.unpacked();
        cell.voters = config.voters;
        cell.oldVoters = config.oldVoters;
        cell.learners = config.learners;
    }
    return cell;
}

ProgressView viewOf(Progress progress) {
    switch (progress) {
        case Progress::Probe: return ProgressView::Probe;
        case Progress::Replicate: return ProgressView::Replicate;
        case Progress::Snapshot: return ProgressView::Snapshot;
    }
    return ProgressView::Replicate;
}

/// The entries that `leader` has sent to `peer` in its term and that have not arrived, in order.
std::vector<SentView> sentTo(const Network& network, const Node& leader, NodeId peer) {
    std::vector<SentView> sent;
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const Message& message = network.at(slot).message;
        if (message.from != leader.self() || message.to != peer) continue;
        const auto* append = std::get_if<AppendEntries>(&message.body);
        if (append == nullptr || append->entries.empty() || append->term != leader.currentTerm()) continue;
        const std::uint32_t before = append->prevLogIndex.value;
        sent.push_back({before + 1, before + append->entries.size()});
    }
    std::sort(sent.begin(), sent.end(), [](const SentView& a, const SentView& b) { return a.first < b.first; });
    return sent;
}

/// Is the vote of `voter` that `candidate` asks for on its way, or its pre-vote?
bool grantInFlight(const Network& network, NodeId voter, const Node& candidate) {
    const bool asks = candidate.role() == Role::PreCandidate;
    for (std::uint32_t slot = 0; slot < network.slotCount(); ++slot) {
        const Flight& flight = network.at(slot);
        if (!flight.inUse || flight.message.from != voter || flight.message.to != candidate.self()) continue;
        const MessageKind wanted = asks ? MessageKind::PreVoteReply : MessageKind::RequestVoteReply;
        const Term term = asks ? candidate.currentTerm() + 1 : candidate.currentTerm();
        const Message& reply = flight.message;
        if (reply.kind() == wanted && isPositive(reply) && termOf(reply) == term) return true;
    }
    return false;
}

/// The sets of which a majority is asked for, as isQuorum() asks. Of a server that is down, as its disk will tell it.
void fillMembership(const Node& node, bool up, const Rules& rules, MembershipView& out) {
    const Configuration config = up ? node.config() : node.configurationAt(node.log().lastIndex());
    out.voters = config.voters;
    out.oldVoters = config.oldVoters;
    out.learners = config.learners;
    out.index = node.configIndex().value;
    out.committed = node.configIndex() <= node.state().commitIndex;
    NodeSet others = rules.learnersCount ? config.learners : NodeSet();
    if (rules.removedLeaderCounts && node.role() == Role::Leader) others.insert(node.self());
    const auto add = [&](NodeSet half) {
        const int needed = quorumSize(half.size(), rules.quorum);
        out.halves[static_cast<std::size_t>(out.halfCount++)] = {half | others, needed};
    };
    out.halfCount = 0;
    const bool both = config.isJoint() && rules.jointQuorum == JointQuorum::Both;
    if (both) add(config.oldVoters);
    add(config.isJoint() && rules.jointQuorum == JointQuorum::Union ? config.deciders() : config.voters);
}

void fillPeers(const Cluster& cluster, const Node& node, NodeView& out) {
    const VolatileState& state = node.state();
    const bool asks = node.role() == Role::PreCandidate;
    const bool hasVotes = node.role() == Role::Candidate || node.role() == Role::Leader || asks;
    const NodeSet granted = asks ? state.preVotes.granted : state.votesGranted;
    const NodeSet refused = asks ? state.preVotes.refused : state.votesRefused;
    out.peers.clear();
    for (const NodeId peer : node.config().members()) {
        if (peer == node.self()) continue;
        PeerView row;
        row.peer = peer;
        if (hasVotes && granted.contains(peer)) {
            row.vote = VoteView::Granted;
        } else if (hasVotes && refused.contains(peer)) {
            row.vote = VoteView::Refused;
        } else if (hasVotes && grantInFlight(cluster.network(), peer, node)) {
            row.vote = VoteView::GrantOnItsWay;
        }
        if (node.role() == Role::Leader) {
            row.nextIndex = node.leader().nextIndex[peer.value].value;
            row.matchIndex = node.leader().matchIndex[peer.value].value;
            row.progress = viewOf(node.progressOf(peer));
            if (cluster.rules().pipeline) row.sent = sentTo(cluster.network(), node, peer);
        }
        out.peers.push_back(row);
    }
    out.votes = hasVotes ? granted.size() : 0;
    fillMembership(node, out.up, cluster.rules(), out.membership);
    out.quorum = node.quorumSize(cluster.rules());
}

void fillTimer(const Machine& machine, SimTime now, NodeView& out) {
    out.timerEnds = machine.electionDeadline;
    out.timerLeftPermille = -1;
    if (!machine.up || machine.electionDeadline == kNever) return;
    const std::int64_t whole = std::max<std::int64_t>((machine.electionDeadline - machine.electionArmedAt).us, 1);
    const std::int64_t left = std::clamp<std::int64_t>((machine.electionDeadline - now).us, 0, whole);
    out.timerLeftPermille = static_cast<int>(left * 1000 / whole);
}

/// Reads that wait, and how long the leader may answer by itself: by its own clock, as it sees it.
void fillReads(const Cluster& cluster, const Node& node, NodeView& out) {
    out.reads.clear();
    out.clockPpm = cluster.machine(node.self()).clockPpm;
    out.clockOffset = cluster.machine(node.self()).clockOffset;
    out.leaseLeftPermille = -1;
    out.leaseLeft = SimTime();
    if (!out.up) return;
    for (const WaitingRead& read : node.reads()) {
        ReadView view;
        view.client = read.client;
        view.clientName = cluster.config().nameOf(read.client);
        view.stage = static_cast<ReadStage>(read.phase);
        view.readIndex = read.readIndex.value;
        const QuorumCount agreed = quorumCount(node.config(), read.acks, cluster.rules());
        view.acks = agreed.count;
        view.needed = agreed.needed;
        view.forFollower = read.asker != kNoNode;
        out.reads.push_back(view);
    }
    const LocalClock clock = cluster.clockOf(node.self());
    const SimTime until = node.leaseUntil(cluster.rules(), clock);
    if (until <= clock.now) return;
    const std::int64_t bound = cluster.rules().leaseAllowsDrift ? kClockDriftBound : 1;
    const std::int64_t whole = std::max<std::int64_t>(1, clock.electionTimeout.us / bound);
    out.leaseLeft = until - clock.now;
    out.leaseLeftPermille = static_cast<int>(std::clamp<std::int64_t>(out.leaseLeft.us * 1000 / whole, 0, 1000));
}

void fillNode(const World& world, NodeId id, SimTime now, const ClusterViewOptions& options, NodeView& out) {
    const Cluster& cluster = world.cluster();
    const Node& node = cluster.node(id);
    const Machine& machine = cluster.machine(id);
    out.id = id;
    out.unknown = false;
    out.name = cluster.config().labelOf(id);
    out.role = viewOf(node.role());
    // Its first AppendEntries to everybody is the last thing sent: the election is still what one looks at.
    out.firstRound = node.role() == Role::Leader && node.leader().seq > 0 &&
                     node.leader().seq < static_cast<std::uint32_t>(node.config().members().size());
    out.pipeline = cluster.rules().pipeline;
    out.up = machine.up;
    out.slowDisk = machine.disk.fsync > SimTime();
    out.paused = machine.paused;
    out.term = node.currentTerm().value;
    out.votedFor = node.persistent().votedFor;
    out.believedLeader = node.state().leaderId;
    out.commitIndex = node.state().commitIndex.value;
    out.lastApplied = node.state().lastApplied.value;
    out.lastIndex = node.log().lastIndex().value;
    out.lastIncludedIndex = node.log().lastIncludedIndex().value;
    out.lastIncludedTerm = node.log().lastIncludedTerm().value;
    out.cells.clear();
    const std::uint32_t last = std::min(out.lastIndex, options.firstIndex + options.windowSize - 1);
    // What a snapshot replaced has no cells.
    for (std::uint32_t i = std::max(options.firstIndex, node.log().firstIndex().value); i <= last; ++i) {
        const Entry& entry = node.log().at(LogIndex(i));
        CellView cell = cellOf(entry, i, cluster);
        cell.committed = world.monitor().isCommitted(LogIndex(i), entry.term);
        cell.durable = cluster.durableTermAt(id, LogIndex(i)) == entry.term;
        out.cells.push_back(cell);
    }
    fillPeers(cluster, node, out);
    out.applied = pairsText(machine.store, cluster.texts());
    fillTimer(machine, now, out);
    fillReads(cluster, node, out);
}

MessagePlace placeOf(Flight::State state) {
    switch (state) {
        case Flight::State::Moving: return MessagePlace::Moving;
        case Flight::State::Dying: return MessagePlace::Dying;
        case Flight::State::Held: return MessagePlace::Held;
        case Flight::State::Waiting: return MessagePlace::Waiting;
        case Flight::State::AtPaused: return MessagePlace::AtPaused;
    }
    return MessagePlace::Moving;
}

/// How far along the link a flight is: a dying one gets half way, one that waits shows where it waits.
int progressOf(const Flight& flight, SimTime now) {
    if (flight.state == Flight::State::Held) return 500;
    if (flight.state == Flight::State::Waiting) return 250;
    if (flight.state == Flight::State::AtPaused) return 1000;
    const std::int64_t whole = (flight.arrivesAt - flight.sentAt).us;
    if (whole <= 0) return 1000;
    const std::int64_t done = std::clamp<std::int64_t>((now - flight.sentAt).us, 0, whole);
    return static_cast<int>(done * (flight.state == Flight::State::Dying ? 500 : 1000) / whole);
}

void fillBody(const Message& message, const Cluster& cluster, MessageView& out) {
    if (const auto* ask = std::get_if<RequestVote>(&message.body)) {
        out.look = MessageLook::VoteRequest;
        out.term = ask->term.value;
    } else if (const auto* vote = std::get_if<RequestVoteReply>(&message.body)) {
        out.look = MessageLook::VoteReply;
        out.term = vote->term.value;
        out.positive = vote->voteGranted;
    } else if (const auto* append = std::get_if<AppendEntries>(&message.body)) {
        out.look = append->entries.empty() ? MessageLook::Heartbeat : MessageLook::Entries;
        out.term = append->term.value;
        out.entryCount = append->entries.size();
        for (std::uint32_t i = 0; i < std::min(out.entryCount, 3u); ++i) {
            out.cells.push_back(cellOf(append->entries[i], append->prevLogIndex.value + 1 + i, cluster));
        }
    } else if (const auto* answer = std::get_if<AppendEntriesReply>(&message.body)) {
        out.look = MessageLook::AppendReply;
        out.term = answer->term.value;
        out.positive = answer->success;
    } else if (const auto* chunk = std::get_if<InstallSnapshot>(&message.body)) {
        // The snapshot in the place of its last entry.
        out.look = MessageLook::Snapshot;
        out.term = chunk->term.value;
        out.entryCount = 1;
        CellView cell;
        cell.index = chunk->lastIncludedIndex.value;
        cell.term = chunk->lastIncludedTerm.value;
        out.cells.push_back(cell);
    } else if (const auto* stored = std::get_if<InstallSnapshotReply>(&message.body)) {
        out.look = MessageLook::SnapshotReply;
        out.term = stored->term.value;
        out.positive = isPositive(message);
    } else if (const auto* question = std::get_if<PreVote>(&message.body)) {
        out.look = MessageLook::PreVoteRequest;
        out.term = question->term.value;
    } else if (const auto* opinion = std::get_if<PreVoteReply>(&message.body)) {
        out.look = MessageLook::PreVoteReply;
        out.term = opinion->term.value;
        out.positive = opinion->voteGranted;
    } else if (const auto* now = std::get_if<TimeoutNow>(&message.body)) {
        out.look = MessageLook::TimeoutNow;
        out.term = now->term.value;
    } else if (const auto* wanted = std::get_if<ReadIndex>(&message.body)) {
        out.look = MessageLook::ClientRequest;
        out.term = wanted->term.value;
    } else if (const auto* known = std::get_if<ReadIndexReply>(&message.body)) {
        out.look = MessageLook::ClientReply;
        out.term = known->term.value;
        out.positive = known->success;
    } else if (const auto* beat = std::get_if<Heartbeat>(&message.body)) {
        out.look = MessageLook::Heartbeat;
        out.term = beat->term.value;
    } else if (const auto* heard = std::get_if<HeartbeatReply>(&message.body)) {
        out.look = MessageLook::AppendReply;
        out.term = heard->term.value;
        out.positive = isPositive(message);
    } else if (const auto* request = std::get_if<ClientRequest>(&message.body)) {
        out.look = MessageLook::ClientRequest;
        out.text = cluster.texts().text(request->command);
        out.opensSession = request->opensSession;
    } else if (const auto* reply = std::get_if<ClientReply>(&message.body)) {
        out.look = MessageLook::ClientReply;
        out.positive = reply->ok;
    }
}

/// Which part of how many. The last one tells how long the snapshot is; of the others only its sender knows, as long as
/// it still has that snapshot.
void fillPart(const Cluster& cluster, const Message& message, MessageView& out) {
    const auto* chunk = std::get_if<InstallSnapshot>(&message.body);
    if (chunk == nullptr) return;
    const auto partOf = [](std::size_t bytes) {
        return static_cast<std::uint32_t>((bytes + kSnapshotChunkBytes - 1) / kSnapshotChunkBytes);
    };
    out.part = partOf(chunk->offset) + 1;
    const Snapshot& snapshot = cluster.node(message.from).persistent().snapshot;
    if (chunk->done) {
        out.parts = out.part;
    } else if (snapshot.exists() && snapshot.lastIncludedIndex == chunk->lastIncludedIndex) {
        out.parts = partOf(snapshot.state->size());
    }
}

void fillMessages(const Cluster& cluster, SimTime now, ClusterView& out) {
    out.messages.clear();
    for (const std::uint32_t slot : cluster.network().slotsInOrder()) {
        const Flight& flight = cluster.network().at(slot);
        MessageView view;
        view.id = flight.id;
        view.place = placeOf(flight.state);
        view.from = flight.message.from;
        view.to = flight.message.to;
        view.kindName = nameOf(flight.message.kind());
        view.sentBy = flight.sentBy;
        view.sentAt = flight.sentAt;
        view.arrivesAt = flight.arrivesAt;
        view.progressPermille = progressOf(flight, now);
        const bool receiverDown = !isClient(view.to) && !cluster.machine(view.to).up;
        view.doomed = flight.lost || receiverDown || cluster.network().link(view.from, view.to).isCut();
        fillBody(flight.message, cluster, view);
        fillPart(cluster, flight.message, view);
        out.messages.push_back(std::move(view));
    }
}

void fillLinks(const Cluster& cluster, ClusterView& out) {
    const ClusterConfig& config = cluster.config();
    out.links.clear();
    for (int from = 0; from < kMaxEnds; ++from) {
        for (int to = 0; to < kMaxEnds; ++to) {
            const NodeId a(static_cast<std::uint8_t>(from));
            const NodeId b(static_cast<std::uint8_t>(to));
            const Link& link = cluster.network().link(a, b);
            const bool servers = !isClient(a) && !isClient(b);
            const bool slow = link.latencyMax > (servers ? config.latencyMax : SimTime());
            const bool lossy = link.lossPpm > (servers ? config.lossPpm : 0);
            if (!link.isCut() && !link.hold && !slow && !lossy) continue;
            out.links.push_back(LinkView{a, b, link.isCut(), link.hold, slow, lossy});
        }
    }
}

void fillClients(const Cluster& cluster, std::uint32_t callsPerClient, ClusterView& out) {
    out.clients.resize(static_cast<std::size_t>(cluster.clientCount()));
    for (int c = 0; c < cluster.clientCount(); ++c) {
        ClientView& view = out.clients[static_cast<std::size_t>(c)];
        const Client& client = cluster.client(clientEnd(c));
        view.id = clientEnd(c);
        view.name = cluster.config().nameOf(view.id);
        view.waiting = client.waiting;
        view.callCount = static_cast<std::uint32_t>(client.calls.size());
        view.calls.clear();
        for (std::size_t i = client.calls.size() - std::min<std::size_t>(client.calls.size(), callsPerClient);
             i < client.calls.size(); ++i) {
            const ClientCall& call = client.calls[i];
            const bool isOver = call.returned || call.expired;
            view.calls.push_back(ClientCallView{call.seq, cluster.texts().text(call.text), isOver, call.ok,
                                                call.expired, textOf(call.value, cluster.texts()), call.invoked,
                                                call.returnedAt});
        }
    }
}

void fillSafety(const World& world, ClusterView& out) {
    out.violations.clear();
    for (const Violation& violation : world.monitor().violations()) {
        out.violations.push_back(
            ViolationView{nameOf(violation.property), violation.text, violation.time, violation.event});
    }
    out.propertiesWatched = kPropertyCount - 1;  // Linearizability is judged on demand.
    out.propertiesHeld = out.propertiesWatched;
    for (const PropertyInfo& info : propertyTable()) {
        if (info.property != Property::Linearizability && world.monitor().isBroken(info.property)) --out.propertiesHeld;
    }
    const Rules& rules = world.cluster().rules();
    out.preVote = rules.preVote;
    out.rulesBent = !isCorrect(rules);
    out.bentRules.clear();
    for (const RuleInfo& info : ruleTable()) {
        const int value = rules.get(info.id);
        if (isCorrect(info.id, value)) continue;
        const std::string shown = info.choices.empty() ? (value != 0 ? "true" : "false")
                                                       : std::string(info.choices[static_cast<std::size_t>(value)]);
        out.bentRules += (out.bentRules.empty() ? "" : " ") + std::string(info.name) + "=" + shown;
    }
}

}  // namespace

void buildClusterView(const History& history, const ClusterViewOptions& options, ClusterView& out) {
    const World& world = history.world();
    const Cluster& cluster = world.cluster();
    out.now = history.time();
    out.firstIndex = options.firstIndex;
    out.windowSize = options.windowSize;
    out.committed = world.monitor().committed().value;
    out.longestLog = 0;
    out.highestTerm = 0;
    out.nodes.resize(static_cast<std::size_t>(cluster.serverCount()));
    for (int s = 0; s < cluster.serverCount(); ++s) {
        const NodeId id(static_cast<std::uint8_t>(s));
        NodeView& node = out.nodes[static_cast<std::size_t>(s)];
        fillNode(world, id, out.now, options, node);
        out.longestLog = std::max(out.longestLog, node.lastIndex);
        out.highestTerm = std::max(out.highestTerm, node.term);
    }
    fillMessages(cluster, out.now, out);
    fillLinks(cluster, out);
    fillClients(cluster, options.callsPerClient, out);
    fillSafety(world, out);
    out.seenAs = options.seenAs;
    if (options.seenAs != kNoNode) keepWhatIsKnown(cluster.machine(options.seenAs), out);
}

}  // namespace raft
