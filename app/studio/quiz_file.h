#pragma once
// An attempt at the quiz as a small file of its own: an hour of writing must not be lost by a crash.

#include <optional>
#include <string>

#include "app/studio/quiz_run.h"
#include "raft/base/result.h"

namespace studio {

/// Reads `dir`/quiz.json. A file that is not there, is broken or is of another quiz gives nothing.
std::optional<QuizRun::State> loadQuiz(const std::string& dir, const lessons::Quiz& quiz);
/// Writes the file, whole or not at all; without an attempt the file goes. An empty `dir` keeps nothing.
raft::Result<void> saveQuiz(const std::string& dir, const lessons::Quiz& quiz, const QuizRun& run);

}  // namespace studio
