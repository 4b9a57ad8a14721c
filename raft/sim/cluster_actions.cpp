// The adversary's moves, one by one.

#include <algorithm>

#include "raft/base/contains.h"
#include "raft/sim/cluster.h"

namespace raft {

void Cluster::note(const std::string& text, NodeId server, StepEvents& out) {
    Event event;
    event.kind = EventKind::Note;
    event.node = server;
    event.args[0] = texts_->intern(text).value;
    emit(event, out);
}

void Cluster::reportLink(LinkId id, StepEvents& out) {
    const Link& link = network_.link(id.from, id.to);
    Event event;
    event.kind = EventKind::Link;
    event.node = id.from;
    event.peer = id.to;
    event.reason = Reason::ByAction;
    event.args = {link.isCut() ? 1u : 0u, link.hold ? 1u : 0u, static_cast<std::uint32_t>(link.latencyMin.us),
                  static_cast<std::uint32_t>(link.latencyMax.us), link.lossPpm};
    emit(event, out);
    out.cause = kNoEvent;  // Each change of a link is a root of its own.
}

/// The in-flight message that is meant.
std::optional<std::uint32_t> Cluster::find(const MessageMatcher& matcher) const {
    std::uint32_t seen = 0;
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        if (matcher.id && flight.id != *matcher.id) continue;
        if (matcher.from && flight.message.from != *matcher.from) continue;
        if (matcher.to && flight.message.to != *matcher.to) continue;
        if (matcher.kind && flight.message.kind() != *matcher.kind) continue;
        if (++seen == matcher.nth || matcher.id) return slot;
    }
    return std::nullopt;
}

namespace {

/// The first index at which two logs differ; 0 if they are equal.
LogIndex firstDifference(const Log& a, const Log& b) {
    const LogIndex shorter = std::min(a.lastIndex(), b.lastIndex());
    // Where one has a snapshot they agree: it holds committed entries.
    for (LogIndex i = std::max(a.firstIndex(), b.firstIndex()); i <= shorter; ++i) {
        if (a.termAt(i) != b.termAt(i)) return i;
    }
    return a.lastIndex() == b.lastIndex() ? LogIndex(0) : shorter + 1;
}

}  // namespace

/// Loses what memory held and what the disk had not yet written.
void Cluster::crash(NodeId server, StepEvents& out) {
    Machine& machine = machines_[server.value];
    Event event;
    event.kind = EventKind::Crash;
    event.node = server;
    emit(event, out);
    if (!machine.disk.writes.empty()) {
        event.kind = EventKind::Persist;
        event.args = {2, machine.disk.writes.back().image.log.lastIndex().value};
        emit(event, out);
    }
    PersistentState kept = durable(server);
    machine.disk.writes.clear();
    // A disk that is behind may lack the end of the log, or still hold what memory had truncated, or both.
    const LogIndex differ = machine.disk.durable ? firstDifference(node(server).log(), kept.log) : LogIndex(0);
    machine.lostFrom = differ <= node(server).log().lastIndex() ? differ : LogIndex(0);
    machine.broughtBackFrom = differ <= kept.log.lastIndex() ? differ : LogIndex(0);
    if (machine.disk.fsync == SimTime()) {
        machine.disk.durable.reset();  // From now on every write is durable at once.
    } else {
        machine.disk.durable = kept;
    }
    nodes_[server.value].crash(std::move(kept));
    machine.store = KeyValue{};
    machine.heard = {};
    machine.up = false;
    machine.paused = false;
    machine.electionDeadline = machine.heartbeatDeadline = machine.snapshotDue = kNever;
    // What had arrived while it was paused dies with it.
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        if (flight.state != Flight::State::AtPaused || flight.message.to != server) continue;
        drop(network_.take(slot), Reason::ReceiverDown, server, out);
    }
}

void Cluster::restart(NodeId server, StepEvents& out) {
    Machine& machine = machines_[server.value];
    if (machine.up) crash(server, out);
    machine.up = true;
    Event event;
    event.kind = EventKind::Restart;
    event.node = server;
    event.args = {machine.lostFrom.value, machine.broughtBackFrom.value};
    machine.lostFrom = machine.broughtBackFrom = LogIndex(0);
    emit(event, out);
    loadSnapshot(server);
    run(server, Boot{.again = true}, out);
}

