#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/studio/i18n.h"

namespace studio {

/// What a studio is told when it begins.
struct StudioOptions {
    std::string configDir;  ///< Where settings live; empty keeps none.
    std::string courseDir;  ///< Where lessons live; empty: see Course.
    std::string lessonDir;  ///< Where the user's own lessons live; empty: there are none.
    std::string stateDir;   ///< Where the journal, progress and what was tried in lessons live; empty keeps none.
    std::optional<Language> language;  ///< From the command line: wins over the settings for this run.
    std::string pictureDir;            ///< Where pictures are saved without a question; empty: see pictureFolder.
    /// Puts a PNG on the system's clipboard and returns the name of the program that did it; empty if none can.
    std::function<std::string(const std::string& png)> copyImage;
    /// The date, in days since 1 January 1970 where the reader is; if nobody tells it, nothing comes back for review.
    std::function<int()> today;
};

}  // namespace studio
