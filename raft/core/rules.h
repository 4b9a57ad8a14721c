#pragma once
// The rules of the protocol as switches: a few are choices between correct variants, most exist to be bent on purpose.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace raft {

/// The numbers stand in digests, so a new rule comes last. What belongs together stands together in Rules and in the
/// table.
enum class RuleId : std::uint8_t {
    NoopOnElection,
    FastBackup,
    Batch,
    Pipeline,
    Dedup,
    CompareLogs,
    CommitOldTerms,
    PersistVote,
    PersistTerm,
    CheckPrev,
    TruncateAlways,
    Quorum,
    AckBeforePersist,
    SnapshotOnlyApplied,
    SnapshotSessions,
    SnapshotKeepsSuffix,
    IgnoreOldSnapshots,
    SnapshotConfig,
    ConfigAt,
    ConfigFollowsLog,
    ConfigWaitsForLast,
    ConfigNeedsCommitInTerm,
    ConfigOneServer,
    LearnersCount,
    JointQuorum,
    JointWaitsForCommit,
    RemovedLeader,
    RemovedLeaderCounts,
    BackupBy,
    AnswerStaleTerms,
    LeaderWaitsForDisk,
    PersistCommit,
    PreVote,
    CheckQuorum,
    IgnoreVoteWhileLed,
    PreVotePure,
    CountPreVotes,
    QuorumLost,
    MajorityRefused,
    VoteForNonMember,
    ReadConfirm,
    ReadNeedsCommitInTerm,
    ReadFreshRound,
    ReadWaitsForApply,
    Lease,
    LeaseBindsVoters,
    LeaseAllowsDrift,
    LeaseFromSend,
    LeaseEndsOnTransfer,
    CompareBy,
    OneVotePerTerm,
    NewTermPerElection,
    IgnoreStaleVotes,
    CountVotesOnce,
    RefuseStaleLeaders,
    CheckPrevTerm,
    Conflicts,
    MatchStartsAtZero,
    MatchOnlyRises,
    MatchFromHint,
    AckUpTo,
    IgnoreStaleAcks,
    CommitUpTo,
    ApplyOnlyCommitted,
    PersistLog,
    PersistOwnVote,
    LeaderCountsDurable,
    CommitLogOnRestart,
    ExpireByLogTime,
    Heartbeats,
    LocalReadWaits,
    LimitUncommitted,
    PreVoteHeedsLeader,
};
inline constexpr int kRuleCount = 73;

enum class QuorumRule : std::uint8_t { Majority, Half };
enum class ConfigAt : std::uint8_t { Append, Commit };
enum class JointQuorum : std::uint8_t { Both, New, Union };
enum class BackupBy : std::uint8_t { Term, FirstOfTerm, Halves };
enum class RemovedLeader : std::uint8_t { StepsDown, StepsDownEarly, Stays };
enum class QuorumLost : std::uint8_t { SameTerm, NextTerm };
enum class MajorityRefused : std::uint8_t { Wait, Follow };
enum class CompareBy : std::uint8_t { TermAndIndex, Index, Term, CommitIndex };
enum class Conflicts : std::uint8_t { Truncate, Keep, Overwrite };
enum class Heartbeats : std::uint8_t { AppendEntries, OwnMessage };
enum class UpTo : std::uint8_t { LastNewEntry, LastLogIndex };

/// What a server obeys. Defaults are profile `figure2`.
struct Rules {
    // Elections (§5.2, §5.4.1; D §9.6, §6.2, §4.2.3).
    bool compareLogs = true;                        ///< Voters refuse a candidate whose log is older (§5.4.1).
    CompareBy compareBy = CompareBy::TermAndIndex;  ///< Which of two logs is older (§5.4.1).
    bool oneVotePerTerm = true;                     ///< Whoever has voted refuses every other candidate (§5.2).
    bool newTermPerElection = true;                 ///< A candidate raises its term before it stands (§5.2).
    bool ignoreStaleVotes = true;                   ///< A vote of an older term does not count (§5.1).
    bool countVotesOnce = true;                     ///< Votes are a set: the same one twice is one (§5.2).
    QuorumRule quorum = QuorumRule::Majority;       ///< How many servers decide.
    bool answerStaleTerms = true;                   ///< A request of an older term is refused with an answer (§5.1).
    bool preVote = false;                           ///< Ask before the term rises (D §9.6).
    bool preVotePure = true;                        ///< To grant a pre-vote changes nothing (D §9.6).
    bool preVoteHeedsLeader = true;                 ///< Whoever hears a leader grants no pre-vote (D §9.6).
    bool countPreVotes = false;                     ///< A late pre-vote counts as a vote.
    bool checkQuorum = false;                       ///< A leader that hears no quorum steps down (D §6.2).
    QuorumLost quorumLost = QuorumLost::SameTerm;   ///< The term that such a leader steps down into.
    bool ignoreVoteWhileLed = false;                ///< Whoever hears a leader ignores RequestVote (D §4.2.3).
    MajorityRefused majorityRefused = MajorityRefused::Wait;  ///< What a candidate does whom a majority refused.
    bool voteForNonMember = true;  ///< Voters do not look up whether the candidate is a member (D §4.1).

