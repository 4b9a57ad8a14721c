#pragma once
// What can be said of a lesson without running it.

#include "lessons/engine/finding.h"
#include "lessons/engine/glossary.h"

namespace lessons {

/// A caption is read in one glance.
inline constexpr int kSayEnglishMax = 140;
inline constexpr int kSayChineseMax = 60;

/// Texts, and the names that lead out of the file: `glossary` null, or no `lessonIds`, leaves those unjudged.
void checkTexts(const Lesson& lesson, const Glossary* glossary, const std::vector<std::string>& lessonIds,
                Findings& findings);

/// How long a class needs, in seconds: 150 words a minute; a look of 15 seconds at every step; the vote and the talk of
/// a question, 30 seconds where the file gives none; two minutes for the goal; for each stage of a crash a bit less.
/// What-ifs and reasons count half: not everybody comes to all of them.
int secondsOf(const Lesson& lesson);

/// `minutes` is right within 30 %.
void checkDuration(const Lesson& lesson, Findings& findings);

}  // namespace lessons
