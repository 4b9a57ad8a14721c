#pragma once
// What lies in the folder of the course beside its lessons: the rules on one page, the interview's cards, the quiz.

#include <string>

#include "lessons/engine/interview_deck.h"
#include "lessons/engine/poster_book.h"
#include "lessons/engine/quiz.h"

namespace studio {

/// A folder of somebody's own lessons need not have any of them: what is not there is empty.
struct Handouts {
    lessons::PosterBook posters;
    lessons::InterviewDeck interview;
    lessons::Quiz quiz;
    raft::Errors problems;  ///< What is wrong with those that are there: they are empty then.
};

/// Of `dir`; an empty one stands for the folder of the program's own course.
Handouts readHandouts(const std::string& dir);

}  // namespace studio
