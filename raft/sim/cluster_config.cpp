#include "raft/sim/cluster_config.h"

#include <algorithm>

#include "raft/base/check.h"
#include "raft/core/quorum.h"

namespace raft {

std::optional<NodeId> ClusterConfig::endNamed(std::string_view name) const {
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const auto label = labels.find(servers[i]);
        if (servers[i] == name || (label != labels.end() && label->second == name)) {
            return NodeId(static_cast<std::uint8_t>(i));
        }
    }
    for (std::size_t i = 0; i < clients.size(); ++i) {
        if (clients[i] == name) return clientEnd(static_cast<int>(i));
    }
    return std::nullopt;
}

const std::string& ClusterConfig::nameOf(NodeId end) const {
    if (isClient(end)) return clients[static_cast<std::size_t>(clientNumber(end))];
    CHECK(end.value < servers.size());
    return servers[end.value];
}

const std::string& ClusterConfig::labelOf(NodeId end) const {
    const std::string& name = nameOf(end);
    const auto label = isClient(end) ? labels.end() : labels.find(name);
    return label == labels.end() ? name : label->second;
}

namespace {

using LogOf = std::vector<StartEntry>;

std::string place(const ClusterConfig& config, std::size_t server, std::size_t index) {
    return "entry " + std::to_string(index) + " of " + config.servers[server];
}

/// Terms never fall, start at 1 and do not exceed currentTerm.
std::optional<std::string> checkTerms(const ClusterConfig& config, const StartState& start) {
    for (std::size_t s = 0; s < start.logs.size(); ++s) {
        Term before(1);
        for (std::size_t i = 0; i < start.logs[s].size(); ++i) {
            const Term term = start.logs[s][i].term;
            if (term < before) {
                return place(config, s, i + 1) + " has term " + std::to_string(term.value) + " after term " +
                       std::to_string(before.value) + "; terms start at 1 and never fall along a log";
            }
            if (term > start.term) {
                return place(config, s, i + 1) + " has term " + std::to_string(term.value) +
                       ", later than the start's term " + std::to_string(start.term.value);
            }
            before = term;
        }
    }
    return std::nullopt;
}

/// If two logs hold an entry of the same index and term, they are identical up to there (Log Matching, §5.3).
std::optional<std::string> checkMatching(const ClusterConfig& config, const StartState& start) {
    for (std::size_t a = 0; a < start.logs.size(); ++a) {
        for (std::size_t b = a + 1; b < start.logs.size(); ++b) {
            const LogOf& one = start.logs[a];
            const LogOf& two = start.logs[b];
            bool differ = false;
            for (std::size_t i = 0; i < std::min(one.size(), two.size()); ++i) {
                differ = differ || !(one[i] == two[i]);
                if (differ && one[i].term == two[i].term) {
                    return config.servers[a] + " and " + config.servers[b] + " both have an entry " +
                           std::to_string(i + 1) + " of term " + std::to_string(one[i].term.value) +
                           ", but their logs differ up to there; Log Matching (§5.3) forbids that";
                }
            }
        }
    }
    return std::nullopt;
}

bool holdsPrefix(const LogOf& log, const LogOf& other, std::size_t count) {
    return log.size() >= count && other.size() >= count &&
           std::equal(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(count), other.begin());
}

/// The committed prefix is on a majority and, if somebody leads, in the leader's log.
std::optional<std::string> checkCommitted(const ClusterConfig& config, const StartState& start) {
    const std::size_t commit = start.commit.value;
    if (commit == 0) return std::nullopt;
    const NodeSet voters = config.membership().voters;
    const int needed = quorumSize(voters.size(), QuorumRule::Majority);
    int most = 0;
    const LogOf* prefix = nullptr;
    for (const LogOf& log : start.logs) {
        int copies = 0;
        for (const NodeId voter : voters) copies += holdsPrefix(log, start.logs[voter.value], commit) ? 1 : 0;
        if (copies > most) {
            most = copies;
            prefix = &log;
        }
    }
    if (most < needed) {
        return "the first " + std::to_string(commit) + " entries are said to be committed, but at most " +
               std::to_string(most) + " servers hold them; a majority of " + std::to_string(needed) + " must";
    }
    for (std::size_t s = 0; s < start.logs.size(); ++s) {
        const std::size_t known = std::min(commit, start.logs[s].size());
        if (!std::equal(start.logs[s].begin(), start.logs[s].begin() + static_cast<std::ptrdiff_t>(known),
                        prefix->begin())) {
            return config.servers[s] + " differs from the committed prefix within its first " + std::to_string(known) +
                   " entries, which it would already have applied";
        }
    }
    if (start.leader && !holdsPrefix(start.logs[start.leader->value], *prefix, commit)) {
        return config.servers[start.leader->value] +
               " leads but lacks committed entries; a leader holds them all (§5.4)";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> checkStart(const ClusterConfig& config, const StartState& start) {
    if (start.leader && start.term.value == 0) return "somebody leads, so the term must be at least 1";
    if (start.leader && !config.membership().voters.contains(*start.leader)) {
        return config.servers[start.leader->value] + " leads but is no voter";
    }
    if (auto wrong = checkTerms(config, start)) return wrong;
    if (auto wrong = checkMatching(config, start)) return wrong;
    return checkCommitted(config, start);
}

}  // namespace raft
