#include <algorithm>
#include <string>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/course_map.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/author_desk.h"
#include "app/studio/learning.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::CourseEntry;

constexpr float kBanner = 52;
constexpr float kLessonsFoot = 104;
constexpr float kFade = 26;
constexpr float kLegendLine = 17;

/// The user's own files that cannot be read. Returns where what follows begins.
float drawUnreadable(const PanelContext& context, const Area& area, float y) {
    constexpr float kPitch = 19;
    constexpr std::size_t kShownMax = 3;
    Pen& pen = context.pen;
    const std::vector<std::string> errors = context.studio.authors().ownLessonErrors();
    if (errors.empty()) return y;
    pen.text(ImVec2(area.left, y + pen.px(8)), {Face::SemiBold, 12, context.theme().violation, Align::Start},
             context.tr("lessons.unreadable"));
    y += pen.px(30);
    for (std::size_t i = 0; i < std::min(errors.size(), kShownMax); ++i) {
        const int lines = pen.paragraph(ImVec2(area.left, y), {Face::Mono, 12, context.theme().ink, Align::Start},
                                        errors[i], area.width(), kPitch, 2);
        y += pen.px(kPitch) * static_cast<float>(lines) + pen.px(4);
    }
    return y + pen.px(4);
}

/// "step 4 of 7", of a place in a lesson.
std::string stepWords(const PanelContext& context, const CourseEntry& entry, const std::string& step) {
    const auto at = std::find(entry.steps.begin(), entry.steps.end(), step);
    return context.texts.format("lessons.step", {{"step", std::to_string(at - entry.steps.begin() + 1)},
                                                 {"steps", std::to_string(entry.steps.size())}});
}

// ---- Above the map ----

/// In the row of the title what else there is to see; below it what the numbers stand for. Returns where what follows
/// begins.
float drawHead(const PanelContext& context, const DialogFrame& frame) {
    Pen& pen = context.pen;
    const float y = frame.plate.top + pen.px(34);
    float right = frame.content.right;
    const auto chip = [&](std::string_view label, std::string_view key, ButtonKind kind) {
        const ButtonLook look{label, key, kind, 13, true, {}};
        const float width = buttonWidth(pen, look);
        right -= width;
        return std::pair(areaAt(ImVec2(right, y - pen.px(15)), width, pen.px(30)), look);
    };
    const std::string caps = keyCaps(keyHint("predictions"));
    const auto [predictions, predictionsLook] = chip(context.tr("command.predictions"), caps, ButtonKind::Chip);
    commandButton(context, "map.predictions", predictions, predictionsLook,
                  studio::cmd::Show{studio::Dialog::Predictions});
    right -= pen.px(8);
    const bool isOn = context.state.mapCoreOnly;
    const auto [core, coreLook] =
        chip(context.tr("lessons.coreOnly"), {}, isOn ? ButtonKind::Chosen : ButtonKind::Chip);
    if (button(pen, "map.core", core, coreLook).clicked) {
        context.state.mapCoreOnly = !isOn;
        context.state.mapFollows = true;
    }
    int count = 0;
    int minutes = 0;
    for (const CourseEntry& entry : context.studio.course().entries()) {
        if (entry.coreNumber == 0) continue;
        ++count;
        minutes += entry.minutes;
    }
    const std::string legend = context.texts.format(
        "lessons.legend", {{"count", std::to_string(count)}, {"hours", std::to_string((minutes + 30) / 60)}});
    const TextLook look{Face::Text, 12, context.theme().dim, Align::Start};
    const ImVec2 at(frame.content.left, frame.plate.top + pen.px(62));
    const int lines = pen.paragraph(at, look, legend, frame.content.width(), kLegendLine, 2);
    return at.y + pen.px(kLegendLine) * static_cast<float>(lines) + pen.px(4);
}

