#include "raft/core/rules.h"

#include <array>

#include "raft/base/check.h"

namespace raft {
namespace {

constexpr std::array<std::string_view, 2> kQuorumChoices{"majority", "half"};
constexpr std::array<std::string_view, 2> kConfigAtChoices{"append", "commit"};
constexpr std::array<std::string_view, 3> kJointQuorumChoices{"both", "new", "union"};
constexpr std::array<std::string_view, 3> kBackupByChoices{"term", "firstOfTerm", "halves"};
constexpr std::array<std::string_view, 3> kRemovedLeaderChoices{"stepsDown", "stepsDownEarly", "stays"};
constexpr std::array<std::string_view, 2> kQuorumLostChoices{"sameTerm", "nextTerm"};
constexpr std::array<std::string_view, 2> kMajorityRefusedChoices{"wait", "follow"};
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
    {RuleId::SnapshotConfig,
     "snapshotConfig",
     kBool,
     {},
     false,
     true,
     "D §5.1",
     "ElectionSafety",
     "broken-snapshot-config"},
    {RuleId::ConfigAt, "configAt", RuleInfo::Kind::Choice, kConfigAtChoices, true, true, "§6", "", ""},
    {RuleId::ConfigFollowsLog,
     "configFollowsLog",
     kBool,
     {},
     false,
     true,
     "§6",
     "ConfigTruth",
     "broken-config-follows-log"},
    {RuleId::ConfigWaitsForLast,
     "configWaitsForLast",
     kBool,
     {},
     false,
     true,
     "D §4.1",
     "LeaderCompleteness",
     "broken-config-waits-for-last"},
    {RuleId::ConfigNeedsCommitInTerm,
     "configNeedsCommitInTerm",
     kBool,
     {},
     false,
     true,
     "D §4.1, raft-dev 2015",
     "LeaderCompleteness",
     "broken-config-needs-commit-in-term"},
    {RuleId::ConfigOneServer,
     "configOneServer",
     kBool,
     {},
     false,
     true,
     "D §4.1",
     "ElectionSafety",
     "broken-config-one-server"},
    {RuleId::LearnersCount,
     "learnersCount",
     kBool,
     {},
     true,
     false,
     "D §4.2.1",
     "CommitDurableOnQuorum",
     "broken-learners-count"},
    {RuleId::JointQuorum, "jointQuorum", RuleInfo::Kind::Choice, kJointQuorumChoices, true, false, "§6",
     "LeaderCompleteness", "broken-joint-quorum"},
    {RuleId::JointWaitsForCommit,
     "jointWaitsForCommit",
     kBool,
     {},
     false,
     true,
     "§6",
     "LeaderCompleteness",
     "broken-joint-waits-for-commit"},
    {RuleId::RemovedLeader, "removedLeader", RuleInfo::Kind::Choice, kRemovedLeaderChoices, true, true, "D §4.2.2", "",
     ""},
    {RuleId::RemovedLeaderCounts,
     "removedLeaderCounts",
     kBool,
     {},
     true,
     false,
     "D §4.2.2",
     "LeaderCompleteness",
     "broken-removed-leader-counts"},
    {RuleId::BackupBy, "backupBy", RuleInfo::Kind::Choice, kBackupByChoices, true, true, "§5.3, D §3.5", "", ""},
    {RuleId::AnswerStaleTerms, "answerStaleTerms", kBool, {}, true, true, "§5.1", "", ""},
    {RuleId::LeaderWaitsForDisk, "leaderWaitsForDisk", kBool, {}, true, true, "D §10.2.1", "", ""},
    {RuleId::PersistCommit, "persistCommit", kBool, {}, true, true, "D §3.8", "", ""},
    {RuleId::PreVote, "preVote", kBool, {}, true, true, "D §9.6", "", ""},
    {RuleId::CheckQuorum, "checkQuorum", kBool, {}, true, true, "D §6.2", "", ""},
    {RuleId::IgnoreVoteWhileLed, "ignoreVoteWhileLed", kBool, {}, true, true, "D §4.2.3", "", ""},
    {RuleId::PreVotePure, "preVotePure", kBool, {}, false, true, "D §9.6", "PreVotePure", "broken-pre-vote-pure"},
    {RuleId::CountPreVotes,
     "countPreVotes",
     kBool,
     {},
     true,
     false,
     "D §9.6",
     "ElectionSafety",
     "broken-count-pre-votes"},
    {RuleId::QuorumLost, "quorumLost", RuleInfo::Kind::Choice, kQuorumLostChoices, true, true, "D §6.2", "", ""},
    {RuleId::MajorityRefused, "majorityRefused", RuleInfo::Kind::Choice, kMajorityRefusedChoices, true, true, "§5.2",
     "", ""},
    {RuleId::VoteForNonMember, "voteForNonMember", kBool, {}, true, true, "D §4.1", "", ""},
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
    {RuleId::LeaseEndsOnTransfer,
     "leaseEndsOnTransfer",
     kBool,
     {},
     false,
     true,
     "D §6.4.1",
     "LeaseSafety",
     "broken-lease-ends-on-transfer"},
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
        case RuleId::SnapshotConfig: return snapshotConfig;
        case RuleId::ConfigAt: return static_cast<int>(configAt);
        case RuleId::ConfigFollowsLog: return configFollowsLog;
        case RuleId::ConfigWaitsForLast: return configWaitsForLast;
        case RuleId::ConfigNeedsCommitInTerm: return configNeedsCommitInTerm;
        case RuleId::ConfigOneServer: return configOneServer;
        case RuleId::LearnersCount: return learnersCount;
        case RuleId::JointQuorum: return static_cast<int>(jointQuorum);
        case RuleId::JointWaitsForCommit: return jointWaitsForCommit;
        case RuleId::RemovedLeader: return static_cast<int>(removedLeader);
        case RuleId::RemovedLeaderCounts: return removedLeaderCounts;
        case RuleId::BackupBy: return static_cast<int>(backupBy);
        case RuleId::AnswerStaleTerms: return answerStaleTerms;
        case RuleId::LeaderWaitsForDisk: return leaderWaitsForDisk;
        case RuleId::PersistCommit: return persistCommit;
        case RuleId::PreVote: return preVote;
        case RuleId::CheckQuorum: return checkQuorum;
        case RuleId::IgnoreVoteWhileLed: return ignoreVoteWhileLed;
        case RuleId::PreVotePure: return preVotePure;
        case RuleId::CountPreVotes: return countPreVotes;
        case RuleId::QuorumLost: return static_cast<int>(quorumLost);
        case RuleId::MajorityRefused: return static_cast<int>(majorityRefused);
        case RuleId::VoteForNonMember: return voteForNonMember;
        case RuleId::ReadConfirm: return readConfirm;
        case RuleId::ReadNeedsCommitInTerm: return readNeedsCommitInTerm;
        case RuleId::ReadFreshRound: return readFreshRound;
        case RuleId::ReadWaitsForApply: return readWaitsForApply;
        case RuleId::Lease: return lease;
        case RuleId::LeaseBindsVoters: return leaseBindsVoters;
        case RuleId::LeaseAllowsDrift: return leaseAllowsDrift;
        case RuleId::LeaseFromSend: return leaseFromSend;
        case RuleId::LeaseEndsOnTransfer: return leaseEndsOnTransfer;
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
        case RuleId::SnapshotConfig: snapshotConfig = on; return;
        case RuleId::ConfigAt: configAt = static_cast<raft::ConfigAt>(value); return;
        case RuleId::ConfigFollowsLog: configFollowsLog = on; return;
        case RuleId::ConfigWaitsForLast: configWaitsForLast = on; return;
        case RuleId::ConfigNeedsCommitInTerm: configNeedsCommitInTerm = on; return;
        case RuleId::ConfigOneServer: configOneServer = on; return;
        case RuleId::LearnersCount: learnersCount = on; return;
        case RuleId::JointQuorum: jointQuorum = static_cast<raft::JointQuorum>(value); return;
        case RuleId::JointWaitsForCommit: jointWaitsForCommit = on; return;
        case RuleId::RemovedLeader: removedLeader = static_cast<raft::RemovedLeader>(value); return;
        case RuleId::RemovedLeaderCounts: removedLeaderCounts = on; return;
        case RuleId::BackupBy: backupBy = static_cast<raft::BackupBy>(value); return;
        case RuleId::AnswerStaleTerms: answerStaleTerms = on; return;
        case RuleId::LeaderWaitsForDisk: leaderWaitsForDisk = on; return;
        case RuleId::PersistCommit: persistCommit = on; return;
        case RuleId::PreVote: preVote = on; return;
        case RuleId::CheckQuorum: checkQuorum = on; return;
        case RuleId::IgnoreVoteWhileLed: ignoreVoteWhileLed = on; return;
        case RuleId::PreVotePure: preVotePure = on; return;
        case RuleId::CountPreVotes: countPreVotes = on; return;
        case RuleId::QuorumLost: quorumLost = static_cast<raft::QuorumLost>(value); return;
        case RuleId::MajorityRefused: majorityRefused = static_cast<raft::MajorityRefused>(value); return;
        case RuleId::VoteForNonMember: voteForNonMember = on; return;
        case RuleId::ReadConfirm: readConfirm = on; return;
        case RuleId::ReadNeedsCommitInTerm: readNeedsCommitInTerm = on; return;
        case RuleId::ReadFreshRound: readFreshRound = on; return;
        case RuleId::ReadWaitsForApply: readWaitsForApply = on; return;
        case RuleId::Lease: lease = on; return;
        case RuleId::LeaseBindsVoters: leaseBindsVoters = on; return;
        case RuleId::LeaseAllowsDrift: leaseAllowsDrift = on; return;
        case RuleId::LeaseFromSend: leaseFromSend = on; return;
        case RuleId::LeaseEndsOnTransfer: leaseEndsOnTransfer = on; return;
    }
    checkFailed("known rule", __FILE__, __LINE__);
}

Rules rulesOf(Profile profile) {
    Rules rules;
    if (profile == Profile::Production) {
        rules.noopOnElection = true;
        rules.fastBackup = true;
        rules.pipeline = true;
        rules.preVote = true;
        rules.checkQuorum = true;
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
