#include "app/studio/studio_hands.h"

#include <algorithm>

#include "app/studio/members.h"
#include "app/studio/obstacle.h"
#include "raft/trace/cluster_reader.h"

namespace studio {
namespace {

using raft::LinkId;
using raft::NodeId;

constexpr raft::SimTime kLongestDelay(raft::kLongestDelayUs);
constexpr std::uint32_t kSlowestClock = 10'000;  // As session files allow it.
constexpr std::uint32_t kFastestClock = 100'000'000;
constexpr std::uint32_t kWhole = 1'000'000;

bool isEnd(const raft::Cluster& cluster, NodeId end) {
    if (raft::isClient(end)) return raft::clientNumber(end) < cluster.clientCount();
    return end.value < cluster.serverCount();
}

/// What both readings of a command share: whom it means.
struct Targets {
    const Document& document;

    const raft::Cluster& cluster() const { return document.history().world().cluster(); }

    NodeId server(NodeId given) const { return given == raft::kNoNode ? document.selectedServer() : given; }

    std::optional<LinkId> selectedLink() const {
        const raft::Ref& ref = document.selection();
        if (ref.kind != raft::RefKind::Link) return std::nullopt;
        return LinkId{NodeId(static_cast<std::uint8_t>(ref.a)), NodeId(static_cast<std::uint8_t>(ref.b))};
    }
    template <class Links>
    std::vector<LinkId> links(const Links& command) const {
        if (!command.links.empty()) return directionsOf(command.links, command.direction);
        const auto selected = selectedLink();
        return selected ? directionsOf({*selected}, command.direction) : std::vector<LinkId>();
    }
    std::vector<LinkId> selected(cmd::Way way) const {
        const auto link = selectedLink();
        if (!link) return {};
        const LinkId there{std::min(link->from, link->to), std::max(link->from, link->to)};
        const LinkId back{there.to, there.from};
        switch (way) {
            case cmd::Way::Both: return {there, back};
            case cmd::Way::There: return {there};
            case cmd::Way::Back: return {back};
        }
        return {};
    }

    raft::MessageId message(raft::MessageId given) const {
        if (given.value != 0 || document.selection().kind != raft::RefKind::Message) return given;
        return raft::MessageId(document.selection().a);
    }

    template <class Is>
    bool any(const std::vector<LinkId>& links, Is is) const {
        return std::any_of(links.begin(), links.end(),
                           [&](LinkId link) { return is(cluster().network().link(link.from, link.to)); });
    }
    bool anyNotCut(const std::vector<LinkId>& links) const {
        return any(links, [](const raft::Link& link) { return !link.isCut(); });
    }
    bool anyNotHeld(const std::vector<LinkId>& links) const {
        return any(links, [](const raft::Link& link) { return !link.hold; });
    }
};

struct HandJudge {
    Targets targets;

    const raft::Cluster& cluster() const { return targets.cluster(); }

    // ---- Links ----
    Obstacle linksExist(const std::vector<LinkId>& links) const {
        if (links.empty()) return "why.selectLink";
        const bool exist =
            std::all_of(links.begin(), links.end(), [this](LinkId link) { return isLink(cluster(), link); });
        return unless(exist, "why.noSuchLink");
    }
    template <class Is>
    Obstacle anyLink(const std::vector<LinkId>& links, Is is, std::string_view why) const {
        if (const Obstacle missing = linksExist(links)) return missing;
        return unless(targets.any(links, is), why);
    }
    Obstacle operator()(const cmd::HoldLinks& c) const {
        return anyLink(
            targets.links(c), [](const raft::Link& link) { return !link.hold; }, "why.nothingToHold");
    }
    Obstacle operator()(const cmd::ReleaseLinks& c) const {
        return anyLink(
            targets.links(c), [](const raft::Link& link) { return link.hold; }, "why.nothingToRelease");
    }
    Obstacle operator()(const cmd::SetLatency& c) const {
        if (c.min < raft::SimTime() || c.max < c.min || c.max > kLongestDelay) return "why.badLatency";
        return anyLink(
            targets.links(c),
            [&c](const raft::Link& link) { return link.latencyMin != c.min || link.latencyMax != c.max; },
            "why.sameValue");
    }
    Obstacle operator()(const cmd::SetLoss& c) const {
        if (c.ppm > kWhole) return "why.badLoss";
        return anyLink(
            targets.links(c), [&c](const raft::Link& link) { return link.lossPpm != c.ppm; }, "why.sameValue");
    }
    Obstacle operator()(const cmd::ToggleCut& c) const {
        const std::vector<LinkId> links = targets.selected(c.way);
        if (const Obstacle missing = linksExist(links)) return missing;
        const bool mendable = targets.any(links, [](const raft::Link& link) { return link.cut; });
        return unless(targets.anyNotCut(links) || mendable, "why.splitStays");
    }
    Obstacle operator()(const cmd::ToggleHold&) const { return linksExist(targets.selected(cmd::Way::Both)); }