/// Messages and timers that waited for a paused server are due now, in their old order.
void Cluster::resume(NodeId server, StepEvents& out) {
    Machine& machine = machines_[server.value];
    if (!machine.paused) return note("not paused", server, out);
    machine.paused = false;
    Event event;
    event.kind = EventKind::Resume;
    event.node = server;
    emit(event, out);
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        if (flight.state != Flight::State::AtPaused || flight.message.to != server) continue;
        network_.reschedule(slot, now_, Flight::State::Moving, ++order_);
    }
    machine.electionDeadline = std::max(machine.electionDeadline, now_);
    machine.heartbeatDeadline = std::max(machine.heartbeatDeadline, now_);
    if (machine.snapshotDue != kNever) machine.snapshotDue = now_;
    for (DiskWrite& write : machine.disk.writes) write.doneAt = std::max(write.doneAt, now_);
}

/// One overload an action. Each emits at least one event, or leaves that to apply().
struct Cluster::Performer {
    Cluster& cluster;
    StepEvents& out;

    Machine& machine(NodeId server) { return cluster.machines_[server.value]; }
    void no(const std::string& why, NodeId server = kNoNode) { cluster.note(why, server, out); }

    /// Emits an event without operands about a server.
    void simply(EventKind kind, NodeId server) {
        Event event;
        event.kind = kind;
        event.node = server;
        cluster.emit(event, out);
    }

    template <class Each>
    void forEachServer(NodeSet servers, Each each) {
        for (const NodeId server : servers) {
            out.cause = kNoEvent;
            each(server);
        }
    }

    void perform(const act::Crash& move) {
        forEachServer(move.servers, [this](NodeId server) {
            machine(server).up ? cluster.crash(server, out) : no("already down", server);
        });
    }
    void perform(const act::Restart& move) {
        forEachServer(move.servers, [this](NodeId server) { cluster.restart(server, out); });
    }
    void perform(const act::Pause& move) {
        forEachServer(move.servers, [this](NodeId server) {
            if (!machine(server).up || machine(server).paused) return no("cannot pause", server);
            machine(server).paused = true;
            simply(EventKind::Pause, server);
        });
    }
    void perform(const act::Resume& move) {
        forEachServer(move.servers, [this](NodeId server) { cluster.resume(server, out); });
    }
    void perform(const act::FireTimeout& move) {
        const NodeId server = move.server;
        if (!machine(server).up) return no("down, no timer", server);
        if (machine(server).paused) return no("paused", server);
        if (cluster.node(server).role() == Role::Leader) return no("a leader has no election timer", server);
        Event event;
        event.kind = EventKind::ElectionTimeout;
        event.node = server;
        event.reason = Reason::NobodyHeard;
        event.args[0] = cluster.node(server).currentTerm().value;
        machine(server).electionDeadline = kNever;
        cluster.emit(event, out);
        cluster.run(server, raft::ElectionTimeout{}, out);
    }
    void perform(const act::SetTimers& move) {
        for (const auto& [server, in] : move.in) {
            const bool counts = machine(server).up && cluster.node(server).role() != Role::Leader;
            no(counts ? "timer set" : "no election timer", server);
            if (!counts) continue;
            machine(server).electionArmedAt = cluster.now_;
            machine(server).electionDeadline = cluster.now_ + cluster.localDuration(server, in);
            machine(server).electionOrder = ++cluster.order_;
            machine(server).armedBy = cluster.nextEvent_ - 1;
        }
    }

    /// Changes each link and reports it.
    template <class Change>
    void changeLinks(const std::vector<LinkId>& links, Change change) {
        for (const LinkId link : links) {
            change(cluster.network_.writeLink(link.from, link.to));
            cluster.reportLink(link, out);
        }
    }
    void perform(const act::Cut& move) {
        changeLinks(move.links, [](Link& link) { link.cut = true; });
    }
    void perform(const act::Mend& move) {
        changeLinks(move.links, [](Link& link) { link.cut = false; });
    }
    void perform(const act::SetLatency& move) {
        changeLinks(move.links, [&move](Link& link) {
            link.latencyMin = move.min;
            link.latencyMax = move.max;
        });
    }
    void perform(const act::SetLoss& move) {
        changeLinks(move.links, [&move](Link& link) { link.lossPpm = move.ppm; });
    }
    void perform(const act::Hold& move) {
        changeLinks(move.links, [](Link& link) { link.hold = true; });
        for (const LinkId link : move.links) cluster.holdMoving(link, out);
    }
    void perform(const act::Release& move) {
        changeLinks(move.links, [](Link& link) { link.hold = false; });
        for (const LinkId link : move.links) cluster.releaseHeld(link);
    }

