#pragma once
// Who belongs to a cluster, and who of them decides (§6, D chapter 4).

#include <cstdint>

#include "raft/base/ids.h"

namespace raft {

/// A configuration: simple, or joint (C_old,new) while a cluster passes from one set of voters to another.
struct Configuration {
    NodeSet voters;     ///< They decide; while joint those of C_new.
    NodeSet oldVoters;  ///< Those of C_old while joint: their majority is needed as well. Empty otherwise.
    /// They receive the log and decide nothing (D §4.2.1). While joint, a voter of C_old may be among them: it becomes
    /// one with C_new.
    NodeSet learners;

    bool isJoint() const { return !oldVoters.empty(); }
    /// Everybody whose vote may count: either half while joint.
    NodeSet deciders() const { return voters | oldVoters; }
    /// Everybody who receives the log.
    NodeSet members() const { return deciders() | learners; }

    friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// A configuration as an entry and an event's operand hold it: nine bits for each of its three sets.
class PackedConfiguration {
public:
    constexpr PackedConfiguration() = default;
    constexpr explicit PackedConfiguration(std::uint32_t bits) : bits_(bits) {}
    explicit PackedConfiguration(const Configuration& config)
        : bits_(static_cast<std::uint32_t>(config.voters.bits() | config.oldVoters.bits() << kMaxServers |
                                           config.learners.bits() << (2 * kMaxServers))) {}

    Configuration unpacked() const {
        constexpr std::uint32_t kOne = (1u << kMaxServers) - 1;
        return {NodeSet(bits_ & kOne), NodeSet(bits_ >> kMaxServers & kOne),
                NodeSet(bits_ >> (2 * kMaxServers) & kOne)};
    }
    constexpr std::uint32_t bits() const { return bits_; }

    friend constexpr bool operator==(PackedConfiguration, PackedConfiguration) = default;

private:
    std::uint32_t bits_ = 0;
};
static_assert(3 * kMaxServers <= 32);

}  // namespace raft
