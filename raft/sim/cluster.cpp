#include "raft/sim/cluster.h"

#include <algorithm>

#include "raft/sim/random.h"

namespace raft {
namespace {

constexpr std::int64_t kTrueRate = 1'000'000;  ///< Of a clock, in millionths.

}  // namespace

Cluster::Cluster(const ClusterConfig& config, std::shared_ptr<TextTable> texts)
    : config_(std::make_shared<const ClusterConfig>(config)),
      texts_(std::move(texts)),
      commands_(std::make_shared<CommandTable>(texts_)),
      rules_(config.rules),
      network_(config.latencyMin, config.latencyMax, config.lossPpm) {
    CHECK(config.serverCount() >= 1 && config.serverCount() <= kMaxServers);
    CHECK(config.clientCount() <= kMaxClients);
    const NodeSet servers = NodeSet::firstNodes(config.serverCount());
    for (const NodeId server : servers) {
        nodes_.emplace_back(server, config.membership());
        machines_.emplace_back();
        machines_.back().disk.fsync = config.fsync;
    }
    clients_.resize(config.clients.size());
    if (config.start) {
        for (const NodeId server : servers) presetServer(server);
    }
    for (const NodeId server : servers) {
        if (config.fsync > SimTime()) machines_[server.value].disk.durable = nodes_[server.value].persistent();
    }
}

/// The declared start state of one server; it is legal (checkStart).
void Cluster::presetServer(NodeId server) {
    const StartState& start = *config_->start;
    PersistentState persistent;
    persistent.currentTerm = start.term;
    persistent.votedFor = start.leader.value_or(kNoNode);
    for (const StartEntry& given : start.logs[server.value]) {
        Entry entry;
        entry.term = given.term;
        entry.command = texts_->intern(given.command);
        persistent.log.append(entry);
    }
    const LogIndex commit = std::min(start.commit, persistent.log.lastIndex());
    Machine& machine = machines_[server.value];
    for (LogIndex i(1); i <= commit; ++i) {
        machine.store.apply(persistent.log.at(i), *commands_, applyOptions(server, i));
    }
    const bool leads = start.leader == server;
    nodes_[server.value].preset(std::move(persistent), commit, leads ? Role::Leader : Role::Follower);
}

void Cluster::boot(StepEvents& out) {
    begin(out);
    for (const NodeId server : NodeSet::firstNodes(serverCount())) {
        Event event;
        event.kind = EventKind::Boot;
        event.node = server;
        out.cause = kNoEvent;
        emit(event, out);
        if (node(server).role() == Role::Leader) {
            armHeartbeat(server);
        } else {
            run(server, Boot{}, out);
        }
    }
}

void Cluster::begin(StepEvents& out) {
    out.begin(now_, nextEvent_);
    dueKnown_ = false;
}

EventId Cluster::emit(const Event& event, StepEvents& out) {
    out.events.push_back(event);
    return numberLast(out);
}

/// Numbers the last event and hangs it from the decision before it, unless it names its cause itself. Messages and
/// applied entries are consequences: what follows does not hang from them.
EventId Cluster::numberLast(StepEvents& out) {
    Event& event = out.events.back();
    const EventId id = nextEvent_;
    ++nextEvent_;
    if (event.cause == kNoEvent) event.cause = out.cause;
    const bool decides =
        event.kind != EventKind::Send && event.kind != EventKind::Apply && event.kind != EventKind::Drop;
    if (decides) out.cause = id;
    return id;
}

const Cluster::Due& Cluster::earliest() const {
    if (!dueKnown_) {
        due_ = findEarliest();
        dueKnown_ = true;
    }
    return due_;
}

Cluster::Due Cluster::findEarliest() const {
    Due first;
    const auto consider = [&first](SimTime time, std::uint64_t order, Due::Kind kind, std::uint32_t who) {
        if (time < first.time || (time == first.time && order < first.order)) first = Due{time, order, kind, who};
    };
    if (const std::uint32_t slot = network_.next(); slot != Network::kNoSlot) {
        consider(network_.at(slot).arrivesAt, network_.at(slot).order, Due::Kind::Arrival, slot);
    }
    for (std::uint32_t s = 0; s < machines_.size(); ++s) {
        const Machine& machine = machines_[s];
        if (machine.paused) continue;  // What expires meanwhile waits for "resume".
        if (machine.electionDeadline != kNever) {
            consider(machine.electionDeadline, machine.electionOrder, Due::Kind::Election, s);
        }
        if (machine.heartbeatDeadline != kNever) {
            consider(machine.heartbeatDeadline, machine.heartbeatOrder, Due::Kind::Heartbeat, s);
        }
        if (machine.snapshotDue != kNever) {
            consider(machine.snapshotDue, machine.snapshotOrder, Due::Kind::Snapshot, s);
        }
        if (!machine.disk.writes.empty()) {
            consider(machine.disk.writes.front().doneAt, machine.disk.writes.front().order, Due::Kind::DiskWrite, s);
        }
    }
    for (std::uint32_t c = 0; c < clients_.size(); ++c) {
        if (clients_[c].deadline != kNever) {
            consider(clients_[c].deadline, clients_[c].deadlineOrder, Due::Kind::ClientDeadline, c);
        }
    }
    return first;
}

SimTime Cluster::nextDue() const { return earliest().time; }

void Cluster::advance(StepEvents& out) {
    const Due due = earliest();  // A copy: begin() forgets it.
    CHECK(due.kind != Due::Kind::Nothing && due.time >= now_);
    now_ = due.time;
    begin(out);
    const NodeId server(static_cast<std::uint8_t>(due.who));
    Event event;
    event.node = server;
    switch (due.kind) {
        case Due::Kind::Nothing: return;
        case Due::Kind::Arrival: return arrive(network_.take(due.who), out);
        case Due::Kind::DiskWrite: return diskDone(server, out);
        case Due::Kind::ClientDeadline: return clientTimedOut(clientEnd(static_cast<int>(due.who)), out);
        case Due::Kind::Snapshot:
            machines_[due.who].snapshotDue = kNever;
            return takeSnapshot(server, config_->snapshotEvery, out);
        case Due::Kind::Election:
            machines_[due.who].electionDeadline = kNever;
            event.kind = EventKind::ElectionTimeout;
            event.reason = Reason::NobodyHeard;
            event.args[0] = node(server).currentTerm().value;
            event.cause = machines_[due.who].armedBy;
            emit(event, out);
            return run(server, raft::ElectionTimeout{}, out);
        case Due::Kind::Heartbeat:
            event.kind = EventKind::HeartbeatTimeout;
            event.reason = Reason::HeartbeatDue;
            event.args[0] = node(server).currentTerm().value;
            event.cause = machines_[due.who].heartbeatBy;
            emit(event, out);
            armHeartbeat(server);  // A fixed period from the election on.
            return run(server, raft::HeartbeatTimeout{}, out);
    }
}

void Cluster::run(NodeId server, const Input& input, StepEvents& out) {
    out.effects.clear();
    const bool led = node(server).role() == Role::Leader;
    nodes_[server.value].step(rules_, clockOf(server), input, out.effects);
    settle(server, led, out);
}

/// Carries out what a server asked for that `led` before it took the step.
void Cluster::settle(NodeId server, bool led, StepEvents& out) {
    Effects& effects = out.effects;
    std::size_t sent = 0;
    std::size_t answered = 0;
    for (const Event& fact : effects.facts) {
        if (fact.kind == EventKind::Send) {
            route(std::move(effects.now[sent++]), out);
        } else if (fact.kind == EventKind::Apply) {
            applyEntry(server, led, fact, out);
        } else if (fact.kind == EventKind::Read) {
            answerRead(server, fact, effects.answers[answered++], out);
        } else if (fact.kind == EventKind::Install) {
            emit(fact, out);
            loadSnapshot(server);
        } else if (fact.kind == EventKind::Note && isRefusal(fact.reason)) {
            Event refusal = fact;
            refusal.args[0] = out.refused.value;
            emit(refusal, out);
            out.actionDone = false;
        } else {
            emit(fact, out);
        }
    }
    if (effects.resetElectionTimer) armElection(server);
    if (effects.stopElectionTimer) machines_[server.value].electionDeadline = kNever;
    if (effects.startHeartbeats) armHeartbeat(server);
    if (effects.stopHeartbeats) machines_[server.value].heartbeatDeadline = kNever;
    considerSnapshot(server);
    persist(server, out);
}

/// Writes what changed and lets go, in order, of the messages that had to wait for it.
void Cluster::persist(NodeId server, StepEvents& out) {
    Effects& effects = out.effects;
    Disk& disk = machines_[server.value].disk;
    const bool changed = effects.persist;
    if (disk.fsync == SimTime() && disk.writes.empty()) {
        for (Message& message : effects.afterPersist) route(std::move(message), out);
        if (!changed) return;
        const Node& by = node(server);
        const Persisted done{by.currentTerm(), by.log().lastIndex()};
        const bool hasNews = by.role() == Role::Leader && done.upTo > by.leader().durableIndex;
        if (hasNews || by.role() == Role::Candidate) run(server, done, out);
        return;
    }
    if (!changed) {
        if (disk.writes.empty()) {
            for (Message& message : effects.afterPersist) route(std::move(message), out);
        } else {
            for (Message& message : effects.afterPersist) disk.writes.back().thenSend.push_back(std::move(message));
        }
        return;
    }
    Event event;
    event.kind = EventKind::Persist;
    event.node = server;
    event.args = {0, node(server).log().lastIndex().value};
    DiskWrite write;
    write.startedBy = emit(event, out);
    write.doneAt = (disk.writes.empty() ? now_ : std::max(now_, disk.writes.back().doneAt)) + disk.fsync;
    write.order = ++order_;
    write.image = imageOf(server);
    write.thenSend = std::move(effects.afterPersist);
    effects.afterPersist.clear();
    disk.writes.push_back(std::move(write));
}

void Cluster::diskDone(NodeId server, StepEvents& out) {
    Disk& disk = machines_[server.value].disk;
    DiskWrite write = std::move(disk.writes.front());
    disk.writes.erase(disk.writes.begin());
    Event event;
    event.kind = EventKind::Persist;
    event.node = server;
    event.args = {1, write.image.log.lastIndex().value};
    event.cause = write.startedBy;
    emit(event, out);
    const Persisted done{write.image.currentTerm, write.image.log.lastIndex()};
    if (disk.fsync == SimTime() && disk.writes.empty()) {
        disk.durable.reset();
    } else {
        disk.durable = std::move(write.image);
    }
    for (Message& message : write.thenSend) route(std::move(message), out);
    run(server, done, out);
}

/// What a write of the server's present state leaves on the disk, under the rules.
PersistentState Cluster::imageOf(NodeId server) const {
    PersistentState image = node(server).persistent();
    if (rules_.persistCommit) image.commitIndex = node(server).state().commitIndex;
    if (!rules_.persistVote) image.votedFor = kNoNode;
    if (!rules_.persistOwnVote && image.votedFor == server) image.votedFor = kNoNode;
    if (!rules_.persistLog) image.log.truncateFrom(image.log.firstIndex());
    if (!rules_.persistTerm) {
        image.currentTerm = Term(0);
        image.votedFor = kNoNode;
    }
    return image;
}

PersistentState Cluster::durable(NodeId server) const {
    const Machine& machine = machines_[server.value];
    return machine.disk.durable ? *machine.disk.durable : imageOf(server);
}

std::optional<Term> Cluster::durableTermAt(NodeId server, LogIndex index) const {
    const Machine& machine = machines_[server.value];
    const Log& log = machine.disk.durable ? machine.disk.durable->log : node(server).log();
    const bool lost = !machine.disk.durable && !rules_.persistLog;  // The server's own log is what the disk would have.
    if (lost || !log.has(index)) return std::nullopt;
    return log.termAt(index);
}

bool Cluster::membersHaveChanged() const {
    return std::any_of(nodes_.begin(), nodes_.end(), [](const Node& node) { return node.hasStoredConfiguration(); });
}

ApplyOptions Cluster::applyOptions(NodeId server, LogIndex index) const {
    ApplyOptions options{.dedup = rules_.dedup, .sessionTimeout = config_->sessionTimeout, .index = index};
    if (!rules_.expireByLogTime) options.ownTime = clockOf(server).milliseconds();
    return options;
}

void Cluster::applyEntry(NodeId server, bool led, Event apply, StepEvents& out) {
    const LogIndex index(apply.args[0]);
    const Entry entry = node(server).log().at(index);
    const ApplyResult result = machines_[server.value].store.apply(entry, *commands_, applyOptions(server, index));
    const bool opens = entry.type == EntryType::Session;
    if (result.repeated) apply.reason = Reason::AlreadyExecuted;
    apply.args = {apply.args[0],      static_cast<std::uint32_t>(result.value.kind),
                  result.value.low(), result.value.high(),
                  apply.args[0],      entry.seq};
    if (opens) apply.reason = Reason::SessionOpened;
    if (opens) apply.args[5] = entry.stamp;
    if (result.expired) apply.reason = Reason::SessionExpired;
    if (result.expired) apply.args[5] = entry.session().value;
    const EventId applied = emit(apply, out);
    // The leader that took the command answers once it is applied (§8), even if what it applies next, a configuration
    // without it, ends its office.
    const Node& by = node(server);
    const bool leads = led || by.role() == Role::Leader;
    if (!leads || entry.term != by.currentTerm() || !isClient(entry.client)) return;
    const EventId before = out.cause;
    out.cause = applied;
    ClientReply reply{entry.seq, !result.expired, result.ok, result.value, server};
    if (opens) reply.session = index;
    reply.expired = result.expired;
    if (rules_.localReadWaits) reply.applied = index;
    route(Message{server, entry.client, reply}, out);
    out.cause = before;
}

/// The state machine freezes its state and the server compacts its log. Says so if there is nothing to compact.
void Cluster::takeSnapshot(NodeId server, std::uint32_t threshold, StepEvents& out) {
    const KeyValue& store = machines_[server.value].store;
    const FreezeOptions options{.sessions = rules_.snapshotSessions};
    const LogIndex before = node(server).log().lastIncludedIndex();
    run(server, TakeSnapshot{std::make_shared<const std::string>(store.freeze(*texts_, options)), threshold}, out);
    if (node(server).log().lastIncludedIndex() != before) return;
    out.actionDone = false;
    note("nothing to compact", server, out);
}

/// Compaction by threshold is a step of its own, right after the one that made the log long: a snapshot is taken beside
/// the protocol's work and not within it (D §5.1.2).
void Cluster::considerSnapshot(NodeId server) {
    Machine& machine = machines_[server.value];
    if (config_->snapshotEvery == 0 || machine.snapshotDue != kNever) return;
    const Node& by = node(server);
    const std::uint32_t applied = by.state().lastApplied.value;
    const std::uint32_t included = by.log().lastIncludedIndex().value;
    if (applied < included || applied - included < config_->snapshotEvery) return;
    if (!by.log().has(by.state().lastApplied)) return;  // A bent rule took it away.
    machine.snapshotDue = now_;
    machine.snapshotOrder = ++order_;
}

/// The state machine begins with what the server's snapshot holds; empty if there is none.
void Cluster::loadSnapshot(NodeId server) {
    const Snapshot& snapshot = node(server).persistent().snapshot;
    machines_[server.value].store = snapshot.exists() ? KeyValue::thawed(*snapshot.state, *texts_) : KeyValue{};
}

/// What its own clock shows: it went on from where it stood when its rate last changed.
LocalClock Cluster::clockOf(NodeId server) const {
    const Machine& machine = machines_[server.value];
    const SimTime gone = now_ - machine.clockSince;
    // Whole seconds by themselves, so that no run is too long for the product.
    const std::int64_t ppm = machine.clockPpm;
    const SimTime local =
        ppm == kTrueRate ? gone : SimTime(gone.us / kTrueRate * ppm + gone.us % kTrueRate * ppm / kTrueRate);
    return LocalClock{machine.clockBase + local + machine.clockOffset, config_->electionTimeoutMin};
}

SimTime Cluster::localDuration(NodeId server, SimTime duration) const {
    const std::int64_t ppm = machines_[server.value].clockPpm;
    if (ppm == kTrueRate) return duration;
    return SimTime(std::max<std::int64_t>(1, duration.us * kTrueRate / ppm));  // Never at the same instant for ever.
}

void Cluster::armElection(NodeId server) {
    Machine& machine = machines_[server.value];
    machine.electionDeadline = kNever;
    if (config_->timers == Timers::Manual || !node(server).mayCampaign()) return;
    const auto span = static_cast<std::uint64_t>((config_->electionTimeoutMax - config_->electionTimeoutMin).us + 1);
    const std::uint64_t luck = draw(config_->seed, Luck::ElectionTimeout, server.value, machine.electionDraws++);
    const SimTime timeout = config_->electionTimeoutMin + SimTime(static_cast<std::int64_t>(below(luck, span)));
    machine.electionArmedAt = now_;
    machine.electionDeadline = now_ + localDuration(server, timeout);
    machine.electionOrder = ++order_;
    machine.armedBy = nextEvent_ - 1;
}

void Cluster::armHeartbeat(NodeId server) {
    Machine& machine = machines_[server.value];
    machine.heartbeatDeadline = now_ + localDuration(server, config_->heartbeat);
    machine.heartbeatOrder = ++order_;
    machine.heartbeatBy = nextEvent_ - 1;
}

std::optional<NodeId> Cluster::leaderOfHighestTerm() const {
    std::optional<NodeId> best;
    for (const Node& candidate : nodes_) {
        if (!machines_[candidate.self().value].up || candidate.role() != Role::Leader) continue;
        if (!best || candidate.currentTerm() > node(*best).currentTerm()) best = candidate.self();
    }
    return best;
}

}  // namespace raft
