#include "app/gui/panels/explore_drawers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/gui/panels/properties_list.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kDrawerHead = 40;
constexpr float kDrawerRow = 24;
constexpr float kDrawerPad = 20;
constexpr std::size_t kCallsShown = 4;  ///< The last ones of each client.

/// The last things that happened, the newest at the bottom; a click goes there. Returns where they end.
float drawHappened(const PanelContext& context, const Area& room, float top) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    // As many as there is room for; the rest is a step back away.
    const std::vector<studio::FeedLine>& feed = context.studio.feed();
    const float rows = std::floor((room.bottom - room.top) / pen.px(kDrawerRow));
    const std::size_t count = std::min(feed.size(), static_cast<std::size_t>(std::max(rows, 1.0F)));
    float y = top;
    int number = 0;
    for (std::size_t i = feed.size() - count; i < feed.size(); ++i) {
        const studio::FeedLine& line = feed[i];
        const bool isLast = i + 1 == feed.size();
        const Area row{room.left - pen.px(8), y - pen.px(kDrawerRow / 2), room.right + pen.px(8),
                       y + pen.px(kDrawerRow / 2)};
        const Touch touch = pen.touch("drawer.event." + std::to_string(number++), row);
        if (touch.hovered) {
            pen.box(row, {theme.soft, {}, 1, 5});
            pen.tooltip(studio::timeText(line.time, context.texts) + "  " + line.text, row);
        }
        if (touch.clicked) context.commands.push(studio::cmd::SeekStep{line.step});
        pen.circle(ImVec2(room.left + pen.px(4), y), 3, isLast ? theme.ink : theme.dim);
        const float left = room.left + pen.px(16);
        pen.shortText(ImVec2(left, y), {isLast ? Face::SemiBold : Face::Text, 13, theme.ink, Align::Start}, line.text,
                      room.right - left);
        y += pen.px(kDrawerRow);
    }
    return y;
}

/// One call of a client: what it asked and what it heard.
void drawCall(const PanelContext& context, const raft::ClientCallView& call, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const ImVec2 mark(row.left + pen.px(7), row.middleY());
    if (!call.returned) {
        pen.ring(mark, 4, theme.dim, 1.5F);
    } else {
        drawIcon(pen, call.expired ? Icon::Hourglass : call.ok ? Icon::Check : Icon::Close, mark, theme.ink);
    }
    const TextLook mono{Face::Mono, 13, theme.ink, Align::Start};
    const char* outcome = call.expired ? "drawers.expired" : call.ok ? "drawers.ok" : "drawers.failed";
    const bool hasValue = call.returned && !call.value.empty();
    const std::string heard =
        hasValue ? call.value : std::string(context.tr(call.returned ? outcome : "drawers.waits"));
    const TextLook answer{Face::Text, 12, theme.dim, Align::End};
    const float room = row.width() * 0.5F;
    const float used = pen.shortText(ImVec2(row.right, row.middleY()), answer, heard, room);
    pen.shortText(ImVec2(row.left + pen.px(20), row.middleY()), mono, call.text, row.width() - used - pen.px(30));
}

float drawClients(const PanelContext& context, const Area& room, float top) {
    Pen& pen = context.pen;
    float y = top;
    for (const raft::ClientView& client : context.view.clients) {
        const std::string count = context.texts.format("drawers.calls", {{"number", std::to_string(client.callCount)}});
        pen.text(ImVec2(room.right, y), {Face::Text, 12, context.theme().dim, Align::End}, count);
        pen.text(ImVec2(room.left, y), {Face::SemiBold, 13, context.theme().ink, Align::Start}, client.name);
        y += pen.px(kDrawerRow);
        const std::size_t first = client.calls.size() - std::min(client.calls.size(), kCallsShown);
        for (std::size_t i = first; i < client.calls.size(); ++i) {
            const raft::ClientCallView& call = client.calls[i];
            drawCall(context, call, {room.left, y - pen.px(kDrawerRow / 2), room.right, y + pen.px(kDrawerRow / 2)});
            y += pen.px(kDrawerRow);
        }
    }
    if (context.view.clients.empty()) {
        pen.shortText(ImVec2(room.left, y), {Face::Text, 13, context.theme().dim, Align::Start},
                      context.tr("why.noClient"), room.width());
        y += pen.px(kDrawerRow);
    }
    return y;
}

