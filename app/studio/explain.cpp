#include "app/studio/explain.h"

#include <algorithm>

#include "app/studio/explain_contact.h"
#include "app/studio/explain_members.h"
#include "app/studio/explain_message.h"
#include "app/studio/explain_why.h"
#include "app/studio/wording.h"
#include "raft/sim/configuration_text.h"
#include "raft/sim/entry_text.h"
#include "raft/sim/key_value.h"

namespace studio {
namespace {

/// Collects the rows of one explanation.
class Rows {
public:
    explicit Rows(const WhyContext& context)
        : context_(context),
          history_(context.history),
          cluster_(context.history.world().cluster()),
          texts_(context.texts) {}

    Explanation out;

    // ---- A server: Figure 2, and what the world knows of it ----

    void server(raft::NodeId server) {
        const raft::Node& node = cluster_.node(server);
        const raft::Machine& machine = cluster_.machine(server);
        const raft::PersistentState& disk = node.persistent();
        out.title = nameOf(server);
        row("explain.role", std::string(texts_.tr(roleKey(node, machine))));
        row("explain.currentTerm", number(disk.currentTerm.value));
        row("explain.votedFor", nameOf(disk.votedFor), nodeRefOf(disk.votedFor));
        if (machine.up) {
            row("explain.commitIndex", number(node.state().commitIndex.value));
            row("explain.lastApplied", number(node.state().lastApplied.value));
        }
        const raft::LogIndex last = node.log().lastIndex();
        if (last.value > 0) {
            row("explain.lastEntry",
                texts_.format("explain.termAndIndex",
                              {{"term", number(node.log().lastTerm().value)}, {"index", number(last.value)}}),
                raft::cellRef(server, last.value));
        } else {
            row("explain.lastEntry", std::string(texts_.tr("explain.logEmpty")));
        }
        diskRow(server);
        append(membershipRows(cluster_, server, texts_));
        if (disk.snapshot.exists()) snapshotRow(server, disk.snapshot);
        if (!machine.up) return;
        if (const raft::PartialSnapshot& partial = node.state().partial; partial.lastIncludedIndex.value != 0) {
            row("explain.partial",
                texts_.format("explain.partialText", {{"index", number(partial.lastIncludedIndex.value)},
                                                      {"bytes", count(partial.bytes.size())}}));
        }
        timers(machine);
        append(clockRows(cluster_, server, context_.options.seenAs, texts_));
        append(readRows(cluster_, server, texts_));
        if (node.role() == raft::Role::Candidate || node.role() == raft::Role::Leader)
            append(voteRows(cluster_, server, texts_));
        append(contactRows(cluster_, server, texts_));
        if (node.role() == raft::Role::Leader) peers(server, node);
        append(catchUpRows(cluster_, server, texts_));
        sessions(machine.store);
    }

    /// Seen as another server: what messages have told it of this one.
    void stranger(raft::NodeId server) {
        const raft::NodeId eye = context_.options.seenAs;
        out.title = nameOf(server);
        const std::string name = nameOf(eye);
        row("explain.stranger", texts_.format("explain.strangerText", {{"node", name}}));
        const raft::Heard& heard = cluster_.machine(eye).heard[server.value];
        if (heard.by == raft::kNoEvent) {
            row("explain.told", std::string(texts_.tr("explain.toldNothing")));
        } else {
            const std::string term = number(heard.term.value);
            const std::string time = timeText(heard.at, texts_);
            row("explain.told", texts_.format("explain.toldTerm", {{"term", term}, {"time", time}}),
                raft::eventRef(heard.by));
        }
        const raft::Node& own = cluster_.node(eye);
        if (!cluster_.machine(eye).up) return;
        if (own.state().leaderId == server) row("explain.role", std::string(texts_.tr("explain.believedLeaderHere")));
        if (own.state().votesGranted.contains(server))
            row("explain.vote", std::string(texts_.tr("explain.voteGranted")));
        if (own.state().votesRefused.contains(server))
            row("explain.vote", std::string(texts_.tr("explain.voteRefused")));
        if (own.role() == raft::Role::Leader) peerRow(own, server);
    }

