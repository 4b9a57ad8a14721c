#include "app/gui/panels/why_panel.h"

#include <algorithm>
#include <cmath>

#include "app/gui/panels/properties_list.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kHead = 40;
constexpr float kRow = 22;
constexpr float kFoot = 14;

TextLook bodyLook(const PanelContext& context) { return {Face::Text, 13, context.theme().ink, Align::Start}; }
TextLook dimLook(const PanelContext& context) { return {Face::Text, 13, context.theme().dim, Align::Start}; }
TextLook valueLook(const PanelContext& context) { return {Face::Mono, 13, context.theme().ink, Align::Start}; }

/// Label and value, the values in one column. Returns the middle of the line below the last one.
float drawRows(const PanelContext& context, const std::vector<studio::ExplainRow>& rows, const Area& column, float y) {
    Pen& pen = context.pen;
    float labelWidth = 0;
    for (const studio::ExplainRow& row : rows)
        labelWidth = std::max(labelWidth, pen.width(dimLook(context), row.label));
    labelWidth = std::min(labelWidth + pen.px(18), column.width() * 0.55F);
    int number = 0;
    for (const studio::ExplainRow& row : rows) {
        const std::string id = "why.row." + row.label + std::to_string(number++);
        pen.shortText(ImVec2(column.left, y), dimLook(context), row.label, labelWidth - pen.px(8));
        const float left = column.left + labelWidth;
        if (!row.ref.empty()) {
            const float width = std::min(pen.width(valueLook(context), row.value), column.right - left);
            const Area link = areaAt(ImVec2(left - pen.px(5), y - pen.px(10)), width + pen.px(10), pen.px(20));
            const Touch touch = pen.touch(id, link);
            if (touch.hovered) {
                pen.box(link, {context.theme().soft, {}, 1, 4});
                context.state.hoveredNext = row.ref;
            }
            if (touch.clicked) context.commands.push(studio::cmd::Select{row.ref});
        }
        pen.shortText(ImVec2(left, y), valueLook(context), row.value, column.right - left);
        y += pen.px(kRow);
    }
    return y;
}

float drawParagraph(const PanelContext& context, const TextLook& look, std::string_view text, const Area& column,
                    float y) {
    constexpr int kLinesMax = 6;
    const int lines = context.pen.paragraph(ImVec2(column.left, y), look, text, column.width(), 20, kLinesMax);
    return y + context.pen.px(20) * static_cast<float>(lines);
}

/// What happened, without the reasons: those stand there once the line is picked.
std::string headOf(const std::string& sentence) {
    std::size_t end = sentence.size();
    for (const std::string_view mark : {": ", "; ", "：", "；"}) end = std::min(end, sentence.find(mark));
    return sentence.substr(0, end);
}

/// The chain of causes, oldest first; a click goes to the moment.
float drawCauses(const PanelContext& context, const std::vector<studio::CauseLine>& causes, const Area& column,
                 float y) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const TextLook timeLook{Face::Mono, 12, theme.dim, Align::Start};
    float timeWidth = 0;
    for (const studio::CauseLine& cause : causes) {
        timeWidth = std::max(timeWidth, pen.width(timeLook, studio::timeText(cause.time, context.texts)));
    }
    const float dot = column.left + pen.px(5);
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const studio::CauseLine& cause = causes[i];
        const bool isLast = i + 1 == causes.size();
        const Area row{column.left, y - pen.px(11), column.right, y + pen.px(11)};
        const Touch touch = pen.touch("why.cause." + std::to_string(i), row);
        if (touch.hovered) pen.box(row, {theme.soft, {}, 1, 4});
        if (touch.clicked) context.commands.push(studio::cmd::SeekStep{cause.step});
        if (!isLast) pen.line(ImVec2(dot, y), ImVec2(dot, y + pen.px(kRow)), theme.ghost, 1);
        pen.circle(ImVec2(dot, y), 4, isLast ? theme.ink : theme.dim);
        const float textLeft = column.left + pen.px(20);
        pen.text(ImVec2(textLeft, y), timeLook, studio::timeText(cause.time, context.texts));
        TextLook look = bodyLook(context);
        if (isLast) look.face = Face::SemiBold;
        const float left = textLeft + timeWidth + pen.px(12);
        const bool fits = pen.width(look, cause.text) <= column.right - left;
        pen.shortText(ImVec2(left, y), look, fits ? cause.text : headOf(cause.text), column.right - left);
        y += pen.px(kRow);
    }
    return y;
}

