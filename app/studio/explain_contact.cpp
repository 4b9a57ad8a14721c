#include "app/studio/explain_contact.h"

#include <algorithm>

#include "app/studio/explain_members.h"
#include "app/studio/wording.h"
#include "raft/core/quorum.h"

namespace studio {
namespace {

class ContactRows {
public:
    ContactRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts)
        : cluster_(cluster), node_(cluster.node(server)), clock_(cluster.clockOf(server)), texts_(texts) {}

    std::vector<ExplainRow> out;

    void ownClock() {
        const std::uint32_t ppm = cluster_.machine(node_.self()).clockPpm;
        if (ppm == 1'000'000 && clock_.now == cluster_.now()) return;
        row("explain.ownClock", texts_.format("explain.ownClockText", {{"time", timeText(clock_.now, texts_)},
                                                                       {"rate", numberText(ppm / 1e6)}}));
    }

    void lease() {
        if (node_.role() != raft::Role::Leader || !cluster_.rules().lease) return;
        const raft::SimTime until = node_.leaseUntil(cluster_.rules(), clock_);
        if (until <= clock_.now) return row("explain.lease", std::string(texts_.tr("explain.noLease")));
        row("explain.lease", texts_.format("explain.leaseLeft", {{"time", shortTimeText(until - clock_.now, texts_)}}));
    }

    void waitingRead(const raft::WaitingRead& read) {
        constexpr std::string_view kKeys[] = {"explain.readAsksLeader", "explain.readAwaitsTerm",
                                              "explain.readAwaitsRound", "explain.readAwaitsApply"};
        const raft::QuorumCount acks = raft::quorumCount(node_.config(), read.acks, cluster_.rules());
        std::string text =
            texts_.format(read.isLocal ? "explain.readAwaitsSeen" : kKeys[static_cast<std::size_t>(read.phase)],
                          {{"index", std::to_string(read.readIndex.value)},
                           {"term", std::to_string(node_.currentTerm().value)},
                           {"applied", std::to_string(node_.state().lastApplied.value)},
                           {"acks", std::to_string(acks.count)},
                           {"needed", std::to_string(acks.needed)}});
        out.push_back({texts_.format("explain.waitingRead", {{"client", nameOf(read.client)}}), std::move(text),
                       raft::clientRef(read.client)});
    }

    void leaderHeard() {
        const raft::VolatileState& state = node_.state();
        const bool led = state.leaderId != raft::kNoNode && state.leaderId != node_.self();
        if (!led) return;
        const bool bound = cluster_.rules().lease && state.heardAt != raft::kLongAgo;
        if (!state.leaderHeard && !bound) return;
        const std::string time = shortTimeText(clock_.now - state.leaderHeard.value_or(state.heardAt), texts_);
        const std::string leader = nameOf(state.leaderId);
        row("explain.leaderHeard", texts_.format("explain.heardAgo", {{"node", leader}, {"time", time}}),
            raft::nodeRef(state.leaderId));
    }

    /// What a voter promises whom a lease counts on: see Node::keepsLease().
    void promise() {
        const raft::Rules& rules = cluster_.rules();
        if (!rules.lease || !rules.leaseBindsVoters || node_.role() == raft::Role::Leader) return;
        const raft::SimTime since = clock_.now - node_.state().heardAt;
        if (since >= clock_.electionTimeout) return;
        row("explain.promise",
            texts_.format("explain.promiseText", {{"time", shortTimeText(clock_.electionTimeout - since, texts_)}}));
    }

    void preVotes() {
        if (node_.role() != raft::Role::PreCandidate) return;
        quorum({"explain.preVotes", "explain.preVotesOld", "explain.preVotesNew"}, node_.state().preVotes.granted);
    }

    void quorumHeard() {
        const raft::Contact& known = node_.leader().contact;
        if (known.known.empty()) return;
        raft::NodeSet heard;
        heard.insert(node_.self());
        for (const raft::NodeId peer : known.known& node_.config().deciders()) {
            if (clock_.now - known.heardAt[peer.value] < clock_.electionTimeout) heard.insert(peer);
        }
        quorum({"explain.quorumHeard", "explain.quorumHeardOld", "explain.quorumHeardNew"}, heard);
    }

    void transfer() {
        const raft::Transfer& transfer = node_.leader().transfer;
        if (!transfer.runs()) return;
        const raft::SimTime left = std::max(raft::SimTime(), clock_.electionTimeout - (clock_.now - transfer.since));
        const std::string target = nameOf(transfer.to);
        const std::string time = shortTimeText(left, texts_);
        row("explain.transfer",
            texts_.format(transfer.told ? "explain.transferTold" : "explain.transferWaits",
                          {{"node", target}, {"time", time}}),
            raft::nodeRef(transfer.to));
    }

private:
    void row(std::string_view key, std::string value, raft::Ref ref = {}) {
        out.push_back({std::string(texts_.tr(key)), std::move(value), ref});
    }
    void quorum(const QuorumKeys& keys, raft::NodeSet servers) {
        for (ExplainRow& row : quorumRows(cluster_, node_.self(), keys, servers, texts_)) out.push_back(std::move(row));
    }
    std::string nameOf(raft::NodeId end) const { return cluster_.config().labelOf(end); }

    const raft::Cluster& cluster_;
    const raft::Node& node_;
    raft::LocalClock clock_;
    const Texts& texts_;
};

}  // namespace

std::vector<ExplainRow> clockRows(const raft::Cluster& cluster, raft::NodeId server, raft::NodeId seenAs,
                                  const Texts& texts) {
    ContactRows rows(cluster, server, texts);
    if (seenAs == raft::kNoNode) rows.ownClock();
    rows.lease();
    return std::move(rows.out);
}

std::vector<ExplainRow> readRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts) {
    ContactRows rows(cluster, server, texts);
    for (const raft::WaitingRead& read : cluster.node(server).reads()) rows.waitingRead(read);
    return std::move(rows.out);
}

std::vector<ExplainRow> contactRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts) {
    ContactRows rows(cluster, server, texts);
    rows.leaderHeard();
    rows.promise();
    rows.preVotes();
    if (cluster.node(server).role() != raft::Role::Leader) return std::move(rows.out);
    rows.quorumHeard();
    rows.transfer();
    return std::move(rows.out);
}

std::string progressText(const raft::Cluster& cluster, const raft::Node& leader, raft::NodeId peer,
                         const Texts& texts) {
    switch (leader.progressOf(peer)) {
        case raft::Progress::Probe: return std::string(texts.tr("explain.progressProbe"));
        case raft::Progress::Snapshot: return std::string(texts.tr("explain.progressSnapshot"));
        case raft::Progress::Replicate: break;
    }
    if (!cluster.rules().pipeline) return std::string(texts.tr("explain.progressReplicate"));
    const std::uint32_t next = leader.leader().nextIndex[peer.value].value;
    const std::uint32_t acknowledged = leader.leader().matchIndex[peer.value].value;
    return texts.format("explain.progressPipeline", {{"count", std::to_string(next - std::min(next, acknowledged + 1))},
                                                     {"window", std::to_string(raft::kPipelineWindow)}});
}

}  // namespace studio
