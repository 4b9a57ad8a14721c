#include "app/gui/panels/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/caption_strip.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/key_names.h"
#include "app/gui/panels/more_menu.h"
#include "app/gui/panels/notice.h"
#include "app/gui/panels/server_buttons.h"
#include "app/gui/panels/title_bar.h"
#include "app/gui/panels/tool_strip.h"
#include "app/gui/panels/why_panel.h"
#include "raft/history/view_builder.h"
#include "render/views/log_table.h"

namespace gui {
namespace {

constexpr std::uint32_t kArrowsMax = 400;

render::Theme themeOf(const studio::Settings& settings) {
    switch (settings.theme) {
        case studio::ThemeName::Light: return render::themeOf(render::ThemeName::Light);
        case studio::ThemeName::Dark: return render::themeOf(render::ThemeName::Dark);
        case studio::ThemeName::Projector: return render::themeOf(render::ThemeName::Projector);
    }
    return render::themeOf(render::ThemeName::Light);
}

ShownPanels shownBy(const studio::Document& document) {
    const lessons::Lesson* lesson = document.lesson();
    if (lesson == nullptr || lesson->panels.empty()) return {};
    const auto has = [lesson](std::string_view name) {
        return std::find(lesson->panels.begin(), lesson->panels.end(), name) != lesson->panels.end();
    };
    return {has("ring"), has("logs"), has("time")};
}

/// A dialog reads the keys itself, but for those that close it or change how it looks.
bool isForDialog(const studio::CommandInfo& info) {
    constexpr std::array<std::string_view, 8> kIds{"escape", "quit",    "language",  "theme",
                                                   "larger", "smaller", "full-size", "present"};
    return std::find(kIds.begin(), kIds.end(), info.id) != kIds.end();
}

}  // namespace

void Workspace::readKeys(studio::Studio& studio, const std::vector<KeyPress>& keys) {
    enterPressed_ = false;
    for (const KeyPress& press : keys) {
        const std::string name = keyName(press);
        if (studio.dialog() != studio::Dialog::None && name == "Enter" && !press.repeat) enterPressed_ = true;
        const studio::CommandInfo* info = studio.commandOf(name);
        if (info == nullptr || (press.repeat && !mayRepeat(info->id))) continue;
        if (studio.dialog() != studio::Dialog::None && !isForDialog(*info)) continue;
        if (info->id == "escape" && (!state_.menuOf.empty() || state_.moreOpen)) {
            state_.menuOf = {};
            state_.moreOpen = false;
            continue;
        }
        studio.commands().push(info->command);
    }
}

std::uint32_t Workspace::background() const {
    const render::Color panel = pen_.theme().panel;
    return static_cast<std::uint32_t>(panel.r) << 16 | static_cast<std::uint32_t>(panel.g) << 8 | panel.b;
}

void Workspace::fillLabels(const studio::Texts& texts) {
    for (const render::LabelKey& label : render::kLabelKeys) labels_.*label.place = texts.tr(label.key);
}

/// Builds the two views of this moment.
void Workspace::look(const studio::Studio& studio) {
    const raft::History& history = studio.document().history();
    raft::ClusterViewOptions options;
    const Area table = LogPanel::tableArea(pen_, layout_.compact ? layout_.stage : layout_.logs);
    const render::Metrics metrics{static_cast<int>(std::lround(pen_.scale() * 100))};
    if (!table.empty()) options.windowSize = std::max(1U, render::logColumnsMax(sceneBox(table), metrics));
    // The end of the longest log is known once the view is there; it is nearly always the one of the frame before.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::uint32_t behind = view_.longestLog >= options.windowSize ? view_.longestLog - options.windowSize : 0;
        options.firstIndex = state_.firstColumn != 0 ? state_.firstColumn : behind + 1;
        const std::uint32_t longest = view_.longestLog;
        raft::buildClusterView(history, options, view_);
        if (view_.longestLog == longest) break;
    }
    TimePanel::follow(state_, history.time());
    raft::RunViewOptions run;
    run.from = state_.timeFrom;
    run.to = state_.timeFrom + state_.timeSpan;
    run.maxArrows = kArrowsMax;
    raft::buildRunView(history, run, run_);
}

void Workspace::noteChanges(const studio::Studio& studio) {
    if (view_.violations.size() > state_.violationsSeen) {
        state_.propertiesOpen = true;
        state_.stage = Stage::Why;
    }
    state_.violationsSeen = view_.violations.size();
    const raft::Ref selection = studio.document().selection();
    if (selection != selectionBefore_ && !selection.empty()) state_.propertiesOpen = false;
    selectionBefore_ = selection;
    state_.hovered = state_.hoveredNext;
    state_.hoveredNext = {};
}

