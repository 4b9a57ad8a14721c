// Every rule of the protocol with its switch. What is switched holds from the cursor on, like anything that is done.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using raft::RuleInfo;
using render::Align;
using studio::RuleRow;

constexpr float kRulesField = 34;
constexpr float kSubjectHead = 36;
constexpr float kRulePad = 10;
constexpr float kRuleIndent = 40;  // Of what stands beside the box that is ticked.
constexpr float kRuleNameLine = 24;
constexpr float kMeaningPitch = 19;
constexpr float kValueChips = 38;
constexpr float kVerdictLine = 20;
constexpr int kMeaningLines = 6;
constexpr float kRuleBox = 18;

/// Where a rule stands in the list, as if nothing were scrolled.
struct RulePlace {
    const RuleRow* row = nullptr;
    bool headed = false;  ///< The name of its subject stands above it.
    Area area;
};

TextLook meaningLook(const PanelContext& context) { return {Face::Text, 13, context.theme().ink, Align::Start}; }

std::vector<RulePlace> placeRules(const PanelContext& context, const std::vector<RuleRow>& rows, const Area& list) {
    Pen& pen = context.pen;
    std::vector<RulePlace> places;
    float y = list.top;
    for (const RuleRow& row : rows) {
        const bool headed = places.empty() || places.back().row->info->subject != row.info->subject;
        if (headed) y += pen.px(kSubjectHead);
        const float width = list.width() - pen.px(kRuleIndent + kRulePad);
        const int lines = std::min(pen.lineCount(meaningLook(context), row.meaning, width), kMeaningLines);
        const float chips = row.info->kind == RuleInfo::Kind::Choice ? kValueChips : 0;
        const float height =
            pen.px(2 * kRulePad + kRuleNameLine + kMeaningPitch * static_cast<float>(lines) + chips + kVerdictLine);
        places.push_back({&row, headed, {list.left, y, list.right, y + height}});
        y += height;
    }
    return places;
}

studio::cmd::SetRule switchOf(const RuleRow& row, int value) { return {row.info->id, value}; }

/// The box and the name beside it switch the rule. Returns the name's right end.
float drawRuleName(const PanelContext& context, const RuleRow& row, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const std::string name(row.info->name);
    const float middle = area.top + pen.px(kRulePad + kRuleNameLine / 2);
    const float left = area.left + pen.px(kRuleIndent);
    const TextLook look{Face::Mono, 14, theme.ink, Align::Start};
    const float right = left + pen.width(look, name);
    if (row.info->kind == RuleInfo::Kind::Choice) {
        pen.text(ImVec2(left, middle), look, name);
        return right;
    }
    const studio::Command command = switchOf(row, 1 - row.value);
    const auto whyNot = context.studio.whyNot(command);
    const Area box =
        areaAt(ImVec2(area.left + pen.px(kRulePad), middle - pen.px(kRuleBox / 2)), pen.px(kRuleBox), pen.px(kRuleBox));
    const Area both{box.left, box.top - pen.px(3), right, box.bottom + pen.px(3)};
    const Touch touch = pen.touch("rules." + name, both, TouchOptions{!whyNot});
    const render::Color ink = whyNot ? theme.dim : theme.ink;
    const bool on = row.value != 0;
    const render::Color empty = touch.hovered && !whyNot ? theme.soft : theme.panel;
    pen.box(box, {on ? ink : empty, on ? render::Color{} : ink, 1.5F, 4});
    if (on) drawIcon(pen, Icon::Check, ImVec2(box.middleX(), box.middleY()), theme.panel);
    pen.text(ImVec2(left, middle), look, name);
    if (touch.hovered && whyNot) pen.tooltip(*whyNot, both);
    if (touch.clicked) context.commands.push(command);
    return right;
}

