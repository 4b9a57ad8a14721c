#include "app/studio/poster_page.h"

#include <algorithm>

#include "app/studio/wording.h"

namespace studio {
namespace {

using render::PosterLight;

bool isOfTrack(const Course& course, std::string_view lesson, std::string_view track) {
    const CourseEntry* entry = course.find(lesson);
    return entry != nullptr && entry->available() && (track.empty() || entry->track == track);
}

PosterRulePlace placeOf(const lessons::PosterRule& rule, const Course& course, std::string_view track,
                        const IsPlayed& isPlayed) {
    PosterRulePlace place{&rule, PosterLight::Dark, {}};
    bool playedHere = false;
    bool playedElsewhere = false;
    std::string firstOpen;
    for (const std::string& lesson : rule.lessons) {
        if (!isOfTrack(course, lesson, track)) {
            playedElsewhere = playedElsewhere || isPlayed(lesson);
            continue;
        }
        if (place.lesson.empty()) place.lesson = lesson;
        const bool played = isPlayed(lesson);
        playedHere = playedHere || played;
        if (!played && firstOpen.empty()) firstOpen = lesson;
    }
    if (!firstOpen.empty()) place.lesson = firstOpen;
    if (playedHere) {
        place.light = PosterLight::Lit;
    } else if (!place.lesson.empty()) {
        place.light = PosterLight::Ahead;
    } else if (playedElsewhere) {
        place.light = PosterLight::Other;
    }
    return place;
}

}  // namespace

std::vector<std::string> posterTracks(const lessons::PosterBook& book, const Course& course) {
    const auto speaks = [&](std::string_view track) {
        for (const lessons::PosterGroup& group : book.groups()) {
            for (const lessons::PosterRule& rule : group.rules) {
                for (const std::string& lesson : rule.lessons) {
                    if (isOfTrack(course, lesson, track)) return true;
                }
            }
        }
        return false;
    };
    std::vector<std::string> tracks;
    for (const CourseEntry& entry : course.entries()) {
        const bool isNew = std::find(tracks.begin(), tracks.end(), entry.track) == tracks.end();
        if (isNew && speaks(entry.track)) tracks.push_back(entry.track);
    }
    return tracks;
}

std::vector<PosterRulePlace> posterPlaces(const lessons::PosterBook& book, const Course& course, std::string_view track,
                                          const IsPlayed& isPlayed) {
    std::vector<PosterRulePlace> places;
    for (const lessons::PosterGroup& group : book.groups()) {
        for (const lessons::PosterRule& rule : group.rules) places.push_back(placeOf(rule, course, track, isPlayed));
    }
    return places;
}

render::PosterInput posterInput(const lessons::PosterBook& book, const Course& course, std::string_view track,
                                const IsPlayed& isPlayed, const Texts& texts) {
    render::PosterInput input;
    int lit = 0;
    int ours = 0;
    for (const lessons::PosterGroup& group : book.groups()) {
        render::PosterGroupInput& page = input.groups.emplace_back();
        page.title = textOf(group.title, texts.language());
        for (const lessons::PosterRule& rule : group.rules) {
            const PosterLight light = placeOf(rule, course, track, isPlayed).light;
            lit += light == PosterLight::Lit ? 1 : 0;
            ours += light == PosterLight::Lit || light == PosterLight::Ahead ? 1 : 0;
            page.rules.push_back({textOf(rule.text, texts.language()), rule.paper, light});
        }
    }
    const std::string trackTitle =
        track.empty() ? std::string(texts.tr("poster.wholeCourse")) : trackName(track, course, texts);
    input.title = std::string(texts.tr("poster.page"));
    input.subtitle = texts.format("poster.subtitle",
                                  {{"track", trackTitle}, {"lit", std::to_string(lit)}, {"all", std::to_string(ours)}});
    input.foot = std::string(texts.tr("poster.foot"));
    input.litWords = std::string(texts.tr("poster.lit"));
    input.aheadWords = std::string(texts.tr(track.empty() ? "poster.aheadAny" : "poster.ahead"));
    // Of the whole course no lesson is another track's.
    if (!track.empty()) input.otherWords = std::string(texts.tr("poster.other"));
    return input;
}

render::Scene posterScene(const render::PosterInput& input, int widthPx, int heightPx, render::ThemeName theme,
                          const render::TextMeasure& measure) {
    const render::Theme colors = render::themeOf(theme);
    const render::PictureLabels labels;  // Every word comes with the input.
    const render::Box page{0, 0, render::px(widthPx), render::px(heightPx)};
    render::Scene scene;
    scene.setSize(page.width(), page.height());
    scene.setBackground(colors.panel);
    render::drawPoster(input, {page.grown(-render::px(28))}, {colors, measure, labels, {100}}, scene);
    return scene;
}

}  // namespace studio