void Workspace::draw(studio::Studio& studio, const Frame& frame) {
    if (const auto text = studio.takeClipboardText()) ImGui::SetClipboardText(text->c_str());
    const float scale = frame.contentScale * static_cast<float>(studio.settings().scalePercent) / 100;
    pen_.beginFrame(themeOf(studio.settings()), scale);
    pen_.fonts().setDefaultSize(14 * scale);
    const studio::Texts texts = studio.texts();
    fillLabels(texts);
    const render::Look look{pen_.theme(), pen_.measure(), labels_,
                            render::Metrics{static_cast<int>(std::lround(scale * 100))}};
    const PanelContext context{studio, studio.commands(), state_, pen_, painter_, look, view_, run_, texts};

    const float stripWidth = frame.window.width() - pen_.px(24);
    const bool tight = frame.window.height() < pen_.px(kTightHeight);
    const CaptionAir air = tight ? CaptionAir::Tight : CaptionAir::Roomy;
    layout_ =
        layoutWindow(frame.window, {scale, captionHeight(context, stripWidth, air),
                                    studio.document().history().config().serverCount(), shownBy(studio.document())});
    this->look(studio);
    noteChanges(studio);

    ImGui::SetNextWindowPos(frame.window.from());
    ImGui::SetNextWindowSize(ImVec2(frame.window.width(), frame.window.height()));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("##workspace", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    const Area panels[] = {layout_.title, layout_.caption, layout_.ring, layout_.logs,
                           layout_.why,   layout_.time,    layout_.stage};
    drawPaper(pen_, frame.window, panels);
    drawPanels(context);
    ImGui::End();
    drawAbove(context, frame.window);
}

void Workspace::drawPanels(const PanelContext& context) {
    drawTitleBar(context, layout_.title);
    drawCaptionStrip(context, layout_.caption, layout_.tight ? CaptionAir::Tight : CaptionAir::Roomy);
    if (layout_.compact) {
        drawStage(context);
    } else {
        if (!layout_.ring.empty()) ring_.draw(context, layout_.ring, {});
        if (!layout_.logs.empty()) logs_.draw(context, layout_.logs, {});
        if (!layout_.why.empty()) {
            drawWhyPanel(context, layout_.why, {});
        } else {
            drawShield(context, ImVec2(layout_.ring.right - pen_.px(20), layout_.ring.bottom - pen_.px(20)));
        }
    }
    if (!layout_.time.empty()) time_.draw(context, layout_.time, {!layout_.compact});
}

void Workspace::drawStageTabs(const PanelContext& context, const Area& row) {
    struct Tab {
        std::string_view id;
        std::string_view text;
        Stage stage;
    };
    const Tab tabs[] = {{"stage.ring", "stage.ring", Stage::Ring},
                        {"stage.logs", "stage.logs", Stage::Logs},
                        {"stage.why", "stage.why", Stage::Why}};
    float x = row.left + pen_.px(12);
    for (const Tab& tab : tabs) {
        const ButtonLook look{
            context.tr(tab.text), {}, state_.stage == tab.stage ? ButtonKind::Chosen : ButtonKind::Quiet, 13, true, {}};
        const float width = buttonWidth(pen_, look);
        const Area box = areaAt(ImVec2(x, row.middleY() - pen_.px(14)), width, pen_.px(28));
        if (button(pen_, tab.id, box, look).clicked) state_.stage = tab.stage;
        x += width + pen_.px(6);
    }
}

void Workspace::drawStage(const PanelContext& context) {
    drawPanelEdge(pen_, layout_.stage);
    const Area row{layout_.stage.left, layout_.stage.top, layout_.stage.right, layout_.stage.top + pen_.px(44)};
    drawStageTabs(context, row);
    const Area below{layout_.stage.left, row.bottom - pen_.px(6), layout_.stage.right, layout_.stage.bottom};
    switch (state_.stage) {
        case Stage::Ring: {
            ring_.draw(context, layout_.stage, {false});
            drawShield(context, ImVec2(layout_.stage.right - pen_.px(16), layout_.stage.bottom - pen_.px(20)));
            return;
        }
        case Stage::Logs: return logs_.draw(context, below, {false});
        case Stage::Why: return drawWhyPanel(context, layout_.stage, {false});
    }
}

/// A lesson that shows the ring alone keeps it alone: the explanation lies on it as a card, while something is
/// selected.
void Workspace::drawWhyCard(const PanelContext& context) {
    const bool wanted = state_.propertiesOpen || !context.studio.explanation().empty();
    if (layout_.compact || !layout_.why.empty() || !wanted || layout_.ring.empty()) return;
    const Area& ring = layout_.ring;
    const float width = std::min(pen_.px(420), ring.width() * 0.4F);
    const Area card{ring.right - pen_.px(16) - width, ring.top + pen_.px(44), ring.right - pen_.px(16),
                    ring.bottom - pen_.px(60)};
    beginFloating(pen_, "##why", card);
    pen_.box(card, {context.theme().panel, {}, 1, 10});
    drawWhyPanel(context, card, {});
    endFloating();
}

void Workspace::drawAbove(const PanelContext& context, const Area& window) {
    if (context.studio.dialog() == studio::Dialog::None) {
        drawWhyCard(context);
        drawServerButtons(context);
        drawMenu(context, window);
        drawCommandField(context, window);
        drawMoreMenu(context, window);
    } else {
        state_.buttonsOf = raft::kNoNode;
        state_.menuOf = {};
        state_.writing = state_.moreOpen = false;
    }
    const float bottom = layout_.time.empty() ? window.bottom : layout_.time.top;
    drawDialogs(context, window, {enterPressed_});
    drawNotice(context, {window.left, window.top, window.right, bottom});
    drawTooltip(context, window);
}

}  // namespace gui
