#pragma once
// What the studio keeps for authors of lessons. Private to Studio.

#include <optional>
#include <string>
#include <vector>

#include "app/studio/file_stamp.h"
#include "app/studio/recording_desk.h"
#include "app/studio/studio.h"
#include "app/studio/verify_job.h"

namespace studio {

struct Studio::AuthorDesk {
    // ---- The file of the open lesson ----
    std::optional<FileStamp> stamp;       ///< As it was when it was read.
    std::vector<std::string> fileErrors;  ///< What is wrong with it since then.
    std::string ownStamp;                 ///< Of the folder of the user's own lessons.

    // ---- Verify ----
    std::optional<VerifyOutcome> verified;
    std::string verifying;  ///< The path of what is being verified.

    // ---- Record ----
    RecordingDesk recording;
    int line = 0;                         ///< Of the history, on which the recording is.
    std::string savedPath;                ///< Where it was saved; empty: not yet.
    std::optional<FileStamp> savedStamp;  ///< As we wrote it: whoever changes that file keeps it.

    VerifyJob job;  ///< Last: what it needs must outlive it.
};

}  // namespace studio
