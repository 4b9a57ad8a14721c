#include "app/gui/panels/title_bar.h"

#include <algorithm>
#include <array>

#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

/// The buttons at the right end, from left to right. Those that stand first go first when room runs out: keys, and the
/// command that the doors and the key sheet offer as well.
struct TitleButton {
    std::string_view id;
    std::string_view label;    ///< Catalogue key.
    std::string_view command;  ///< Row of the command table.
};

constexpr std::array kButtons{
    TitleButton{"title.lessons", "title.lessons", "lessons"},
    TitleButton{"title.sandbox", "title.sandbox", "sandbox-here"},
    TitleButton{"title.newCluster", "title.newCluster", "new-cluster"},
    TitleButton{"title.open", "title.open", "open"},
    TitleButton{"title.save", "title.save", "save"},
    TitleButton{"title.keys", "title.keys", "keys"},
    TitleButton{"title.theme", "title.theme", "theme"},
    TitleButton{"title.language", "title.language", "language"},
};

std::string_view labelOf(const PanelContext& context, const TitleButton& button) {
    const studio::Settings& settings = context.studio.settings();
    if (button.command == "theme") {
        return context.tr(settings.theme == studio::ThemeName::Dark ? "title.light" : "title.dark");
    }
    // A language is offered in its own words.
    if (button.command == "language") {
        const bool english = settings.language == studio::Language::English;
        return studio::tr("title.language", english ? studio::Language::Chinese : studio::Language::English);
    }
    const bool atHome = button.command == "sandbox-here" && context.studio.document().lesson() != nullptr &&
                        !context.studio.document().onLessonLine();
    return context.tr(atHome ? "title.lesson" : button.label);
}

bool isShown(const PanelContext& context, const TitleButton& button) {
    // Leaving the lesson needs a lesson; a sandbox is already one.
    return button.command != "sandbox-here" || context.studio.document().lesson() != nullptr;
}

enum class KeysShown { All, None };

float widthOfAll(const PanelContext& context, KeysShown keys) {
    float width = 0;
    for (const TitleButton& title : kButtons) {
        if (!isShown(context, title)) continue;
        const std::string key = keys == KeysShown::All ? keyCaps(keyHint(title.command)) : std::string();
        width += buttonWidth(context.pen, {labelOf(context, title), key, ButtonKind::Quiet, 13, true, {}});
    }
    return width;
}

/// Returns the left end of the first button.
float drawButtons(const PanelContext& context, const Area& area, float roomMax) {
    Pen& pen = context.pen;
    const float withKeys = widthOfAll(context, KeysShown::All);
    const KeysShown keys = withKeys <= roomMax ? KeysShown::All : KeysShown::None;
    const float left = area.right - pen.px(10) - (keys == KeysShown::All ? withKeys : widthOfAll(context, keys));
    float x = left;
    for (const TitleButton& title : kButtons) {
        if (!isShown(context, title)) continue;
        const std::string key = keys == KeysShown::All ? keyCaps(keyHint(title.command)) : std::string();
        const ButtonLook look{labelOf(context, title), key, ButtonKind::Quiet, 13, true, {}};
        const float width = buttonWidth(pen, look);
        const Area box = areaAt(ImVec2(x, area.middleY() - pen.px(15)), width, pen.px(30));
        commandButton(context, title.id, box, look, studio::commandNamed(title.command)->command);
        x += width;
    }
    return left;
}

std::string placeText(const PanelContext& context) {
    const studio::Document& document = context.studio.document();
    if (const lessons::Lesson* lesson = document.lesson()) {
        const std::string trackKey = "track." + lesson->track;
        const std::string track(studio::hasText(trackKey) ? context.tr(trackKey) : std::string_view(lesson->track));
        const std::string& title = studio::textOf(lesson->title, context.texts.language());
        return track == title ? title : track + " › " + title;
    }
    std::string text(document.title().empty() ? context.tr("document.sandbox") : std::string_view(document.title()));
    if (!document.path().empty() && document.isModified()) text += " *";
    return text;
}

/// The rules that are bent, in a few words each.
std::string bentWords(const PanelContext& context) {
    std::string words;
    std::string_view rest = context.view.bentRules;
    while (!rest.empty()) {
        const std::string_view rule = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rule.size() + 1, rest.size()));
        const std::string key = "bent." + std::string(rule.substr(0, rule.find('=')));
        if (!words.empty()) words += context.tr("list.and");
        words += studio::hasText(key) ? context.tr(key) : rule;
    }
    return words;
}

/// Rules are bent: said where nobody can overlook it, between `left` and `right`. Returns its left end.
float drawRuleBanner(const PanelContext& context, const Area& area, float left, float right) {
    if (!context.view.rulesBent) return right;
    Pen& pen = context.pen;
    const std::string text = context.texts.format("title.rulesBent", {{"rules", bentWords(context)}});
    const TextLook look{Face::SemiBold, 12, context.theme().panel, Align::Start};
    const float room = right - pen.px(12) - left;
    const float width = std::min({pen.width(look, text) + pen.px(24), area.width() * 0.4F, room});
    const Area box = areaAt(ImVec2(right - width - pen.px(12), area.middleY() - pen.px(13)), width, pen.px(26));
    pen.box(box, {context.theme().violation, {}, 1, 13});
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
    const float buttonsLeft = drawButtons(context, area, area.right - placeLeft - placeWidth - pen.px(30));
    const float right = drawRuleBanner(context, area, placeLeft, buttonsLeft);
    pen.shortText(ImVec2(placeLeft, middle), placeLook, place, right - placeLeft - pen.px(12));
}

}  // namespace gui
