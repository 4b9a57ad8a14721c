#include "app/gui/panels/panel_context.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace gui {
namespace {

constexpr float kPanelRounding = 10;

}  // namespace

std::string_view PanelContext::nameOf(raft::NodeId end) const {
    for (const raft::NodeView& node : view.nodes) {
        if (node.id == end) return node.name;
    }
    for (const raft::ClientView& client : view.clients) {
        if (client.id == end) return client.name;
    }
    return {};
}

void drawPanelEdge(Pen& pen, const Area& area) { pen.box(area, {{}, pen.theme().hairline, 1, kPanelRounding}); }

void drawPaper(Pen& pen, const Area& window, std::span<const Area> panels) {
    const render::Color paper = pen.theme().paper;
    // Bands from edge to edge; in each of them, what no panel covers.
    std::vector<float> edges{window.top, window.bottom};
    for (const Area& panel : panels) {
        if (!panel.empty()) edges.insert(edges.end(), {panel.top, panel.bottom});
    }
    std::sort(edges.begin(), edges.end());
    std::vector<Area> inBand;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const Area band{window.left, edges[i], window.right, edges[i + 1]};
        if (band.empty()) continue;
        inBand.clear();
        for (const Area& panel : panels) {
            if (!panel.empty() && panel.overlaps(band)) inBand.push_back(panel);
        }
        std::sort(inBand.begin(), inBand.end(), [](const Area& a, const Area& b) { return a.left < b.left; });
        float x = window.left;
        for (const Area& panel : inBand) {
            pen.box({x, band.top, panel.left, band.bottom}, {paper, {}, 1, 0});
            x = panel.right;
        }
        pen.box({x, band.top, window.right, band.bottom}, {paper, {}, 1, 0});
    }
    for (const Area& panel : panels) {
        if (!panel.empty() && panel.left > window.left)
            pen.corners(panel, kPanelRounding, paper);  // The title bar has none.
    }
}

float drawPanelTitle(const PanelContext& context, const Area& area, std::string_view key) {
    // Capitals are spaced by hand: the library has no letter spacing.
    Pen& pen = context.pen;
    const TextLook look{Face::SemiBold, 11, context.theme().dim, render::Align::Start};
    std::string_view rest = context.tr(key);
    float x = area.left + pen.px(20);
    while (!rest.empty()) {
        const std::string_view before = rest;
        render::takeCharacter(rest);
        const std::string_view character = before.substr(0, before.size() - rest.size());
        x += pen.text(ImVec2(x, area.top + pen.px(22)), look, character) + pen.px(1.1F);
    }
    return x;
}

Touch commandButton(const PanelContext& context, std::string_view id, const Area& area, ButtonLook look,
                    const studio::Command& command) {
    const auto whyNot = context.studio.whyNot(command);
    look.enabled = !whyNot;
    if (whyNot) look.hint = *whyNot;
    const Touch touch = button(context.pen, id, area, look);
    if (touch.clicked) context.commands.push(command);
    return touch;
}

Touch commandIcon(const PanelContext& context, std::string_view id, const Area& area, IconLook look,
                  const studio::Command& command) {
    const auto whyNot = context.studio.whyNot(command);
    look.enabled = !whyNot;
    if (whyNot) look.hint = *whyNot;
    const Touch touch = iconButton(context.pen, id, area, look);
    if (touch.clicked) context.commands.push(command);
    return touch;
}

std::string_view keyHint(std::string_view commandId) { return studio::keyOf(commandId, studio::Context::Study); }

std::string keyCaps(std::string_view key) {
    std::string text(key);
    if (text.size() > 1) std::replace(text.begin(), text.end() - 1, '+', ' ');
    return text;
}

render::Box sceneBox(const Area& area) { return {0, 0, render::fromPx(area.width()), render::fromPx(area.height())}; }

void beginFloating(Pen& pen, const char* id, const Area& area, FloatingOptions options) {
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing |
                                        ImGuiWindowFlags_NoScrollWithMouse;
    // The library cuts a window to whole pixels; an edge that lies between two must be inside.
    const ImVec2 corner(std::floor(area.left), std::floor(area.top));
    ImGui::SetNextWindowPos(corner);
    ImGui::SetNextWindowSize(ImVec2(std::ceil(area.right) - corner.x, std::ceil(area.bottom) - corner.y));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin(id, nullptr, options.takesMouse ? kFlags : kFlags | ImGuiWindowFlags_NoInputs);
    ImGui::PopStyleVar(3);
    // A click would leave it behind the plate that it explains.
    if (!options.takesMouse) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    pen.record().beginLayer();
}

void endFloating() { ImGui::End(); }

}  // namespace gui
