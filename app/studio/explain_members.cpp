#include "app/studio/explain_members.h"

#include "app/studio/wording.h"
#include "raft/core/quorum.h"
#include "raft/sim/configuration_text.h"

namespace studio {
namespace {

using raft::Configuration;
using raft::NodeId;
using raft::NodeSet;

class MemberRows {
public:
    MemberRows(const raft::Cluster& cluster, const Texts& texts) : cluster_(cluster), texts_(texts) {}

    std::vector<ExplainRow> out;

    void add(std::string_view key, std::string value, raft::Ref ref = {}) {
        out.push_back({std::string(texts_.tr(key)), std::move(value), ref});
    }
    std::string names(NodeSet servers) const {
        std::string names;
        for (const NodeId server : servers) names += (names.empty() ? "" : " ") + cluster_.config().labelOf(server);
        return names.empty() ? std::string(texts_.tr("explain.nobody")) : names;
    }

    /// How many of those who decide are among `agreeing`, and who: one row, or one for each half.
    void quorum(const QuorumKeys& keys, const Configuration& config, NodeSet agreeing) {
        const auto half = [&](std::string_view key, NodeSet servers) {
            const NodeSet yes = agreeing & servers;
            const int needed = raft::quorumSize(servers.size(), cluster_.rules().quorum);
            add(key, texts_.format("explain.quorumOf", {{"count", std::to_string(yes.size())},
                                                        {"servers", std::to_string(servers.size())},
                                                        {"names", names(yes)},
                                                        {"needed", std::to_string(needed)}}));
        };
        if (!config.isJoint()) return half(keys.whole, config.voters);
        half(keys.ofOld, config.oldVoters);
        half(keys.ofNew, config.voters);
    }

    std::string_view seatKey(const Configuration& config, NodeId server) const {
        const bool isOld = config.oldVoters.contains(server);
        if (config.voters.contains(server)) {
            return !config.isJoint() ? "explain.seatVoter" : isOld ? "explain.seatBoth" : "explain.seatNew";
        }
        if (isOld) return "explain.seatOld";
        return config.learners.contains(server) ? "explain.seatLearner" : "explain.seatOutside";
    }

private:
    const raft::Cluster& cluster_;
    const Texts& texts_;
};

}  // namespace

std::vector<ExplainRow> membershipRows(const raft::Cluster& cluster, NodeId server, const Texts& texts) {
    MemberRows rows(cluster, texts);
    const raft::Node& node = cluster.node(server);
    const std::string members = raft::textOf(node.config(), cluster.config());
    const raft::LogIndex index = node.configIndex();
    const bool inLog = node.log().has(index);
    if (inLog) {
        const bool committed = index <= node.state().commitIndex;
        rows.add("explain.configuration",
                 texts.format(committed ? "explain.configCommitted" : "explain.configUncommitted",
                              {{"members", members}, {"index", std::to_string(index.value)}}),
                 raft::cellRef(server, index.value));
    } else {
        rows.add("explain.configuration", members);
    }
    rows.add("explain.seat", std::string(texts.tr(rows.seatKey(node.config(), server))));
    return std::move(rows.out);
}

std::vector<ExplainRow> quorumRows(const raft::Cluster& cluster, NodeId server, const QuorumKeys& keys,
                                   NodeSet agreeing, const Texts& texts) {
    MemberRows rows(cluster, texts);
    rows.quorum(keys, cluster.node(server).config(), agreeing);
    return std::move(rows.out);
}

std::vector<ExplainRow> voteRows(const raft::Cluster& cluster, NodeId server, const Texts& texts) {
    return quorumRows(cluster, server, {"explain.votes", "explain.votesOld", "explain.votesNew"},
                      cluster.node(server).state().votesGranted, texts);
}

std::vector<ExplainRow> catchUpRows(const raft::Cluster& cluster, NodeId server, const Texts& texts) {
    const raft::Node& node = cluster.node(server);
    const raft::CatchUp& catchUp = node.leader().catchUp;
    if (node.role() != raft::Role::Leader || catchUp.server == raft::kNoNode) return {};
    const raft::SimTime takes = cluster.clockOf(server).now - catchUp.startedAt;
    MemberRows rows(cluster, texts);
    rows.add("explain.catchUp",
             texts.format("explain.catchUpRound",
                          {{"node", cluster.config().labelOf(catchUp.server)},
                           {"round", std::to_string(catchUp.round)},
                           {"match", std::to_string(node.leader().matchIndex[catchUp.server.value].value)},
                           {"target", std::to_string(catchUp.target.value)},
                           {"time", shortTimeText(takes, texts)},
                           {"most", shortTimeText(cluster.config().electionTimeoutMin, texts)}}),
             raft::nodeRef(catchUp.server));
    return std::move(rows.out);
}

std::vector<ExplainRow> entryMembersRows(const raft::Cluster& cluster, NodeId server, raft::LogIndex index,
                                         bool committed, const Texts& texts) {
    MemberRows rows(cluster, texts);
    const raft::Entry& entry = cluster.node(server).log().at(index);
    if (entry.type == raft::EntryType::Config) {
        const Configuration config = entry.config.unpacked();
        if (config.isJoint()) rows.add("explain.oldVoters", rows.names(config.oldVoters));
        rows.add(config.isJoint() ? "explain.newVoters" : "explain.voters", rows.names(config.voters));
        if (!config.learners.empty()) rows.add("explain.learners", rows.names(config.learners));
    }
    const auto hasFolded = [&](NodeId one) {
        return committed && index <= cluster.node(one).log().lastIncludedIndex();
    };
    NodeSet holders;
    for (const NodeId holder : NodeSet::firstNodes(cluster.serverCount())) {
        if (hasFolded(holder) || cluster.durableTermAt(holder, index) == entry.term) holders.insert(holder);
    }
    const auto leader = cluster.leaderOfHighestTerm();
    const auto hasEntry = [&](const raft::Log& log) { return log.has(index) && log.termAt(index) == entry.term; };
    const bool leads = leader && (hasFolded(*leader) || hasEntry(cluster.node(*leader).log()));
    rows.quorum({"explain.storedOf", "explain.storedOld", "explain.storedNew"},
                cluster.node(leads ? *leader : server).config(), holders);
    return std::move(rows.out);
}

}  // namespace studio
