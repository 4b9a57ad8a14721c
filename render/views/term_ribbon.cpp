#include "render/views/term_ribbon.h"

#include <algorithm>
#include <string>
#include <vector>

#include "render/views/time_parts.h"

namespace render {
namespace {

using raft::LaneSpan;
using raft::LaneState;
using raft::SimTime;

/// A server in one term: its roles change within.
struct Stay {
    raft::NodeId node = raft::kNoNode;
    std::uint32_t term = 0;
    SimTime from;
    SimTime to;
    bool down = false;
};

std::vector<Stay> staysOf(const raft::RunView& run) {
    std::vector<Stay> stays;
    for (const LaneSpan& span : run.lanes) {
        const bool down = span.state == LaneState::Down;
        const bool goesOn = !stays.empty() && stays.back().node == span.node && stays.back().term == span.term &&
                            stays.back().down == down;
        if (goesOn) {
            stays.back().to = span.to;
        } else {
            stays.push_back({span.node, span.term, span.from, span.to, down});
        }
    }
    return stays;
}

/// From when on somebody leads the term; kNever: nobody does.
SimTime ledFrom(const raft::RunView& run, std::uint32_t term) {
    SimTime from = raft::kNever;
    for (const raft::TermSpan& span : run.terms) {
        if (span.term == term) from = std::min(from, span.ledFrom);
    }
    for (const LaneSpan& span : run.lanes) {
        if (span.term == term && span.state == LaneState::Leader) from = std::min(from, span.from);
    }
    return from;
}

/// The same, as far as it may be told while a prediction is open.
SimTime ledFrom(const TimePicture& picture, std::uint32_t term) {
    const SimTime from = ledFrom(picture.run, term);
    return picture.options.hideFuture && from > picture.run.cursor ? raft::kNever : from;
}

/// Has the term ended, for all that the stretch tells up to `shown`?
bool hasEnded(const raft::RunView& run, std::uint32_t term, SimTime shown) {
    return std::any_of(run.terms.begin(), run.terms.end(), [&](const raft::TermSpan& span) {
        return span.term == term && span.to <= std::min(shown, run.cursor);
    });
}

/// "term 4", else "4", in the first of the two pieces that has room; and that nobody led it, where that is so.
void drawTermText(const TimePicture& picture, const Stay& stay, const Box& bar, SimTime led) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = bar.height() >= metrics.of(18) ? metrics.small() : metrics.label();
    if (bar.height() < size) return;
    const TermPaint paint = termPaint(look.theme, stay.term);
    const std::string number = std::to_string(stay.term);
    std::string word;
    appendLabel(word, look.labels.termNumber, {{"term", number}});
    std::string unled = word;
    unled.append(" \xC2\xB7 ").append(look.labels.noLeader);
    const SimTime shown = picture.shownEnd();
    const bool tells =
        picture.run.seenAs == raft::kNoNode && led == raft::kNever && hasEnded(picture.run, stay.term, shown);
    struct Piece {
        SimTime from;
        SimTime to;
        Color color;
    };
    const SimTime cursor = picture.run.cursor;
    const SimTime split = std::min(led, stay.to);
    const Piece pieces[] = {{stay.from, split, look.theme.ink},
                            {std::max(split, stay.from), std::min(stay.to, std::max(cursor, stay.from)), paint.text},
                            {std::max({split, stay.from, cursor}), stay.to, paint.paleText}};
    const std::string_view texts[] = {tells ? std::string_view(unled) : std::string_view(word), word, number};
    for (const std::string_view text : texts) {
        for (const Piece& piece : pieces) {
            const auto range = picture.visible(piece.from, piece.to, shown);
            if (!range) continue;
            const Coord width = textWidth(look.measure, Face::SemiBold, size, text);
            if (width + metrics.of(10) > range->second - range->first) continue;
            const Point middle{range->first + metrics.of(6) + width / 2, bar.center().y};
            // In later rounds through the hues letters need calm behind them.
            if (paint.round > 0 && &piece == &pieces[1]) {
                picture.scene.rect(textBoxAround(middle, width, size).grown(metrics.of(2)), metrics.of(3), paint.full);
            }
            picture.taken.take(textBoxAround(middle, width, size).grown(metrics.of(2)));
            addText(picture.scene, look.measure, {Face::SemiBold, size, piece.color, Align::Start},
                    {middle.x - width / 2, baselineAround(middle.y, size)}, text);
            return;
        }
    }
}

void drawStay(const TimePicture& picture, const Stay& stay, std::string_view name) {
    const Look& look = picture.look;
    const Coord y = picture.layout.laneY(stay.node.value);
    const Box bar{picture.layout.scale.left, y - picture.layout.barHalf, picture.layout.scale.right,
                  y + picture.layout.barHalf};
    if (stay.down) {
        if (const auto range = picture.visible(stay.from, stay.to, picture.shownEnd())) {
            drawHatchedBar(picture, {range->first, y - bar.height() / 4, range->second, y + bar.height() / 4},
                           look.theme.ghost);
        }
        return;
    }
    if (stay.term == 0) return;
    const SimTime led = ledFrom(picture, stay.term);
    const std::string number = std::to_string(stay.term);
    picture.words.clear();
    appendLabel(picture.words, led == raft::kNever ? look.labels.altTermUnled : look.labels.altTermLed,
                {{"node", name}, {"term", number}});
    const Ref ref = raft::termRef(stay.term);
    const GroupScope group(picture.scene, ref, Role::Term, picture.words);
    const TermPaint paint = termPaint(look.theme, stay.term);
    drawTermPiece(picture, bar, stay.from, std::min(led, stay.to), paint, look.theme.panel);
    if (led < stay.to) {
        const SimTime from = std::max(led, stay.from);
        drawTermPiece(picture, bar, from, stay.to, paint, paint.full);
        const auto past = picture.visible(from, stay.to, std::min(picture.shownEnd(), picture.run.cursor));
        if (past && paint.round > 0) {
            drawTermPattern(picture.scene,
                            Box{past->first, bar.top, past->second, bar.bottom}.grown(-look.metrics.tenths(15)), paint,
                            look.metrics);
        }
    }
    drawTermText(picture, stay, bar, led);
    const auto whole = picture.visible(stay.from, stay.to, picture.shownEnd());
    if (!whole) return;
    const Box frame = Box{whole->first, bar.top, whole->second, bar.bottom}.grown(look.metrics.tenths(18));
    if (picture.options.pointing.isSelected(ref)) {
        picture.scene.rect(frame, look.metrics.of(4), {}, picture.ink(20));
    } else if (picture.options.pointing.hovered == ref) {
        picture.scene.rect(frame, look.metrics.of(4), {}, {look.theme.dim, look.stroke(10)});
    }
}

/// The crown where somebody begins to lead, the ballot where somebody stands for election.
void drawRoleMark(const TimePicture& picture, const LaneSpan& span) {
    const bool leads = span.state == LaneState::Leader;
    if (!leads && span.state != LaneState::Candidate) return;
    if (span.node.value >= picture.layout.laneCount) return;
    const auto range = picture.visible(span.from, span.to, picture.shownEnd());
    const Look& look = picture.look;
    const Coord width = std::min(look.metrics.of(18), picture.layout.barHalf * 16 / 10);
    if (!range || range->second - range->first < width + look.metrics.of(6) || width < look.metrics.of(8)) return;
    const Coord y = picture.layout.laneY(span.node.value);
    Coord x = range->first + look.metrics.of(4) + width / 2;
    // Behind the term's number where both begin together.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Box place = boxAround({x, y}, width / 2 + look.metrics.of(2), width / 2);
        if (place.right > range->second) return;
        if (picture.taken.claim(place)) {
            const GroupScope group(picture.scene, raft::laneRef(span.node, span.from), Role::Lane);
            const TermPaint paint = termPaint(look.theme, span.term);
            if (leads && paint.round > 0) {
                picture.scene.rect(boxAround({x, y}, width / 2 + look.metrics.of(2), picture.layout.barHalf * 3 / 4),
                                   look.metrics.of(3), paint.full);
            }
            if (leads) {
                const bool past = span.from <= picture.run.cursor;
                drawCrown(picture.scene, {x, y + width * 3 / 10}, width, past ? look.theme.onHue : look.theme.dim);
            } else {
                drawBallot(picture.scene, {x, y}, width * 8 / 10, look.theme.panel, picture.ink(12));
            }
            return;
        }
        const std::string number = std::to_string(span.term);
        std::string word;
        appendLabel(word, look.labels.termNumber, {{"term", number}});
        x += textWidth(look.measure, Face::SemiBold, look.metrics.small(), word) + look.metrics.of(8);
    }
}

}  // namespace

