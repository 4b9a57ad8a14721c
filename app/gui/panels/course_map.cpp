#include "app/gui/panels/course_map.h"

#include <algorithm>
#include <cmath>

#include "app/gui/canvas/stars.h"
#include "app/studio/learning.h"
#include "app/studio/poster_page.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::CourseEntry;

constexpr float kTrackColumn = 206;  ///< The column of the tracks.
constexpr float kCardLeast = 196;
constexpr float kCardHeight = 76;
constexpr float kCardGap = 10;
constexpr float kTrackGap = 20;
constexpr float kHeadingLeast = 86;  ///< What a track's name and sentence take.

/// The lessons that are shown: all, or those of the core path.
std::vector<const CourseEntry*> shownEntries(const PanelContext& context) {
    std::vector<const CourseEntry*> shown;
    for (const CourseEntry& entry : context.studio.course().entries()) {
        if (!context.state.mapCoreOnly || entry.coreNumber > 0) shown.push_back(&entry);
    }
    return shown;
}

/// How dark something is that has no place yet.
render::Color inkOf(const PanelContext& context, const CourseEntry& entry) {
    return entry.available() ? context.theme().ink : context.theme().dim;
}

// ---- One card ----

/// A number on the core path in a ring, which is filled once the lesson was played.
void drawCoreNumber(const PanelContext& context, const CourseEntry& entry, ImVec2 center, bool played) {
    Pen& pen = context.pen;
    const render::Color color = inkOf(context, entry);
    const float radius = pen.px(10.5F);
    if (played) {
        pen.circle(center, radius, color);
    } else {
        pen.ring(center, radius, color, 1.3F);
    }
    pen.text(center, {Face::SemiBold, 11, played ? context.theme().panel : color, Align::Middle},
             std::to_string(entry.coreNumber));
}

/// One to three dots.
float drawLevel(const PanelContext& context, ImVec2 left, const CourseEntry& entry) {
    Pen& pen = context.pen;
    float x = left.x + pen.px(3);
    for (int level = 1; level <= 3; ++level) {
        if (level <= entry.level) {
            pen.circle(ImVec2(x, left.y), pen.px(2.6F), context.theme().dim);
        } else {
            pen.ring(ImVec2(x, left.y), pen.px(2.2F), context.theme().dim, 1);
        }
        x += pen.px(8);
    }
    return x;
}

/// What was done of it, from the right: stars, predictions.
void drawMarks(const PanelContext& context, const CourseEntry& entry, ImVec2 right) {
    Pen& pen = context.pen;
    const studio::LessonProgress* done = progressOf(context, entry);
    float x = drawStars(pen, right, studio::starsOf(entry, done).count(), studio::starsMax(entry));
    if (done == nullptr) return;
    if (!done->predictions.empty()) {
        const std::string share =
            std::to_string(done->rightPredictions()) + "/" + std::to_string(entry.questions.size());
        x -= pen.px(8);
        x -= pen.text(ImVec2(x, right.y), {Face::Medium, 12, context.theme().dim, Align::End}, share);
    }
    if (done->played) drawIcon(pen, Icon::Check, ImVec2(x - pen.px(13), right.y), context.theme().ink);
}

/// How far somebody is who has left in the middle.
void drawReached(const PanelContext& context, const CourseEntry& entry, const Area& card) {
    const studio::LessonProgress* done = progressOf(context, entry);
    if (done == nullptr || done->at.empty() || entry.steps.empty()) return;
    const auto at = std::find(entry.steps.begin(), entry.steps.end(), done->at);
    const float share = static_cast<float>(at - entry.steps.begin()) / static_cast<float>(entry.steps.size());
    Pen& pen = context.pen;
    const Area track{card.left + pen.px(12), card.bottom - pen.px(5), card.right - pen.px(12), card.bottom - pen.px(2)};
    pen.box(track, {context.theme().hairline, {}, 1, 1.5F});
    pen.box({track.left, track.top, track.left + track.width() * share, track.bottom},
            {context.theme().ink, {}, 1, 1.5F});
}

