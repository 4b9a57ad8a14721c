#include "app/gui/panels/more_menu.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/gui/panels/scroll_bar.h"

namespace gui {
namespace {

using render::Align;

constexpr float kMoreRow = 34;
constexpr float kRowLeast = 24;  // Where the window is small: a finger still finds it.
constexpr float kRule = 13;      // A line between two groups.
constexpr float kWidth = 330;
constexpr float kMorePad = 8;
constexpr float kScrollBar = 10;  ///< Where not every row has room.

/// Commands by their rows, in groups. Those that this build lacks are left out.
constexpr std::array<std::string_view, 8> kFiles{"lessons", "teach", "new-cluster", "rules",
                                                 "open",    "save",  "save-as",     "export"};
constexpr std::array<std::string_view, 6> kPictures{"show-roles",   "show-terms",     "show-votes",
                                                    "show-clients", "show-histogram", "show-configs"};
constexpr std::array<std::string_view, 3> kAuthors{"record", "storyboard", "verify"};
constexpr std::array<std::string_view, 6> kLast{"poster", "interview", "quiz", "glossary", "keys", "quit"};

std::vector<std::string_view> filesOf(const ViewState& state) {
    std::vector<std::string_view> ids = state.moreHidden;
    for (const std::string_view id : kFiles) {
        const bool isThere = std::find(ids.begin(), ids.end(), id) != ids.end();
        if (!isThere && studio::commandNamed(id) != nullptr) ids.push_back(id);
    }
    return ids;
}

/// Returns true if it was chosen.
bool drawCommand(const PanelContext& context, std::string_view id, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::CommandInfo& info = *studio::commandNamed(id);
    const auto whyNot = context.studio.whyNot(info.command);
    const Touch touch = pen.touch("more." + std::string(id), row, TouchOptions{!whyNot});
    if (touch.hovered && !whyNot) pen.box(row, {theme.soft, {}, 1, 7});
    if (touch.hovered && whyNot) pen.tooltip(*whyNot, row);
    const std::string caps = keyCaps(keyHint(id));
    const TextLook keyLook{Face::Medium, 11, theme.dim, Align::End};
    const float right = row.right - pen.px(12);
    const float keyWidth = caps.empty() ? 0 : pen.text(ImVec2(right, row.middleY()), keyLook, caps) + pen.px(12);
    const float left = row.left + pen.px(12);
    pen.shortText(ImVec2(left, row.middleY()), {Face::Medium, 13, whyNot ? theme.dim : theme.ink, Align::Start},
                  context.tr(info.text), right - keyWidth - left);
    if (touch.clicked) context.commands.push(info.command);
    return touch.clicked;
}

struct MoreChoice {
    std::string_view id;
    std::string_view label;
    studio::Command command;
    bool chosen = false;
};

/// Chips side by side behind a label, as wide as what is left allows.
void drawMoreChoices(const PanelContext& context, std::string_view labelKey, std::span<const MoreChoice> choices,
                     const Area& row) {
    Pen& pen = context.pen;
    const float left = row.left + pen.px(12);
    const float right = row.right - pen.px(12);
    float width = pen.px(6) * static_cast<float>(choices.size() - 1);
    for (const MoreChoice& choice : choices)
        width += buttonWidth(pen, {choice.label, {}, ButtonKind::Chosen, 12, true, {}});
    pen.shortText(ImVec2(left, row.middleY()), {Face::Text, 13, context.theme().dim, Align::Start},
                  context.tr(labelKey), right - width - pen.px(8) - left);
    float x = right - width;
    for (const MoreChoice& choice : choices) {
        const ButtonLook look{choice.label, {}, choice.chosen ? ButtonKind::Chosen : ButtonKind::Chip, 12, true, {}};
        const float own = buttonWidth(pen, {choice.label, {}, ButtonKind::Chosen, 12, true, {}});
        commandButton(context, choice.id, areaAt(ImVec2(x, row.middleY() - pen.px(13)), own, pen.px(26)), look,
                      choice.command);
        x += own + pen.px(6);
    }
}

/// `row` is the first; the others lie below it, as high.
void drawLooks(const PanelContext& context, Area row) {
    const studio::Settings& settings = context.studio.settings();
    const float step = row.height();
    const auto preset = [&](std::string_view id, studio::Preset one) {
        return MoreChoice{id, context.tr(id), studio::cmd::SetPreset{one}, settings.preset == one};
    };
    const MoreChoice presets[] = {preset("preset.study", studio::Preset::Study),
                                  preset("preset.explore", studio::Preset::Explore)};
    drawMoreChoices(context, "more.layout", presets, row);
    row = row.moved(0, step);
    const auto theme = [&](std::string_view id, studio::ThemeName one) {
        return MoreChoice{id, context.tr(id), studio::cmd::SetTheme{one}, settings.theme == one};
    };
    const MoreChoice themes[] = {theme("title.light", studio::ThemeName::Light),
                                 theme("title.dark", studio::ThemeName::Dark),
                                 theme("title.projector", studio::ThemeName::Projector)};
    drawMoreChoices(context, "more.theme", themes, row);
    row = row.moved(0, step);
    // What the window has room for: a small one stops growing before the user does.
    const int shown = std::min(settings.scalePercent, static_cast<int>(std::lround(context.pen.scale() * 100)));
    const std::string percent = std::to_string(shown) + " %";
    const MoreChoice sizes[] = {{"more.smaller", "–", studio::cmd::StepScale{-1}, false},
                                {"more.size100", percent, studio::cmd::SetScale{100}, false},
                                {"more.larger", "+", studio::cmd::StepScale{+1}, false}};
    drawMoreChoices(context, "more.size", sizes, row);
}

}  // namespace

void drawMoreMenu(const PanelContext& context, const Area& window) {
    ViewState& state = context.state;
    if (!state.moreOpen) return;
    Pen& pen = context.pen;
    const std::vector<std::string_view> files = filesOf(state);
    const float rows = static_cast<float>(files.size() + kPictures.size() + kAuthors.size() + kLast.size() + 3);
    const Area room = window.inset(pen.px(8));
    const float around = pen.px(kRule) * 4 + pen.px(kMorePad) * 2;
    const float rowHeight =
        std::floor(std::clamp((room.height() - around) / rows, pen.px(kRowLeast), pen.px(kMoreRow)));
    const float wanted = rowHeight * rows + around;
    const float height = std::min(wanted, room.height());
    const float width = std::min(pen.px(kWidth), room.width());
    const Area plate = pushedInto(
        areaAt(ImVec2(state.moreAnchor.right - width, state.moreAnchor.bottom + pen.px(6)), width, height), room);
    beginFloating(pen, "##more", plate);
    pen.box(plate, {context.theme().panel, context.theme().dim, 1, 10});
    float& scroll = state.listScroll;
    const float over = std::max(0.0F, wanted - height);
    scroll = std::clamp(scroll - ImGui::GetIO().MouseWheel * rowHeight, 0.0F, over);
    Area list = plate.inset(pen.px(kMorePad));
    if (over > 0) list.right -= pen.px(kScrollBar);
    const ScrollExtent extent{static_cast<double>(list.height() + over), static_cast<double>(list.height())};
    scroll = static_cast<float>(drawScrollBar(context, "more.scroll", list, extent, scroll));
    pen.clip(list);
    Area row{list.left, list.top - scroll, list.right, list.top - scroll + rowHeight};
    const auto next = [&](float by) { row = row.moved(0, by); };
    const auto rule = [&] {
        const float y = row.top + pen.px(kRule / 2);
        pen.line(ImVec2(list.left, y), ImVec2(list.right, y), context.theme().hairline, 1);
        next(pen.px(kRule));
    };
    bool chosen = false;
    for (const std::string_view id : files) {
        chosen = drawCommand(context, id, row) || chosen;
        next(rowHeight);
    }
    rule();
    for (const std::string_view id : kPictures) {
        chosen = drawCommand(context, id, row) || chosen;
        next(rowHeight);
    }
    rule();
    for (const std::string_view id : kAuthors) {
        chosen = drawCommand(context, id, row) || chosen;
        next(rowHeight);
    }
    rule();
    drawLooks(context, row);
    next(rowHeight * 3);
    rule();
    for (const std::string_view id : kLast) {
        chosen = drawCommand(context, id, row) || chosen;
        next(rowHeight);
    }
    pen.endClip();
    endFloating();
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool elsewhere = pressed && !state.moreIsNew && !plate.contains(mouse) && !state.moreAnchor.contains(mouse);
    state.moreIsNew = false;
    if (chosen || elsewhere) state.moreOpen = false;
}

}  // namespace gui
