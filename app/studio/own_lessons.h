#pragma once
// Lessons that the user has written: they extend the course, and take the place of lessons of the same name.

#include <string>

#include "app/studio/course.h"

namespace studio {

/// Where they live: $XDG_DATA_HOME/raftlab/lessons, else below ~/.local/share; empty if there is no home.
std::string defaultLessonDir();

/// The course of `dir` (see Course) with the lessons of `ownDir`, which need not be there.
Course courseWith(const std::string& dir, const std::string& ownDir);

/// Names, sizes and times of the lesson files in `dir`: another one once somebody has changed anything there.
std::string lessonsStamp(const std::string& dir);

}  // namespace studio