/// Behind the name: that it is bent, what the profile has, and where it is from.
void drawRuleState(const PanelContext& context, const RuleRow& row, const Area& area, float left) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const float middle = area.top + pen.px(kRulePad + kRuleNameLine / 2);
    left += pen.px(14);
    if (!row.isRaft) {
        const TextLook look{Face::SemiBold, 12, theme.panel, Align::Start};
        const std::string_view words = context.tr("rules.notRaft");
        const Area pill = areaAt(ImVec2(left, middle - pen.px(11)), pen.width(look, words) + pen.px(20), pen.px(22));
        pen.box(pill, {theme.violation, {}, 1, 11});
        pen.text(ImVec2(pill.left + pen.px(10), middle), look, words);
        left = pill.right + pen.px(14);
    }
    float right = area.right - pen.px(kRulePad);
    const TextLook source{Face::Mono, 12, theme.dim, Align::End};
    right -= pen.text(ImVec2(right, middle), source, row.info->source) + pen.px(16);
    if (row.isProfiles) return;
    const raft::Profile profile = context.studio.document().history().config().profile;
    const int usual = raft::rulesOf(profile).get(row.info->id);
    const std::string words =
        context.texts.format("rules.profileHas", {{"profile", context.tr(studio::profileKey(profile))},
                                                  {"value", studio::ruleValueText(*row.info, usual, context.texts)}});
    pen.shortText(ImVec2(right, middle), {Face::Text, 12, theme.dim, Align::End}, words, right - left);
}

void drawRuleValues(const PanelContext& context, const RuleRow& row, const Area& area, float y) {
    Pen& pen = context.pen;
    float x = area.left + pen.px(kRuleIndent);
    for (int value = 0; value < studio::valueCount(*row.info); ++value) {
        const std::string label = studio::ruleValueText(*row.info, value, context.texts);
        const bool chosen = value == row.value;
        // A chip would not be seen on the plate of the row that is chosen.
        const ButtonKind plain = context.state.rules.chosen == row.info->id ? ButtonKind::Outlined : ButtonKind::Chip;
        const ButtonLook look{label, {}, chosen ? ButtonKind::Chosen : plain, 12, true, {}};
        const float width = std::max(buttonWidth(pen, look), pen.px(48));
        const Area box = areaAt(ImVec2(x, y), width, pen.px(kButtonHeight));
        const std::string id = "rules." + std::string(row.info->name) + "." + label;
        if (chosen) {
            button(pen, id, box, look);
        } else {
            commandButton(context, id, box, look, switchOf(row, value));
        }
        x += width + pen.px(8);
    }
}

void drawRule(const PanelContext& context, const RuleRow& row, const Area& area) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    RulesForm& form = context.state.rules;
    if (form.chosen == row.info->id) pen.box(area.inset(pen.px(1)), {theme.soft, {}, 1, 8});
    if (!row.isRaft) {
        pen.box({area.left, area.top + pen.px(8), area.left + pen.px(4), area.bottom - pen.px(8)},
                {theme.violation, {}, 1, 2});
    }
    drawRuleState(context, row, area, drawRuleName(context, row, area));
    const float left = area.left + pen.px(kRuleIndent);
    const float width = area.right - pen.px(kRulePad) - left;
    float y = area.top + pen.px(kRulePad + kRuleNameLine);
    const int lines = pen.paragraph(ImVec2(left, y + pen.px(kMeaningPitch / 2)), meaningLook(context), row.meaning,
                                    width, kMeaningPitch, kMeaningLines);
    y += pen.px(kMeaningPitch * static_cast<float>(lines));
    if (row.info->kind == RuleInfo::Kind::Choice) {
        drawRuleValues(context, row, area, y + pen.px(5));
        y += pen.px(kValueChips);
    }
    const TextLook verdict{row.isRaft ? Face::Text : Face::SemiBold, 12, row.isRaft ? theme.dim : theme.violation,
                           Align::Start};
    pen.shortText(ImVec2(left, y + pen.px(kVerdictLine / 2 + 1)), verdict, row.verdict, width);
    // Last, so that its switches come first.
    if (pen.touch("rules.row." + std::string(row.info->name), area).clicked) form.chosen = row.info->id;
}

/// What the keys do to the list. `places` is not empty.
class RuleKeys {
public:
    RuleKeys(const PanelContext& context, const std::vector<RulePlace>& places, int perPage)
        : context_(context), places_(places), perPage_(perPage) {}

