#include "app/gui/panels/time_panel.h"

#include <algorithm>
#include <cmath>

#include "app/gui/panels/arrival_drag.h"
#include "app/gui/panels/context_menu.h"
#include "app/gui/panels/transport.h"
#include "app/studio/lesson_scene.h"
#include "render/views/client_lanes.h"
#include "render/views/term_ribbon.h"

namespace gui {
namespace {

constexpr float kTransport = 40;
constexpr float kBareFoot = 6;       // Below the painted terms where no transport stands.
constexpr float kTimeHead = 26;      // The title,
constexpr float kHeadWithTabs = 36;  // and where it has others beside it, if that leaves every lane this much.
constexpr float kAround = 110;
constexpr float kLane = 15;
constexpr std::int64_t kSpanMinUs = 5'000;
constexpr std::int64_t kSpanMaxUs = 120'000'000;
constexpr std::int64_t kCursorPermille = 860;  // Where the cursor stands while time goes on.
constexpr std::int64_t kEdgePermille = 30;

/// What the solution did, beside what is tried.
std::vector<studio::GhostScene> ghostsFor(const PanelContext& context) {
    const studio::Document& document = context.studio.document();
    const bool mayBe = document.lesson() != nullptr && document.lesson()->goal && document.history().line() != 0;
    return mayBe ? context.studio.lessonScene().goal.ghosts : std::vector<studio::GhostScene>();
}

}  // namespace

void TimePanel::follow(ViewState& state, raft::SimTime cursor) {
    const bool moved = cursor != state.cursorBefore;
    state.cursorBefore = cursor;
    if (!moved || state.scrubbing) return;
    const std::int64_t span = state.timeSpan.us;
    const std::int64_t at = cursor.us - state.timeFrom.us;
    if (at > span * kCursorPermille / 1000) state.timeFrom.us = cursor.us - span * kCursorPermille / 1000;
    if (at < span * kEdgePermille / 1000) state.timeFrom.us = cursor.us - span / 4;
    state.timeFrom.us = std::max<std::int64_t>(state.timeFrom.us, 0);
}

void TimePanel::drawScene(const PanelContext& context, const render::TimeDiagramOptions& diagram,
                          const Options& options) {
    scene_.clear();
    scene_.setSize(diagram.box.right, diagram.box.bottom);
    if (options.picture == studio::Picture::Terms) {
        layout_ = render::ribbonLayout(context.view, context.run, diagram, context.look);
        render::drawTermRibbon(context.view, context.run, diagram, context.look, scene_);
    } else if (options.picture == studio::Picture::Clients) {
        layout_ = render::clientLayout(context.view, context.run, diagram, context.look);
        render::drawClientLanes(context.view, context.run, diagram, context.look, scene_);
    } else if (options.lanes) {
        layout_ = render::timeLayout(context.view, context.run, diagram, context.look);
        render::drawTimeDiagram(context.view, context.run, diagram, context.look, scene_);
    } else {
        layout_ = render::timeLayout(context.view, context.run, diagram, context.look);
        render::drawTermBar(context.run, diagram, context.look, scene_);
        layout_.scale = render::termBarScale(context.run, diagram, context.look);
    }
}

void TimePanel::draw(const PanelContext& context, const Area& area, const Options& options) {
    Pen& pen = context.pen;
    if (options.transport) drawPanelEdge(pen, area);
    const bool head = options.lanes && options.head;
    if (head && options.tabs.empty()) drawPanelTitle(context, area, "panel.time");
    if (head && !options.tabs.empty()) drawPictureTabs(context, area, options.tabs, "time.tab.");
    const float foot = pen.px(options.transport ? kTransport : kBareFoot);
    const Area transport{area.left + pen.px(20), area.bottom - foot, area.right - pen.px(20), area.bottom};
    const bool airy = area.height() >= pen.px(kAround + kLane * static_cast<float>(context.view.nodes.size()));
    const float titled = options.tabs.size() > 1 && airy ? kHeadWithTabs : kTimeHead;
    const float top = head ? titled : options.transport ? 8 : 0;
    const Area picture{area.left + pen.px(20), area.top + pen.px(top), area.right - pen.px(20), transport.top};
    origin_ = ImVec2(std::round(picture.left), std::round(picture.top));
    render::TimeDiagramOptions diagram;
    diagram.box = sceneBox(picture);
    diagram.pointing = context.pointing();
    diagram.hideFuture = context.studio.futureIsHidden();
    diagram.toScale = context.studio.settings().timeToScale;
    const std::vector<studio::GhostScene> told = ghostsFor(context);
    std::vector<render::GhostMark> ghosts;
    for (const studio::GhostScene& ghost : told) ghosts.push_back({ghost.time, ghost.node, ghost.word});
    diagram.ghosts = ghosts;
    drawScene(context, diagram, options);
    const Touch touch = pen.touch(options.id, picture, TouchOptions{true, true});
    context.painter.paint(scene_, {origin_, picture, true}, pen.list(), pen.record());
    noteSelection(context, scene_, origin_);
    const bool grips = options.lanes && !options.picture && useArrivalGrips(context, touch, layout_, origin_);
    if (!grips) useMouse(context, touch);
    if (options.transport) drawTransport(context, transport);
}

void TimePanel::useMouse(const PanelContext& context, const Touch& touch) {
    ViewState& state = context.state;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const raft::Ref ref = touch.hovered ? refAt(scene_, origin_, mouse) : raft::Ref{};
    if (touch.hovered && !state.scrubbing) state.hoveredNext = ref;
    if (touch.menuWanted) {
        state.scrubbing = scrubsHere_ = false;
        return openMenu(context, ref, mouse);
    }
    scrub(context, touch, ref);
    const float wheel = ImGui::GetIO().MouseWheel;
    const float sideways = ImGui::GetIO().MouseWheelH + (ImGui::GetIO().KeyShift ? wheel : 0);
    if (!touch.hovered) return;
    if (sideways != 0) {
        state.timeFrom.us -= static_cast<std::int64_t>(sideways * 0.1F * static_cast<float>(state.timeSpan.us));
    } else if (wheel != 0) {
        // The time below the mouse stays below the mouse.
        const raft::SimTime pivot = layout_.scale.timeAt(scenePoint(origin_, mouse).x);
        const double share = static_cast<double>(pivot.us - state.timeFrom.us) / static_cast<double>(state.timeSpan.us);
        const double wanted = static_cast<double>(state.timeSpan.us) * std::pow(0.8, static_cast<double>(wheel));
        state.timeSpan.us = std::clamp(static_cast<std::int64_t>(wanted), kSpanMinUs, kSpanMaxUs);
        state.timeFrom.us = pivot.us - static_cast<std::int64_t>(share * static_cast<double>(state.timeSpan.us));
    }
    state.timeFrom.us = std::max<std::int64_t>(state.timeFrom.us, 0);
}

void TimePanel::scrub(const PanelContext& context, const Touch& touch, raft::Ref ref) {
    ViewState& state = context.state;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (touch.held) {
        if (!state.scrubbing) {
            state.scrubbing = scrubsHere_ = true;
            state.scrubMoved = false;
            state.scrubFromX = mouse.x;
            state.scrubbedTo = raft::SimTime(-1);
        }
        state.scrubMoved = state.scrubMoved || std::abs(mouse.x - state.scrubFromX) > context.pen.px(3);
        const raft::SimTime time = layout_.scale.timeAt(scenePoint(origin_, mouse).x);
        if (time != state.scrubbedTo) context.commands.push(studio::cmd::SeekTime{time});
        state.scrubbedTo = time;
        return;
    }
    if (!state.scrubbing || !scrubsHere_) return;
    state.scrubbing = scrubsHere_ = false;
    // A click that did not drag also picks what it met; the empty plot leaves the selection alone.
    if (!state.scrubMoved && !ref.empty()) context.commands.push(studio::cmd::Select{ref});
}

}  // namespace gui
