#pragma once
// What the studio does with the instrument with which leaders crash. Private to Studio.

#include <optional>
#include <string>
#include <string_view>

#include "app/studio/lesson_desk.h"
#include "app/studio/obstacle.h"

namespace studio {

struct Studio::LessonDesk::Instrument {
    /// What `key` means while the instrument is open, or null.
    static const CommandInfo* commandOf(const Studio& studio, std::string_view key);
    static Obstacle obstacle(const Studio& studio, const cmd::CrashMove& move);
    /// Why the big button cannot be pressed while the instrument is open.
    static Obstacle buttonObstacle(const Studio& studio);
    /// The big button, or nothing if the instrument is not open.
    static std::optional<BigButton> button(const Studio& studio);
    /// False if it is not open.
    static bool press(Studio& studio);
    static void move(Studio& studio, const cmd::CrashMove& move);
    static bool isSolved(const Studio& studio);
    /// To be called whenever something may have changed.
    static void prepare(Studio& studio);
    /// Leaves what is played beside the main line; of a crash, what came of it is noted before.
    static void leaveBeside(Studio& studio);
    /// The instrument as a page of the size of a slide.
    static raft::Result<std::string> picture(const Studio& studio, const ExportOptions& options);
    static void savePicture(Studio& studio);
};

}  // namespace studio