    // ---- Messages ----
    Obstacle flies(raft::MessageId given) const {
        const raft::MessageId id = targets.message(given);
        if (id.value == 0) return "why.selectMessage";
        return unless(flightOf(cluster(), id) != nullptr, "why.notOnItsWay");
    }
    const raft::Flight& flight(raft::MessageId given) const { return *flightOf(cluster(), targets.message(given)); }

    Obstacle operator()(const cmd::DropMessage& c) const { return flies(c.message); }
    Obstacle operator()(const cmd::DuplicateMessage& c) const {
        if (const Obstacle gone = flies(c.message)) return gone;
        return unless(!flight(c.message).lost, "why.messageIsLost");
    }
    Obstacle operator()(const cmd::DeliverMessage& c) const {
        if (const Obstacle gone = flies(c.message)) return gone;
        if (flight(c.message).lost) return "why.messageIsLost";
        const NodeId to = flight(c.message).message.to;
        return unless(raft::isClient(to) || !cluster().machine(to).paused, "why.receiverPaused");
    }
    Obstacle operator()(const cmd::DelayMessage& c) const {
        if (const Obstacle gone = flies(c.message)) return gone;
        if (flight(c.message).arrivesAt == raft::kNever) return "why.messageWaits";
        if (c.by == raft::SimTime()) return "why.sameValue";
        if (c.by > kLongestDelay || c.by < raft::SimTime() - kLongestDelay) return "why.badDelay";
        const bool room = flight(c.message).arrivesAt > targets.document.history().time();
        return unless(c.by > raft::SimTime() || room, "why.arrivesNow");
    }

    Obstacle operator()(const cmd::MoveArrival& c) const {
        if (const Obstacle gone = flies(c.message)) return gone;
        const raft::SimTime arrives = flight(c.message).arrivesAt;
        if (arrives == raft::kNever) return "why.messageWaits";
        return (*this)(cmd::DelayMessage{c.message, c.to - arrives});
    }

    // ---- Servers ----
    Obstacle serverExists(NodeId given) const {
        const NodeId server = targets.server(given);
        if (server == raft::kNoNode) return "why.selectServer";
        return unless(server.value < cluster().serverCount(), "why.noSuchServer");
    }
    const raft::Machine& machine(NodeId given) const { return cluster().machine(targets.server(given)); }

