#include <algorithm>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/marked_paragraph.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using lessons::GlossaryEntry;
using render::Align;

constexpr float kTermRow = 30;
constexpr float kTermListWidth = 240;
constexpr float kSearchHeight = 34;

/// The list of terms that fit what was searched for. Both names stand in each row, the reader's first.
void drawTermList(const PanelContext& context, const Area& list, const std::vector<const GlossaryEntry*>& found) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    float& scroll = context.state.listScroll;
    const float all = pen.px(kTermRow) * static_cast<float>(found.size());
    if (list.contains(ImGui::GetIO().MousePos)) scroll -= ImGui::GetIO().MouseWheel * pen.px(kTermRow) * 2;
    scroll = static_cast<float>(drawScrollBar(context, "glossary.scroll", list, {all, list.height()}, scroll));
    scroll = std::clamp(scroll, 0.0F, std::max(0.0F, all - list.height()));
    pen.clip(list);
    float y = list.top - scroll;
    for (const GlossaryEntry* entry : found) {
        const Area row{list.left, y, list.right, y + pen.px(kTermRow)};
        y = row.bottom;
        if (!row.overlaps(list)) continue;
        const Touch touch = pen.touch("glossary." + entry->id, row);
        const bool isShown = entry->id == context.studio.shownTerm();
        if (isShown || touch.hovered) pen.box(row, {theme.soft, {}, 1, 6});
        const bool chinese = context.texts.language() == studio::Language::Chinese;
        const std::string& name = studio::termName(*entry, context.studio.termStyle());
        const std::string& other = &name == &entry->term.en ? entry->term.zh : entry->term.en;
        float right = row.right - pen.px(10);
        if (chinese) right -= pen.text(ImVec2(right, row.middleY()), {Face::Text, 12, theme.dim, Align::End}, other);
        pen.shortText(ImVec2(row.left + pen.px(10), row.middleY()),
                      {isShown ? Face::SemiBold : Face::Text, 14, theme.ink, Align::Start}, name,
                      right - pen.px(8) - row.left - pen.px(10));
        if (touch.clicked) context.commands.push(studio::cmd::ShowTerm{entry->id});
    }
    pen.endClip();
    if (found.empty()) {
        pen.paragraph(ImVec2(list.left + pen.px(10), list.top + pen.px(16)), {Face::Text, 13, theme.dim, Align::Start},
                      context.tr("glossary.none"), list.width() - pen.px(20), 20, 2);
    }
}

/// Chips that lead to related terms, as many rows as they take.
void drawRelated(const PanelContext& context, const GlossaryEntry& entry, const Area& page, float y) {
    if (entry.see.empty()) return;
    Pen& pen = context.pen;
    pen.text(ImVec2(page.left, y), {Face::SemiBold, 12, context.theme().dim, Align::Start}, context.tr("glossary.see"));
    y += pen.px(18);
    float x = page.left;
    for (const std::string& id : entry.see) {
        const GlossaryEntry* other = context.studio.glossary().find(id);
        if (other == nullptr) continue;
        const ButtonLook look{studio::termName(*other, context.studio.termStyle()), {}, ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, look);
        if (x + width > page.right) {
            x = page.left;
            y += pen.px(kButtonHeight + 8);
        }
        const Area area = areaAt(ImVec2(x, y), width, pen.px(kButtonHeight));
        commandButton(context, "glossary.see." + id, area, look, studio::cmd::ShowTerm{id});
        x += width + pen.px(8);
    }
}

/// What the glossary says of one term.
void drawTermPage(const PanelContext& context, const GlossaryEntry& entry, const Area& page) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const bool chinese = context.texts.language() == studio::Language::Chinese;
    float y = page.top + pen.px(14);
    const float used = pen.text(ImVec2(page.left, y), {Face::SemiBold, 20, theme.ink, Align::Start},
                                chinese ? entry.term.zh : entry.term.en);
    pen.text(ImVec2(page.left + used + pen.px(14), y), {Face::Text, 15, theme.dim, Align::Start},
             chinese ? entry.term.en : entry.term.zh);
    y += pen.px(32);
    const int lines = drawMarkedParagraph(context, "glossary.meaning", ImVec2(page.left, y),
                                          {{Face::Text, 15, theme.ink, Align::Start}, 25, 12},
                                          studio::textOf(entry.meaning, context.texts.language()), page.width());
    y += pen.px(25) * static_cast<float>(lines) + pen.px(6);
    const std::string also = studio::joined(chinese ? entry.alsoChinese : entry.alsoEnglish, chinese ? "、" : ", ");
    if (!also.empty()) {
        const int rows = pen.paragraph(ImVec2(page.left, y), {Face::Text, 13, theme.dim, Align::Start},
                                       context.texts.format("glossary.also", {{"words", also}}), page.width(), 20, 3);
        y += pen.px(20) * static_cast<float>(rows) + pen.px(4);
    }
    pen.text(ImVec2(page.left, y), {Face::Mono, 12, theme.dim, Align::Start}, entry.source);
    drawRelated(context, entry, page, y + pen.px(34));
}

/// In which language Chinese texts name the terms: only there it makes a difference.
void drawTermNames(const PanelContext& context, const Area& foot) {
    if (context.texts.language() != studio::Language::Chinese) return;
    const bool english = context.studio.termStyle().english();
    const std::string label = context.texts.format(
        "glossary.names", {{"language", context.tr(english ? "glossary.names.english" : "glossary.names.chinese")}});
    const std::string key = keyCaps(keyHint("term-names"));
    const ButtonLook look{label, key, ButtonKind::Outlined, 13, true, {}};
    const float width = buttonWidth(context.pen, look);
    const Area area{foot.right - width, foot.bottom - context.pen.px(kButtonHeight), foot.right, foot.bottom};
    commandButton(context, "glossary.names", area, look, studio::cmd::ToggleTermNames{});
}

}  // namespace

void drawGlossaryDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const DialogFrame frame = beginDialog(context, window, ImVec2(760, 520), "glossary.title");
    const float split = frame.content.left + pen.px(kTermListWidth);
    const float bottom = frame.plate.bottom - pen.px(20);
    const Area field{frame.content.left, frame.content.top, split, frame.content.top + pen.px(kSearchHeight)};
    if (state.dialogIsNew) state.searched = {};
    textField(context, "##glossary.search", field, state.searched, {state.dialogIsNew});
    if (state.searched[0] == '\0') {
        pen.text(ImVec2(field.left + pen.px(10), field.middleY()), {Face::Text, 13, context.theme().dim, Align::Start},
                 context.tr("glossary.search"));
    }
    drawTermList(context, {frame.content.left, field.bottom + pen.px(8), split, bottom},
                 context.studio.glossary().search(state.searched.data()));
    const Area page{split + pen.px(28), frame.content.top, frame.content.right, bottom};
    if (const GlossaryEntry* entry = context.studio.glossary().find(context.studio.shownTerm())) {
        drawTermPage(context, *entry, page);
    } else {
        pen.text(ImVec2(page.left, page.top + pen.px(16)), {Face::Text, 14, context.theme().dim, Align::Start},
                 context.tr("glossary.pick"));
    }
    drawTermNames(context, page);
    endDialog(context, frame);
}

}  // namespace gui
