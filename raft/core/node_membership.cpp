// Changes of the cluster's membership: §6, D chapter 4.

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {
namespace {

using Kind = ChangeMembers::Kind;

/// What the voters and learners of `now` become.
Configuration changed(const Configuration& now, const ChangeMembers& request) {
    Configuration next = now;
    switch (request.kind) {
        case Kind::AddServer:
        case Kind::Promote:
            next.voters = now.voters | request.servers;
            next.learners = now.learners - request.servers;
            break;
        case Kind::AddLearner: next.learners = now.learners | (request.servers - now.voters); break;
        case Kind::RemoveServer:
            next.voters = now.voters - request.servers;
            next.learners = now.learners - request.servers;
            break;
        case Kind::Simple:
        case Kind::Direct:
        case Kind::Joint:
            next.voters = request.servers;
            next.learners = now.learners - request.servers;
            break;
    }
    if (request.kind == Kind::Joint) {
        next.oldVoters = now.voters;
        if (request.learners) next.learners = *request.learners - request.servers;
    }
    return next;
}

std::uint32_t bitsOf(const Configuration& config) { return PackedConfiguration(config).bits(); }

}  // namespace

// ---- Every server: which configuration it uses ----

bool Node::mayCampaign() const {
    if (config_.deciders().contains(self_)) return true;
    return configIndex_ > volatile_.commitIndex && configurationAt(configIndex_ - 1).deciders().contains(self_);
}

/// The last configuration entry of the log at or before `index`; 0 if the snapshot, or the beginning, is the last word.
LogIndex Node::lastConfigurationUpTo(LogIndex index) const {
    for (LogIndex i = std::min(index, log().lastIndex()); i >= log().firstIndex(); i = i - 1) {
        if (log().at(i).type == EntryType::Config) return i;
    }
    return LogIndex(0);
}

Configuration Node::configurationAt(LogIndex index) const {
    const LogIndex entry = lastConfigurationUpTo(index);
    if (entry.value != 0) return log().at(entry).config.unpacked();
    return persistent_.snapshot.exists() ? persistent_.snapshot.config : initial_;
}

bool Node::hasStoredConfiguration() const {
    const Snapshot& snapshot = persistent_.snapshot;
    const bool inSnapshot = snapshot.exists() && !(snapshot.config == initial_);
    return inSnapshot || lastConfigurationUpTo(log().lastIndex()).value != 0;
}

/// "A server always uses the latest configuration in its log, regardless of whether the entry is committed" (§6). The
/// other choice of configAt waits until it is, as etcd does. A server that restarts has forgotten what was committed,
/// but not that a leader adds a configuration only once the one before it is.
void Node::useLatestConfiguration(Turn& turn, Reason reason, NodeId from) {
    const LogIndex last = lastConfigurationUpTo(log().lastIndex());
    LogIndex upTo = log().lastIndex();
    if (turn.rules.configAt == ConfigAt::Commit && last > volatile_.commitIndex) {
        upTo = std::max(volatile_.commitIndex, last - 1);
    }
    const Configuration before = config_;
    configIndex_ = lastConfigurationUpTo(upTo);
    config_ = configurationAt(upTo);
    if (config_ == before) return;
    turn.fact(
        Turn::event(EventKind::Config, self_, reason, {configIndex_.value, bitsOf(config_), bitsOf(before)}, from));
    if (role() != Role::Leader && !mayCampaign()) turn.out.stopElectionTimer = true;
    const bool joins = config_.deciders().contains(self_) && !before.deciders().contains(self_);
    if (role() != Role::Leader && joins) turn.out.resetElectionTimer = true;
    if (role() != Role::Leader) return;
    for (const NodeId peer : config_.members() - before.members()) {
        leader_.nextIndex[peer.value] = log().lastIndex() + 1;
        leader_.matchIndex[peer.value] = LogIndex(0);
        leader_.unanswered[peer.value] = 0;
    }
}

/// What the commitment of a configuration brings: C_new after C_old,new, the end of a leader that is left out, of a
/// follower the silence of its election timer.
void Node::configurationCommitted(Turn& turn) {
    if (turn.rules.configAt == ConfigAt::Commit) {
        const Configuration before = config_;
        useLatestConfiguration(turn, Reason::ConfigCommitted, kNoNode);
        if (role() == Role::Leader && !(config_ == before)) advanceCommitIndex(turn);  // Others decide from now on.
    }
    if (role() != Role::Leader) {
        if (!mayCampaign()) turn.out.stopElectionTimer = true;
        return;
    }
    if (configIndex_ > volatile_.commitIndex) return;
    if (config_.isJoint()) {
        const bool isLeft = lastConfigurationUpTo(log().lastIndex()) > configIndex_;  // C_new waits for its commitment.
        if (!isLeft) leaveJoint(turn, Reason::JointCommitted);
    } else if (turn.rules.removedLeader != RemovedLeader::Stays) {
        stepDownIfRemoved(turn);
    }
}

// ---- The leader ----

/// An operator asks. A change of voters is an entry like any other, but for what every server does with it.
void Node::changeMembers(Turn& turn, const ChangeMembers& request) {
    if (!mayChange(turn, request)) return;
    if (request.kind == Kind::Promote) return beginCatchUp(turn, request);
    appendConfiguration(turn, changed(config_, request), request.name, Reason::ChangeAsked);
    replicateNew(turn);
    if (turn.rules.removedLeader == RemovedLeader::StepsDownEarly) stepDownIfRemoved(turn);
}

/// The conditions of a change; the refusal says which one is not met.
bool Node::mayChange(Turn& turn, const ChangeMembers& request) {
    const auto refuse = [&](Reason reason, std::initializer_list<std::uint32_t> args) {
        turn.fact(Turn::event(EventKind::Note, self_, reason, args));
        return false;
    };
    if (role() != Role::Leader) return refuse(Reason::ChangeNotByLeader, {0, currentTerm().value});
    if (leader_.catchUp.server != kNoNode) return refuse(Reason::StillCatchingUp, {0, leader_.catchUp.server.value});
    if (leader_.transfer.runs()) return refuse(Reason::ChangeDuringTransfer, {0, currentTerm().value});
    // "Only one membership change at a time": the majorities of two that are under way need not meet (D §4.1).
    const LogIndex last = lastConfigurationUpTo(log().lastIndex());
    const LogIndex commit = volatile_.commitIndex;
    const bool pending = last > commit || config_.isJoint();
    if (pending && turn.rules.configWaitsForLast) return refuse(Reason::ChangePending, {0, last.value, commit.value});
    // The entry of its own term sits on a majority of the old configuration: a server with an older change that is not
    // committed can no longer be elected (Ongaro on raft-dev, 2015).
    const Term commitTerm = log().knowsTermAt(commit) ? log().termAt(commit) : Term(0);
    if (commitTerm != currentTerm() && turn.rules.configNeedsCommitInTerm) {
        return refuse(Reason::NothingOfOwnTerm, {0, commit.value, commitTerm.value, currentTerm().value});
    }
    const Configuration next = changed(config_, request);
    const bool sameMembers = next.voters == config_.voters && next.learners == config_.learners;
    if (next == config_ || (request.kind == Kind::Joint && sameMembers)) {
        return refuse(Reason::ChangesNothing, {0, bitsOf(config_)});
    }
    if (next.voters.empty()) return refuse(Reason::NoVoterLeft, {0});
    if (request.kind == Kind::Promote && !config_.learners.contains(*request.servers.begin())) {
        return refuse(Reason::NotALearner, {0, (*request.servers.begin()).value});
    }
    const int difference = ((next.voters - config_.voters) | (config_.voters - next.voters)).size();
    const bool mayLeap = request.kind == Kind::Joint || (request.kind == Kind::Direct && !turn.rules.configOneServer);
    if (difference > 1 && !mayLeap) {
        return refuse(Reason::SeveralServersAtOnce, {0, static_cast<std::uint32_t>(difference)});
    }
    return true;
}

void Node::appendConfiguration(Turn& turn, const Configuration& config, TextId name, Reason why) {
    Entry entry;
    entry.term = currentTerm();
    entry.type = EntryType::Config;
    entry.command = name;
    entry.config = PackedConfiguration(config);
    appendOwn(turn, entry, why);
    const bool atAppend = turn.rules.configAt == ConfigAt::Append;
    useLatestConfiguration(turn, atAppend ? Reason::ConfigAppended : Reason::ConfigCommitted, kNoNode);
    advanceCommitIndex(turn);  // Of fewer voters, those who hold the entries before it may be a majority.
}

/// "Once C_old,new has been committed, neither C_old nor C_new can make decisions without approval of the other, and it
/// is now safe for the leader to create a log entry describing C_new" (§6).
void Node::leaveJoint(Turn& turn, Reason reason) {
    const Configuration next{config_.voters, NodeSet(), config_.learners};
    appendConfiguration(turn, next, TextId(), reason);
    replicateNew(turn);
    if (turn.rules.removedLeader == RemovedLeader::StepsDownEarly) stepDownIfRemoved(turn);
}

/// A leader that is no voter any more lets the others elect one of theirs (D §4.2.2).
void Node::stepDownIfRemoved(Turn& turn) {
    if (role() != Role::Leader || config_.deciders().contains(self_)) return;
    volatile_.leaderId = kNoNode;
    become(turn, Role::Follower,
           Turn::event(EventKind::Role, self_, Reason::LeftOut, {0, 0, configIndex_.value, currentTerm().value}));
}

// ---- Catching up (D §4.2.1) ----

void Node::beginCatchUp(Turn& turn, const ChangeMembers& request) {
    CatchUp& catchUp = leader_.catchUp;
    catchUp = CatchUp{*request.servers.begin(), request.name, 1, log().lastIndex(), turn.clock.now, turn.clock.now};
    turn.fact(Turn::event(EventKind::Note, self_, Reason::CatchUpRound, {0, catchUp.round, catchUp.target.value},
                          catchUp.server));
    catchUpMoved(turn, catchUp.server);  // It may have everything already.
}

/// The learner acknowledged something. A round that took less than an election timeout is the last: what the learner
/// still lacks then, it gets before anybody could miss a leader.
void Node::catchUpMoved(Turn& turn, NodeId peer) {
    CatchUp& catchUp = leader_.catchUp;
    if (catchUp.server != peer || role() != Role::Leader) return;
    if (leader_.transfer.runs()) return;  // Nothing new for the log until then.
    if (leader_.matchIndex[peer.value] < catchUp.target) return;
    const bool quick = turn.clock.now - catchUp.startedAt < turn.clock.electionTimeout;
    if (quick) {
        ChangeMembers promotion;
        promotion.kind = Kind::Promote;
        promotion.servers.insert(peer);
        const TextId name = catchUp.name;
        catchUp = CatchUp();
        appendConfiguration(turn, changed(config_, promotion), name, Reason::CaughtUp);
        return replicateNew(turn);
    }
    if (catchUp.round == kCatchUpRounds) {
        turn.fact(Turn::event(EventKind::Note, self_, Reason::CatchUpTooSlow, {0, catchUp.round}, peer));
        catchUp = CatchUp();
        return;
    }
    ++catchUp.round;
    catchUp.target = log().lastIndex();
    catchUp.startedAt = turn.clock.now;
    turn.fact(
        Turn::event(EventKind::Note, self_, Reason::CatchUpRound, {0, catchUp.round, catchUp.target.value}, peer));
}

/// Looked at with every heartbeat: a learner that nothing is heard of for an election timeout is given up.
void Node::checkCatchUp(Turn& turn) {
    CatchUp& catchUp = leader_.catchUp;
    if (catchUp.server == kNoNode || turn.clock.now - catchUp.heardAt <= turn.clock.electionTimeout) return;
    turn.fact(Turn::event(EventKind::Note, self_, Reason::CatchUpStuck, {0, catchUp.round}, catchUp.server));
    catchUp = CatchUp();
}

}  // namespace raft
