#pragma once
// What a run came to, and how it is told.

#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/output.h"
#include "raft/check/property.h"
#include "raft/history/history.h"
#include "raft/script/runner.h"

namespace cli {

/// One sentence about one event.
struct NarratedEvent {
    raft::EventId event;
    raft::SimTime time;
    std::string text;
};

struct RunReport {
    std::vector<NarratedEvent> narration;
    raft::RunOutcome outcome;
    std::vector<raft::ConditionResult> expected;  ///< Of --expect, judged at the end.
    std::vector<raft::Violation> violations;
    std::string bentRules;  ///< Those that were not Raft's, so violations were asked for: "compareLogs quorum".
    bool wantsHash = false;
    std::uint64_t world = 0;
    std::uint64_t chain = 0;

    /// Is the answer yes?
    bool ok() const;
};

/// The names of the rules that were set to what is no correct Raft, at the start or on the way to the cursor.
std::string bentRulesOf(const raft::History& history);

void printReport(const RunReport& report, Output& output);
/// Everything that printReport prints, as one object.
void printReportAsJson(const RunReport& report, Output& output);

/// "120.000": milliseconds with three decimals.
std::string fixedMilliseconds(raft::SimTime time);

}  // namespace cli
