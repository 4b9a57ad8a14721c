#pragma once
// A cluster in the hands of the tester of a laboratory course: it cuts servers off, crashes them, starts commands at
// one server and wants to see them agreed on in time. All times are simulated.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "raft/check/linearizability.h"
#include "raft/history/world.h"
#include "raft/sim/random.h"

namespace raft::laboratory {

/// What a situation is played with: the profile and the seed. The same situation holds for all of them.
struct Setting {
    Profile profile;
    std::uint64_t seed;
};

inline std::vector<Setting> settings(std::uint64_t seeds = 3) {
    std::vector<Setting> all;
    for (const Profile profile : {Profile::Figure2, Profile::Production}) {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) all.push_back({profile, seed});
    }
    return all;
}

inline std::string told(const Setting& setting) {
    return std::string(setting.profile == Profile::Figure2 ? "figure2" : "production") + ", seed " +
           std::to_string(setting.seed);
}

/// `servers` servers with one client that puts in commands and does not wait for answers.
ClusterConfig clusterOf(const Setting& setting, int servers);

/// Loses a message in ten, sends one in twenty twice, and lets them overtake each other.
ClusterConfig unreliable(ClusterConfig config);

class Laboratory {
public:
    explicit Laboratory(const ClusterConfig& config);

    const Cluster& cluster() const { return world_.cluster(); }
    const Monitor& monitor() const { return world_.monitor(); }
    const Node& node(NodeId server) const { return cluster().node(server); }
    NodeSet all() const { return NodeSet::firstNodes(cluster().serverCount()); }
    NodeSet connected() const { return connected_; }
    SimTime now() const { return now_; }
    std::uint64_t dice(std::uint64_t sides) {
        return below(mixBits(mixBits(cluster().config().seed) ^ ++draws_), sides);
    }

    void act(const Action& action);
    void wait(std::int64_t ms);
    /// Lets time pass until `holds`, at most `ms`. Did it come true?
    bool until(std::int64_t ms, const std::function<bool()>& holds);

    void disconnect(NodeSet servers) { connect(connected_ - servers); }
    void reconnect(NodeSet servers) { connect(connected_ | servers); }
    void crash(NodeSet servers) { act(act::Crash{servers}); }
    void restart(NodeSet servers) { act(act::Restart{servers}); }
    bool isUp(NodeId server) const { return cluster().machine(server).up; }

    /// The leader of the highest term among the servers that run and are connected; none if nobody leads, or if two
    /// lead that term.
    std::optional<NodeId> leader() const;
    /// Waits for one; none after `ms`.
    std::optional<NodeId> electedWithin(std::int64_t ms);
    /// A server but `other`: the one `steps` further.
    NodeId after(NodeId other, int steps = 1) const;

    /// Puts a new command in at `server` and tells its text.
    std::string start(NodeId server);
    /// How many servers have the command committed.
    int agreedOn(const std::string& command) const;
    /// Puts a command in at whoever leads, again if nothing comes of it, until `servers` servers have one of them
    /// committed. Did that happen within `ms`?
    bool agree(int servers, std::int64_t ms = 2'000);

    /// The texts of the commands that `server` has committed, in order; no-ops left out.
    std::vector<std::string> committed(NodeId server) const;
    /// Every server has committed the same entries, up to the last one of any log, and is in the same state.
    bool allTheSame() const;
    std::string state(NodeId server) const;

    // What was sent so far.
    std::uint64_t sent(MessageKind kind) const { return sent_[static_cast<std::size_t>(kind)]; }
    std::uint64_t requestsSent() const { return sent(MessageKind::RequestVote) + sent(MessageKind::AppendEntries); }
    std::uint64_t entriesSent() const { return entriesSent_; }
    std::uint64_t rejections() const { return rejections_; }
    std::uint64_t installs() const { return installs_; }
    std::uint32_t longestLog() const { return longestLog_; }

private:
    void connect(NodeSet servers);
    void look();

    World world_;
    StepEvents step_;
    SimTime now_;
    NodeSet connected_;
    std::uint64_t draws_ = 0;
    std::uint32_t commands_ = 0;
    std::array<std::uint64_t, kMessageKindCount> sent_{};
    std::uint64_t entriesSent_ = 0;
    std::uint64_t rejections_ = 0;
    std::uint64_t installs_ = 0;
    std::uint32_t longestLog_ = 0;
};

inline NodeSet only(NodeId server) {
    NodeSet set;
    set.insert(server);
    return set;
}

/// Nothing that may never happen has happened.
inline void expectSafe(const Laboratory& lab) {
    for (const Violation& violation : lab.monitor().violations()) {
        ADD_FAILURE() << nameOf(violation.property) << " i=" << violation.event.value << ": " << violation.text;
    }
}

}  // namespace raft::laboratory
