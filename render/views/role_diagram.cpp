#include "render/views/role_diagram.h"

#include <algorithm>
#include <string>
#include <vector>

#include "render/views/marks.h"
#include "render/views/role_steps.h"

namespace render {
namespace {

using raft::NodeView;

constexpr std::array<RoleState, kRoleStateCount> kStates{RoleState::Follower, RoleState::PreCandidate,
                                                         RoleState::Candidate, RoleState::Leader, RoleState::Down};
constexpr Coord kSideGap = 8;  ///< Between the two ways of a follower and a candidate and the middle, in pixels.

struct RolePicture {
    const raft::ClusterView& view;
    const RoleDiagramOptions& options;
    const Look& look;
    const RoleLayout& layout;
    const std::optional<RoleStep>& last;
    Scene& scene;
    TakenPlaces& taken;
    std::string& words;

    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Coord lineHeight() const { return look.metrics.label() * 13 / 10; }
    bool asksFirst() const { return !layout.of(RoleState::PreCandidate).empty(); }
};

/// One arrow: its line, where its name stands, and where the name of whoever took it last does.
struct Way {
    RoleWay way = RoleWay::StartsUp;
    RoleState from = RoleState::Follower;
    std::vector<Point> line;
    std::string_view label;
    Box words;           ///< Where its label may stand.
    bool onLine = false;  ///< The label stands on the line itself.
    bool below = false;   ///< The label hangs from the top of `words`; else it stands on its bottom.
    Align align = Align::Middle;
    Point chip;
};

bool isLit(const RolePicture& picture, const Way& way) {
    if (!picture.last || picture.last->way != way.way) return false;
    const bool several = way.way == RoleWay::Crash || way.way == RoleWay::FindsLeader;
    return !several || picture.last->from == way.from;
}

/// A way with round corners.
void appendBend(std::vector<Point>& line, Point from, Point corner, Point to, Coord radius) {
    line.push_back(towards(corner, from, radius));
    line.push_back(between(towards(corner, from, radius * 3 / 10), towards(corner, to, radius * 3 / 10), 500));
    line.push_back(towards(corner, to, radius));
}

Way straight(RoleWay way, Point from, Point to, std::string_view label, const Box& words) {
    Way out;
    out.way = way;
    out.line = {from, to};
    out.label = label;
    out.words = words;
    out.chip = between(from, to, 460);
    return out;
}

/// The ways beside each other: follower, perhaps pre-candidate, candidate, leader.
void addAcross(const RolePicture& picture, std::vector<Way>& ways) {
    const Metrics& metrics = picture.look.metrics;
    const PictureLabels& labels = picture.look.labels;
    const Box& follower = picture.layout.of(RoleState::Follower);
    const Box& asking = picture.layout.of(RoleState::PreCandidate);
    const Box& candidate = picture.layout.of(RoleState::Candidate);
    const Box& leader = picture.layout.of(RoleState::Leader);
    const Coord y = follower.center().y;
    const Coord side = metrics.of(kSideGap);
    const Coord air = metrics.of(11);  // Half the chip that may stand on an arrow.
    // Over pre-candidates pass other ways.
    const Coord high = picture.asksFirst() ? follower.top : picture.layout.loopTop;
    const Coord low = picture.layout.of(RoleState::Down).top - metrics.of(2);
    const auto gap = [&](const Box& left, const Box& right, Coord top, Coord bottom) {
        return Box{left.right + metrics.of(5), top, right.left - metrics.of(5), bottom};
    };
    const auto thereAndBack = [&](const Box& left, const Box& right, RoleWay there, std::string_view thereWords,
                                  RoleWay back, std::string_view backWords) {
        ways.push_back(straight(there, {left.right, y - side}, {right.left, y - side}, thereWords,
                                gap(left, right, high, y - side - air)));
        ways.push_back(straight(back, {right.left, y + side}, {left.right, y + side}, backWords,
                                gap(left, right, y + side + air, low)));
        ways.back().below = true;
    };
    if (picture.asksFirst()) {
        thereAndBack(follower, asking, RoleWay::AsksFirst, labels.asksFirst, RoleWay::FindsLeader, labels.findsLeader);
        ways.back().from = RoleState::PreCandidate;
        thereAndBack(asking, candidate, RoleWay::WouldWin, labels.wouldWin, RoleWay::AsksAgain, labels.timesOutAgain);
    } else {
        thereAndBack(follower, candidate, RoleWay::StartsElection, labels.startsElection, RoleWay::FindsLeader,
                     labels.findsLeader);
        ways.back().from = RoleState::Candidate;
    }
    ways.push_back(straight(RoleWay::WinsElection, {candidate.right, y}, {leader.left, y}, labels.winsElection,
                            gap(candidate, leader, high, y - air)));
    const Coord left = picture.options.box.left + metrics.of(2);
    ways.push_back(straight(RoleWay::StartsUp, {left, y}, {follower.left, y}, labels.startsUp,
                            {left, high, follower.left - metrics.of(4), y - metrics.of(6)}));
    ways.back().align = Align::Start;
}

/// A candidate's way back to itself.
void addLoop(const RolePicture& picture, std::vector<Way>& ways) {
    const Metrics& metrics = picture.look.metrics;
    const Box& candidate = picture.layout.of(RoleState::Candidate);
    const Box& leader = picture.layout.of(RoleState::Leader);
    const Coord reach = std::min(candidate.width() / 4, metrics.of(26));
    const Point middle = candidate.center();
    const Coord top = picture.layout.loopTop;
    Way loop;
    loop.way = RoleWay::StartsNewElection;
    loop.from = RoleState::Candidate;
    const Coord bend = std::min(metrics.of(8), (candidate.top - top) * 9 / 10);
    const Point ends[] = {{middle.x - reach, candidate.top},
                          {middle.x - reach, top},
                          {middle.x + reach, top},
                          {middle.x + reach, candidate.top}};
    loop.line = {ends[0]};
    appendBend(loop.line, ends[0], ends[1], ends[2], bend);
    appendBend(loop.line, ends[1], ends[2], ends[3], bend);
    loop.line.push_back(ends[3]);
    loop.label = picture.look.labels.startsNewElection;
    loop.words = {ends[2].x + metrics.of(8), picture.layout.highLane + picture.lineHeight() / 2,
                  leader.center().x - metrics.of(6), candidate.top - metrics.of(2)};
    loop.align = Align::Start;
    loop.chip = {middle.x, top};
    ways.push_back(loop);
}

/// From the top of one state over the next to the top of another, at the height `lane`.
Way overhead(const RolePicture& picture, RoleWay name, Point from, Point to, Coord lane) {
    const Coord radius = std::min(picture.look.metrics.of(8), (from.y - lane) * 9 / 10);
    const Point corners[] = {from, {from.x, lane}, {to.x, lane}, to};
    Way way;
    way.way = name;
    way.line = {from};
    appendBend(way.line, corners[0], corners[1], corners[2], radius);
    appendBend(way.line, corners[1], corners[2], corners[3], radius);
    way.line.push_back(to);
    way.onLine = true;
    return way;
}

/// Over the pre-candidates: a candidate that finds a leader, and whoever stands without asking. That one is rare: it is
/// drawn only where it was taken.
void addOverAsking(const RolePicture& picture, std::vector<Way>& ways) {
    const Metrics& metrics = picture.look.metrics;
    const Box& follower = picture.layout.of(RoleState::Follower);
    const Box& candidate = picture.layout.of(RoleState::Candidate);
    const Coord half = picture.lineHeight() * 6 / 10;  // One line.
    const auto wordsOf = [&](Way& way, Coord left, Coord right, Coord lane) {
        way.chip = {left + metrics.of(30), lane};
        way.words = {way.chip.x + metrics.of(26), lane - half, right - metrics.of(12), lane + half};
    };
    const Coord fifth = follower.width() / 5;
    const Coord high = picture.layout.loopTop;
    Way back = overhead(picture, RoleWay::FindsLeader, {candidate.center().x, candidate.top},
                        {follower.center().x + fifth, follower.top}, high);
    back.from = RoleState::Candidate;
    back.label = picture.look.labels.findsLeader;
    wordsOf(back, follower.center().x + fifth, candidate.center().x, high);
    ways.push_back(back);
    const Coord low = high + (candidate.top - high) / 2;
    Way stands = overhead(picture, RoleWay::StandsAtOnce, {follower.center().x + 2 * fifth, follower.top},
                          {candidate.center().x - fifth, candidate.top}, low);
    stands.label = picture.look.labels.standsAtOnce;
    wordsOf(stands, follower.center().x + 2 * fifth, candidate.center().x - fifth, low);
    if (isLit(picture, stands)) ways.push_back(stands);
}

/// A leader's way back to the followers, over everything.
void addBack(const RolePicture& picture, std::vector<Way>& ways) {
    const Metrics& metrics = picture.look.metrics;
    const Box& follower = picture.layout.of(RoleState::Follower);
    const Box& candidate = picture.layout.of(picture.asksFirst() ? RoleState::PreCandidate : RoleState::Candidate);
    const Box& leader = picture.layout.of(RoleState::Leader);
    Way back;
    back.onLine = true;
    back.way = RoleWay::FindsHigherTerm;
    back.from = RoleState::Leader;
    const Coord lane = picture.layout.highLane;
    const Point corners[] = {{leader.center().x, leader.top},
                             {leader.center().x, lane},
                             {follower.center().x, lane},
                             {follower.center().x, follower.top}};
    back.line = {corners[0]};
    appendBend(back.line, corners[0], corners[1], corners[2], metrics.of(9));
    appendBend(back.line, corners[1], corners[2], corners[3], metrics.of(9));
    back.line.push_back(corners[3]);
    back.label = picture.look.labels.findsHigherTerm;
    back.chip = {follower.center().x + (candidate.left - follower.center().x) / 2, lane};
    const Coord half = picture.lineHeight() * 6 / 10;  // One line.
    back.words = {back.chip.x + metrics.of(26), lane - half, leader.center().x - metrics.of(12), lane + half};
    ways.push_back(back);
}

void addBelow(const RolePicture& picture, std::vector<Way>& ways) {
    const Metrics& metrics = picture.look.metrics;
    const Box& down = picture.layout.of(RoleState::Down);
    for (const RoleState state :
         {RoleState::Follower, RoleState::PreCandidate, RoleState::Candidate, RoleState::Leader}) {
        const Box& from = picture.layout.of(state);
        if (from.empty()) continue;
        const Coord x = from.center().x + (state == RoleState::Follower ? from.width() / 5 : 0);
        const Box words{x + metrics.of(6), from.bottom, picture.options.box.right, down.top};
        ways.push_back(straight(RoleWay::Crash, {x, from.bottom}, {x, down.top}, picture.look.labels.crash, words));
        ways.back().from = state;
        ways.back().align = Align::Start;
    }
    const Box& follower = picture.layout.of(RoleState::Follower);
    const Coord x = follower.center().x - follower.width() / 5;
    const Box words{picture.options.box.left, follower.bottom, x - metrics.of(6), down.top};
    ways.push_back(straight(RoleWay::Restart, {x, down.top}, {x, follower.bottom}, picture.look.labels.restart, words));
    ways.back().from = RoleState::Down;
    ways.back().align = Align::End;
}

std::string namesOf(const RolePicture& picture) {
    std::string names;
    for (const raft::NodeId node : picture.last->nodes) {
        if (!names.empty()) names += ' ';
        names += picture.view.nodes[node.value].name;
    }
    return names;
}

void drawArrow(const RolePicture& picture, const Way& way) {
    const bool lit = isLit(picture, way);
    const Look& look = picture.look;
    const Stroke stroke = lit ? picture.ink(30) : Stroke{look.theme.dim, look.stroke(12)};
    const Coord head = look.metrics.of(lit ? 12 : 9);
    const Point tip = way.line.back();
    const Point before = way.line[way.line.size() - 2];
    std::vector<Point> line = way.line;
    line.back() = towards(tip, before, std::min(head * 7 / 10, distance(tip, before) / 2));
    picture.scene.polyline(line, stroke);
    drawArrowHead(picture.scene, before, tip, head, stroke.color);
}

/// The name of the server, in the colour of its term, on the way that it took. Returns the chip; empty: nobody's.
Box drawChip(const RolePicture& picture, const Way& way) {
    if (!isLit(picture, way) || picture.last->nodes.empty()) return {};
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    const Box& box = picture.options.box;
    const Coord room = std::clamp(way.words.width(), metrics.of(40), metrics.of(220)) - metrics.of(12);
    const std::string all = namesOf(picture);
    const std::string_view text = ellipsize(look.measure, Face::Bold, size, all, room, picture.words);
    const Coord width = textWidth(look.measure, Face::Bold, size, text);
    const Coord half = std::max(width / 2 + metrics.of(6), metrics.of(13));
    // Beside an upright arrow: on it, it would hide all of it.
    const Coord beside = half + metrics.of(6);
    const Coord aside = way.way == RoleWay::Crash ? beside : way.way == RoleWay::Restart ? -beside : 0;
    const Coord x = std::clamp(way.chip.x + aside, box.left + half + metrics.of(1), box.right - half - metrics.of(1));
    const Box chip = boxAround({x, way.chip.y}, half, metrics.of(9));
    const TermPaint paint = termPaint(look.theme, picture.last->term);
    picture.taken.take(chip);
    picture.scene.rect(chip, metrics.of(9), paint.full, picture.ink(12));
    const Color letters = picture.last->term == 0 ? look.theme.ink : paint.text;
    addText(picture.scene, look.measure, {Face::Bold, size, letters, Align::Middle},
            {x, baselineAround(way.chip.y, size)}, text);
    return chip;
}

/// In as many lines as its place has room for; left out where it has none.
void drawLabel(const RolePicture& picture, const Way& way) {
    const Look& look = picture.look;
    const bool lit = isLit(picture, way);
    const TextStyle style{lit ? Face::SemiBold : Face::Text, look.metrics.label(),
                          lit ? look.theme.ink : look.theme.dim, way.align};
    std::vector<TextLine> lines;
    breakLines(look.measure, style.face, style.sizePx, way.label, way.words.width(), lines);
    const Coord height = picture.lineHeight() * static_cast<Coord>(lines.size());
    const bool broken =
        std::any_of(lines.begin(), lines.end(), [&](const TextLine& line) { return line.width > way.words.width(); });
    if (way.label.empty() || broken || way.words.width() < look.metrics.of(28) || height > way.words.height()) return;
    const bool upright =
        way.way == RoleWay::Crash || way.way == RoleWay::Restart || way.way == RoleWay::StartsNewElection || way.onLine;
    const Coord top = upright     ? way.words.center().y - height / 2
                      : way.below ? way.words.top
                                  : way.words.bottom - height;
    const Coord x = way.align == Align::Start ? way.words.left
                    : way.align == Align::End ? way.words.right
                                              : way.words.center().x;
    Coord widest = 0;
    for (const TextLine& line : lines) widest = std::max(widest, line.width);
    const Coord left = way.align == Align::Start ? x : way.align == Align::End ? x - widest : x - widest / 2;
    if (!picture.taken.claim({left, top, left + widest, top + height})) return;
    Coord middle = top + picture.lineHeight() / 2;
    if (way.onLine) {
        const Coord air = look.metrics.of(6);
        picture.scene.rect({left - air, top, left + widest + air, top + height}, 0, look.theme.panel);
    }
    for (const TextLine& line : lines) {
        addText(picture.scene, look.measure, style, {x, baselineAround(middle, style.sizePx)},
                way.label.substr(line.first, line.count));
        middle += picture.lineHeight();
    }
}

void drawWay(const RolePicture& picture, Way way) {
    picture.words.clear();
    Ref ref;
    if (isLit(picture, way) && !picture.last->nodes.empty()) {
        ref = raft::laneRef(picture.last->nodes.front(), picture.last->spanFrom);
        const std::string names = namesOf(picture);
        appendLabel(picture.words, picture.look.labels.altRoleArrow, {{"arrow", way.label}, {"nodes", names}});
    }
    const GroupScope group(picture.scene, ref, Role::Arrow, picture.words);
    drawArrow(picture, way);
    const Box chip = drawChip(picture, way);
    const Coord air = picture.look.metrics.of(4);
    if (!chip.empty() && way.align == Align::Start) way.words.left = std::max(way.words.left, chip.right + air);
    if (!chip.empty() && way.align == Align::End) way.words.right = std::min(way.words.right, chip.left - air);
    drawLabel(picture, way);
}

std::string_view nameOf(const PictureLabels& labels, RoleState state) {
    switch (state) {
        case RoleState::Follower: return labels.follower;
        case RoleState::PreCandidate: return labels.preCandidate;
        case RoleState::Candidate: return labels.candidate;
        case RoleState::Leader: return labels.leader;
        case RoleState::Down: return labels.down;
    }
    return {};
}

void drawToken(const RolePicture& picture, const NodeView& node, Point at) {
    const Look& look = picture.look;
    const Coord radius = picture.layout.tokenRadius;
    const Ref ref = raft::nodeRef(node.id);
    const std::string term = std::to_string(node.term);
    picture.words.clear();
    appendLabel(
        picture.words, look.labels.altNode,
        {{"node", node.name}, {"role", node.up ? roleName(look.labels, node.role) : look.labels.down}, {"term", term}});
    const GroupScope group(picture.scene, ref, Role::Node, picture.words);
    const TermPaint paint = termPaint(look.theme, node.term);
    Scene& scene = picture.scene;
    const RoleState state = roleStateOf(picture.view, node);
    if (state == RoleState::Down) {
        scene.circle(at, radius, look.theme.soft, {look.theme.dim, look.stroke(12)});
    } else if (state == RoleState::Candidate || state == RoleState::PreCandidate) {
        Stroke rim = picture.ink(12);
        if (node.role == raft::RoleView::PreCandidate) rim.dashOn = rim.dashOff = look.metrics.of(3);
        scene.circle(at, radius, look.theme.panel, rim);
        scene.circle(at, radius - look.metrics.of(3), paint.full, picture.ink(12));
    } else {
        scene.circle(at, radius, paint.full);
        drawTermPatternRound(scene, at, radius, paint, look.metrics);
        const Coord width = state == RoleState::Leader ? look.metrics.of(3) : look.stroke(13);
        scene.circle(at, radius - width / 2, {}, {look.theme.ink, width});
    }
    if (picture.options.pointing.isSelected(ref)) {
        scene.circle(at, radius + look.metrics.of(3), {}, picture.ink(22));
    } else if (picture.options.pointing.hovered == ref) {
        scene.circle(at, radius + look.metrics.of(3), {}, {look.theme.dim, look.stroke(12)});
    }
    const Coord size = std::max(radius * 75 / 100, look.metrics.label());
    const Coord room = radius * 2 - look.metrics.of(2);
    const Coord fits = textWidth(look.measure, Face::Bold, size, node.name) <= room ? size : look.metrics.label();
    const std::string_view name = ellipsize(look.measure, Face::Bold, fits, node.name, room, picture.words);
    const Color letters = state == RoleState::Down ? look.theme.dim : node.term == 0 ? look.theme.ink : paint.text;
    addText(scene, look.measure, {Face::Bold, fits, letters, Align::Middle}, {at.x, baselineAround(at.y, fits)}, name);
}

void drawPlate(const RolePicture& picture, RoleState state) {
    const Look& look = picture.look;
    const Box& box = picture.layout.of(state);
    Scene& scene = picture.scene;
    const Coord rounding = look.metrics.of(10);
    if (state == RoleState::Down) {
        scene.rect(box, rounding, look.theme.soft);
        HatchItem hatch;
        hatch.box = box.grown(-look.metrics.of(2));
        hatch.color = look.theme.ghost;
        hatch.width = look.stroke(10);
        hatch.spacing = look.metrics.of(9);
        scene.hatch(hatch);
        scene.rect(box, rounding, {}, {look.theme.dim, look.stroke(12)});
    } else if (state == RoleState::Candidate || state == RoleState::PreCandidate) {
        Stroke rim = picture.ink(13);
        if (state == RoleState::PreCandidate) rim.dashOn = rim.dashOff = look.metrics.of(4);
        scene.rect(box, rounding, look.theme.panel, rim);
        scene.rect(box.grown(-look.metrics.of(3)), rounding - look.metrics.of(2), {}, picture.ink(13));
    } else {
        scene.rect(box, rounding, look.theme.panel, picture.ink(state == RoleState::Leader ? 35 : 13));
    }
}

/// The place in which the tokens of a state stand: beside its name, or below it.
Box tokenPlace(const RolePicture& picture, RoleState state, Coord nameWidth) {
    const Metrics& metrics = picture.look.metrics;
    Box place = picture.layout.of(state).grown(-metrics.of(5));
    if (state == RoleState::Down) {
        place.left += nameWidth + metrics.of(14);
    } else {
        place.top += metrics.of(16);
    }
    return place;
}

void drawState(const RolePicture& picture, RoleState state) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Box& box = picture.layout.of(state);
    const std::string_view name = nameOf(look.labels, state);
    const GroupScope group(picture.scene, {}, Role::Row, name);
    drawPlate(picture, state);
    const bool isWide = textWidth(look.measure, Face::SemiBold, metrics.small(), name) > box.width() - metrics.of(10);
    const Coord size = isWide ? metrics.label() : metrics.small();
    const bool down = state == RoleState::Down;
    const Coord nameWidth = std::min(textWidth(look.measure, Face::SemiBold, size, name), box.width() - metrics.of(10));
    const Coord y = down ? box.center().y : box.top + metrics.of(13);
    const Coord middle = down ? box.left + metrics.of(10) + nameWidth / 2 : box.center().x;
    const std::string_view text = ellipsize(look.measure, Face::SemiBold, size, name, nameWidth, picture.words);
    if (down) {  // Letters on hatching need calm behind them.
        picture.scene.rect(textBoxAround({middle, y}, nameWidth, size).grown(metrics.of(3)), metrics.of(4),
                           look.theme.soft);
    }
    addText(picture.scene, look.measure, {Face::SemiBold, size, down ? look.theme.dim : look.theme.ink, Align::Middle},
            {middle, baselineAround(y, size)}, text);
    if (state == RoleState::Leader && nameWidth + metrics.of(56) < box.width()) {
        drawCrown(picture.scene, {middle - nameWidth / 2 - metrics.of(14), y + metrics.of(5)}, metrics.of(16),
                  look.theme.ink);
    }
    const Box place = tokenPlace(picture, state, nameWidth);
    const Coord pitch = 2 * picture.layout.tokenRadius + metrics.of(5);
    const int columns = std::max((place.width() + metrics.of(5)) / pitch, 1);
    const int rows = std::max((place.height() + metrics.of(5)) / pitch, 1);
    std::vector<const NodeView*> here;
    for (const NodeView& node : picture.view.nodes) {
        if (!node.unknown && roleStateOf(picture.view, node) == state) here.push_back(&node);
    }
    int count = static_cast<int>(here.size());
    if (count > columns * rows) {
        // Where not all of them find room, the last place says how many more there are.
        count = columns * rows;
        const std::string more = "+" + std::to_string(here.size() - static_cast<std::size_t>(count) + 1);
        here.resize(static_cast<std::size_t>(count) - 1);
        addText(picture.scene, look.measure, {Face::SemiBold, metrics.label(), look.theme.dim, Align::End},
                {place.right, place.bottom - metrics.of(3)}, more);
    }
    const int used = std::max((count + columns - 1) / columns, 1);
    for (int i = 0; i < static_cast<int>(here.size()); ++i) {
        const int row = i / columns;
        const int inRow = std::min(count - row * columns, columns);
        const Coord left = down ? place.left : place.center().x - (inRow * pitch - metrics.of(5)) / 2;
        const Coord top = place.center().y - (used * pitch - metrics.of(5)) / 2;
        drawToken(picture, *here[static_cast<std::size_t>(i)],
                  {left + pitch * (i % columns) + picture.layout.tokenRadius,
                   top + pitch * row + picture.layout.tokenRadius});
    }
}

Coord radiusThatFits(int servers, const Box& place, const Metrics& metrics) {
    const Coord air = metrics.of(5);
    for (Coord radius = metrics.of(20); radius > metrics.of(10); radius -= metrics.of(1)) {
        const int columns = (place.width() + air) / (2 * radius + air);
        const int rows = (place.height() + air) / (2 * radius + air);
        if (columns * rows >= servers) return radius;
    }
    return metrics.of(10);
}

}  // namespace

