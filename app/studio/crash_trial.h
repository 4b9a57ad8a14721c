#pragma once
// What is kept of a reader's work at the instrument with which leaders crash. What was seen is not: the run says it
// again.

#include "lessons/engine/crash_run.h"

namespace studio {

/// Nothing was answered.
inline constexpr int kNoAnswer = -1;
inline constexpr lessons::CrashAnswers kNoAnswers{kNoAnswer, kNoAnswer, kNoAnswer};

/// A blow that was tried, and what was predicted of it.
struct CrashTrial {
    lessons::CrashStage stage = lessons::CrashStage::A;
    int moment = 0;  ///< In CrashWrite::moments.
    lessons::CrashChoice choice;
    lessons::CrashAnswers predicted = kNoAnswers;
    friend bool operator==(const CrashTrial&, const CrashTrial&) = default;
};

}  // namespace studio
