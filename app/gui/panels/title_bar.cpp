#include "app/gui/panels/title_bar.h"

#include <algorithm>
#include <array>

#include "app/studio/rule_sheet.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

/// The buttons at the right end, from left to right. When room runs out the keys go first, then whole buttons, the
/// highest `rank` before the others; they stand in the menu at the end then.
struct TitleButton {
    std::string_view id;
    std::string_view label;    ///< Catalogue key.
    std::string_view command;  ///< Row of the command table.
    int rank = 0;
};

constexpr std::array kButtons{
    TitleButton{"title.lessons", "title.lessons", "lessons", 2},
    TitleButton{"title.sandbox", "title.sandbox", "sandbox-here", 4},
    TitleButton{"title.present", "title.present", "present", 3},
    TitleButton{"title.export", "title.export", "export", 5},
    TitleButton{"title.find", "title.find", "find", 1},
    TitleButton{"title.language", "title.language", "language", 0},
};
constexpr int kRanks = 6;
constexpr float kMoreWidth = 40;

bool isAway(const PanelContext& context) {
    return context.studio.document().lesson() != nullptr && !context.studio.document().onLessonLine();
}

std::string_view labelOf(const PanelContext& context, const TitleButton& button) {
    // A language is offered in its own words.
    if (button.command == "language") {
        const bool english = context.studio.settings().language == studio::Language::English;
        return studio::tr("title.language", english ? studio::Language::Chinese : studio::Language::English);
    }
    return context.tr(button.command == "sandbox-here" && isAway(context) ? "title.lesson" : button.label);
}

bool isShown(const PanelContext& context, const TitleButton& button) {
    // Leaving the lesson needs a lesson; a sandbox is already one.
    if (button.command == "sandbox-here" && context.studio.document().lesson() == nullptr) return false;
    return studio::commandNamed(button.command) != nullptr;
}

/// How much of the buttons is there.
struct Shown {
    bool keys = true;
    int rankMax = kRanks;
};

ButtonLook lookOf(const PanelContext& context, const TitleButton& title, std::string_view caps) {
    return {labelOf(context, title), caps, ButtonKind::Quiet, 13, true, {}};
}

/// Its key, unless what is open has taken it for itself.
std::string capsOf(const PanelContext& context, std::string_view command) {
    const std::string_view key = keyHint(command);
    const bool isTaken = !key.empty() && context.studio.commandOf(key) != studio::commandNamed(command);
    return isTaken ? std::string() : keyCaps(key);
}

float widthOfAll(const PanelContext& context, Shown shown) {
    float width = context.pen.px(kMoreWidth);
    for (const TitleButton& title : kButtons) {
        if (!isShown(context, title) || title.rank > shown.rankMax) continue;
        const std::string caps = shown.keys ? capsOf(context, title.command) : std::string();
        width += buttonWidth(context.pen, lookOf(context, title, caps));
    }
    return width;
}

/// As much as `roomMax` holds.
Shown fitting(const PanelContext& context, float roomMax) {
    Shown shown;
    if (widthOfAll(context, shown) <= roomMax) return shown;
    shown.keys = false;
    while (shown.rankMax >= 0 && widthOfAll(context, shown) > roomMax) --shown.rankMax;
    return shown;
}

void drawMoreButton(const PanelContext& context, const Area& box) {
    ViewState& state = context.state;
    const Touch touch =
        iconButton(context.pen, "title.more", box,
                   {Icon::More, true, state.moreOpen, state.moreOpen ? std::string_view() : context.tr("title.more")});
    state.moreAnchor = box;
    if (!touch.clicked) return;
    state.moreOpen = state.moreIsNew = !state.moreOpen;
}

