#include "app/studio/members.h"

#include "raft/core/effects.h"
#include "raft/script/narration.h"

namespace studio {
namespace {

using raft::NodeId;

/// What the leader would write into the run: a copy of it is asked, so that no condition stands here a second time.
std::optional<raft::Event> answerOf(const cmd::ChangeMembers& command, const raft::Cluster& cluster, NodeId leader) {
    raft::Node copy = cluster.node(leader);
    raft::Effects effects;
    copy.step(cluster.rules(), raft::LocalClock{},
              raft::ChangeMembers{command.kind, command.servers, command.learners, {}}, effects);
    for (const raft::Event& fact : effects.facts) {
        if (fact.kind == raft::EventKind::Note && raft::isRefusal(fact.reason)) return fact;
    }
    return std::nullopt;
}

const raft::Cluster& clusterOf(const Document& document) { return document.history().world().cluster(); }

}  // namespace

std::optional<NodeId> leaderToAsk(const raft::Cluster& cluster) { return cluster.leaderOfHighestTerm(); }

cmd::ChangeMembers resolved(cmd::ChangeMembers command, const Document& document) {
    const NodeId selected = document.selectedServer();
    if (command.servers.empty() && selected != raft::kNoNode) command.servers.insert(selected);
    return command;
}

Obstacle obstacleTo(const cmd::ChangeMembers& command, const Document& document) {
    const raft::Cluster& cluster = clusterOf(document);
    const cmd::ChangeMembers asked = resolved(command, document);
    if (asked.servers.empty()) return "why.selectServer";
    if (!(asked.servers - raft::NodeSet::firstNodes(cluster.serverCount())).empty()) return "why.noSuchServer";
    const std::optional<NodeId> leader = leaderToAsk(cluster);
    if (!leader) return "why.noLeaderToAsk";
    if (cluster.machine(*leader).paused) return "why.leaderPaused";
    return unless(!answerOf(asked, cluster, *leader), "why.leaderRefuses");
}

std::optional<std::string> refusalOf(const cmd::ChangeMembers& command, const Document& document, const Texts& texts) {
    const raft::Cluster& cluster = clusterOf(document);
    const std::optional<NodeId> leader = leaderToAsk(cluster);
    if (!leader) return std::nullopt;
    const auto answer = answerOf(resolved(command, document), cluster, *leader);
    if (!answer) return std::nullopt;
    const raft::Narration sentence = raft::sentenceOf(*answer, document.history().time(), cluster, nullptr);
    return texts.format(sentence.key, {sentence.args.begin(), sentence.args.end()});
}

}  // namespace studio
