#include <algorithm>
#include <string>

#include "render/views/time_parts.h"

namespace render {
namespace {

/// The smallest round step, in microseconds, at which labels of `widthMin` do not touch.
std::int64_t tickStep(const TimeScale& scale, Coord widthMin) {
    const std::int64_t span = scale.drawnSpan();
    const std::int64_t width = std::max(scale.right - scale.left, 1);
    for (std::int64_t decade = 100; decade < std::int64_t{1} << 50; decade *= 10) {
        for (const std::int64_t quarters : {4, 8, 10, 20}) {  // 1, 2, 2.5, 5 times the decade.
            const std::int64_t step = decade * quarters / 4;
            if (step * width / span >= widthMin) return step;
        }
    }
    return span;
}

/// The unit once, before the first label: "{ms} ms" without a number.
void drawAxisUnit(const TimePicture& picture) {
    const Look& look = picture.look;
    const Coord size = look.metrics.label();
    const Coord baseline = picture.layout.axisBaseline;
    picture.words.clear();
    appendLabel(picture.words, look.labels.milliseconds, {{"ms", ""}});
    std::string_view unit = picture.words;
    while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
    while (!unit.empty() && unit.back() == ' ') unit.remove_suffix(1);
    const Coord right = picture.layout.scale.left - look.metrics.of(14);
    const Coord left = right - textWidth(look.measure, Face::Text, size, unit);
    if (unit.empty() || left < picture.options.box.left) return;
    picture.taken.take({left, baseline - size, right, baseline + size / 4});
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::End}, {right, baseline}, unit);
}

}  // namespace

void drawTimeAxis(const TimePicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const TimeLayout& layout = picture.layout;
    const GroupScope group(picture.scene, {}, Role::Axis);
    const Coord size = metrics.label();
    const auto label = [&](raft::SimTime time, Color color, Face face) {
        const std::string text = inMs(time);
        const Coord width = textWidth(look.measure, face, size, text);
        const Coord x = layout.scale.xOf(time);
        const Coord middle = std::min(x, picture.options.box.right - (width + 1) / 2);
        const Box place{middle - width / 2, layout.axisBaseline - size, middle - width / 2 + width,
                        layout.axisBaseline + size / 4};
        if (!picture.taken.claim(place.grown(metrics.of(4)))) return;
        addText(picture.scene, look.measure, {face, size, color, Align::Middle}, {middle, layout.axisBaseline}, text);
    };
    drawAxisUnit(picture);
    if (picture.run.cursor >= picture.run.from && picture.run.cursor <= picture.run.to) {
        label(picture.run.cursor, look.theme.ink, Face::MonoBold);
    }
    const Coord widest = textWidth(look.measure, Face::Mono, size, inMs(picture.run.to)) + metrics.of(28);
    const std::int64_t step = tickStep(layout.scale, std::max(widest, metrics.of(90)));
    std::int64_t us = (picture.run.from.us + step - 1) / step * step;
    for (; us <= picture.run.to.us; us += step) {
        if (layout.scale.squeezes(raft::SimTime(us))) continue;
        const Coord x = layout.scale.xOf(raft::SimTime(us));
        picture.scene.line({x, layout.lanes.top}, {x, layout.lanes.bottom}, {look.theme.hairline, metrics.of(1)});
        label(raft::SimTime(us), look.theme.dim, Face::Mono);
    }
}

void drawTimeBreaks(const TimePicture& picture) {
    const TimeLayout& layout = picture.layout;
    const Metrics& metrics = picture.look.metrics;
    const Coord lean = metrics.of(3);
    const Coord half = metrics.tenths(25);
    for (const TimeBreak& gap : layout.scale.breaks) {
        const std::string length = inMs(raft::SimTime(gap.to.us - gap.from.us));
        picture.words.clear();
        appendLabel(picture.words, picture.look.labels.altIdle, {{"ms", length}});
        const GroupScope group(picture.scene, {}, Role::Axis, picture.words);
        const Coord x = (layout.scale.xOf(gap.from) + layout.scale.xOf(gap.to)) / 2;
        const auto mark = [&](Coord top, Coord bottom) {
            const Point paper[] = {
                {x - half + lean, top}, {x + half + lean, top}, {x + half - lean, bottom}, {x - half - lean, bottom}};
            picture.scene.polygon(paper, picture.look.theme.panel);
            picture.scene.line(paper[0], paper[3], {picture.look.theme.dim, picture.look.stroke(12)});
            picture.scene.line(paper[1], paper[2], {picture.look.theme.dim, picture.look.stroke(12)});
        };
        const Coord reach = std::min(std::max(layout.barHalf, metrics.of(4)) + metrics.of(2), layout.laneHeight / 2);
        for (int lane = 0; lane < layout.laneCount; ++lane)
            mark(layout.laneY(lane) - reach, layout.laneY(lane) + reach);
        if (layout.termBar.height() > 0) mark(layout.termBar.top, layout.termBar.bottom);
    }
}

void drawRowName(const TimePicture& picture, Ref ref, std::string_view name, Coord y, Color color) {
    const Look& look = picture.look;
    const Coord size = look.metrics.small();
    const Coord left = picture.options.box.left + look.metrics.of(2);
    const Coord room = picture.layout.scale.left - left - look.metrics.of(16);
    const std::string_view text = ellipsize(look.measure, Face::SemiBold, size, name, room, picture.words);
    const Coord width = addText(picture.scene, look.measure, {Face::SemiBold, size, color, Align::Start},
                                {left, baselineAround(y, size)}, text);
    if (!picture.options.pointing.isSelected(ref)) return;
    const Coord under = baselineAround(y, size) + look.metrics.of(3);
    picture.scene.line({left, under}, {left + width, under}, picture.ink(20));
}

void drawHatchedBar(const TimePicture& picture, const Box& box, Color line) {
    picture.scene.rect(box, 0, picture.look.theme.soft);
    HatchItem hatch;
    hatch.box = box;
    hatch.color = line;
    hatch.width = picture.look.stroke(12);
    hatch.spacing = picture.look.metrics.of(8);
    picture.scene.hatch(hatch);
}

}  // namespace render
