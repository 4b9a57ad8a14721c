// A pre-vote binds nobody: PreVotePure.

#include "raft/check/describe.h"
#include "raft/check/monitor.h"

namespace raft {

/// To be asked for a pre-vote leaves term, vote, role and election timer as they were, whatever the answer (D §9.6).
/// `server` has just been asked by `by`; what we keep of it is still that of the step before.
void Monitor::checkPreVotePure(const Moment& moment, NodeId server, NodeId by) {
    if (!wants(Property::PreVotePure)) return;
    const Node& node = moment.cluster.node(server);
    const AtRest& before = atRest_[server.value];
    const auto say = [&](Sentence sentence) {
        report(sentence, moment, {},
               {{"node", shown(moment.cluster, server)},
                {"peer", shown(moment.cluster, by)},
                {"before", shown(before.term)},
                {"term", shown(node.currentTerm())}});
    };
    if (node.currentTerm() != before.term) return say(Sentence::PreVoteChangedTerm);
    if (node.persistent().votedFor != before.votedFor) return say(Sentence::PreVoteChangedVote);
    if (node.role() != before.role) return say(Sentence::PreVoteChangedRole);
    if (moment.cluster.machine(server).electionOrder != before.timer) return say(Sentence::PreVoteChangedTimer);
}

void Monitor::rest(const Cluster& cluster, NodeId server) {
    const Node& node = cluster.node(server);
    atRest_[server.value] = {node.currentTerm(), node.persistent().votedFor, node.role(),
                             cluster.machine(server).electionOrder};
}

}  // namespace raft