void drawCard(const PanelContext& context, const CourseEntry& entry, const Area& card) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch("lesson." + entry.id, card, TouchOptions{entry.available()});
    const bool moved = ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0;
    if (touch.hovered && moved) context.state.mapChosen = entry.id;
    const bool isChosen = context.state.mapChosen == entry.id;
    const studio::LessonProgress* done = progressOf(context, entry);
    const bool played = done != nullptr && done->played;
    const render::Color edge = isChosen ? theme.ink : entry.available() ? theme.hairline : render::Color{};
    // What is still to come lies behind the others.
    const render::Color plain = entry.available() ? theme.panel : render::mixed(theme.soft, theme.panel, 55);
    pen.box(card, {isChosen || touch.hovered ? theme.soft : plain, edge, isChosen ? 1.6F : 1.0F, 9});
    float left = card.left + pen.px(14);
    if (entry.coreNumber > 0) {
        drawCoreNumber(context, entry, ImVec2(card.left + pen.px(22), card.top + pen.px(22)), played);
        left = card.left + pen.px(42);
    }
    const TextLook title{entry.available() ? Face::Medium : Face::Text, 13.5F, inkOf(context, entry), Align::Start};
    const std::string& words = studio::textOf(entry.title, context.texts.language());
    const float room = card.right - pen.px(12) - left;
    // One line stands where the number does; two begin above it.
    const float top = card.top + pen.px(pen.lineCount(title, words, room) > 1 ? 18 : 22);
    pen.paragraph(ImVec2(left, top), title, words, room, 18, 2);
    const float y = card.bottom - pen.px(17);
    const std::string minutes = context.texts.format("lessons.minutes", {{"number", std::to_string(entry.minutes)}});
    float x = card.left + pen.px(14);
    x += pen.text(ImVec2(x, y), {Face::Text, 12, theme.dim, Align::Start}, minutes) + pen.px(9);
    x = drawLevel(context, ImVec2(x, y), entry) + pen.px(6);
    if (entry.isOwn) {
        pen.shortText(ImVec2(x, y), {Face::Text, 12, theme.dim, Align::Start},
                      context.tr(entry.replaces ? "lessons.ownReplaces" : "lessons.own"), card.right - pen.px(70) - x);
    }
    if (entry.available()) {
        drawMarks(context, entry, ImVec2(card.right - pen.px(12), y));
        drawReached(context, entry, card);
    } else {
        pen.text(ImVec2(card.right - pen.px(12), y), {Face::Text, 12, theme.dim, Align::End},
                 context.tr("lessons.later"));
    }
    if (touch.clicked) context.commands.push(studio::cmd::OpenLesson{entry.id});
}

// ---- A track ----

void drawTrack(const PanelContext& context, const MapTrack& track, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::CourseTrack* told = context.studio.course().plan().findTrack(track.id);
    const studio::Language language = context.texts.language();
    const std::string name = studio::trackName(track.id, context.studio.course(), context.texts);
    const float width = area.width() - pen.px(16);
    pen.shortText(ImVec2(area.left, area.top + pen.px(14)), {Face::SemiBold, 15, theme.ink, Align::Start}, name, width);
    float y = area.top + pen.px(36);
    if (told != nullptr) {
        const int lines = pen.paragraph(ImVec2(area.left, y), {Face::Text, 12, theme.dim, Align::Start},
                                        studio::textOf(told->sentence, language), width, 17, 3);
        y += pen.px(17) * static_cast<float>(lines);
    }
    if (track.there == 0) return;
    const std::string words = context.texts.format(
        "lessons.trackDone", {{"played", std::to_string(track.played)}, {"all", std::to_string(track.there)}});
    pen.text(ImVec2(area.left, y + pen.px(2)), {Face::Medium, 12, theme.dim, Align::Start}, words);
}

}  // namespace

const studio::LessonProgress* progressOf(const PanelContext& context, const CourseEntry& entry) {
    return context.studio.learning().progress().find(entry.id);
}