    // ---- A message ----

    bool message(raft::MessageId id) {
        const raft::Network& network = cluster_.network();
        for (const std::uint32_t slot : network.slotsInOrder()) {
            const raft::Flight& flight = network.at(slot);
            if (flight.id != id) continue;
            const bool sender = context_.options.seenAs == flight.message.from;
            if (context_.options.seenAs != raft::kNoNode && !sender) return sayUnknown(context_, out), true;
            messageTitle(flight.message);
            row("explain.sentAt", timeText(flight.sentAt, texts_), raft::eventRef(flight.sentBy));
            if (flight.arrivesAt != raft::kNever && !sender)
                row("explain.arrivesAt", timeText(flight.arrivesAt, texts_));
            append(fieldRows(flight.message, cluster_, texts_));
            addWhy(context_, flight.sentBy, out);
            return true;
        }
        return pastMessage(id);
    }

    /// One whose journey is over: what it was, how it ended, and what it led to.
    bool pastMessage(raft::MessageId id) {
        const std::optional<raft::StepId> end = endOfMessage(id);
        if (!end) return false;
        const ToldStep& told = context_.memory.steps.tell(history_, *end, texts_);
        const raft::Message* found = told.messageOf(0);
        if (found == nullptr) return false;
        const raft::Message message = *found;
        const raft::Event event = told.events.events.front();
        const raft::NodeId eye = context_.options.seenAs;
        const bool arrived = event.kind == raft::EventKind::Receive;
        const bool tellsEnd = eye == raft::kNoNode || (eye == message.to && arrived);
        if (eye != raft::kNoNode && eye != message.from && !tellsEnd) return sayUnknown(context_, out), true;
        messageTitle(message);
        if (eye == raft::kNoNode || eye == message.from) {
            const raft::StepId sent = history_.stepOfEvent(event.cause);
            row("explain.sentAt", timeText(history_.record(sent).time, texts_), raft::eventRef(event.cause));
        }
        if (tellsEnd) {
            row(arrived ? "explain.arrivedAt" : "explain.lostAt", timeText(told.events.time, texts_),
                raft::eventRef(told.events.first));
            if (const int led = tellingEvent(told.events, message.to); led >= 0) {
                row("explain.ledTo", headOf(told.sentences[static_cast<std::size_t>(led)]),
                    raft::eventRef(told.idOf(static_cast<std::size_t>(led))));
            }
        }
        append(fieldRows(message, cluster_, texts_));
        addWhy(context_, eye == raft::kNoNode || eye == message.from ? event.cause : told.events.first, out);
        return true;
    }

    /// The step at or before the cursor in which it arrived or was lost.
    std::optional<raft::StepId> endOfMessage(raft::MessageId id) {
        auto& known = context_.memory.messageEnds;
        if (const auto found = known.find(id.value); found != known.end() && found->second) {
            return *found->second <= history_.step() ? found->second : std::nullopt;
        }
        for (std::uint32_t at = history_.step().value + 1; at-- > 0;) {
            const raft::StepRecord& record = history_.record(raft::StepId(at));
            const bool ends = record.kind == raft::EventKind::Receive || record.kind == raft::EventKind::Drop;
            if (ends && record.message == id) return known[id.value] = raft::StepId(at);
        }
        return std::nullopt;
    }

    // ---- A cell of a log ----

