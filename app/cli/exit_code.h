#pragma once

namespace cli {

/// What scripts see of a command.
enum ExitCode : int {
    kFine = 0,
    kAnswerIsNo = 1,
    kWrongInput = 2,     ///< Of the file or of the usage.
    kOurFault = 3,       ///< A CHECK.
    kInterrupted = 130,  ///< Ctrl-C.
};

}  // namespace cli
