// The interview: a question, an answer that one speaks before one reads it, and the lesson that shows it.

#include <algorithm>
#include <string>

#include "app/gui/imgui_compat.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/marked_paragraph.h"
#include "app/gui/panels/scroll_bar.h"
#include "app/studio/poster_page.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::StudyMove;

constexpr float kCardRow = 33;
constexpr float kCardListWidth = 320;
constexpr float kCardPitch = 25;

const std::vector<lessons::InterviewCard>& cardsOf(const PanelContext& context) {
    return context.studio.study().handouts.interview.cards();
}

void drawListRow(const PanelContext& context, std::size_t number, const Area& row) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::SelfStudy& study = context.studio.study();
    const lessons::InterviewCard& card = cardsOf(context)[number];
    const bool isShown = study.card == static_cast<int>(number);
    const Touch touch = pen.touch("interview.card." + card.id, row);
    if (isShown || touch.hovered) pen.box(row, {theme.soft, {}, 1, 6});
    const float middle = row.middleY();
    pen.text(ImVec2(row.left + pen.px(28), middle), {Face::Mono, 12, theme.dim, Align::End},
             std::to_string(number + 1));
    float right = row.right - pen.px(10);
    if (!card.available()) {
        right -= pen.text(ImVec2(right, middle), {Face::Text, 12, theme.dim, Align::End}, context.tr("lessons.later"));
        right -= pen.px(8);
    } else if (study.cardsOpened.count(static_cast<int>(number)) > 0) {
        drawIcon(pen, Icon::Check, ImVec2(right - pen.px(6), middle), theme.dim);
        right -= pen.px(20);
    }
    const float left = row.left + pen.px(40);
    const std::string& question = studio::textOf(card.question, context.texts.language());
    const TextLook look{isShown ? Face::SemiBold : Face::Text, 13, card.available() ? theme.ink : theme.dim,
                        Align::Start};
    const bool isShort = pen.width(look, question) > right - left;
    pen.shortText(ImVec2(left, middle), look, question, right - left);
    if (touch.hovered && isShort) pen.tooltip(question, row);
    if (touch.clicked) context.commands.push(StudyMove{StudyMove::Kind::ShowCard, static_cast<int>(number) + 1});
}

void drawList(const PanelContext& context, const Area& list) {
    Pen& pen = context.pen;
    float& scroll = context.state.listScroll;
    const std::size_t count = cardsOf(context).size();
    const float all = pen.px(kCardRow) * static_cast<float>(count);
    const float over = std::max(0.0F, all - list.height());
    if (list.contains(ImGui::GetIO().MousePos)) scroll -= ImGui::GetIO().MouseWheel * pen.px(kCardRow) * 2;
    scroll = static_cast<float>(drawScrollBar(context, "interview.scroll", list, {all, list.height()}, scroll));
    scroll = std::clamp(scroll, 0.0F, over);
    pen.clip(list);
    for (std::size_t i = 0; i < count; ++i) {
        const Area row = areaAt(ImVec2(list.left, list.top - scroll + pen.px(kCardRow) * static_cast<float>(i)),
                                list.width(), pen.px(kCardRow));
        if (row.overlaps(list)) drawListRow(context, i, row);
    }
    pen.endClip();
}

/// What proves that one has understood, and where to look.
void drawProof(const PanelContext& context, const lessons::InterviewCard& card, const Area& page, float y) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const TextLook look{Face::Text, 14, theme.ink, Align::Start};
    const std::string& prove = studio::textOf(card.prove, context.texts.language());
    const float inside = page.width() - pen.px(32);
    const int lines = markedLineCount(context, look, prove, inside);
    const Area plate{page.left, y, page.right, y + pen.px(46 + 22 * static_cast<float>(lines))};
    pen.box(plate, {theme.soft, {}, 1, 8});
    pen.text(ImVec2(plate.left + pen.px(16), plate.top + pen.px(20)), {Face::SemiBold, 12, theme.dim, Align::Start},
             context.tr("interview.prove"));
    drawMarkedParagraph(context, "interview.prove", ImVec2(plate.left + pen.px(16), plate.top + pen.px(44)),
                        {look, 22, 6}, prove, inside);
    y = plate.bottom + pen.px(18);
    std::string label = context.texts.format(
        "interview.later", {{"track", studio::trackName(card.later, context.studio.course(), context.texts)}});
    if (card.available()) {
        const studio::CourseEntry* entry = context.studio.course().find(card.lesson);
        const std::string title =
            entry == nullptr ? card.lesson : studio::textOf(entry->title, context.texts.language());
        label = context.texts.format("interview.showMe", {{"title", title}});
    }
    const ButtonLook button{label, {}, ButtonKind::Outlined, 14, true, {}};
    const float width = std::min(buttonWidth(pen, button), page.width());
    commandButton(context, "interview.showMe", areaAt(ImVec2(page.left, y), width, pen.px(32)), button,
                  StudyMove{StudyMove::Kind::ShowMe});
}

