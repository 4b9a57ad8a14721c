#include "app/gui/panels/arrival_drag.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/gui/canvas/strokes.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using raft::SimTime;

constexpr float kReach = 9;        // The mouse is on a grip.
constexpr float kArrivalSlip = 3;  // So far a press may slip without being a drag.
constexpr float kWallTick = 6;     // The slanted lines of the wall, as one draws walls in mechanics.
constexpr std::size_t kMost = 60;  // So many grips can be told apart.

/// The arrival of one message.
struct Grip {
    raft::MessageId message;
    SimTime arrives;
    SimTime earliest;      ///< The wall: now, or when it was sent.
    bool onItsWay = true;  ///< Else one has to go back (or forth) to when it was sent.
    ImVec2 from = ImVec2(0, 0);
    ImVec2 at = ImVec2(0, 0);
};

const raft::MessageView* messageIn(const raft::ClusterView& view, raft::MessageId id) {
    const auto found = std::find_if(view.messages.begin(), view.messages.end(),
                                    [id](const raft::MessageView& message) { return message.id == id; });
    return found == view.messages.end() ? nullptr : &*found;
}

/// Can its arrival be dragged? Not of what is lost, nor of what waits for somebody to let it go.
bool canMove(const raft::MessageView& message) { return message.place == raft::MessagePlace::Moving; }

class Grips {
public:
    Grips(const PanelContext& context, const render::TimeLayout& layout, ImVec2 origin)
        : context_(context), layout_(layout), origin_(origin) {
        const raft::Ref selection = context.studio.document().selection();
        for (const raft::ArrowView& arrow : context.run.arrows) {
            const bool lanes = arrow.from.value < layout.laneCount && arrow.to.value < layout.laneCount;
            const bool visible = arrow.endsAt >= layout.scale.from && arrow.endsAt <= layout.scale.to;
            if (!lanes || !visible) continue;
            const raft::MessageView* message = messageIn(context.view, arrow.id);
            const bool arrived = arrow.end == raft::ArrowEnd::Arrived && arrow.endsAt > arrow.sentAt;
            const bool selected = selection == raft::messageRef(arrow.id);
            if (message != nullptr ? canMove(*message) : selected && arrived) add(arrow, message);
        }
    }

    const std::vector<Grip>& all() const { return grips_; }
    const Grip* under(ImVec2 mouse) const {
        const Grip* nearest = nullptr;
        float best = context_.pen.px(kReach);
        for (const Grip& grip : grips_) {
            const float away = std::hypot(grip.at.x - mouse.x, grip.at.y - mouse.y);
            if (away > best) continue;
            best = away;
            nearest = &grip;
        }
        return nearest;
    }
    const Grip* of(raft::MessageId id) const {
        const auto found =
            std::find_if(grips_.begin(), grips_.end(), [id](const Grip& grip) { return grip.message == id; });
        return found == grips_.end() ? nullptr : &*found;
    }
    float xOf(SimTime time) const { return origin_.x + render::toPx(layout_.scale.xOf(time)); }
    float yOf(render::Coord y) const { return origin_.y + render::toPx(y); }
    const render::TimeLayout& layout() const { return layout_; }

private:
    void add(const raft::ArrowView& arrow, const raft::MessageView* message) {
        const render::Segment path = render::arrowPath(layout_, arrow);
        Grip grip;
        grip.message = arrow.id;
        grip.onItsWay = message != nullptr;
        grip.arrives = arrow.endsAt;
        grip.earliest = grip.onItsWay ? context_.view.now : arrow.sentAt;
        grip.from = ImVec2(origin_.x + render::toPx(path.from.x), yOf(path.from.y));
        grip.at = ImVec2(origin_.x + render::toPx(path.to.x), yOf(path.to.y));
        grips_.push_back(grip);
    }

    const PanelContext& context_;
    const render::TimeLayout& layout_;
    ImVec2 origin_;
    std::vector<Grip> grips_;
};

/// Whole milliseconds where a pixel is so wide, tenths where it is finer.
SimTime rounded(SimTime time, const render::TimeScale& scale) {
    const std::int64_t width = std::max<std::int64_t>(scale.right - scale.left, 1) / render::kUnitsPerPx + 1;
    const std::int64_t unit = (scale.to.us - scale.from.us) / width >= 150 ? 1000 : 100;
    return SimTime((time.us + unit / 2) / unit * unit);
}

