#pragma once

#include "app/gui/canvas/area.h"

namespace gui {

/// Which pictures the moment needs: a lesson names them, a sandbox has all.
struct ShownPanels {
    bool ring = true;
    bool logs = true;
    bool time = true;
};

/// Where the panels stand. An empty area: the panel is not there.
struct WindowLayout {
    bool compact = false;  ///< No room for everything: one picture on a stage, and the painted terms instead of lanes.
    bool tight = false;    ///< Not even much height: the caption steps closer together.
    Area title;
    Area caption;
    Area ring;
    Area logs;
    Area why;
    Area time;
    Area drawer;  ///< Beside everything else, at the right; on a small window above it.
    Area stage;   ///< Compact only: the panel in which one of the pictures stands, below its tabs.
};

struct LayoutWishes {
    float scale = 1;
    float captionHeight = 118;  ///< At 100 %.
    int servers = 5;
    ShownPanels shown;
    float drawerWidth = 0;  ///< At 100 %; 0: none is open.
};

/// Smaller windows than this (at 100 %) have a stage.
inline constexpr float kRoomyWidth = 1180;
inline constexpr float kRoomyHeight = 660;
/// And lower ones than this have no room to waste on air.
inline constexpr float kTightHeight = 600;

WindowLayout layoutWindow(const Area& window, const LayoutWishes& wishes);

}  // namespace gui
