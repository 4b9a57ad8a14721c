#include "app/gui/panels/crash_panel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "app/gui/panels/crash_questions.h"

namespace gui {
namespace {

using render::Align;
using studio::CrashScene;
using CrashKind = studio::cmd::CrashMove::Kind;
using Mode = CrashScene::Mode;

// Lengths at 100 %.
constexpr float kCrashGap = 12;
constexpr float kCrashPad = 20;
constexpr float kCrashHead = 92;    // The sentence and the big button.
constexpr float kHeadBare = 54;     // The sentence alone,
constexpr float kHeadLow = 62;      // or beside the button.
constexpr float kTableBelow = 268;  // Questions and table, at least.
constexpr float kBelowLow = 154;    // One of them.
constexpr float kTimeTitle = 44;    // The title and the two switches.
constexpr float kWideEnough = 860;  // For questions and table side by side,
constexpr float kHighEnough = 560;  // and above each other with the picture.
constexpr float kBigButtonWidth = 236;

struct Parts {
    Area head;
    Area time;
    Area questions;
    Area table;
    bool single = false;  ///< There is room for one of the two below.
};

Parts partsOf(const PanelContext& context, const Area& area) {
    const Pen& pen = context.pen;
    const bool present = context.studio.presenting().on;
    Parts parts;
    parts.single = present || area.width() < pen.px(kWideEnough) || area.height() < pen.px(kHighEnough);
    const float gap = present ? pen.px(4) : pen.px(kCrashGap);
    const float head = pen.px(present ? kHeadBare : parts.single ? kHeadLow : kCrashHead);
    float below = std::min(pen.px(parts.single ? kBelowLow : kTableBelow), area.height() * 0.46F);
    const float most = parts.single ? pen.px(kBelowLow + 20) : area.height();
    below = std::min(std::max(below, area.height() * 0.41F), most);
    parts.head = {area.left, area.top, area.right, area.top + head};
    const float cut = std::round(area.bottom - below);
    parts.time = {area.left, parts.head.bottom + gap, area.right, cut - gap};
    parts.questions = {area.left, cut, area.right, area.bottom};
    if (parts.single) {
        parts.table = parts.questions;
        return parts;
    }
    const float middle = std::round(area.left + area.width() * 0.48F);
    parts.questions.right = middle - gap / 2;
    parts.table = {middle + gap / 2, cut, area.right, area.bottom};
    return parts;
}

/// The moment of which a time is nearest.
int momentAt(const CrashScene& scene, raft::SimTime time) {
    const auto& instants = scene.time.instants;
    const auto after = std::upper_bound(instants.begin(), instants.end(), time);
    const int number = static_cast<int>(after - instants.begin()) - 1;
    return std::clamp(number, 0, std::max(static_cast<int>(instants.size()) - 2, 0));
}

/// Two choices side by side: the one that holds, and the other with its key. Returns their left end.
float drawSwitch(const PanelContext& context, const std::string& id, float right, float middle,
                 const studio::CrashSwitch& look, std::string_view command) {
    Pen& pen = context.pen;
    const std::string caps = keyCaps(studio::crashKeyOf(command, context.studio.keyContext()));
    for (int i = 1; i >= 0; --i) {
        const bool isChosen = look.chosen == i;
        const std::string& label = look.choices[static_cast<std::size_t>(i)];
        const std::string_view key = isChosen ? std::string_view() : std::string_view(caps);
        const ButtonLook one{label, key, isChosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, one);
        const Area box{right - width, middle - pen.px(14), right, middle + pen.px(14)};
        if (isChosen) {
            button(pen, id + ".chosen", box, one);
        } else {
            commandButton(context, id, box, one, studio::commandNamed(command)->command);
        }
        right = box.left - pen.px(6);
    }
    if (!look.label.empty()) {
        const TextLook words{Face::Medium, 13, context.theme().dim, Align::End};
        right -= pen.px(4) + pen.text(ImVec2(right - pen.px(4), middle), words, look.label);
    }
    return right - pen.px(18);
}

void drawProgress(const PanelContext& context, const CrashScene& scene, ImVec2 at) {
    Pen& pen = context.pen;
    float x = at.x;
    for (const render::CrashColumn& column : scene.table.columns) {
        const bool isSeen = !column.cells.front().seen.empty();
        const Area tick = areaAt(ImVec2(x, at.y - pen.px(2)), pen.px(28), pen.px(4));
        pen.box(tick, {isSeen ? context.theme().ink : context.theme().hairline, {}, 1, 2});
        x += pen.px(34);
    }
    pen.text(ImVec2(x + pen.px(10), at.y), {Face::Medium, 12, context.theme().dim, Align::Start}, scene.progress);
}

}  // namespace

std::vector<Area> CrashPanel::plates(const PanelContext& context, const Area& area) {
    const Parts parts = partsOf(context, area);
    std::vector<Area> all{parts.head, parts.time, parts.questions};
    if (!parts.single) all.push_back(parts.table);
    return all;
}

void CrashPanel::draw(const PanelContext& context, const Area& area, Options options) {
    Pen& pen = context.pen;
    const CrashScene scene = studio::crashSceneOf(context.studio);
    const Parts parts = partsOf(context, area);
    if (!options.present) {
        for (const Area& plate : plates(context, area)) drawPanelEdge(pen, plate);
    }
    options.single = parts.single;
    drawHead(context, scene, parts.head, options);
    drawTime(context, scene, parts.time, options);
    const float pad = pen.px(kCrashPad);
    const auto inner = [pad, &pen](const Area& plate) {
        return Area{plate.left + pad, plate.top + pen.px(14), plate.right - pad, plate.bottom - pen.px(14)};
    };
    const bool tells = scene.mode == Mode::Pattern || scene.mode == Mode::Summary;
    if (!parts.single) {
        tells ? drawCrashPattern(context, scene, inner(parts.questions))
              : drawCrashQuestions(context, scene, inner(parts.questions));
        return drawTable(context, scene, inner(parts.table));
    }
    const Area below{parts.table.left + pad, parts.table.top + pen.px(4), parts.table.right - pad,
                     parts.table.bottom - pen.px(6)};
    if (scene.mode == Mode::Predict) return drawCrashColumns(context, scene, below);
    if (scene.mode == Mode::Summary) return drawCrashPattern(context, scene, below);
    Area table = below;
    if (scene.mode == Mode::Verdict) {
        table.bottom -= pen.px(42);
        drawCrashReason(context, scene, {below.left, table.bottom + pen.px(2), below.right, below.bottom});
    }
    drawTable(context, scene, table);
}

void CrashPanel::drawHead(const PanelContext& context, const CrashScene& scene, const Area& area, Options options) {
    Pen& pen = context.pen;
    const float left = area.left + pen.px(kCrashPad);
    const studio::BigButton big = context.studio.bigButton();
    float right = area.right - pen.px(kCrashPad);
    if (!options.present) {
        const ButtonLook look{big.text, context.tr("key.space"), ButtonKind::Primary, 16, big.enabled, big.whyNot};
        const float width = std::max(pen.px(kBigButtonWidth), buttonWidth(pen, look) + pen.px(8));
        const Area box{right - width, area.middleY() - pen.px(23), right, area.middleY() + pen.px(23)};
        if (button(pen, "big", box, look).clicked) context.commands.push(studio::cmd::BigButton{});
        right = box.left - pen.px(24);
        if (!options.single) drawProgress(context, scene, ImVec2(left, area.top + pen.px(18)));
    }
    const bool asks = scene.mode == Mode::Pattern;
    const std::string& title = asks && options.single ? scene.patternPrompt : scene.title;
    const float y = area.top + pen.px(options.present ? 14 : options.single ? 19 : 43);
    if (asks && options.single) {
        pen.paragraph(ImVec2(left, y), {Face::SemiBold, 17, context.theme().ink, Align::Start}, title, right - left, 22,
                      2);
        return;
    }
    pen.shortText(ImVec2(left, y), {Face::SemiBold, 17, context.theme().ink, Align::Start}, title, right - left);
    pen.shortText(ImVec2(left, y + pen.px(options.present ? 23 : 26)),
                  {Face::Text, 14, context.theme().dim, Align::Start}, scene.facts, right - left);
}

void CrashPanel::drawTime(const PanelContext& context, const CrashScene& scene, const Area& area, Options options) {
    Pen& pen = context.pen;
    float top = area.top;
    if (!options.single) {
        const float middle = area.top + pen.px(24);
        const float pad = area.right - pen.px(kCrashPad);
        float x = drawSwitch(context, "crash.sent", pad, middle, scene.sent, "crash-sent");
        x = drawSwitch(context, "crash.blow", x, middle, scene.blow, "crash-blow");
        const std::string& leader = scene.time.lanes[static_cast<std::size_t>(scene.time.leaderLane)].name;
        const std::string title = context.texts.format("stages.time", {{"leader", leader}});
        pen.shortText(ImVec2(area.left + pen.px(kCrashPad), middle),
                      {Face::SemiBold, 13, context.theme().dim, Align::Start}, title,
                      x - area.left - pen.px(kCrashPad + 12));
        top += pen.px(kTimeTitle);
    }
    const float side = pen.px(kCrashPad);
    if (options.single && !options.present) top += pen.px(8);
    const Area picture{area.left + side, top, area.right - side, area.bottom - pen.px(options.present ? 0 : 10)};
    if (picture.empty()) return;
    const ImVec2 origin(std::round(picture.left), std::round(picture.top));
    const render::Box box = sceneBox(picture);
    timeScene_.clear();
    timeScene_.setSize(box.right, box.bottom);
    render::drawCrashTime(scene.time, {box, context.state.hovered, context.state.crashLineHeld}, context.look,
                          timeScene_);
    useMouse(context, scene, picture, origin);
}

/// Wherever it is taken, the line goes to the mouse and stops between two events. A click on a letter goes there.
void CrashPanel::useMouse(const PanelContext& context, const CrashScene& scene, const Area& area, ImVec2 origin) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const Touch touch = pen.touch("crash.time", area);
    context.painter.paint(timeScene_, {origin, area, true}, pen.list(), pen.record());
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const raft::Ref ref = touch.hovered ? refAt(timeScene_, origin, mouse) : raft::Ref{};
    const bool isMark = ref.kind == raft::RefKind::Button;
    if (touch.hovered && !state.crashLineHeld) state.hoveredNext = ref;
    if (touch.clicked && isMark && !state.crashLineHeld) {
        context.commands.push(studio::cmd::CrashMove{CrashKind::Stage, static_cast<int>(ref.a), 0});
    }
    if (!touch.held) {
        state.crashLineHeld = false;
        return;
    }
    if (isMark && !state.crashLineHeld) return;
    state.crashLineHeld = true;
    const render::CrashTimeScale scale = render::crashTimeScale(scene.time, sceneBox(area), context.look);
    const int wanted = momentAt(scene, scale.timeAt(scenePoint(origin, mouse).x));
    const int now = momentAt(scene, scene.time.line);
    if (wanted != now) context.commands.push(studio::cmd::CrashMove{CrashKind::LineTo, wanted, 0});
}

void CrashPanel::drawTable(const PanelContext& context, const CrashScene& scene, const Area& area) {
    Pen& pen = context.pen;
    const ImVec2 origin(std::round(area.left), std::round(area.top));
    const render::Box box = sceneBox(area);
    if (box.empty()) return;
    tableScene_.clear();
    tableScene_.setSize(box.right, box.bottom);
    render::drawCrashTable(scene.table, {box, context.state.hovered}, context.look, tableScene_);
    const Touch touch = pen.touch("crash.table", area);
    context.painter.paint(tableScene_, {origin, area, true}, pen.list(), pen.record());
    if (!touch.hovered) return;
    const raft::Ref ref = refAt(tableScene_, origin, ImGui::GetIO().MousePos);
    context.state.hoveredNext = ref;
    if (!touch.clicked || ref.kind != raft::RefKind::Button) return;
    context.commands.push(studio::cmd::CrashMove{CrashKind::Stage, static_cast<int>(ref.a), 0});
}

}  // namespace gui
