// Messages on their way: what the links do to them.

#include <algorithm>

#include "raft/sim/cluster.h"
#include "raft/sim/random.h"

namespace raft {
namespace {

/// The streams of luck are one a direction.
std::uint64_t streamOf(NodeId from, NodeId to) { return static_cast<std::uint64_t>(from.value) * 256 + to.value; }

template <class Lucky>
SimTime drawLatency(const Link& link, Lucky luck) {
    if (link.latencyMin == link.latencyMax) return link.latencyMin;
    const auto span = static_cast<std::uint64_t>((link.latencyMax - link.latencyMin).us + 1);
    return link.latencyMin + SimTime(static_cast<std::int64_t>(below(luck(), span)));
}

template <class Lucky>
bool happens(std::uint32_t ppm, Lucky luck) {
    return ppm > 0 && below(luck(), 1'000'000) < ppm;
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
    if (kind != EventKind::Send) describeHead(flight.message, out);
    if (out.keepMessages) out.messages.push_back(SentMessage{flight.id, flight.message});
    Event& event = out.events.emplace_back();  // Filled in place: this is the busiest line of the simulator.
    event.kind = kind;
    event.node = kind == EventKind::Receive ? flight.message.to : flight.message.from;
    event.peer = kind == EventKind::Receive ? flight.message.from : flight.message.to;
    event.message = flight.id;
    if (kind != EventKind::Send) event.cause = flight.sentBy;
    return numberLast(out);
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

/// A message leaves. Its luck is drawn from the number of messages before it on this link, whether used or not: so one
/// knob does not reshuffle the rest.
void Cluster::route(Message&& message, StepEvents& out) {
    const NodeId from = message.from;
    const NodeId to = message.to;
    const std::uint64_t stream = streamOf(from, to);
    const std::uint32_t number = network_.takeDraw(from, to);
    const Link& link = network_.link(from, to);
    const auto luck = [&](Luck purpose) { return draw(config_->seed, purpose, stream, number); };

    const std::uint32_t slot = network_.place();
    Flight& flight = network_.at(slot);
    flight.message = std::move(message);
    flight.id = network_.takeId();
    flight.sentAt = now_;
    flight.sentBy = emitAbout(EventKind::Send, flight, out);
    flight.latency = drawLatency(link, [&] { return luck(Luck::Latency); });
    flight.lost = happens(link.lossPpm, [&] { return luck(Luck::Loss); });
    flight.state = Flight::State::Moving;
    if (link.isCut()) return drop(network_.take(slot), Reason::LinkCut, kNoNode, out);

    if (link.hold) {
        emitAbout(EventKind::Hold, flight, out);
        flight.state = Flight::State::Held;
    } else if (config_->network == Delivery::Manual && isServerLink(from, to)) {
        flight.state = Flight::State::Waiting;
    }
    const bool twice =
        isServerLink(from, to) && happens(config_->duplicatePpm, [&] { return luck(Luck::Duplication); });
    launch(slot);
    if (!twice) return;
    const SimTime latency = drawLatency(link, [&] { return luck(Luck::SecondLatency); });
    launch(duplicate(slot, latency, Reason::None, out));
}

/// Puts a second copy of a message beside the first.
std::uint32_t Cluster::duplicate(std::uint32_t original, SimTime latency, Reason reason, StepEvents& out) {
    const std::uint32_t slot = network_.place();
    const Flight& first = network_.at(original);
    Flight& copy = network_.at(slot);
    copy.message = first.message;
    copy.id = network_.takeId();
    copy.sentBy = first.sentBy;
    copy.sentAt = first.sentAt;
    copy.latency = latency;
    copy.lost = first.lost;
    copy.state = first.state == Flight::State::Dying ? Flight::State::Moving : first.state;
    Event event;
    event.kind = EventKind::Duplicate;
    event.node = copy.message.from;
    event.peer = copy.message.to;
    event.reason = reason;
    event.message = copy.id;
    event.cause = copy.sentBy;
    event.args[0] = first.id.value;
    if (out.keepMessages) out.messages.push_back(SentMessage{copy.id, copy.message});
    emit(event, out);
    return slot;
}

/// Starts a flight's journey: moving unless something keeps it.
void Cluster::launch(std::uint32_t slot) {
    const Flight& flight = network_.at(slot);
    ++order_;
    if (flight.state != Flight::State::Moving) return network_.reschedule(slot, kNever, flight.state, order_);
    // A lost message gets half way, so that one sees where it ended.
    const SimTime travels = flight.lost ? SimTime(flight.latency.us / 2) : flight.latency;
    const auto state = flight.lost ? Flight::State::Dying : Flight::State::Moving;
    network_.reschedule(slot, now_ + travels, state, order_);
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
        const std::uint32_t slot = network_.place();
        network_.at(slot) = std::move(flight);
        network_.at(slot).inUse = true;
        return network_.reschedule(slot, kNever, Flight::State::AtPaused, ++order_);
    }
    deliver(flight, out);
}

void Cluster::deliver(const Flight& flight, StepEvents& out) {
    const EventId received = emitAbout(EventKind::Receive, flight, out);
    if (isClient(flight.message.to)) return clientReceives(flight.message, out);
    const auto* request = std::get_if<ClientRequest>(&flight.message.body);
    if (request != nullptr && request->isRead && request->mode == ReadMode::Local && !rules_.localReadWaits) {
        return answerLocalRead(flight.message, *request, out);
    }
    if (!isClient(flight.message.from)) {
        machines_[flight.message.to.value].heard[flight.message.from.value] = {received, now_, termOf(flight.message)};
    }
    run(flight.message.to, &flight.message, out);
}

/// A local read asks nobody: the server answers from its own state machine, which may be stale.
void Cluster::answerLocalRead(const Message& message, const ClientRequest& request, StepEvents& out) {
    Event event;
    event.kind = EventKind::Read;
    event.node = message.to;
    event.peer = message.from;
    event.args = {request.command.value};
    answerRead(message.to, event, ReadAnswer{message.from, request.seq, request.command}, out);
}

/// The state machine as it is now tells the value.
void Cluster::answerRead(NodeId server, Event read, const ReadAnswer& answer, StepEvents& out) {
    const Value value = machines_[server.value].store.get(answer.key);
    read.args[1] = static_cast<std::uint32_t>(value.kind);
    read.args[2] = value.low();
    read.args[3] = value.high();
    emit(read, out);
    ClientReply reply{answer.seq, true, true, value, node(server).state().leaderId};
    if (rules_.localReadWaits) reply.applied = node(server).state().lastApplied;
    route(Message{server, answer.client, reply}, out);
}

/// Messages that a link kept leave now, with the latency they drew when they were sent.
void Cluster::releaseHeld(LinkId link) {
    for (const std::uint32_t slot : network_.slotsInOrder()) {
        const Flight& flight = network_.at(slot);
        if (flight.state != Flight::State::Held) continue;
        if (flight.message.from != link.from || flight.message.to != link.to) continue;
        const bool manual = config_->network == Delivery::Manual && isServerLink(link.from, link.to);
        const SimTime half(flight.latency.us / 2);
        const Flight::State state = manual        ? Flight::State::Waiting
                                    : flight.lost ? Flight::State::Dying
                                                  : Flight::State::Moving;
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