    // Replication (§5.3).
    bool batch = true;                          ///< One AppendEntries carries every entry that is missing.
    bool pipeline = false;                      ///< Send on without waiting for the last answer (D §10.2.2).
    bool fastBackup = false;                    ///< A rejection carries a hint that skips a whole term (§5.3).
    BackupBy backupBy = BackupBy::Term;         ///< How a fast back-up finds where two logs agree (§5.3, D §3.5).
    Heartbeats heartbeats = Heartbeats::AppendEntries;  ///< What a leader sends at regular times (§5.2).
    bool limitUncommitted = false;                      ///< A leader takes no command while too many are not committed.
    bool refuseStaleLeaders = true;             ///< AppendEntries of an older term are refused (§5.1).
    bool checkPrev = true;                      ///< Followers check prevLogIndex and prevLogTerm (§5.3).
    bool checkPrevTerm = true;                  ///< Of the two, prevLogTerm as well.
    Conflicts conflicts = Conflicts::Truncate;  ///< What happens to an entry that conflicts with the leader's (§5.3).
    bool truncateAlways = false;                ///< Followers cut their log after prevLogIndex at every AppendEntries.
    UpTo ackUpTo = UpTo::LastNewEntry;          ///< How far an acknowledgement says that the logs agree (§5.3).
    bool ignoreStaleAcks = true;                ///< An acknowledgement of an older term does not count (§5.1).
    bool matchStartsAtZero = true;              ///< A new leader knows of nobody's log (Figure 2).
    bool matchOnlyRises = true;                 ///< A late acknowledgement lowers nothing (Figure 2).
    bool matchFromHint = false;                 ///< The hint of a rejection is taken for an acknowledgement.

    // Commitment (§5.4.2).
    bool noopOnElection = false;           ///< A new leader appends a no-op of its term (D §6.4).
    bool commitOldTerms = false;           ///< Commit entries of earlier terms by counting (forbidden by §5.4.2).
    UpTo commitUpTo = UpTo::LastNewEntry;  ///< How far a follower believes leaderCommit (Figure 2).
    bool applyOnlyCommitted = true;        ///< The state machine gets committed entries only (§5.3).

    // Persistence (Figure 2, D §3.8).
    bool persistTerm = true;          ///< currentTerm survives a restart (Figure 2).
    bool persistVote = true;          ///< votedFor survives a restart (Figure 2).
    bool persistOwnVote = true;       ///< A candidate's vote for itself as well.
    bool persistLog = true;           ///< log[] survives a restart (Figure 2).
    bool persistCommit = false;       ///< commitIndex survives a restart (D §3.8).
    bool commitLogOnRestart = false;  ///< Whoever restarts takes its whole log for committed.
    bool ackBeforePersist = false;    ///< Answer before the disk has written.
    bool leaderWaitsForDisk = false;  ///< A leader sends its entries once its own disk has them (D §10.2.1).
    bool leaderCountsDurable = true;  ///< Its own copy counts once its disk has it (D §10.2.1).

    // Snapshots (§7).
    bool snapshotOnlyApplied = true;  ///< A snapshot covers applied entries only (§7).
    bool snapshotSessions = true;     ///< It holds the clients' sessions (D §6.3).
    bool snapshotConfig = true;       ///< It holds the configuration as of its last entry (D §5.1).
    bool snapshotKeepsSuffix = true;  ///< Entries after an installed snapshot that fit it stay (Figure 13).
    bool ignoreOldSnapshots = true;   ///< A snapshot of what is committed here already changes nothing.

