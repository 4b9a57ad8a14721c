#pragma once
// The properties that every correct run keeps, and what is reported when one breaks.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

/// Names as users write them. The first five and Linearizability are what a lesson may break on purpose.
enum class Property : std::uint8_t {
    ElectionSafety,      // Figure 3
    LeaderAppendOnly,    // Figure 3
    LogMatching,         // Figure 3
    LeaderCompleteness,  // Figure 3, with the term in which an entry was committed
    StateMachineSafety,  // Figure 3; also committed agreement and: committed entries are never truncated
    Linearizability,
    OneVotePerTerm,
    CommitDurableOnQuorum,
    NeverCommitPrevTermByCount,
    MatchIndexTruth,
    MatchMonotonic,
    TermMonotonic,  // also commitIndex, and lastIncludedIndex <= lastApplied <= commitIndex <= lastLogIndex
    LogTermsMonotonic,
    MsgTermLeSender,
    LegalTransitions,
    PersistBeforeSend,
    SnapshotSound,
    ConfigTruth,
    OneUncommittedConfig,
    QuorumOverlap,
    StateHashAtIndex,
    CandidateTermNotInLog,
    LeaderHasMaxIndexOfItsTerm,
    CommitAdvances,
    PreVotePure,
    LeaseSafety,
};
inline constexpr int kPropertyCount = 26;

struct PropertyInfo {
    Property property;
    std::string_view name;
    std::string_view source;  ///< "Figure 3", "§5.4.3".
};

std::span<const PropertyInfo> propertyTable();
std::string_view nameOf(Property property);
std::optional<Property> propertyByName(std::string_view name);

/// One broken property. In the catalogues its sentence is "violation." + `sentence`, with `args` by name; `text` is the
/// same in English.
struct Violation {
    Property property = Property::ElectionSafety;
    SimTime time;
    EventId event;                  ///< The event after which it was broken.
    std::vector<EventId> evidence;  ///< Events that prove it, in order; `event` is the last.
    std::string text;               ///< A plain English sentence with this moment's numbers.
    std::string_view sentence;      ///< A name from sentenceTable(), which lives for ever.
    std::vector<std::pair<std::string_view, std::string>> args;
};

}  // namespace raft
