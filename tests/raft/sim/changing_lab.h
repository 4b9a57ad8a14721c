#pragma once
// What the runs with a changing membership look at.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/raft/check/membership_lab.h"

namespace raft::lab {

/// Every reason that was given, in order.
class Reasons {
public:
    explicit Reasons(Lab& lab) {
        lab.eachStep = [this](const StepEvents& step) {
            for (const Event& event : step.events) {
                seen_.push_back({event.node, event.reason});
                if (event.kind == EventKind::Truncate) truncated_.insert(event.node);
            }
        };
    }
    std::size_t count(Reason reason) const {
        std::size_t times = 0;
        for (const auto& [server, given] : seen_) times += given == reason ? 1U : 0U;
        return times;
    }
    std::size_t count(Reason reason, int server) const {
        std::size_t times = 0;
        for (const auto& [by, given] : seen_) times += given == reason && by == S(server) ? 1U : 0U;
        return times;
    }
    bool hasTruncated(int server) const { return truncated_.contains(S(server)); }

private:
    std::vector<std::pair<NodeId, Reason>> seen_;
    NodeSet truncated_;
};

inline bool leads(const Lab& lab, int server) {
    return lab.cluster().machine(S(server)).up && lab.node(server).role() == Role::Leader;
}

inline bool isCommitted(const Lab& lab, const std::string& command) {
    const TextId text = lab.cluster().sharedTexts()->intern(command);
    for (const NodeId server : NodeSet::firstNodes(lab.cluster().serverCount())) {
        const Node& node = lab.cluster().node(server);
        for (LogIndex i = node.log().firstIndex(); i <= node.state().commitIndex; ++i) {
            if (node.log().at(i).command == text) return true;
        }
    }
    return false;
}

/// S1 leads `voters` of `servers` and has committed its no-op everywhere.
inline Lab led(int voters, int servers) {
    Lab lab(members(voters, servers));
    lab.elect(1);
    lab.wait(70);
    return lab;
}

inline void expectAll(const Lab& lab, std::initializer_list<int> servers, const Configuration& config) {
    for (const int server : servers) {
        EXPECT_EQ(lab.node(server).config(), config) << "S" << server;
        EXPECT_GE(lab.node(server).state().commitIndex, lab.node(server).configIndex()) << "S" << server;
    }
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

}  // namespace raft::lab