float drawSmallTitle(const PanelContext& context, const Area& column, float y, std::string_view key) {
    const Area corner{column.left - context.pen.px(20), y - context.pen.px(22), column.right, y};
    drawPanelTitle(context, corner, key);
    return y + context.pen.px(24);
}

/// The explanation at the left, what caused it at the right, if there is room for both.
struct Columns {
    bool two = false;
    Area left;
    Area right;
};

Columns columnsOf(const Pen& pen, const studio::Explanation& explained, const Area& area) {
    const bool muchToSay = !explained.causes.empty() || explained.rows.size() > 3 || !explained.why.empty();
    Columns columns{area.width() > pen.px(520) && muchToSay, area, area};
    if (!columns.two) return columns;
    const float gap = pen.px(28);
    columns.left.right = area.left + (area.width() - gap) * 0.46F;
    columns.right.left = columns.left.right + gap;
    return columns;
}

/// Everything about the selection. Returns where it ends.
float drawExplanation(const PanelContext& context, const studio::Explanation& explained, const Area& area, float top) {
    Pen& pen = context.pen;
    const bool hasCauses = !explained.causes.empty();
    const Columns columns = columnsOf(pen, explained, area);
    const bool twoColumns = columns.two;
    const Area& left = columns.left;
    const Area& right = columns.right;

    float y = top;
    pen.shortText(ImVec2(left.left, y), {Face::SemiBold, 16, context.theme().ink, Align::Start}, explained.title,
                  left.width());
    y += pen.px(26);
    if (!explained.why.empty()) {
        y = drawParagraph(context, bodyLook(context), explained.why, left, y) + pen.px(4);
        y = drawRows(context, explained.whyRows, left, y);
        if (!explained.citation.empty()) {
            pen.shortText(ImVec2(left.left, y), {Face::Mono, 11, context.theme().dim, Align::Start}, explained.citation,
                          left.width());
            y += pen.px(kRow);
        }
    }
    const bool rowsRight = twoColumns && !hasCauses && !explained.why.empty();
    float yRight = top;
    if (rowsRight) {
        yRight = drawRows(context, explained.rows, right, yRight);
    } else if (twoColumns && !hasCauses) {
        // Nothing was decided yet: the rows take both columns.
        const auto half = static_cast<std::ptrdiff_t>((explained.rows.size() + 1) / 2);
        const std::vector<studio::ExplainRow> first(explained.rows.begin(), explained.rows.begin() + half);
        const std::vector<studio::ExplainRow> second(explained.rows.begin() + half, explained.rows.end());
        yRight = drawRows(context, second, right, y);
        y = drawRows(context, first, left, y);
    } else {
        y = drawRows(context, explained.rows, left, y);
    }
    if (hasCauses && twoColumns) {
        yRight = drawCauses(context, explained.causes, right, yRight);
    } else if (hasCauses) {
        y = drawSmallTitle(context, left, y, "panel.causedBy");
        y = drawCauses(context, explained.causes, left, y);
    }
    return std::max(y, yRight);
}

/// The last things that happened, the newest at the bottom.
float drawFeed(const PanelContext& context, const Area& area, float top) {
    Pen& pen = context.pen;
    const std::vector<studio::FeedLine>& feed = context.studio.feed();
    if (feed.empty()) {
        pen.paragraph(ImVec2(area.left, top), dimLook(context), context.tr("panel.nothingYet"), area.width(), 20, 3);
        return top + pen.px(kRow);
    }
    // As many as there is room for; the rest is a step back away.
    const float room = area.bottom - top + pen.px(kRow / 2);
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, std::floor(room / pen.px(kRow))));
    const std::size_t count = std::min(fitting, feed.size());
    std::vector<studio::CauseLine> lines;
    for (std::size_t i = feed.size() - count; i < feed.size(); ++i) {
        lines.push_back({feed[i].time, feed[i].step, headOf(feed[i].text)});
    }
    return drawCauses(context, lines, area, top);
}

}  // namespace