    bool cell(raft::NodeId server, raft::LogIndex index) {
        const raft::NodeId eye = context_.options.seenAs;
        // Not even whether it is there.
        if (eye != raft::kNoNode && eye != server) return sayUnknown(context_, out), true;
        const raft::Node& node = cluster_.node(server);
        if (node.persistent().snapshot.exists() && index <= node.log().lastIncludedIndex()) {
            return snapshot(server, node.persistent().snapshot), true;
        }
        if (!node.log().has(index)) return false;
        const raft::Entry& entry = node.log().at(index);
        out.title = texts_.format("explain.cellTitle", {{"index", number(index.value)}, {"node", nameOf(server)}});
        row("explain.term", number(entry.term.value), raft::termRef(entry.term.value));
        row("explain.command", namedEntryText(entry, cluster_, texts_));
        if (entry.client != raft::kNoNode) row("explain.askedBy", nameOf(entry.client), raft::clientRef(entry.client));
        dated(entry);
        const auto leader = history_.world().monitor().leaderOf(entry.term);
        if (eye == raft::kNoNode) {
            if (leader) row("explain.createdBy", nameOf(*leader), raft::nodeRef(*leader));
            row("explain.storedOn", holdersOf(index, entry.term));
            const bool committed = history_.world().monitor().isCommitted(index, entry.term);
            append(entryMembersRows(cluster_, server, index, committed, texts_));
            // The word "committed" is ours, not the server's: what the server knows stands in the next row.
            row("explain.committedSeenByUs", yesNo(committed));
        }
        if (cluster_.machine(server).up) {
            row("explain.knowsCommitted", yesNo(node.state().commitIndex >= index));
            row("explain.applied", yesNo(node.state().lastApplied >= index));
            const bool written = cluster_.durableTermAt(server, index) == entry.term;
            if (!written) row("explain.written", yesNo(written));
        }
        lifeOf(index, entry.term);
        return true;
    }

    /// What stands in place of the entries that are gone.
    void snapshot(raft::NodeId server, const raft::Snapshot& snapshot) {
        out.title = texts_.format("explain.snapshotTitle", {{"node", nameOf(server)}});
        field("lastIncludedIndex", number(snapshot.lastIncludedIndex.value));
        field("lastIncludedTerm", number(snapshot.lastIncludedTerm.value));
        row("explain.snapshotConfig", raft::textOf(snapshot.config, cluster_.config()));
        const raft::KeyValue state = raft::KeyValue::thawed(*snapshot.state, *cluster_.sharedTexts());
        const std::string pairs = raft::pairsText(state, cluster_.texts());
        row("explain.stateMachine", pairs.empty() ? std::string(texts_.tr("explain.none")) : pairs);
        row("explain.sessions", number(state.sessionCount()));
        sessions(state);
        row("explain.size", texts_.format("explain.bytes", {{"count", count(snapshot.state->size())}}));
    }

    /// Where sessions expire: whose request it is, and when the leader took it.
    void dated(const raft::Entry& entry) {
        const bool opens = entry.type == raft::EntryType::Session;
        if (entry.session().value != 0) row("explain.session", number(entry.session().value));
        if (opens || entry.session().value != 0) {
            row("explain.stamp", timeText(raft::SimTime::fromMs(entry.stamp), texts_));
        }
    }

    /// Where sessions expire: what time the log tells, and until when each of them lasts in it.
    void sessions(const raft::KeyValue& state) {
        const raft::SimTime timeout = cluster_.config().sessionTimeout;
        if (timeout == raft::SimTime()) return;
        row("explain.logTime", timeText(raft::SimTime::fromMs(state.logTime()), texts_));
        for (const raft::OpenSession& session : state.openSessions()) {
            const raft::SimTime end = raft::SimTime::fromMs(session.lastUse) + timeout;
            row("explain.openSession", texts_.format("explain.openSessionText", {{"id", number(session.id.value)},
                                                                                 {"client", nameOf(session.client)},
                                                                                 {"seq", number(session.seq)},
                                                                                 {"end", timeText(end, texts_)}}));
        }
    }

    void lifeOf(raft::LogIndex index, raft::Term term) {
        out.unfinished = !context_.memory.life.look(history_, index, term, texts_);
        for (LifeLine& line : context_.memory.life.upTo(history_.step())) {
            const raft::NodeId eye = context_.options.seenAs;
            if (eye == raft::kNoNode || line.node == eye) out.life.push_back(std::move(line));
        }
    }

    // ---- A client and one of its requests ----

