#pragma once
// What a reader has done of the course: one small file beside the settings.

#include <map>
#include <string>
#include <string_view>

#include "raft/base/result.h"

namespace studio {

struct LessonMark {
    bool played = false;  ///< To the end of its main line.
    bool solved = false;  ///< Its goal was reached.
    friend bool operator==(const LessonMark&, const LessonMark&) = default;
};

/// By lesson id. Lessons without a mark are not in it.
using LessonMarks = std::map<std::string, LessonMark, std::less<>>;

/// Reads `dir`/progress.json. A file that is not there, or that is broken, gives none: nobody should lose a lesson
/// because of it.
LessonMarks loadMarks(const std::string& dir);
/// Writes the file, whole or not at all. An empty `dir` keeps nothing.
raft::Result<void> saveMarks(const std::string& dir, const LessonMarks& marks);

}  // namespace studio
