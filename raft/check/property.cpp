#include "raft/check/property.h"

#include <array>

namespace raft {
namespace {

constexpr std::array<PropertyInfo, kPropertyCount> kProperties{{
    {Property::ElectionSafety, "ElectionSafety", "Figure 3"},
    {Property::LeaderAppendOnly, "LeaderAppendOnly", "Figure 3"},
    {Property::LogMatching, "LogMatching", "Figure 3"},
    {Property::LeaderCompleteness, "LeaderCompleteness", "Figure 3"},
    {Property::StateMachineSafety, "StateMachineSafety", "Figure 3"},
    {Property::Linearizability, "Linearizability", "§8"},
    {Property::OneVotePerTerm, "OneVotePerTerm", "§5.2"},
    {Property::CommitDurableOnQuorum, "CommitDurableOnQuorum", "§5.3"},
    {Property::NeverCommitPrevTermByCount, "NeverCommitPrevTermByCount", "§5.4.2"},
    {Property::MatchIndexTruth, "MatchIndexTruth", "§5.3"},
    {Property::MatchMonotonic, "MatchMonotonic", "Figure 2"},
    {Property::TermMonotonic, "TermMonotonic", "Figure 2"},
    {Property::LogTermsMonotonic, "LogTermsMonotonic", "D §A.2"},
    {Property::MsgTermLeSender, "MsgTermLeSender", "§5.1"},
    {Property::LegalTransitions, "LegalTransitions", "Figure 4"},
    {Property::PersistBeforeSend, "PersistBeforeSend", "D §3.8"},
    {Property::SnapshotSound, "SnapshotSound", "D §5.1"},
    {Property::ConfigTruth, "ConfigTruth", "§6"},
    {Property::OneUncommittedConfig, "OneUncommittedConfig", "D §4.1"},
    {Property::QuorumOverlap, "QuorumOverlap", "D §4.1, §4.3"},
    {Property::StateHashAtIndex, "StateHashAtIndex", "§2"},
    {Property::CandidateTermNotInLog, "CandidateTermNotInLog", "§5.2"},
    {Property::LeaderHasMaxIndexOfItsTerm, "LeaderHasMaxIndexOfItsTerm", "§5.3"},
    {Property::CommitAdvances, "CommitAdvances", "Figure 2"},
    {Property::PreVotePure, "PreVotePure", "D §9.6"},
    {Property::LeaseSafety, "LeaseSafety", "D §6.4.1"},
}};

}  // namespace

std::span<const PropertyInfo> propertyTable() { return kProperties; }

std::string_view nameOf(Property property) { return kProperties[static_cast<std::size_t>(property)].name; }

std::optional<Property> propertyByName(std::string_view name) {
    for (const PropertyInfo& info : kProperties) {
        if (info.name == name) return info.property;
    }
    return std::nullopt;
}

}  // namespace raft