    void client(raft::NodeId end) {
        const raft::Client& client = cluster_.client(end);
        out.title = texts_.format("explain.clientTitle", {{"name", nameOf(end)}});
        row("explain.believedLeader", nameOf(client.believedLeader), nodeRefOf(client.believedLeader));
        row("explain.requests", number(static_cast<std::uint32_t>(client.calls.size())));
        if (cluster_.config().sessionTimeout > raft::SimTime()) {
            const bool has = client.session.value != 0;
            row("explain.session", has ? number(client.session.value) : std::string(texts_.tr("explain.none")));
        }
        if (client.waiting) row("explain.waitsFor", textOf(client.current.operation.text));
        if (!client.queue.empty()) row("explain.queued", number(static_cast<std::uint32_t>(client.queue.size())));
    }

    bool call(raft::NodeId end, std::uint32_t seq) {
        const raft::Client& client = cluster_.client(end);
        for (std::size_t i = client.calls.size(); i-- > 0;) {
            const raft::ClientCall& call = client.calls[i];
            if (call.seq != seq) continue;
            out.title = textOf(call.text);
            row("explain.seq", number(call.seq));
            row("explain.askedBy", nameOf(end), raft::clientRef(end));
            row("explain.askedAt", timeText(call.invoked, texts_));
            if (call.expired) return row("explain.answer", std::string(texts_.tr("explain.sessionExpired"))), true;
            if (!call.returned) return row("explain.answer", std::string(texts_.tr("explain.noAnswerYet"))), true;
            row("explain.answeredAt", timeText(call.returnedAt, texts_));
            const std::string value = raft::textOf(call.value, cluster_.texts());
            row("explain.answer",
                std::string(texts_.tr(call.ok ? "explain.ok" : "explain.notOk")) + (value.empty() ? "" : " " + value));
            return true;
        }
        return false;
    }

    // ---- A link ----

    void link(raft::NodeId from, raft::NodeId to) {
        out.title = nameOf(from) + " – " + nameOf(to);
        for (const auto& [a, b] : {std::pair(from, to), std::pair(to, from)}) {
            const raft::Link& link = cluster_.network().link(a, b);
            const char* key = link.isCut() ? "explain.linkCut" : link.hold ? "explain.linkHeld" : "explain.linkOpen";
            const std::string latency = link.latencyMin == link.latencyMax ? timeText(link.latencyMin, texts_)
                                                                           : timeText(link.latencyMin, texts_) + " – " +
                                                                                 timeText(link.latencyMax, texts_);
            out.rows.push_back({nameOf(a) + " → " + nameOf(b), texts_.format(key, {{"latency", latency}}), {}});
        }
    }

private:
    static std::string number(std::uint32_t n) { return std::to_string(n); }
    static std::string count(std::size_t n) { return std::to_string(n); }
    void snapshotRow(raft::NodeId server, const raft::Snapshot& snapshot) {
        row("explain.snapshot",
            texts_.format("explain.snapshotText", {{"index", number(snapshot.lastIncludedIndex.value)},
                                                   {"term", number(snapshot.lastIncludedTerm.value)},
                                                   {"bytes", count(snapshot.state->size())}}),
            raft::cellRef(server, snapshot.lastIncludedIndex.value));
    }
    std::string nameOf(raft::NodeId end) const {
        return end == raft::kNoNode ? std::string(texts_.tr("explain.nobody")) : cluster_.config().labelOf(end);
    }
    std::string textOf(raft::TextId text) const { return std::string(cluster_.texts().text(text)); }
    std::string yesNo(bool yes) const { return std::string(texts_.tr(yes ? "explain.yes" : "explain.no")); }
    static raft::Ref nodeRefOf(raft::NodeId node) { return node == raft::kNoNode ? raft::Ref{} : raft::nodeRef(node); }
    void row(std::string_view key, std::string value, raft::Ref ref = {}) {
        out.rows.push_back({std::string(texts_.tr(key)), std::move(value), ref});
    }

