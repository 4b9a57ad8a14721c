#pragma once
// What the caption strip says.

#include <string>

namespace studio {

// What stands beside the sentence: see lesson_scene.h and lesson_session.h.
class LessonSession;
struct LessonScene;
struct QuestionScene;
struct IdeaScene;
struct GoalScene;

/// The one big button: what it says and what it does. Always there.
struct BigButton {
    std::string text;
    bool enabled = true;
    std::string whyNot;  ///< If it is not enabled.
};

/// The caption strip.
struct Caption {
    std::string text;       ///< What happens, one idea.
    std::string presenter;  ///< Notes; usually empty.
    std::string badge;      ///< A few words that a lesson pins to the picture when its step is done.
    int stepNumber = 0;     ///< From 1; 0 in a sandbox.
    int stepCount = 0;
    bool running = false;         ///< The lesson is in the middle of a step.
    bool doors = false;           ///< Learn, Play and Teach stand here.
    bool awayFromLesson = false;  ///< "Back to the lesson" stands here.
    std::string problem;          ///< A lesson step that did not come out as its file says.
};

}  // namespace studio
