#pragma once
// From a history to a session file and back.

#include <string>
#include <vector>

#include "raft/history/history.h"
#include "raft/trace/session_reader.h"

namespace raft {

struct SessionLabels {
    std::string title;
    std::vector<SessionBookmark> bookmarks;  ///< Their lines are those of the history.
};

/// All lines of `history` that exist, in the recorded form, with the cursor. Lines are renumbered when some are gone.
Session sessionOf(const History& history, SessionLabels labels = {});

/// The file of a recorded session (Session::recorded): readSession reads it back.
std::string writeSession(const Session& session);

/// Runs the session's main line and its branches on `history`, which stands right after its boot, and puts the cursor
/// where the session left it (else at the end of the main line). An error says which recorded action does not fit.
Result<void> replaySession(const Session& session, const std::string& file, History& history);

}  // namespace raft