struct Drawer {
    std::string_view id;
    std::string_view title;
    float (*draw)(const PanelContext&, const Area&, float);
    float share;        ///< Of the height that the open ones divide.
    bool ours = false;  ///< No server knows what stands in it.
};

constexpr std::array<Drawer, 3> kDrawers{Drawer{"drawer.happened", "panel.feed", drawHappened, 5, false},
                                         Drawer{"drawer.properties", "panel.properties", drawProperties, 4, true},
                                         Drawer{"drawer.clients", "panel.clients", drawClients, 3, true}};

/// Seen as one server, a drawer of ours says only that.
float drawUnknown(const PanelContext& context, const Area& room, float top) {
    const raft::NodeId eye = context.studio.seenAs();
    const std::string node = context.studio.document().history().config().labelOf(eye);
    context.pen.shortText(ImVec2(room.left, top), {Face::Text, 13, context.theme().dim, Align::Start},
                          context.texts.format("panel.unknownHere", {{"node", node}}), room.width());
    return top + context.pen.px(kDrawerRow);
}

/// The title, which folds the drawer, and a triangle that says so.
void drawHead(const PanelContext& context, std::size_t number, const Area& head) {
    Pen& pen = context.pen;
    bool& closed = context.state.drawerClosed[number];
    const Touch touch = pen.touch(kDrawers[number].id, head);
    if (touch.clicked) closed = !closed;
    drawPanelTitle(context, head, kDrawers[number].title);
    const ImVec2 at(head.right - pen.px(kDrawerPad), head.top + pen.px(22));
    const float u = pen.px(4);
    const render::Color color = touch.hovered ? context.theme().ink : context.theme().dim;
    if (closed) {
        pen.shape({ImVec2(at.x + u, at.y - u), ImVec2(at.x + u, at.y + u), ImVec2(at.x - u * 0.6F, at.y)}, color);
    } else {
        pen.shape({ImVec2(at.x - u, at.y - u * 0.6F), ImVec2(at.x + u, at.y - u * 0.6F), ImVec2(at.x, at.y + u)},
                  color);
    }
}

void drawBody(const PanelContext& context, std::size_t number, const Area& room) {
    Pen& pen = context.pen;
    float& scroll = context.state.drawerScroll[number];
    pen.clip({room.left - pen.px(10), room.top, room.right + pen.px(10), room.bottom});
    const bool unknown = kDrawers[number].ours && context.studio.seenAs() != raft::kNoNode;
    const auto draw = unknown ? drawUnknown : kDrawers[number].draw;
    const float end = draw(context, room, room.top + pen.px(kDrawerRow / 2) - scroll);
    pen.endClip();
    const float over = std::max(0.0F, end - pen.px(kDrawerRow / 2) + scroll - room.bottom);
    const bool pointed = room.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    if (pointed) scroll -= ImGui::GetIO().MouseWheel * pen.px(kDrawerRow) * 2;
    scroll = std::clamp(scroll, 0.0F, over);
}

}  // namespace

void drawDrawers(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    drawPanelEdge(pen, area);
    float shares = 0;
    for (std::size_t i = 0; i < kDrawers.size(); ++i) {
        if (!context.state.drawerClosed[i]) shares += kDrawers[i].share;
    }
    const float room = area.height() - pen.px(kDrawerHead) * static_cast<float>(kDrawers.size());
    float y = area.top;
    for (std::size_t i = 0; i < kDrawers.size(); ++i) {
        const bool closed = context.state.drawerClosed[i];
        if (i > 0) pen.line(ImVec2(area.left, y), ImVec2(area.right, y), context.theme().hairline, 1);
        drawHead(context, i, {area.left, y, area.right, y + pen.px(kDrawerHead)});
        y += pen.px(kDrawerHead);
        if (closed) continue;
        const float height = room * kDrawers[i].share / shares;
        drawBody(context, i,
                 {area.left + pen.px(kDrawerPad), y, area.right - pen.px(kDrawerPad), y + height - pen.px(10)});
        y += height;
    }
}

}  // namespace gui
