#include "app/gui/canvas/pen.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/gui/canvas/strokes.h"
#include "app/gui/imgui_compat.h"

namespace gui {
namespace {

constexpr float kLongPress = 0.5F;  // Seconds.
constexpr float kStill = 5;         // So far a finger may slip in that time.

render::Coord sizeOf(const TextLook& look, float scale) {
    return render::fromPx(FontBook::exactSize(look.size * scale));
}

}  // namespace

void Pen::beginFrame(const render::Theme& theme, float scale) {
    theme_ = theme;
    scale_ = scale;
    record_.clear();
    clips_.clear();
    tooltip_.clear();
    pressing_ = false;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) longPressed_ = false;
}

// ---- Texts ----

float Pen::width(const TextLook& look, std::string_view text) {
    return fonts_.width(look.face, FontBook::exactSize(px(look.size)), text);
}

void Pen::place(ImVec2 at, const TextLook& look, std::string_view text, Placed placed) {
    if (text.empty()) return;
    const float size = FontBook::exactSize(px(look.size));
    if (look.align == render::Align::Middle) at.x -= placed.width / 2;
    if (look.align == render::Align::End) at.x -= placed.width;
    const ImVec2 corner(std::round(at.x), std::round(at.y - size / 2));
    gui::addText(list(), fonts_.find(look.face, size, text), size, corner, toImGui(look.color), text.data(),
                 text.data() + text.size());
    const ImVec2 windowSize = ImGui::GetWindowSize();
    const Area window = areaAt(ImGui::GetWindowPos(), windowSize.x, windowSize.y);
    record_.addText({std::string(text), areaAt(corner, placed.width, size), clips_.empty() ? window : clips_.back(), 0,
                     placed.shortened});
}

float Pen::text(ImVec2 at, const TextLook& look, std::string_view text) {
    const float textWidth = width(look, text);
    place(at, look, text, {textWidth, false});
    return textWidth;
}

float Pen::shortText(ImVec2 at, const TextLook& look, std::string_view text, float widthMax) {
    const render::Coord size = sizeOf(look, scale_);
    const std::string_view fitting = render::ellipsize(measure_, pictureFace(look.face), size, text,
                                                       render::fromPx(std::max(widthMax, 0.0F)), shortened_);
    const float textWidth = width(look, fitting);
    place(at, look, fitting, {textWidth, fitting.size() != text.size()});
    return textWidth;
}

std::vector<render::TextLine> Pen::breakLines(const TextLook& look, std::string_view text, float widthMax) {
    lineCount(look, text, widthMax);
    return lines_;
}

int Pen::lineCount(const TextLook& look, std::string_view text, float widthMax) {
    render::breakLines(measure_, pictureFace(look.face), sizeOf(look, scale_), text, render::fromPx(widthMax), lines_);
    return static_cast<int>(lines_.size());
}

int Pen::paragraph(ImVec2 at, const TextLook& look, std::string_view text, float widthMax, float pitch, int linesMax) {
    const int count = std::min(lineCount(look, text, widthMax), linesMax);
    for (int i = 0; i < count; ++i) {
        const render::TextLine& line = lines_[static_cast<std::size_t>(i)];
        const bool isCut = i + 1 == count && lines_.size() > static_cast<std::size_t>(count);
        const ImVec2 place(at.x, at.y + px(pitch) * static_cast<float>(i));
        if (isCut) {
            shortText(place, look, text.substr(line.first), widthMax);
        } else {
            this->text(place, look, text.substr(line.first, line.count));
        }
    }
    return count;
}

// ---- Shapes ----

void Pen::box(const Area& area, const BoxLook& look) {
    // Whole pixels for the fill, half ones for a line of one pixel: both are sharp then.
    if (area.empty()) return;
    const Area edge{std::round(area.left), std::round(area.top), std::round(area.right), std::round(area.bottom)};
    const float line = std::max(1.0F, std::round(px(look.outlineWidth)));
    if (look.fill.visible()) {
        roundedPath(edge.from(), edge.to(), px(look.rounding), path_);
        look.rounding > 0 ? fillPath(list(), path_, toImGui(look.fill), {true})
                          : list().AddRectFilled(edge.from(), edge.to(), toImGui(look.fill));
    }
    if (!look.outline.visible()) return;
    const Area middle = edge.inset(line / 2);
    roundedPath(middle.from(), middle.to(), px(look.rounding), path_);
    strokePath(list(), path_, {toImGui(look.outline), line, 0, 0, true});
}

