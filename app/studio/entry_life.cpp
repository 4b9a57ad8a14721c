#include "app/studio/entry_life.h"

#include <algorithm>

namespace studio {
namespace {

using raft::EventKind;
using LifeKind = LifeLine::Kind;

constexpr std::uint32_t kLifeStepsAtOnce = 8192;

/// An entry of a term is born while somebody leads that term; what was declared was there from the start.
raft::StepId birthAtEarliest(const raft::History& history, raft::Term term) {
    if (history.config().start && term <= history.config().start->term) return raft::StepId(0);
    for (const raft::LaneMark& mark : history.marks()) {
        if (mark.term == term && mark.role == raft::Role::Leader) return mark.step;
    }
    return raft::StepId(0);
}

bool concernsLogs(const raft::StepRecord& record) {
    for (const EventKind kind : {EventKind::Boot, EventKind::Append, EventKind::Truncate, EventKind::Commit,
                                 EventKind::Apply, EventKind::Crash, EventKind::Restart, EventKind::ClientReturn,
                                 EventKind::Note, EventKind::Snapshot, EventKind::Install}) {
        if (record.hasKind(kind)) return true;
    }
    return false;
}

}  // namespace

/// Reads one step after the other.
class EntryLife::Watcher {
public:
    Watcher(EntryLife& life, const raft::World& after, const raft::StepEvents& step, const Texts& texts)
        : life_(life), cluster_(after.cluster()), step_(step), at_(after.nextStep() - 1), texts_(texts) {}

    void read() {
        for (std::size_t i = 0; i < step_.events.size(); ++i) readEvent(i);
    }

private:
    bool holds(raft::NodeId server) const {
        const raft::Log& log = cluster_.node(server).log();
        return log.has(life_.index_) && log.termAt(life_.index_) == life_.term_;
    }
    std::string nameOf(raft::NodeId end) const {
        return end == raft::kNoNode ? std::string() : cluster_.config().labelOf(end);
    }

    void say(LifeKind kind, std::size_t at, std::string_view key, std::vector<TextArg> more = {}) {
        const raft::Event& event = step_.events[at];
        const std::string node = nameOf(event.node);
        const std::string peer = nameOf(event.peer);
        std::vector<TextArg> args{{"node", node}, {"peer", peer}};
        args.insert(args.end(), more.begin(), more.end());
        life_.lines_.push_back({kind, step_.time, at_, step_.first + static_cast<std::uint32_t>(at), event.node,
                                texts_.format(key, args)});
    }

    void readEvent(std::size_t at) {
        const raft::Event& event = step_.events[at];
        const std::uint32_t index = life_.index_.value;
        switch (event.kind) {
            case EventKind::Append:
                if (event.args[0] <= index && index <= event.args[1]) appended(at);
                break;
            case EventKind::Truncate:
                if (event.args[0] <= index && index <= event.args[1]) gone(at, LifeKind::Deleted, "life.deleted");
                break;
            case EventKind::Snapshot:
                if (index <= event.args[0]) gone(at, LifeKind::Compacted, "life.compacted");
                break;
            case EventKind::Install:
                if (index <= event.args[0]) {
                    gone(at, LifeKind::Compacted, "life.replaced");
                } else if (!holds(event.node)) {
                    gone(at, LifeKind::Deleted, "life.dropped");
                }
                break;
            case EventKind::Commit:
                if (event.args[0] < index && index <= event.args[1] && holds(event.node)) committed(at);
                break;
            case EventKind::Apply:
                if (event.args[0] == index && holds(event.node)) say(LifeKind::Applied, at, "life.applied");
                break;
            case EventKind::ClientReturn:
                if (event.node == life_.client_ && event.args[0] == life_.seq_ && event.args[0] != 0) {
                    say(LifeKind::Answered, at, "life.answered");
                }
                break;
            case EventKind::Boot:
            case EventKind::Restart:
                if (holds(event.node) && !life_.holders_.contains(event.node)) {
                    life_.holders_.insert(event.node);
                    const bool boot = event.kind == EventKind::Boot;
                    say(boot ? LifeKind::Born : LifeKind::Back, at, boot ? "life.declared" : "life.back");
                }
                break;
            case EventKind::Crash:
            case EventKind::Note:  // A damaged disk.
                if (event.node.value < cluster_.serverCount() && !holds(event.node))
                    gone(at, LifeKind::Lost, "life.lost");
                break;
            default: break;
        }
    }

    void appended(std::size_t at) {
        const raft::NodeId server = step_.events[at].node;
        if (!holds(server) || life_.holders_.contains(server)) return;
        life_.holders_.insert(server);
        if (step_.events[at].reason == raft::Reason::EntriesFromLeader) return say(LifeKind::Copied, at, "life.copied");
        const raft::Entry& entry = cluster_.node(server).log().at(life_.index_);
        life_.client_ = entry.client;
        life_.seq_ = entry.seq;
        const std::string term = std::to_string(life_.term_.value);
        const std::string client = nameOf(entry.client);
        say(LifeKind::Born, at, client.empty() ? "life.bornNoop" : "life.born", {{"term", term}, {"client", client}});
    }

    void gone(std::size_t at, LifeKind kind, std::string_view key) {
        const raft::NodeId server = step_.events[at].node;
        if (!life_.holders_.contains(server)) return;
        life_.holders_.erase(server);
        say(kind, at, key);
    }

    void committed(std::size_t at) {
        const raft::Reason reason = step_.events[at].reason;
        const bool told = reason == raft::Reason::LeaderCommitted || reason == raft::Reason::CommitInHeartbeat;
        if (told) return say(LifeKind::Learned, at, "life.learned");
        const std::string copies = std::to_string(step_.events[at].args[2]);
        say(LifeKind::Committed, at, "life.committed", {{"copies", copies}});
    }

    EntryLife& life_;
    const raft::Cluster& cluster_;
    const raft::StepEvents& step_;
    raft::StepId at_;
    const Texts& texts_;
};

bool EntryLife::look(const raft::History& history, raft::LogIndex index, raft::Term term, const Texts& texts) {
    if (index != index_ || term != term_) {
        *this = EntryLife{};
        index_ = index;
        term_ = term;
        scanned_ = birthAtEarliest(history, term);
    }
    const raft::StepId end = history.step() + 1;
    if (scanned_ >= end) return true;
    const raft::StepId to = std::min(end, scanned_ + kLifeStepsAtOnce);
    const auto visit = [&](const raft::World& after, const raft::StepEvents& step) {
        if (concernsLogs(history.record(after.nextStep() - 1))) Watcher(*this, after, step, texts).read();
    };
    history.replay(scanned_, to, visit);
    scanned_ = to;
    return scanned_ >= end;
}

std::vector<LifeLine> EntryLife::upTo(raft::StepId until) const {
    std::vector<LifeLine> lines;
    for (const LifeLine& line : lines_) {
        if (line.step <= until) lines.push_back(line);
    }
    return lines;
}

}  // namespace studio
