// Elections, votes and terms, as a trace tells them.

#include "raft/check/figure4.h"
#include "raft/trace/trace_checker.h"
#include "raft/trace/trace_names.h"

namespace raft {
namespace {

std::string termText(Term term) { return "term " + std::to_string(term.value); }

bool isElectionProbe(const std::string& kind) { return kind == "PreVote" || kind == "PreVoteReply"; }

}  // namespace

void TraceChecker::roleChanged(const TraceEvent& event, NodeId server, Role before) {
    Node& node = nodes_[server.value];
    if (!isLegalChange(before, node.now.role)) {
        report(Property::LegalTransitions, event.line,
               name(server) + " went from " + std::string(nameOf(before)) + " to " +
                   std::string(nameOf(node.now.role)) + " in " + termText(node.now.currentTerm),
               {node.stateLine});
    }
    if (node.now.role != Role::Leader) {
        node.leads.reset();
        return;
    }
    const auto led = leaders_.find(node.now.currentTerm);
    if (led != leaders_.end() && led->second.leader == server) {
        report(Property::LegalTransitions, event.line,
               name(server) + " became leader of " + termText(node.now.currentTerm) + " a second time",
               {led->second.line});
    }
    becameLeader(event.line, server, node.now.currentTerm);
    checkElected(event, server);
}

/// Whoever wins a term finds no entry of it anywhere: only its leader makes them.
void TraceChecker::checkElected(const TraceEvent& event, NodeId leader) {
    const Term term = nodes_[leader.value].now.currentTerm;
    const auto first = firstEntries_.find(term);
    if (first == firstEntries_.end()) return;
    report(Property::CandidateTermNotInLog, event.line,
           name(leader) + " became leader of " + termText(term) + ", of which a log held an entry before",
           {first->second});
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const NodeId server(static_cast<std::uint8_t>(i));
        if (nodes_[i].lastTerm() == term) checkLeaderHasMost(event.line, server, nodes_[i].lastIndex(), term);
    }
}

/// Nobody holds an entry of a term behind the last one of whoever leads that term.
void TraceChecker::checkLeaderHasMost(int line, NodeId server, LogIndex index, Term term) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const NodeId leader(static_cast<std::uint8_t>(i));
        const Node& node = nodes_[i];
        if (leader == server || !node.up || node.leads != term || node.lastIndex() >= index) continue;
        report(Property::LeaderHasMaxIndexOfItsTerm, line,
               name(server) + " holds entry " + std::to_string(index.value) + " of " + termText(term) +
                   "; the log of " + name(leader) + ", which leads it, ends at " +
                   std::to_string(node.lastIndex().value),
               {node.stateLine});
    }
}

/// At most one leader can be elected in a given term (Figure 3).
void TraceChecker::becameLeader(int line, NodeId server, Term term) {
    nodes_[server.value].leads = term;
    const auto [found, isFirst] = leaders_.emplace(term, Leadership{server, line});
    if (!isFirst && found->second.leader != server) {
        report(Property::ElectionSafety, line,
               name(server) + " became leader of " + termText(term) + ", which " + name(found->second.leader) +
                   " already led",
               {found->second.line});
    }
    checkLeaderComplete(line, server, term, LogIndex(1));
}

/// currentTerm never falls; a restart may only lose a term that was neither on the disk nor told to anybody.
void TraceChecker::checkTerm(const TraceEvent& event, NodeId server, const NodeNumbers& before) {
    const Node& node = nodes_[server.value];
    const Term now = node.now.currentTerm;
    const bool restarted = event.kind == "restart";
    const Term least = restarted ? node.toldTerm : before.currentTerm;
    if (now >= least) return;
    report(Property::TermMonotonic, event.line,
           "currentTerm of " + name(server) + " fell from " + std::to_string(least.value) + " to " +
               std::to_string(now.value),
           {restarted ? node.toldTermLine : node.stateLine});
}

