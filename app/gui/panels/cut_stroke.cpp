#include "app/gui/panels/cut_stroke.h"

#include <algorithm>
#include <cmath>

#include "app/gui/canvas/strokes.h"

namespace gui {
namespace {

raft::NodeId endOf(std::uint32_t number) { return raft::NodeId(static_cast<std::uint8_t>(number)); }

bool isCut(const raft::ClusterView& view, const raft::LinkId& link) {
    return std::any_of(view.links.begin(), view.links.end(), [&](const raft::LinkView& other) {
        return other.cut && other.from == link.from && other.to == link.to;
    });
}

/// The direction of `link` that crosses the stroke from its left to its right.
raft::LinkId leftToRight(const raft::Ref& link, const CutStroke& stroke, const render::RingLayout& layout,
                         ImVec2 origin) {
    const raft::NodeId a = endOf(link.a);
    const raft::NodeId b = endOf(link.b);
    const render::Point at = layout.end(a);
    const float x = origin.x + render::toPx(at.x) - stroke.from.x;
    const float y = origin.y + render::toPx(at.y) - stroke.from.y;
    // y grows downwards: a positive product is the right side of somebody who walks along the stroke.
    const float side = (stroke.to.x - stroke.from.x) * y - (stroke.to.y - stroke.from.y) * x;
    return side > 0 ? raft::LinkId{b, a} : raft::LinkId{a, b};
}

std::vector<raft::LinkId> linksOf(const CutStroke& stroke, const render::RingLayout& layout, ImVec2 origin,
                                  std::span<const raft::Ref> crossed) {
    std::vector<raft::LinkId> links;
    for (const raft::Ref& ref : crossed) {
        links.push_back(stroke.oneWay ? leftToRight(ref, stroke, layout, origin)
                                      : raft::LinkId{endOf(ref.a), endOf(ref.b)});
    }
    return links;
}

bool allCut(const raft::ClusterView& view, const CutStroke& stroke, const std::vector<raft::LinkId>& links) {
    return std::all_of(links.begin(), links.end(), [&](const raft::LinkId& link) {
        return isCut(view, link) && (stroke.oneWay || isCut(view, {link.to, link.from}));
    });
}

}  // namespace

std::optional<studio::Command> commandOfStroke(const raft::ClusterView& view, const CutStroke& stroke,
                                               const render::RingLayout& layout, ImVec2 origin,
                                               std::span<const raft::Ref> crossed) {
    if (crossed.empty()) return std::nullopt;
    std::vector<raft::LinkId> links = linksOf(stroke, layout, origin, crossed);
    if (allCut(view, stroke, links)) return studio::cmd::MendLinks{std::move(links), stroke.oneWay};
    return studio::cmd::CutLinks{std::move(links), stroke.oneWay};
}

void drawCutStroke(const PanelContext& context, const CutStroke& stroke, const render::RingLayout& layout,
                   ImVec2 origin, std::span<const raft::Ref> crossed, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    pen.clip(area);
    const bool mends = allCut(context.view, stroke, linksOf(stroke, layout, origin, crossed));
    for (const raft::Ref& link : crossed) {
        // From rim to rim, as the link itself is drawn.
        const render::Point middleA = layout.end(endOf(link.a));
        const render::Point middleB = layout.end(endOf(link.b));
        const render::Coord away = context.look.metrics.of(8);
        const render::Point a = render::towards(middleA, middleB, layout.endRadius(endOf(link.a)) + away);
        const render::Point b = render::towards(middleB, middleA, layout.endRadius(endOf(link.b)) + away);
        const ImVec2 from(origin.x + render::toPx(a.x), origin.y + render::toPx(a.y));
        const ImVec2 to(origin.x + render::toPx(b.x), origin.y + render::toPx(b.y));
        const ImVec2 ends[] = {from, to};
        const float dash = mends ? 0.0F : pen.px(5);
        strokePath(pen.list(), ends, {toImGui(theme.dim), pen.px(1.5F), dash, dash, false});
    }
    pen.line(stroke.from, stroke.to, theme.ink, 2.5F);
    pen.circle(stroke.from, 3.5F, theme.ink);
    pen.endClip();
}

}  // namespace gui
