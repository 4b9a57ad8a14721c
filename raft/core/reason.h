#pragma once
// Why a server decided as it did: the rule, and the names of the numbers it looked at.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace raft {

/// One enumerator per rule that grants, refuses, truncates, commits or steps down. The catalogue key of its sentence is
/// "reason." + name; the operands stand in Event::args in the order of ReasonInfo::args.
enum class Reason : std::uint8_t {
    None,
    // Elections (§5.2, §5.4.1).
    NobodyHeard,
    FreeVote,
    RepeatedVote,
    OwnVote,
    StaleTerm,
    AlreadyVoted,
    LogNotUpToDate,
    LogsNotCompared,
    WonMajority,
    HigherTerm,
    LeaderOfThisTerm,
    // Replication (§5.3, §5.4.2).
    ClientCommand,
    NewLeaderNoop,
    EntriesFromLeader,
    LogTooShort,
    PrevTermDiffers,
    PrevNotChecked,
    ConflictingEntry,
    CutAfterPrev,
    StoredOnMajority,
    OldTermCounted,
    LeaderCommitted,
    CommittedEntry,
    HeartbeatDue,
    // Clients (§8).
    NotLeader,
    AlreadyExecuted,
    // The world.
    LinkCut,
    LostOnTheWay,
    ReceiverDown,
    ByAction,
    // Snapshots (§7).
    SnapshotAsked,
    LogGrewLong,
    AppliedNotAwaited,
    EntriesCompacted,
    ChunkStored,
    ChunkKnown,
    ChunkMissing,
    SnapshotNotNewer,
    SnapshotReplacesLog,
    SnapshotKeepsSuffix,
    SuffixDropped,
    // Membership (§6, D chapter 4).
    ConfigAppended,
    ConfigDeleted,
    ConfigCommitted,
    ConfigInSnapshot,
    ConfigFound,
    ChangeAsked,
    JointCommitted,
    JointNotAwaited,
    LeftOut,
    NotAVoter,
    ChangeNotByLeader,
    ChangePending,
    NothingOfOwnTerm,
    ChangesNothing,
    NoVoterLeft,
    NotALearner,
    SeveralServersAtOnce,
    StillCatchingUp,
    CatchUpRound,
    CaughtUp,
    CatchUpTooSlow,
    CatchUpStuck,
    CommitRemembered,
    // Pre-votes and sticky followers (D §9.6, §4.2.3).
    AsksFirst,
    OwnPreVote,
    WouldVote,
    PreVoteTermNotNew,
    PreVoteLogOlder,
    StillLed,
    LeadsItself,
    PreVoteWon,
    ElectionExpired,
    MajorityRefused,
    VoteIgnored,
    NotAMember,
    PreVoteBinds,
    PreVoteCounted,
    // Giving up leadership (D §6.2, §3.10).
    QuorumLost,
    TransferAsked,
    TransferReady,
    TransferTimedOut,
    TransferTargetGone,
    TransferReplaced,
    TransferUnderWay,
    TransferNotLeader,
    TransferToSelf,
    TransferToNonVoter,
    TransferInProgress,
    ChangeDuringTransfer,
    LeaderAsked,
    TimeoutNowIgnored,
    // Reads that stay out of the log (D §6.4).
    OwnTermAwaited,
    OwnTermNotAwaited,
    ReadIndexTaken,
    ReadIndexAsked,
    LeadershipConfirmed,
    NotConfirmed,
    OldAcksCounted,
    ApplyAwaited,
    ReadIndexApplied,
    ApplyNotAwaited,
    LeaseHeld,
    LeaseExpired,
    NoLease,
    LeaseNotUsed,
    BoundByLease,
    LeaseOutlastsTimer,
    // What only bent rules do: elections (§5.1, §5.2, §5.4.1), then the log (§5.3).
    OlderLogTaken,
    NewerLogRefused,
    VotedAgain,
    TermKept,
    VoteCountedTwice,
    StaleAnswerCounted,
    StaleLeaderHeeded,
    PrevTermNotChecked,
    ConflictKept,
    ConflictOverwritten,
    HintTakenForMatch,
    CommittedPastMessage,
    UncommittedApplied,
    LogTakenForCommitted,
    // Sessions that expire (D §6.3).
    SessionOpened,
    SessionExpired,
    SessionLost,
    // Heartbeats as a message of their own.
    CommitInHeartbeat,
    // Local reads that wait for what their client has seen (D §6.4.1).
    SeenAwaited,
    SeenApplied,
    // A log that may not grow without end.
    TooMuchUncommitted,
};
inline constexpr int kReasonCount = 130;

/// One row of `raftlab reasons`.
struct ReasonInfo {
    Reason reason;
    std::string_view name;                 ///< As in traces: "LogNotUpToDate".
    std::array<std::string_view, 6> args;  ///< Names of the operands; unused ones are empty.
    std::string_view source;               ///< "§5.4.1"; empty for the world's own.
    std::string_view file;                 ///< Where the rule stands: "raft/core/node_election.cpp".
};

/// What an operand of this name is: most are plain numbers.
enum class OperandMeaning : std::uint8_t { Number, Server, Configuration, Duration };  // In microseconds.
OperandMeaning meaningOf(std::string_view operand);

/// Does it say why an operator's wish was refused?
bool isRefusal(Reason reason);

std::span<const ReasonInfo> reasonTable();
const ReasonInfo& infoOf(Reason reason);
std::optional<Reason> reasonByName(std::string_view name);

}  // namespace raft
