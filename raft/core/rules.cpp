#include "raft/core/rules.h"

#include <array>

#include "raft/base/check.h"

namespace raft {
namespace {

struct Flag {
    RuleId rule;
    bool Rules::*value;
};
/// The rules of kind Bool.
constexpr std::array<Flag, 61> kFlags{{
    {RuleId::NoopOnElection, &Rules::noopOnElection},
    {RuleId::FastBackup, &Rules::fastBackup},
    {RuleId::Batch, &Rules::batch},
    {RuleId::Pipeline, &Rules::pipeline},
    {RuleId::Dedup, &Rules::dedup},
    {RuleId::CompareLogs, &Rules::compareLogs},
    {RuleId::CommitOldTerms, &Rules::commitOldTerms},
    {RuleId::PersistVote, &Rules::persistVote},
    {RuleId::PersistTerm, &Rules::persistTerm},
    {RuleId::CheckPrev, &Rules::checkPrev},
    {RuleId::TruncateAlways, &Rules::truncateAlways},
    {RuleId::AckBeforePersist, &Rules::ackBeforePersist},
    {RuleId::SnapshotOnlyApplied, &Rules::snapshotOnlyApplied},
    {RuleId::SnapshotSessions, &Rules::snapshotSessions},
    {RuleId::SnapshotKeepsSuffix, &Rules::snapshotKeepsSuffix},
    {RuleId::IgnoreOldSnapshots, &Rules::ignoreOldSnapshots},
    {RuleId::SnapshotConfig, &Rules::snapshotConfig},
    {RuleId::ConfigFollowsLog, &Rules::configFollowsLog},
    {RuleId::ConfigWaitsForLast, &Rules::configWaitsForLast},
    {RuleId::ConfigNeedsCommitInTerm, &Rules::configNeedsCommitInTerm},
    {RuleId::ConfigOneServer, &Rules::configOneServer},
    {RuleId::LearnersCount, &Rules::learnersCount},
    {RuleId::JointWaitsForCommit, &Rules::jointWaitsForCommit},
    {RuleId::RemovedLeaderCounts, &Rules::removedLeaderCounts},
    {RuleId::AnswerStaleTerms, &Rules::answerStaleTerms},
    {RuleId::LeaderWaitsForDisk, &Rules::leaderWaitsForDisk},
    {RuleId::PersistCommit, &Rules::persistCommit},
    {RuleId::PreVote, &Rules::preVote},
    {RuleId::CheckQuorum, &Rules::checkQuorum},
    {RuleId::IgnoreVoteWhileLed, &Rules::ignoreVoteWhileLed},
    {RuleId::PreVotePure, &Rules::preVotePure},
    {RuleId::CountPreVotes, &Rules::countPreVotes},
    {RuleId::VoteForNonMember, &Rules::voteForNonMember},
    {RuleId::ReadConfirm, &Rules::readConfirm},
    {RuleId::ReadNeedsCommitInTerm, &Rules::readNeedsCommitInTerm},
    {RuleId::ReadFreshRound, &Rules::readFreshRound},
    {RuleId::ReadWaitsForApply, &Rules::readWaitsForApply},
    {RuleId::Lease, &Rules::lease},
    {RuleId::LeaseBindsVoters, &Rules::leaseBindsVoters},
    {RuleId::LeaseAllowsDrift, &Rules::leaseAllowsDrift},
    {RuleId::LeaseFromSend, &Rules::leaseFromSend},
    {RuleId::LeaseEndsOnTransfer, &Rules::leaseEndsOnTransfer},
    {RuleId::OneVotePerTerm, &Rules::oneVotePerTerm},
    {RuleId::NewTermPerElection, &Rules::newTermPerElection},
    {RuleId::IgnoreStaleVotes, &Rules::ignoreStaleVotes},
    {RuleId::CountVotesOnce, &Rules::countVotesOnce},
    {RuleId::RefuseStaleLeaders, &Rules::refuseStaleLeaders},
    {RuleId::CheckPrevTerm, &Rules::checkPrevTerm},
    {RuleId::MatchStartsAtZero, &Rules::matchStartsAtZero},
    {RuleId::MatchOnlyRises, &Rules::matchOnlyRises},
    {RuleId::MatchFromHint, &Rules::matchFromHint},
    {RuleId::IgnoreStaleAcks, &Rules::ignoreStaleAcks},
    {RuleId::ApplyOnlyCommitted, &Rules::applyOnlyCommitted},
    {RuleId::PersistLog, &Rules::persistLog},
    {RuleId::PersistOwnVote, &Rules::persistOwnVote},
    {RuleId::LeaderCountsDurable, &Rules::leaderCountsDurable},
    {RuleId::CommitLogOnRestart, &Rules::commitLogOnRestart},
    {RuleId::ExpireByLogTime, &Rules::expireByLogTime},
    {RuleId::LocalReadWaits, &Rules::localReadWaits},
    {RuleId::LimitUncommitted, &Rules::limitUncommitted},
    {RuleId::PreVoteHeedsLeader, &Rules::preVoteHeedsLeader},
}};

using Members = std::array<bool Rules::*, kRuleCount>;
/// By rule; null for a Choice.
constexpr Members membersByRule() {
    Members all{};
    for (const Flag& flag : kFlags) all[static_cast<std::size_t>(flag.rule)] = flag.value;
    return all;
}
constexpr Members kMembers = membersByRule();

}  // namespace

int Rules::get(RuleId rule) const {
    if (const auto member = kMembers[static_cast<std::size_t>(rule)]) return this->*member ? 1 : 0;
    switch (rule) {
        case RuleId::Quorum: return static_cast<int>(quorum);
        case RuleId::ConfigAt: return static_cast<int>(configAt);
        case RuleId::JointQuorum: return static_cast<int>(jointQuorum);
        case RuleId::RemovedLeader: return static_cast<int>(removedLeader);
        case RuleId::BackupBy: return static_cast<int>(backupBy);
        case RuleId::QuorumLost: return static_cast<int>(quorumLost);
        case RuleId::MajorityRefused: return static_cast<int>(majorityRefused);
        case RuleId::CompareBy: return static_cast<int>(compareBy);
        case RuleId::Conflicts: return static_cast<int>(conflicts);
        case RuleId::AckUpTo: return static_cast<int>(ackUpTo);
        case RuleId::CommitUpTo: return static_cast<int>(commitUpTo);
        case RuleId::Heartbeats: return static_cast<int>(heartbeats);
        default: checkFailed("known rule", __FILE__, __LINE__);
    }
}

void Rules::set(RuleId rule, int value) {
    if (const auto member = kMembers[static_cast<std::size_t>(rule)]) {
        this->*member = value != 0;
        return;
    }
    switch (rule) {
        case RuleId::Quorum: quorum = static_cast<QuorumRule>(value); return;
        case RuleId::ConfigAt: configAt = static_cast<raft::ConfigAt>(value); return;
        case RuleId::JointQuorum: jointQuorum = static_cast<raft::JointQuorum>(value); return;
        case RuleId::RemovedLeader: removedLeader = static_cast<raft::RemovedLeader>(value); return;
        case RuleId::BackupBy: backupBy = static_cast<raft::BackupBy>(value); return;
        case RuleId::QuorumLost: quorumLost = static_cast<raft::QuorumLost>(value); return;
        case RuleId::MajorityRefused: majorityRefused = static_cast<raft::MajorityRefused>(value); return;
        case RuleId::CompareBy: compareBy = static_cast<raft::CompareBy>(value); return;
        case RuleId::Conflicts: conflicts = static_cast<raft::Conflicts>(value); return;
        case RuleId::AckUpTo: ackUpTo = static_cast<UpTo>(value); return;
        case RuleId::CommitUpTo: commitUpTo = static_cast<UpTo>(value); return;
        case RuleId::Heartbeats: heartbeats = static_cast<raft::Heartbeats>(value); return;
        default: checkFailed("known rule", __FILE__, __LINE__);
    }
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

}  // namespace raft
