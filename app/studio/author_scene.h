#pragma once
// What the window shows to the author of a lesson.

#include <string>
#include <vector>

#include "lessons/engine/local_text.h"

namespace studio {

/// Something that the verifier said.
struct VerifyLine {
    bool isWarning = false;
    std::string place;  ///< "12:5".
    std::string where;  ///< "Step c2"; empty: the lesson.
    std::string text;
};

/// How the lesson that was verified last came out.
struct VerifyScene {
    enum class State { Nothing, Running, Unreadable, Wrong, Fine, Cancelled };
    State state = State::Nothing;
    std::string title;
    std::string path;
    int percent = 0;  ///< While it runs.
    int runs = 0;     ///< How many lines were played.
    int errors = 0;
    int warnings = 0;
    bool hangsOnLuck = false;       ///< The lesson says that other luck may break its word.
    bool isOpen = false;            ///< It is the lesson that is open.
    std::vector<VerifyLine> lines;  ///< Errors before warnings.
};

/// One of several that can be picked.
struct RecordingOption {
    std::string text;
    bool isPicked = false;
};

/// A row of the storyboard.
struct RecordingRow {
    lessons::LocalText say;
    std::vector<std::string> todo;
    std::string until;  ///< The one that is picked.
    std::vector<RecordingOption> untils;
    std::vector<RecordingOption> claims;     ///< Any number of them.
    std::vector<RecordingOption> questions;  ///< One or none.
};

/// What was recorded so far.
struct RecordingScene {
    bool exists = false;
    bool isLive = false;   ///< What is done now belongs to it.
    bool hasNews = false;  ///< Something happened since its last step.
    lessons::LocalText title;
    lessons::LocalText objective;
    std::string path;  ///< Where it is, or will be, saved; empty: nowhere.
    bool isSaved = false;
    std::vector<RecordingRow> rows;
};

}  // namespace studio
