#pragma once
// From a Lesson to a lesson file.

#include <string>

#include "lessons/engine/document.h"

namespace lessons {

/// The file of the lesson: readLesson reads the same lesson back. What only people see, comments and the order of
/// members, is not kept.
std::string writeLesson(const Lesson& lesson);

}  // namespace lessons
