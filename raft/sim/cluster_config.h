#pragma once
// How a cluster begins: the "cluster" object of a session file, checked.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/configuration.h"
#include "raft/core/rules.h"

namespace raft {

enum class Timers : std::uint8_t { Auto, Manual };    ///< Manual silences election timers only.
enum class Delivery : std::uint8_t { Auto, Manual };  ///< Manual: messages between servers wait for "deliver".

struct StartEntry {
    Term term;
    std::string command;
    friend bool operator==(const StartEntry&, const StartEntry&) = default;
};

/// A declared start. Legal: terms never fall and none exceeds `term`, logs match (§5.3), the committed prefix is on a
/// majority, the leader holds it. See checkStart.
struct StartState {
    Term term;
    std::optional<NodeId> leader;
    LogIndex commit;
    std::vector<std::string> commands;          ///< As written, for saving.
    std::vector<std::vector<StartEntry>> logs;  ///< One per server.
};

struct ClusterConfig {
    std::vector<std::string> servers{"S1", "S2", "S3", "S4", "S5"};
    std::map<std::string, std::string> labels;  ///< Server name -> label; labels name servers too.
    NodeSet voters;                             ///< Who decides at the start; empty: every server.
    NodeSet learners;                           ///< Who only receives the log at the start (D §4.2.1).
    std::vector<std::string> clients{"c"};
    std::uint64_t seed = 1;
    Timers timers = Timers::Auto;
    Delivery network = Delivery::Auto;
    SimTime latencyMin = SimTime::fromMs(10);
    SimTime latencyMax = SimTime::fromMs(10);
    std::uint32_t lossPpm = 0;
    std::uint32_t duplicatePpm = 0;
    SimTime heartbeat = SimTime::fromMs(50);
    SimTime electionTimeoutMin = SimTime::fromMs(150);
    SimTime electionTimeoutMax = SimTime::fromMs(300);
    SimTime fsync;
    SimTime clientTimeout = SimTime::fromMs(1000);
    std::uint32_t snapshotEvery = 0;  ///< A server compacts its log by itself after so many applied entries; 0: never.
    SimTime sessionTimeout;           ///< A session that long unused in log time is gone (D §6.3); 0: none ever is.
    Profile profile = Profile::Figure2;
    Rules rules;  ///< Of the profile, with the file's own switches on top.
    std::optional<StartState> start;

    int serverCount() const { return static_cast<int>(servers.size()); }
    /// What the cluster begins with.
    Configuration membership() const {
        return {voters.empty() ? NodeSet::firstNodes(serverCount()) : voters, NodeSet(), learners};
    }
    int clientCount() const { return static_cast<int>(clients.size()); }

    /// The end of a link with this name or label; none if there is no such end.
    std::optional<NodeId> endNamed(std::string_view name) const;
    /// The name of a server or client end.
    const std::string& nameOf(NodeId end) const;
    /// What pictures call it: its label if it has one.
    const std::string& labelOf(NodeId end) const;
};

/// Why `start` is not legal for `config`, as a sentence; nothing if it is.
std::optional<std::string> checkStart(const ClusterConfig& config, const StartState& start);

}  // namespace raft
