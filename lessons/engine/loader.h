#pragma once
// From a lesson file to a Lesson.

#include <string>
#include <string_view>

#include "lessons/engine/document.h"
#include "raft/base/result.h"
#include "raft/trace/session_reader.h"

namespace lessons {

/// Reads the file; everything that is wrong with it comes back, with line and column.
raft::Result<Lesson> loadLesson(const std::string& path);
/// The same for a text that was read already; `file` stands in the errors.
/// `overrides` change the cluster first, as the command line can.
raft::Result<Lesson> readLesson(std::string text, const std::string& file,
                                const raft::SessionOverrides& overrides = {});

/// May a lesson, a step or a checkpoint be called so? Their names go into file names and links: small letters, digits
/// and hyphens.
bool isIdentifier(std::string_view text);

}  // namespace lessons
