#include "raft/core/reason.h"

namespace raft {
namespace {

constexpr std::string_view kElection = "raft/core/node_election.cpp";
constexpr std::string_view kReplication = "raft/core/node_replication.cpp";
constexpr std::string_view kNode = "raft/core/node.cpp";
constexpr std::string_view kClient = "raft/core/node_client.cpp";
constexpr std::string_view kRead = "raft/core/node_read.cpp";
constexpr std::string_view kLease = "raft/core/node_lease.cpp";
constexpr std::string_view kSnapshot = "raft/core/node_snapshot.cpp";

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
}};

}  // namespace

bool isDuration(std::string_view operand) {
    return operand == "leaseLeft" || operand == "expiredFor" || operand == "heardAgo" || operand == "electionTimeout";
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
