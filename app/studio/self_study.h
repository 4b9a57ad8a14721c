#pragma once
// What the studio keeps for whoever studies alone, beside the lessons. Panels read it.

#include <set>
#include <string>
#include <string_view>

#include "app/studio/handouts.h"
#include "app/studio/quiz_run.h"

namespace studio {

struct SelfStudy {
    explicit SelfStudy(Handouts read) : handouts(std::move(read)), quiz(handouts.quiz) {}
    SelfStudy(const SelfStudy&) = delete;
    SelfStudy& operator=(const SelfStudy&) = delete;

    const Handouts handouts;
    std::string posterTrack;    ///< Whose poster is shown; empty: the whole course.
    int card = 0;               ///< The interview's card that is shown, from 0.
    bool answerShown = false;   ///< Of that card.
    std::set<int> cardsOpened;  ///< Cards whose answer was looked at.
    QuizRun quiz;
    bool quizUnsaved = false;  ///< What was written last is not on disk yet,
    double quizAge = 0;        ///< for so many wall seconds.
};

class Studio;
/// Has the reader played this lesson to its end?
bool isPlayed(const Studio& studio, std::string_view lesson);
/// The open lesson is the last one of a track that has a poster.
bool endsTrack(const Studio& studio);
/// In how many seconds something changes that is shown although nothing moves; infinity if nothing does.
double secondsToWake(const Studio& studio);

}  // namespace studio