RoleLayout roleLayout(const raft::ClusterView& view, const Box& box, const Metrics& metrics) {
    RoleLayout layout;
    const int servers = static_cast<int>(view.nodes.size());
    std::vector<RoleState> across{RoleState::Follower, RoleState::Candidate, RoleState::Leader};
    const bool asks = hasPreCandidates(view);
    if (asks) across.insert(across.begin() + 1, RoleState::PreCandidate);
    const auto count = static_cast<Coord>(across.size());
    const Coord start = std::clamp(box.width() * 9 / 100, metrics.of(26), metrics.of(68));
    const Coord room = box.width() - start - metrics.of(3);
    const Coord width = std::clamp(room * (asks ? 16 : 22) / 100, metrics.of(asks ? 56 : 66), metrics.of(190));
    const Coord gap = (room - count * width) / (count - 1);
    const Coord down = std::clamp(box.height() * 15 / 100, metrics.of(24), metrics.of(46));
    const Coord drop = std::clamp(box.height() * 11 / 100, metrics.of(20), metrics.of(54));
    const Coord above = std::clamp(box.height() * 20 / 100, metrics.of(28), metrics.of(76));
    const Coord height =
        std::clamp(box.height() - down - drop - above - metrics.of(4), metrics.of(30), metrics.of(230));
    const Coord spare = std::max(box.height() - down - drop - above - height - metrics.of(4), 0);
    const Coord top = box.top + spare / 2;
    layout.highLane = top + metrics.label() * 13 / 20 + metrics.of(2);
    layout.loopTop = layout.highLane + (above - (layout.highLane - top)) * 55 / 100;
    for (Coord i = 0; i < count; ++i) {
        layout.states[static_cast<std::size_t>(across[static_cast<std::size_t>(i)])] =
            boxAt({box.left + start + (width + gap) * i, top + above}, width, height);
    }
    const Coord downTop = top + above + height + drop;
    const Box& follower = layout.of(RoleState::Follower);
    layout.states[static_cast<std::size_t>(RoleState::Down)] = {follower.left, downTop,
                                                                layout.of(RoleState::Leader).right, downTop + down};
    Box place = follower.grown(-metrics.of(5));
    place.top += metrics.of(16);
    layout.tokenRadius = std::min(radiusThatFits(servers, place, metrics), down / 2 - metrics.of(2));
    return layout;
}

void drawRoleDiagram(const raft::ClusterView& view, const raft::RunView& run, const RoleDiagramOptions& options,
                     const Look& look, Scene& scene) {
    const RoleLayout layout = roleLayout(view, options.box, look.metrics);
    const std::optional<RoleStep> last = lastRoleStep(view, run);
    TakenPlaces taken;
    std::string words;
    const RolePicture picture{view, options, look, layout, last, scene, taken, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altRoles);
    std::vector<Way> ways;
    addAcross(picture, ways);
    picture.asksFirst() ? addOverAsking(picture, ways) : addLoop(picture, ways);
    addBack(picture, ways);
    addBelow(picture, ways);
    const auto stands = [&](RoleState state) { return !layout.of(state).empty(); };
    for (const RoleState state : kStates) {
        if (stands(state)) taken.take(layout.of(state));
    }
    // The lit one first: no other label may take its place. What it crosses lies below it all the same.
    std::stable_partition(ways.begin(), ways.end(), [&](const Way& way) { return isLit(picture, way); });
    for (const Way& way : ways) drawWay(picture, way);
    for (const RoleState state : kStates) {
        if (stands(state)) drawState(picture, state);
    }
}

}  // namespace render