    static std::string_view roleKey(const raft::Node& node, const raft::Machine& machine) {
        if (!machine.up) return "role.down";
        switch (node.role()) {
            case raft::Role::Follower: return "role.follower";
            case raft::Role::PreCandidate: return "role.preCandidate";
            case raft::Role::Candidate: return "role.candidate";
            case raft::Role::Leader: return "role.leader";
        }
        return "role.follower";
    }

    /// While its disk lacks something that memory has.
    void diskRow(raft::NodeId server) {
        const raft::Disk& disk = cluster_.machine(server).disk;
        if (disk.writes.empty() || !disk.durable) return;
        const raft::DiskWrite& last = disk.writes.back();
        const raft::SimTime left = std::max(raft::SimTime(), last.doneAt - history_.time());
        row("explain.onDisk",
            texts_.format("explain.onDiskText", {{"index", number(disk.durable->log.lastIndex().value)},
                                                 {"time", shortTimeText(left, texts_)}}));
    }

    void timers(const raft::Machine& machine) {
        const auto left = [this](raft::SimTime deadline) {
            const raft::SimTime until(std::max<std::int64_t>(0, (deadline - history_.time()).us));
            return texts_.format("explain.in", {{"time", shortTimeText(until, texts_)}});
        };
        if (machine.electionDeadline != raft::kNever) row("explain.electionTimeout", left(machine.electionDeadline));
        if (machine.heartbeatDeadline != raft::kNever) row("explain.nextHeartbeat", left(machine.heartbeatDeadline));
    }

    /// A field keeps its name in every language: it is the paper's.
    void field(std::string_view name, std::string value) {
        out.rows.push_back({std::string(name), std::move(value), {}});
    }
    void append(std::vector<ExplainRow> rows) {
        for (ExplainRow& row : rows) out.rows.push_back(std::move(row));
    }

    void peers(raft::NodeId server, const raft::Node& node) {
        for (const raft::NodeId peer : node.config().members()) {
            if (peer != server) peerRow(node, peer);
        }
    }
    void peerRow(const raft::Node& leader, raft::NodeId peer) {
        const std::string next = number(leader.leader().nextIndex[peer.value].value);
        const std::string match = number(leader.leader().matchIndex[peer.value].value);
        std::string text = texts_.format("explain.nextAndMatch", {{"next", next}, {"match", match}}) +
                           progressText(cluster_, leader, peer, texts_);
        const raft::LogIndex sent = leader.leader().snapshotIndex[peer.value];
        const raft::Snapshot& snapshot = leader.persistent().snapshot;
        if (sent.value != 0 && sent == snapshot.lastIncludedIndex) {
            text +=
                texts_.format("explain.snapshotSent", {{"index", number(sent.value)},
                                                       {"offset", number(leader.leader().snapshotOffset[peer.value])},
                                                       {"bytes", count(snapshot.state->size())}});
        }
        out.rows.push_back({nameOf(peer), std::move(text), raft::nodeRef(peer)});
    }

    std::string holdersOf(raft::LogIndex index, raft::Term term) const {
        std::string names;
        for (int i = 0; i < cluster_.serverCount(); ++i) {
            const raft::NodeId server(static_cast<std::uint8_t>(i));
            const raft::Log& log = cluster_.node(server).log();
            std::string name;
            if (log.has(index) && log.termAt(index) == term) name = nameOf(server);
            if (index <= log.lastIncludedIndex())
                name = texts_.format("explain.inSnapshot", {{"node", nameOf(server)}});
            if (!name.empty()) names += (names.empty() ? "" : " ") + name;
        }
        return names;
    }

    void messageTitle(const raft::Message& message) {
        out.title = texts_.format(
            "explain.messageTitle",
            {{"kind", raft::nameOf(message.kind())}, {"from", nameOf(message.from)}, {"to", nameOf(message.to)}});
    }

