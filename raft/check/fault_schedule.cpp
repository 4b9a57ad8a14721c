#include "raft/check/fault_schedule.h"

#include <array>
#include <string>

#include "raft/base/digest.h"
#include "raft/sim/random.h"

namespace raft {

std::uint64_t FaultSchedule::dice(std::uint64_t sides) { return below(mixBits(mixBits(seed_) ^ ++draws_), sides); }

SimTime FaultSchedule::pause() {
    const auto span = static_cast<std::uint64_t>((options_.pauseMax - options_.pauseMin).us + 1);
    return options_.pauseMin + SimTime(static_cast<std::int64_t>(dice(span)));
}

Action FaultSchedule::move(const Cluster& cluster) {
    if (options_.snapshots && dice(8) == 0) return act::TakeSnapshot{anyServers(cluster)};
    if (options_.transfers && dice(10) == 0) return act::TransferLeader{std::nullopt, anyServer(cluster)};
    if (options_.churn && dice(5) == 0) return memberMove(cluster);
    if (options_.reads && cluster.clientCount() > 0 && dice(3) == 0) return readMove(cluster);
    const std::uint64_t kind = dice(100);
    if (kind < 45 && cluster.clientCount() > 0) return clientMove(cluster);
    if (kind < 65) return serverMove(cluster);
    if (kind < 90) return networkMove(cluster);
    return messageMove();
}

NodeId FaultSchedule::anyServer(const Cluster& cluster) {
    return NodeId(static_cast<std::uint8_t>(dice(static_cast<std::uint64_t>(cluster.serverCount()))));
}

NodeId FaultSchedule::leaderOrAny(const Cluster& cluster) {
    const auto leader = cluster.leaderOfHighestTerm();
    return leader && dice(2) == 0 ? *leader : anyServer(cluster);
}

NodeSet FaultSchedule::anyServers(const Cluster& cluster) {
    return NodeSet(dice(std::uint64_t{1} << cluster.serverCount()));
}

/// Both directions of one link, one direction, or everything that one server says or hears.
std::vector<LinkId> FaultSchedule::anyLinks(const Cluster& cluster) {
    const NodeId one = leaderOrAny(cluster);
    const NodeId other = anyServer(cluster);
    std::vector<LinkId> links;
    const std::uint64_t kind = dice(4);
    if (kind < 2) {
        if (one == other) return links;
        links.push_back(LinkId{one, other});
        if (kind == 0) links.push_back(LinkId{other, one});
        return links;
    }
    for (const NodeId peer : NodeSet::firstNodes(cluster.serverCount())) {
        if (peer != one) links.push_back(kind == 2 ? LinkId{one, peer} : LinkId{peer, one});
    }
    return links;
}

Action FaultSchedule::clientMove(const Cluster& cluster) {
    const NodeId client = clientEnd(static_cast<int>(dice(static_cast<std::uint64_t>(cluster.clientCount()))));
    const std::string key = "x" + std::to_string(dice(static_cast<std::uint64_t>(options_.keys)));
    const std::string number = std::to_string(dice(5));
    TextTable& texts = *cluster.sharedTexts();
    std::string command;
    switch (dice(6)) {
        case 0: return act::ReadKey{texts.intern(key), client, std::nullopt, ReadMode::Log};
        case 1: command = "cas " + key + " " + number + " " + std::to_string(dice(5)); break;
        case 2: command = "del " + key; break;
        case 3: command = key + "=" + number; break;
        default: command = key + "+=1"; break;
    }
    return act::Submit{texts.intern(command), client, std::nullopt, 0};
}

/// A read that stays out of the log, from whom the client believes to lead or from anybody; or a clock that runs faster
/// or slower, by less than the bound of a lease.
Action FaultSchedule::readMove(const Cluster& cluster) {
    if (dice(8) == 0) {
        return act::SetClock{anyServer(cluster), static_cast<std::uint32_t>(720'000 + dice(680'000)), SimTime()};
    }
    const NodeId client = clientEnd(static_cast<int>(dice(static_cast<std::uint64_t>(cluster.clientCount()))));
    const std::string key = "x" + std::to_string(dice(static_cast<std::uint64_t>(options_.keys)));
    act::ReadKey read{cluster.sharedTexts()->intern(key), client, std::nullopt, ReadMode::ReadIndex};
    if (dice(3) == 0) read.mode = ReadMode::Lease;
    if (dice(2) == 0) read.from = anyServer(cluster);
    return read;
}

