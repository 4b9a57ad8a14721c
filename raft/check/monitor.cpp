#include "raft/check/monitor.h"

#include <algorithm>

namespace raft {

const Log* durableLog(const Cluster& cluster, NodeId server) {
    const Disk& disk = cluster.machine(server).disk;
    if (disk.durable) return &disk.durable->log;
    return cluster.rules().persistLog ? &cluster.node(server).log() : nullptr;
}

/// A declared start is a past that we did not see: its leader was elected, its votes were given and its prefix was
/// committed before the first event, so that event stands for all of it.
Monitor::Monitor(const Cluster& cluster) {
    const EventId now = cluster.nextEvent();
    LogIndex committed;
    NodeId holder(0);
    for (const NodeId server : NodeSet::firstNodes(cluster.serverCount())) {
        const Node& node = cluster.node(server);
        Watched& watched = watched_[server.value];
        watched.term = watched.settledTerm = node.currentTerm();
        watched.commitIndex = node.state().commitIndex;
        watched.lastApplied = node.state().lastApplied;
        watched.role = node.role();
        watched.config = node.config();
        rest(cluster, server);
        if (node.role() == Role::Leader) {
            leaders_.insert(server);
            watched.leads = node.currentTerm();
            TermRecord& record = terms_.write(node.currentTerm());
            record.leader = server;
            record.electedAt = now;
        }
        if (node.persistent().votedFor != kNoNode) {
            TermRecord& record = terms_.write(node.currentTerm());
            record.votedFor[server.value] = node.persistent().votedFor;
            record.votedAt[server.value] = now;
        }
        for (LogIndex i = node.log().firstIndex(); i <= node.log().lastIndex(); ++i) {
            entries_.add(i, node.log().at(i), node.log().termAt(i - 1), now);
            terms_.noteEntries(node.log().termAt(i));
        }
        if (watched.commitIndex > committed) {
            committed = watched.commitIndex;
            holder = server;
        }
    }
    for (LogIndex i(1); i <= committed; ++i) {
        committed_.push_back(Committed{cluster.node(holder).log().at(i), cluster.node(holder).currentTerm(), now});
    }
}

void Monitor::observe(const Cluster& after, const StepEvents& step) {
    touched_.clear();
    stored_.clear();
    reconfigured_.clear();
    Moment moment{after, step.time, step.first};
    std::uint32_t launched = 0;
    for (const Event& event : step.events) {
        if (event.kind == EventKind::Send || event.kind == EventKind::Duplicate) {
            ++launched;
        } else {
            look(moment, event);
        }
        ++moment.event;
    }
    moment.event = moment.event - 1;
    if (launched > 0) checkSent(after, step, launched);
    if (step.headKind == MessageKind::PreVote && step.events.front().kind == EventKind::Receive) {
        checkPreVotePure(moment, step.events.front().node, step.events.front().peer);
    }
    for (const NodeId server : touched_) settle(moment, server);
    for (const NodeId server : reconfigured_) {
        if (!after.machine(server).up) continue;
        checkConfigTruth(moment, server);
        checkQuorumsMeet(moment, server);
    }
    for (const NodeId server : stored_) {
        for (const NodeId leader : leaders_) checkMatchTrue(moment, leader, server);
    }
}

void Monitor::look(const Moment& moment, const Event& event) {
    if (event.kind == EventKind::Rule && static_cast<RuleId>(event.args[0]) == RuleId::Dedup) {
        fold_.giveUp();
        comparesStates_ = false;
    }
    if (event.kind == EventKind::Rule) checkLeases(moment);
    if (event.kind == EventKind::Rule && static_cast<RuleId>(event.args[0]) == RuleId::ConfigAt) {
        reconfigured_ = NodeSet::firstNodes(moment.cluster.serverCount());
    }
    if (event.node.value >= moment.cluster.serverCount()) return;  // A client, or nobody.
    switch (event.kind) {
        case EventKind::Receive:
            touched_.insert(event.node);
            if (leaders_.contains(event.node)) checkLeases(moment);
            return;
        case EventKind::Role:
            roleChanged(moment, event);
            if (leaders_.contains(event.node)) checkLeases(moment);
            break;
        case EventKind::Term:
            checkTermKept(moment, event.node, watched_[event.node.value].term);
            watched_[event.node.value].term = Term(event.args[1]);
            stored_.insert(event.node);
            break;
        case EventKind::Vote: voted(moment, event.node, event.peer, Term(event.args[0])); break;
        case EventKind::Append: appended(moment, event); break;
        case EventKind::Truncate: truncated(moment, event); break;
        case EventKind::Commit: commitMoved(moment, event); break;
        case EventKind::Apply: applied(moment, event); break;
        case EventKind::Crash: crashed(event.node); break;
        case EventKind::Restart: restarted(moment, event.node); break;
        case EventKind::Snapshot:
            checkSnapshot(moment, event.node);
            if (hasChanged_) reconfigured_.insert(event.node);
            break;
        case EventKind::Install: installed(moment, event); break;
        case EventKind::Config:
            configChanged(event);
            checkLeases(moment);  // A smaller majority may have acknowledged a later message.
            break;
        case EventKind::Persist:
        case EventKind::Note:  // A damaged disk.
            stored_.insert(event.node);
            break;
        case EventKind::Boot:  // Its election timer began.
        case EventKind::PreVote: break;
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::ElectionTimeout:
        case EventKind::HeartbeatTimeout:
        case EventKind::Refuse:
        case EventKind::Send:
        case EventKind::Hold:
        case EventKind::Drop:
        case EventKind::Duplicate:
        case EventKind::Reject:
        case EventKind::Read:
        case EventKind::Redirect:
        case EventKind::ClientInvoke:
        case EventKind::ClientReturn:
        case EventKind::Link:
        case EventKind::Transfer:
        case EventKind::Rule: return;
        case EventKind::Clock: return checkLeases(moment);
    }
    touched_.insert(event.node);
}

/// The end of a step: what must hold of a running server's own numbers, and what of them a crash cannot take any more.
void Monitor::settle(const Moment& moment, NodeId server) {
    rest(moment.cluster, server);
    const Machine& machine = moment.cluster.machine(server);
    if (!machine.up) return;
    const PersistentState& memory = moment.cluster.node(server).persistent();
    Watched& watched = watched_[server.value];
    checkIndexOrder(moment, server);
    checkState(moment, server);
    checkTermKept(moment, server, watched.term);
    watched.term = memory.currentTerm;
    checkRole(moment, server);
    if (leaders_.contains(server)) {
        checkPeers(moment, server);
        checkCommitAdvances(moment, server);
    }

    // Term and vote are safe once nothing waits to be written, or once the disk shows them.
    const PersistentState* disk = &memory;
    if (!machine.disk.writes.empty() && machine.disk.durable) disk = &*machine.disk.durable;
    watched.settledTerm = std::max(watched.settledTerm, disk->currentTerm);
    const bool voted = disk->votedFor != kNoNode;
    closeVotes(server, disk == &memory || voted ? disk->currentTerm : Term(std::max(disk->currentTerm.value, 1u) - 1));
}

/// A crash undoes what was neither on disk nor told to anybody: Raft may forget that.
void Monitor::crashed(NodeId server) {
    Watched& watched = watched_[server.value];
    leaders_.erase(server);
    watched.role = Role::Follower;
    for (Term term = watched.openFrom; term.value != 0 && term <= watched.openTo; ++term) {
        if (terms_.find(term) != nullptr) terms_.write(term).votedFor[server.value] = kNoNode;
    }
    watched.openFrom = watched.openTo = Term(0);
    stored_.insert(server);
}

void Monitor::restarted(const Moment& moment, NodeId server) {
    Watched& watched = watched_[server.value];
    const Node& node = moment.cluster.node(server);
    checkTermKept(moment, server, watched.settledTerm);
    if (node.currentTerm() < watched.term) checkStillSent(moment, server);
    checkLastTerm(moment, server);
    watched.term = watched.settledTerm = node.currentTerm();
    // Where its snapshot ends; what it remembers beyond, it says itself.
    watched.commitIndex = watched.lastApplied = node.log().lastIncludedIndex();
    watched.comparedAt = LogIndex(0);  // It builds its state anew.
    watched.config = node.config();
    stored_.insert(server);
    reconfigured_.insert(server);
}

std::optional<Term> Monitor::committedTerm(LogIndex index) const {
    if (index.value == 0 || index > committed()) return std::nullopt;
    return committed_[index.value - 1].entry.term;
}

bool Monitor::isCommitted(LogIndex index, Term term) const { return committedTerm(index) == term; }

std::optional<NodeId> Monitor::leaderOf(Term term) const {
    const TermRecord* record = terms_.find(term);
    if (record == nullptr || record->leader == kNoNode) return std::nullopt;
    return record->leader;
}

/// Keeps the violation unless it was told before. Events that we never saw are left out of the evidence.
void Monitor::report(Sentence sentence, const Moment& moment, std::initializer_list<EventId> evidence,
                     SentenceArgs args) {
    const Property property = infoOf(sentence).property;
    broken_ |= 1u << static_cast<unsigned>(property);
    Violation violation;
    violation.property = property;
    violation.time = moment.time;
    violation.event = moment.event;
    violation.text = inEnglish(sentence, args);
    violation.sentence = infoOf(sentence).name;
    violation.args = std::move(args);
    const auto same = [&](const Violation& told) { return told.text == violation.text; };
    if (!wants(property) || std::any_of(violations_->begin(), violations_->end(), same)) return;
    for (const EventId event : evidence) {
        if (event != kNoEvent && event < moment.event) violation.evidence.push_back(event);
    }
    std::sort(violation.evidence.begin(), violation.evidence.end());
    violation.evidence.erase(std::unique(violation.evidence.begin(), violation.evidence.end()),
                             violation.evidence.end());
    violation.evidence.push_back(moment.event);
    violations_.write().push_back(std::move(violation));
    ++told_[static_cast<std::size_t>(property)];
}

}  // namespace raft
