// Who decides, as a trace tells it: ConfigTruth, OneUncommittedConfig.

#include <algorithm>

#include "raft/trace/trace_checker.h"

namespace raft {

/// What the entry at `index` says; null if it is no configuration.
const Configuration* TraceChecker::configAt(const Node& node, LogIndex index) const {
    const Held* held = node.at(index);
    const auto found = held == nullptr ? configs_.end() : configs_.find(held->content);
    return found == configs_.end() ? nullptr : &found->second;
}

/// "{S1,S2}+{S2,S3}(S4)": C_old, C_new and learners.
std::string TraceChecker::shown(const Configuration& config) const {
    const auto list = [this](NodeSet servers) {
        std::string text;
        for (const NodeId server : servers) text += (text.empty() ? "" : ",") + name(server);
        return text;
    };
    std::string text = '{' + list(config.voters) + '}';
    if (config.isJoint()) text = '{' + list(config.oldVoters) + "}+" + text;
    if (!config.learners.empty()) text += '(' + list(config.learners) + ')';
    return text;
}

/// A leader adds a configuration once the last one of its log is committed (D §4.1).
void TraceChecker::checkOneUncommitted(const TraceEvent& event, const Node& node) {
    if (!node.stated || node.now.role != Role::Leader) return;
    const LogIndex added(event.last);
    if (configAt(node, added) == nullptr) return;
    for (LogIndex i(static_cast<std::uint32_t>(committed_.size()) + 1); i < added; ++i) {
        if (configAt(node, i) == nullptr) continue;
        return report(Property::OneUncommittedConfig, event.line,
                      name(event.node) + " leads and added a configuration at index " + std::to_string(added.value) +
                          ", although the one at index " + std::to_string(i.value) + " is not committed",
                      {});
    }
}

/// In use is the latest configuration of the log, else that of the snapshot, else the first (§6); where configurations
/// are used once they are committed, all those of the log count as committed but the last.
void TraceChecker::checkConfig(NodeId server) {
    Node& node = nodes_[server.value];
    std::size_t used = node.configEntries.size();
    // The last one counts only if it is known to be committed.
    if (configAtCommit_ && used > 0 && node.configEntries.back() > node.now.commitIndex) --used;
    const Configuration* last = used == 0 ? nullptr : configAt(node, node.configEntries[used - 1]);
    const Configuration& expected = last == nullptr ? node.included : *last;
    const bool toldBefore = node.misconfigured;
    node.misconfigured = !(expected == node.config);
    if (!node.misconfigured || toldBefore) return;
    std::vector<int> with;
    if (node.configLine > 0) with.push_back(node.configLine);
    report(Property::ConfigTruth, std::max(node.stateLine, node.configLine),
           name(server) + " uses the configuration " + shown(node.config) + ", but its log says " + shown(expected),
           std::move(with));
}

}  // namespace raft
