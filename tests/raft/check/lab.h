#pragma once
// A cluster on the bench: scenarios play it by hand, with the monitor watching.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "raft/history/world.h"

namespace raft::lab {

/// `S(1)` is the server S1.
inline NodeId S(int number) { return NodeId(static_cast<std::uint8_t>(number - 1)); }

inline NodeSet setOf(std::initializer_list<int> servers) {
    NodeSet set;
    for (const int server : servers) set.insert(S(server));
    return set;
}

/// Election timers stay silent, heartbeats and client deadlines are far away: nothing happens unless a test asks.
inline ClusterConfig quietConfig(int servers) {
    ClusterConfig config;
    config.servers.clear();
    for (int s = 1; s <= servers; ++s) config.servers.push_back("S" + std::to_string(s));
    config.timers = Timers::Manual;
    config.heartbeat = SimTime::fromMs(100'000);
    config.clientTimeout = SimTime::fromMs(1'000'000);
    return config;
}

class Lab {
public:
    explicit Lab(const ClusterConfig& config) : world(config, std::make_shared<TextTable>()) { world.boot(step); }

    /// Sees every step after the boot.
    std::function<void(const StepEvents&)> eachStep;

    World world;
    StepEvents step;

    const Cluster& cluster() const { return world.cluster(); }
    const Monitor& monitor() const { return world.monitor(); }
    const Node& node(int server) const { return cluster().node(S(server)); }
    bool broken(Property property) const { return monitor().isBroken(property); }

    bool act(const Action& action) {
        const bool done = world.apply(action, now_, step);
        if (eachStep) eachStep(step);
        return done;
    }
    void crash(int server) { act(act::Crash{setOf({server})}); }
    void restart(int server) { act(act::Restart{setOf({server})}); }
    void timeout(int server) { act(act::FireTimeout{S(server)}); }
    void split(std::vector<NodeSet> groups) { act(act::Split{std::move(groups)}); }
    void heal() { act(act::Heal{}); }
    void rule(RuleId which, int value) { act(act::SetRule{which, value}); }
    /// The client asks this server; it queues the request if it still waits for an earlier one.
    void submit(const std::string& command, int server, int client = 0) {
        act(act::Submit{cluster().sharedTexts()->intern(command), clientEnd(client), S(server), 0});
    }

    /// Lets `ms` pass, and everything due in them happen.
    void wait(std::int64_t ms) { waitUs(1000 * ms); }
    void waitUs(std::int64_t us) {
        const SimTime until = now_ + SimTime(us);
        while (cluster().nextDue() <= until) {
            world.advance(step);
            if (eachStep) eachStep(step);
        }
        now_ = until;
    }

    /// An election that runs to its end.
    void elect(int server) {
        timeout(server);
        wait(30);
    }
    /// A command that reaches whom it can.
    void write(const std::string& command, int server, int client = 0) {
        submit(command, server, client);
        wait(30);
    }

    /// Every violation, for the message of a failed test.
    std::string told() const {
        std::string all;
        for (const Violation& violation : monitor().violations()) {
            all += std::string(nameOf(violation.property)) + " t=" + std::to_string(violation.time.us) +
                   "us i=" + std::to_string(violation.event.value) + ": " + violation.text + "\n";
        }
        return all;
    }

private:
    SimTime now_;
};

}  // namespace raft::lab