    void read(bool enter) {
        const bool writes = ImGui::GetIO().WantTextInput;
        if (keyTapped(ImGuiKey_DownArrow)) walk(chosen() + 1);
        if (keyTapped(ImGuiKey_UpArrow)) walk(chosen() < 0 ? 0 : chosen() - 1);
        if (keyTapped(ImGuiKey_PageDown)) walk(chosen() + perPage_);
        if (keyTapped(ImGuiKey_PageUp)) walk(chosen() - perPage_);
        if (!writes && keyTapped(ImGuiKey_Home)) walk(0);
        if (!writes && keyTapped(ImGuiKey_End)) walk(last());
        if (chosen() < 0) return;
        const RuleRow& row = *places_[static_cast<std::size_t>(chosen())].row;
        const int count = studio::valueCount(*row.info);
        if (enter || (!writes && keyTapped(ImGuiKey_Space))) change(row, (row.value + 1) % count);
        if (!writes && keyTapped(ImGuiKey_RightArrow) && row.value + 1 < count) change(row, row.value + 1);
        if (!writes && keyTapped(ImGuiKey_LeftArrow) && row.value > 0) change(row, row.value - 1);
    }

private:
    int last() const { return static_cast<int>(places_.size()) - 1; }
    int chosen() const {
        const auto found = std::find_if(places_.begin(), places_.end(), [this](const RulePlace& place) {
            return context_.state.rules.chosen == place.row->info->id;
        });
        return found == places_.end() ? -1 : static_cast<int>(found - places_.begin());
    }
    void walk(int to) {
        RulesForm& form = context_.state.rules;
        form.chosen = places_[static_cast<std::size_t>(std::clamp(to, 0, last()))].row->info->id;
        form.follows = true;
    }
    void change(const RuleRow& row, int value) { context_.commands.push(switchOf(row, value)); }

    const PanelContext& context_;
    const std::vector<RulePlace>& places_;
    int perPage_;
};

/// A rule that a key has chosen, or somebody was looking for, is brought into sight, its subject with it.
void followRule(const PanelContext& context, const std::vector<RulePlace>& places, const Area& list) {
    if (!std::exchange(context.state.rules.follows, false)) return;
    float& scroll = context.state.listScroll;
    for (const RulePlace& place : places) {
        if (context.state.rules.chosen != place.row->info->id) continue;
        const float head = place.headed ? context.pen.px(kSubjectHead) : 0;
        scroll = std::max(scroll, place.area.bottom - list.bottom);
        scroll = std::min(scroll, place.area.top - head - list.top);
    }
}

void drawRuleList(const PanelContext& context, const std::vector<RulePlace>& places, const Area& list) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    if (places.empty()) {
        pen.text(ImVec2(list.left + pen.px(kRulePad), list.top + pen.px(24)), {Face::Text, 14, theme.dim, Align::Start},
                 context.tr("rules.none"));
        return;
    }
    float& scroll = context.state.listScroll;
    followRule(context, places, list);
    scroll -= ImGui::GetIO().MouseWheel * pen.px(72);
    const float all = places.back().area.bottom - list.top;
    scroll = static_cast<float>(drawScrollBar(context, "rules.scroll", list, {all, list.height()}, scroll));
    scroll = std::clamp(scroll, 0.0F, std::max(0.0F, all - list.height()));
    pen.clip(list);
    for (const RulePlace& place : places) {
        const Area area = place.area.moved(0, -scroll);
        const Area head{area.left, area.top - pen.px(kSubjectHead), area.right, area.top};
        if (place.headed && head.overlaps(list)) {
            pen.text(ImVec2(head.left + pen.px(kRulePad), head.middleY() + pen.px(4)),
                     {Face::SemiBold, 15, theme.ink, Align::Start},
                     studio::subjectTitle(*place.row->info, context.texts));
            pen.line(ImVec2(head.left, head.bottom), ImVec2(head.right, head.bottom), theme.hairline, 1);
        }
        if (area.overlaps(list)) drawRule(context, *place.row, area);
    }
    pen.endClip();
}

/// From when on a switch holds, or why nobody may touch one.
std::string holdsFrom(const PanelContext& context) {
    const studio::Document& document = context.studio.document();
    const raft::History& history = document.history();
    const raft::RuleInfo& any = raft::ruleTable().front();
    const int other = 1 - history.world().cluster().rules().get(any.id);
    if (const auto whyNot = context.studio.whyNot(studio::cmd::SetRule{any.id, other})) return *whyNot;
    const std::string_view key = document.onLessonLine() ? "rules.fromLesson"
                                 : history.atEnd()       ? "rules.fromNow"
                                                         : "rules.fromPast";
    return context.texts.format(key, {{"time", studio::timeText(history.time(), context.texts)}});
}

