#include "raft/core/rules.h"

#include "raft/base/check.h"

namespace raft {

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
        case RuleId::CompareBy: return static_cast<int>(compareBy);
        case RuleId::OneVotePerTerm: return oneVotePerTerm;
        case RuleId::NewTermPerElection: return newTermPerElection;
        case RuleId::IgnoreStaleVotes: return ignoreStaleVotes;
        case RuleId::CountVotesOnce: return countVotesOnce;
        case RuleId::RefuseStaleLeaders: return refuseStaleLeaders;
        case RuleId::CheckPrevTerm: return checkPrevTerm;
        case RuleId::Conflicts: return static_cast<int>(conflicts);
        case RuleId::MatchStartsAtZero: return matchStartsAtZero;
        case RuleId::MatchOnlyRises: return matchOnlyRises;
        case RuleId::MatchFromHint: return matchFromHint;
        case RuleId::AckUpTo: return static_cast<int>(ackUpTo);
        case RuleId::IgnoreStaleAcks: return ignoreStaleAcks;
        case RuleId::CommitUpTo: return static_cast<int>(commitUpTo);
        case RuleId::ApplyOnlyCommitted: return applyOnlyCommitted;
        case RuleId::PersistLog: return persistLog;
        case RuleId::PersistOwnVote: return persistOwnVote;
        case RuleId::LeaderCountsDurable: return leaderCountsDurable;
        case RuleId::CommitLogOnRestart: return commitLogOnRestart;
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
        case RuleId::CompareBy: compareBy = static_cast<raft::CompareBy>(value); return;
        case RuleId::OneVotePerTerm: oneVotePerTerm = on; return;
        case RuleId::NewTermPerElection: newTermPerElection = on; return;
        case RuleId::IgnoreStaleVotes: ignoreStaleVotes = on; return;
        case RuleId::CountVotesOnce: countVotesOnce = on; return;
        case RuleId::RefuseStaleLeaders: refuseStaleLeaders = on; return;
        case RuleId::CheckPrevTerm: checkPrevTerm = on; return;
        case RuleId::Conflicts: conflicts = static_cast<raft::Conflicts>(value); return;
        case RuleId::MatchStartsAtZero: matchStartsAtZero = on; return;
        case RuleId::MatchOnlyRises: matchOnlyRises = on; return;
        case RuleId::MatchFromHint: matchFromHint = on; return;
        case RuleId::AckUpTo: ackUpTo = static_cast<UpTo>(value); return;
        case RuleId::IgnoreStaleAcks: ignoreStaleAcks = on; return;
        case RuleId::CommitUpTo: commitUpTo = static_cast<UpTo>(value); return;
        case RuleId::ApplyOnlyCommitted: applyOnlyCommitted = on; return;
        case RuleId::PersistLog: persistLog = on; return;
        case RuleId::PersistOwnVote: persistOwnVote = on; return;
        case RuleId::LeaderCountsDurable: leaderCountsDurable = on; return;
        case RuleId::CommitLogOnRestart: commitLogOnRestart = on; return;
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

}  // namespace raft