    const WhyContext& context_;
    const raft::History& history_;
    const raft::Cluster& cluster_;
    const Texts& texts_;
};

bool isServer(const raft::History& history, std::uint32_t number) {
    return number < static_cast<std::uint32_t>(history.config().serverCount());
}
bool isClientEnd(const raft::History& history, std::uint32_t number) {
    return raft::isClient(raft::endOf(number)) &&
           raft::clientNumber(raft::endOf(number)) < history.config().clientCount();
}
bool isEnd(const raft::History& history, std::uint32_t number) {
    return isServer(history, number) || isClientEnd(history, number);
}

/// Adds why the server decided as it did last.
void addLastDecision(const WhyContext& context, raft::NodeId server, Explanation& out) {
    const auto step = lastDecision(context, server);
    if (!step) return;
    const std::pair decision(raft::nodeRef(server), *step);
    Explanation& why = context.memory.why;
    if (context.memory.decision != decision) {
        context.memory.decision = decision;
        why = Explanation{};
        explainDecision(context, server, *step, why);
    }
    const std::string title = out.title;
    const std::vector<ExplainRow> rows = out.rows;
    out = why;
    out.title = title;
    out.rows = rows;
}

void explainServer(const WhyContext& context, raft::NodeId server, Rows& rows) {
    const raft::NodeId eye = context.options.seenAs;
    if (eye != raft::kNoNode && eye != server) return rows.stranger(server);
    rows.server(server);
    addLastDecision(context, server, rows.out);
}

/// What no server can look into.
void explainOutside(const WhyContext& context, const raft::Ref& ref, Rows& rows) {
    if (context.options.seenAs != raft::kNoNode) return sayUnknown(context, rows.out);
    if (ref.kind == raft::RefKind::Client) return rows.client(raft::endOf(ref.a));
    if (ref.kind == raft::RefKind::Link) return rows.link(raft::endOf(ref.a), raft::endOf(ref.b));
    rows.call(raft::endOf(ref.a), ref.b);
}

}  // namespace

raft::EventId lastEventOf(const raft::History& history) {
    if (history.atEnd()) return history.world().cluster().nextEvent() - 1;
    return history.lastEventBefore(history.line(), history.end());
}

bool isComputed(const raft::History& history, raft::EventId event) {
    // How many events the very last step has is known only by executing it again.
    return event <= history.record(history.end() - 1).firstEvent || event <= lastEventOf(history);
}

Explanation explain(const raft::History& history, const raft::Ref& ref, const Texts& texts, ExplainMemory& memory,
                    ExplainOptions options) {
    memory.steps.forgetOld();
    const WhyContext context{history, texts, memory, options};
    Rows rows(context);
    switch (ref.kind) {
        case raft::RefKind::Node:
        case raft::RefKind::Lane:
        case raft::RefKind::Vote:
            if (isServer(history, ref.a)) explainServer(context, raft::endOf(ref.a), rows);
            break;
        case raft::RefKind::Cell:
            if (isServer(history, ref.a)) rows.cell(raft::endOf(ref.a), raft::LogIndex(ref.b));
            break;
        case raft::RefKind::Message: rows.message(raft::MessageId(ref.a)); break;
        case raft::RefKind::Client:
        case raft::RefKind::ClientCall:
            if (isClientEnd(history, ref.a)) explainOutside(context, ref, rows);
            break;
        case raft::RefKind::Link:
            if (isEnd(history, ref.a) && isEnd(history, ref.b)) explainOutside(context, ref, rows);
            break;
        case raft::RefKind::Step:
        case raft::RefKind::Moment:
            if (ref.a < history.end().value) explainStep(context, raft::StepId(ref.a), rows.out);
            break;
        case raft::RefKind::Event:
            if (isComputed(history, raft::EventId(ref.a))) explainEvent(context, raft::EventId(ref.a), rows.out);
            break;
        case raft::RefKind::Property:
            if (ref.a < raft::kPropertyCount) {
                explainProperty(context, static_cast<raft::Property>(ref.a), rows.out);
            }
            break;
        case raft::RefKind::None:
        case raft::RefKind::Term:
        case raft::RefKind::Branch:
        case raft::RefKind::Button: break;
    }
    return std::move(rows.out);
}

}  // namespace studio