void Pen::line(ImVec2 from, ImVec2 to, render::Color color, float width) {
    const ImVec2 ends[] = {from, to};
    strokePath(list(), ends, {toImGui(color), std::max(1.0F, px(width)), 0, 0, false});
}

void Pen::circle(ImVec2 center, float radius, render::Color fill) {
    circlePath(center, px(radius), path_);
    fillPath(list(), path_, toImGui(fill), {true});
}

void Pen::ring(ImVec2 center, float radius, render::Color color, float width) {
    circlePath(center, px(radius), path_);
    strokePath(list(), path_, {toImGui(color), std::max(1.0F, px(width)), 0, 0, true});
}

void Pen::shape(std::initializer_list<ImVec2> points, render::Color color) {
    fillPath(list(), {points.begin(), points.size()}, toImGui(color), {true});
}

void Pen::corners(const Area& area, float rounding, render::Color color) {
    roundedPath(area.from(), area.to(), px(rounding), path_);
    const ImVec2 tips[] = {area.from(), ImVec2(area.right, area.top), area.to(), ImVec2(area.left, area.bottom)};
    const std::size_t points = path_.size() / 4;
    for (std::size_t corner = 0; corner < 4; ++corner) {
        wedge_.assign(1, tips[corner]);
        const auto first = path_.begin() + static_cast<std::ptrdiff_t>(corner * points);
        wedge_.insert(wedge_.end(), first, first + static_cast<std::ptrdiff_t>(points));
        fillPath(list(), wedge_, toImGui(color), {false});
    }
}

void Pen::clip(const Area& area) {
    const Area inner = clips_.empty() ? area : area.cutTo(clips_.back());
    clips_.push_back(inner);
    list().PushClipRect(inner.from(), inner.to(), true);
}

void Pen::endClip() {
    clips_.pop_back();
    list().PopClipRect();
}

// ---- The mouse ----

Touch Pen::touch(std::string_view id, const Area& area, TouchOptions options) {
    const Area visible = clips_.empty() ? area : area.cutTo(clips_.back());
    if (visible.empty()) return {};
    record_.addClick({std::string(id), visible, options.enabled});
    id_ = id;
    ImGui::SetCursorScreenPos(visible.from());
    const bool clicked = ImGui::InvisibleButton(id_.c_str(), ImVec2(visible.width(), visible.height()));
    Touch touch;
    touch.hovered = ImGui::IsItemHovered();
    touch.held = options.enabled && ImGui::IsItemActive();
    touch.clicked = options.enabled && clicked;
    touch.menuWanted = options.enabled && touch.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (options.longPress) waitForLongPress(touch);
    return touch;
}

/// What was pressed for long neither goes on being held nor becomes a click.
void Pen::waitForLongPress(Touch& touch) {
    const ImGuiIO& io = ImGui::GetIO();
    const float slipped = io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left];
    const bool still = slipped <= px(kStill) * px(kStill);
    if (touch.held && still && !longPressed_) {
        pressing_ = true;
        if (io.MouseDownDuration[ImGuiMouseButton_Left] >= kLongPress) {
            touch.menuWanted = longPressed_ = true;
            pressing_ = false;
        }
    }
    if (longPressed_) touch.held = touch.clicked = false;
}

double Pen::longPressIn() const {
    if (!pressing_) return std::numeric_limits<double>::infinity();
    return std::max(0.0F, kLongPress - ImGui::GetIO().MouseDownDuration[ImGuiMouseButton_Left]);
}

void Pen::tooltip(std::string_view text, const Area& anchor) {
    tooltip_ = text;
    tooltipAnchor_ = anchor;
}

}  // namespace gui
