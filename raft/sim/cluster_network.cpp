// Messages on their way: what the links do to them.

#include <algorithm>

#include "raft/sim/cluster.h"
#include "raft/sim/random.h"

namespace raft {
namespace {

/// The streams of luck are one a direction.
std::uint64_t streamOf(NodeId from, NodeId to) { return static_cast<std::uint64_t>(from.value) * 256 + to.value; }

SimTime drawLatency(const Link& link, std::uint64_t luck) {
    const auto span = static_cast<std::uint64_t>((link.latencyMax - link.latencyMin).us + 1);
    return link.latencyMin + SimTime(static_cast<std::int64_t>(below(luck, span)));
}

bool happens(std::uint32_t ppm, std::uint64_t luck) { return ppm > 0 && below(luck, 1'000'000) < ppm; }

/// Does the message grant, succeed, or carry something new?
bool isPositive(const Message& message) {
    if (const auto* vote = std::get_if<RequestVoteReply>(&message.body)) return vote->voteGranted;
    if (const auto* answer = std::get_if<AppendEntriesReply>(&message.body)) return answer->success;
    if (const auto* append = std::get_if<AppendEntries>(&message.body)) return !append->entries.empty();
    if (const auto* reply = std::get_if<ClientReply>(&message.body)) return reply->ok;
    return false;
}

/// The end of a journey is usually a step's first event: the history keeps what the message was.
void describeHead(const Message& message, StepEvents& out) {
    if (!out.events.empty()) return;
    out.headKind = message.kind();
    out.headPositive = isPositive(message);
}

}  // namespace

/// An event about a message: the sender is the node, except where the message has arrived.
EventId Cluster::emitAbout(EventKind kind, const Flight& flight, StepEvents& out) {
    Event event;
    event.kind = kind;
    event.node = flight.message.from;
    event.peer = flight.message.to;
    event.message = flight.id;
    if (kind != EventKind::Send) event.cause = flight.sentBy;
    if (kind == EventKind::Receive) std::swap(event.node, event.peer);
    if (kind != EventKind::Send) describeHead(flight.message, out);
    if (out.keepMessages) out.messages.push_back(SentMessage{flight.id, flight.message});
    return emit(event, out);
}

void Cluster::drop(const Flight& flight, Reason why, NodeId at, StepEvents& out) {
    Event event;
    event.kind = EventKind::Drop;
    event.node = at;
    event.peer = at == flight.message.to ? flight.message.from : flight.message.to;
    event.reason = why;
    event.message = flight.id;
    event.cause = flight.sentBy;
    describeHead(flight.message, out);
    if (out.keepMessages) out.messages.push_back(SentMessage{flight.id, flight.message});
    emit(event, out);
}

/// A message leaves. Its luck is drawn here, once, whether used or not: so one knob does not reshuffle the rest.
void Cluster::route(Message message, StepEvents& out) {
    const NodeId from = message.from;
    const NodeId to = message.to;
    const std::uint64_t stream = streamOf(from, to);
    const std::uint32_t number = network_.takeDraw(from, to);
    const Link& link = network_.link(from, to);

    Flight flight;
    flight.message = std::move(message);
    flight.id = network_.takeId();
    flight.sentAt = now_;
    flight.sentBy = emitAbout(EventKind::Send, flight, out);
    flight.latency = drawLatency(link, draw(config_->seed, Luck::Latency, stream, number));
    flight.lost = happens(link.lossPpm, draw(config_->seed, Luck::Loss, stream, number));
    const bool twice = config_->duplicatePpm > 0 && isServerLink(from, to) &&
                       happens(config_->duplicatePpm, draw(config_->seed, Luck::Duplication, stream, number));
    if (link.isCut()) return drop(flight, Reason::LinkCut, kNoNode, out);

    if (link.hold) {
        emitAbout(EventKind::Hold, flight, out);
        flight.state = Flight::State::Held;
    } else if (config_->network == Delivery::Manual && isServerLink(from, to)) {
        flight.state = Flight::State::Waiting;
    }
    if (twice) {
        Flight copy = flight;
        copy.id = network_.takeId();
        copy.latency = drawLatency(link, draw(config_->seed, Luck::SecondLatency, stream, number));
        Event event;
        event.kind = EventKind::Duplicate;
        event.node = from;
        event.peer = to;
        event.message = copy.id;
        event.cause = flight.sentBy;
        event.args[0] = flight.id.value;
        if (out.keepMessages) out.messages.push_back(SentMessage{copy.id, copy.message});
        emit(event, out);
        launch(std::move(flight));
        return launch(std::move(copy));
    }
    launch(std::move(flight));
}

/// Puts a flight on the network: moving unless something keeps it.
void Cluster::launch(Flight flight) {
    flight.order = ++order_;
    flight.arrivesAt = kNever;
    if (flight.state == Flight::State::Moving) {
        if (flight.lost) flight.state = Flight::State::Dying;
        // A lost message gets half way, so that one sees where it ended.
        flight.arrivesAt = now_ + (flight.lost ? SimTime(flight.latency.us / 2) : flight.latency);
    }
    network_.add(std::move(flight));
}

/// The end of a journey, at now().
void Cluster::arrive(Flight flight, StepEvents& out) {
    const NodeId from = flight.message.from;
    const NodeId to = flight.message.to;
    if (flight.lost) return drop(flight, Reason::LostOnTheWay, kNoNode, out);
    if (network_.link(from, to).isCut()) return drop(flight, Reason::LinkCut, kNoNode, out);
    if (isClient(to)) return deliver(flight, out);
    const Machine& machine = machines_[to.value];
    if (!machine.up) return drop(flight, Reason::ReceiverDown, to, out);
    if (machine.paused) {
        emitAbout(EventKind::Hold, flight, out);
        flight.state = Flight::State::AtPaused;
        return launch(std::move(flight));
    }
    deliver(flight, out);
}

void Cluster::deliver(const Flight& flight, StepEvents& out) {
    emitAbout(EventKind::Receive, flight, out);
    if (isClient(flight.message.to)) return clientReceives(flight.message, out);
    const auto* request = std::get_if<ClientRequest>(&flight.message.body);
    if (request != nullptr && request->isRead && request->mode == ReadMode::Local) {
        return answerLocalRead(flight.message, *request, out);
    }
    run(flight.message.to, &flight.message, out);
}

/// A local read asks nobody: the server answers from its own state machine, which may be stale.
void Cluster::answerLocalRead(const Message& message, const ClientRequest& request, StepEvents& out) {
    const NodeId server = message.to;
    const Value value = machines_[server.value].store.get(request.command);
    Event event;
    event.kind = EventKind::Read;
    event.node = server;
    event.peer = message.from;
    event.args = {request.command.value, static_cast<std::uint32_t>(value.kind), value.low(), value.high()};
    emit(event, out);
    route(Message{server, message.from, ClientReply{request.seq, true, true, value, node(server).state().leaderId}}, out);
}

/// Messages that a link kept leave now, with the latency they drew when they were sent.
void Cluster::releaseHeld(LinkId link) {
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        if (flight.state != Flight::State::Held) continue;
        if (flight.message.from != link.from || flight.message.to != link.to) continue;
        const bool manual = config_->network == Delivery::Manual && isServerLink(link.from, link.to);
        const SimTime half(flight.latency.us / 2);
        const Flight::State state = manual ? Flight::State::Waiting
                                    : flight.lost ? Flight::State::Dying : Flight::State::Moving;
        const SimTime arrives = manual ? kNever : now_ + (flight.lost ? half : flight.latency);
        network_.reschedule(slot, arrives, state, ++order_);
    }
}

/// A link that is held keeps what is on it already.
void Cluster::holdMoving(LinkId link, StepEvents& out) {
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        const bool onWire = flight.state == Flight::State::Moving || flight.state == Flight::State::Dying;
        if (!onWire || flight.message.from != link.from || flight.message.to != link.to) continue;
        emitAbout(EventKind::Hold, flight, out);
        network_.reschedule(slot, kNever, Flight::State::Held, ++order_);
    }
}

}  // namespace raft
