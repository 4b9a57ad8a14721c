#pragma once
// What a lecturer may ask for beside the clicker's keys.

#include <string>

#include "app/studio/pause_on.h"

namespace studio::cmd {

struct RestartStep {};      ///< Shows the step of a lesson again; of a question, asks it again.
struct ToggleClock {};      ///< The minutes that are left.
struct ToggleSpotlight {};  ///< Dims everything but a circle around the mouse.
struct ClassDigit {
    int digit = 0;
};  ///< While a question is open: the favourite of the class, or the hands that went up.
struct ClassErase {};
struct ClassCount {};  ///< From choice to choice, hands are counted.
struct TogglePauseOn {
    PauseOn what = PauseOn::Leader;
};
struct StartLecture {
    int from = 0;
};  ///< Presents the lessons of "my lecture", beginning with this one, from 0.
struct EditLecture {
    enum class What : std::uint8_t { Add, Remove, Earlier, Clear, Take };
    What what = What::Add;
    std::string id;  ///< Of Add: a lesson. Of Take: empty, the one that came with the program.
    int number = 0;  ///< Of Remove and Earlier, from 0.
};
struct SavePlaylist {
    std::string path;
};  ///< Empty: a free name where pictures go.

}  // namespace studio::cmd