void drawWall(const PanelContext& context, const Grips& grips, float x) {
    Pen& pen = context.pen;
    const float top = grips.yOf(grips.layout().lanes.top);
    const float bottom = grips.yOf(grips.layout().lanes.bottom);
    pen.line(ImVec2(x, top), ImVec2(x, bottom), context.theme().ink, 3);
    const float tick = pen.px(kWallTick);
    for (float y = top + tick; y <= bottom; y += tick) {
        pen.line(ImVec2(x - tick, y), ImVec2(x, y - tick), context.theme().dim, 1);
    }
}

std::string dragText(const PanelContext& context, const ArrivalDrag& drag, SimTime arrives, std::string_view wall) {
    const std::string time = studio::timeText(drag.to, context.texts);
    if (drag.atWall) return context.texts.format(wall, {{"time", time}});
    const bool later = drag.to >= arrives;
    const std::string by = studio::timeText(later ? drag.to - arrives : arrives - drag.to, context.texts);
    return context.texts.format(later ? "arrival.later" : "arrival.earlier", {{"time", time}, {"by", by}});
}

void drawDrag(const PanelContext& context, const Grips& grips, const Grip& grip, const ArrivalDrag& drag) {
    Pen& pen = context.pen;
    drawWall(context, grips, grips.xOf(grip.earliest));
    const ImVec2 at(grips.xOf(drag.to), grip.at.y);
    pen.line(grip.from, at, context.theme().ink, 2.5F);
    pen.circle(at, 5.5F, context.theme().ink);
    const std::string_view wall = grip.onItsWay ? "arrival.wall" : "arrival.wallSent";
    const Area anchor = areaAround(at, pen.px(24), pen.px(24));
    pen.tooltip(dragText(context, drag, grip.arrives, wall), anchor);
}

void letGo(const PanelContext& context, const Grip& grip, ArrivalDrag& drag) {
    if (drag.moved && drag.to != grip.arrives) {
        if (!grip.onItsWay) context.commands.push(studio::cmd::SeekTime{grip.earliest});
        context.commands.push(studio::cmd::MoveArrival{grip.message, drag.to});
    }
    drag = {};
}

void follow(const PanelContext& context, const Grips& grips, const Grip& grip, ArrivalDrag& drag) {
    const ImGuiIO& io = ImGui::GetIO();
    const float dragged = io.MousePos.x - io.MouseClickedPos[ImGuiMouseButton_Left].x;
    drag.moved = drag.moved || std::abs(dragged) > context.pen.px(kArrivalSlip);
    drag.to = grip.arrives;
    drag.atWall = false;
    if (!drag.moved) return;
    const render::TimeScale& scale = grips.layout().scale;
    drag.to = rounded(scale.timeAt(scale.xOf(grip.arrives) + render::fromPx(dragged)), scale);
    drag.atWall = drag.to <= grip.earliest;
    drag.to = std::max(drag.to, grip.earliest);
}

void drawGrips(const PanelContext& context, const Grips& grips, const Grip* hovered, const Touch& touch) {
    if (grips.all().size() > kMost) return;
    const raft::Ref selection = context.studio.document().selection();
    for (const Grip& grip : grips.all()) {
        const bool strong = &grip == hovered || selection == raft::messageRef(grip.message);
        if (!touch.hovered && !strong) continue;
        context.pen.circle(grip.at, strong ? 5.5F : 4, context.theme().panel);
        context.pen.ring(grip.at, strong ? 5.5F : 4, context.theme().ink, strong ? 2.0F : 1.3F);
    }
}

}  // namespace

