// What there is to say of each rule: `raftlab rules`.

#include <array>

#include "raft/core/rules.h"

namespace raft {
namespace {

using Subject = RuleSubject;
using Text = std::string_view;

constexpr std::array<std::string_view, 2> kQuorumChoices{"majority", "half"};
constexpr std::array<std::string_view, 2> kConfigAtChoices{"append", "commit"};
constexpr std::array<std::string_view, 3> kJointQuorumChoices{"both", "new", "union"};
constexpr std::array<std::string_view, 3> kBackupByChoices{"term", "firstOfTerm", "halves"};
constexpr std::array<std::string_view, 3> kRemovedLeaderChoices{"stepsDown", "stepsDownEarly", "stays"};
constexpr std::array<std::string_view, 2> kQuorumLostChoices{"sameTerm", "nextTerm"};
constexpr std::array<std::string_view, 2> kMajorityRefusedChoices{"wait", "follow"};
constexpr std::array<std::string_view, 4> kCompareByChoices{"termAndIndex", "index", "term", "commitIndex"};
constexpr std::array<std::string_view, 3> kConflictsChoices{"truncate", "keep", "overwrite"};
constexpr std::array<std::string_view, 2> kHeartbeatsChoices{"appendEntries", "ownMessage"};
constexpr std::array<std::string_view, 2> kUpToChoices{"lastNewEntry", "lastLogIndex"};

/// Either way is a correct Raft. `scenario` shows the one that `figure2` does not go.
constexpr RuleInfo either(RuleId id, Subject subject, Text name, Text source, Text scenario) {
    return {id, subject, name, RuleInfo::Kind::Bool, {}, true, true, source, "", scenario};
}
/// The same of several choices.
constexpr RuleInfo anyOf(RuleId id, Subject subject, Text name, std::span<const Text> choices, Text source,
                         Text scenario) {
    return {id, subject, name, RuleInfo::Kind::Choice, choices, true, true, source, "", scenario};
}
/// Raft has it on. Off, `scenario` breaks `protects`.
constexpr RuleInfo keep(RuleId id, Subject subject, Text name, Text source, Text protects, Text scenario) {
    return {id, subject, name, RuleInfo::Kind::Bool, {}, false, true, source, protects, scenario};
}
/// Raft has it off. On, `scenario` breaks `protects`.
constexpr RuleInfo shun(RuleId id, Subject subject, Text name, Text source, Text protects, Text scenario) {
    return {id, subject, name, RuleInfo::Kind::Bool, {}, true, false, source, protects, scenario};
}
/// The first choice is Raft. Others are not: with one of them, `scenario` breaks `protects`.
constexpr RuleInfo choice(RuleId id, Subject subject, Text name, std::span<const Text> choices, Text source,
                          Text protects, Text scenario) {
    return {id, subject, name, RuleInfo::Kind::Choice, choices, true, false, source, protects, scenario};
}

constexpr std::array<RuleInfo, kRuleCount> kRules{{
    // Elections.
    keep(RuleId::CompareLogs, Subject::Elections, "compareLogs", "§5.4.1", "LeaderCompleteness", "broken-compare-logs"),
    choice(RuleId::CompareBy, Subject::Elections, "compareBy", kCompareByChoices, "§5.4.1", "LeaderCompleteness",
           "broken-compare-by"),
    keep(RuleId::OneVotePerTerm, Subject::Elections, "oneVotePerTerm", "§5.2", "ElectionSafety",
         "broken-one-vote-per-term"),
    keep(RuleId::NewTermPerElection, Subject::Elections, "newTermPerElection", "§5.2", "ElectionSafety",
         "broken-new-term-per-election"),
    keep(RuleId::IgnoreStaleVotes, Subject::Elections, "ignoreStaleVotes", "§5.1", "ElectionSafety",
         "broken-ignore-stale-votes"),
    keep(RuleId::CountVotesOnce, Subject::Elections, "countVotesOnce", "§5.2", "ElectionSafety",
         "broken-count-votes-once"),
    choice(RuleId::Quorum, Subject::Elections, "quorum", kQuorumChoices, "§5.2", "ElectionSafety", "broken-quorum"),
    either(RuleId::AnswerStaleTerms, Subject::Elections, "answerStaleTerms", "§5.1", "choice-answer-stale-terms"),
    either(RuleId::PreVote, Subject::Elections, "preVote", "D §9.6", "choice-pre-vote"),
    either(RuleId::PreVoteHeedsLeader, Subject::Elections, "preVoteHeedsLeader", "D §9.6",
           "choice-pre-vote-heeds-leader"),
    keep(RuleId::PreVotePure, Subject::Elections, "preVotePure", "D §9.6", "PreVotePure", "broken-pre-vote-pure"),
    shun(RuleId::CountPreVotes, Subject::Elections, "countPreVotes", "D §9.6", "ElectionSafety",
         "broken-count-pre-votes"),
    either(RuleId::CheckQuorum, Subject::Elections, "checkQuorum", "D §6.2", "choice-check-quorum"),
    anyOf(RuleId::QuorumLost, Subject::Elections, "quorumLost", kQuorumLostChoices, "D §6.2", "choice-quorum-lost"),
    either(RuleId::IgnoreVoteWhileLed, Subject::Elections, "ignoreVoteWhileLed", "D §4.2.3",
           "choice-ignore-vote-while-led"),
    anyOf(RuleId::MajorityRefused, Subject::Elections, "majorityRefused", kMajorityRefusedChoices, "§5.2",
          "choice-majority-refused"),
    either(RuleId::VoteForNonMember, Subject::Elections, "voteForNonMember", "D §4.1", "choice-vote-for-non-member"),
    // Replication.
    either(RuleId::Batch, Subject::Replication, "batch", "D §10.2.2", "choice-batch"),
    either(RuleId::Pipeline, Subject::Replication, "pipeline", "D §10.2.2", "choice-pipeline"),
    either(RuleId::FastBackup, Subject::Replication, "fastBackup", "§5.3", "choice-fast-backup"),
    anyOf(RuleId::BackupBy, Subject::Replication, "backupBy", kBackupByChoices, "§5.3, D §3.5", "choice-backup-by"),
    anyOf(RuleId::Heartbeats, Subject::Replication, "heartbeats", kHeartbeatsChoices, "§5.2", "choice-heartbeats"),
    either(RuleId::LimitUncommitted, Subject::Replication, "limitUncommitted", "D §10.2.2", "choice-limit-uncommitted"),
    keep(RuleId::RefuseStaleLeaders, Subject::Replication, "refuseStaleLeaders", "§5.1", "StateMachineSafety",
         "broken-refuse-stale-leaders"),
    keep(RuleId::CheckPrev, Subject::Replication, "checkPrev", "§5.3", "LogMatching", "broken-check-prev"),
    keep(RuleId::CheckPrevTerm, Subject::Replication, "checkPrevTerm", "§5.3", "LogMatching", "broken-check-prev-term"),
    choice(RuleId::Conflicts, Subject::Replication, "conflicts", kConflictsChoices, "§5.3", "StateMachineSafety",
           "broken-conflicts"),
    shun(RuleId::TruncateAlways, Subject::Replication, "truncateAlways", "Figure 2", "StateMachineSafety",
         "broken-truncate-always"),
    choice(RuleId::AckUpTo, Subject::Replication, "ackUpTo", kUpToChoices, "§5.3", "CommitDurableOnQuorum",
           "broken-ack-up-to"),
    keep(RuleId::IgnoreStaleAcks, Subject::Replication, "ignoreStaleAcks", "§5.1", "CommitDurableOnQuorum",
         "broken-ignore-stale-acks"),
    keep(RuleId::MatchStartsAtZero, Subject::Replication, "matchStartsAtZero", "Figure 2", "MatchIndexTruth",
         "broken-match-starts-at-zero"),
    keep(RuleId::MatchOnlyRises, Subject::Replication, "matchOnlyRises", "Figure 2", "MatchMonotonic",
         "broken-match-only-rises"),
    shun(RuleId::MatchFromHint, Subject::Replication, "matchFromHint", "§5.3", "MatchIndexTruth",
         "broken-match-from-hint"),
    // Commitment.
    either(RuleId::NoopOnElection, Subject::Commitment, "noopOnElection", "D §6.4", "choice-noop-on-election"),
    shun(RuleId::CommitOldTerms, Subject::Commitment, "commitOldTerms", "§5.4.2", "LeaderCompleteness",
         "broken-commit-old-terms"),
    choice(RuleId::CommitUpTo, Subject::Commitment, "commitUpTo", kUpToChoices, "Figure 2", "StateMachineSafety",
           "broken-commit-up-to"),
    keep(RuleId::ApplyOnlyCommitted, Subject::Commitment, "applyOnlyCommitted", "§5.3", "StateMachineSafety",
         "broken-apply-only-committed"),
    // Persistence.
    keep(RuleId::PersistTerm, Subject::Persistence, "persistTerm", "Figure 2", "ElectionSafety", "broken-persist-term"),
    keep(RuleId::PersistVote, Subject::Persistence, "persistVote", "Figure 2", "ElectionSafety", "broken-persist-vote"),
    keep(RuleId::PersistOwnVote, Subject::Persistence, "persistOwnVote", "Figure 2", "ElectionSafety",
         "broken-persist-own-vote"),
    keep(RuleId::PersistLog, Subject::Persistence, "persistLog", "Figure 2", "LeaderCompleteness",
         "broken-persist-log"),
    either(RuleId::PersistCommit, Subject::Persistence, "persistCommit", "D §3.8", "choice-persist-commit"),
    shun(RuleId::CommitLogOnRestart, Subject::Persistence, "commitLogOnRestart", "Figure 2", "StateMachineSafety",
         "broken-commit-log-on-restart"),
    shun(RuleId::AckBeforePersist, Subject::Persistence, "ackBeforePersist", "D §3.8", "LeaderCompleteness",
         "broken-ack-before-persist"),
    either(RuleId::LeaderWaitsForDisk, Subject::Persistence, "leaderWaitsForDisk", "D §10.2.1",
           "choice-leader-waits-for-disk"),
    keep(RuleId::LeaderCountsDurable, Subject::Persistence, "leaderCountsDurable", "D §10.2.1", "LeaderCompleteness",
         "broken-leader-counts-durable"),
    // Snapshots.
    keep(RuleId::SnapshotOnlyApplied, Subject::Snapshots, "snapshotOnlyApplied", "§7", "SnapshotSound",
         "broken-snapshot-only-applied"),
    keep(RuleId::SnapshotSessions, Subject::Snapshots, "snapshotSessions", "D §6.3", "Linearizability",
         "broken-snapshot-sessions"),
    keep(RuleId::SnapshotConfig, Subject::Snapshots, "snapshotConfig", "D §5.1", "ElectionSafety",
         "broken-snapshot-config"),
    keep(RuleId::SnapshotKeepsSuffix, Subject::Snapshots, "snapshotKeepsSuffix", "Figure 13", "LeaderCompleteness",
         "broken-snapshot-keeps-suffix"),
    keep(RuleId::IgnoreOldSnapshots, Subject::Snapshots, "ignoreOldSnapshots", "§7", "TermMonotonic",
         "broken-ignore-old-snapshots"),
    // Membership.
    anyOf(RuleId::ConfigAt, Subject::Membership, "configAt", kConfigAtChoices, "§6", "choice-config-at"),
    keep(RuleId::ConfigFollowsLog, Subject::Membership, "configFollowsLog", "§6", "ConfigTruth",
         "broken-config-follows-log"),
    keep(RuleId::ConfigWaitsForLast, Subject::Membership, "configWaitsForLast", "D §4.1", "LeaderCompleteness",
         "broken-config-waits-for-last"),
    keep(RuleId::ConfigNeedsCommitInTerm, Subject::Membership, "configNeedsCommitInTerm", "D §4.1, raft-dev 2015",
         "LeaderCompleteness", "broken-config-needs-commit-in-term"),
    keep(RuleId::ConfigOneServer, Subject::Membership, "configOneServer", "D §4.1", "ElectionSafety",
         "broken-config-one-server"),
    shun(RuleId::LearnersCount, Subject::Membership, "learnersCount", "D §4.2.1", "CommitDurableOnQuorum",
         "broken-learners-count"),
    choice(RuleId::JointQuorum, Subject::Membership, "jointQuorum", kJointQuorumChoices, "§6", "LeaderCompleteness",
           "broken-joint-quorum"),
    keep(RuleId::JointWaitsForCommit, Subject::Membership, "jointWaitsForCommit", "§6", "LeaderCompleteness",
         "broken-joint-waits-for-commit"),
    anyOf(RuleId::RemovedLeader, Subject::Membership, "removedLeader", kRemovedLeaderChoices, "D §4.2.2",
          "choice-removed-leader"),
    shun(RuleId::RemovedLeaderCounts, Subject::Membership, "removedLeaderCounts", "D §4.2.2", "LeaderCompleteness",
         "broken-removed-leader-counts"),
    // Reads.
    keep(RuleId::ReadConfirm, Subject::Reads, "readConfirm", "D §6.4", "Linearizability", "broken-read-confirm"),
    keep(RuleId::ReadNeedsCommitInTerm, Subject::Reads, "readNeedsCommitInTerm", "D §6.4", "Linearizability",
         "broken-read-needs-commit-in-term"),
    keep(RuleId::ReadFreshRound, Subject::Reads, "readFreshRound", "D §6.4", "Linearizability",
         "broken-read-fresh-round"),
    keep(RuleId::ReadWaitsForApply, Subject::Reads, "readWaitsForApply", "D §6.4", "Linearizability",
         "broken-read-waits-for-apply"),
    either(RuleId::LocalReadWaits, Subject::Reads, "localReadWaits", "D §6.4.1", "choice-local-read-waits"),
    either(RuleId::Lease, Subject::Reads, "lease", "D §6.4.1", "choice-lease"),
    keep(RuleId::LeaseBindsVoters, Subject::Reads, "leaseBindsVoters", "D §6.4.1", "LeaseSafety",
         "broken-lease-binds-voters"),
    keep(RuleId::LeaseAllowsDrift, Subject::Reads, "leaseAllowsDrift", "D §6.4.1", "LeaseSafety",
         "broken-lease-allows-drift"),
    keep(RuleId::LeaseFromSend, Subject::Reads, "leaseFromSend", "D §6.4.1", "LeaseSafety", "broken-lease-from-send"),
    keep(RuleId::LeaseEndsOnTransfer, Subject::Reads, "leaseEndsOnTransfer", "D §6.4.1", "LeaseSafety",
         "broken-lease-ends-on-transfer"),
    // Clients.
    keep(RuleId::Dedup, Subject::Clients, "dedup", "§8", "Linearizability", "broken-dedup"),
    keep(RuleId::ExpireByLogTime, Subject::Clients, "expireByLogTime", "D §6.3", "StateHashAtIndex",
         "broken-expire-by-log-time"),
}};

/// Where each rule stands in the table.
constexpr std::array<std::uint8_t, kRuleCount> places() {
    std::array<std::uint8_t, kRuleCount> all{};
    for (std::size_t at = 0; at < kRules.size(); ++at) {
        all[static_cast<std::size_t>(kRules[at].id)] = static_cast<std::uint8_t>(at);
    }
    return all;
}
constexpr std::array<std::uint8_t, kRuleCount> kPlaces = places();

constexpr bool everyRuleHasARow() {
    for (std::size_t id = 0; id < kPlaces.size(); ++id) {
        if (static_cast<std::size_t>(kRules[kPlaces[id]].id) != id) return false;
    }
    return true;
}
static_assert(everyRuleHasARow());

constexpr std::array<Text, 8> kSubjects{"elections", "replication", "commitment", "persistence",
                                        "snapshots", "membership",  "reads",      "clients"};

}  // namespace

std::string_view nameOf(RuleSubject subject) { return kSubjects[static_cast<std::size_t>(subject)]; }

std::span<const RuleInfo> ruleTable() { return kRules; }

const RuleInfo& infoOf(RuleId rule) { return kRules[kPlaces[static_cast<std::size_t>(rule)]]; }

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
