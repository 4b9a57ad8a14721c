#pragma once
// When one of our own CHECKs fails: say where and when, keep the run so far for whoever mends it, and stop.

#include <string>

#include "raft/history/history.h"

namespace cli {

/// While it lives, a failed CHECK prints seed and time of `history`, saves its actions as a session in `folder` if that
/// is possible, and ends the program with exit code 3. Both must outlive it. One at a time.
class CheckReport {
public:
    CheckReport(const raft::History& history, const std::string& folder);
    ~CheckReport();
    CheckReport(const CheckReport&) = delete;
    CheckReport& operator=(const CheckReport&) = delete;
};

/// A failed CHECK outside of any run ends the program with exit code 3, too.
void installCheckHandler();

}  // namespace cli
