#pragma once
// The file in which a reader's progress lives: small, in the state folder, versioned, written whole or not at all.

#include <string>

#include "app/studio/progress.h"
#include "raft/base/result.h"

namespace studio {

std::string writeProgress(const Progress& progress);
/// Reads a file of format "raftlab-progress/1", or the marks of the program's first version, which had no format.
raft::Result<Progress> readProgress(std::string text, const std::string& file);
/// Is this the text of such a file? Whoever drops it on the window wants to take it in.
bool isProgress(const std::string& text);

raft::Result<Progress> loadProgressFile(const std::string& path);
raft::Result<void> saveProgressFile(const std::string& path, const Progress& progress);

/// `stateDir`/progress.json; empty without a folder.
std::string progressPath(const std::string& stateDir);

/// What the reader has done so far. Where the file is not there yet, what an older version kept beside the settings is
/// taken over. A broken file is kept beside the new one, under its name with ".broken" behind it; `problem` says so.
Progress loadProgress(const std::string& stateDir, const std::string& configDir, std::string& problem);
/// An empty `stateDir` keeps nothing.
raft::Result<void> saveProgress(const std::string& stateDir, const Progress& progress);

}  // namespace studio
