// Who decides: ConfigTruth, OneUncommittedConfig, QuorumOverlap.

#include <algorithm>

#include "raft/check/describe.h"
#include "raft/check/majority.h"
#include "raft/check/monitor.h"
#include "raft/sim/configuration_text.h"

namespace raft {
namespace {

/// A quorum of each of two configurations, without a server in common.
struct Apart {
    NodeSet one;
    NodeSet two;
};

/// Looks for quorums within `reachOne` and `reachTwo` that do not meet. At most 512 sets: there are nine servers.
std::optional<Apart> findApart(const Configuration& one, NodeSet reachOne, const Configuration& two, NodeSet reachTwo) {
    const NodeSet pool = reachOne & one.deciders();
    for (std::uint64_t bits = pool.bits();; bits = (bits - 1) & pool.bits()) {
        const NodeSet quorum(bits);
        const NodeSet others = (reachTwo & two.deciders()) - quorum;
        if (isMajority(one, quorum) && isMajority(two, others)) return Apart{quorum, others};
        if (bits == 0) return std::nullopt;
    }
}

std::string shown(const Cluster& cluster, NodeSet servers) {
    return textOf(Configuration{servers, {}, {}}, cluster.config());
}

/// The last configuration up to `upTo` in the server's log, else that of its snapshot, else the cluster's first: read
/// from the log, not from what the server says of it.
Configuration latestConfiguration(const Cluster& cluster, const Node& node, LogIndex upTo) {
    const Log& log = node.log();
    for (LogIndex i = std::min(upTo, log.lastIndex()); i >= log.firstIndex(); i = i - 1) {
        if (log.at(i).type == EntryType::Config) return log.at(i).config.unpacked();
    }
    const Snapshot& snapshot = node.persistent().snapshot;
    return snapshot.exists() ? snapshot.config : cluster.config().membership();
}

}  // namespace

void Monitor::configChanged(const Event& event) {
    Watched& watched = watched_[event.node.value];
    const NodeSet before = watched.config.members();
    watched.config = PackedConfiguration(event.args[1]).unpacked();
    reconfigured_.insert(event.node);
    // Of a server that left and comes again, a leader knows nothing: it may be another machine.
    for (const NodeId newcomer : watched.config.members() - before) watched.matchIndex[newcomer.value] = LogIndex(0);
}

/// A leader adds a configuration while another one of its log is not committed: one majority of each need not meet.
/// What is committed, we know better than a new leader does.
void Monitor::checkOneUncommitted(const Moment& moment, NodeId leader, LogIndex added) {
    const Log& log = moment.cluster.node(leader).log();
    if (!log.has(added) || log.at(added).type != EntryType::Config || !wants(Property::OneUncommittedConfig)) return;
    // Up to its own commitIndex its log is the committed one, or StateMachineSafety says so.
    const LogIndex known = moment.cluster.node(leader).state().commitIndex;
    for (LogIndex i = std::max(known + 1, log.firstIndex()); i < added; ++i) {
        if (log.at(i).type != EntryType::Config) continue;
        if (i <= committed() && committed_[i.value - 1].entry == log.at(i)) continue;
        report(Sentence::TwoUncommittedConfigs, moment, {entries_.eventOf(i, log.at(i))},
               {{"node", shown(moment.cluster, leader)},
                {"term", shown(watched_[leader.value].term)},
                {"index", shown(i)},
                {"other", shown(added)}});
        return;
    }
}

/// The configuration in use is the latest one of the log, else that of the snapshot, else the first (§6); where it is
/// used once it is committed, all those of the log count as committed but the last.
void Monitor::checkConfigTruth(const Moment& moment, NodeId server) {
    const Node& node = moment.cluster.node(server);
    LogIndex upTo = node.log().lastIndex();
    const ConfigAt at = moment.cluster.rules().configAt;
    if (at == ConfigAt::Commit) {
        while (upTo > node.state().commitIndex && node.log().has(upTo)) {
            const bool isLast = node.log().at(upTo).type == EntryType::Config;
            upTo = upTo - 1;
            if (isLast) break;
        }
    }
    const Configuration expected = latestConfiguration(moment.cluster, node, upTo);
    if (expected == node.config() || !wants(Property::ConfigTruth)) return;
    report(Sentence::ConfigNotInLog, moment, {},
           {{"node", shown(moment.cluster, server)},
            {"configuration", textOf(node.config(), moment.cluster.config())},
            {"expected", textOf(expected, moment.cluster.config())}});
}

/// Whom the logs would let the server rule over: an election decides between two configurations, because who lacks the
/// later one's entries gets no votes of those who have them (§5.4.1).
NodeSet Monitor::withinReach(const Cluster& cluster, NodeId server) const {
    const Log& log = cluster.node(server).log();
    NodeSet reach;
    for (const NodeId voter : cluster.node(server).config().deciders()) {
        const Log& other = cluster.node(voter).log();
        if (isUpToDate(log.lastTerm(), log.lastIndex(), other)) reach.insert(voter);
    }
    return reach;
}

/// No two servers that could be elected may be able to decide apart from each other (D §4.1, §4.3).
void Monitor::checkQuorumsMeet(const Moment& moment, NodeId server) {
    const Cluster& cluster = moment.cluster;
    const auto mayDecide = [&](NodeId candidate, NodeSet reach) {
        return cluster.machine(candidate).up && cluster.node(candidate).mayCampaign() &&
               isMajority(cluster.node(candidate).config(), reach);
    };
    const Configuration& own = cluster.node(server).config();
    const NodeSet reach = withinReach(cluster, server);
    if (!mayDecide(server, reach) || !wants(Property::QuorumOverlap)) return;
    for (const NodeId other : NodeSet::firstNodes(cluster.serverCount())) {
        const Configuration& theirs = cluster.node(other).config();
        if (other == server || theirs == own) continue;
        const NodeSet otherReach = withinReach(cluster, other);
        if (!mayDecide(other, otherReach)) continue;
        const auto apart = findApart(own, reach, theirs, otherReach);
        if (!apart) continue;
        return report(Sentence::QuorumsApart, moment, {},
                      {{"node", shown(cluster, server)},
                       {"quorum", shown(cluster, apart->one)},
                       {"configuration", textOf(own, cluster.config())},
                       {"peer", shown(cluster, other)},
                       {"otherQuorum", shown(cluster, apart->two)},
                       {"otherConfiguration", textOf(theirs, cluster.config())}});
    }
}

/// The configuration as of a committed entry.
Configuration Monitor::committedConfig(const Cluster& cluster, LogIndex index) const {
    if (!hasChanged_) return cluster.config().membership();
    for (LogIndex i = index; i.value > 0; i = i - 1) {
        const Entry& entry = committed_[i.value - 1].entry;
        if (entry.type == EntryType::Config) return entry.config.unpacked();
    }
    return cluster.config().membership();
}

}  // namespace raft
