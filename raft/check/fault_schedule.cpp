#include "raft/check/fault_schedule.h"

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

}  // namespace raft
