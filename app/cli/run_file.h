#pragma once
// A file that can be run: a session, or a lesson's main line.

#include <memory>
#include <optional>
#include <string>

#include "lessons/engine/document.h"
#include "raft/base/result.h"
#include "raft/history/history.h"
#include "raft/script/runner.h"
#include "raft/trace/session_reader.h"

namespace cli {

struct RunFile {
    std::string file;  ///< As given.
    raft::ClusterConfig cluster;
    std::shared_ptr<raft::TextTable> texts;
    raft::Script script;                    ///< Of a lesson: all its steps, one after the other.
    std::optional<raft::Session> session;   ///< If it is one.
    std::optional<lessons::Lesson> lesson;  ///< If it is one.
};

/// Reads `path` (`-` is standard input) and tells by its content what it is. A trace cannot be run, and says so.
raft::Result<RunFile> loadRunFile(const std::string& path, const raft::SessionOverrides& overrides = {});

/// `do`, then `until` or `for`, then `expect`.
void addStep(const lessons::Step& step, raft::Script& script);

/// The fresh history in which to run the file: the file's texts are its texts.
std::unique_ptr<raft::History> beginHistory(const RunFile& file);

enum class RunEnding { Over, Interrupted };

/// Plays until the runner is over or somebody presses Ctrl-C; shows how far it is where standard error is a terminal.
RunEnding play(raft::ScriptRunner& runner, raft::History& history);

/// Error of an option that takes an expression: the column points inside the expression.
raft::Errors inOption(raft::Errors errors, const std::string& option);

}  // namespace cli
