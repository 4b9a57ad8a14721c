#pragma once
// What the studio keeps for lessons. Private to Studio.

#include <filesystem>
#include <memory>

#include "app/studio/crash_desk.h"
#include "app/studio/learning.h"
#include "app/studio/lesson_session.h"
#include "app/studio/studio.h"

namespace studio {

struct Studio::LessonDesk {
    LessonDesk(const Course& course, std::function<Day()> today) : learning(course, std::move(today)) {}

    Learning learning;
    std::unique_ptr<LessonSession> session;  ///< Of the open document; null in a sandbox.
    std::unique_ptr<CrashDesk> crash;        ///< Of a lesson that has the instrument.
    int stepsNoted = 0;                      ///< Of the session: how much of it stands in the progress.
    std::size_t ideasNoted = 0;
    std::filesystem::file_time_type written{};  ///< When we wrote the file of the progress; another window may, too.
    bool replacesProgress = false;              ///< What asks whether to replace a file is ExportProgress.
    struct Instrument;                          // See instrument.h.

    // ---- What a command does: see studio_course.cpp ----
    static void read(Studio& studio);
    /// Brings the progress up to date with what the open lesson has come to.
    static void note(Studio& studio);
    static void save(Studio& studio);
    static void openStep(Studio& studio, const std::string& lesson, const std::string& step);
    static void sandboxAt(Studio& studio, int step);
    static void exportTo(Studio& studio, const std::string& path);
    static void importFrom(Studio& studio, const std::string& path);
    static void reset(Studio& studio);
    static void fillStars(const Studio& studio, GoalScene& scene);
};

}  // namespace studio
