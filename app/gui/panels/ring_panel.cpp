#include "app/gui/panels/ring_panel.h"

#include <cmath>

#include "app/gui/panels/arrival_drag.h"
#include "app/gui/panels/context_menu.h"
#include "app/gui/panels/cut_stroke.h"
#include "app/gui/panels/drawers.h"
#include "app/gui/panels/server_buttons.h"
#include "app/gui/panels/tool_strip.h"
#include "app/studio/menu.h"
#include "app/studio/wording.h"
#include "render/views/message_crowds.h"

namespace gui {
namespace {

using render::Align;

constexpr float kRingHead = 40;         // The panel's title,
constexpr float kHeadOnStage = 30;      // the tabs of a stage,
constexpr float kHeadFree = 12;         // and where nothing stands above the highest server.
constexpr float kWide = 460;            // So wide that the title and the clock may stand beside the highest server.
constexpr std::size_t kFewClients = 2;  // So many stand far below the title.
constexpr float kStrip = 52;            // The tools.
constexpr float kLow = 190;             // A panel this low has no room for tools.
constexpr float kShield = 156;
constexpr float kSeenAsChip = 140;  // "See as S3", at most.
constexpr float kRingMargin = 16;
constexpr float kNearLink = 7;  // The mouse is on a link.

/// "150 ms · one hop = 0.6 s". Returns its left end.
float drawClock(const PanelContext& context, const Area& area) {
    // Whole milliseconds: the digits behind would only flicker.
    const std::string time = studio::timeText(raft::SimTime::fromMs(context.view.now.us / 1000), context.texts);
    const std::string text = time + " · " + context.studio.paceLabel();
    const float right = area.right - context.pen.px(20);
    return right - context.pen.text(ImVec2(right, area.top + context.pen.px(22)),
                                    {Face::Text, 13, context.theme().dim, Align::End}, text);
}

/// What a click would do, beside the mouse: the tools other than Point act at once.
void drawToolHint(const PanelContext& context, const Area& area, raft::NodeId server) {
    const studio::Tool tool = context.studio.tool();
    const std::string name(context.nameOf(server));
    std::string text;
    if (tool == studio::Tool::Crash) {
        const bool up = context.view.nodes[server.value].up;
        text = context.texts.format(up ? "hint.crash" : "hint.restart", {{"node", name}});
    } else if (tool == studio::Tool::Send) {
        text = context.texts.format("hint.send", {{"node", name}, {"command", context.studio.nextCommandText()}});
    }
    if (!text.empty()) context.pen.tooltip(text, area);
}

std::string messageText(const PanelContext& context, raft::Ref ref) {
    for (const raft::MessageView& message : context.view.messages) {
        if (message.id.value != ref.a) continue;
        return context.texts.format("hint.message", {{"kind", std::string(message.kindName)},
                                                     {"from", std::string(context.nameOf(message.from))},
                                                     {"to", std::string(context.nameOf(message.to))}});
    }
    return {};
}

/// "S1 → S2: 10 ms", and the way back if it is another one.
std::string linkText(const PanelContext& context, raft::Ref ref) {
    const raft::Cluster& cluster = context.studio.document().history().world().cluster();
    const raft::NodeId a(static_cast<std::uint8_t>(ref.a));
    const raft::NodeId b(static_cast<std::uint8_t>(ref.b));
    return studio::linkSummary(cluster, {a, b}, context.texts) + "   " +
           studio::linkSummary(cluster, {b, a}, context.texts);
}

}  // namespace

void RingPanel::draw(const PanelContext& context, const Area& area, Options options) {
    Pen& pen = context.pen;
    if (!options.tools) {
        if (options.plate) drawPanelEdge(pen, area);
        return drawPicture(context, area.inset(pen.px(options.large ? 2 : 8)), {}, options);
    }
    const float clockLeft = drawClock(context, area);
    const float room = clockLeft - pen.px(12);
    // On a stage its tabs stand at the left.
    ImVec2 chip(room - pen.px(kSeenAsChip), area.top + pen.px(22));
    if (options.plate) {
        drawPanelEdge(pen, area);
        chip.x = drawPanelTitle(context, area, "panel.cluster") + pen.px(12);
    }
    drawSeeAsChip(context, chip, room);
    const float toolsRight = area.right - pen.px(options.shield ? kShield : 20);
    // Where a tall question leaves little room, the servers have it; the tools have their keys.
    const float strip = area.height() < pen.px(kLow) ? pen.px(12) : pen.px(kStrip);
    if (strip > pen.px(12)) {
        drawToolStrip(context, {area.left + pen.px(20), area.bottom - strip, toolsRight, area.bottom - pen.px(12)});
    }
    const bool hasChip =
        context.studio.seenAs() != raft::kNoNode || context.studio.document().selectedServer() != raft::kNoNode;
    const bool isFree = area.width() > pen.px(kWide) && !(hasChip && !options.plate) &&
                        context.studio.seenAs() == raft::kNoNode && context.view.clients.size() <= kFewClients;
    // A stage may be low: there every pixel counts.
    const float head = pen.px(isFree ? kHeadFree : options.plate ? kRingHead : kHeadOnStage);
    const Area clock{clockLeft - pen.px(4), area.top + pen.px(12), area.right, area.top + pen.px(32)};
    const Area picture{area.left + pen.px(kRingMargin), area.top + head, area.right - pen.px(kRingMargin),
                       area.bottom - strip};
    drawPicture(context, picture, clock, options);
}

void RingPanel::drawPicture(const PanelContext& context, const Area& area, const Area& clock, const Options& shape) {
    if (area.empty()) return;
    origin_ = ImVec2(std::round(area.left), std::round(area.top));
    render::RingOptions options;
    options.box = sceneBox(area);
    options.pointing = context.pointing();
    options.seenAs = context.studio.seenAs();
    options.large = shape.large;
    if (!clock.empty()) {
        const render::Point from = scenePoint(origin_, ImVec2(clock.left, clock.top));
        const render::Point to = scenePoint(origin_, ImVec2(clock.right, clock.bottom));
        options.keepClear = {from.x, from.y, to.x, to.y};
    }
    scene_.clear();
    scene_.setSize(options.box.right, options.box.bottom);
    layout_ =
        render::ringLayout(static_cast<int>(context.view.nodes.size()), static_cast<int>(context.view.clients.size()),
                           options.box, context.look.metrics, options.large);
    render::drawClusterRing(context.view, options, context.look, scene_);

    const Touch touch = context.pen.touch("ring", area, TouchOptions{true, true});
    recordSpots(context);
    context.painter.paint(scene_, {origin_, area, false}, context.pen.list(), context.pen.record());
    noteSelection(context, scene_, origin_);
    useMouse(context, area, touch);
}

ImVec2 RingPanel::onScreen(render::Point point) const {
    return ImVec2(origin_.x + render::toPx(point.x), origin_.y + render::toPx(point.y));
}

Area RingPanel::circleOf(const PanelContext& context, raft::NodeId server, float air) const {
    const float size = 2 * render::toPx(layout_.nodeRadius) + context.pen.px(air);
    return areaAround(onScreen(layout_.node(server.value)), size, size);
}

/// Where the end-to-end scripts find what can be touched.
void RingPanel::recordSpots(const PanelContext& context) const {
    FrameRecord& record = context.pen.record();
    for (const raft::NodeView& node : context.view.nodes) {
        record.addClick({"node." + std::string(node.name), circleOf(context, node.id, 0), true});
    }
    render::MessageCrowds crowds;
    for (const raft::MessageView& message : context.view.messages) {
        if (!crowds.shows(message)) continue;
        const ImVec2 at = onScreen(render::messagePoint(layout_, context.view, message, context.look.metrics));
        record.addClick({"message." + std::to_string(message.id.value), areaAround(at, 8, 8), true});
    }
}

raft::Ref RingPanel::refUnder(const PanelContext& context, ImVec2 mouse) const {
    const raft::Ref ref = refAt(scene_, origin_, mouse);
    if (!ref.empty()) return ref;
    return render::linkAt(layout_, scenePoint(origin_, mouse), context.look.metrics.of(static_cast<int>(kNearLink)));
}

void RingPanel::useMouse(const PanelContext& context, const Area& area, const Touch& touch) {
    ViewState& state = context.state;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const studio::Tool tool = context.studio.tool();
    const raft::Ref ref = touch.hovered ? refUnder(context, mouse) : raft::Ref{};
    if (touch.hovered) state.hoveredNext = ref;
    if (touch.menuWanted) {
        state.stroking = false;
        return openMenu(context, ref, mouse);
    }
    if (tool == studio::Tool::Cut) {
        useStroke(context, area, touch);
    } else {
        state.stroking = false;
    }
    const bool carries = tool == studio::Tool::Point && useCarriedMessage(context, touch, layout_, origin_, ref);
    if (carries) return;
    const bool onServer = ref.kind == raft::RefKind::Node && ref.a < context.view.nodes.size();
    const raft::NodeId server = onServer ? raft::NodeId(static_cast<std::uint8_t>(ref.a)) : raft::kNoNode;
    if (!state.stroking && !state.hands.holdTime()) showHint(context, area, ref);
    if (touch.clicked && onServer && tool != studio::Tool::Point && tool != studio::Tool::Cut) {
        clickServer(context, server);
    } else if (touch.clicked && tool != studio::Tool::Cut) {
        const bool isLink = ref.kind == raft::RefKind::Link;
        context.commands.push(studio::cmd::Select{isLink ? studio::menuTarget(ref) : ref});
    }
}

/// What the mouse points at: the buttons of a server, a few words about everything else.
void RingPanel::showHint(const PanelContext& context, const Area& area, raft::Ref ref) {
    const Area here = areaAround(ImGui::GetIO().MousePos, context.pen.px(24), context.pen.px(24));
    if (ref.kind == raft::RefKind::Message) return context.pen.tooltip(messageText(context, ref), here);
    if (ref.kind == raft::RefKind::Link) return context.pen.tooltip(linkText(context, ref), here);
    if (ref.kind != raft::RefKind::Node || ref.a >= context.view.nodes.size()) return;
    const raft::NodeId server(static_cast<std::uint8_t>(ref.a));
    const Area circle = circleOf(context, server, 8);
    if (context.studio.tool() != studio::Tool::Point) return drawToolHint(context, circle, server);
    std::vector<Area> taken;
    for (const raft::NodeView& node : context.view.nodes) taken.push_back(circleOf(context, node.id, 12));
    for (const raft::ClientView& client : context.view.clients) {
        const ImVec2 at = onScreen(layout_.end(client.id));
        taken.push_back(areaAround(at, context.pen.px(60), context.pen.px(30)));
    }
    openServerButtons(context, server, circle, area, taken);
}

void RingPanel::clickServer(const PanelContext& context, raft::NodeId server) const {
    if (context.studio.tool() == studio::Tool::Crash) {
        context.commands.push(studio::cmd::ToggleCrash{server});
    } else {
        context.commands.push(studio::cmd::Send{{}, server});
    }
}

void RingPanel::useStroke(const PanelContext& context, const Area& area, const Touch& touch) {
    ViewState& state = context.state;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (touch.held && !state.stroking) {
        state.stroking = true;
        state.strokeFrom = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
    }
    if (!state.stroking) return;
    crossed_.clear();
    const float length = std::hypot(mouse.x - state.strokeFrom.x, mouse.y - state.strokeFrom.y);
    if (length > context.pen.px(6)) {
        render::linksCrossed(layout_, scenePoint(origin_, state.strokeFrom), scenePoint(origin_, mouse), crossed_);
    } else if (const raft::Ref link = refUnder(context, state.strokeFrom); link.kind == raft::RefKind::Link) {
        crossed_.push_back(link);  // A click on a link is a very short stroke through it.
    }
    const CutStroke stroke{state.strokeFrom, mouse, ImGui::GetIO().KeyShift};
    drawCutStroke(context, stroke, layout_, origin_, crossed_, area);
    if (touch.held) return;
    state.stroking = false;
    const auto command = commandOfStroke(context.view, stroke, layout_, origin_, crossed_);
    if (command) context.commands.push(*command);
}

}  // namespace gui
