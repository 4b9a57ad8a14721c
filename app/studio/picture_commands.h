#pragma once
// The commands for the pictures that can stand beside the usual ones.

#include <optional>

#include "app/studio/election_survey.h"
#include "app/studio/window_modes.h"

namespace studio::cmd {

/// Opens this picture in its place; gives the place back to the usual one if it is open.
struct ShowPicture {
    Picture picture = Picture::Votes;
};
/// Runs many elections of this cluster, and as many with other timeouts if they are to be compared.
struct RunSurvey {};
struct StopSurvey {};
/// With which timeouts the next survey compares; nothing: with none.
struct CompareSurvey {
    std::optional<TimeoutRange> with;
};

}  // namespace studio::cmd
