#include "app/gui/panels/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/author_strip.h"
#include "app/gui/panels/caption_strip.h"
#include "app/gui/panels/context_menu.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/drawers.h"
#include "app/gui/panels/explore_drawers.h"
#include "app/gui/panels/key_names.h"
#include "app/gui/panels/more_menu.h"
#include "app/gui/panels/notice.h"
#include "app/gui/panels/present_view.h"
#include "app/gui/panels/server_buttons.h"
#include "app/gui/panels/splitters.h"
#include "app/gui/panels/title_bar.h"
#include "app/gui/panels/tool_strip.h"
#include "app/gui/panels/value_plate.h"
#include "app/gui/panels/why_panel.h"
#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "render/views/log_table.h"

namespace gui {
namespace {

constexpr std::uint32_t kArrowsMax = 400;
/// More calls of a client than this no stretch of time shows apart.
constexpr std::uint32_t kCallsMax = 128;
/// What the shield takes of the title row beside it.
constexpr float kShieldRoom = 170;

render::Theme themeOf(studio::ThemeName theme) {
    switch (theme) {
        case studio::ThemeName::Light: return render::themeOf(render::ThemeName::Light);
        case studio::ThemeName::Dark: return render::themeOf(render::ThemeName::Dark);
        case studio::ThemeName::Projector: return render::themeOf(render::ThemeName::Projector);
    }
    return render::themeOf(render::ThemeName::Light);
}

/// Whoever explores sees everything; else the lesson names what the moment needs.
ShownPanels shownBy(const studio::Document& document, Arrangement arrangement) {
    const lessons::Lesson* lesson = document.lesson();
    if (lesson == nullptr || lesson->panels.empty() || arrangement == Arrangement::Explore) return {};
    const auto has = [lesson](std::string_view name) {
        return std::find(lesson->panels.begin(), lesson->panels.end(), name) != lesson->panels.end();
    };
    return {has("ring"), has("logs"), has("time")};
}

Stage stageOf(studio::Picture picture) {
    switch (picture) {
        case studio::Picture::Roles: return Stage::Roles;
        case studio::Picture::Terms: return Stage::Terms;
        case studio::Picture::Votes: return Stage::Votes;
        case studio::Picture::Clients: return Stage::Clients;
        case studio::Picture::Histogram: return Stage::Histogram;
        case studio::Picture::Configs: return Stage::Configs;
    }
    return Stage::Votes;
}

std::optional<studio::Picture> pictureOf(Stage stage) {
    for (const studio::Picture picture : studio::kPictures) {
        if (stageOf(picture) == stage) return picture;
    }
    return std::nullopt;
}

Arrangement arrangementOf(const studio::Studio& studio) {
    if (studio.presenting().on) return Arrangement::Present;
    return studio.settings().preset == studio::Preset::Explore ? Arrangement::Explore : Arrangement::Study;
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
        if (menuTakesKey(state_.hands.menu, name)) continue;
        if (studio.dialog() != studio::Dialog::None && name == "Enter" && !press.repeat) enterPressed_ = true;
        const studio::CommandInfo* info = studio.commandOf(name);
        if (info == nullptr || (press.repeat && !mayRepeat(info->id))) continue;
        if (studio.dialog() != studio::Dialog::None && !isForDialog(*info)) continue;
        if (info->id == "escape" && (state_.hands.holdTime() || state_.stroking || state_.moreOpen)) {
            state_.hands.letGo();
            state_.stroking = state_.moreOpen = false;
            continue;
        }
        // The keys that a menu shows mean what it is the menu of, which is selected.
        state_.hands.menu.open = false;
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
    options.seenAs = studio.seenAs();
    options.callsPerClient = kCallsMax;
    const Area table = LogPanel::tableArea(pen_, layout_.compact ? layout_.stage : layout_.logs);
    const render::Metrics metrics{static_cast<int>(std::lround(pen_.scale() * 100))};
    if (!table.empty()) options.windowSize = std::max(1U, render::logColumnsMax(sceneBox(table), metrics));
    // The end of the longest log is known once the view is there; it is nearly always the one of the frame before.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::uint32_t behind = view_.longestLog >= options.windowSize ? view_.longestLog - options.windowSize : 0;
        const std::uint32_t folded = render::foldedColumns(view_);
        options.firstIndex = std::max(state_.firstColumn != 0 ? state_.firstColumn : behind + 1, folded + 1);
        const std::uint32_t longest = view_.longestLog;
        raft::buildClusterView(history, options, view_);
        if (view_.longestLog == longest && render::foldedColumns(view_) == folded) break;
    }
    TimePanel::follow(state_, history.time());
    raft::RunViewOptions run;
    run.from = state_.timeFrom;
    run.to = state_.timeFrom + state_.timeSpan;
    run.maxArrows = kArrowsMax;
    run.seenAs = studio.seenAs();
    raft::buildRunView(history, run, run_);
    // That nothing came after the last step is known as far as time has gone on; the way back does not forget it.
    if (run_.end != state_.lastStepAt) state_.quietUntil = {};
    state_.lastStepAt = run_.end;
    state_.quietUntil = std::max(state_.quietUntil, run_.cursor);
    run_.end = std::max(run_.end, state_.quietUntil);
    studio::wordMoments(history, studio.texts(), momentWords_, run_);
}

void Workspace::noteChanges(const studio::Studio& studio) {
    if (view_.violations.size() > state_.violationsSeen) {
        state_.propertiesOpen = true;
        if (state_.stage != Stage::Why) stageBeforeViolation_ = state_.stage;
        state_.stage = Stage::Why;
    }
    // Back where nothing is broken, nobody needs the list any more, and the picture before comes back.
    if (view_.violations.empty() && state_.violationsSeen > 0) {
        state_.propertiesOpen = false;
        if (stageBeforeViolation_ && state_.stage == Stage::Why) state_.stage = *stageBeforeViolation_;
        stageBeforeViolation_.reset();
    }
    state_.violationsSeen = view_.violations.size();
    const raft::Ref selection = studio.document().selection();
    if (selection != selectionBefore_ && !selection.empty()) state_.propertiesOpen = false;
    selectionBefore_ = selection;
    followPictures(studio);
    state_.hands.selectionSpot = {};
    state_.hovered = state_.hoveredNext;
    state_.hoveredNext = {};
}

/// A picture that somebody has just opened comes onto the stage, where there is one; a lesson begins with the usual
/// one.
void Workspace::followPictures(const studio::Studio& studio) {
    const bool sameLesson = std::exchange(lessonBefore_, studio.document().lesson()) == studio.document().lesson();
    for (auto [now, before] :
         {std::pair(studio.sidePicture(), &sideBefore_), std::pair(studio.timePicture(), &timeBefore_)}) {
        if (now == *before) continue;
        const bool wasOnStage = *before && state_.stage == stageOf(**before);
        if (now && sameLesson) {
            state_.stage = stageOf(*now);
        } else if (wasOnStage) {
            state_.stage = Stage::Ring;
        }
        *before = now;
    }
}

/// Without a lesson, and whoever explores, has all of them at hand.
TabRules Workspace::tabRules(const studio::Studio& studio, PicturePlace place) const {
    const bool all = studio.document().lesson() == nullptr || arrangementOf(studio) == Arrangement::Explore;
    return {all, place == PicturePlace::Side || shown_.time, all && place == PicturePlace::Time};
}

float Workspace::scaleOf(const studio::Studio& studio, const Frame& frame) const {
    const float wanted = frame.contentScale * static_cast<float>(studio.settings().scalePercent) / 100;
    return studio.presenting().on ? presentScale(frame.window, wanted) : scaleThatFits(frame.window, wanted);
}

void Workspace::arrange(const PanelContext& context, const Area& window) {
    const studio::Studio& studio = context.studio;
    LayoutWishes wishes;
    wishes.scale = pen_.scale();
    wishes.arrangement = arrangementOf(studio);
    const bool presents = wishes.arrangement == Arrangement::Present;
    if (!presents) {
        const bool tight = window.height() < pen_.px(kTightHeight);
        const float stripWidth = window.width() - pen_.px(24);
        wishes.captionHeight = captionHeight(context, stripWidth, tight ? CaptionAir::Tight : CaptionAir::Roomy);
    }
    wishes.servers = studio.document().history().config().serverCount();
    wishes.explains = state_.propertiesOpen || !studio.explanation().empty();
    wishes.shown = shown_ = shownBy(studio.document(), wishes.arrangement);
    wishes.shown.time = shown_.time || studio.timePicture().has_value();
    if (!shown_.time && studio.timePicture() == studio::Picture::Clients) {
        wishes.clientLanes = studio.document().history().config().clientCount();
    }
    const auto sides = pictureTabs(studio, PicturePlace::Side, {});
    wishes.shown.side = studio.sidePicture().has_value() || (!shown_.logs && sides.size() > 1);
    // What the reader has opened may take the logs' place; a lesson's own stands beside what else it names.
    const auto side = studio.sidePicture();
    if (side && !studio.lessonNames(*side)) wishes.shown.sideHeight = heightOf(*side);
    wishes.splits = splitsNow(studio.settings(), state_);
    if (presents) {
        wishForPresent(context, window, wishes);
    } else if (studio.drawer() != studio::Drawer::None) {
        wishes.drawerWidth = kDrawerWidth;
    }
    layout_ = layoutWindow(window, wishes);
}

void Workspace::draw(studio::Studio& studio, const Frame& frame) {
    if (const auto text = studio.takeClipboardText()) ImGui::SetClipboardText(text->c_str());
    const float scale = scaleOf(studio, frame);
    pen_.beginFrame(themeOf(studio.theme()), scale);
    pen_.fonts().setDefaultSize(14 * scale);
    const studio::Texts texts = studio.texts();
    fillLabels(texts);
    turnSpotlight(studio);
    const render::Look look{pen_.theme(), pen_.measure(), labels_,
                            render::Metrics{static_cast<int>(std::lround(scale * 100))}};
    const PanelContext context{studio, studio.commands(), state_, pen_, painter_, look, view_, run_, texts};
    arrange(context, frame.window);
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
    layout_.present ? drawPresent(context) : drawPanels(context);
    ImGui::End();
    drawAbove(context, frame.window);
}

/// What takes the window for itself: below the title bar, beside the drawer.
void Workspace::drawInstrument(const PanelContext& context) {
    state_.buttonsOf = raft::kNoNode;
    const Area window = areaAt(ImGui::GetWindowPos(), ImGui::GetWindowWidth(), ImGui::GetWindowHeight());
    const float gap = layout_.caption.left - window.left;
    const bool beside = !layout_.compact && !layout_.drawer.empty();
    const float right = beside ? layout_.drawer.left - gap : window.right - gap;
    const Area room{window.left + gap, layout_.caption.top, right, window.bottom - gap};
    std::vector<Area> plates = CrashPanel::plates(context, room);
    plates.push_back(layout_.title);
    if (beside) plates.push_back(layout_.drawer);
    drawPaper(pen_, window, plates);
    drawTitleBar(context, layout_.title);
    crash_.draw(context, room, {});
    if (beside) drawDrawer(context, layout_.drawer);
}

void Workspace::drawPanels(const PanelContext& context) {
    if (context.studio.crashDesk() != nullptr) return drawInstrument(context);
    const Area panels[] = {layout_.title, layout_.caption, layout_.ring,
                           layout_.logs,  layout_.why,     layout_.time,
                           layout_.stage, layout_.drawers, layout_.compact ? Area{} : layout_.drawer};
    drawPaper(pen_, areaAt(ImGui::GetWindowPos(), ImGui::GetWindowWidth(), ImGui::GetWindowHeight()), panels);
    drawTitleBar(context, layout_.title);
    drawCaptionStrip(context, layout_.caption, layout_.tight ? CaptionAir::Tight : CaptionAir::Roomy);
    drawSplitters(context, layout_);
    if (layout_.compact) {
        drawStage(context);
    } else {
        const bool shieldInRing = layout_.why.empty();
        if (!layout_.ring.empty()) ring_.draw(context, layout_.ring, {true, true, false, shieldInRing});
        if (!layout_.logs.empty()) logs_.draw(context, layout_.logs, {});
        if (shieldInRing) {
            drawShield(context, ImVec2(layout_.ring.right - pen_.px(20), layout_.ring.bottom - pen_.px(20)));
        } else {
            drawExplanation(context);
        }
        if (!layout_.drawers.empty()) drawDrawers(context, layout_.drawers);
    }
    if (!layout_.time.empty()) {
        TimePanel::Options options{!layout_.compact, true};
        if (!layout_.compact) {
            options.picture = context.studio.timePicture();
            options.tabs =
                pictureTabs(context.studio, PicturePlace::Time, tabRules(context.studio, PicturePlace::Time));
        }
        time_.draw(context, layout_.time, options);
    }
    if (!layout_.compact) drawDrawer(context, layout_.drawer);
}

/// The explanation, or the picture that stands in its place. The tabs stand where there is a picture to go back to.
void Workspace::drawExplanation(const PanelContext& context) {
    const Area& area = layout_.why;
    const auto picture = context.studio.sidePicture();
    const auto tabs = pictureTabs(context.studio, PicturePlace::Side, tabRules(context.studio, PicturePlace::Side));
    // What broke is shown wherever it finds room.
    if (picture && !state_.propertiesOpen) {
        drawShield(context, ImVec2(area.right - pen_.px(16), area.top + pen_.px(34)));
        drawPictureTabs(context, {area.left, area.top, area.right - pen_.px(kShieldRoom), area.bottom}, tabs);
        side_.draw(context, area, *picture, {});
        return;
    }
    const bool returns = !state_.propertiesOpen && pictureTabs(context.studio, PicturePlace::Side, {}).size() > 1;
    if (returns) drawPictureTabs(context, area, tabs);
    drawWhyPanel(context, area, {true, !returns, !layout_.drawers.empty()});
}

/// Where there is no room beside the stage, the drawer lies on it.
void Workspace::drawDrawerAbove(const PanelContext& context) {
    if (!layout_.compact || layout_.drawer.empty()) return;
    beginFloating(pen_, "##drawer", layout_.drawer);
    pen_.box(layout_.drawer, {context.theme().panel, {}, 1, 10});
    drawDrawer(context, layout_.drawer);
    endFloating();
}

// ---- A stage ----

std::vector<Workspace::StageTab> Workspace::stageTabs(const PanelContext& context) const {
    const studio::Studio& studio = context.studio;
    const bool explores = arrangementOf(studio) == Arrangement::Explore;
    std::vector<StageTab> tabs;
    if (shown_.ring) tabs.push_back({"stage.ring", Stage::Ring});
    if (shown_.logs) tabs.push_back({"stage.logs", Stage::Logs});
    if (!layout_.present) tabs.push_back({"stage.why", Stage::Why});
    if (explores) tabs.push_back({"stage.drawers", Stage::Drawers});
    for (const studio::Picture picture : studio::kPictures) {
        const bool open = studio.sidePicture() == picture || studio.timePicture() == picture;
        if (studio.lessonNames(picture) || open) tabs.push_back({stageNameOf(picture), stageOf(picture)});
    }
    // In front of a class the ring stands beside each of the others.
    if (layout_.present && shown_.ring && tabs.size() > 1 && besideInPresent()) tabs.erase(tabs.begin());
    return tabs;
}

ButtonLook Workspace::lookOf(const PanelContext& context, const StageTab& tab) const {
    const Stage shown = layout_.present ? stageInPresent(context) : state_.stage;
    const ButtonKind kind = shown == tab.stage ? ButtonKind::Chosen : ButtonKind::Quiet;
    return {context.tr(tab.text), {}, kind, 13, true, {}};
}

float Workspace::stageTabsWidth(const PanelContext& context) {
    float width = 0;
    for (const StageTab& tab : stageTabs(context)) {
        width += buttonWidth(pen_, lookOf(context, tab)) + pen_.px(6);
    }
    return width;
}

void Workspace::drawStageTabs(const PanelContext& context, ImVec2 leftMiddle) {
    float x = leftMiddle.x;
    for (const StageTab& tab : stageTabs(context)) {
        const ButtonLook look = lookOf(context, tab);
        const float width = buttonWidth(pen_, look);
        const Area box = areaAt(ImVec2(x, leftMiddle.y - pen_.px(14)), width, pen_.px(28));
        if (button(pen_, tab.text, box, look).clicked) state_.stage = tab.stage;
        x += width + pen_.px(6);
    }
}

void Workspace::drawStage(const PanelContext& context) {
    // What another lesson or preset had open may not be there now.
    const std::vector<StageTab> tabs = stageTabs(context);
    const bool isThere =
        std::any_of(tabs.begin(), tabs.end(), [this](const StageTab& tab) { return tab.stage == state_.stage; });
    if (!isThere) state_.stage = tabs.front().stage;
    drawPanelEdge(pen_, layout_.stage);
    const Area row{layout_.stage.left, layout_.stage.top, layout_.stage.right, layout_.stage.top + pen_.px(44)};
    drawStageTabs(context, ImVec2(row.left + pen_.px(12), row.middleY()));
    const Area below{layout_.stage.left, row.bottom - pen_.px(6), layout_.stage.right, layout_.stage.bottom};
    switch (state_.stage) {
        case Stage::Ring: {
            ring_.draw(context, layout_.stage, {false, true, false, true});
            drawShield(context, ImVec2(layout_.stage.right - pen_.px(16), layout_.stage.bottom - pen_.px(20)));
            return;
        }
        case Stage::Logs: return logs_.draw(context, below, {false});
        case Stage::Why: {
            const bool drawerTells = arrangementOf(context.studio) == Arrangement::Explore;
            return drawWhyPanel(context, layout_.stage, {false, true, drawerTells});
        }
        case Stage::Drawers: return drawDrawers(context, below);
        case Stage::Roles:
        case Stage::Terms:
        case Stage::Votes:
        case Stage::Clients:
        case Stage::Configs:
        case Stage::Histogram: return drawOnStage(context, state_.stage, below);
    }
}

/// A picture beside the usual ones, with the stage to itself.
void Workspace::drawOnStage(const PanelContext& context, Stage stage, const Area& area) {
    const auto picture = pictureOf(stage);
    if (!picture) return;
    if (!isOverTime(*picture)) return side_.draw(context, area, *picture, {false, 10});
    TimePanel::Options options{true, false};
    options.picture = picture;
    options.id = "stage.time";
    options.head = false;
    timeOnStage_.draw(context, {area.left, area.top + pen_.px(10), area.right, area.bottom}, options);
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
    // Nothing touches the cluster in front of a class, until one improvises.
    const bool onlyShows = layout_.present && !context.studio.presenting().improvising;
    if (context.studio.dialog() == studio::Dialog::None && !onlyShows) {
        drawWhyCard(context);
        drawDrawerAbove(context);
        drawServerButtons(context);
        openRequested(context, window);
        drawMenu(context, window);
        drawValuePlate(context, window);
        drawCommandField(context, window);
        if (!layout_.present)
            drawFileErrors(context, {window.left, layout_.caption.bottom, window.right, window.bottom});
        drawMoreMenu(context, window);
    } else {
        state_.buttonsOf = raft::kNoNode;
        state_.hands.letGo();
        state_.writing = state_.moreOpen = false;
    }
    if (layout_.present) {
        drawSpotlight(context, window);
        drawPresentNotes(context, lecture_, layout_);
    }
    // In front of a class it must not lie on what the class reads.
    const float bottom = layout_.present && !layout_.caption.empty() ? layout_.caption.top
                         : layout_.time.empty()                      ? window.bottom
                                                                     : layout_.time.top;
    drawDialogs(context, window, {enterPressed_});
    drawNotice(context, {window.left, window.top, window.right, bottom});
    drawTooltip(context, window);
    if (layout_.present) drawBlank(context, window);
}

}  // namespace gui