    Obstacle operator()(const cmd::TogglePause& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        return unless(machine(c.server).up, "why.isDown");
    }
    Obstacle operator()(const cmd::SetClockRate& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        if (c.ppm < kSlowestClock || c.ppm > kFastestClock) return "why.badClock";
        return unless(machine(c.server).clockPpm != c.ppm, "why.sameValue");
    }
    Obstacle operator()(const cmd::SetClockOffset& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        if (c.offset < raft::SimTime() - kLongestDelay || c.offset > kLongestDelay) return "why.badOffset";
        return unless(machine(c.server).clockOffset != c.offset, "why.sameValue");
    }
    Obstacle diskIsIdle(NodeId given) const {
        if (const Obstacle missing = serverExists(given)) return missing;
        return unless(!machine(given).up, "why.diskRuns");
    }
    Obstacle operator()(const cmd::LoseVote& c) const {
        if (const Obstacle runs = diskIsIdle(c.server)) return runs;
        const raft::PersistentState& disk = cluster().node(targets.server(c.server)).persistent();
        return unless(disk.votedFor != raft::kNoNode, "why.noVoteOnDisk");
    }
    Obstacle canLoseEntries(NodeId given) const {
        if (const Obstacle runs = diskIsIdle(given)) return runs;
        return unless(entriesToLose(cluster(), targets.server(given)) > 0, "why.noEntriesOnDisk");
    }
    Obstacle operator()(const cmd::LoseEntries& c) const {
        if (const Obstacle nothing = canLoseEntries(c.server)) return nothing;
        return unless(c.count > 0, "why.badLostEntries");
    }
    Obstacle operator()(const cmd::SetFsync& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        if (c.takes < raft::SimTime() || c.takes > kLongestDelay) return "why.badFsync";
        return unless(machine(c.server).disk.fsync != c.takes, "why.sameValue");
    }
    /// That the target is down the leader cannot know: it tries, and gives up.
    Obstacle operator()(const cmd::TransferTo& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        const auto leader = cluster().leaderOfHighestTerm();
        const NodeId server = targets.server(c.server);
        if (!leader) return "why.nobodyLeads";
        if (*leader == server) return "why.leadsAlready";
        if (cluster().machine(*leader).paused) return "why.leaderPaused";
        const raft::Node& node = cluster().node(*leader);
        if (!node.config().deciders().contains(server)) return "why.noVoter";
        return unless(node.leader().transfer.to != server, "why.transferRuns");
    }
    Obstacle operator()(const cmd::SetRule& c) const {
        const raft::RuleInfo& info = raft::infoOf(c.rule);
        const auto values = info.kind == raft::RuleInfo::Kind::Bool ? 2 : static_cast<int>(info.choices.size());
        if (c.value < 0 || c.value >= values) return "why.noSuchChoice";
        if (cluster().rules().get(c.rule) == c.value) return "why.sameValue";
        return unless(c.rule != raft::RuleId::ConfigAt || !cluster().membersHaveChanged(), "why.configAtSettled");
    }
    Obstacle operator()(const cmd::ChangeMembers& c) const { return obstacleTo(c, targets.document); }
    Obstacle operator()(const cmd::TakeSnapshot& c) const {
        if (const Obstacle missing = serverExists(c.server)) return missing;
        if (!machine(c.server).up) return "why.isDown";
        if (machine(c.server).paused) return "why.isPaused";
        // As Node::takeSnapshot() has it: a bent rule does not wait until entries are applied.
        const raft::Node& node = cluster().node(targets.server(c.server));
        const bool waits = cluster().rules().snapshotOnlyApplied;
        const raft::LogIndex upTo = waits ? node.state().lastApplied : node.log().lastIndex();
        if (node.log().has(upTo)) return {};
        return unless(false, upTo.value == 0 ? "why.nothingApplied" : "why.nothingToCompact");
    }
};

struct Translator {
    Targets targets;

