#include "app/gui/panels/ring_panel.h"

#include <cmath>

#include "app/gui/panels/cut_stroke.h"
#include "app/gui/panels/server_buttons.h"
#include "app/gui/panels/tool_strip.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kHead = 40;   // The panel's title.
constexpr float kWide = 460;  // So wide that the title and the clock stand beside the highest server.
constexpr float kStrip = 52;  // The tools.
constexpr float kShield = 156;
constexpr float kMargin = 16;
constexpr float kNearLink = 7;  // The mouse is on a link.

/// "150 ms · one hop = 0.6 s"
void drawClock(const PanelContext& context, const Area& area) {
    // Whole milliseconds: the digits behind would only flicker.
    const std::string time = studio::timeText(raft::SimTime::fromMs(context.view.now.us / 1000), context.texts);
    const std::string text = time + " · " + context.studio.paceLabel();
    context.pen.text(ImVec2(area.right - context.pen.px(20), area.top + context.pen.px(22)),
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

}  // namespace

void RingPanel::draw(const PanelContext& context, const Area& area, Options options) {
    Pen& pen = context.pen;
    if (options.plate) {
        drawPanelEdge(pen, area);
        drawPanelTitle(context, area, "panel.cluster");
    }
    if (!options.tools) {
        drawPicture(context, area.inset(pen.px(8)));
        return;
    }
    drawClock(context, area);
    // On a stage the shield stands at the end of this row.
    const float toolsRight = area.right - pen.px(options.plate ? 20 : kShield);
    drawToolStrip(context,
                  {area.left + pen.px(20), area.bottom - pen.px(kStrip), toolsRight, area.bottom - pen.px(12)});
    const float head = area.width() > pen.px(kWide) ? pen.px(12) : pen.px(kHead);
    drawPicture(context, {area.left + pen.px(kMargin), area.top + head, area.right - pen.px(kMargin),
                          area.bottom - pen.px(kStrip)});
}

void RingPanel::drawPicture(const PanelContext& context, const Area& area) {
    if (area.empty()) return;
    origin_ = ImVec2(std::round(area.left), std::round(area.top));
    render::RingOptions options;
    options.box = sceneBox(area);
    options.pointing = context.pointing();
    scene_.clear();
    scene_.setSize(options.box.right, options.box.bottom);
    layout_ = render::ringLayout(static_cast<int>(context.view.nodes.size()),
                                 static_cast<int>(context.view.clients.size()), options.box, context.look.metrics);
    render::drawClusterRing(context.view, options, context.look, scene_);

    const Touch touch = context.pen.touch("ring", area);
    for (const raft::NodeView& node : context.view.nodes) {
        const render::Point center = layout_.node(node.id.value);
        const ImVec2 at(origin_.x + render::toPx(center.x), origin_.y + render::toPx(center.y));
        const float size = 2 * render::toPx(layout_.nodeRadius);
        context.pen.record().addClick({"node." + std::string(node.name), areaAround(at, size, size), true});
    }
    context.painter.paint(scene_, {origin_, area, false}, context.pen.list(), context.pen.record());
    useMouse(context, area, touch);
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
    if (tool == studio::Tool::Cut) useStroke(context, area, touch);

    const bool onServer = ref.kind == raft::RefKind::Node && ref.a < context.view.nodes.size();
    const raft::NodeId server = onServer ? raft::NodeId(static_cast<std::uint8_t>(ref.a)) : raft::kNoNode;
    if (onServer && !state.stroking) {
        const render::Point center = layout_.node(server.value);
        const ImVec2 at(origin_.x + render::toPx(center.x), origin_.y + render::toPx(center.y));
        const float size = 2 * render::toPx(layout_.nodeRadius) + context.pen.px(8);
        if (tool == studio::Tool::Point) {
            openServerButtons(context, server, areaAround(at, size, size), area);
        } else {
            drawToolHint(context, areaAround(at, size, size), server);
        }
    }
    if (ref.kind == raft::RefKind::Message) {
        context.pen.tooltip(messageText(context, ref), areaAround(mouse, context.pen.px(24), context.pen.px(24)));
    }
    if (touch.clicked && onServer && tool != studio::Tool::Point && tool != studio::Tool::Cut) {
        clickServer(context, server);
    } else if (touch.clicked && tool != studio::Tool::Cut) {
        context.commands.push(studio::cmd::Select{ref});
    }
    const bool hasMenu = onServer || ref.kind == raft::RefKind::Link;
    if (touch.menuWanted && hasMenu) openMenu(context, ref, mouse);
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
