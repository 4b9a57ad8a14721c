#include <algorithm>
#include <string>

#include "render/views/time_parts.h"

namespace render {

void drawTermPiece(const TimePicture& picture, const Box& bar, raft::SimTime from, raft::SimTime to,
                   const TermPaint& paint, Color fill) {
    const Coord line = picture.look.stroke(15);
    const Coord rounding = picture.look.metrics.of(3);
    const raft::SimTime cursor = picture.run.cursor;
    const auto piece = [&](raft::SimTime first, raft::SimTime last, Color inside, Color rim) {
        const auto range = picture.visible(first, last, picture.shownEnd());
        if (!range) return;
        const Coord width = range->second - range->first;
        Box box{range->first, bar.top, range->second, bar.bottom};
        if (width <= 2 * line) {  // Too narrow for an outline.
            box.right = std::max(box.right, box.left + kUnitsPerPx);
            picture.scene.rect(box, 0, inside.visible() && inside != picture.look.theme.panel ? inside : rim);
            return;
        }
        picture.scene.rect(box.grown(-line / 2), std::min(rounding, width / 3), inside, {rim, line});
    };
    piece(from, std::min(to, cursor), fill, paint.outline);
    const Theme& theme = picture.look.theme;
    const Color paleFill = fill == paint.full ? paint.pale : theme.panel;
    piece(std::max(from, cursor), to, paleFill, mixed(paint.outline, theme.panel, 45));
}

namespace {

void drawTermWord(const TimePicture& picture, const raft::TermSpan& span) {
    const auto range = picture.visible(span.from, span.to, picture.shownEnd());
    if (!range) return;
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    const std::string number = std::to_string(span.term);
    picture.words.clear();
    appendLabel(picture.words, look.labels.termNumber, {{"term", number}});
    const Coord room = range->second - range->first - metrics.of(6);
    for (const std::string_view text : {std::string_view(picture.words), std::string_view(number)}) {
        const Coord width = textWidth(look.measure, Face::SemiBold, size, text);
        if (width > room || text.empty()) continue;
        const Point middle{range->first + metrics.of(4) + width / 2, picture.layout.termBar.top - metrics.of(8)};
        if (!picture.taken.claim(textBoxAround(middle, width, size).grown(metrics.of(1)))) continue;
        addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.dim, Align::Start},
                {middle.x - width / 2, baselineAround(middle.y, size)}, text);
        return;
    }
}

}  // namespace

void drawTerms(const TimePicture& picture) {
    for (const raft::TermSpan& span : picture.run.terms) {
        if (span.term == 0) continue;
        const GroupScope group(picture.scene, raft::termRef(span.term), Role::Term);
        const TermPaint paint = termPaint(picture.look.theme, span.term);
        const Box& bar = picture.layout.termBar;
        drawTermPiece(picture, bar, span.from, std::min(span.ledFrom, span.to), paint, picture.look.theme.panel);
        if (span.ledFrom < span.to)
            drawTermPiece(picture, bar, std::max(span.ledFrom, span.from), span.to, paint, paint.full);
        const auto led = picture.visible(std::max(span.ledFrom, span.from), span.to,
                                         std::min(picture.shownEnd(), picture.run.cursor));
        if (led && paint.round > 0) {
            drawTermPattern(picture.scene,
                            Box{led->first, bar.top, led->second, bar.bottom}.grown(-picture.look.metrics.tenths(15)),
                            paint, picture.look.metrics);
        }
        drawTermWord(picture, span);
    }
}

TimeScale termBarScale(const raft::RunView& run, const TimeDiagramOptions& options, const Look& look) {
    const Coord margin = look.metrics.of(8);
    return timeScale(run, options, options.box.left + margin, options.box.right - margin);
}

void drawTermBar(const raft::RunView& run, const TimeDiagramOptions& options, const Look& look, Scene& scene) {
    const Metrics& metrics = look.metrics;
    const Box& box = options.box;
    TimeLayout layout;
    layout.scale = termBarScale(run, options, look);
    layout.termBar = {layout.scale.left, box.bottom - metrics.of(13), layout.scale.right, box.bottom - metrics.of(1)};
    TakenPlaces taken;
    std::string words;
    const TimePicture picture{run, options, look, layout, scene, taken, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altTime);
    drawTerms(picture);
    drawTimeBreaks(picture);
    drawCursor(picture, box.top + metrics.of(1), box.bottom - metrics.of(1));
}

}  // namespace render