    raft::MessageMatcher matcher(raft::MessageId given) const {
        raft::MessageMatcher matcher;
        matcher.id = targets.message(given);
        return matcher;
    }
    raft::Action operator()(const cmd::HoldLinks& c) const { return raft::act::Hold{targets.links(c)}; }
    raft::Action operator()(const cmd::ReleaseLinks& c) const { return raft::act::Release{targets.links(c)}; }
    raft::Action operator()(const cmd::SetLatency& c) const {
        return raft::act::SetLatency{targets.links(c), c.min, c.max};
    }
    raft::Action operator()(const cmd::SetLoss& c) const { return raft::act::SetLoss{targets.links(c), c.ppm}; }
    raft::Action operator()(const cmd::ToggleCut& c) const {
        std::vector<LinkId> links = targets.selected(c.way);
        if (targets.anyNotCut(links)) return raft::act::Cut{std::move(links)};
        return raft::act::Mend{std::move(links)};
    }
    raft::Action operator()(const cmd::ToggleHold&) const {
        std::vector<LinkId> links = targets.selected(cmd::Way::Both);
        if (targets.anyNotHeld(links)) return raft::act::Hold{std::move(links)};
        return raft::act::Release{std::move(links)};
    }
    raft::Action operator()(const cmd::DropMessage& c) const { return raft::act::Drop{matcher(c.message)}; }
    raft::Action operator()(const cmd::DuplicateMessage& c) const { return raft::act::Duplicate{matcher(c.message)}; }
    raft::Action operator()(const cmd::DeliverMessage& c) const { return raft::act::Deliver{matcher(c.message)}; }
    raft::Action operator()(const cmd::DelayMessage& c) const {
        // What is recorded is what happens: no more than up to now.
        const raft::MessageMatcher which = matcher(c.message);
        const raft::SimTime arrives = flightOf(targets.cluster(), *which.id)->arrivesAt;
        return raft::act::Delay{which, std::max(c.by, targets.document.history().time() - arrives)};
    }
    raft::Action operator()(const cmd::MoveArrival& c) const {
        const raft::Flight& flight = *flightOf(targets.cluster(), targets.message(c.message));
        return (*this)(cmd::DelayMessage{c.message, c.to - flight.arrivesAt});
    }
    raft::Action operator()(const cmd::TogglePause& c) const {
        raft::NodeSet servers;
        servers.insert(targets.server(c.server));
        if (targets.cluster().machine(targets.server(c.server)).paused) return raft::act::Resume{servers};
        return raft::act::Pause{servers};
    }
    raft::Action operator()(const cmd::SetClockRate& c) const {
        const NodeId server = targets.server(c.server);
        return raft::act::SetClock{server, c.ppm, targets.cluster().machine(server).clockOffset};
    }
    raft::Action operator()(const cmd::SetClockOffset& c) const {
        const NodeId server = targets.server(c.server);
        return raft::act::SetClock{server, targets.cluster().machine(server).clockPpm, c.offset};
    }
    raft::Action operator()(const cmd::LoseVote& c) const { return raft::act::LoseVote{targets.server(c.server)}; }
    raft::Action operator()(const cmd::LoseEntries& c) const {
        // What is recorded is what happens: no more than there are.
        const NodeId server = targets.server(c.server);
        return raft::act::LoseEntries{server, std::min(c.count, entriesToLose(targets.cluster(), server))};
    }
    raft::Action operator()(const cmd::SetFsync& c) const {
        return raft::act::SetFsync{targets.server(c.server), c.takes};
    }
    raft::Action operator()(const cmd::TransferTo& c) const {
        return raft::act::TransferLeader{std::nullopt, targets.server(c.server)};
    }
    raft::Action operator()(const cmd::ChangeMembers& c) const {
        return raft::act::ChangeMembership{{c.kind, resolved(c, targets.document).servers, c.learners, {}}, {}, false};
    }
    raft::Action operator()(const cmd::SetRule& c) const { return raft::act::SetRule{c.rule, c.value}; }
    raft::Action operator()(const cmd::TakeSnapshot& c) const {
        raft::NodeSet servers;
        servers.insert(targets.server(c.server));
        return raft::act::TakeSnapshot{servers};
    }
};

}  // namespace

std::optional<std::string_view> obstacleTo(const cmd::Hand& hand, const Document& document) {
    return std::visit(HandJudge{{document}}, hand);
}

raft::Action actionOf(const cmd::Hand& hand, const Document& document) {
    return std::visit(Translator{{document}}, hand);
}

ValueOf resolved(ValueOf value, const Document& document) {
    if (!value.of.empty()) return value;
    value.of = document.selection();
    const bool ofServer = value.quantity == Quantity::ClockRate || value.quantity == Quantity::ClockOffset ||
                          value.quantity == Quantity::Fsync || value.quantity == Quantity::LostEntries;
    const NodeId server = document.selectedServer();
    if (ofServer && server != raft::kNoNode) value.of = raft::nodeRef(server);
    return value;
}

std::optional<std::string_view> obstacleToAsk(const ValueOf& value, const Document& document) {
    const HandJudge judge{{document}};
    const raft::Ref ref = resolved(value, document).of;
    const auto end = [](std::uint32_t number) { return NodeId(static_cast<std::uint8_t>(number)); };
    switch (value.quantity) {
        case Quantity::Latency:
        case Quantity::Loss:
            if (ref.kind != raft::RefKind::Link) return "why.selectLink";
            return judge.linksExist({{end(ref.a), end(ref.b)}});
        case Quantity::Delay: {
            if (ref.kind != raft::RefKind::Message) return "why.selectMessage";
            const raft::Flight* flight = flightOf(judge.cluster(), raft::MessageId(ref.a));
            if (flight == nullptr) return "why.notOnItsWay";
            return unless(flight->arrivesAt != raft::kNever, "why.messageWaits");
        }
        case Quantity::ClockRate:
        case Quantity::ClockOffset:
        case Quantity::Fsync:
            if (ref.kind != raft::RefKind::Node) return "why.selectServer";
            return judge.serverExists(end(ref.a));
        case Quantity::LostEntries:
            if (ref.kind != raft::RefKind::Node) return "why.selectServer";
            return judge.canLoseEntries(end(ref.a));
    }
    return std::nullopt;
}

const raft::Flight* flightOf(const raft::Cluster& cluster, raft::MessageId message) {
    const raft::Network& network = cluster.network();
    for (std::uint32_t slot = 0; slot < network.slotCount(); ++slot) {
        const raft::Flight& flight = network.at(slot);
        if (flight.inUse && flight.id == message) return &flight;
    }
    return nullptr;
}

bool isLink(const raft::Cluster& cluster, LinkId link) {
    const bool clients = raft::isClient(link.from) && raft::isClient(link.to);
    return !clients && link.from != link.to && isEnd(cluster, link.from) && isEnd(cluster, link.to);
}

std::vector<LinkId> directionsOf(const std::vector<LinkId>& links, Direction direction) {
    std::vector<LinkId> all;
    for (const LinkId& link : links) {
        all.push_back(link);
        if (direction == Direction::Both) all.push_back(LinkId{link.to, link.from});
    }
    return all;
}

}  // namespace studio
