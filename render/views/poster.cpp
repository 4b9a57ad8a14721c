#include "render/views/poster.h"

#include <algorithm>
#include <array>

namespace render {
namespace {

constexpr int kPercentMin = 55;
constexpr int kPercentMax = 220;
constexpr int kPercentStep = 5;
constexpr Coord kColumnLeast = px(225);  ///< No column is narrower than this at 100 %.
constexpr int kColumnsMax = 4;

// At 100 %.
constexpr int kLetters = 13;
constexpr int kPosterPitch = 18;
constexpr int kHeading = 26;
constexpr int kRulePad = 4;
constexpr int kGroupGap = 12;
constexpr int kPosterGap = 18;
constexpr int kMark = 20;
constexpr int kTextEnd = 6;
constexpr int kSource = 12;  // The letters of a source, and what lies before it.
constexpr int kSourceGap = 5;
constexpr int kTitleRow = 44;
constexpr int kFootRow = 30;

/// One rule, broken into lines. Its source stands behind the last one, or below it if there is no room.
struct PlacedRule {
    const PosterRuleInput* rule = nullptr;
    std::uint32_t number = 0;
    bool sourceBelow = false;
    std::vector<TextLine> lines;
};

struct PlacedGroup {
    const PosterGroupInput* group = nullptr;
    std::vector<PlacedRule> rules;
    Coord height = 0;
    int column = 0;
};

struct PosterLayout {
    Metrics metrics;
    int columns = 1;
    Coord columnWidth = 0;
    std::vector<PlacedGroup> groups;
    Coord tallest = 0;
};

Coord linePitch(const Metrics& metrics) { return metrics.of(kPosterPitch); }
Coord textRoom(const Metrics& metrics, Coord columnWidth) {
    return columnWidth - metrics.of(kMark) - metrics.of(kTextEnd);
}

Coord ruleHeight(const PlacedRule& rule, const Metrics& metrics) {
    const std::size_t lines = std::max<std::size_t>(rule.lines.size(), 1) + (rule.sourceBelow ? 1 : 0);
    return linePitch(metrics) * static_cast<Coord>(lines) + metrics.of(kRulePad);
}

PlacedRule placeRule(const PosterRuleInput& rule, std::uint32_t number, Coord room, const Metrics& metrics,
                     const Look& look) {
    PlacedRule placed{&rule, number, false, {}};
    breakLines(look.measure, Face::Medium, metrics.of(kLetters), rule.text, room, placed.lines);
    const Coord last = placed.lines.empty() ? 0 : placed.lines.back().width;
    const Coord source = textWidth(look.measure, Face::Mono, metrics.of(kSource), rule.source);
    placed.sourceBelow = last + metrics.of(kSourceGap) + source > room;
    return placed;
}

/// Puts groups into columns in their order so that none is taller than `limit`; false if that needs more columns.
bool fillColumns(PosterLayout& layout, Coord limit) {
    const Coord gap = layout.metrics.of(kGroupGap);
    int column = 0;
    Coord used = 0;
    layout.tallest = 0;
    for (PlacedGroup& group : layout.groups) {
        if (used > 0 && used + gap + group.height > limit) {
            ++column;
            used = 0;
        }
        if (column >= layout.columns || group.height > limit) return false;
        used += (used > 0 ? gap : 0) + group.height;
        group.column = column;
        layout.tallest = std::max(layout.tallest, used);
    }
    return true;
}

/// Columns of about one height: the least limit that all groups fit under.
void balance(PosterLayout& layout) {
    Coord all = 0;
    Coord least = 0;
    for (const PlacedGroup& group : layout.groups) {
        all += group.height + layout.metrics.of(kGroupGap);
        least = std::max(least, group.height);
    }
    Coord from = std::max(least, all / layout.columns / 2);
    Coord to = std::max(all, least);
    while (from < to) {
        const Coord middle = from + (to - from) / 2;
        fillColumns(layout, middle) ? to = middle : from = middle + 1;
    }
    fillColumns(layout, to);
}

PosterLayout layoutAt(const PosterInput& input, Coord width, int percent, int columns, const Look& look) {
    PosterLayout layout;
    layout.metrics = Metrics{percent};
    layout.columns = columns;
    layout.columnWidth = (width - layout.metrics.of(kPosterGap) * (columns - 1)) / columns;
    std::uint32_t number = 0;
    for (const PosterGroupInput& group : input.groups) {
        PlacedGroup placed{&group, {}, layout.metrics.of(kHeading), 0};
        for (const PosterRuleInput& rule : group.rules) {
            PlacedRule row =
                placeRule(rule, number++, textRoom(layout.metrics, layout.columnWidth), layout.metrics, look);
            placed.height += ruleHeight(row, layout.metrics);
            placed.rules.push_back(std::move(row));
        }
        layout.groups.push_back(std::move(placed));
    }
    balance(layout);
    return layout;
}

Coord titleRow(const PosterInput& input, const Metrics& metrics) {
    return input.title.empty() ? 0 : metrics.of(kTitleRow);
}
Coord rowsAround(const PosterInput& input, const Metrics& metrics) {
    return titleRow(input, metrics) + metrics.of(kFootRow);
}

/// The number of columns with which it is lowest.
PosterLayout bestAt(const PosterInput& input, const Box& box, int percent, const Look& look) {
    const Coord least = static_cast<Coord>(std::int64_t{kColumnLeast} * percent / 100);
    PosterLayout best = layoutAt(input, box.width(), percent, 1, look);
    for (int columns = 2; columns <= kColumnsMax; ++columns) {
        if (box.width() / columns < least) break;
        PosterLayout other = layoutAt(input, box.width(), percent, columns, look);
        if (other.tallest < best.tallest) best = std::move(other);
    }
    return best;
}

PosterLayout largest(const PosterInput& input, const Box& box, const Look& look) {
    // Larger letters never need less room: the size is looked for by halves.
    int fits = 0;
    int tooLarge = (kPercentMax - kPercentMin) / kPercentStep + 1;
    PosterLayout best = bestAt(input, box, kPercentMin, look);
    while (tooLarge - fits > 1) {
        const int middle = (fits + tooLarge) / 2;
        PosterLayout layout = bestAt(input, box, kPercentMin + middle * kPercentStep, look);
        const bool goesIn = layout.tallest + rowsAround(input, layout.metrics) <= box.height();
        (goesIn ? fits : tooLarge) = middle;
        if (goesIn) best = std::move(layout);
    }
    return best;
}

// ---- Drawing ----

struct PosterPicture {
    const Look& look;
    const Metrics& metrics;
    Scene& scene;
    std::string& words;

