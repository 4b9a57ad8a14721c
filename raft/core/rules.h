#pragma once
// The rules of the protocol as switches: a few are choices between correct variants, most exist to be bent on purpose.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace raft {

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
    ReadConfirm,
    ReadNeedsCommitInTerm,
    ReadFreshRound,
    ReadWaitsForApply,
    Lease,
    LeaseBindsVoters,
    LeaseAllowsDrift,
    LeaseFromSend,
};
inline constexpr int kRuleCount = 25;

enum class QuorumRule : std::uint8_t { Majority, Half };

/// What a server obeys. Defaults are profile `figure2`.
struct Rules {
    bool noopOnElection = false;               ///< A new leader appends a no-op of its term (D §6.4).
    bool fastBackup = false;                   ///< A rejection carries a hint that skips a whole term (§5.3).
    bool batch = true;                         ///< One AppendEntries carries every entry that is missing.
    bool pipeline = false;                     ///< Send on without waiting for the last answer (D §10.2.1).
    bool dedup = true;                         ///< The state machine executes each (client, seq) once (§8).
    bool compareLogs = true;                   ///< Voters refuse a candidate whose log is older (§5.4.1).
    bool commitOldTerms = false;               ///< Commit entries of earlier terms by counting (forbidden by §5.4.2).
    bool persistVote = true;                   ///< votedFor survives a restart (Figure 2).
    bool persistTerm = true;                   ///< currentTerm survives a restart (Figure 2).
    bool checkPrev = true;                     ///< Followers check prevLogIndex and prevLogTerm (§5.3).
    bool truncateAlways = false;               ///< Followers cut their log after prevLogIndex at every AppendEntries.
    QuorumRule quorum = QuorumRule::Majority;  ///< How many servers decide.
    bool ackBeforePersist = false;             ///< Answer before the disk has written.
    bool snapshotOnlyApplied = true;           ///< A snapshot covers applied entries only (§7).
    bool snapshotSessions = true;              ///< It holds the clients' sessions (D §6.3).
    bool snapshotKeepsSuffix = true;           ///< Entries after an installed snapshot that fit it stay (Figure 13).
    bool ignoreOldSnapshots = true;            ///< A snapshot of what is committed here already changes nothing.
    bool readConfirm = true;                   ///< ReadIndex asks a majority whether it still leads (D §6.4).
    bool readNeedsCommitInTerm = true;         ///< It waits until an entry of the leader's own term is committed.
    bool readFreshRound = true;                ///< It counts answers to messages sent after the read only.
    bool readWaitsForApply = true;             ///< A read is answered once readIndex is applied.
    bool lease = false;                        ///< A leader with a lease answers lease reads by itself (D §6.4.1).
    bool leaseBindsVoters = true;              ///< Who heard from its leader lately neither votes nor runs.
    bool leaseAllowsDrift = true;              ///< A lease is shorter than a timeout by the drift bound.
    bool leaseFromSend = true;                 ///< It counts from the sending, not from the acknowledgement.

    friend bool operator==(const Rules&, const Rules&) = default;

    int get(RuleId rule) const;
    void set(RuleId rule, int value);
};

enum class Profile : std::uint8_t { Figure2, Production };

/// The rules of a profile: `figure2` is the paper's summary page, `production` what a deployed Raft adds.
Rules rulesOf(Profile profile);

/// One row of `raftlab rules`. A rule of kind Choice takes one of `choices`; a Bool is 0 or 1.
struct RuleInfo {
    enum class Kind : std::uint8_t { Bool, Choice };
    RuleId id;
    std::string_view name;  ///< As written in files: "compareLogs".
    Kind kind;
    std::span<const std::string_view> choices;  ///< Empty for a Bool.
    bool correctWhenOff;                        ///< Is 0 (or choice 0) a correct Raft?
    bool correctWhenOn;                         ///< Is 1 (or any other choice) a correct Raft?
    std::string_view source;                    ///< "§5.4.1".
    std::string_view protects;                  ///< Property that breaks, or "" if both values are correct.
    std::string_view scenario;                  ///< File in tests/scenarios that needs the switch, or "".
};

std::span<const RuleInfo> ruleTable();
const RuleInfo& infoOf(RuleId rule);
std::optional<RuleId> ruleByName(std::string_view name);

/// Is this value of this rule a correct Raft? The banner stands while some rule is not.
bool isCorrect(RuleId rule, int value);
bool isCorrect(const Rules& rules);

}  // namespace raft