    // Membership (§6, D chapter 4).
    ConfigAt configAt = ConfigAt::Append;         ///< When a server begins to use a configuration of its log (§6).
    bool configFollowsLog = true;                 ///< One that is deleted gives way to the one before (§6).
    bool configWaitsForLast = true;               ///< A change waits until the last one is committed (D §4.1).
    bool configNeedsCommitInTerm = true;          ///< And until the leader has committed an entry of its term.
    bool configOneServer = true;                  ///< A simple change adds or removes one voter (D §4.1).
    bool learnersCount = false;                   ///< Learners count for a quorum (forbidden by D §4.2.1).
    JointQuorum jointQuorum = JointQuorum::Both;  ///< Whose majorities a joint configuration needs (§6).
    bool jointWaitsForCommit = true;              ///< C_new follows once C_old,new is committed (§6).
    RemovedLeader removedLeader = RemovedLeader::StepsDown;  ///< What a leader does that C_new leaves out (D §4.2.2).
    bool removedLeaderCounts = false;  ///< It counts itself for a quorum of C_new (forbidden by D §4.2.2).

    // Reads (D §6.4).
    bool readConfirm = true;            ///< ReadIndex asks a majority whether it still leads (D §6.4).
    bool readNeedsCommitInTerm = true;  ///< It waits until an entry of the leader's own term is committed.
    bool readFreshRound = true;         ///< It counts answers to messages sent after the read only.
    bool readWaitsForApply = true;      ///< A read is answered once readIndex is applied.
    bool localReadWaits = false;        ///< A local read waits for what its client has seen (D §6.4.1).
    bool lease = false;                 ///< A leader with a lease answers lease reads by itself (D §6.4.1).
    bool leaseBindsVoters = true;       ///< Who heard from its leader lately neither votes nor runs.
    bool leaseAllowsDrift = true;       ///< A lease is shorter than a timeout by the drift bound.
    bool leaseFromSend = true;          ///< It counts from the sending, not from the acknowledgement.
    bool leaseEndsOnTransfer = true;    ///< A leader gives up its lease before it hands over.

    // Clients (§8).
    bool dedup = true;            ///< The state machine executes each (client, seq) once (§8).
    bool expireByLogTime = true;  ///< Sessions expire by the stamps of the log, not by each server's clock (D §6.3).

    friend bool operator==(const Rules&, const Rules&) = default;

    int get(RuleId rule) const;
    void set(RuleId rule, int value);
};

enum class Profile : std::uint8_t { Figure2, Production };

/// The rules of a profile: `figure2` is the paper's summary page, `production` what a deployed Raft adds.
Rules rulesOf(Profile profile);

enum class RuleSubject : std::uint8_t {
    Elections,
    Replication,
    Commitment,
    Persistence,
    Snapshots,
    Membership,
    Reads,
    Clients,
};
/// "elections".
std::string_view nameOf(RuleSubject subject);

/// One row of `raftlab rules`. A rule of kind Choice takes one of `choices`; a Bool is 0 or 1.
struct RuleInfo {
    enum class Kind : std::uint8_t { Bool, Choice };
    RuleId id;
    RuleSubject subject;
    std::string_view name;  ///< As written in files: "compareLogs".
    Kind kind;
    std::span<const std::string_view> choices;  ///< Empty for a Bool.
    bool correctWhenOff;                        ///< Is 0 (or choice 0) a correct Raft?
    bool correctWhenOn;                         ///< Is 1 (or any other choice) a correct Raft?
    std::string_view source;                    ///< "§5.4.1".
    std::string_view protects;                  ///< Property that breaks, or "" if both values are correct.
    std::string_view scenario;                  ///< File in tests/scenarios that needs the switch.
};

/// By subject, in the order of Rules.
std::span<const RuleInfo> ruleTable();
const RuleInfo& infoOf(RuleId rule);
std::optional<RuleId> ruleByName(std::string_view name);

/// Is this value of this rule a correct Raft? The banner stands while some rule is not.
bool isCorrect(RuleId rule, int value);
bool isCorrect(const Rules& rules);

}  // namespace raft
