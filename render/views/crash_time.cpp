// One write over time, and the line at which its leader may crash.

#include <algorithm>
#include <optional>

#include "render/views/crash_picture.h"
#include "render/views/marks.h"

namespace render {
namespace {

using raft::SimTime;

/// How much of the panel lies over what would have come after the line.
constexpr std::uint8_t kVeil = 168;

struct Picture {
    const CrashTimeInput& input;
    const CrashTimeOptions& options;
    const Look& look;
    Scene& scene;
    CrashTimeScale scale;
    Box lanes;  ///< All of them.
    Coord laneHeight = 0;
    Coord barHalf = 0;

    const Theme& theme() const { return look.theme; }
    Coord of(std::int32_t pixels) const { return look.metrics.of(pixels); }
    Coord laneY(int lane) const { return lanes.top + laneHeight * lane + laneHeight / 2; }
    Coord lineX() const { return scale.xOf(input.line); }
    Coord text(Point middle, Face face, Coord size, Color color, Align align, std::string_view words) const {
        return addText(scene, look.measure, {face, size, color, align}, {middle.x, baselineAround(middle.y, size)},
                       words);
    }
};

Coord marksHeight(const Metrics& metrics) { return metrics.of(34); }
/// A low picture has room for the grip alone, without times.
bool isLow(const CrashTimeOptions& options, const Metrics& metrics) { return options.box.height() < metrics.of(200); }
Coord footHeight(const CrashTimeOptions& options, const Metrics& metrics) {
    return metrics.of(isLow(options, metrics) ? 30 : 44);
}

Picture pictureOf(const CrashTimeInput& input, const CrashTimeOptions& options, const Look& look, Scene& scene) {
    Picture picture{input, options, look, scene, crashTimeScale(input, options.box, look), {}, 0, 0};
    const Box& box = options.box;
    picture.lanes = {picture.scale.left, box.top + marksHeight(look.metrics), picture.scale.right,
                     box.bottom - footHeight(options, look.metrics)};
    const auto count = static_cast<Coord>(std::max<std::size_t>(input.lanes.size(), 1));
    picture.laneHeight = std::max(picture.lanes.height() / count, 1);
    picture.barHalf = std::min(picture.laneHeight * 32 / 100, look.metrics.of(13));
    return picture;
}

void drawBands(const Picture& picture) {
    for (const CrashStretch& stretch : picture.input.stretches) {
        const Coord left = picture.scale.xOf(stretch.from);
        const Coord right = picture.scale.xOf(stretch.to);
        if (stretch.stage >= 0 && stretch.stage == picture.input.stage) {
            picture.scene.rect({left, picture.options.box.top, right, picture.lanes.bottom}, picture.of(8),
                               picture.theme().soft);
        }
        const Stroke hair{picture.theme().hairline, picture.look.stroke(10), picture.of(3), picture.of(3)};
        picture.scene.line({right, picture.lanes.top}, {right, picture.lanes.bottom}, hair);
    }
}

/// A letter in a circle, which one can click.
void drawMark(const Picture& picture, Point middle, int stage, std::string_view letter, bool isLit) {
    const Ref ref = stageRef(stage);
    const GroupScope group(picture.scene, ref, Role::Moment, letter);
    const Coord radius = picture.of(12);
    const bool isHovered = picture.options.hovered == ref;
    const Color fill = isLit ? picture.theme().ink : picture.theme().panel;
    const Color edge = isLit || isHovered ? picture.theme().ink : picture.theme().dim;
    picture.scene.circle(middle, radius, fill, {edge, picture.look.stroke(isHovered ? 20 : 13)});
    picture.text(middle, Face::Bold, picture.look.metrics.body(), isLit ? picture.theme().panel : picture.theme().ink,
                 Align::Middle, letter);
}

/// How far a stage reaches.
void drawBracket(const Picture& picture, Coord left, Coord right, Coord middle, bool isLit) {
    const Coord y = picture.options.box.top + picture.of(16);
    const Coord gap = picture.of(17);
    const Stroke stroke{isLit ? picture.theme().ink : picture.theme().dim, picture.look.stroke(10)};
    const Coord from = left + picture.of(3);
    const Coord to = right - picture.of(3);
    if (middle - gap < from || middle + gap > to) return;  // The letter takes all the room there is.
    picture.scene.line({from, y}, {middle - gap, y}, stroke);
    picture.scene.line({middle + gap, y}, {to, y}, stroke);
    for (const Coord x : {from, to}) picture.scene.line({x, y - picture.of(4)}, {x, y + picture.of(4)}, stroke);
}

void drawMarks(const Picture& picture) {
    const Coord y = picture.options.box.top + picture.of(16);
    for (const CrashStretch& stretch : picture.input.stretches) {
        if (stretch.stage < 0) continue;
        const Coord x = (picture.scale.xOf(stretch.from) + picture.scale.xOf(stretch.to)) / 2;
        const bool isLit = stretch.stage == picture.input.stage;
        drawBracket(picture, picture.scale.xOf(stretch.from), picture.scale.xOf(stretch.to), x, isLit);
        drawMark(picture, {x, y}, stretch.stage, stretch.letter, isLit);
    }
    if (picture.input.cutOffStage < 0) return;
    const Point end{picture.options.box.right - picture.of(16), y};
    drawMark(picture, end, picture.input.cutOffStage, picture.input.cutOffLetter, picture.input.cutOff);
    // The wall that it stands for.
    const Stroke wall{picture.input.cutOff ? picture.theme().ink : picture.theme().dim, picture.look.stroke(20),
                      picture.of(5), picture.of(3)};
    picture.scene.line({end.x - picture.of(10), y + picture.of(19)}, {end.x + picture.of(10), y + picture.of(19)},
                       wall);
}

void drawLaneName(const Picture& picture, const CrashLane& lane, int number) {
    const Coord y = picture.laneY(number);
    const Coord size = picture.look.metrics.body();
    const Coord right = picture.scale.left - picture.of(14);
    const GroupScope group(picture.scene, lane.ref, Role::Lane, lane.name);
    const Coord width = picture.text({right, y}, Face::SemiBold, size, picture.theme().ink, Align::End, lane.name);
    if (number == picture.input.leaderLane) {
        drawCrown(picture.scene, {right - width - picture.of(16), y + picture.of(5)}, picture.of(16),
                  picture.theme().ink);
    }
}

/// What a lane holds: pale while it is not known to be committed, full from then on.
void drawBar(const Picture& picture, const CrashLane& lane, int number) {
    if (lane.from == raft::kNever) return;
    const Coord y = picture.laneY(number);
    const Coord left = picture.scale.xOf(lane.from);
    const SimTime until = std::min(lane.until, picture.input.to);
    const Coord middle = picture.scale.xOf(until);
    const Coord right = picture.scale.xOf(picture.input.to);
    const Metrics& metrics = picture.look.metrics;
    const Coord half = picture.barHalf;
    const TermPaint paint = termPaint(picture.theme(), picture.input.term);
    const Stroke edge{picture.theme().ink, picture.look.stroke(12)};
    const Coord size = std::min(metrics.small(), half * 15 / 10);
    const std::string& command = picture.input.command;
    const Coord wordsWidth = textWidth(picture.look.measure, Face::Mono, size, command) + metrics.of(12);
    const GroupScope group(picture.scene, lane.ref, Role::Lane, lane.name);
    if (lane.isClient) {
        picture.scene.rect({left, y - half, middle, y + half}, metrics.of(4), picture.theme().panel, edge);
        if (wordsWidth < middle - left) {
            picture.text({left + metrics.of(8), y}, Face::Mono, size, picture.theme().ink, Align::Start, command);
        }
        if (lane.until > picture.input.to) return;
        picture.text({middle + metrics.of(8), y}, Face::SemiBold, size, picture.theme().ink, Align::Start,
                     picture.input.answer);
        return;
    }
    const Stroke dashed{picture.theme().ink, picture.look.stroke(12), metrics.of(4), metrics.of(3)};
    picture.scene.rect({left, y - half, right, y + half}, metrics.of(4), paint.pale, dashed);
    if (middle < right) picture.scene.rect({middle, y - half, right, y + half}, metrics.of(4), paint.full, edge);
    const bool inPale = wordsWidth < middle - left;
    picture.text({(inPale ? left : middle) + metrics.of(8), y}, Face::Mono, size, inPale ? paint.paleText : paint.text,
                 Align::Start, command);
}

void drawLanes(const Picture& picture) {
    for (std::size_t i = 0; i < picture.input.lanes.size(); ++i) {
        const int number = static_cast<int>(i);
        drawLaneName(picture, picture.input.lanes[i], number);
        const Coord y = picture.laneY(number);
        picture.scene.line({picture.scale.left, y}, {picture.scale.right, y},
                           {picture.theme().ghost, picture.look.stroke(15)});
        drawBar(picture, picture.input.lanes[i], number);
    }
}

struct Ends {
    Point from;
    Point to;
};
Ends endsOf(const Picture& picture, const CrashArrow& arrow) {
    const Coord down = arrow.to > arrow.from ? picture.barHalf : -picture.barHalf;
    return {{picture.scale.xOf(arrow.sentAt), picture.laneY(arrow.from) + down},
            {picture.scale.xOf(arrow.endsAt), picture.laneY(arrow.to) - down}};
}

Stroke arrowStroke(const Picture& picture, const CrashArrow& arrow) {
    Stroke stroke{picture.theme().ink, picture.look.stroke(15)};
    if (arrow.isReply) stroke.dashOn = picture.of(5), stroke.dashOff = picture.of(4);
    return stroke;
}

void drawArrow(const Picture& picture, const CrashArrow& arrow) {
    const Ends ends = endsOf(picture, arrow);
    const GroupScope group(picture.scene, {}, Role::Arrow);
    picture.scene.line(ends.from, ends.to, arrowStroke(picture, arrow));
    drawArrowHead(picture.scene, ends.from, ends.to, picture.of(9), picture.theme().ink);
}

/// Sent by the leader and not there yet.
bool isUnderWay(const Picture& picture, const CrashArrow& arrow) {
    return arrow.from == picture.input.leaderLane && arrow.sentAt <= picture.input.line &&
           arrow.endsAt > picture.input.line;
}

/// Behind the line lies what would have been.
void drawAfterLine(const Picture& picture) {
    const Coord x = picture.lineX();
    const auto veil = [&](Coord left, Coord right, Color color) {
        color.a = kVeil;
        if (left < right) picture.scene.rect({left, picture.lanes.top, right, picture.lanes.bottom}, 0, color);
    };
    Coord litUntil = x;
    for (const CrashStretch& stretch : picture.input.stretches) {
        const bool isLit = stretch.stage >= 0 && stretch.stage == picture.input.stage;
        if (isLit) litUntil = std::max(litUntil, picture.scale.xOf(stretch.to));
    }
    veil(x, litUntil, picture.theme().soft);
    veil(litUntil, picture.options.box.right, picture.theme().panel);
    const Coord leader = picture.laneY(picture.input.leaderLane);
    if (picture.input.cutOff) {
        // A wall between the leader and the others.
        const Coord y = picture.lanes.top + picture.laneHeight * (picture.input.leaderLane + 1);
        picture.scene.line({x, y}, {picture.scale.right, y},
                           {picture.theme().ink, picture.look.stroke(34), picture.of(10), picture.of(5)});
    } else {
        const Coord half = picture.barHalf;
        picture.scene.rect({x, leader - half, picture.scale.right, leader + half}, 0, picture.theme().panel);
        HatchItem hatch;
        hatch.box = {x, leader - half, picture.scale.right, leader + half};
        hatch.color = picture.theme().ghost;
        hatch.width = picture.look.stroke(12);
        hatch.spacing = picture.of(8);
        picture.scene.hatch(hatch);
    }
    std::optional<Point> stopped;
    for (const CrashArrow& arrow : picture.input.arrows) {
        if (!isUnderWay(picture, arrow)) continue;
        const bool toServer = arrow.to > picture.input.leaderLane;
        // A wall stops what is on its way to the other side; clients are on the leader's.
        const bool stops = picture.input.sentIsLost || (picture.input.cutOff && toServer);
        if (!stops) {
            drawArrow(picture, arrow);
            continue;
        }
        const Ends ends = endsOf(picture, arrow);
        const std::int64_t span = std::max<std::int64_t>((arrow.endsAt - arrow.sentAt).us, 1);
        const Point at = between(ends.from, ends.to, (picture.input.line - arrow.sentAt).us * 1000 / span);
        // Two that have just left stand on the same spot.
        if (stopped && distance(*stopped, at) < picture.of(14)) continue;
        stopped = at;
        picture.scene.circle(at, picture.of(8), picture.theme().panel, {picture.theme().ink, picture.look.stroke(12)});
        drawCross(picture.scene, at, picture.of(4), {picture.theme().ink, picture.look.stroke(20)});
    }
}

void drawInstants(const Picture& picture) {
    const Coord size = picture.look.metrics.label();
    const Coord y = picture.lanes.bottom + picture.of(11);
    Coord taken = picture.scale.left - picture.of(40);
    std::string words;
    for (const SimTime instant : picture.input.instants) {
        const Coord x = picture.scale.xOf(instant);
        picture.scene.line({x, picture.lanes.bottom}, {x, picture.lanes.bottom + picture.of(4)},
                           {picture.theme().dim, picture.look.stroke(10)});
        words = std::to_string(instant.us / 1000);
        const Coord half = textWidth(picture.look.measure, Face::Mono, size, words) / 2;
        if (x - half < taken + picture.of(6) || isLow(picture.options, picture.look.metrics)) continue;
        picture.text({x, y}, Face::Mono, size, picture.theme().dim, Align::Middle, words);
        taken = x + half;
    }
}

void drawLine(const Picture& picture) {
    const Coord x = picture.lineX();
    const Coord gripY = picture.options.box.bottom - picture.of(14);
    const Color ink = picture.theme().ink;
    picture.scene.line({x, picture.options.box.top + picture.of(30)}, {x, gripY},
                       {ink, picture.look.stroke(picture.options.gripHeld ? 34 : 26)});
    const Coord radius = picture.of(picture.options.gripHeld ? 14 : 12);
    picture.scene.circle({x, gripY}, radius, ink);
    const Stroke mark{picture.theme().panel, picture.look.stroke(22)};
    if (picture.input.cutOff) {
        picture.scene.line({x - picture.of(6), gripY}, {x + picture.of(6), gripY}, mark);
    } else {
        drawCross(picture.scene, {x, gripY}, picture.of(5), mark);
    }
    const Coord size = picture.look.metrics.small();
    const Coord width = textWidth(picture.look.measure, Face::SemiBold, size, picture.input.word);
    const bool right = x + radius + picture.of(10) + width < picture.options.box.right;
    const Coord gap = radius + picture.of(8);
    picture.text({right ? x + gap : x - gap, gripY}, Face::SemiBold, size, ink, right ? Align::Start : Align::End,
                 picture.input.word);
}

}  // namespace

Coord CrashTimeScale::xOf(SimTime time) const {
    const std::int64_t span = std::max<std::int64_t>((to - from).us, 1);
    const std::int64_t done = std::clamp<std::int64_t>((time - from).us, 0, span);
    return left + static_cast<Coord>((right - left) * done / span);
}

SimTime CrashTimeScale::timeAt(Coord x) const {
    const std::int64_t width = std::max<std::int64_t>(right - left, 1);
    const std::int64_t done = std::clamp<std::int64_t>(x - left, 0, width);
    return from + SimTime((to - from).us * done / width);
}

CrashTimeScale crashTimeScale(const CrashTimeInput& input, const Box& box, const Look& look) {
    const Metrics& metrics = look.metrics;
    Coord names = 0;
    for (const CrashLane& lane : input.lanes) {
        names = std::max(names, textWidth(look.measure, Face::SemiBold, metrics.body(), lane.name));
    }
    return {input.from, input.to, box.left + names + metrics.of(46), box.right - metrics.of(46)};
}

void drawCrashTime(const CrashTimeInput& input, const CrashTimeOptions& options, const Look& look, Scene& scene) {
    const Picture picture = pictureOf(input, options, look, scene);
    const GroupScope group(scene, {}, Role::Picture, input.alt);
    if (picture.lanes.empty()) return;
    drawBands(picture);
    drawLanes(picture);
    for (const CrashArrow& arrow : input.arrows) drawArrow(picture, arrow);
    drawInstants(picture);
    drawAfterLine(picture);
    drawLine(picture);
    drawMarks(picture);
}

}  // namespace render
