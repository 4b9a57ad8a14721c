#pragma once
// What one can do in a lesson beside pressing the big button.

#include <cstdint>
#include <string>

namespace studio::cmd {

struct LessonMove {
    enum class Kind : std::uint8_t {
        Pick,  ///< The choice `number` of the open question; once more takes it back where several may be picked. Where
               ///< a log is filled in: a cell of the term `number`. Where sets are: server `number` goes one set on,
               ///< and the number after the last server says that it is impossible.
        Put,       ///< Where sets are filled: server `number` goes into exactly `sets`.
        Erase,     ///< The last cell of the log that is being filled in goes.
        Type,      ///< `text` is the answer: a number, or a cell such as "S3[8]".
        Reveal,    ///< The question is closed without an answer, and the run decides.
        Look,      ///< After the verdict: reads why the choice `number` is so, or is not.
        RunIdea,   ///< Runs the idea behind the choice `number`; 0: the first wrong one that was picked.
        TryAgain,  ///< The question is open again, as if it had not been answered.
        TakeGoal,  ///< Begins the lesson's goal, or a new attempt at it.
        Hint,      ///< One more hint.
        Solution,  ///< Plays the recorded solution.
    };
    Kind kind = Kind::Pick;
    int number = 0;  ///< From 1, as on the keys.
    std::string text;
    unsigned sets = 0;  ///< Of Put: bit 0 is the first set.
};

}  // namespace studio::cmd