/// A wide button of two lines: what it is about, and where it leads.
struct BannerLook {
    std::string_view id;
    std::string_view label;
    std::string text;
    bool strong = false;
};
void drawBanner(const PanelContext& context, const Area& area, const BannerLook& look, const studio::Command& command) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch(look.id, area);
    const render::Color plate = look.strong ? theme.ink : theme.soft;
    const render::Color ink = look.strong ? theme.panel : theme.ink;
    pen.box(area, {touch.hovered ? render::mixed(plate, look.strong ? theme.panel : theme.ink, 90) : plate, {}, 1, 9});
    const float left = area.left + pen.px(42);
    drawIcon(pen, look.strong ? Icon::Play : Icon::Follow, ImVec2(area.left + pen.px(22), area.middleY()), ink);
    const float room = area.right - pen.px(14) - left;
    pen.shortText(ImVec2(left, area.top + pen.px(17)), {Face::Text, 12, render::mixed(ink, plate, 76), Align::Start},
                  look.label, room);
    pen.shortText(ImVec2(left, area.top + pen.px(36)), {Face::SemiBold, 14, ink, Align::Start}, look.text, room);
    if (touch.clicked) context.commands.push(command);
}

/// What comes back today, in one sentence.
std::string reviewWords(const PanelContext& context, const studio::ReviewCard& card) {
    const studio::Course& course = context.studio.course();
    const lessons::LocalText* belief = course.plan().beliefOf(card.misconception);
    const studio::Language language = context.texts.language();
    return context.texts.format(
        "lessons.reviewText", {{"belief", belief == nullptr ? card.misconception : studio::textOf(*belief, language)}});
}

/// Where one goes on, and a question that comes back. Returns where what follows begins.
float drawBanners(const PanelContext& context, const Area& area) {
    const studio::Learning& learning = context.studio.learning();
    const auto next = learning.next();
    const std::vector<studio::ReviewCard> due = learning.due();
    if (!next && due.empty()) return area.top;
    Pen& pen = context.pen;
    const float gap = pen.px(12);
    Area row{area.left, area.top, area.right, area.top + pen.px(kBanner)};
    if (next && !due.empty()) row.right = row.middleX() - gap / 2;
    if (next) {
        const CourseEntry& entry = *context.studio.course().find(next->lesson);
        BannerLook look{"map.resume", context.tr(next->step.empty() ? "lessons.next" : "lessons.resume"),
                        studio::textOf(entry.title, context.texts.language()), true};
        if (!next->step.empty()) look.text += "  ·  " + stepWords(context, entry, next->step);
        drawBanner(context, row, look, studio::cmd::ResumeLesson{});
        row = {row.right + gap, row.top, area.right, row.bottom};
    }
    if (!due.empty()) {
        const studio::ReviewCard& card = due.front();
        const std::string& title =
            studio::textOf(context.studio.course().find(card.lesson)->title, context.texts.language());
        const std::string label =
            context.texts.format("lessons.review", {{"count", std::to_string(due.size())}}) + "  ·  " + title;
        drawBanner(context, row, {"map.review", label, reviewWords(context, card), false},
                   studio::cmd::OpenStep{card.lesson, card.step});
    }
    return row.bottom + pen.px(16);
}

// ---- Below the map ----