void drawShield(const PanelContext& context, ImVec2 corner) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const bool broken = !context.view.violations.empty();
    const std::string text =
        broken ? context.texts.format("shield.broken",
                                      {{"property", std::string(context.view.violations.front().property)}})
               : context.texts.format("shield.hold", {{"held", std::to_string(context.view.propertiesHeld)},
                                                      {"watched", std::to_string(context.view.propertiesWatched)}});
    const TextLook look{Face::SemiBold, 12, broken ? theme.panel : theme.ink, Align::Start};
    const float width = pen.width(look, text) + pen.px(44);
    const Area chip{corner.x - width, corner.y - pen.px(24), corner.x, corner.y};
    const Touch touch = pen.touch("shield", chip);
    const render::Color calm = touch.hovered ? render::mixed(theme.soft, theme.ink, 92) : theme.soft;
    pen.box(chip, {broken ? theme.violation : calm, {}, 1, 12});
    drawIcon(pen, Icon::Shield, ImVec2(chip.left + pen.px(20), chip.middleY()), broken ? theme.panel : theme.ink);
    pen.text(ImVec2(chip.left + pen.px(33), chip.middleY()), look, text);
    if (touch.clicked) context.state.propertiesOpen = !context.state.propertiesOpen;
}

void drawWhyPanel(const PanelContext& context, const Area& area, WhyOptions options) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const studio::Explanation& explained = context.studio.explanation();
    const std::string_view title = state.propertiesOpen ? "panel.properties"
                                   : explained.empty()  ? "panel.feed"
                                                        : "panel.why";
    if (options.plate) {
        drawPanelEdge(pen, area);
        drawPanelTitle(context, area, title);
    }
    drawShield(context, ImVec2(area.right - pen.px(16), area.top + pen.px(34)));
    const Area room{area.left + pen.px(20), area.top + pen.px(kHead), area.right - pen.px(20), area.bottom - pen.px(8)};
    const raft::Ref subject =
        state.propertiesOpen ? raft::Ref{raft::RefKind::Property, 0, 0} : context.studio.document().selection();
    if (subject != state.whyScrolledFor) state.whyScroll = 0;
    state.whyScrolledFor = subject;
    const bool tellsCauses = !state.propertiesOpen && !explained.causes.empty();
    const Columns columns = columnsOf(pen, explained, room);
    if (tellsCauses && columns.two) {
        // Beside the panel's own title, where it does not scroll away.
        drawPanelTitle(context, {columns.right.left - pen.px(20), area.top, columns.right.right, area.bottom},
                       "panel.causedBy");
    }
    pen.clip(room);
    const float top = room.top + pen.px(kFoot) - state.whyScroll;
    float end = 0;
    if (state.propertiesOpen) {
        end = drawProperties(context, room, top);
    } else {
        end = explained.empty() ? drawFeed(context, room, top) : drawExplanation(context, explained, room, top);
    }
    pen.endClip();
    const float over = std::max(0.0F, end - pen.px(kRow / 2) + state.whyScroll - room.bottom);
    if (room.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        state.whyScroll -= ImGui::GetIO().MouseWheel * pen.px(kRow) * 2;
    }
    state.whyScroll = std::clamp(state.whyScroll, 0.0F, over);
    if (over > 0) {
        // How much there is and where one stands in it.
        const float share = room.height() / (room.height() + over);
        const float knob = room.top + (room.height() * (1 - share)) * state.whyScroll / over;
        pen.box({area.right - pen.px(9), knob, area.right - pen.px(6), knob + room.height() * share},
                {context.theme().hairline, {}, 1, 1.5F});
    }
}

}  // namespace gui
