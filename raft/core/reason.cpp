#include "raft/core/reason.h"

namespace raft {
namespace {

constexpr std::string_view kElection = "raft/core/node_election.cpp";
constexpr std::string_view kHeartbeat = "raft/core/node_heartbeat.cpp";
constexpr std::string_view kReplication = "raft/core/node_replication.cpp";
constexpr std::string_view kNode = "raft/core/node.cpp";
constexpr std::string_view kClient = "raft/core/node_client.cpp";
constexpr std::string_view kMembership = "raft/core/node_membership.cpp";
constexpr std::string_view kRead = "raft/core/node_read.cpp";
constexpr std::string_view kLease = "raft/core/node_lease.cpp";
constexpr std::string_view kSnapshot = "raft/core/node_snapshot.cpp";
constexpr std::string_view kPreVote = "raft/core/node_prevote.cpp";
constexpr std::string_view kHandover = "raft/core/node_handover.cpp";

constexpr std::array<ReasonInfo, kReasonCount> kReasons{{
    {Reason::None, "None", {}, "", ""},
    {Reason::NobodyHeard, "NobodyHeard", {"term"}, "§5.2", kElection},
    {Reason::FreeVote,
     "FreeVote",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "§5.2, §5.4.1",
     kElection},
    {Reason::RepeatedVote, "RepeatedVote", {"term"}, "§5.2", kElection},
    {Reason::OwnVote, "OwnVote", {"term"}, "§5.2", kElection},
    {Reason::StaleTerm, "StaleTerm", {"messageTerm", "currentTerm"}, "§5.1", kElection},
    {Reason::AlreadyVoted, "AlreadyVoted", {"term", "votedFor"}, "§5.2", kElection},
    {Reason::LogNotUpToDate,
     "LogNotUpToDate",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "§5.4.1",
     kElection},
    {Reason::LogsNotCompared,
     "LogsNotCompared",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "§5.4.1",
     kElection},
    {Reason::WonMajority, "WonMajority", {"term", "votes", "needed"}, "§5.2", kElection},
    {Reason::HigherTerm, "HigherTerm", {"messageTerm", "currentTerm"}, "§5.1", kNode},
    {Reason::LeaderOfThisTerm, "LeaderOfThisTerm", {"term"}, "§5.2", kReplication},
    {Reason::ClientCommand, "ClientCommand", {"first", "last", "term"}, "§5.3", kClient},
    {Reason::NewLeaderNoop, "NewLeaderNoop", {"first", "last", "term"}, "D §6.4", kElection},
    {Reason::EntriesFromLeader, "EntriesFromLeader", {"first", "last", "term"}, "§5.3", kReplication},
    {Reason::LogTooShort, "LogTooShort", {"prevLogIndex", "prevLogTerm", "lastLogIndex"}, "§5.3", kReplication},
    {Reason::PrevTermDiffers, "PrevTermDiffers", {"prevLogIndex", "prevLogTerm", "ownTerm"}, "§5.3", kReplication},
    {Reason::PrevNotChecked, "PrevNotChecked", {"prevLogIndex", "prevLogTerm"}, "§5.3", kReplication},
    {Reason::ConflictingEntry,
     "ConflictingEntry",
     {"index", "lastLogIndex", "ownTerm", "leaderTerm"},
     "§5.3",
     kReplication},
    {Reason::CutAfterPrev, "CutAfterPrev", {"index", "lastLogIndex"}, "Figure 2", kReplication},
    {Reason::StoredOnMajority, "StoredOnMajority", {"from", "to", "copies", "needed"}, "§5.3, §5.4.2", kReplication},
    {Reason::OldTermCounted, "OldTermCounted", {"from", "to", "copies", "needed"}, "§5.4.2", kReplication},
    {Reason::LeaderCommitted, "LeaderCommitted", {"from", "to", "leaderCommit"}, "§5.3", kReplication},
    {Reason::CommittedEntry, "CommittedEntry", {"index"}, "§5.3", kReplication},
    {Reason::HeartbeatDue, "HeartbeatDue", {"term"}, "§5.2", kReplication},
    {Reason::NotLeader, "NotLeader", {"term"}, "§8", kClient},
    {Reason::AlreadyExecuted, "AlreadyExecuted", {"index", "seq"}, "§8", "raft/sim/cluster.cpp"},
    {Reason::LinkCut, "LinkCut", {}, "", "raft/sim/cluster_network.cpp"},
    {Reason::LostOnTheWay, "LostOnTheWay", {}, "", "raft/sim/cluster_network.cpp"},
    {Reason::ReceiverDown, "ReceiverDown", {}, "", "raft/sim/cluster_network.cpp"},
    {Reason::ByAction, "ByAction", {}, "", "raft/sim/cluster_actions.cpp"},
    {Reason::SnapshotAsked, "SnapshotAsked", {"lastIncludedIndex", "lastIncludedTerm", "entries"}, "§7", kSnapshot},
    {Reason::LogGrewLong,
     "LogGrewLong",
     {"lastIncludedIndex", "lastIncludedTerm", "entries", "threshold"},
     "§7",
     kSnapshot},
    {Reason::AppliedNotAwaited,
     "AppliedNotAwaited",
     {"lastIncludedIndex", "lastIncludedTerm", "entries", "lastApplied"},
     "§7",
     kSnapshot},
    {Reason::EntriesCompacted, "EntriesCompacted", {"nextIndex", "lastIncludedIndex"}, "§7", kSnapshot},
    {Reason::ChunkStored, "ChunkStored", {"lastIncludedIndex", "offset", "bytesStored"}, "Figure 13", kSnapshot},
    {Reason::ChunkKnown, "ChunkKnown", {"lastIncludedIndex", "offset", "bytesStored"}, "D §5.1", kSnapshot},
    {Reason::ChunkMissing, "ChunkMissing", {"lastIncludedIndex", "offset", "bytesStored"}, "D §5.1", kSnapshot},
    {Reason::SnapshotNotNewer, "SnapshotNotNewer", {"lastIncludedIndex", "commitIndex"}, "§7", kSnapshot},
    {Reason::SnapshotReplacesLog,
     "SnapshotReplacesLog",
     {"lastIncludedIndex", "lastIncludedTerm", "lastLogIndex"},
     "Figure 13",
     kSnapshot},
    {Reason::SnapshotKeepsSuffix,
     "SnapshotKeepsSuffix",
     {"lastIncludedIndex", "lastIncludedTerm", "lastLogIndex"},
     "Figure 13",
     kSnapshot},
    {Reason::SuffixDropped,
     "SuffixDropped",
     {"lastIncludedIndex", "lastIncludedTerm", "lastLogIndex"},
     "Figure 13",
     kSnapshot},
    {Reason::ConfigAppended, "ConfigAppended", {"index", "configuration", "before"}, "§6", kMembership},
    {Reason::ConfigDeleted, "ConfigDeleted", {"index", "configuration", "before"}, "§6", kMembership},
    {Reason::ConfigCommitted, "ConfigCommitted", {"index", "configuration", "before"}, "§6", kMembership},
    {Reason::ConfigInSnapshot, "ConfigInSnapshot", {"index", "configuration", "before"}, "§7", kMembership},
    {Reason::ConfigFound, "ConfigFound", {"index", "configuration", "before"}, "§6", kMembership},
    {Reason::ChangeAsked, "ChangeAsked", {"first", "last", "term"}, "§6", kMembership},
    {Reason::JointCommitted, "JointCommitted", {"first", "last", "term"}, "§6", kMembership},
    {Reason::JointNotAwaited, "JointNotAwaited", {"first", "last", "term"}, "§6", kMembership},
    {Reason::LeftOut, "LeftOut", {"index", "term"}, "D §4.2.2", kMembership},
    {Reason::NotAVoter, "NotAVoter", {}, "D §4.2.2", kNode},
    {Reason::ChangeNotByLeader, "ChangeNotByLeader", {"term"}, "§6", kMembership},
    {Reason::ChangePending, "ChangePending", {"index", "commitIndex"}, "D §4.1", kMembership},
    {Reason::NothingOfOwnTerm,
     "NothingOfOwnTerm",
     {"commitIndex", "commitTerm", "currentTerm"},
     "D §4.1, raft-dev 2015",
     kMembership},
    {Reason::ChangesNothing, "ChangesNothing", {"configuration"}, "§6", kMembership},
    {Reason::NoVoterLeft, "NoVoterLeft", {}, "§6", kMembership},
    {Reason::NotALearner, "NotALearner", {"server"}, "D §4.2.1", kMembership},
    {Reason::SeveralServersAtOnce, "SeveralServersAtOnce", {"difference"}, "D §4.1", kMembership},
    {Reason::StillCatchingUp, "StillCatchingUp", {"server"}, "D §4.2.1", kMembership},
    {Reason::CatchUpRound, "CatchUpRound", {"round", "target"}, "D §4.2.1", kMembership},
    {Reason::CaughtUp, "CaughtUp", {"first", "last", "term"}, "D §4.2.1", kMembership},
    {Reason::CatchUpTooSlow, "CatchUpTooSlow", {"round"}, "D §4.2.1", kMembership},
    {Reason::CatchUpStuck, "CatchUpStuck", {"round"}, "D §4.2.1", kMembership},
    {Reason::CommitRemembered, "CommitRemembered", {"from", "to"}, "D §3.8", kNode},
    {Reason::AsksFirst, "AsksFirst", {"term"}, "D §9.6", kPreVote},
    {Reason::OwnPreVote, "OwnPreVote", {"term"}, "D §9.6", kPreVote},
    {Reason::WouldVote,
     "WouldVote",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "D §9.6",
     kPreVote},
    {Reason::PreVoteTermNotNew, "PreVoteTermNotNew", {"term", "currentTerm"}, "D §9.6", kPreVote},
    {Reason::PreVoteLogOlder,
     "PreVoteLogOlder",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "D §9.6, §5.4.1",
     kPreVote},
    {Reason::StillLed, "StillLed", {"currentTerm", "heardAgo", "electionTimeout"}, "D §9.6", kPreVote},
    {Reason::LeadsItself, "LeadsItself", {"currentTerm"}, "D §4.2.3, §9.6", kPreVote},
    {Reason::PreVoteWon, "PreVoteWon", {"term", "votes", "needed"}, "D §9.6", kPreVote},
    {Reason::ElectionExpired, "ElectionExpired", {"term"}, "D §9.6", kPreVote},
    {Reason::MajorityRefused, "MajorityRefused", {"term", "refused", "needed"}, "§5.2", kPreVote},
    {Reason::VoteIgnored, "VoteIgnored", {"term", "heardAgo", "electionTimeout"}, "D §4.2.3", kPreVote},
    {Reason::NotAMember, "NotAMember", {"term"}, "D §4.1", kElection},
    {Reason::PreVoteBinds, "PreVoteBinds", {"term"}, "D §9.6", kPreVote},
    {Reason::PreVoteCounted, "PreVoteCounted", {"term"}, "D §9.6", kPreVote},
    {Reason::QuorumLost, "QuorumLost", {"term", "heard", "needed"}, "D §6.2", kHandover},
    {Reason::TransferAsked, "TransferAsked", {"term", "matchIndex", "lastLogIndex"}, "D §3.10", kHandover},
    {Reason::TransferReady, "TransferReady", {"term", "lastLogIndex"}, "D §3.10", kHandover},
    {Reason::TransferTimedOut, "TransferTimedOut", {"term", "waited"}, "D §3.10", kHandover},
    {Reason::TransferTargetGone, "TransferTargetGone", {"term", "waited"}, "D §3.10", kHandover},
    {Reason::TransferReplaced, "TransferReplaced", {"term"}, "D §3.10", kHandover},
    {Reason::TransferUnderWay, "TransferUnderWay", {"term"}, "D §3.10", kHandover},
    {Reason::TransferNotLeader, "TransferNotLeader", {"term"}, "D §3.10", kHandover},
    {Reason::TransferToSelf, "TransferToSelf", {"term"}, "D §3.10", kHandover},
    {Reason::TransferToNonVoter, "TransferToNonVoter", {"term"}, "D §3.10", kHandover},
    {Reason::TransferInProgress, "TransferInProgress", {"term"}, "D §3.10", kClient},
    {Reason::ChangeDuringTransfer, "ChangeDuringTransfer", {"term"}, "D §3.10", kMembership},
    {Reason::LeaderAsked, "LeaderAsked", {"term"}, "D §3.10", kHandover},
    {Reason::TimeoutNowIgnored, "TimeoutNowIgnored", {"messageTerm", "currentTerm"}, "D §3.10", kHandover},
    {Reason::OwnTermAwaited, "OwnTermAwaited", {"term", "commitIndex"}, "D §6.4", kRead},
    {Reason::OwnTermNotAwaited, "OwnTermNotAwaited", {"readIndex", "term"}, "D §6.4", kRead},
    {Reason::ReadIndexTaken, "ReadIndexTaken", {"readIndex", "term"}, "D §6.4", kRead},
    {Reason::ReadIndexAsked, "ReadIndexAsked", {"term"}, "D §6.4", kRead},
    {Reason::LeadershipConfirmed, "LeadershipConfirmed", {"readIndex", "acks", "needed"}, "D §6.4", kRead},
    {Reason::NotConfirmed, "NotConfirmed", {"readIndex", "acks", "needed"}, "D §6.4", kRead},
    {Reason::OldAcksCounted, "OldAcksCounted", {"readIndex", "acks", "needed"}, "D §6.4", kRead},
    {Reason::ApplyAwaited, "ApplyAwaited", {"readIndex", "lastApplied"}, "D §6.4", kRead},
    {Reason::ReadIndexApplied, "ReadIndexApplied", {"readIndex", "lastApplied"}, "D §6.4", kRead},
    {Reason::ApplyNotAwaited, "ApplyNotAwaited", {"readIndex", "lastApplied"}, "D §6.4", kRead},
    {Reason::LeaseHeld, "LeaseHeld", {"readIndex", "leaseLeft"}, "D §6.4.1", kLease},
    {Reason::LeaseExpired, "LeaseExpired", {"expiredFor"}, "D §6.4.1", kLease},
    {Reason::NoLease, "NoLease", {"term"}, "D §6.4.1", kLease},
    {Reason::LeaseNotUsed, "LeaseNotUsed", {"term"}, "D §6.4.1", kLease},
    {Reason::BoundByLease, "BoundByLease", {"term", "heardAgo", "electionTimeout"}, "D §6.4.1", kLease},
    {Reason::LeaseOutlastsTimer, "LeaseOutlastsTimer", {"heardAgo", "electionTimeout"}, "D §6.4.1", kLease},
    {Reason::OlderLogTaken,
     "OlderLogTaken",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "§5.4.1",
     kElection},
    {Reason::NewerLogRefused,
     "NewerLogRefused",
     {"term", "candidateLastTerm", "candidateLastIndex", "lastLogTerm", "lastLogIndex"},
     "§5.4.1",
     kElection},
    {Reason::VotedAgain, "VotedAgain", {"term"}, "§5.2", kElection},
    {Reason::TermKept, "TermKept", {"term"}, "§5.2", kElection},
    {Reason::VoteCountedTwice, "VoteCountedTwice", {"term"}, "§5.2", kElection},
    {Reason::StaleAnswerCounted, "StaleAnswerCounted", {"messageTerm", "currentTerm"}, "§5.1", kElection},
    {Reason::StaleLeaderHeeded, "StaleLeaderHeeded", {"messageTerm", "currentTerm"}, "§5.1", kReplication},
    {Reason::PrevTermNotChecked,
     "PrevTermNotChecked",
     {"prevLogIndex", "prevLogTerm", "ownTerm"},
     "§5.3",
     kReplication},
    {Reason::ConflictKept, "ConflictKept", {"index", "ownTerm", "leaderTerm"}, "§5.3", kReplication},
    {Reason::ConflictOverwritten,
     "ConflictOverwritten",
     {"index", "lastLogIndex", "ownTerm", "leaderTerm"},
     "§5.3",
     kReplication},
    {Reason::HintTakenForMatch, "HintTakenForMatch", {"index"}, "§5.3", kReplication},
    {Reason::CommittedPastMessage, "CommittedPastMessage", {"from", "to", "leaderCommit"}, "Figure 2", kReplication},
    {Reason::UncommittedApplied, "UncommittedApplied", {"index"}, "§5.3", kNode},
    {Reason::LogTakenForCommitted, "LogTakenForCommitted", {"from", "to"}, "Figure 2", kNode},
    {Reason::SessionOpened, "SessionOpened", {"index", "stamp"}, "D §6.3", "raft/sim/cluster.cpp"},
    {Reason::SessionExpired, "SessionExpired", {"index", "session"}, "D §6.3", "raft/sim/cluster.cpp"},
    {Reason::SessionLost, "SessionLost", {"seq", "session"}, "D §6.3", "raft/sim/cluster_clients.cpp"},
    {Reason::CommitInHeartbeat, "CommitInHeartbeat", {"from", "to", "leaderCommit"}, "§5.3", kHeartbeat},
    {Reason::SeenAwaited, "SeenAwaited", {"seen", "lastApplied"}, "D §6.4.1", kRead},
    {Reason::SeenApplied, "SeenApplied", {"seen", "lastApplied"}, "D §6.4.1", kRead},
    {Reason::TooMuchUncommitted, "TooMuchUncommitted", {"uncommitted", "limit"}, "D §10.2.2", kClient},
}};

}  // namespace

OperandMeaning meaningOf(std::string_view operand) {
    if (operand == "votedFor" || operand == "server") return OperandMeaning::Server;
    if (operand == "configuration" || operand == "before") return OperandMeaning::Configuration;
    for (const std::string_view duration : {"leaseLeft", "expiredFor", "heardAgo", "electionTimeout", "waited"}) {
        if (operand == duration) return OperandMeaning::Duration;
    }
    return OperandMeaning::Number;
}

bool isRefusal(Reason reason) {
    switch (reason) {
        case Reason::ChangeNotByLeader:
        case Reason::ChangePending:
        case Reason::NothingOfOwnTerm:
        case Reason::ChangesNothing:
        case Reason::NoVoterLeft:
        case Reason::NotALearner:
        case Reason::SeveralServersAtOnce:
        case Reason::StillCatchingUp:
        case Reason::ChangeDuringTransfer: return true;
        default: return false;
    }
}

std::span<const ReasonInfo> reasonTable() { return kReasons; }

const ReasonInfo& infoOf(Reason reason) { return kReasons[static_cast<std::size_t>(reason)]; }

std::optional<Reason> reasonByName(std::string_view name) {
    for (const ReasonInfo& info : kReasons) {
        if (info.name == name) return info.reason;
    }
    return std::nullopt;
}

}  // namespace raft
