#pragma once
// Questions that a recorded step can ask. Nobody says which answer is right: each choice has a condition.

#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/ask.h"
#include "lessons/engine/recorder.h"

namespace studio {

/// One of our texts in both languages.
lessons::LocalText both(std::string_view key, const std::vector<TextArg>& args = {});

struct QuestionOffer {
    lessons::LocalText name;  ///< "How many votes for S3?"
    lessons::Ask ask;
};

/// Those that the stretch from `from` to `to`, where the step ends, gives an answer to. The eye stays where it is.
std::vector<QuestionOffer> questionOffers(raft::History& history, const lessons::LessonPlace& from,
                                          const lessons::LessonPlace& to);

}  // namespace studio
