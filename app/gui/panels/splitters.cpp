#include "app/gui/panels/splitters.h"

#include <array>
#include <string>

namespace gui {
namespace {

constexpr std::array<std::string_view, studio::kSplitCount> kIds{"split.ringLogs", "split.logsWhy", "split.time",
                                                                 "split.drawers"};
constexpr int kNone = -1;

/// A short bar in the middle of the gap, while it is pointed at.
void drawGrip(const PanelContext& context, const Splitter& splitter) {
    const Area& grip = splitter.grip;
    const float length = context.pen.px(44);
    const float thick = context.pen.px(4);
    const ImVec2 middle(grip.middleX(), grip.middleY());
    const Area bar = splitter.upright ? areaAround(middle, thick, length) : areaAround(middle, length, thick);
    context.pen.box(bar, {context.theme().dim, {}, 1, 2});
}

void drawSplitter(const PanelContext& context, const Splitter& splitter, int number) {
    if (splitter.grip.empty()) return;
    ViewState& state = context.state;
    const Touch touch = context.pen.touch(kIds[static_cast<std::size_t>(number)], splitter.grip);
    const bool mine = state.splitDragged == number;
    if (touch.hovered || mine) {
        ImGui::SetMouseCursor(splitter.upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        drawGrip(context, splitter);
    }
    const auto split = static_cast<studio::Split>(number);
    if (touch.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        state.splitDragged = kNone;
        state.splitStill = true;
        context.commands.push(studio::cmd::SetSplit{split, 0});
        return;
    }
    if (touch.held && !state.splitStill) {
        // A click alone moves nothing: it may be the first half of a double one.
        const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0);
        if (!mine && moved.x == 0 && moved.y == 0) return;
        state.splitDragged = number;
        state.splitShare = shareAt(splitter, ImGui::GetIO().MousePos);
        return;
    }
    if (!touch.held) state.splitStill = false;
    if (!mine) return;
    state.splitDragged = kNone;
    context.commands.push(studio::cmd::SetSplit{split, state.splitShare});
}

}  // namespace

studio::Splits splitsNow(const studio::Settings& settings, const ViewState& state) {
    studio::Splits splits = settings.splits[static_cast<std::size_t>(settings.preset)];
    if (state.splitDragged >= 0) splits[static_cast<std::size_t>(state.splitDragged)] = state.splitShare;
    return splits;
}

void drawSplitters(const PanelContext& context, const WindowLayout& layout) {
    for (std::size_t i = 0; i < layout.splitters.size(); ++i) {
        drawSplitter(context, layout.splitters[i], static_cast<int>(i));
    }
}

}  // namespace gui
