#pragma once
// What a reader has done of the course: what was seen, predicted, solved and tried, and which misconceptions come back.

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/studio/course.h"
#include "app/studio/crash_trial.h"
#include "lessons/engine/verdict.h"
#include "raft/base/sim_time.h"

namespace studio {

/// Days since 1 January 1970 in the reader's time zone. Whoever knows no date says 0.
using Day = int;

/// What was answered to the question of one step before the run decided it. The first answer stays: it is the
/// prediction.
struct Prediction {
    std::string step;  ///< The id of the step that asks.
    std::vector<std::string> given;
    std::vector<std::string> truth;  ///< What is so, in the same words: see lessons::Verdict.
    bool isRight = false;
    std::vector<std::string> misconceptions;  ///< What whoever answers so seems to believe.
    raft::SimTime decided;                    ///< When the run decided it.
    Day day = 0;                              ///< When it was answered.
    int tries = 1;
    bool isRightNow = false;  ///< The last answer was right.
    friend bool operator==(const Prediction&, const Prediction&) = default;
};

struct LessonProgress {
    bool played = false;                  ///< To the end of its main line.
    bool solved = false;                  ///< Its goal was reached.
    int actions = 0;                      ///< The fewest that ever reached it.
    std::string at;                       ///< The step that comes next; empty: not begun, or over.
    std::vector<Prediction> predictions;  ///< In the order in which they were made.
    std::set<std::string> whatIfs;        ///< Those that were run.
    std::vector<CrashTrial> crashes;      ///< At the instrument with which leaders crash: of each stage the last one.
    friend bool operator==(const LessonProgress&, const LessonProgress&) = default;

    const Prediction* findPrediction(std::string_view step) const;
    int rightPredictions() const;
};

/// A misconception that comes back: a question about it from another lesson.
struct Review {
    std::string lesson;  ///< Where it was answered wrongly last.
    int passed = 0;      ///< How often it came back and was answered rightly since; after three times it rests.
    Day day = 0;         ///< Of the last answer.
    friend bool operator==(const Review&, const Review&) = default;
};

struct Progress {
    std::map<std::string, LessonProgress, std::less<>> lessons;  ///< By id; untouched ones are not in it.
    std::map<std::string, Review, std::less<>> reviews;          ///< By misconception.
    std::string last;                                            ///< The lesson that was open last.
    friend bool operator==(const Progress&, const Progress&) = default;

    const LessonProgress* find(std::string_view lesson) const;
};

/// Notes an answered question that the run has decided. `entry` is of the lesson, `step` of the question.
void notePrediction(Progress& progress, const CourseEntry& entry, const std::string& step,
                    const lessons::Verdict& verdict, Day today);

/// Notes a blow in the place of the one before of its stage.
void noteCrash(LessonProgress& lesson, const CrashTrial& trial);

/// Adds what `other` knows and `progress` does not: nothing that was done is lost. The earlier prediction stays.
void mergeProgress(Progress& progress, const Progress& other);

// ---- Stars ----

/// What a lesson's stars are for. A lesson without a goal, or without what-ifs, has fewer of them.
struct Stars {
    bool solved = false;    ///< The goal was reached,
    bool elegant = false;   ///< with no more actions than the recorded solution takes,
    bool explored = false;  ///< and every what-if was run.
    int count() const { return (solved ? 1 : 0) + (elegant ? 1 : 0) + (explored ? 1 : 0); }
};
Stars starsOf(const CourseEntry& entry, const LessonProgress* progress);
/// How many a lesson can have.
int starsMax(const CourseEntry& entry);

// ---- What comes next ----

/// Where the reader goes on.
struct NextUp {
    std::string lesson;
    std::string step;  ///< Empty: from its beginning.
    friend bool operator==(const NextUp&, const NextUp&) = default;
};
/// In the lesson that was open last, where one was; once it is over, the next one of the core path that nobody has
/// played, then any other. Nothing is left for whoever has played all of them.
std::optional<NextUp> nextUp(const Progress& progress, const Course& course);

// ---- What comes back ----

/// A question of another lesson about something that was answered wrongly.
struct ReviewCard {
    std::string misconception;
    std::string lesson;
    std::string step;
    std::string from;  ///< The lesson where it was answered wrongly.
};
/// 1, 3 and 7 days after the last answer.
inline constexpr int kReviewDays[] = {1, 3, 7};
/// What is due today, the longest due first. A misconception that no other lesson asks about does not come back.
std::vector<ReviewCard> reviewsDue(const Progress& progress, const Course& course, Day today);

}  // namespace studio