    Coord stroke(int tenths) const { return metrics.tenths(tenths) * look.theme.strokePercent / 100; }
};

void drawMark(const PosterPicture& picture, Point center, PosterLight light) {
    const Theme& theme = picture.look.theme;
    const Coord radius = picture.metrics.tenths(52);
    const auto tick = [&](Color color) {
        const std::array<Point, 3> points{Point{center.x - radius / 2, center.y},
                                          Point{center.x - radius / 10, center.y + radius * 4 / 10},
                                          Point{center.x + radius * 55 / 100, center.y - radius * 4 / 10}};
        picture.scene.polyline(points, {color, picture.stroke(15)});
    };
    switch (light) {
        case PosterLight::Dark: return picture.scene.circle(center, picture.metrics.tenths(15), theme.hairline);
        case PosterLight::Ahead: return picture.scene.circle(center, radius, {}, {theme.ink, picture.stroke(14)});
        case PosterLight::Other: return tick(theme.dim);
        case PosterLight::Lit: picture.scene.circle(center, radius, theme.ink); return tick(theme.panel);
    }
}

void drawRule(const PosterPicture& picture, const PlacedRule& placed, const Box& row) {
    const Theme& theme = picture.look.theme;
    const PosterRuleInput& rule = *placed.rule;
    const Ref ref = posterRef(placed.number);
    const GroupScope group(picture.scene, ref, Role::Row, rule.text);
    const bool isLit = rule.light == PosterLight::Lit;
    picture.scene.rect(row, picture.metrics.of(5), isLit ? theme.soft : Color{});
    const Coord size = picture.metrics.of(kLetters);
    const Coord pitch = linePitch(picture.metrics);
    const Coord first = row.top + picture.metrics.of(kRulePad) / 2 + pitch / 2;
    drawMark(picture, {row.left + picture.metrics.of(kMark) / 2, first}, rule.light);
    const bool isOurs = isLit || rule.light == PosterLight::Ahead;
    const TextStyle style{isLit ? Face::Medium : Face::Text, size, isOurs ? theme.ink : theme.dim, Align::Start};
    const Coord left = row.left + picture.metrics.of(kMark);
    Coord y = first - pitch;
    Coord end = left;
    for (const TextLine& line : placed.lines) {
        y += pitch;
        const std::string_view words = std::string_view(rule.text).substr(line.first, line.count);
        end = left + addText(picture.scene, picture.look.measure, style, {left, baselineAround(y, size)}, words) +
              picture.metrics.of(kSourceGap);
    }
    if (placed.sourceBelow) {
        y += pitch;
        end = left;
    }
    const Coord small = picture.metrics.of(kSource);
    addText(picture.scene, picture.look.measure, {Face::Mono, small, theme.dim, Align::Start},
            {end, baselineAround(y, small)}, rule.source);
}

void drawGroup(const PosterPicture& picture, const PlacedGroup& placed, Point at, Coord width) {
    const Look& look = picture.look;
    const GroupScope group(picture.scene, {}, Role::Plain, placed.group->title);
    const Coord size = picture.metrics.of(kLetters);
    const Coord heading = picture.metrics.of(kHeading);
    const std::string_view title =
        ellipsize(look.measure, Face::SemiBold, size, placed.group->title, width, picture.words);
    addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.ink, Align::Start},
            {at.x + picture.metrics.of(4), baselineAround(at.y + heading * 45 / 100, size)}, title);
    const Coord line = at.y + heading - picture.metrics.of(4);
    picture.scene.line({at.x + picture.metrics.of(2), line}, {at.x + width - picture.metrics.of(2), line},
                       {look.theme.hairline, picture.stroke(10)});
    Coord y = at.y + heading;
    for (const PlacedRule& rule : placed.rules) {
        const Coord height = ruleHeight(rule, picture.metrics);
        drawRule(picture, rule, {at.x, y, at.x + width, y + height});
        y += height;
    }
}