/// What was done of a lesson, in words.
std::string doneWords(const PanelContext& context, const CourseEntry& entry) {
    const studio::Texts& texts = context.texts;
    if (!entry.available()) return std::string(texts.tr("lessons.laterText"));
    const studio::LessonProgress* done = progressOf(context, entry);
    std::string words;
    if (entry.isOwn) words = texts.tr(entry.replaces ? "lessons.ownReplaces" : "lessons.own");
    if (done == nullptr) return words.empty() ? std::string(texts.tr("lessons.untouched")) : words;
    const auto add = [&words](std::string part) { words += (words.empty() ? "" : "  ·  ") + part; };
    if (done->played) add(std::string(texts.tr("lessons.played")));
    if (!done->predictions.empty()) {
        add(texts.format("lessons.predicted", {{"right", std::to_string(done->rightPredictions())},
                                               {"all", std::to_string(done->predictions.size())}}));
    }
    if (done->solved) {
        const bool elegant = studio::starsOf(entry, done).elegant;
        add(texts.format(
            elegant ? "lessons.solvedElegantly" : "lessons.solved",
            {{"actions", std::to_string(done->actions)}, {"least", std::to_string(entry.solutionActions)}}));
    }
    if (!entry.whatIfs.empty()) {
        const auto seen = std::count_if(entry.whatIfs.begin(), entry.whatIfs.end(),
                                        [done](const std::string& id) { return done->whatIfs.count(id) > 0; });
        add(texts.format("lessons.whatIfs",
                         {{"seen", std::to_string(seen)}, {"all", std::to_string(entry.whatIfs.size())}}));
    }
    return words.empty() ? std::string(texts.tr("lessons.begun")) : words;
}

/// The buttons of the lesson that is spoken of. Returns their left end.
float drawOpenButtons(const PanelContext& context, const CourseEntry& entry, const Area& foot) {
    Pen& pen = context.pen;
    if (!entry.available()) return foot.right;
    const studio::LessonProgress* done = progressOf(context, entry);
    const bool goesOn = done != nullptr && !done->at.empty();
    float right = foot.right;
    const auto put = [&](std::string_view id, const ButtonLook& look, const studio::Command& command) {
        const float width = buttonWidth(pen, look) + pen.px(12);
        commandButton(context, id, areaAt(ImVec2(right - width, foot.middleY() - pen.px(18)), width, pen.px(36)), look,
                      command);
        right -= width + pen.px(10);
    };
    put("map.open",
        {context.tr(goesOn ? "lessons.fromStart" : "lessons.open"),
         context.tr("key.enter"),
         ButtonKind::Primary,
         14,
         true,
         {}},
        studio::cmd::OpenLesson{entry.id});
    if (goesOn) {
        const std::string label =
            context.texts.format("lessons.goOn", {{"place", stepWords(context, entry, done->at)}});
        put("map.goOn", {label, {}, ButtonKind::Chip, 14, true, {}}, studio::cmd::OpenStep{entry.id, {}});
    }
    return right;
}

void drawLessonsFoot(const PanelContext& context, const Area& foot) {
    const CourseEntry* entry = context.studio.course().find(context.state.mapChosen);
    if (entry == nullptr) return;
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::Language language = context.texts.language();
    pen.line(ImVec2(foot.left, foot.top), ImVec2(foot.right, foot.top), theme.hairline, 1);
    const float right = drawOpenButtons(context, *entry, foot) - pen.px(14);
    float y = foot.top + pen.px(22);
    const float used = pen.shortText(ImVec2(foot.left, y), {Face::SemiBold, 15, theme.ink, Align::Start},
                                     studio::textOf(entry->title, language), (right - foot.left) * 0.7F);
    const std::string level = context.texts.format(
        "lessons.levelMinutes", {{"level", std::to_string(entry->level)}, {"number", std::to_string(entry->minutes)}});
    const float levelLeft = foot.left + used + pen.px(16);
    pen.shortText(ImVec2(levelLeft, y), {Face::Text, 12, theme.dim, Align::Start}, level, right - levelLeft);
    y += pen.px(23);
    const std::string objective = studio::plainText(studio::textOf(entry->objective, language),
                                                    context.studio.glossary(), context.studio.termStyle());
    if (!objective.empty()) {
        pen.shortText(ImVec2(foot.left, y), {Face::Text, 13, theme.ink, Align::Start}, objective, right - foot.left);
        y += pen.px(22);
    }
    pen.shortText(ImVec2(foot.left, y), {Face::Text, 12.5F, theme.dim, Align::Start}, doneWords(context, *entry),
                  right - foot.left);
}

// ---- The map itself ----