    template <class Each>
    void forEachLink(Each each) {
        std::vector<NodeId> ends;
        for (int s = 0; s < cluster.serverCount(); ++s) ends.push_back(NodeId(static_cast<std::uint8_t>(s)));
        for (int c = 0; c < cluster.clientCount(); ++c) ends.push_back(clientEnd(c));
        for (const NodeId from : ends) {
            for (const NodeId to : ends) {
                if (from != to && !(isClient(from) && isClient(to))) each(LinkId{from, to});
            }
        }
    }
    void perform(const act::Split& move) {
        const auto groupOf = [&move](NodeId end) {
            for (std::size_t g = 0; g < move.groups.size(); ++g) {
                if (move.groups[g].contains(end)) return static_cast<int>(g);
            }
            return -1;  // Who is not named reaches everybody.
        };
        forEachLink([&](LinkId id) {
            const int a = groupOf(id.from);
            const int b = groupOf(id.to);
            const bool apart = a >= 0 && b >= 0 && a != b;
            if (cluster.network_.link(id.from, id.to).split == apart) return;
            cluster.network_.writeLink(id.from, id.to).split = apart;
            cluster.reportLink(id, out);
        });
    }
    void perform(const act::Heal&) {
        forEachLink([&](LinkId id) {
            const Link& before = cluster.network_.link(id.from, id.to);
            if (!before.isCut() && !before.hold) return;
            Link& link = cluster.network_.writeLink(id.from, id.to);
            link.cut = link.split = link.hold = false;
            cluster.reportLink(id, out);
            cluster.releaseHeld(id);
        });
    }

    /// Finds the message that is meant, or makes the answer no.
    std::optional<std::uint32_t> need(const MessageMatcher& which) {
        const auto slot = cluster.find(which);
        if (!slot) {
            out.actionDone = false;
            no("no such message");
        }
        return slot;
    }
    void perform(const act::Deliver& move) {
        if (const auto slot = need(move.which)) cluster.arrive(cluster.network_.take(*slot), out);
    }
    void perform(const act::Drop& move) {
        if (const auto slot = need(move.which)) {
            cluster.drop(cluster.network_.take(*slot), Reason::ByAction, kNoNode, out);
        }
    }
    void perform(const act::Duplicate& move) {
        const auto slot = need(move.which);
        if (!slot) return;
        const SimTime arrives = cluster.network_.at(*slot).arrivesAt;
        const SimTime latency = cluster.network_.at(*slot).latency;
        const std::uint32_t copy = cluster.duplicate(*slot, latency, Reason::ByAction, out);
        // It travels beside the original.
        cluster.network_.reschedule(copy, arrives, cluster.network_.at(copy).state, ++cluster.order_);
    }
    void perform(const act::Delay& move) {
        const auto slot = need(move.which);
        if (!slot) return;
        Flight& flight = cluster.network_.at(*slot);
        Event event;
        event.kind = EventKind::Note;
        event.node = flight.message.from;
        event.peer = flight.message.to;
        event.message = flight.id;
        event.args[0] = cluster.texts_->intern(move.by < SimTime() ? "hastened" : "delayed").value;
        cluster.emit(event, out);
        if (flight.arrivesAt == kNever) return;
        // Nothing arrives in the past: one that is hastened too much arrives now.
        const SimTime arrives = std::max(flight.arrivesAt + move.by, cluster.now_);
        cluster.network_.reschedule(*slot, arrives, flight.state, ++cluster.order_);
    }

    void perform(const act::Submit& move) {
        cluster.submit(move.client, Operation{move.command, move.command, false, ReadMode::Log}, move.to, move.seq,
                       out);
    }
    void perform(const act::ReadKey& move) {
        const std::string key(cluster.texts_->text(move.key));
        Operation operation;
        operation.text = cluster.texts_->intern("read " + key);
        operation.command = move.mode == ReadMode::Log ? cluster.texts_->intern("get " + key) : move.key;
        operation.isRead = true;
        operation.mode = move.mode;
        cluster.submit(move.client, operation, move.from, 0, out);
    }

    /// What a running timer has left stretches or shrinks with the clock.
    void perform(const act::SetClock& move) {
        Machine& it = machine(move.server);
        const auto rescale = [&](SimTime& deadline) {
            if (deadline == kNever) return;
            const SimTime left = deadline - cluster.now_;
            deadline = cluster.now_ + SimTime(left.us * it.clockPpm / move.ratePpm);
        };
        rescale(it.electionDeadline);
        rescale(it.heartbeatDeadline);
        it.clockBase = cluster.clockOf(move.server).now - it.clockOffset;
        it.clockSince = cluster.now_;
        it.clockPpm = move.ratePpm;
        it.clockOffset = move.offset;
        Event event;
        event.kind = EventKind::Clock;
        event.node = move.server;
        event.args = {move.ratePpm, static_cast<std::uint32_t>(move.offset.us)};
        cluster.emit(event, out);
    }
    void perform(const act::SetFsync& move) {
        Disk& disk = machine(move.server).disk;
        if (move.takes > SimTime() && !disk.durable) disk.durable = cluster.imageOf(move.server);
        disk.fsync = move.takes;
        if (move.takes == SimTime() && disk.writes.empty()) disk.durable.reset();
        no("fsync " + std::to_string(move.takes.us) + " us", move.server);
    }

