#pragma once

#include <array>

#include "app/gui/canvas/area.h"
#include "app/studio/looks.h"

namespace gui {

/// Which pictures the moment needs: a lesson names them, a sandbox has all.
struct ShownPanels {
    bool ring = true;
    bool logs = true;
    bool time = true;
    bool side = false;  ///< A picture stands in the place of the explanation.
    /// What the picture needs to be seen, at 100 %; where the logs leave it less, it takes their place too. 0: it makes
    /// do with what is left.
    float sideHeight = 0;
};

enum class Arrangement : std::uint8_t { Study, Explore, Present };

/// Where a splitter stands, and what it divides.
struct Splitter {
    Area grip;             ///< Between the two; empty: there is nothing to divide.
    Area room;             ///< The two together.
    bool upright = true;   ///< It moves left and right.
    bool fromEnd = false;  ///< Its share is that of the second one.
};

/// Where the panels stand. An empty area: the panel is not there.
struct WindowLayout {
    bool compact = false;  ///< No room for everything: one picture on a stage, and the painted terms instead of lanes.
    bool tight = false;    ///< Not even much height: the caption steps closer together.
    bool present = false;  ///< In front of a class: a stage, the caption, a line below, perhaps the painted terms.
    Area foot;             ///< That line.
    Area title;
    Area caption;
    Area ring;
    Area logs;
    Area why;
    Area time;
    Area drawer;   ///< Beside everything else, at the right; on a small window above it.
    Area stage;    ///< Compact only: the panel in which one of the pictures stands, below its tabs.
    Area drawers;  ///< Exploring only: what happened, what must hold, the clients.
    std::array<Splitter, studio::kSplitCount> splitters;
};

struct LayoutWishes {
    float scale = 1;
    float captionHeight = 118;  ///< At 100 %.
    bool explains = true;  ///< Something is explained now; else the feed gives way to a log that would not be seen.
    int servers = 5;
    int clientLanes = 0;  ///< The clients alone stand over time, so many of them; 0: the servers' lanes do.
    ShownPanels shown;
    float drawerWidth = 0;  ///< At 100 %; 0: none is open.
    Arrangement arrangement = Arrangement::Study;
    studio::Splits splits{};
};

/// Smaller windows than this (at 100 %) have a stage.
inline constexpr float kRoomyWidth = 1180;
inline constexpr float kRoomyHeight = 660;
/// And lower ones than this have no room to waste on air.
inline constexpr float kTightHeight = 600;
/// No window is thought smaller than this: the scale stops growing there.
inline constexpr float kLeastWidth = 600;
inline constexpr float kLeastHeight = 520;
/// So much larger is everything in front of a class; more on a large screen.
inline constexpr float kPresentScale = 1.9F;

/// What the user's scale comes to in this window.
float scaleThatFits(const Area& window, float wanted);
/// The scale of presenting: the caption has 32 pixels and more.
float presentScale(const Area& window, float wanted);

WindowLayout layoutWindow(const Area& window, const LayoutWishes& wishes);

/// The share, in thousandths, that `splitter` has when it is dragged to the mouse.
int shareAt(const Splitter& splitter, ImVec2 mouse);

}  // namespace gui