TimeLayout ribbonLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                        const Look& look) {
    const Metrics& metrics = look.metrics;
    TimeLayout layout = timeLayout(view, run, options, look);
    const Coord top = options.box.top + metrics.of(18);
    const Coord room = options.box.bottom - metrics.of(2) - top;
    layout.laneHeight = std::min(room / std::max(layout.laneCount, 1), metrics.of(48));
    layout.barHalf = std::min(layout.laneHeight * 36 / 100, metrics.of(14));
    layout.lanes = {layout.scale.left, top, layout.scale.right, top + layout.laneHeight * layout.laneCount};
    layout.termBar = {};
    return layout;
}

void drawTermRibbon(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                    const Look& look, Scene& scene) {
    const TimeLayout layout = ribbonLayout(view, run, options, look);
    TakenPlaces taken;
    std::string words;
    const TimePicture picture{run, options, look, layout, scene, taken, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altTerms);
    drawTimeAxis(picture);
    for (const raft::NodeView& node : view.nodes) {
        const bool known = run.seenAs == raft::kNoNode || run.seenAs == node.id;
        const Ref ref = raft::nodeRef(node.id);
        const GroupScope row(scene, ref, Role::Lane, node.name);
        drawRowName(picture, ref, node.name, layout.laneY(node.id.value), known ? look.theme.ink : look.theme.dim);
        // Seen as another server, nothing stands here: the empty lane says whose it would be.
        const Coord y = layout.laneY(node.id.value);
        if (!known) scene.line({layout.scale.left, y}, {layout.scale.right, y}, {look.theme.hairline, look.stroke(15)});
    }
    for (const Stay& stay : staysOf(run)) {
        if (stay.node.value < view.nodes.size()) drawStay(picture, stay, view.nodes[stay.node.value].name);
    }
    for (const LaneSpan& span : run.lanes) drawRoleMark(picture, span);
    drawTimeBreaks(picture);
    drawCursor(picture, layout.lanes.top - look.metrics.of(4), layout.lanes.bottom);
}

}  // namespace render
