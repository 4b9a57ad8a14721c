#include "raft/core/rules.h"

#include <array>

#include "raft/base/check.h"

namespace raft {
namespace {

constexpr std::array<std::string_view, 2> kQuorumChoices{"majority", "half"};
constexpr auto kBool = RuleInfo::Kind::Bool;

constexpr std::array<RuleInfo, kRuleCount> kRules{{
    {RuleId::NoopOnElection, "noopOnElection", kBool, {}, true, true, "D §6.4", "", ""},
    {RuleId::FastBackup, "fastBackup", kBool, {}, true, true, "§5.3", "", ""},
    {RuleId::Batch, "batch", kBool, {}, true, true, "D §10.2.2", "", ""},
    {RuleId::Pipeline, "pipeline", kBool, {}, true, true, "D §10.2.1", "", ""},
    {RuleId::Dedup, "dedup", kBool, {}, false, true, "§8", "Linearizability", "broken-dedup"},
    {RuleId::CompareLogs, "compareLogs", kBool, {}, false, true, "§5.4.1", "LeaderCompleteness", "broken-compare-logs"},
    {RuleId::CommitOldTerms,
     "commitOldTerms",
     kBool,
     {},
     true,
     false,
     "§5.4.2",
     "LeaderCompleteness",
     "broken-commit-old-terms"},
    {RuleId::PersistVote, "persistVote", kBool, {}, false, true, "Figure 2", "ElectionSafety", "broken-persist-vote"},
    {RuleId::PersistTerm, "persistTerm", kBool, {}, false, true, "Figure 2", "ElectionSafety", "broken-persist-term"},
    {RuleId::CheckPrev, "checkPrev", kBool, {}, false, true, "§5.3", "LogMatching", "broken-check-prev"},
    {RuleId::TruncateAlways,
     "truncateAlways",
     kBool,
     {},
     true,
     false,
     "Figure 2",
     "StateMachineSafety",
     "broken-truncate-always"},
    {RuleId::Quorum, "quorum", RuleInfo::Kind::Choice, kQuorumChoices, true, false, "§5.2", "ElectionSafety",
     "broken-quorum"},
    {RuleId::AckBeforePersist,
     "ackBeforePersist",
     kBool,
     {},
     true,
     false,
     "D §3.8",
     "LeaderCompleteness",
     "broken-ack-before-persist"},
    {RuleId::SnapshotOnlyApplied,
     "snapshotOnlyApplied",
     kBool,
     {},
     false,
     true,
     "§7",
     "SnapshotSound",
     "broken-snapshot-only-applied"},
    {RuleId::SnapshotSessions,
     "snapshotSessions",
     kBool,
     {},
     false,
     true,
     "D §6.3",
     "Linearizability",
     "broken-snapshot-sessions"},
    {RuleId::SnapshotKeepsSuffix,
     "snapshotKeepsSuffix",
     kBool,
     {},
     false,
     true,
     "Figure 13",
     "LeaderCompleteness",
     "broken-snapshot-keeps-suffix"},
    {RuleId::IgnoreOldSnapshots,
     "ignoreOldSnapshots",
     kBool,
     {},
     false,
     true,
     "§7",
     "TermMonotonic",
     "broken-ignore-old-snapshots"},
    {RuleId::ReadConfirm, "readConfirm", kBool, {}, false, true, "D §6.4", "Linearizability", "broken-read-confirm"},
    {RuleId::ReadNeedsCommitInTerm,
     "readNeedsCommitInTerm",
     kBool,
     {},
     false,
     true,
     "D §6.4",
     "Linearizability",
     "broken-read-needs-commit-in-term"},
    {RuleId::ReadFreshRound,
     "readFreshRound",
     kBool,
     {},
     false,
     true,
     "D §6.4",
     "Linearizability",
     "broken-read-fresh-round"},
    {RuleId::ReadWaitsForApply,
     "readWaitsForApply",
     kBool,
     {},
     false,
     true,
     "D §6.4",
     "Linearizability",
     "broken-read-waits-for-apply"},
    {RuleId::Lease, "lease", kBool, {}, true, true, "D §6.4.1", "", ""},
    {RuleId::LeaseBindsVoters,
     "leaseBindsVoters",
     kBool,
     {},
     false,
     true,
     "D §6.4.1",
     "LeaseSafety",
     "broken-lease-binds-voters"},
    {RuleId::LeaseAllowsDrift,
     "leaseAllowsDrift",
     kBool,
     {},
     false,
     true,
     "D §6.4.1",
     "LeaseSafety",
     "broken-lease-allows-drift"},
    {RuleId::LeaseFromSend,
     "leaseFromSend",
     kBool,
     {},
     false,
     true,
     "D §6.4.1",
     "LeaseSafety",
     "broken-lease-from-send"},
}};

}  // namespace

int Rules::get(RuleId rule) const {
    switch (rule) {
        case RuleId::NoopOnElection: return noopOnElection;
        case RuleId::FastBackup: return fastBackup;
        case RuleId::Batch: return batch;
        case RuleId::Pipeline: return pipeline;
        case RuleId::Dedup: return dedup;
        case RuleId::CompareLogs: return compareLogs;
        case RuleId::CommitOldTerms: return commitOldTerms;
        case RuleId::PersistVote: return persistVote;
        case RuleId::PersistTerm: return persistTerm;
        case RuleId::CheckPrev: return checkPrev;
        case RuleId::TruncateAlways: return truncateAlways;
        case RuleId::Quorum: return static_cast<int>(quorum);
        case RuleId::AckBeforePersist: return ackBeforePersist;
        case RuleId::SnapshotOnlyApplied: return snapshotOnlyApplied;
        case RuleId::SnapshotSessions: return snapshotSessions;
        case RuleId::SnapshotKeepsSuffix: return snapshotKeepsSuffix;
        case RuleId::IgnoreOldSnapshots: return ignoreOldSnapshots;
        case RuleId::ReadConfirm: return readConfirm;
        case RuleId::ReadNeedsCommitInTerm: return readNeedsCommitInTerm;
        case RuleId::ReadFreshRound: return readFreshRound;
        case RuleId::ReadWaitsForApply: return readWaitsForApply;
        case RuleId::Lease: return lease;
        case RuleId::LeaseBindsVoters: return leaseBindsVoters;
        case RuleId::LeaseAllowsDrift: return leaseAllowsDrift;
        case RuleId::LeaseFromSend: return leaseFromSend;
    }
    checkFailed("known rule", __FILE__, __LINE__);
}

void Rules::set(RuleId rule, int value) {
    const bool on = value != 0;
    switch (rule) {
        case RuleId::NoopOnElection: noopOnElection = on; return;
        case RuleId::FastBackup: fastBackup = on; return;
        case RuleId::Batch: batch = on; return;
        case RuleId::Pipeline: pipeline = on; return;
        case RuleId::Dedup: dedup = on; return;
        case RuleId::CompareLogs: compareLogs = on; return;
        case RuleId::CommitOldTerms: commitOldTerms = on; return;
        case RuleId::PersistVote: persistVote = on; return;
        case RuleId::PersistTerm: persistTerm = on; return;
        case RuleId::CheckPrev: checkPrev = on; return;
        case RuleId::TruncateAlways: truncateAlways = on; return;
        case RuleId::Quorum: quorum = static_cast<QuorumRule>(value); return;
        case RuleId::AckBeforePersist: ackBeforePersist = on; return;
        case RuleId::SnapshotOnlyApplied: snapshotOnlyApplied = on; return;
        case RuleId::SnapshotSessions: snapshotSessions = on; return;
        case RuleId::SnapshotKeepsSuffix: snapshotKeepsSuffix = on; return;
        case RuleId::IgnoreOldSnapshots: ignoreOldSnapshots = on; return;
        case RuleId::ReadConfirm: readConfirm = on; return;
        case RuleId::ReadNeedsCommitInTerm: readNeedsCommitInTerm = on; return;
        case RuleId::ReadFreshRound: readFreshRound = on; return;
        case RuleId::ReadWaitsForApply: readWaitsForApply = on; return;
        case RuleId::Lease: lease = on; return;
        case RuleId::LeaseBindsVoters: leaseBindsVoters = on; return;
        case RuleId::LeaseAllowsDrift: leaseAllowsDrift = on; return;
        case RuleId::LeaseFromSend: leaseFromSend = on; return;
    }
    checkFailed("known rule", __FILE__, __LINE__);
}

Rules rulesOf(Profile profile) {
    Rules rules;
    if (profile == Profile::Production) {
        rules.noopOnElection = true;
        rules.fastBackup = true;
        rules.pipeline = true;
    }
    return rules;
}

std::span<const RuleInfo> ruleTable() { return kRules; }

const RuleInfo& infoOf(RuleId rule) { return kRules[static_cast<std::size_t>(rule)]; }

std::optional<RuleId> ruleByName(std::string_view name) {
    for (const RuleInfo& info : kRules) {
        if (info.name == name) return info.id;
    }
    return std::nullopt;
}

bool isCorrect(RuleId rule, int value) { return value != 0 ? infoOf(rule).correctWhenOn : infoOf(rule).correctWhenOff; }

bool isCorrect(const Rules& rules) {
    for (const RuleInfo& info : kRules) {
        if (!isCorrect(info.id, rules.get(info.id))) return false;
    }
    return true;
}

}  // namespace raft