MapLayout layOutMap(const PanelContext& context, const Area& room) {
    const Pen& pen = context.pen;
    MapLayout map;
    const float left = room.left + pen.px(kTrackColumn);
    const float gap = pen.px(kCardGap);
    const int columns = std::max(1, static_cast<int>((room.right - left + gap) / (pen.px(kCardLeast) + gap)));
    const float width = std::floor((room.right - left + gap) / static_cast<float>(columns) - gap);
    float y = room.top;
    int column = 0;
    const auto endTrack = [&] {
        if (map.tracks.empty()) return;
        MapTrack& track = map.tracks.back();
        y = std::max(y + pen.px(kCardHeight), track.area.top + pen.px(kHeadingLeast));
        track.area.bottom = y;
        y += pen.px(kTrackGap);
    };
    for (const CourseEntry* entry : shownEntries(context)) {
        if (map.tracks.empty() || map.tracks.back().id != entry->track) {
            endTrack();
            map.tracks.push_back({entry->track, {room.left, y, left, y}, 0, 0});
            column = 0;
        } else if (column == columns) {
            column = 0;
            y += pen.px(kCardHeight) + gap;
        }
        const float x = left + (width + gap) * static_cast<float>(column++);
        map.cards.push_back({entry, areaAt(ImVec2(x, y), width, pen.px(kCardHeight))});
        MapTrack& track = map.tracks.back();
        const studio::LessonProgress* done = progressOf(context, *entry);
        track.there += entry->available() ? 1 : 0;
        track.played += entry->available() && done != nullptr && done->played ? 1 : 0;
    }
    endTrack();
    map.bottom = y;
    return map;
}

void drawMap(const PanelContext& context, const MapLayout& map, const Area& room, float scroll) {
    Pen& pen = context.pen;
    pen.clip(room);
    for (std::size_t i = 0; i < map.tracks.size(); ++i) {
        const Area area = map.tracks[i].area.moved(0, -scroll);
        if (!area.overlaps(room)) continue;
        drawTrack(context, map.tracks[i], area);
        const float y = area.bottom + pen.px(kTrackGap / 2);
        if (i + 1 < map.tracks.size()) {
            pen.line(ImVec2(room.left, y), ImVec2(room.right, y), context.theme().hairline, 1);
        }
    }
    for (const MapCard& card : map.cards) {
        const Area area = card.area.moved(0, -scroll);
        if (area.overlaps(room)) drawCard(context, *card.entry, area);
    }
    pen.endClip();
}

const CourseEntry* mapNeighbour(const MapLayout& map, const std::string& chosen, MapStep step) {
    if (map.cards.empty()) return nullptr;
    const auto at =
        std::find_if(map.cards.begin(), map.cards.end(), [&](const MapCard& card) { return card.entry->id == chosen; });
    if (at == map.cards.end() || step == MapStep::First) return map.cards.front().entry;
    if (step == MapStep::Last) return map.cards.back().entry;
    if (step == MapStep::Left) return at == map.cards.begin() ? at->entry : std::prev(at)->entry;
    if (step == MapStep::Right) return std::next(at) == map.cards.end() ? at->entry : std::next(at)->entry;
    // The nearest row in that direction, and in it the card that lies under or over this one.
    const MapCard* found = nullptr;
    const auto better = [&](const MapCard& card) {
        if (found == nullptr) return true;
        const float row = std::abs(card.area.top - at->area.top);
        const float foundRow = std::abs(found->area.top - at->area.top);
        if (row != foundRow) return row < foundRow;
        return std::abs(card.area.left - at->area.left) < std::abs(found->area.left - at->area.left);
    };
    for (const MapCard& card : map.cards) {
        const bool lies = step == MapStep::Up ? card.area.top < at->area.top : card.area.top > at->area.top;
        if (lies && better(card)) found = &card;
    }
    return found == nullptr ? at->entry : found->entry;
}

}  // namespace gui
