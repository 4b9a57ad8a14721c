// Clients: whom they ask, how long they wait, what they believe (§8).

#include <algorithm>

#include "raft/sim/cluster.h"

namespace raft {

namespace {

/// The call of that number which the client has begun; null if there is none.
const ClientCall* begunCall(const Client& client, std::uint32_t seq) {
    for (std::size_t i = client.calls.size(); i-- > 0;) {
        if (client.calls[i].seq == seq) return &client.calls[i];
    }
    return nullptr;
}

}  // namespace

void Cluster::submit(NodeId end, const Operation& operation, std::optional<NodeId> to, std::uint32_t seq,
                     StepEvents& out) {
    Client& client = clientAt(end);
    QueuedCall call;
    call.operation = operation;
    call.seq = seq != 0 ? seq : client.lastSeq + 1;
    const bool again = call.seq <= client.lastSeq;
    const ClientCall* first = again ? begunCall(client, call.seq) : nullptr;
    const auto waits = [&](const QueuedCall& queued) { return queued.seq == call.seq; };
    const bool isQueued = std::any_of(client.queue.begin(), client.queue.end(), waits);
    if (isQueued || (first != nullptr && !(first->text == operation.text))) {
        // A number names one request for ever, or the answer to another one would be taken for its own (§8).
        out.actionDone = false;
        return note("no such request", end, out);
    }
    client.lastSeq = std::max(client.lastSeq, call.seq);
    const NodeId believed =
        client.believedLeader != kNoNode ? client.believedLeader : leaderOfHighestTerm().value_or(NodeId(0));
    call.to = to.value_or(believed);
    if (again) {
        // The same request once more, in the same session, whatever became of the first: a client that lost patience.
        return route(requestOf(end, call, first == nullptr ? LogIndex(0) : first->session), out);
    }
    if (!client.waiting) return invoke(end, call, out);
    client.queue.push_back(call);
    note("queued " + std::string(texts_->text(operation.text)), end, out);
}

void Cluster::invoke(NodeId end, const QueuedCall& call, StepEvents& out) {
    Client& client = clientAt(end);
    client.waiting = true;
    client.current = call;
    client.redirects = 0;
    ClientCall record;
    record.seq = call.seq;
    record.text = call.operation.text;
    record.isRead = call.operation.isRead;
    record.mode = call.operation.mode;
    record.invoked = now_;
    client.calls.push_back(record);
    Event event;
    event.kind = EventKind::ClientInvoke;
    event.node = end;
    event.peer = call.to;
    event.args = {call.seq, call.operation.text.value};
    emit(event, out);
    ask(end, out);
}

/// The request itself; where sessions expire, a client that has none asks for one first. What stays out of the log
/// needs none: to read twice does no harm.
Message Cluster::requestOf(NodeId end, const QueuedCall& call, LogIndex session) const {
    const Operation& operation = call.operation;
    ClientRequest request{call.seq, operation.command, operation.isRead, operation.mode};
    const bool throughLog = !operation.isRead || operation.mode == ReadMode::Log;
    if (config_->sessionTimeout > SimTime() && throughLog) {
        request.session = session;
        request.opensSession = request.session.value == 0;
        if (request.opensSession) request.command = texts_->intern("open session");  // For people to read.
        if (request.opensSession) request.isRead = false;
    }
    const bool local = operation.isRead && operation.mode == ReadMode::Local;
    if (local && rules_.localReadWaits) request.seen = clients_[static_cast<std::size_t>(clientNumber(end))].seen;
    return Message{end, call.to, request};
}

/// Sends the outstanding request to the server it is meant for, and waits.
void Cluster::ask(NodeId end, StepEvents& out) {
    Client& client = clientAt(end);
    client.deadline = now_ + config_->clientTimeout;
    client.deadlineOrder = ++order_;
    const std::size_t last = client.calls.size() - 1;
    if (client.calls[last].session != client.session) client.calls.write(last).session = client.session;
    route(requestOf(end, client.current, client.session), out);
}

/// No answer: the next server in order is asked, with the same number, for ever.
void Cluster::clientTimedOut(NodeId end, StepEvents& out) {
    Client& client = clientAt(end);
    const int next = (client.current.to.value + 1) % serverCount();
    client.current.to = NodeId(static_cast<std::uint8_t>(next));
    client.redirects = 0;
    note("no answer", end, out);
    ask(end, out);
}

void Cluster::clientReceives(const Message& message, StepEvents& out) {
    const auto& reply = std::get<ClientReply>(message.body);
    const NodeId end = message.to;
    Client& client = clientAt(end);
    if (!client.waiting || reply.seq != client.current.seq) return;
    if (reply.session.value != 0) {
        if (client.session.value != 0) return;  // It asked twice and was answered before: the second stays unused.
        client.session = reply.session;
        client.believedLeader = client.current.to = message.from;
        client.redirects = 0;
        return ask(end, out);
    }
    if (reply.expired) return sessionLost(end, message.from, out);
    if (!reply.executed) {
        // A hint is followed at once; hints that lead in a circle are not, the deadline breaks it.
        const bool useful = reply.leaderHint != kNoNode && reply.leaderHint != client.current.to;
        if (!useful || client.redirects > static_cast<std::uint32_t>(serverCount())) return;
        ++client.redirects;
        client.current.to = reply.leaderHint;
        return ask(end, out);
    }
    client.seen = std::max(client.seen, reply.applied);
    // Whoever answers a write leads; a follower may answer a read by itself.
    const bool fromLog = !client.current.operation.isRead || client.current.operation.mode == ReadMode::Log;
    const bool fromLeader = client.current.operation.mode != ReadMode::Local && reply.leaderHint == message.from;
    if (fromLog || fromLeader) client.believedLeader = message.from;
    client.waiting = false;
    client.deadline = kNever;
    ClientCall& call = client.calls.write(client.calls.size() - 1);
    call.returned = true;
    call.ok = reply.ok;
    call.returnedAt = now_;
    call.value = reply.value;
    Event event;
    event.kind = EventKind::ClientReturn;
    event.node = end;
    event.peer = message.from;
    event.args = {reply.seq,          call.text.value,
                  reply.ok ? 1u : 0u, static_cast<std::uint32_t>(reply.value.kind),
                  reply.value.low(),  reply.value.high()};
    emit(event, out);
    nextCall(end, out);
}

/// Nobody knows the client's session any more, so nobody can tell whether an earlier try of its request took effect: it
/// cannot be asked again. The client opens another session for the next one (D §6.3).
void Cluster::sessionLost(NodeId end, NodeId by, StepEvents& out) {
    Client& client = clientAt(end);
    client.waiting = false;
    client.deadline = kNever;
    ClientCall& call = client.calls.write(client.calls.size() - 1);
    call.expired = true;
    call.returnedAt = now_;
    Event event;
    event.kind = EventKind::Note;
    event.node = end;
    event.peer = by;
    event.reason = Reason::SessionLost;
    event.args = {texts_->intern("session lost").value, client.current.seq, client.session.value};
    client.session = LogIndex(0);
    emit(event, out);
    nextCall(end, out);
}

void Cluster::nextCall(NodeId end, StepEvents& out) {
    Client& client = clientAt(end);
    if (client.queue.empty()) return;
    QueuedCall next = client.queue.front();
    client.queue.pop_front();
    out.cause = nextEvent_ - 1;
    invoke(end, next, out);
}

}  // namespace raft
