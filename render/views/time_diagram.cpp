#include "render/views/time_diagram.h"

#include <algorithm>
#include <string>
#include <vector>

#include "render/views/time_parts.h"

namespace render {
namespace {

using raft::LaneSpan;
using raft::LaneState;
using raft::MomentView;
using raft::SimTime;

enum class When : std::uint8_t { Past, Future };

void drawSpanPiece(const TimePicture& picture, const LaneSpan& span, Coord left, Coord right, When when) {
    const bool future = when == When::Future;
    const Theme& theme = picture.look.theme;
    const Metrics& metrics = picture.look.metrics;
    const Coord y = picture.layout.laneY(span.node.value);
    const Coord half = picture.layout.barHalf;
    const Box box{left, y - half, right, y + half};
    const Coord rounding = std::min(metrics.of(2), box.width() / 3);
    switch (span.state) {
        case LaneState::Follower: break;
        case LaneState::Leader: picture.scene.rect(box, rounding, future ? theme.ghost : theme.ink); break;
        case LaneState::Down: drawHatchedBar(picture, box, future ? theme.hairline : theme.ghost); break;
        case LaneState::Candidate: {
            const Stroke rim = future ? picture.faint(15) : picture.ink(15);
            if (box.width() <= 2 * rim.width) {
                picture.scene.rect(box, 0, rim.color);
            } else {
                picture.scene.rect(box.grown(-rim.width / 2), rounding, theme.panel, rim);
            }
            break;
        }
        case LaneState::PreCandidate: {  // Hollow and half as high: it only asks.
            Stroke rim = future ? picture.faint(12) : picture.ink(12);
            const Box low{left, y - half / 2, right, y + half / 2};
            if (low.width() <= 2 * rim.width) {
                picture.scene.rect(low, 0, rim.color);
                break;
            }
            rim.dashOn = rim.dashOff = metrics.of(2);
            picture.scene.rect(low.grown(-rim.width / 2), 0, theme.panel, rim);
            break;
        }
    }
}

std::string_view stateName(const PictureLabels& labels, LaneState state) {
    switch (state) {
        case LaneState::Follower: return labels.follower;
        case LaneState::Candidate: return labels.candidate;
        case LaneState::Leader: return labels.leader;
        case LaneState::Down: return labels.down;
        case LaneState::PreCandidate: return labels.preCandidate;
    }
    return {};
}

void drawSpan(const TimePicture& picture, const LaneSpan& span, std::string_view name) {
    if (span.state == LaneState::Follower || span.node.value >= picture.layout.laneCount) return;
    const std::string term = std::to_string(span.term);
    picture.words.clear();
    appendLabel(picture.words, picture.look.labels.altLane,
                {{"node", name}, {"role", stateName(picture.look.labels, span.state)}, {"term", term}});
    const GroupScope group(picture.scene, raft::laneRef(span.node, span.from), Role::Lane, picture.words);
    const SimTime cursor = picture.run.cursor;
    if (const auto past = picture.visible(span.from, span.to, cursor)) {
        drawSpanPiece(picture, span, past->first, past->second, When::Past);
    }
    if (picture.options.hideFuture) return;
    if (const auto future = picture.visible(std::max(span.from, cursor), span.to, picture.shownEnd())) {
        drawSpanPiece(picture, span, future->first, future->second, When::Future);
    }
}

void drawLanes(const TimePicture& picture, const raft::ClusterView& view) {
    const Look& look = picture.look;
    for (int lane = 0; lane < picture.layout.laneCount; ++lane) {
        const raft::NodeView& node = view.nodes[static_cast<std::size_t>(lane)];
        const bool known = picture.run.seenAs == raft::kNoNode || picture.run.seenAs == node.id;
        const Coord y = picture.layout.laneY(lane);
        const Ref ref = raft::nodeRef(node.id);
        const GroupScope group(picture.scene, ref, Role::Lane, node.name);
        drawRowName(picture, ref, node.name, y, known ? look.theme.ink : look.theme.dim);
        const auto past = picture.visible(picture.run.from, picture.run.cursor, picture.run.cursor);
        const Stroke plain{known ? look.theme.ghost : look.theme.hairline, look.metrics.tenths(15)};
        if (past) picture.scene.line({past->first, y}, {past->second, y}, plain);
        if (picture.options.hideFuture) continue;
        const SimTime later = std::max(picture.run.cursor, picture.run.from);
        if (const auto future = picture.visible(later, picture.shownEnd(), picture.shownEnd())) {
            picture.scene.line({future->first, y}, {future->second, y}, {look.theme.hairline, look.stroke(15)});
        }
    }
    for (const LaneSpan& span : picture.run.lanes) {
        const bool named = span.node.value < view.nodes.size();
        drawSpan(picture, span, named ? view.nodes[span.node.value].name : std::string_view());
    }
}

/// Is C_new appended in the step in which C_old,new became committed, as it should be?
bool newFollows(const raft::RunView& run, const MomentView& joint) {
    return std::any_of(run.moments.begin(), run.moments.end(), [&](const MomentView& other) {
        return other.kind == MomentView::Kind::ConfigAppended && !other.joint && other.step == joint.step;
    });
}

/// A tick says that it is committed.
std::string_view momentWord(const PictureLabels& labels, const raft::RunView& run, const MomentView& moment) {
    switch (moment.kind) {
        case MomentView::Kind::Action: return moment.text;
        case MomentView::Kind::Crash: return labels.crash;
        case MomentView::Kind::Restart: return labels.restart;
        case MomentView::Kind::Commit: return labels.commit;
        case MomentView::Kind::Violation: return labels.violation;
        case MomentView::Kind::TimeOut: return labels.timeOut;
        case MomentView::Kind::Cut: return labels.cut;
        case MomentView::Kind::Mend: return labels.mend;
        case MomentView::Kind::Pause: return labels.pause;
        case MomentView::Kind::Resume: return labels.resume;
        case MomentView::Kind::ConfigAppended: return moment.joint ? labels.joint : labels.newHalf;
        case MomentView::Kind::ConfigCommitted:
            if (!moment.joint) return labels.newCommitted;
            return newFollows(run, moment) ? labels.jointCommitted : labels.joint;
    }
    return {};
}

/// A small mark on its lane; red and round only for a violation.
void drawMomentMark(const TimePicture& picture, const MomentView& moment, Point at) {
    const Metrics& metrics = picture.look.metrics;
    const Theme& theme = picture.look.theme;
    switch (moment.kind) {
        case MomentView::Kind::Crash:
        case MomentView::Kind::Restart: break;  // The bar itself begins or ends there.
        case MomentView::Kind::Action:
        case MomentView::Kind::TimeOut:
        case MomentView::Kind::Cut:
        case MomentView::Kind::Mend:
        case MomentView::Kind::Pause:
        case MomentView::Kind::Resume: {
            const Coord half = metrics.tenths(35);
            const Point diamond[] = {
                {at.x, at.y - half}, {at.x + half, at.y}, {at.x, at.y + half}, {at.x - half, at.y}};
            picture.scene.polygon(diamond, theme.dim);
            break;
        }
        case MomentView::Kind::ConfigAppended:  // As its cell in a log: between two bars.
            for (const int side : {-1, 1}) {
                const Coord x = at.x + side * metrics.tenths(25);
                picture.scene.line({x, at.y - metrics.of(4)}, {x, at.y + metrics.of(4)}, picture.ink(15));
            }
            break;
        case MomentView::Kind::ConfigCommitted:
        case MomentView::Kind::Commit: {
            const Point tick[] = {{at.x - metrics.of(4), at.y},
                                  {at.x - metrics.of(1), at.y + metrics.of(3)},
                                  {at.x + metrics.of(4), at.y - metrics.of(4)}};
            picture.scene.polyline(tick, picture.ink(18));
            break;
        }
        case MomentView::Kind::Violation:
            picture.scene.circle(at, metrics.of(5), theme.violation);
            picture.scene.line({at.x, at.y - metrics.of(3)}, {at.x, at.y + metrics.tenths(5)},
                               {theme.panel, picture.look.stroke(15)});
            picture.scene.circle({at.x, at.y + metrics.tenths(25)}, metrics.tenths(9), theme.panel);
            break;
    }
}

/// A word that has its place; it is written last, so that no arrow runs over it.
struct PlacedWord {
    Ref ref;
    std::string_view word;
    Box place;
    Color color;
};

void drawMoment(const TimePicture& picture, const MomentView& moment, std::uint32_t position,
                std::vector<PlacedWord>& words) {
    const TimeLayout& layout = picture.layout;
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    if (moment.time < picture.run.from || moment.time > picture.run.to || moment.time > picture.run.cursor) return;
    const bool onLane = moment.node.value < layout.laneCount;
    const Coord x = layout.scale.xOf(moment.time);
    const Coord gap = metrics.of(6);
    const Coord y = onLane ? layout.laneY(moment.node.value) - layout.barHalf - gap : layout.lanes.top;
    const GroupScope group(picture.scene, raft::momentRef(moment.step, position), Role::Moment);
    const bool marked = moment.kind != MomentView::Kind::Crash && moment.kind != MomentView::Kind::Restart;
    const bool red = moment.kind == MomentView::Kind::Violation;
    if (marked) {
        const Box place = boxAround({x, y}, metrics.of(4), metrics.of(4));
        if (!picture.taken.claim(place) && !red) return;
        if (red) picture.taken.take(place);
        drawMomentMark(picture, moment, {x, y});
    }
    if (moment.kind == MomentView::Kind::Commit) return;  // A tick needs no word: there are many of them.
    const Coord size = metrics.label();
    const std::string_view word = momentWord(look.labels, picture.run, moment);
    const Coord width = textWidth(look.measure, Face::Medium, size, word);
    if (word.empty()) return;
    const Coord end = picture.options.hideFuture ? layout.scale.xOf(picture.run.cursor) : picture.options.box.right;
    // To the right of its moment, or to the left: where the picture ends, and where it hides fewer arrows.
    const Box right = textBoxAround({x + metrics.of(6) + width / 2, y}, width, size);
    const Box left = textBoxAround({x - metrics.of(6) - width / 2, y}, width, size);
    const bool fitsLeft = left.left >= layout.scale.left && picture.taken.isFree(left.grown(metrics.of(1)));
    const bool hidesLess = fitsLeft && arrowsThrough(picture, left) < arrowsThrough(picture, right);
    const bool leftFirst = right.right > end || hidesLess;
    const Color color = red ? look.theme.violation : look.theme.dim;
    for (const Box& place : {leftFirst ? left : right, leftFirst ? right : left}) {
        const bool fits = place.left >= layout.scale.left && place.right <= end && place.top >= picture.options.box.top;
        if (!fits || !picture.taken.claim(place.grown(metrics.of(1)))) continue;
        words.push_back({raft::momentRef(moment.step, position), word, place, color});
        return;
    }
}

/// Violations first: no other word may take their place.
void drawMoments(const TimePicture& picture, std::vector<PlacedWord>& words) {
    for (const bool red : {true, false}) {
        for (std::size_t i = 0; i < picture.run.moments.size(); ++i) {
            const MomentView& moment = picture.run.moments[i];
            if ((moment.kind == MomentView::Kind::Violation) == red) {
                drawMoment(picture, moment, static_cast<std::uint32_t>(i), words);
            }
        }
    }
}

void drawWords(const TimePicture& picture, const std::vector<PlacedWord>& words) {
    const Coord size = picture.look.metrics.label();
    for (const PlacedWord& word : words) {
        const GroupScope group(picture.scene, word.ref, Role::Moment);
        picture.scene.rect(word.place, 0, picture.look.theme.panel);
        addText(picture.scene, picture.look.measure, {Face::Medium, size, word.color, Align::Start},
                {word.place.left, baselineAround(word.place.center().y, size)}, word.word);
    }
}

/// A ghost that has its place: of the mark on its lane, and of its word.
struct PlacedGhost {
    Point mark;
    Box place;
    std::string_view word;
};

/// Below their lanes, where no word of this line stands.
std::vector<PlacedGhost> placeGhosts(const TimePicture& picture) {
    const Metrics& metrics = picture.look.metrics;
    const Coord gap = metrics.of(9);
    std::vector<PlacedGhost> placed;
    for (const GhostMark& ghost : picture.options.ghosts) {
        if (ghost.time < picture.run.from || ghost.time > picture.run.to) continue;
        const bool onLane = ghost.node.value < picture.layout.laneCount;
        const Coord x = picture.layout.scale.xOf(ghost.time);
        const Coord y = onLane ? picture.layout.laneY(ghost.node.value) + picture.layout.barHalf + gap
                               : picture.layout.lanes.top + gap;
        const Coord width = textWidth(picture.look.measure, Face::Medium, metrics.label(), ghost.word);
        const bool fits = x + gap + width + metrics.of(4) <= picture.options.box.right;
        const Coord left = fits ? x + gap : x - gap - width;
        const Box place = textBoxAround({left + width / 2, y}, width, metrics.label());
        if (picture.taken.claim(place.grown(metrics.of(2)))) placed.push_back({{x, y}, place, ghost.word});
    }
    return placed;
}

/// Hollow marks, and words on outlined plates: nobody takes them for events of this line.
void drawGhosts(const TimePicture& picture, const std::vector<PlacedGhost>& ghosts) {
    const Metrics& metrics = picture.look.metrics;
    const Theme& theme = picture.look.theme;
    const Stroke outline{theme.dim, picture.look.stroke(10)};
    const Coord half = metrics.tenths(35);
    for (const PlacedGhost& ghost : ghosts) {
        const auto [x, y] = ghost.mark;
        const Point diamond[] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}, {x, y - half}};
        const GroupScope group(picture.scene, {}, Role::Moment);
        picture.scene.rect(ghost.place.grown(metrics.of(3)), metrics.of(3), theme.panel, outline);
        addText(picture.scene, picture.look.measure, {Face::Medium, metrics.label(), theme.dim, Align::Start},
                {ghost.place.left, baselineAround(ghost.place.center().y, metrics.label())}, ghost.word);
        picture.scene.polyline(diamond, outline);
    }
}

}  // namespace