/// Returns the left end of the first button.
float drawButtons(const PanelContext& context, const Area& area, float roomMax) {
    Pen& pen = context.pen;
    const Shown shown = fitting(context, roomMax);
    const float left = area.right - pen.px(10) - widthOfAll(context, shown);
    float x = left;
    context.state.moreHidden.clear();
    for (const TitleButton& title : kButtons) {
        if (!isShown(context, title)) continue;
        if (title.rank > shown.rankMax) {
            context.state.moreHidden.push_back(title.command);
            continue;
        }
        const std::string caps = shown.keys ? capsOf(context, title.command) : std::string();
        const ButtonLook look = lookOf(context, title, caps);
        const float width = buttonWidth(pen, look);
        const Area box = areaAt(ImVec2(x, area.middleY() - pen.px(15)), width, pen.px(30));
        commandButton(context, title.id, box, look, studio::commandNamed(title.command)->command);
        x += width;
    }
    drawMoreButton(context, areaAt(ImVec2(x + pen.px(5), area.middleY() - pen.px(15)), pen.px(30), pen.px(30)));
    return left;
}

std::string placeText(const PanelContext& context) {
    const studio::Document& document = context.studio.document();
    if (const lessons::Lesson* lesson = document.lesson()) {
        const std::string track = studio::trackName(lesson->track, context.studio.course(), context.texts);
        const std::string& title = studio::textOf(lesson->title, context.texts.language());
        return track == title ? title : track + " › " + title;
    }
    std::string text(document.title().empty() ? context.tr("document.sandbox") : std::string_view(document.title()));
    if (!document.path().empty() && document.isModified()) text += " *";
    return text;
}

/// Rules are bent: said where nobody can overlook it, between `left` and `right`. Returns its left end.
float drawRuleBanner(const PanelContext& context, const Area& area, float left, float right) {
    if (!context.view.rulesBent) return right;
    Pen& pen = context.pen;
    const std::string text =
        context.texts.format("title.rulesBent", {{"rules", studio::bentWords(context.view.bentRules, context.texts)}});
    const TextLook look{Face::SemiBold, 12, context.theme().panel, Align::Start};
    const float room = right - pen.px(12) - left;
    const float width = std::min({pen.width(look, text) + pen.px(24), area.width() * 0.4F, room});
    const Area box = areaAt(ImVec2(right - width - pen.px(12), area.middleY() - pen.px(13)), width, pen.px(26));
    const Touch touch = pen.touch("title.rules", box);
    const render::Color plate = context.theme().violation;
    pen.box(box, {touch.hovered ? render::mixed(plate, context.theme().ink, 85) : plate, {}, 1, 13});
    if (touch.hovered) pen.tooltip(context.tr("title.rulesOpen"), box);
    if (touch.clicked) context.commands.push(studio::cmd::Show{studio::Dialog::Rules});
    pen.shortText(ImVec2(box.left + pen.px(12), box.middleY()), look, text, width - pen.px(23));
    return box.left;
}

}  // namespace

void drawTitleBar(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    pen.line(ImVec2(area.left, area.bottom - 0.5F), ImVec2(area.right, area.bottom - 0.5F), theme.hairline, 1);
    const float middle = area.middleY() + pen.px(1);
    const float nameWidth = pen.text(ImVec2(area.left + pen.px(20), middle), {Face::Bold, 17, theme.ink, Align::Start},
                                     context.tr("app.name"));
    const std::string place = placeText(context);
    const TextLook placeLook{Face::Text, 14, theme.dim, Align::Start};
    const float placeLeft = area.left + pen.px(20) + nameWidth + pen.px(20);
    const float placeWidth = pen.width(placeLook, place);
    // A long name is shortened before the buttons are put away.
    const float placeRoom = std::min(placeWidth, area.width() * 0.3F);
    const float buttonsLeft = drawButtons(context, area, area.right - placeLeft - placeRoom - pen.px(30));
    const float right = drawRuleBanner(context, area, placeLeft, buttonsLeft);
    pen.shortText(ImVec2(placeLeft, middle), placeLook, place, right - placeLeft - pen.px(12));
}

}  // namespace gui