void drawRulesFoot(const PanelContext& context, const Area& foot) {
    Pen& pen = context.pen;
    const float top = foot.middleY() - pen.px(18);
    const std::string escape = keyCaps(context.tr("key.escape"));
    const ButtonLook close{context.tr("rules.close"), escape, ButtonKind::Chip, 14, true, {}};
    const float closeWidth = buttonWidth(pen, close) + pen.px(8);
    float right = foot.right - closeWidth;
    const Area closeArea = areaAt(ImVec2(right, top), closeWidth, pen.px(36));
    commandButton(context, "rules.close", closeArea, close, studio::cmd::Escape{});
    const raft::Profile profile = context.studio.document().history().config().profile;
    const std::string words =
        context.texts.format("rules.reset", {{"profile", context.tr(studio::profileKey(profile))}});
    const ButtonLook reset{words, {}, ButtonKind::Chip, 14, true, {}};
    const float resetWidth = buttonWidth(pen, reset) + pen.px(8);
    right -= resetWidth + pen.px(12);
    commandButton(context, "rules.reset", areaAt(ImVec2(right, top), resetWidth, pen.px(36)), reset,
                  studio::cmd::ResetRules{});
    pen.shortText(ImVec2(foot.left, foot.middleY()), {Face::Text, 12, context.theme().dim, Align::Start},
                  context.tr("rules.keys"), right - pen.px(16) - foot.left);
}

/// The filter, and what is chosen when it changes.
bool drawRulesField(const PanelContext& context, const Area& field) {
    Pen& pen = context.pen;
    RulesForm& form = context.state.rules;
    if (keyTapped(ImGuiKey_Tab)) form.focus = true;
    const std::string before(form.search.data());
    const bool entered =
        textField(context, "##rules.search", field, form.search, {std::exchange(form.focus, false), false, true});
    const std::string_view now(form.search.data());
    if (now.empty()) {
        pen.text(ImVec2(field.left + pen.px(12), field.middleY()), {Face::Text, 14, context.theme().dim, Align::Start},
                 context.tr("rules.search"));
    }
    if (now != before) {
        form.chosen.reset();
        context.state.listScroll = 0;
    }
    return entered;
}

}  // namespace

void drawRulesDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    RulesForm& form = context.state.rules;
    if (context.state.dialogIsNew) {
        const auto shown = context.studio.shownRule();
        form = RulesForm{{}, shown, shown.has_value(), !shown};
    }
    const DialogFrame frame = beginDialog(context, window, ImVec2(880, 760), "rules.title");
    const Area& content = frame.content;
    const TextLook dim{Face::Text, 13, context.theme().dim, Align::Start};
    const int lines = pen.paragraph(ImVec2(content.left, content.top + pen.px(4)), dim, holdsFrom(context),
                                    content.width(), kMeaningPitch, 2);
    const float fieldTop = content.top + pen.px(kMeaningPitch * static_cast<float>(lines) + 4);
    const bool entered =
        drawRulesField(context, {content.left, fieldTop, content.right, fieldTop + pen.px(kRulesField)});
    const raft::Cluster& cluster = context.studio.document().history().world().cluster();
    const std::vector<RuleRow> rows = studio::ruleRows(cluster, form.search.data(), context.texts);
    // Who looks for something means the first that fits.
    if (form.search[0] != '\0' && !form.chosen && !rows.empty()) form.chosen = rows.front().info->id;
    const Area list{content.left - pen.px(kRulePad), fieldTop + pen.px(kRulesField + 8), content.right, content.bottom};
    const std::vector<RulePlace> places = placeRules(context, rows, list);
    constexpr float kUsualRow = 84;
    const int perPage = std::max(1, static_cast<int>(list.height() / pen.px(kUsualRow)));
    if (!places.empty()) RuleKeys(context, places, perPage).read(entered || options.enter);
    drawRuleList(context, places, list);
    drawRulesFoot(context, frame.foot);
    // While the field has the keyboard, nobody else sees the key.
    if (ImGui::GetIO().WantTextInput && keyTapped(ImGuiKey_Escape)) context.commands.push(studio::cmd::Escape{});
    endDialog(context, frame);
}

}  // namespace gui
