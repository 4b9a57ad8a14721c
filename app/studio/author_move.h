#pragma once
// What the author of a lesson can ask for: record what is done, describe it, verify it.

#include <cstdint>
#include <string>

#include "app/studio/i18n.h"

namespace studio::cmd {

struct AuthorMove {
    enum class Kind : std::uint8_t {
        Verify,       ///< The open lesson is verified by a worker, and what it finds is shown.
        StopVerify,   ///< The worker stops.
        PlayChecked,  ///< Opens the lesson that was verified.
        HideErrors,   ///< What is wrong with the file of the open lesson is not shown until it changes again.
        Record,       ///< Begins to record what is done in the sandbox, or goes on; else ends it.
        CloseStep,    ///< What was done since the last step is a step.
        Forget,       ///< The recording is thrown away.
        // Of a recording:
        Title,      ///< `text` in `language`.
        Objective,  ///< The same.
        Say,        ///< The same, of `step`.
        Until,      ///< `step` waits for proposal `number`; the one after the last: as long as it lasted.
        Expect,     ///< Claim `number` of `step` is made, or not any more.
        Question,   ///< Question `number` is asked before `step`, or not any more.
        Join,       ///< `step` and the one before it become one.
        Save,       ///< The recording becomes a lesson of the user's, which is verified.
    };
    Kind kind = Kind::Verify;
    int step = 0;    ///< From 0.
    int number = 0;  ///< From 0.
    Language language = Language::English;
    std::string text{};
};

}  // namespace studio::cmd