void drawCursor(const TimePicture& picture, Coord top, Coord bottom) {
    if (picture.run.cursor < picture.run.from || picture.run.cursor > picture.run.to) return;
    const Coord x = picture.layout.scale.xOf(picture.run.cursor);
    const Metrics& metrics = picture.look.metrics;
    const GroupScope group(picture.scene, {}, Role::Cursor);
    picture.scene.line({x, top}, {x, bottom}, picture.ink(20));
    const Point triangle[] = {{x - metrics.of(7), top}, {x + metrics.of(7), top}, {x, top + metrics.of(8)}};
    picture.scene.polygon(triangle, picture.look.theme.ink);
}

void drawTimeDiagram(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                     const Look& look, Scene& scene) {
    const TimeLayout layout = timeLayout(view, run, options, look);
    TakenPlaces taken;
    std::string words;
    const TimePicture picture{run, options, look, layout, scene, taken, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altTime);
    drawTimeAxis(picture);
    drawLanes(picture, view);
    drawTerms(picture);
    drawTimeBreaks(picture);
    std::vector<PlacedWord> placed;
    drawMoments(picture, placed);
    const std::vector<PlacedGhost> ghosts = placeGhosts(picture);
    drawArrows(picture);
    drawWords(picture, placed);
    drawGhosts(picture, ghosts);
    drawCursor(picture, layout.lanes.top - look.metrics.of(4), layout.termBar.bottom);
}

}  // namespace render
