#include "raft/core/node.h"

#include <algorithm>

#include "raft/core/turn.h"

namespace raft {
namespace {

bool isReply(const Message& message) {
    return message.kind() == MessageKind::RequestVoteReply || message.kind() == MessageKind::AppendEntriesReply ||
           message.kind() == MessageKind::InstallSnapshotReply || message.kind() == MessageKind::PreVoteReply ||
           message.kind() == MessageKind::ReadIndexReply || message.kind() == MessageKind::HeartbeatReply;
}

/// A pre-vote is about a term that nobody is in yet, and so is the answer that grants it (D §9.6).
bool isOfThisTerm(const Message& message) {
    if (message.kind() == MessageKind::PreVote) return false;
    return message.kind() != MessageKind::PreVoteReply || !isPositive(message);
}

/// Raft drops every answer of an older term (§5.1).
bool countsWhenStale(const Rules& rules, const Message& message) {
    if (message.kind() == MessageKind::RequestVoteReply) return !rules.ignoreStaleVotes;
    return message.kind() == MessageKind::AppendEntriesReply && !rules.ignoreStaleAcks;
}

}  // namespace

void Node::step(const Rules& rules, const LocalClock& clock, const Input& input, Effects& out) {
    Turn turn{rules, clock, out};
    if (const auto* message = std::get_if<const Message*>(&input)) {
        receive(turn, **message);
    } else if (std::holds_alternative<HeartbeatTimeout>(input)) {
        if (role() == Role::Leader) checkQuorum(turn);
        if (role() != Role::Leader) return;
        watchTransfer(turn);
        checkCatchUp(turn);
        sendHeartbeats(turn);
    } else if (std::holds_alternative<ElectionTimeout>(input)) {
        electionTimedOut(turn);
    } else if (const auto* disk = std::get_if<Persisted>(&input)) {
        if (disk->term != currentTerm()) return;
        if (role() == Role::Candidate) checkElectionWon(turn);  // A voter that needs nobody else wins by this.
        if (role() != Role::Leader) return;
        if (disk->upTo > leader_.durableIndex) leader_.durableIndex = disk->upTo;
        advanceCommitIndex(turn);
    } else if (const auto* frozen = std::get_if<TakeSnapshot>(&input)) {
        takeSnapshot(turn, *frozen);
    } else if (const auto* change = std::get_if<ChangeMembers>(&input)) {
        changeMembers(turn, *change);
    } else if (const auto* handOver = std::get_if<TransferLeadership>(&input)) {
        startTransfer(turn, handOver->to);
    } else {
        // What it promised before, it may have forgotten (D §6.4.1): a server that restarts counts as one that has just
        // heard from a leader.
        if (std::get<Boot>(input).again) volatile_.heardAt = clock.now;
        // A snapshot holds applied entries only, so a server that restarts begins where its snapshot ends (§7).
        volatile_.commitIndex = std::max(volatile_.commitIndex, log().lastIncludedIndex());
        volatile_.lastApplied = std::max(volatile_.lastApplied, log().lastIncludedIndex());
        if (rules.persistCommit || rules.commitLogOnRestart) rememberCommit(turn);
        useLatestConfiguration(turn, Reason::ConfigFound, kNoNode);
        out.resetElectionTimer = true;  // Boot: every server starts as a follower that waits for a leader (§5.2).
    }
    if (!reads_.empty()) serveReads(turn);
}

/// Rules for all servers (§5.1): a higher term is adopted before anything else, an answer of an older term is dropped.
void Node::receive(Turn& turn, const Message& message) {
    if (const auto* request = std::get_if<ClientRequest>(&message.body))
        return onClientRequest(turn, message, *request);
    const Term term = termOf(message);
    if (ignoresVote(turn, message)) return;
    if (term > currentTerm() && isOfThisTerm(message)) adoptTerm(turn, term, message.from);
    if (isReply(message) && term < currentTerm() && !countsWhenStale(turn.rules, message)) return;

    if (const auto* append = std::get_if<AppendEntries>(&message.body)) {
        onAppendEntries(turn, message, *append);
    } else if (const auto* appended = std::get_if<AppendEntriesReply>(&message.body)) {
        onAppendEntriesReply(turn, message.from, *appended);
    } else if (const auto* ask = std::get_if<RequestVote>(&message.body)) {
        onRequestVote(turn, message, *ask);
    } else if (const auto* answer = std::get_if<RequestVoteReply>(&message.body)) {
        onRequestVoteReply(turn, message.from, *answer);
    } else if (const auto* chunk = std::get_if<InstallSnapshot>(&message.body)) {
        onInstallSnapshot(turn, message, *chunk);
    } else if (const auto* stored = std::get_if<InstallSnapshotReply>(&message.body)) {
        onInstallSnapshotReply(turn, message.from, *stored);
    } else if (const auto* question = std::get_if<PreVote>(&message.body)) {
        onPreVote(turn, message, *question);
    } else if (const auto* opinion = std::get_if<PreVoteReply>(&message.body)) {
        onPreVoteReply(turn, message.from, *opinion);
    } else if (const auto* now = std::get_if<TimeoutNow>(&message.body)) {
        onTimeoutNow(turn, message.from, *now);
    } else if (const auto* index = std::get_if<ReadIndex>(&message.body)) {
        onReadIndex(turn, message.from, *index);
    } else if (const auto* known = std::get_if<ReadIndexReply>(&message.body)) {
        onReadIndexReply(turn, message.from, *known);
    } else if (const auto* beat = std::get_if<Heartbeat>(&message.body)) {
        onHeartbeat(turn, message.from, *beat);
    } else if (const auto* heard = std::get_if<HeartbeatReply>(&message.body)) {
        onHeartbeatReply(turn, message.from, *heard);
    }
}

/// "If RPC request or response contains term T > currentTerm: set currentTerm = T, convert to follower" (§5.1).
void Node::adoptTerm(Turn& turn, Term term, NodeId from) {
    const Term before = currentTerm();
    turn.fact(Turn::event(EventKind::Term, self_, Reason::HigherTerm,
                          {before.value, term.value, term.value, before.value}, from));
    enterTerm(turn, term);
    if (role() != Role::Follower) {
        become(turn, Role::Follower,
               Turn::event(EventKind::Role, self_, Reason::HigherTerm, {0, 0, term.value, before.value}, from));
    }
}

/// What a server knew of the old term is void in the new one.
void Node::enterTerm(Turn& turn, Term term) {
    persistent_.currentTerm = term;
    persistent_.votedFor = kNoNode;
    turn.out.persist = true;
    volatile_.leaderId = kNoNode;
    volatile_.votesGranted.clear();
    volatile_.votesRefused.clear();
    volatile_.votesRepeated = 0;
    volatile_.partial = PartialSnapshot();  // Another leader's snapshot may be cut into other chunks.
}

/// What was committed stays so: an implementation may write commitIndex down and need not learn it anew (D §3.8). The
/// state machine is built again from the snapshot and the log.
void Node::rememberCommit(Turn& turn) {
    const bool all = turn.rules.commitLogOnRestart;
    const LogIndex known = all ? log().lastIndex() : std::min(persistent_.commitIndex, log().lastIndex());
    if (known <= volatile_.commitIndex) return;
    turn.fact(Turn::event(EventKind::Commit, self_, all ? Reason::LogTakenForCommitted : Reason::CommitRemembered,
                          {volatile_.commitIndex.value, known.value}));
    volatile_.commitIndex = known;
    apply(turn);
}

/// `why` is a Role event whose operands start at 2; from and to are filled in here.
void Node::become(Turn& turn, Role role, Event why) {
    why.args[0] = static_cast<std::uint32_t>(volatile_.role);
    why.args[1] = static_cast<std::uint32_t>(role);
    const bool stepsDown = volatile_.role == Role::Leader;
    if (stepsDown) {
        turn.out.stopHeartbeats = true;
        turn.out.resetElectionTimer = true;
        leader_.contact = Contact{};
        leader_.transfer = Transfer{};
        leader_.catchUp = CatchUp{};
    }
    volatile_.preVotes = PreVotes{};
    volatile_.role = role;
    turn.fact(why);
    if (stepsDown && !reads_.empty()) giveUpReads(turn);
}

/// "If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied]" (Figure 2).
/// That the log has the entry goes without saying in Raft; with a bent rule a committed one may have been deleted.
void Node::apply(Turn& turn) {
    const LogIndex upTo = turn.rules.applyOnlyCommitted ? volatile_.commitIndex : log().lastIndex();
    while (volatile_.lastApplied < upTo && log().has(volatile_.lastApplied + 1)) {
        const bool committed = ++volatile_.lastApplied <= volatile_.commitIndex;
        turn.fact(Turn::event(EventKind::Apply, self_, committed ? Reason::CommittedEntry : Reason::UncommittedApplied,
                              {volatile_.lastApplied.value}));
    }
}

/// "If AppendEntries RPC received from new leader: convert to follower" (§5.2). Two leaders of one term cannot be
/// unless a rule is bent; then Figure 2, read literally, lets the second overwrite the first's log.
void Node::heedLeader(Turn& turn, NodeId leader) {
    if (role() == Role::Candidate || role() == Role::PreCandidate) {
        become(turn, Role::Follower,
               Turn::event(EventKind::Role, self_, Reason::LeaderOfThisTerm, {0, 0, currentTerm().value}, leader));
    }
    if (role() == Role::Leader) return;
    const bool isNews = volatile_.leaderId != leader;
    volatile_.leaderId = leader;
    if (turn.rules.preVote || turn.rules.ignoreVoteWhileLed) volatile_.leaderHeard = turn.clock.now;
    volatile_.heardAt = turn.clock.now;
    turn.out.resetElectionTimer = true;
    if (isNews && !reads_.empty()) askForReadIndex(turn, kNoNode);
}

void Node::preset(PersistentState persistent, LogIndex commitIndex, Role role) {
    persistent_ = std::move(persistent);
    volatile_ = VolatileState{};
    volatile_.commitIndex = volatile_.lastApplied = commitIndex;
    volatile_.role = role;
    leader_ = LeaderState{};
    if (role != Role::Leader) return;
    volatile_.leaderId = self_;
    volatile_.votesGranted.insert(self_);
    leader_.nextIndex.fill(log().lastIndex() + 1);
    leader_.durableIndex = log().lastIndex();
}

void Node::crash(PersistentState disk) {
    persistent_ = std::move(disk);
    volatile_ = VolatileState{};
    leader_ = LeaderState{};
    // What its log says, it finds when it restarts.
    config_ = persistent_.snapshot.exists() ? persistent_.snapshot.config : initial_;
    configIndex_ = LogIndex(0);
    reads_.clear();
}

int Node::quorumSize(const Rules& rules) const { return raft::quorumSize(config_.voters.size(), rules.quorum); }

}  // namespace raft