/// A server votes for at most one candidate in a term (§5.2), across restarts too once anybody knows of the vote.
void TraceChecker::voted(int line, NodeId voter, Term term, NodeId candidate) {
    const int restarts = nodes_[voter.value].restarts;
    const auto [found, isFirst] = votes_.emplace(VoteKey(voter, term), Vote{candidate, line, restarts, false});
    Vote& vote = found->second;
    if (isFirst || vote.candidate == candidate) return;
    if (vote.settled || vote.restarts == restarts) {
        report(Property::OneVotePerTerm, line,
               name(voter) + " voted for " + (isServer(candidate) ? name(candidate) : std::string("nobody known")) +
                   " in " + termText(term) + " after a vote for " +
                   (isServer(vote.candidate) ? name(vote.candidate) : std::string("nobody known")),
               {vote.line});
    }
    vote = Vote{candidate, line, restarts, false};
}

void TraceChecker::settleVote(NodeId voter, Term term, NodeId candidate) {
    const auto found = votes_.find(VoteKey(voter, term));
    if (found != votes_.end() && found->second.candidate == candidate) found->second.settled = true;
}

/// A write holds the term and the vote of the moment at which it began.
void TraceChecker::takePersist(const TraceEvent& event, Node& node) {
    if (event.phase == "start") {
        node.writing.emplace_back(node.now.currentTerm, node.now.votedFor);
    } else if (event.phase == "done" && !node.writing.empty()) {
        const auto [term, candidate] = node.writing.front();
        node.writing.erase(node.writing.begin());
        if (term > node.toldTerm) {
            node.toldTerm = term;
            node.toldTermLine = event.line;
        }
        if (candidate != kNoNode) settleVote(event.node, term, candidate);
    }
}

/// A server that is asked for a pre-vote answers and changes nothing (D §9.6): not in the step in which it was asked.
void TraceChecker::checkPreVotePure(const TraceEvent& event, const NodeNumbers& before) {
    if (!asked_ || asked_->step != event.step || asked_->node != event.node) return;
    const NodeNumbers& now = nodes_[event.node.value].now;
    if (now.currentTerm == before.currentTerm && now.votedFor == before.votedFor && now.role == before.role) return;
    report(Property::PreVotePure, event.line,
           name(event.node) + " was asked by " + name(asked_->message->from) + " for a pre-vote, and went from " +
               termText(before.currentTerm) + " to " + termText(now.currentTerm) + " or changed its vote or role",
           {asked_->line});
    asked_.reset();
}

void TraceChecker::checkMessage(const TraceEvent& event) {
    const TraceMessage& message = *event.message;
    const bool leaves = event.kind == "send" || event.kind == "duplicate";
    if (leaves) {
        sent_.insert(message.id);
    } else if (sent_.count(message.id) == 0) {
        fault(event, event.kind + " of message " + std::to_string(message.id) +
                         ", which nobody sent; expected its send before");
    }
    if ((event.kind == "send" && event.node != message.from) || (event.kind == "receive" && event.node != message.to)) {
        fault(event, event.kind + " at another node than the message's; expected its " +
                         (event.kind == "send" ? "sender" : "receiver"));
    }
    if (event.kind != "send" || !isServer(message.from) || !message.term || isElectionProbe(message.kind)) return;
    Node& node = nodes_[message.from.value];
    const Term term = *message.term;
    if (node.stated && term > node.now.currentTerm) {
        report(
            Property::MsgTermLeSender, event.line,
            name(message.from) + " sent a message of " + termText(term) + " in its " + termText(node.now.currentTerm),
            {node.stateLine});
    }
    if (term > node.toldTerm) {
        node.toldTerm = term;
        node.toldTermLine = event.line;
    }
    const bool asks = message.kind == "RequestVote";
    if (!asks && !(message.kind == "RequestVoteReply" && message.voteGranted)) return;
    const NodeId candidate = asks ? message.from : message.to;
    settleVote(message.from, term, candidate);
    const auto [told, isFirst] = granted_.emplace(VoteKey(message.from, term), std::pair(candidate, event.line));
    if (isFirst || told->second.first == candidate) return;
    // The vote itself is usually on a line of its own and reported there.
    const auto vote = votes_.find(VoteKey(message.from, term));
    if (vote != votes_.end() && vote->second.candidate == candidate) return;
    report(Property::OneVotePerTerm, event.line,
           name(message.from) + " granted votes to two candidates in " + termText(term), {told->second.second});
}

}  // namespace raft
