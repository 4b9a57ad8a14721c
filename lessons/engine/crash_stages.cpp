#include "lessons/engine/crash_stages.h"

namespace lessons {
namespace {

constexpr int kServers = 3;

/// The key of "x+=1"; empty if the command is no addition.
std::string addedKey(const std::string& command) {
    const std::size_t plus = command.find("+=");
    return plus == std::string::npos ? std::string() : command.substr(0, plus);
}

WriteFacts factsHere(const raft::World& world, const CrashWrite& write) {
    const raft::Cluster& cluster = world.cluster();
    WriteFacts facts;
    for (int i = 0; i < cluster.serverCount(); ++i) {
        const auto server = raft::NodeId(static_cast<std::uint8_t>(i));
        const raft::Log& log = cluster.node(server).log();
        if (!log.has(write.index) || log.termAt(write.index) != write.term) continue;
        facts.stored.insert(server);
        if (cluster.node(server).state().commitIndex >= write.index) facts.committed.insert(server);
    }
    const raft::Client& client = cluster.client(write.client);
    facts.answered = !client.calls.empty() && client.calls.back().returned;
    return facts;
}

/// The entry of the client's request in the leader's log.
bool findEntry(const raft::Cluster& cluster, CrashWrite& write) {
    const raft::Log& log = cluster.node(write.leader).log();
    for (raft::LogIndex at = log.firstIndex(); at <= log.lastIndex(); ++at) {
        if (log.at(at).client != write.client) continue;
        write.index = at;
        write.term = log.at(at).term;
        return true;
    }
    return false;
}

}  // namespace

int CrashWrite::firstOf(CrashStage stage) const {
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (moments[i].stage == stage) return static_cast<int>(i);
    }
    return -1;
}

std::optional<CrashStage> stageOf(const WriteFacts& facts, raft::NodeId leader, int servers) {
    if (facts.answered) return std::nullopt;
    if (facts.committed.size() == servers) return CrashStage::F;
    if (facts.committed.contains(leader)) return CrashStage::E;
    if (facts.stored.size() == servers) return CrashStage::C;
    if (facts.stored.size() > 1) return CrashStage::D;
    return facts.stored.contains(leader) ? CrashStage::B : CrashStage::A;
}

std::optional<CrashWrite> findCrashWrite(const Lesson& lesson, const Player& main, raft::History& history) {
    if (main.state() != Player::State::Done || lesson.cluster.serverCount() != kServers) return std::nullopt;
    if (lesson.cluster.clientCount() == 0) return std::nullopt;
    standAt(history, 0, main.place());
    const raft::Cluster& cluster = history.world().cluster();
    CrashWrite write;
    write.client = raft::clientEnd(0);
    const raft::Client& client = cluster.client(write.client);
    const auto leader = cluster.leaderOfHighestTerm();
    if (!leader || client.calls.size() != 1 || !client.calls.back().returned) return std::nullopt;
    write.leader = *leader;
    write.command = std::string(cluster.texts().text(client.calls.back().text));
    write.key = addedKey(write.command);
    write.asked = client.calls.back().invoked;
    write.answeredAt = client.calls.back().returnedAt;
    if (write.key.empty() || !findEntry(cluster, write)) return std::nullopt;

    // The last step of each instant begins a stretch, which ends with the next instant.
    const raft::StepId last = main.place().step;
    for (raft::StepId step = history.firstStepAt(write.asked); step < last; ++step) {
        const raft::SimTime from = history.record(step).time;
        const raft::SimTime to = history.record(step + 1).time;
        if (to == from) continue;
        const raft::SimTime middle((from.us + to.us) / 2);
        history.seek(step, middle);
        CrashMoment moment{{step, middle}, from, to, factsHere(history.world(), write), std::nullopt};
        moment.stage = stageOf(moment.facts, write.leader, kServers);
        if (moment.facts.stored.contains(write.leader) && write.stored == raft::SimTime()) write.stored = from;
        if (cluster.node(write.leader).role() != raft::Role::Leader) return std::nullopt;
        write.moments.push_back(moment);
    }
    standAt(history, 0, main.place());
    if (write.moments.empty()) return std::nullopt;
    return write;
}

}  // namespace lessons
