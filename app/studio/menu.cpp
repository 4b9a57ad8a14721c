#include "app/studio/menu.h"

#include <algorithm>
#include <utility>

#include "app/studio/explain_message.h"
#include "app/studio/studio_hands.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using raft::LinkId;
using raft::NodeId;

/// The step that ended a message's journey, or null. Only the last steps are looked through: what somebody points at is
/// on the screen.
const raft::StepRecord* endOfMessage(const raft::History& history, raft::MessageId id) {
    constexpr std::uint32_t kMost = 20'000;
    const std::uint32_t end = history.end().value;
    for (std::uint32_t step = end; step-- > end - std::min(end, kMost);) {
        const raft::StepRecord& record = history.record(raft::StepId(step));
        const bool ends = record.kind == raft::EventKind::Receive || record.kind == raft::EventKind::Drop;
        if (ends && record.message == id && record.cause != raft::kNoEvent) return &record;
    }
    return nullptr;
}

/// Writes one menu.
class Writer {
public:
    explicit Writer(const Studio& studio)
        : studio_(studio), cluster_(studio.document().history().world().cluster()), texts_(studio.texts()) {}

    Menu menu;

    void server(NodeId server) {
        const raft::Machine& machine = cluster_.machine(server);
        menu.title = label(server);
        add("node.crash", machine.up ? "node.crash" : "node.restart", "crash", cmd::ToggleCrash{server});
        add("node.pause", machine.paused ? "node.resume" : "node.pause", "pause-server", cmd::TogglePause{server});
        add("node.timeOut", "node.timeOut", "time-out", cmd::FireTimeout{server});
        add("node.isolate", isIsolated(server) ? "node.rejoin" : "node.isolate", "isolate", cmd::ToggleIsolate{server});
        item("node.transfer", texts_.format("node.transfer", {{"node", label(server)}}), "transfer",
             cmd::TransferTo{server});
        line();
        item("node.send", texts_.format("node.send", {{"command", studio_.nextCommandText()}}), "send-to",
             cmd::Send{{}, server});
        add("node.write", "node.write", "write-to", cmd::WriteCommand{server});
        constexpr std::pair<raft::ReadMode, const char*> kReads[] = {{raft::ReadMode::Log, "read-log"},
                                                                     {raft::ReadMode::ReadIndex, "read-index"},
                                                                     {raft::ReadMode::Lease, "read-lease"},
                                                                     {raft::ReadMode::Local, "read-local"}};
        for (const auto& [mode, command] : kReads) {
            item("node." + std::string(command),
                 texts_.format("node.read",
                               {{"key", studio_.document().keyToRead()}, {"mode", texts_.tr(readModeKey(mode))}}),
                 command, cmd::Read{mode, server});
        }
        line();
        members(server);
        line();
        add("node.snapshot", "node.snapshot", "take-snapshot", cmd::TakeSnapshot{server});
        const raft::Ref ref = raft::nodeRef(server);
        value("node.clock", "node.clock", "clock-rate", {Quantity::ClockRate, ref});
        value("node.clockOffset", "node.clockOffset", "clock-offset", {Quantity::ClockOffset, ref});
        value("node.fsync", "node.fsync", "fsync", {Quantity::Fsync, ref});
        add("node.loseVote", "node.loseVote", "lose-vote", cmd::LoseVote{server});
        add("node.loseEntries", "node.loseEntries", "lose-entries", cmd::AskValue{{Quantity::LostEntries, ref}});
    }

    /// What the leader can be asked for about one server.
    void members(NodeId server) {
        using Kind = raft::ChangeMembers::Kind;
        raft::NodeSet one;
        one.insert(server);
        add("node.addVoter", "node.addVoter", {}, cmd::ChangeMembers{Kind::AddServer, one});
        add("node.addLearner", "node.addLearner", {}, cmd::ChangeMembers{Kind::AddLearner, one});
        add("node.promote", "node.promote", {}, cmd::ChangeMembers{Kind::Promote, one});
        add("node.removeMember", "node.removeMember", {}, cmd::ChangeMembers{Kind::RemoveServer, one});
        add("node.changeMembers", "command.changeMembers", "change-members", cmd::Show{Dialog::Members});
    }

    void link(LinkId link) {
        const LinkId back{link.to, link.from};
        menu.title = label(link.from) + " – " + label(link.to);
        menu.details = {linkSummary(cluster_, link, texts_), linkSummary(cluster_, back, texts_)};
        const bool cutThere = at(link).isCut();
        const bool cutBack = at(back).isCut();
        const bool cutBoth = cutThere && cutBack;
        item("link.cut", between("link.cut", link), cutBoth ? "" : "cut-link", cmd::CutLinks{{link}, false});
        item("link.cutThere", between("link.cutOneWay", link), cutThere ? "" : "cut-there",
             cmd::CutLinks{{link}, true});
        item("link.cutBack", between("link.cutOneWay", back), cutBack ? "" : "cut-back", cmd::CutLinks{{back}, true});
        item("link.mend", between("link.mend", link), cutBoth ? "cut-link" : "", cmd::MendLinks{{link}, false});
        line();
        const bool held = at(link).hold && at(back).hold;
        item("link.hold", between("link.hold", link), held ? "" : "hold-link", cmd::HoldLinks{{link}});
        item("link.release", between("link.release", link), held ? "hold-link" : "", cmd::ReleaseLinks{{link}});
        line();
        const raft::Ref ref = raft::linkRef(link.from, link.to);
        value("link.latency", "link.latency", "latency", {Quantity::Latency, ref});
        value("link.loss", "link.loss", "loss", {Quantity::Loss, ref});
    }

