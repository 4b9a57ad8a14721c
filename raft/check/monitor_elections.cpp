// Terms, votes and roles: ElectionSafety, OneVotePerTerm, LegalTransitions, TermMonotonic.

#include <string_view>

#include "raft/check/describe.h"
#include "raft/check/figure4.h"
#include "raft/check/monitor.h"

namespace raft {
namespace {

std::string_view nameOfRole(Role role) {
    switch (role) {
        case Role::Follower: return "follower";
        case Role::PreCandidate: return "pre-candidate";
        case Role::Candidate: return "candidate";
        case Role::Leader: return "leader";
    }
    return "";
}

}  // namespace

void Monitor::roleChanged(const Moment& moment, const Event& event) {
    const Role to = static_cast<Role>(event.args[1]);
    takeRole(moment, event.node, to);
    if (to == Role::Leader) elected(moment, event.node);
}

void Monitor::takeRole(const Moment& moment, NodeId server, Role to) {
    Watched& watched = watched_[server.value];
    if (!isLegalChange(watched.role, to) && wants(Property::LegalTransitions)) {
        report(Sentence::IllegalRole, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"from", std::string(nameOfRole(watched.role))},
                {"to", std::string(nameOfRole(to))},
                {"term", shown(watched.term)}});
    }
    watched.role = to;
    to == Role::Leader ? leaders_.insert(server) : leaders_.erase(server);
}

/// When a step is over, a server bears the role that the events told, and leads no term but the one it was elected in.
void Monitor::checkRole(const Moment& moment, NodeId server) {
    const Node& node = moment.cluster.node(server);
    if (node.role() != watched_[server.value].role) takeRole(moment, server, node.role());
    if (node.role() == Role::Leader && watched_[server.value].leads != node.currentTerm()) elected(moment, server);
}

/// Election Safety: at most one leader a term, over all time (Figure 3).
void Monitor::elected(const Moment& moment, NodeId server) {
    const Term term = watched_[server.value].term;
    checkTermIsNew(moment, server, term);
    checkHasMostAtElection(moment, server, term);
    const TermRecord* known = terms_.find(term);
    if (known == nullptr || known->leader == kNoNode) {
        TermRecord& record = terms_.write(term);
        record.leader = server;
        record.electedAt = moment.event;
    } else if (known->leader != server) {
        if (wants(Property::ElectionSafety)) {
            report(Sentence::BothLed, moment, {known->electedAt},
                   {{"peer", shown(moment.cluster, known->leader)},
                    {"node", shown(moment.cluster, server)},
                    {"term", shown(term)}});
        }
    } else if (wants(Property::LegalTransitions)) {
        report(Sentence::LedTwice, moment, {known->electedAt},
               {{"node", shown(moment.cluster, server)}, {"term", shown(term)}});
    }
    watched_[server.value].leads = term;
    watched_[server.value].matchIndex.fill(LogIndex(0));
    for (const NodeId peer : moment.cluster.node(server).config().members()) checkPeerRow(moment, server, peer);
    checkLeaderComplete(moment, server, LogIndex(1));
}

/// One vote a term, over the whole life of the server (§5.2). The vote of a server that crashed before anybody could
/// learn of it does not count: see crashed().
void Monitor::voted(const Moment& moment, NodeId server, NodeId candidate, Term term) {
    Watched& watched = watched_[server.value];
    const TermRecord* known = terms_.find(term);
    const NodeId before = known == nullptr ? kNoNode : known->votedFor[server.value];
    if (before == candidate) return;
    if (before == kNoNode) {
        TermRecord& record = terms_.write(term);
        record.votedFor[server.value] = candidate;
        record.votedAt[server.value] = moment.event;
        if (watched.openFrom.value == 0) watched.openFrom = term;
        watched.openTo = term;
    } else if (wants(Property::OneVotePerTerm)) {
        report(Sentence::VotedTwice, moment, {known->votedAt[server.value]},
               {{"node", shown(moment.cluster, server)},
                {"other", shown(moment.cluster, before)},
                {"peer", shown(moment.cluster, candidate)},
                {"term", shown(term)}});
    }
}

/// The server's votes up to this term are on its disk, or somebody knows of them.
void Monitor::closeVotes(NodeId server, Term upTo) {
    Watched& watched = watched_[server.value];
    if (watched.openFrom.value == 0 || upTo < watched.openFrom) return;
    watched.openFrom = upTo < watched.openTo ? upTo + 1 : Term(0);
}

/// currentTerm never falls while the server runs; a restart may only forget a term that it told nobody.
void Monitor::checkTermKept(const Moment& moment, NodeId server, Term least) {
    const Term now = moment.cluster.node(server).currentTerm();
    if (now >= least || !wants(Property::TermMonotonic)) return;
    report(Sentence::TermFell, moment, {},
           {{"node", shown(moment.cluster, server)}, {"before", shown(least)}, {"term", shown(now)}});
}

}  // namespace raft
