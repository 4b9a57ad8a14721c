#pragma once

#include <string>
#include <vector>

#include "app/gui/panels/panel_context.h"
#include "app/studio/course.h"
#include "app/studio/progress.h"

namespace gui {

/// What the reader has done of a lesson; null if nothing.
const studio::LessonProgress* progressOf(const PanelContext& context, const studio::CourseEntry& entry);

/// A lesson's card, where it stands when nothing is scrolled.
struct MapCard {
    const studio::CourseEntry* entry = nullptr;
    Area area;
};

/// The heading of a track, left of its cards.
struct MapTrack {
    std::string id;  ///< Of a track of the course; else what the lessons say.
    Area area;
    int played = 0;
    int there = 0;  ///< How many of its lessons are there.
};

/// Where everything of the map stands.
struct MapLayout {
    std::vector<MapTrack> tracks;
    std::vector<MapCard> cards;
    float bottom = 0;
};

/// `room` is as wide as the map; its height does not matter.
MapLayout layOutMap(const PanelContext& context, const Area& room);

/// Draws what of the map is seen in `room`, `scroll` pixels below its top. Points and clicks choose and open.
void drawMap(const PanelContext& context, const MapLayout& map, const Area& room, float scroll);

/// The card that a key leads to from the chosen one; the chosen one if it leads nowhere.
enum class MapStep { Left, Right, Up, Down, First, Last };
const studio::CourseEntry* mapNeighbour(const MapLayout& map, const std::string& chosen, MapStep step);

}  // namespace gui
