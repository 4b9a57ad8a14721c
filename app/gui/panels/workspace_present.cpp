// The workspace in front of a class: a header, the lesson's pictures, what a class reads, and nothing else.

#include <algorithm>
#include <cmath>

#include "app/gui/panels/present_caption.h"
#include "app/gui/panels/present_view.h"
#include "app/gui/panels/tool_strip.h"
#include "app/gui/panels/workspace.h"
#include "app/studio/lesson_scene.h"

namespace gui {
namespace {

/// A stage this wide, at 100 %, has room for two pictures.
constexpr float kSideBySide = 500;
constexpr float kRingShare = 0.38F;
constexpr float kRingShareBeside = 0.33F;  // Beside a picture that has words.
constexpr float kPresentMargin = 20;
constexpr float kTools = 34;  // While one improvises.

}  // namespace

bool Workspace::besideInPresent() const { return layout_.stage.width() >= pen_.px(kSideBySide); }

/// What a class must be able to read decides how much the pictures get.
void Workspace::wishForPresent(const PanelContext& context, const Area& window, LayoutWishes& wishes) {
    lecture_ = context.studio.lectureScene();
    const float left = window.left + pen_.px(kPresentMargin);
    const PresentCaption caption(context, lecture_, left, window.width() - pen_.px(kPresentMargin * 2));
    wishes.captionHeight = lecture_.isTitle ? 0 : caption.height() / pen_.scale();
    // Time has stopped for whoever is asked; and what is asked and answered needs the room.
    const auto kind = context.studio.lessonScene().kind;
    const bool isTold = kind == studio::LessonScene::Kind::None || kind == studio::LessonScene::Kind::Idea;
    wishes.shown.time = wishes.shown.time && isTold && !lecture_.isTitle;
}

void Workspace::drawPresent(const PanelContext& context) {
    if (context.studio.crashDesk() != nullptr) {
        const Area room{layout_.title.left, layout_.title.top + pen_.px(6), layout_.title.right,
                        ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - pen_.px(6)};
        return crash_.draw(context, room, {true});
    }
    drawPresentFoot(context, lecture_, layout_.foot);
    if (lecture_.isTitle) {
        drawPresentHeader(context, lecture_, layout_.title);
        return drawPresentTitle(context, lecture_, layout_.stage);
    }
    Area header = layout_.title;
    if (stageTabs(context).size() > 1) {
        const float left = header.right - pen_.px(kPresentMargin) - stageTabsWidth(context);
        drawStageTabs(context, ImVec2(left, header.middleY() + pen_.px(2)));
        header.right = left;
    }
    drawPresentHeader(context, lecture_, header);
    drawPresentStage(context);
    const float y = layout_.caption.top;
    pen_.line(ImVec2(layout_.caption.left + pen_.px(kPresentMargin), y),
              ImVec2(layout_.caption.right - pen_.px(kPresentMargin), y), context.theme().hairline, 1);
    const float left = layout_.caption.left + pen_.px(kPresentMargin);
    PresentCaption(context, lecture_, left, layout_.caption.width() - pen_.px(kPresentMargin * 2)).draw(y);
    if (!layout_.time.empty()) time_.draw(context, layout_.time, {false, false});
}

/// Side by side on a wide screen, else one at a time.
void Workspace::drawPresentStage(const PanelContext& context) {
    Area stage = layout_.stage;
    if (context.studio.presenting().improvising) {
        const Area tools{stage.left + pen_.px(kPresentMargin - 6), stage.bottom - pen_.px(kTools), stage.right,
                         stage.bottom};
        drawToolStrip(context, tools);
        stage.bottom = tools.top;
    }
    // A table has air of its own above and below.
    const Area table{stage.left, stage.top - pen_.px(10), stage.right, stage.bottom + pen_.px(6)};
    const RingPanel::Options ringOptions{false, false, true};
    const LogPanel::Options logOptions{false, true};
    const Stage chosen = stageInPresent(context);
    const bool alone = chosen == Stage::Ring;
    const auto draw = [&](Stage what, const Area& area) {
        if (what == Stage::Ring) return ring_.draw(context, area, ringOptions);
        if (what == Stage::Logs)
            return logs_.draw(context, {area.left, table.top, area.right, table.bottom}, logOptions);
        drawOnStage(context, what, area);
    };
    if (!shown_.ring || alone || !besideInPresent()) return draw(chosen, stage);
    const float share = chosen == Stage::Logs ? kRingShare : kRingShareBeside;
    const float split = std::round(stage.left + stage.width() * share);
    draw(Stage::Ring, {stage.left, stage.top, split, stage.bottom});
    draw(chosen, {split, stage.top, stage.right, stage.bottom});
}

/// What stands on the stage, or beside the ring on a wide one: what was chosen, else the first.
Stage Workspace::stageInPresent(const PanelContext& context) const {
    const std::vector<StageTab> tabs = stageTabs(context);
    Stage first = Stage::Ring;
    for (auto tab = tabs.rbegin(); tab != tabs.rend(); ++tab) {
        if (tab->stage == state_.stage) return state_.stage;
        first = tab->stage;
    }
    return first;
}

/// The wheel is the spotlight's while there is one.
void Workspace::turnSpotlight(const studio::Studio& studio) {
    if (!studio.presenting().spotlight) return;
    ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel != 0) {
        state_.spotRadius = std::clamp(state_.spotRadius * std::pow(1.15F, io.MouseWheel), kSpotMin, kSpotMax);
    }
    io.MouseWheel = io.MouseWheelH = 0;
}

}  // namespace gui
