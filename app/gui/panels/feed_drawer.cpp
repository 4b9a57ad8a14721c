#include <algorithm>
#include <cmath>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/drawers.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::FeedTopic;

constexpr float kFeedRow = 40;  ///< A row: when and who above, what below.
constexpr float kFilterChip = 24;

/// Chips one after the other, as many rows of them as it takes.
class ChipRow {
public:
    ChipRow(const PanelContext& context, const Area& area, float y)
        : context_(context), area_(area), x_(area.left), y_(y) {}

    /// True if it was clicked.
    bool chip(const std::string& id, std::string_view label, ButtonKind kind) {
        Pen& pen = context_.pen;
        const ButtonLook look{label, {}, kind, 12, true, {}};
        const float width = buttonWidth(pen, look);
        if (x_ > area_.left && x_ + width > area_.right) {
            x_ = area_.left;
            y_ += pen.px(kFilterChip + 5);
        }
        const Area box = areaAt(ImVec2(x_, y_), width, pen.px(kFilterChip));
        x_ = box.right + pen.px(5);
        return button(pen, id, box, look).clicked;
    }
    float bottom() const { return y_ + context_.pen.px(kFilterChip); }

private:
    const PanelContext& context_;
    Area area_;
    float x_;
    float y_;
};

ButtonKind chipKind(const FeedTopic& mine, const FeedTopic& chosen) {
    return mine == chosen ? ButtonKind::Chosen : ButtonKind::Chip;
}
ButtonKind chipKind(raft::NodeId mine, raft::NodeId chosen) {
    return mine == chosen ? ButtonKind::Chosen : ButtonKind::Chip;
}

/// Returns where the list begins.
float drawFilters(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    studio::FeedFilter& filter = context.state.feedFilter;
    const Area field{area.left, area.top, area.right - pen.px(4), area.top + pen.px(32)};
    textField(context, "##feed.search", field, context.state.feedSearch, {false, false});
    filter.search = context.state.feedSearch.data();
    if (filter.search.empty()) {
        pen.text(ImVec2(field.left + pen.px(11), field.middleY()), {Face::Text, 13, context.theme().dim, Align::Start},
                 context.tr("feed.search"));
    }
    ChipRow topics(context, area, field.bottom + pen.px(8));
    for (int i = 0; i < studio::kFeedTopicCount; ++i) {
        const auto topic = static_cast<FeedTopic>(i);
        const std::string id = "feed.topic." + std::to_string(i);
        if (topics.chip(id, context.tr(nameKeyOf(topic)), chipKind(topic, filter.topic))) filter.topic = topic;
    }
    ChipRow servers(context, area, topics.bottom() + pen.px(7));
    if (servers.chip("feed.all", context.tr("feed.everybody"), chipKind(raft::kNoNode, filter.server))) {
        filter.server = raft::kNoNode;
    }
    const auto pick = [&](raft::NodeId end, std::string_view name) {
        const std::string id = "feed.of." + std::string(name);
        if (servers.chip(id, name, chipKind(end, filter.server))) {
            filter.server = filter.server == end ? raft::kNoNode : end;
        }
    };
    for (const raft::NodeView& node : context.view.nodes) pick(node.id, node.name);
    for (const raft::ClientView& client : context.view.clients) pick(client.id, client.name);
    return servers.bottom() + pen.px(10);
}

/// The selection, and what is about it: the message that is selected, the server, or the event itself.
bool isMarked(const PanelContext& context, const studio::FeedLine& line) {
    const raft::Ref& selection = context.studio.document().selection();
    if (selection == raft::eventRef(line.event) || selection == raft::stepRef(line.step)) return true;
    return line.message.value != 0 && selection == raft::messageRef(line.message);
}

