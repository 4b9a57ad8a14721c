#pragma once
// What the studio keeps for lessons. Private to Studio.

#include <memory>

#include "app/studio/crash_desk.h"
#include "app/studio/lesson_progress.h"
#include "app/studio/lesson_session.h"
#include "app/studio/studio.h"

namespace studio {

struct Studio::LessonDesk {
    LessonMarks marks;
    std::unique_ptr<LessonSession> session;  ///< Of the open document; null in a sandbox.
    std::unique_ptr<CrashDesk> crash;        ///< Of a lesson that has the instrument.
    struct Instrument;                       // See instrument.h.
};

}  // namespace studio