    void message(raft::MessageId id) {
        if (const raft::Flight* flight = flightOf(cluster_, id)) {
            menu.title = texts_.format("hint.message", {{"kind", raft::nameOf(flight->message.kind())},
                                                        {"from", label(flight->message.from)},
                                                        {"to", label(flight->message.to)}});
        }
        if (menu.title.empty()) ended(id);
        const raft::Ref ref = raft::messageRef(id);
        add("message.deliver", "message.deliver", "deliver", cmd::DeliverMessage{id});
        value("message.delay", "message.delay", "delay", {Quantity::Delay, ref});
        add("message.later", "message.later", "later", cmd::DelayMessage{id, kNudge});
        add("message.earlier", "message.earlier", "earlier", cmd::DelayMessage{id, raft::SimTime() - kNudge});
        line();
        add("message.duplicate", "message.duplicate", "duplicate", cmd::DuplicateMessage{id});
        add("message.drop", "message.drop", "drop", cmd::DropMessage{id});
    }

    /// Its life, a line for each thing that happened to it: each leads there.
    void cell(const raft::Ref& ref) {
        everything();
        std::vector<MenuItem> cluster = std::move(menu.items);
        menu.items.clear();
        const NodeId server = raft::endOf(ref.a);
        menu.title = texts_.format("explain.cellTitle", {{"index", std::to_string(ref.b)}, {"node", label(server)}});
        const raft::Log& log = cluster_.node(server).log();
        const NodeId eye = studio_.seenAs();
        if (log.has(raft::LogIndex(ref.b)) && (eye == raft::kNoNode || eye == server)) {
            const raft::Entry& entry = log.at(raft::LogIndex(ref.b));
            const std::string command = namedEntryText(entry, cluster_, texts_);
            const std::string term = std::to_string(entry.term.value);
            menu.details.push_back(texts_.format("menu.entry", {{"term", term}, {"command", command}}));
        }
        const raft::Snapshot& snapshot = cluster_.node(server).persistent().snapshot;
        const bool isCompacted = snapshot.exists() && raft::LogIndex(ref.b) <= log.lastIncludedIndex();
        if (isCompacted && (eye == raft::kNoNode || eye == server)) {
            menu.title = texts_.format("explain.snapshotTitle", {{"node", label(server)}});
            menu.details.push_back(
                texts_.format("explain.snapshotText", {{"index", std::to_string(snapshot.lastIncludedIndex.value)},
                                                       {"term", std::to_string(snapshot.lastIncludedTerm.value)},
                                                       {"bytes", std::to_string(snapshot.state->size())}}));
        }
        life(ref);
        if (!menu.items.empty()) line();
        menu.items.insert(menu.items.end(), cluster.begin(), cluster.end());
    }

    void everything() {
        menu.title = std::string(texts_.tr("menu.cluster"));
        item("cluster.send", texts_.format("node.send", {{"command", studio_.nextCommandText()}}), "send", cmd::Send{});
        add("cluster.write", "node.write", "write-command", cmd::WriteCommand{});
        line();
        add("cluster.changeMembers", "command.changeMembers", "change-members", cmd::Show{Dialog::Members});
        add("cluster.rules", "command.rules", "rules", cmd::Show{Dialog::Rules});
        add("cluster.heal", "command.heal", "heal", cmd::Heal{});
        add("cluster.undo", "command.undo", "undo", cmd::Undo{});
        add("cluster.redo", "command.redo", "redo", cmd::Redo{});
    }

    void client(NodeId end) {
        everything();
        menu.title = label(end);
    }

private:
    /// Told while the entry is selected, as it is under its menu. A long one goes on in Why.
    void life(const raft::Ref& ref) {
        if (studio_.document().selection() != ref) return;
        constexpr std::size_t kMost = 12;
        const std::vector<LifeLine>& lines = studio_.explanation().life;
        const std::size_t shown = lines.size() > kMost ? kMost - 1 : lines.size();
        for (std::size_t i = 0; i < shown; ++i) {
            item("entry.life." + std::to_string(i + 1), shortTimeText(lines[i].time, texts_) + "  " + lines[i].text, {},
                 cmd::JumpTo{lines[i].event});
        }
        if (shown == lines.size()) return;
        item("entry.life.last",
             texts_.format("menu.lifeGoesOn", {{"count", std::to_string(lines.size() - shown)},
                                               {"time", shortTimeText(lines.back().time, texts_)},
                                               {"text", lines.back().text}}),
             {}, cmd::JumpTo{lines.back().event});
    }