void drawLine(const PanelContext& context, const studio::FeedLine& line, const Area& row, std::size_t number) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch("event." + std::to_string(number), row);
    const bool marked = isMarked(context, line);
    const bool ahead = line.step > context.studio.document().history().step();
    if (marked || touch.hovered) pen.box(row, {theme.soft, {}, 1, 6});
    if (marked)
        pen.box({row.left, row.top + pen.px(5), row.left + pen.px(3), row.bottom - pen.px(5)},
                {theme.ink, {}, 1, 1.5F});
    if (touch.hovered) {
        context.state.hoveredNext = raft::eventRef(line.event);
        pen.tooltip(line.text, row);
    }
    if (touch.clicked) context.commands.push(studio::cmd::JumpTo{line.event});
    const float left = row.left + pen.px(10);
    const float width = row.right - left - pen.px(6);
    const std::string when = studio::shortTimeText(line.time, context.texts);
    pen.shortText(ImVec2(left, row.top + pen.px(12)), {Face::Mono, 11, theme.dim, Align::Start}, when, width);
    // Numbers count what happened to everybody: no server knows them.
    if (context.studio.seenAs() == raft::kNoNode) {
        pen.text(ImVec2(row.right - pen.px(8), row.top + pen.px(12)), {Face::Mono, 11, theme.dim, Align::End},
                 "#" + std::to_string(line.event.value));
    }
    pen.shortText(ImVec2(left, row.top + pen.px(28)),
                  {marked ? Face::SemiBold : Face::Text, 13, ahead ? theme.dim : theme.ink, Align::Start},
                  studio::headOf(line.text), width);
}

/// The eye has moved: so does the list, as far as it must.
void follow(const PanelContext& context, const studio::Feed& feed, double shown) {
    ViewState& state = context.state;
    const raft::StepId eye = context.studio.document().history().step();
    if (eye == state.feedFollowed) return;
    state.feedFollowed = eye;
    const double row = static_cast<double>(feed.rowAfter(eye)) - 1;
    if (row < state.feedTop) state.feedTop = row;
    if (row > state.feedTop + shown - 1) state.feedTop = row - shown + 1;
}

/// Where the eye stands between two rows.
void drawEye(const PanelContext& context, const Area& list, float y) {
    if (y < list.top || y > list.bottom) return;
    context.pen.line(ImVec2(list.left, y), ImVec2(list.right, y), context.theme().ink, 1.5F);
}

}  // namespace

void drawFeedDrawer(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const float top = drawFilters(context, area);
    const Area list{area.left, top, area.right - pen.px(8), area.bottom - pen.px(20)};
    if (list.empty()) return;
    studio::Feed& feed = context.studio.filteredFeed(state.feedFilter);
    const double rows = static_cast<double>(feed.size());
    const double shown = list.height() / pen.px(kFeedRow);
    follow(context, feed, shown);
    if (list.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        state.feedTop -= static_cast<double>(ImGui::GetIO().MouseWheel) * 3;
    }
    // With a million rows its knob is the only way to get anywhere.
    state.feedTop = drawScrollBar(context, "feed.knob", list, {rows, shown}, state.feedTop);
    state.feedTop = std::clamp(state.feedTop, 0.0, std::max(0.0, rows - shown));
    const auto first = static_cast<std::size_t>(state.feedTop);
    const std::size_t last = std::min(feed.size(), first + static_cast<std::size_t>(shown) + 2);
    feed.tell(context.studio.document().history(), first, last, context.texts);
    pen.clip(list);
    float y = list.top - static_cast<float>(state.feedTop - std::floor(state.feedTop)) * pen.px(kFeedRow);
    const std::size_t eye = feed.rowAfter(context.studio.document().history().step());
    for (std::size_t row = first; row < last; ++row, y += pen.px(kFeedRow)) {
        const Area place{list.left, y, list.right, y + pen.px(kFeedRow) - pen.px(1)};
        if (const studio::FeedLine* line = feed.lineAt(row)) drawLine(context, *line, place, row);
        if (row + 1 == eye) drawEye(context, list, place.bottom);
    }
    pen.endClip();
    const TextLook foot{Face::Text, 12, context.theme().dim, Align::Start};
    const std::string count = std::to_string(feed.size());
    const std::string percent = std::to_string(feed.percent());
    const std::string text = feed.complete()
                                 ? context.texts.format("feed.count", {{"count", count}})
                                 : context.texts.format("feed.looking", {{"count", count}, {"percent", percent}});
    pen.text(ImVec2(list.left, area.bottom - pen.px(8)), foot, text);
}

}  // namespace gui
