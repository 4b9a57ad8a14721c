#pragma once
// How the program looks and how much of it is there: themes, sizes, presets, splitters, and presenting.

#include <array>
#include <cstddef>
#include <cstdint>

namespace studio {

enum class ThemeName : std::uint8_t { Light, Dark, Projector };
inline constexpr std::size_t kThemeNameCount = 3;

/// What stands in the window while one works. Presenting lies over either and goes back to it.
enum class Preset : std::uint8_t {
    Study,    ///< What the lesson names.
    Explore,  ///< Everything, with the drawers open.
};
inline constexpr std::size_t kPresetCount = 2;

inline constexpr int kScaleMin = 75;
inline constexpr int kScaleMax = 300;
inline constexpr std::array kScales{75, 90, 100, 110, 125, 150, 175, 200, 250, 300};
/// The size above (`by` +1) or below (-1) `percent`; `percent` itself at the end.
int scaleBeside(int percent, int by);

/// What a splitter divides.
enum class Split : std::uint8_t { RingLogs, LogsWhy, Time, Drawers };
inline constexpr std::size_t kSplitCount = 4;
inline constexpr int kSplitMin = 100;
inline constexpr int kSplitMax = 900;
/// Where the splitters stand, in thousandths of what they divide; 0: where the program would put them.
using Splits = std::array<int, kSplitCount>;

/// In front of a class.
struct Presenting {
    bool on = false;
    bool improvising = false;  ///< Keys may touch the cluster. A badge says so.
    bool blank = false;        ///< Nothing is shown, so that all eyes are on who speaks.
    bool notes = false;        ///< The presenter's notes stand below the caption.
    bool spotlight = false;    ///< Everything but a circle around the mouse is dimmed.
    bool clock = true;         ///< The minutes that are left stand in the corner.
};

}  // namespace studio