Action FaultSchedule::serverMove(const Cluster& cluster) {
    const NodeId server = leaderOrAny(cluster);
    NodeSet one;
    one.insert(server);
    switch (dice(10)) {
        case 0:
        case 1: return act::Crash{one};
        case 2:
        case 3:
        case 4: {
            NodeSet down;
            for (const NodeId each : NodeSet::firstNodes(cluster.serverCount())) {
                if (!cluster.machine(each).up) down.insert(each);
            }
            return act::Restart{down.empty() ? one : down};
        }
        case 5: return act::Pause{one};
        case 6: return act::Resume{NodeSet::firstNodes(cluster.serverCount())};
        case 7:
            return act::SetFsync{server,
                                 dice(2) == 0 ? SimTime() : SimTime::fromMs(static_cast<std::int64_t>(dice(60)))};
        case 8: return act::SetClock{server, static_cast<std::uint32_t>(700'000 + dice(600'000)), SimTime()};
        default: return act::FireTimeout{server};
    }
}

Action FaultSchedule::networkMove(const Cluster& cluster) {
    switch (dice(7)) {
        case 0: return act::Cut{anyLinks(cluster)};
        case 1: return act::Hold{anyLinks(cluster)};
        case 2: return act::Release{anyLinks(cluster)};
        case 3: {
            const NodeSet some = anyServers(cluster);
            return act::Split{{some, NodeSet::firstNodes(cluster.serverCount()) - some}};
        }
        case 4: {
            NodeSet alone;
            alone.insert(leaderOrAny(cluster));
            return act::Split{{alone, NodeSet::firstNodes(cluster.serverCount()) - alone}};
        }
        default: return act::Heal{};
    }
}

Action FaultSchedule::messageMove() {
    MessageMatcher which;
    which.nth = static_cast<std::uint32_t>(dice(4)) + 1;
    switch (dice(3)) {
        case 0: return act::Drop{which};
        case 1: return act::Duplicate{which};
        default: return act::Delay{which, SimTime::fromMs(static_cast<std::int64_t>(dice(400)))};
    }
}

/// Servers come, learn, vote and go, one by one and many at once. Whoever takes itself for a leader is asked, also one
/// that the others have long replaced.
Action FaultSchedule::memberMove(const Cluster& cluster) {
    using Kind = ChangeMembers::Kind;
    constexpr std::array<Kind, 12> kKinds{Kind::AddServer, Kind::AddServer, Kind::AddLearner,   Kind::AddLearner,
                                          Kind::Promote,   Kind::Promote,   Kind::RemoveServer, Kind::RemoveServer,
                                          Kind::Simple,    Kind::Direct,    Kind::Joint,        Kind::Joint};
    act::ChangeMembership move;
    move.change.kind = kKinds[dice(kKinds.size())];
    std::vector<NodeId> leaders;
    for (const NodeId server : NodeSet::firstNodes(cluster.serverCount())) {
        if (cluster.machine(server).up && cluster.node(server).role() == Role::Leader) leaders.push_back(server);
    }
    if (!leaders.empty() && dice(2) == 0) move.to = leaders[dice(leaders.size())];
    const NodeId asked = move.to ? *move.to : cluster.leaderOfHighestTerm().value_or(NodeId(0));
    const Configuration& now = cluster.node(asked).config();
    const NodeId one = anyServer(cluster);
    NodeSet& servers = move.change.servers;
    switch (move.change.kind) {
        case Kind::AddServer:
        case Kind::AddLearner:
        case Kind::RemoveServer: servers.insert(one); break;
        case Kind::Promote: servers.insert(now.learners.empty() ? one : *now.learners.begin()); break;
        case Kind::Simple: {
            NodeSet toggled;
            toggled.insert(one);
            servers = (now.voters - toggled) | (toggled - now.voters);
            break;
        }
        case Kind::Direct: servers = anyServers(cluster); break;
        case Kind::Joint:
            servers = anyServers(cluster);
            if (dice(3) == 0) move.change.learners = anyServers(cluster);
            break;
    }
    if (servers.empty()) servers.insert(one);  // No file can name nobody.
    if (move.change.learners) move.change.learners = *move.change.learners - servers;
    return move;
}

}  // namespace raft
