#pragma once
// What one can do with what stands beside the lessons: the posters, the interview's cards, the quiz.

#include <cstdint>
#include <string>

namespace studio::cmd {

struct StudyMove {
    enum class Kind : std::uint8_t {
        ShowPoster,     ///< Of the track `text`; empty: of the whole course.
        SavePoster,     ///< The one that is shown, as a file of the suffix `text`, without a question.
        ShowCard,       ///< The card `number`, from 1, with its answer hidden.
        RevealAnswer,   ///< Of the card.
        ShowMe,         ///< Opens the lesson of the card at its step.
        StartQuiz,      ///< From its beginning: what was written before is gone.
        ShowQuestion,   ///< The question `number`, from 1.
        WriteAnswer,    ///< `text` is the answer to the question that is shown.
        FinishWriting,  ///< From here on the answers stand, and are judged.
        WriteOn,        ///< Back from judging: one was not ready yet.
        ToggleItem,     ///< The answer has said the item `number` of the rubric, from 1; or has not.
        FinishJudging,  ///< Shows what it comes to.
        LeaveQuiz,      ///< Forgets all of it.
    };
    Kind kind = Kind::ShowPoster;
    int number = 0;
    std::string text{};
};

}  // namespace studio::cmd