bool useArrivalGrips(const PanelContext& context, const Touch& touch, const render::TimeLayout& layout, ImVec2 origin) {
    ArrivalDrag& drag = context.state.hands.arrival;
    const Grips grips(context, layout, origin);
    for (const Grip& grip : grips.all()) {
        const float size = context.pen.px(2 * kReach);
        context.pen.record().addClick(
            {"grip." + std::to_string(grip.message.value), areaAround(grip.at, size, size), true});
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (drag.active()) {
        const Grip* grip = grips.of(drag.message);
        if (grip == nullptr) return drag = {}, false;
        follow(context, grips, *grip, drag);
        drawDrag(context, grips, *grip, drag);
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        if (!touch.held) letGo(context, *grip, drag);
        return true;
    }
    const Grip* hovered = touch.hovered && !context.state.scrubbing ? grips.under(mouse) : nullptr;
    drawGrips(context, grips, hovered, touch);
    if (hovered == nullptr) return false;
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    context.state.hoveredNext = raft::messageRef(hovered->message);
    context.pen.tooltip(context.tr("arrival.hint"), areaAround(hovered->at, context.pen.px(24), context.pen.px(24)));
    if (touch.menuWanted) return false;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        drag.message = hovered->message;
        drag.to = hovered->arrives;
        context.commands.push(studio::cmd::Select{raft::messageRef(hovered->message)});
    }
    return true;
}

// ---- Along its way in the ring ----

namespace {

/// How far along the path from `from` to `to` the mouse is, 0 … 1000.
std::int64_t permilleOf(const render::Segment& path, render::Point mouse) {
    const std::int64_t dx = path.to.x - path.from.x;
    const std::int64_t dy = path.to.y - path.from.y;
    const std::int64_t square = std::max<std::int64_t>(dx * dx + dy * dy, 1);
    const std::int64_t along = (mouse.x - path.from.x) * dx + (mouse.y - path.from.y) * dy;
    return std::clamp<std::int64_t>(along * 1000 / square, 0, 1000);
}

/// When a message arrives that has come so far by now and goes on at its pace.
SimTime arrivalFrom(const raft::MessageView& message, SimTime now, std::int64_t permille) {
    constexpr std::int64_t kLeast = 20;  // A fiftieth of the way: nobody puts it further back.
    const std::int64_t elapsed = (now - message.sentAt).us;
    return message.sentAt + SimTime(elapsed * 1000 / std::max(permille, kLeast));
}

}  // namespace

bool useCarriedMessage(const PanelContext& context, const Touch& touch, const render::RingLayout& layout, ImVec2 origin,
                       raft::Ref under) {
    ArrivalDrag& drag = context.state.hands.carry;
    const ImGuiIO& io = ImGui::GetIO();
    if (!drag.active()) {
        if (!touch.held || !ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return false;
        if (under.kind != raft::RefKind::Message) return false;
        const raft::MessageView* message = messageIn(context.view, raft::MessageId(under.a));
        if (message == nullptr || !canMove(*message) || message->sentAt >= context.view.now) return false;
        drag.message = message->id;
        drag.to = message->arrivesAt;
        return false;
    }
    const raft::MessageView* message = messageIn(context.view, drag.message);
    if (message == nullptr) return drag = {}, false;
    const ImVec2 pressed = io.MouseClickedPos[ImGuiMouseButton_Left];
    const float dragged = std::hypot(io.MousePos.x - pressed.x, io.MousePos.y - pressed.y);
    drag.moved = drag.moved || dragged > context.pen.px(kArrivalSlip);
    if (drag.moved) {
        Pen& pen = context.pen;
        const render::Segment path = render::messagePath(layout, message->from, message->to, context.look.metrics);
        const std::int64_t permille = permilleOf(path, scenePoint(origin, io.MousePos));
        drag.atWall = permille >= 1000;
        drag.to = drag.atWall ? context.view.now : arrivalFrom(*message, context.view.now, permille);
        const render::Point point = render::between(path.from, path.to, permille);
        const ImVec2 at(origin.x + render::toPx(point.x), origin.y + render::toPx(point.y));
        const ImVec2 way[] = {ImVec2(origin.x + render::toPx(path.from.x), origin.y + render::toPx(path.from.y)),
                              ImVec2(origin.x + render::toPx(path.to.x), origin.y + render::toPx(path.to.y))};
        strokePath(pen.list(), way, {toImGui(context.theme().dim), pen.px(1.2F), pen.px(4), pen.px(4), false});
        pen.ring(at, 9, context.theme().ink, 2);
        pen.tooltip(dragText(context, drag, message->arrivesAt, "arrival.wall"),
                    areaAround(at, pen.px(28), pen.px(28)));
    }
    if (touch.held) return drag.moved;
    const bool wasMoved = drag.moved;
    if (wasMoved && drag.to != message->arrivesAt) {
        context.commands.push(studio::cmd::MoveArrival{drag.message, drag.to});
    }
    drag = {};
    return wasMoved;
}

}  // namespace gui
