#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/keys.h"
#include "app/gui/panels/crash_panel.h"
#include "app/gui/panels/layout.h"
#include "app/gui/panels/log_panel.h"
#include "app/gui/panels/panel_context.h"
#include "app/gui/panels/ring_panel.h"
#include "app/gui/panels/side_panel.h"
#include "app/gui/panels/time_panel.h"
#include "app/studio/lecture.h"
#include "render/labels.h"

namespace gui {

/// The whole content of the window: all panels, the dialogs and the keys. It needs Dear ImGui and fonts, but no window.
class Workspace {
public:
    explicit Workspace(FontBook& fonts) : pen_(fonts), painter_(fonts) {}

    /// Pushes the commands that `keys` mean. Before the studio's update.
    void readKeys(studio::Studio& studio, const std::vector<KeyPress>& keys);

    struct Frame {
        Area window;
        float contentScale = 1;  ///< Of the display.
    };
    /// Draws everything and pushes what the mouse has asked for. Between ImGui::NewFrame and ImGui::Render.
    void draw(studio::Studio& studio, const Frame& frame);

    /// The run waits while somebody chooses what to do with something that moves.
    bool holdsTime() const { return state_.hands.holdTime(); }
    /// In how many seconds another frame will look different by itself, the run aside; infinity: never.
    double nextWakeUp() const { return pen_.longPressIn(); }

    /// What the window is cleared with, 0xRRGGBB: the inside of the panels.
    std::uint32_t background() const;
    const FrameRecord& record() { return pen_.record(); }
    const ViewState& state() const { return state_; }
    const raft::ClusterView& view() const { return view_; }
    const WindowLayout& layout() const { return layout_; }

private:
    void look(const studio::Studio& studio);
    void fillLabels(const studio::Texts& texts);
    void noteChanges(const studio::Studio& studio);
    float scaleOf(const studio::Studio& studio, const Frame& frame) const;
    void arrange(const PanelContext& context, const Area& window);
    void drawPanels(const PanelContext& context);
    void wishForPresent(const PanelContext& context, const Area& window, LayoutWishes& wishes);
    bool besideInPresent() const;
    void turnSpotlight(const studio::Studio& studio);
    void drawInstrument(const PanelContext& context);
    void drawPresent(const PanelContext& context);
    void drawPresentStage(const PanelContext& context);
    void drawStage(const PanelContext& context);
    struct StageTab {
        std::string_view text;  ///< Catalogue key.
        Stage stage = Stage::Ring;
    };
    std::vector<StageTab> stageTabs(const PanelContext& context) const;
    void drawOnStage(const PanelContext& context, Stage stage, const Area& area);
    void drawExplanation(const PanelContext& context);
    Stage stageInPresent(const PanelContext& context) const;
    TabRules tabRules(const studio::Studio& studio, PicturePlace place) const;
    void followPictures(const studio::Studio& studio);
    ButtonLook lookOf(const PanelContext& context, const StageTab& tab) const;
    float stageTabsWidth(const PanelContext& context);
    void drawStageTabs(const PanelContext& context, ImVec2 leftMiddle);
    void drawWhyCard(const PanelContext& context);
    void drawDrawerAbove(const PanelContext& context);
    void drawAbove(const PanelContext& context, const Area& window);

    Pen pen_;
    ScenePainter painter_;
    ViewState state_;
    RingPanel ring_;
    LogPanel logs_;
    TimePanel time_;
    TimePanel timeOnStage_;
    SidePanel side_;
    CrashPanel crash_;
    raft::ClusterView view_;
    raft::RunView run_;
    std::vector<std::string> momentWords_;  ///< What run_.moments is called.
    render::PictureLabels labels_;
    WindowLayout layout_;
    studio::LectureScene lecture_;  ///< Of this frame; in front of a class.
    ShownPanels shown_;
    std::optional<studio::Picture> sideBefore_;
    std::optional<studio::Picture> timeBefore_;
    const lessons::Lesson* lessonBefore_ = nullptr;
    raft::Ref selectionBefore_;
    std::optional<Stage> stageBeforeViolation_;  ///< What stood there until a violation opened Why.
    bool enterPressed_ = false;
};

}  // namespace gui
