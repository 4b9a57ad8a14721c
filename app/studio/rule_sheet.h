#pragma once
// The rules of the protocol as the window tells them: what each means, what it is now, and whether that is Raft.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/core/rules.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster.h"

namespace studio {

/// The key of what a profile is called.
constexpr std::string_view profileKey(raft::Profile profile) {
    return profile == raft::Profile::Figure2 ? "newCluster.figure2" : "newCluster.production";
}
/// "on" and "off"; a choice is called as in files: "half".
std::string ruleValueText(const raft::RuleInfo& info, int value, const Texts& texts);
/// How many values a rule has.
int valueCount(const raft::RuleInfo& info);

/// "Elections": what stands above the rules of one subject.
std::string subjectTitle(const raft::RuleInfo& info, const Texts& texts);

/// One line of the list.
struct RuleRow {
    const raft::RuleInfo* info = nullptr;
    std::string meaning;
    int value = 0;
    bool isRaft = true;
    bool isProfiles = true;  ///< As the cluster's profile has it.
    std::string verdict;     ///< Whether its value is Raft, and what breaks if it is not.
};

/// Does every word of `query` stand in the rule's name, meaning or subject, in either language? Case does not matter.
bool ruleFits(const raft::RuleInfo& info, std::string_view query);

/// The rules that fit, by subject.
std::vector<RuleRow> ruleRows(const raft::Cluster& cluster, std::string_view query, const Texts& texts);

/// What puts every rule back to what the cluster's profile says, as far as it may still be changed.
std::vector<raft::act::SetRule> rulesUnlikeProfile(const raft::Cluster& cluster);

/// The rules that are bent, in a few words each. `bentRules` is what ClusterView has: "compareLogs=false quorum=half";
/// names alone will do.
std::string bentWords(std::string_view bentRules, const Texts& texts);

}  // namespace studio