    /// Damages the disk of a server that is down.
    template <class Damage>
    void damage(NodeId server, Damage apply) {
        if (machine(server).up) {
            out.actionDone = false;
            return no("up: a disk is lost only while its server is down", server);
        }
        PersistentState state = cluster.node(server).persistent();
        apply(state);
        if (machine(server).disk.durable) machine(server).disk.durable = state;
        cluster.nodes_[server.value].crash(std::move(state));
        no("disk damaged", server);
    }
    void perform(const act::LoseVote& move) {
        damage(move.server, [](PersistentState& state) { state.votedFor = kNoNode; });
    }
    void perform(const act::LoseEntries& move) {
        damage(move.server, [&](PersistentState& state) {
            const std::uint32_t last = state.log.lastIndex().value;
            const std::uint32_t there = last - state.log.lastIncludedIndex().value;  // The snapshot is another file.
            const LogIndex from(last - std::min(there, move.lastEntries) + 1);
            state.log.truncateFrom(from);
            LogIndex& lost = machine(move.server).lostFrom;
            if (from.value <= last) lost = lost.value == 0 ? from : std::min(lost, from);
            LogIndex& back = machine(move.server).broughtBackFrom;
            if (back >= from) back = LogIndex(0);  // What it had brought back is gone as well.
        });
    }

    void perform(const act::SetRule& move) {
        // What one way committed with few, the other may overlook: two configurations back its majorities need not
        // meet.
        const bool switches = move.value != cluster.rules_.get(move.rule);
        if (move.rule == RuleId::ConfigAt && switches && cluster.membersHaveChanged()) {
            out.actionDone = false;
            return no("members have changed", kNoNode);
        }
        cluster.rules_.set(move.rule, move.value);
        // What was acknowledged under the other rule binds nobody.
        const auto touchesLeases = {RuleId::Lease, RuleId::LeaseBindsVoters, RuleId::LeaseFromSend};
        if (contains(touchesLeases, move.rule)) {
            for (Node& node : cluster.nodes_) node.forgetPromises();
        }
        Event event;
        event.kind = EventKind::Rule;
        event.args = {static_cast<std::uint32_t>(move.rule), static_cast<std::uint32_t>(move.value)};
        cluster.emit(event, out);
    }
    void perform(const act::WriteNote& move) {
        Event event;
        event.kind = EventKind::Note;
        event.args[0] = move.text.value;
        cluster.emit(event, out);
    }
    void perform(const act::TakeSnapshot& move) {
        forEachServer(move.servers, [this](NodeId server) {
            if (machine(server).up && !machine(server).paused) return cluster.takeSnapshot(server, 0, out);
            out.actionDone = false;
            no(machine(server).up ? "paused" : "down, no snapshot", server);
        });
    }

    void perform(const act::ChangeMembership& move) {
        const std::optional<NodeId> to = move.to ? move.to : cluster.leaderOfHighestTerm();
        const bool heard = to && machine(*to).up && !machine(*to).paused;
        out.refused = cluster.texts_->intern(std::string(verbOf(move.change.kind)));
        if (heard) cluster.run(*to, move.change, out);
        if (!heard)
            no(!to ? "no leader to ask" : machine(*to).up ? "paused" : "down, nobody to ask", to.value_or(kNoNode));
        const bool refused = !heard || !out.actionDone;
        out.actionDone = move.mustBeRefused == refused;
    }
    void perform(const act::TransferLeader& move) {
        const auto from = move.from ? move.from : cluster.leaderOfHighestTerm();
        const bool runs = from && machine(*from).up && !machine(*from).paused;
        if (runs) cluster.run(*from, TransferLeadership{move.to}, out);
        // Once the target is up to date it may have won already, if messages take no time.
        out.actionDone = runs && cluster.node(*from).leader().transfer.to == move.to;
        if (!from) return no("nobody leads");
        if (!runs) no(machine(*from).up ? "paused" : "down, no transfer", *from);
    }
};

bool Cluster::apply(const Action& action, SimTime at, StepEvents& out) {
    CHECK(at >= now_ && at <= nextDue());
    now_ = at;
    begin(out);
    std::visit([&](const auto& move) { Performer{*this, out}.perform(move); }, action);
    if (out.events.empty()) note("nothing changed", kNoNode, out);  // Every step has an event.
    return out.actionDone;
}

}  // namespace raft