    /// One that is not on its way any more, or not yet: only its end tells what it was.
    void ended(raft::MessageId id) {
        menu.title = std::string(texts_.tr("menu.message"));
        const raft::StepRecord* end = endOfMessage(studio_.document().history(), id);
        if (end == nullptr) return;
        const int kind = end->messageKind;
        if (kind != 0) menu.title = raft::nameOf(static_cast<raft::MessageKind>(kind - 1));
        const raft::StepId sent = studio_.document().history().stepOfEvent(end->cause);
        add("message.toSend", "message.toSend", {}, cmd::SeekStep{sent});
        line();
    }

    std::string label(NodeId end) const { return cluster_.config().labelOf(end); }
    const raft::Link& at(LinkId link) const { return cluster_.network().link(link.from, link.to); }
    std::string between(std::string_view key, LinkId link) const {
        return texts_.format(key, {{"from", label(link.from)}, {"to", label(link.to)}});
    }
    bool isIsolated(NodeId server) const {
        for (int other = 0; other < cluster_.serverCount(); ++other) {
            const NodeId peer = raft::endOf(static_cast<std::uint32_t>(other));
            if (peer != server && (!at({server, peer}).isCut() || !at({peer, server}).isCut())) return false;
        }
        return true;
    }

    void item(std::string_view id, std::string text, std::string_view commandId, Command command) {
        const std::string_view key = commandId.empty() ? std::string_view() : keyOf(commandId, Context::Study);
        menu.items.push_back({std::string(id), std::move(text), std::string(key), std::move(command)});
    }
    void add(std::string_view id, std::string_view text, std::string_view commandId, Command command) {
        item(id, std::string(texts_.tr(text)), commandId, std::move(command));
    }
    void value(std::string_view id, std::string_view text, std::string_view commandId, const ValueOf& value) {
        const std::string now = valueNow(value, cluster_);
        const std::string unit(texts_.tr(unitOf(value.quantity)));
        item(id, texts_.format(text, {{"value", now + " " + unit}}), commandId, cmd::AskValue{value});
    }
    void line() { menu.items.push_back({}); }

    const Studio& studio_;
    const raft::Cluster& cluster_;
    const Texts texts_;
};

}  // namespace

raft::Ref menuTarget(const raft::Ref& ref) {
    switch (ref.kind) {
        case raft::RefKind::Node:
        case raft::RefKind::Lane:
        case raft::RefKind::Vote: return {raft::RefKind::Node, ref.a, 0};
        case raft::RefKind::ClientCall:
        case raft::RefKind::Client: return {raft::RefKind::Client, ref.a, 0};
        case raft::RefKind::Link: return {raft::RefKind::Link, std::min(ref.a, ref.b), std::max(ref.a, ref.b)};
        case raft::RefKind::Message:
        case raft::RefKind::Cell: return ref;
        default: return {};
    }
}

Menu menuOf(const Studio& studio, const raft::Ref& ref) {
    const raft::Cluster& cluster = studio.document().history().world().cluster();
    const raft::Ref target = menuTarget(ref);
    Writer writer(studio);
    if (target.kind == raft::RefKind::Node && target.a < static_cast<std::uint32_t>(cluster.serverCount())) {
        writer.server(raft::endOf(target.a));
    } else if (target.kind == raft::RefKind::Link && isLink(cluster, {raft::endOf(target.a), raft::endOf(target.b)})) {
        writer.link({raft::endOf(target.a), raft::endOf(target.b)});
    } else if (target.kind == raft::RefKind::Message) {
        writer.message(raft::MessageId(target.a));
    } else if (target.kind == raft::RefKind::Cell && target.a < static_cast<std::uint32_t>(cluster.serverCount())) {
        writer.cell(target);
    } else if (target.kind == raft::RefKind::Client) {
        writer.client(raft::endOf(target.a));
    } else {
        writer.everything();
    }
    return std::move(writer.menu);
}

std::string linkSummary(const raft::Cluster& cluster, LinkId link, const Texts& texts) {
    const raft::Link& state = cluster.network().link(link.from, link.to);
    const std::string least = timeText(state.latencyMin, texts);
    std::string text = cluster.config().labelOf(link.from) + " → " + cluster.config().labelOf(link.to) + ": ";
    text += state.latencyMin == state.latencyMax ? least : least + " – " + timeText(state.latencyMax, texts);
    if (state.lossPpm > 0) text += texts.format("link.alsoLoss", {{"value", percentText(state.lossPpm)}});
    if (state.hold) text += texts.tr("link.alsoHeld");
    if (state.isCut()) text += texts.tr("link.alsoCut");
    return text;
}

}  // namespace studio
