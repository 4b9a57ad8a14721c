#pragma once
// Questions that a recorded step can ask. Nobody says which answer is right: each choice has a condition.

#include <string>
#include <vector>

#include "lessons/engine/ask.h"
#include "lessons/engine/recorder.h"

namespace studio {

struct QuestionOffer {
    lessons::LocalText name;  ///< "How many votes for S3?"
    lessons::Ask ask;
};

/// Those that the stretch from `from` to `to`, where the step ends, gives an answer to. The eye stays where it is.
std::vector<QuestionOffer> questionOffers(raft::History& history, const lessons::LessonPlace& from,
                                          const lessons::LessonPlace& to);

}  // namespace studio
