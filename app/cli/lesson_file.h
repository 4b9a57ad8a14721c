#pragma once
// Lessons by name, and step by step.

#include <string>

#include "app/studio/course.h"
#include "app/studio/i18n.h"
#include "lessons/engine/document.h"
#include "lessons/engine/player.h"
#include "raft/base/result.h"

namespace cli {

/// The lesson of the course with this id, or the lesson file of this name. Lessons of the course are called by their
/// file's name without its folder.
raft::Result<lessons::Lesson> findLesson(const std::string& name, const studio::Course& course,
                                         const studio::Texts& texts);

/// Plays the player's running step to its end. False if somebody pressed Ctrl-C on the way.
bool finishStep(lessons::Player& player, const raft::History& history);

}  // namespace cli
