#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

#include "app/gui/canvas/area.h"
#include "app/gui/canvas/font_measure.h"
#include "app/gui/canvas/frame_record.h"
#include "render/theme.h"

namespace gui {

/// How a text of the window looks. `size` is in pixels at a scale of 100 %.
struct TextLook {
    Face face = Face::Text;
    float size = 14;
    render::Color color;
    render::Align align = render::Align::Start;
};

/// What the mouse does to one place.
struct Touch {
    bool hovered = false;
    bool held = false;
    bool clicked = false;
    bool menuWanted = false;  ///< The right button, or the left one pressed for long.
};

struct TouchOptions {
    bool enabled = true;     ///< Else it can be pointed at, to read why it cannot be clicked.
    bool longPress = false;  ///< A long press wants the menu, and is no click.
};

struct BoxLook {
    render::Color fill;
    render::Color outline;
    float outlineWidth = 1;  ///< At 100 %.
    float rounding = 0;      ///< At 100 %.
};

/// Draws and listens in the current window of Dear ImGui: the one through which every panel writes, so that all texts
/// and all places that can be clicked are known. Positions are pixels; sizes of letters and lines are at 100 %.
class Pen {
public:
    explicit Pen(FontBook& fonts) : fonts_(fonts), measure_(fonts) {}

    /// `scale` 1 is 100 %.
    void beginFrame(const render::Theme& theme, float scale);

    const render::Theme& theme() const { return theme_; }
    float scale() const { return scale_; }
    /// A length at 100 % in pixels.
    float px(float length) const { return length * scale_; }
    FontBook& fonts() { return fonts_; }
    const FontMeasure& measure() const { return measure_; }
    FrameRecord& record() { return record_; }

    // ---- Texts ----
    float width(const TextLook& look, std::string_view text);
    /// One line whose capitals stand in the middle of at.y; at.x is its start, middle or end. Returns its width.
    float text(ImVec2 at, const TextLook& look, std::string_view text);
    /// The same, shortened with an ellipsis to `widthMax`.
    float shortText(ImVec2 at, const TextLook& look, std::string_view text, float widthMax);
    /// How many lines `text` takes in this width.
    int lineCount(const TextLook& look, std::string_view text, float widthMax);
    /// Where the lines break; bytes of `text`.
    std::vector<render::TextLine> breakLines(const TextLook& look, std::string_view text, float widthMax);
    /// Lines from `at` down, the middle of the first at at.y, `pitch` (at 100 %) apart, at most `linesMax` of them.
    /// Returns how many there were.
    int paragraph(ImVec2 at, const TextLook& look, std::string_view text, float widthMax, float pitch, int linesMax);

    // ---- Shapes ----
    void box(const Area& area, const BoxLook& look);
    void line(ImVec2 from, ImVec2 to, render::Color color, float width);
    void circle(ImVec2 center, float radius, render::Color fill);
    void ring(ImVec2 center, float radius, render::Color color, float width);
    /// A convex or star-shaped filled outline, clockwise.
    void shape(std::initializer_list<ImVec2> points, render::Color color);
    /// What a rounding of its corners takes away from `area`; the length at 100 %.
    void corners(const Area& area, float rounding, render::Color color);
    void clip(const Area& area);
    void endClip();
    ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

    // ---- The mouse ----
    /// A place that can be clicked. Of two that overlap, the first one that was asked for gets the mouse.
    Touch touch(std::string_view id, const Area& area) { return touch(id, area, TouchOptions{}); }
    Touch touch(std::string_view id, const Area& area, TouchOptions options);
    /// In how many seconds the press that is under way will be a long one; infinity if there is none.
    double longPressIn() const;
    /// A few words beside `anchor` while this is called in every frame.
    void tooltip(std::string_view text, const Area& anchor);
    const std::string& tooltipText() const { return tooltip_; }
    const Area& tooltipAnchor() const { return tooltipAnchor_; }

private:
    struct Placed {
        float width = 0;
        bool shortened = false;
    };
    void waitForLongPress(Touch& touch);
    void place(ImVec2 at, const TextLook& look, std::string_view text, Placed placed);

    FontBook& fonts_;
    FontMeasure measure_;
    FrameRecord record_;
    render::Theme theme_ = render::themeOf(render::ThemeName::Light);
    float scale_ = 1;
    std::vector<Area> clips_;
    std::vector<render::TextLine> lines_;
    std::vector<ImVec2> path_;
    std::vector<ImVec2> wedge_;
    std::string shortened_;
    std::string id_;
    bool pressing_ = false;     ///< A place that knows long presses is held, and may still become one.
    bool longPressed_ = false;  ///< The press that is under way was a long one.
    std::string tooltip_;
    Area tooltipAnchor_;
};

}  // namespace gui
