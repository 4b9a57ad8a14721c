#pragma once
// Places that somebody gave a name, kept with the file.

#include <vector>

#include "app/studio/document.h"
#include "raft/trace/session_reader.h"

namespace studio {

/// The bookmarks as a session file keeps them. Those whose moment was taken back are left out.
std::vector<raft::SessionBookmark> savedBookmarks(const Document& document);

/// Finds the moments of a session's bookmarks again, and puts the eye back where it was. A bookmark that no step of the
/// run fits is left out; how many were is returned.
int restoreBookmarks(const raft::Session& session, Document& document);

/// Is the moment still there? (An undone branch takes its own with it.)
bool exists(const Bookmark& bookmark, const raft::History& history);

}  // namespace studio