void walk(const PanelContext& context, const MapLayout& map) {
    struct KeyStep {
        ImGuiKey key;
        MapStep step;
    };
    const KeyStep keys[] = {{ImGuiKey_LeftArrow, MapStep::Left}, {ImGuiKey_RightArrow, MapStep::Right},
                            {ImGuiKey_UpArrow, MapStep::Up},     {ImGuiKey_DownArrow, MapStep::Down},
                            {ImGuiKey_Home, MapStep::First},     {ImGuiKey_End, MapStep::Last}};
    for (const KeyStep& one : keys) {
        if (!keyTapped(one.key)) continue;
        const CourseEntry* entry = mapNeighbour(map, context.state.mapChosen, one.step);
        if (entry != nullptr) context.state.mapChosen = entry->id;
        context.state.mapFollows = true;
    }
}

/// What was chosen by a key is brought into sight, with a little around it.
void follow(const PanelContext& context, const MapLayout& map, const Area& room) {
    if (!std::exchange(context.state.mapFollows, false)) return;
    const float around = context.pen.px(30);
    float& scroll = context.state.listScroll;
    for (const MapCard& card : map.cards) {
        if (card.entry->id != context.state.mapChosen) continue;
        scroll = std::min(scroll, card.area.top - room.top - around);
        scroll = std::max(scroll, card.area.bottom - room.bottom + around);
    }
}

/// Where the map goes on it fades.
void drawFades(const PanelContext& context, const Area& room, float scroll, float over) {
    Pen& pen = context.pen;
    constexpr int kBands = 6;
    const float band = pen.px(kFade) / kBands;
    render::Color color = context.theme().panel;
    for (int i = 0; i < kBands; ++i) {
        color.a = static_cast<std::uint8_t>(230 - i * 36);
        const float by = band * static_cast<float>(i);
        if (scroll > 0) pen.box({room.left, room.top + by, room.right, room.top + by + band}, {color, {}, 1, 0});
        if (scroll < over) {
            pen.box({room.left, room.bottom - by - band, room.right, room.bottom - by}, {color, {}, 1, 0});
        }
    }
}

void chooseFirst(const PanelContext& context) {
    if (!context.state.dialogIsNew) return;
    const lessons::Lesson* open = context.studio.document().lesson();
    const auto next = context.studio.learning().next();
    const std::string id = next ? next->lesson : open != nullptr ? open->id : std::string();
    if (context.studio.course().find(id) != nullptr) context.state.mapChosen = id;
    context.state.mapFollows = true;
}

}  // namespace

void drawLessonsDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    chooseFirst(context);
    DialogFrame frame = beginDialog(context, window, ImVec2(1420, 940), "lessons.title");
    frame.content.top = drawHead(context, frame);
    frame.foot.top = frame.plate.bottom - pen.px(kLessonsFoot);
    const float top = drawUnreadable(context, frame.content, drawBanners(context, frame.content));
    const Area room{frame.content.left, top, frame.content.right, frame.foot.top - pen.px(2)};
    const MapLayout map = layOutMap(context, room);
    walk(context, map);
    float& scroll = context.state.listScroll;
    follow(context, map, room);
    const float over = std::max(0.0F, map.bottom - room.bottom);
    scroll = std::clamp(scroll - ImGui::GetIO().MouseWheel * pen.px(72), 0.0F, over);
    const ScrollExtent extent{static_cast<double>(map.bottom - room.top), static_cast<double>(room.height())};
    scroll = static_cast<float>(drawScrollBar(context, "map.scroll", room, extent, scroll));
    drawMap(context, map, room, scroll);
    drawFades(context, room, scroll, over);
    drawLessonsFoot(context, {frame.content.left, frame.foot.top, frame.content.right, frame.plate.bottom});
    const CourseEntry* chosen = context.studio.course().find(context.state.mapChosen);
    if (options.enter && chosen != nullptr && chosen->available()) {
        context.commands.push(studio::cmd::OpenLesson{chosen->id});
    }
    endDialog(context, frame);
}

}  // namespace gui
