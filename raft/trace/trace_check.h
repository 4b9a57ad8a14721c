#pragma once
// Checks the invariants on a trace, from what its lines state and nothing else.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "raft/base/result.h"
#include "raft/check/property.h"

namespace raft {

/// A broken property and the lines that prove it.
struct TraceFinding {
    int line = 0;  ///< Of the event after which it was broken.
    Property property = Property::ElectionSafety;
    std::string text;       ///< A plain sentence.
    std::vector<int> with;  ///< Earlier lines that prove it, in order.
    bool isStated = false;  ///< The trace's own word: its lines do not show it.

    /// `FILE:LINE: PROPERTY: sentence (with line 12, 40)`.
    std::string format(const std::string& file) const;
};

struct TraceReport {
    std::uint32_t events = 0;
    std::vector<TraceFinding> findings;  ///< In the order of the lines; the first kMaxFindings.
    /// Where the trace contradicts itself (a state that its own log denies, a message received that nobody sent): the
    /// first ones. With findings the answer is no; without any, the input is wrong.
    Errors faults;

    /// `N events, M violations`.
    std::string summary() const;
};

inline constexpr std::size_t kMaxFindings = 1000;

/// The properties that a trace decides: ElectionSafety, OneVotePerTerm, LeaderAppendOnly, LogMatching,
/// LeaderCompleteness (with the term of commitment), StateMachineSafety, NeverCommitPrevTermByCount, TermMonotonic,
/// LogTermsMonotonic, MsgTermLeSender, LegalTransitions, ConfigTruth, OneUncommittedConfig, CandidateTermNotInLog,
/// LeaderHasMaxIndexOfItsTerm, and PreVotePure but for its timer. What the trace itself states of a property of which
/// its lines show nothing is passed on: some things only the run could know. Errors are those of the format: an
/// unreadable line, a file that was cut off. `stop` is asked now and then; once it says yes, what was found so far is
/// the report.
Result<TraceReport> checkTrace(const std::string& path, const std::function<bool()>& stop = nullptr);

}  // namespace raft