void drawCard(const PanelContext& context, const lessons::InterviewCard& card, const Area& page) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const studio::SelfStudy& study = context.studio.study();
    const studio::Language language = context.texts.language();
    float y = page.top + pen.px(10);
    pen.text(ImVec2(page.left, y), {Face::Text, 13, theme.dim, Align::Start},
             context.texts.format("interview.number", {{"number", std::to_string(study.card + 1)},
                                                       {"count", std::to_string(cardsOf(context).size())}}));
    y += pen.px(36);
    const int lines = pen.paragraph(ImVec2(page.left, y), {Face::SemiBold, 22, theme.ink, Align::Start},
                                    studio::textOf(card.question, language), page.width(), 30, 4);
    y += pen.px(30) * static_cast<float>(lines) + pen.px(8);
    if (!study.answerShown) {
        const int hint = pen.paragraph(ImVec2(page.left, y), {Face::Text, 14, theme.dim, Align::Start},
                                       context.tr("interview.aloud"), page.width(), 22, 3);
        y += pen.px(22) * static_cast<float>(hint) + pen.px(12);
        const ButtonLook look{
            context.tr("interview.reveal"), context.tr("key.space"), ButtonKind::Primary, 14, true, {}};
        commandButton(context, "interview.reveal",
                      areaAt(ImVec2(page.left, y), buttonWidth(pen, look) + pen.px(12), pen.px(36)), look,
                      StudyMove{StudyMove::Kind::RevealAnswer});
        return;
    }
    const int answer = drawMarkedParagraph(context, "interview.answer", ImVec2(page.left, y),
                                           {{Face::Text, 15, theme.ink, Align::Start}, kCardPitch, 16},
                                           studio::textOf(card.answer, language), page.width());
    drawProof(context, card, page, y + pen.px(kCardPitch) * static_cast<float>(answer) + pen.px(6));
}

/// Scrolls the list, which is as high as the page, so that the row of a card is seen.
void bringIntoView(const PanelContext& context, int card, const Area& page) {
    const float row = context.pen.px(kCardRow);
    const float top = row * static_cast<float>(card);
    context.state.listScroll = std::clamp(context.state.listScroll, top + row - page.height(), top);
}

/// To the card before and to the next one, and the keys for both.
void drawTurning(const PanelContext& context, const Area& page) {
    Pen& pen = context.pen;
    const int shown = context.studio.study().card;
    const int count = static_cast<int>(cardsOf(context).size());
    const float top = page.bottom - pen.px(34);
    const auto turn = [&](int by) {
        context.commands.push(StudyMove{StudyMove::Kind::ShowCard, shown + 1 + by});
        bringIntoView(context, shown + by, page);
    };
    const ButtonLook back{context.tr("interview.back"), {}, ButtonKind::Chip, 14, shown > 0, {}};
    const float backWidth = buttonWidth(pen, back) + pen.px(8);
    if (button(pen, "interview.back", areaAt(ImVec2(page.left, top), backWidth, pen.px(34)), back).clicked) turn(-1);
    const ButtonLook next{context.tr("interview.next"), {}, ButtonKind::Chip, 14, shown + 1 < count, {}};
    const float width = buttonWidth(pen, next) + pen.px(8);
    const Area nextArea = areaAt(ImVec2(page.left + backWidth + pen.px(10), top), width, pen.px(34));
    if (button(pen, "interview.next", nextArea, next).clicked) turn(+1);
    if (keyTapped(ImGuiKey_LeftArrow) && shown > 0) turn(-1);
    if (keyTapped(ImGuiKey_RightArrow) && shown + 1 < count) turn(+1);
}

}  // namespace

void drawInterviewDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    const DialogFrame frame = beginDialog(context, window, ImVec2(1080, 640), "interview.title");
    const float bottom = frame.plate.bottom - pen.px(20);
    const float split = frame.content.left + pen.px(kCardListWidth);
    drawList(context, {frame.content.left - pen.px(8), frame.content.top, split - pen.px(12), bottom});
    const Area page{split + pen.px(24), frame.content.top, frame.content.right, bottom};
    const auto& cards = cardsOf(context);
    const auto shown = static_cast<std::size_t>(context.studio.study().card);
    if (shown < cards.size()) {
        drawCard(context, cards[shown], page);
        drawTurning(context, page);
        const bool wants = options.enter || (!context.state.dialogIsNew && keyTapped(ImGuiKey_Space));
        if (wants && !context.studio.study().answerShown)
            context.commands.push(StudyMove{StudyMove::Kind::RevealAnswer});
    }
    endDialog(context, frame);
}

}  // namespace gui
