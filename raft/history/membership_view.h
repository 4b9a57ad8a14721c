#pragma once
// A configuration as pictures know it: who decides, who only listens, and which sets must agree.

#include <array>
#include <cstdint>

#include "raft/base/ids.h"

namespace raft {

/// One set of servers of which so many must agree.
struct HalfView {
    NodeSet servers;
    int needed = 0;
};

/// What a server takes for the cluster's configuration.
struct MembershipView {
    NodeSet voters;     ///< Those of C_new while joint.
    NodeSet oldVoters;  ///< Those of C_old while joint; else empty.
    NodeSet learners;
    std::uint32_t index = 0;  ///< Of its entry; 0: in the snapshot, or what the cluster began with.
    bool committed = true;    ///< As far as the server knows.
    /// The sets whose majorities decide: one, or C_old and C_new. Bent rules ask other sets.
    std::array<HalfView, 2> halves;
    int halfCount = 0;

    bool isJoint() const { return !oldVoters.empty(); }
    NodeSet deciders() const { return voters | oldVoters; }
    NodeSet members() const { return deciders() | learners; }
    /// Do both name the same servers for the same things?
    bool sameMembers(const MembershipView& other) const {
        return voters == other.voters && oldVoters == other.oldVoters && learners == other.learners;
    }
};

}  // namespace raft