void drawTitle(const PosterPicture& picture, const PosterInput& input, const Box& row) {
    const Look& look = picture.look;
    const Coord size = picture.metrics.of(20);
    const std::string_view title =
        ellipsize(look.measure, Face::Bold, size, input.title, row.width() * 6 / 10, picture.words);
    const Coord y = row.top + picture.metrics.of(15);
    const Coord used = addText(picture.scene, look.measure, {Face::Bold, size, look.theme.ink, Align::Start},
                               {row.left + picture.metrics.of(4), baselineAround(y, size)}, title);
    const Coord small = picture.metrics.of(14);
    const Coord left = row.left + used + picture.metrics.of(18);
    std::string scratch;
    const std::string_view subtitle =
        ellipsize(look.measure, Face::Text, small, input.subtitle, row.right - left, scratch);
    addText(picture.scene, look.measure, {Face::Text, small, look.theme.dim, Align::Start},
            {left, baselineAround(y + picture.metrics.of(1), small)}, subtitle);
}

/// What the marks mean, and the foot at the right end if there is room for both.
void drawFoot(const PosterPicture& picture, const PosterInput& input, const Box& row) {
    const Look& look = picture.look;
    const Coord size = picture.metrics.of(12);
    const Coord y = row.bottom - picture.metrics.of(9);
    const TextStyle style{Face::Text, size, look.theme.dim, Align::Start};
    Coord x = row.left;
    std::string scratch;
    const auto explain = [&](PosterLight light, std::string_view words) {
        const Coord left = x + picture.metrics.of(kMark);
        const std::string_view shown = ellipsize(look.measure, Face::Text, size, words, row.right - left, scratch);
        if (shown.empty()) return;
        drawMark(picture, {x + picture.metrics.of(kMark) / 2, y}, light);
        x = left + addText(picture.scene, look.measure, style, {left, baselineAround(y, size)}, shown) +
            picture.metrics.of(16);
    };
    explain(PosterLight::Lit, input.litWords);
    explain(PosterLight::Ahead, input.aheadWords);
    explain(PosterLight::Other, input.otherWords);
    if (x + textWidth(look.measure, Face::Text, size, input.foot) > row.right) return;
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::End},
            {row.right - picture.metrics.of(4), baselineAround(y, size)}, input.foot);
}

}  // namespace

int posterPercent(const PosterInput& input, const Box& box, const Look& look) {
    return largest(input, box, look).metrics.scalePercent;
}

void drawPoster(const PosterInput& input, const PosterOptions& options, const Look& look, Scene& scene) {
    const PosterLayout layout = largest(input, options.box, look);
    const Metrics& metrics = layout.metrics;
    std::string words;
    const PosterPicture picture{look, metrics, scene, words};
    const GroupScope group(scene, {}, Role::Picture, input.title + ". " + input.subtitle);
    const Box& box = options.box;
    const Coord top = box.top + titleRow(input, metrics);
    if (!input.title.empty()) drawTitle(picture, input, {box.left, box.top, box.right, top});
    int column = 0;
    Coord y = top;
    for (const PlacedGroup& placed : layout.groups) {
        if (placed.column != column) {
            column = placed.column;
            y = top;
        }
        const Coord left = box.left + (layout.columnWidth + metrics.of(kPosterGap)) * column;
        drawGroup(picture, placed, {left, y}, layout.columnWidth);
        y += placed.height + metrics.of(kGroupGap);
    }
    drawFoot(picture, input, {box.left, box.bottom - metrics.of(kFootRow), box.right, box.bottom});
}

}  // namespace render
