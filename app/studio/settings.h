#pragma once
// What belongs to the user and not to a file.

#include <cstdint>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "app/studio/looks.h"
#include "app/studio/marked_text.h"
#include "app/studio/playback.h"
#include "raft/base/result.h"

namespace studio {

struct Settings {
    Language language = Language::English;
    ThemeName theme = ThemeName::Light;
    int scalePercent = 100;                    ///< 75 .. 300.
    int pacePercent = 100;                     ///< Of auto-pace: 25 .. 800.
    std::vector<std::string> recentFiles;      ///< Paths, the newest first.
    TermNames termNames = TermNames::English;  ///< In Chinese texts.
    bool timeToScale = false;                  ///< Waits in which nothing happens keep their length.
    Preset preset = Preset::Study;
    ThemeName presentTheme = ThemeName::Projector;  ///< In front of a class: projectors wash dark colours out.
    std::uint32_t pauseOn = 0;                      ///< At what the run stops by itself: see pause_on.h.
    std::array<Splits, kPresetCount> splits{};      ///< Of each preset its own.
};

/// How many of them are kept.
inline constexpr std::size_t kRecentFilesMax = 8;

/// $XDG_CONFIG_HOME/raftlab, else ~/.config/raftlab; empty if neither is known.
std::string defaultConfigDir();
/// What a first start has: English unless the environment speaks Chinese.
Settings defaultSettings();

/// Reads `dir`/settings.json. A file that is not there gives `fallback`, silently; so does a broken one, which is named
/// in `problem` and left alone until the next save. A splitter that stands nowhere sensible is put back without a word.
Settings loadSettings(const std::string& dir, const Settings& fallback, std::string& problem);
/// Writes the file, whole or not at all, and makes the folder if need be. An empty `dir` keeps nothing.
raft::Result<void> saveSettings(const std::string& dir, const Settings& settings);

}  // namespace studio
