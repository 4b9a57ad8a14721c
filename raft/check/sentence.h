#pragma once
// What is said of a broken property: one sentence for each way to break it, with this moment's numbers.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "raft/check/property.h"

namespace raft {

enum class Sentence : std::uint8_t {
    BothLed,
    LeaderDeleted,
    LogsDiffer,
    LeaderLacks,
    CommittedOther,
    AppliedOther,
    DeletedCommitted,
    CommittedByNobody,
    AppliedOutOfOrder,
    AppliedTooEarly,
    VotedTwice,
    TooFewDisks,
    OldTermCounted,
    PeerInOlderTerm,
    PeerHasOther,
    PeerHasNothing,
    MatchIndexFell,
    NextIndexWrong,
    TermFell,
    CommitIndexFell,
    IndexesOutOfOrder,
    TermsFallInLog,
    EntryOfLaterTerm,
    MessageOfLaterTerm,
    IllegalRole,
    LedTwice,
    VoteNotOnDisk,
    EntryNotOnDisk,
    SnapshotTooFar,
    SnapshotTermDiffers,
    SnapshotStateDiffers,
    SnapshotNotApplied,
    SnapshotConfigDiffers,
    ConfigNotInLog,
    TwoUncommittedConfigs,
    QuorumsApart,
    StatesDiffer,
    TermInLogBefore,
    LeaderHasFewer,
    CommitLags,
    PreVoteChangedTerm,
    PreVoteChangedVote,
    PreVoteChangedRole,
    PreVoteChangedTimer,
    LeaseNotAlone,
};
inline constexpr int kSentenceCount = 45;

/// In the catalogues the sentence is "violation." + name; operands stand in braces: {node}.
struct SentenceInfo {
    Sentence sentence;
    Property property;  ///< What is broken when this is said.
    std::string_view name;
    std::string_view english;
};

std::span<const SentenceInfo> sentenceTable();
const SentenceInfo& infoOf(Sentence sentence);

/// The operands of a sentence, by name.
using SentenceArgs = std::vector<std::pair<std::string_view, std::string>>;

/// The sentence in plain English.
std::string inEnglish(Sentence sentence, const SentenceArgs& args);

}  // namespace raft
