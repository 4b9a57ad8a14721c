#include "app/gui/panels/cut_stroke.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/gui/canvas/strokes.h"

namespace gui {
namespace {

bool isCut(const raft::ClusterView& view, const raft::LinkId& link) {
    return std::any_of(view.links.begin(), view.links.end(), [&](const raft::LinkView& other) {
        return other.cut && other.from == link.from && other.to == link.to;
    });
}

/// The direction of `link` that crosses the stroke from its left to its right.
raft::LinkId leftToRight(const raft::Ref& link, const CutStroke& stroke, const render::RingLayout& layout,
                         ImVec2 origin) {
    const raft::NodeId a = raft::endOf(link.a);
    const raft::NodeId b = raft::endOf(link.b);
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
                                      : raft::LinkId{raft::endOf(ref.a), raft::endOf(ref.b)});
    }
    return links;
}

bool allCut(const raft::ClusterView& view, const CutStroke& stroke, const std::vector<raft::LinkId>& links) {
    return std::all_of(links.begin(), links.end(), [&](const raft::LinkId& link) {
        return isCut(view, link) && (stroke.oneWay || isCut(view, {link.to, link.from}));
    });
}

/// The servers in groups that still talk to each other both ways once `links` are cut, in their order.
std::vector<std::string> groupsAfter(const raft::ClusterView& view, const CutStroke& stroke,
                                     const std::vector<raft::LinkId>& links) {
    const auto talks = [&](const raft::LinkId& way) {
        const bool goes = std::any_of(links.begin(), links.end(), [&](const raft::LinkId& link) {
            return link == way || (!stroke.oneWay && link.from == way.to && link.to == way.from);
        });
        return !goes && !isCut(view, way);
    };
    std::vector<std::string> groups;
    std::vector<bool> seen(view.nodes.size(), false);
    for (std::size_t first = 0; first < view.nodes.size(); ++first) {
        if (seen[first]) continue;
        std::vector<std::size_t> group{first};
        seen[first] = true;
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (std::size_t other = 0; other < view.nodes.size(); ++other) {
                const raft::NodeId a = view.nodes[group[i]].id;
                const raft::NodeId b = view.nodes[other].id;
                if (seen[other] || !talks({a, b}) || !talks({b, a})) continue;
                seen[other] = true;
                group.push_back(other);
            }
        }
        std::sort(group.begin(), group.end());
        std::string names;
        for (const std::size_t node : group) names += (names.empty() ? "" : " ") + std::string(view.nodes[node].name);
        groups.push_back(std::move(names));
    }
    return groups;
}

/// What the stroke will do, in words: "Cut 4 links: S1 | S2 S3 S4 S5".
std::string strokeText(const PanelContext& context, const CutStroke& stroke, const std::vector<raft::LinkId>& links) {
    if (links.empty()) return {};
    const bool mends = allCut(context.view, stroke, links);
    if (links.size() == 1) {
        const std::string_view key = mends ? "link.mend" : stroke.oneWay ? "link.cutOneWay" : "link.cut";
        return context.texts.format(key, {{"from", std::string(context.nameOf(links[0].from))},
                                          {"to", std::string(context.nameOf(links[0].to))}});
    }
    const std::string_view key = mends ? "stroke.mend" : stroke.oneWay ? "stroke.cutOneWay" : "stroke.cut";
    std::string text = context.texts.format(key, {{"count", std::to_string(links.size())}});
    const std::vector<std::string> groups = groupsAfter(context.view, stroke, links);
    if (mends || stroke.oneWay || groups.size() < 2) return text;
    for (std::size_t i = 0; i < groups.size(); ++i) text += (i == 0 ? "   " : "  |  ") + groups[i];
    return text;
}

/// The head of what will be cut in one direction only.
void drawDirection(Pen& pen, ImVec2 from, ImVec2 to, render::Color color) {
    const float length = std::max(std::hypot(to.x - from.x, to.y - from.y), 1.0F);
    const float size = pen.px(9);
    const ImVec2 along((to.x - from.x) / length * size, (to.y - from.y) / length * size);
    const ImVec2 side(-along.y * 0.45F, along.x * 0.45F);
    pen.shape({to, ImVec2(to.x - along.x + side.x, to.y - along.y + side.y),
               ImVec2(to.x - along.x - side.x, to.y - along.y - side.y)},
              color);
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
    const std::vector<raft::LinkId> links = linksOf(stroke, layout, origin, crossed);
    const bool mends = allCut(context.view, stroke, links);
    for (const raft::LinkId& link : links) {
        // From rim to rim, as the link itself is drawn.
        const render::Point middleA = layout.end(link.from);
        const render::Point middleB = layout.end(link.to);
        const render::Coord away = context.look.metrics.of(8);
        const render::Point a = render::towards(middleA, middleB, layout.endRadius(link.from) + away);
        const render::Point b = render::towards(middleB, middleA, layout.endRadius(link.to) + away);
        const ImVec2 from(origin.x + render::toPx(a.x), origin.y + render::toPx(a.y));
        const ImVec2 to(origin.x + render::toPx(b.x), origin.y + render::toPx(b.y));
        const ImVec2 ends[] = {from, to};
        const float dash = mends ? 0.0F : pen.px(5);
        strokePath(pen.list(), ends, {toImGui(theme.dim), pen.px(1.5F), dash, dash, false});
        if (stroke.oneWay) drawDirection(pen, from, to, theme.ink);
    }
    pen.line(stroke.from, stroke.to, theme.ink, 2.5F);
    pen.circle(stroke.from, 3.5F, theme.ink);
    pen.endClip();
    const std::string text = strokeText(context, stroke, links);
    if (!text.empty()) pen.tooltip(text, areaAround(stroke.to, pen.px(28), pen.px(28)));
}

}  // namespace gui
