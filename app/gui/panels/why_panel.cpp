#include "app/gui/panels/why_panel.h"

#include <algorithm>
#include <cmath>

#include "app/gui/panels/properties_list.h"
#include "app/gui/panels/reasoned.h"

namespace gui {
namespace {

using render::Align;

constexpr float kWhyHead = 40;
constexpr float kWhyFoot = 14;

void drawSmallTitle(const PanelContext& context, std::string_view key, Column& column) {
    const Area corner{column.area.left - context.pen.px(20), column.y - context.pen.px(22), column.area.right,
                      column.y};
    drawPanelTitle(context, corner, key);
    column.y += context.pen.px(24);
}

/// The explanation at the left; what caused it, or the life of a log entry, at the right if there is room for both.
struct Columns {
    bool two = false;
    Area left;
    Area right;
};

bool hasStory(const studio::Explanation& explained) { return !explained.causes.empty() || !explained.life.empty(); }

Columns columnsOf(const Pen& pen, const studio::Explanation& explained, const Area& area) {
    const bool muchToSay = hasStory(explained) || explained.rows.size() > 3 || !explained.why.empty();
    Columns columns{area.width() > pen.px(480) && muchToSay, area, area};
    if (!columns.two) return columns;
    const float gap = pen.px(28);
    columns.left.right = area.left + (area.width() - gap) * 0.5F;
    columns.right.left = columns.left.right + gap;
    return columns;
}

std::string_view storyTitle(const studio::Explanation& explained) {
    return explained.life.empty() ? "panel.causedBy" : "panel.life";
}

void drawStory(const PanelContext& context, const studio::Explanation& explained, Column& column) {
    if (explained.life.empty()) return drawCauses(context, explained.causes, column);
    drawLife(context, explained.life, column);
    if (explained.unfinished) {
        drawWhyParagraph(context, whyDim(context), context.tr("explain.stillLooking"), column);
    }
}

/// Why: the sentence or, where the numbers say the rest, its head; the numbers; the rule and where it stands.
void drawReason(const PanelContext& context, const studio::Explanation& explained, Column& column) {
    if (explained.why.empty()) return;
    const std::string head = studio::headOf(explained.why);
    const std::string& lead = explained.whyRows.empty() ? explained.why : head;
    TextLook look = whyBody(context);
    if (!explained.whyRows.empty()) look.face = Face::SemiBold;
    const bool saysMore = explained.whyRows.empty() && explained.why.size() > head.size() + 3;
    if (head != explained.title || saysMore) drawWhyParagraph(context, look, lead, column);
    drawWhyRows(context, "why", explained.whyRows, column);
    drawRule(context, explained.rule, explained.citation, explained.code, column);
}

/// Everything about the selection. Returns where it ends.
float drawExplanation(const PanelContext& context, const studio::Explanation& explained, const Area& area, float top) {
    Pen& pen = context.pen;
    const Columns columns = columnsOf(pen, explained, area);
    Column left{columns.left, top};
    Column right{columns.right, top};
    const TextLook titleLook{Face::SemiBold, 16, context.theme().ink, render::Align::Start};
    const int lines =
        pen.paragraph(ImVec2(left.area.left, left.y), titleLook, explained.title, left.area.width(), 21, 2);
    left.y += pen.px(21) * static_cast<float>(lines) + pen.px(5);
    // An entry and a message are first of all what they are; an event and a server are what happened.
    const bool rowsFirst = !explained.life.empty() || explained.causes.empty();
    if (rowsFirst && columns.two && !hasStory(explained) && explained.why.empty()) {
        // Nothing was decided yet: the rows take both columns.
        const auto half = static_cast<std::ptrdiff_t>((explained.rows.size() + 1) / 2);
        right.y = left.y;
        drawWhyRows(context, "fact", {explained.rows.begin(), explained.rows.begin() + half}, left);
        drawWhyRows(context, "more", {explained.rows.begin() + half, explained.rows.end()}, right);
        return std::max(left.y, right.y);
    }
    if (rowsFirst) drawWhyRows(context, "fact", explained.rows, left);
    drawReason(context, explained, left);
    if (!rowsFirst) drawWhyRows(context, "fact", explained.rows, left);
    if (!hasStory(explained)) return left.y;
    if (columns.two) {
        drawStory(context, explained, right);
        return std::max(left.y, right.y);
    }
    left.y += pen.px(8);
    drawSmallTitle(context, storyTitle(explained), left);
    drawStory(context, explained, left);
    return left.y;
}

/// The last things that happened, the newest at the bottom.
float drawFeed(const PanelContext& context, const Area& area, float top) {
    Pen& pen = context.pen;
    const std::vector<studio::FeedLine>& feed = context.studio.feed();
    Column column{area, top};
    if (feed.empty()) {
        drawWhyParagraph(context, whyDim(context), context.tr("panel.nothingYet"), column);
        return column.y;
    }
    // As many as there is room for; the rest is in the drawer.
    const float room = area.bottom - top + pen.px(kWhyRow / 2);
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, std::floor(room / pen.px(kWhyRow))));
    const std::size_t count = std::min(fitting, feed.size());
    drawFeedLines(context, {feed.end() - static_cast<std::ptrdiff_t>(count), feed.end()}, column);
    return column.y;
}

}  // namespace

void drawShield(const PanelContext& context, ImVec2 corner) {
    Pen& pen = context.pen;
    if (context.studio.seenAs() != raft::kNoNode) return;  // What must hold is known to nobody but us.
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
    // Where the feed stands in a drawer, this panel explains the last of it while nothing is selected.
    const bool explainsLast = options.feedElsewhere && context.studio.explanation().empty();
    const studio::Explanation& explained =
        explainsLast ? context.studio.lastExplanation() : context.studio.explanation();
    // What must hold is known to nobody but us.
    const bool properties = state.propertiesOpen && context.studio.seenAs() == raft::kNoNode;
    const std::string_view title = properties ? "panel.properties" : explained.empty() ? "panel.feed" : "panel.why";
    if (options.plate) {
        drawPanelEdge(pen, area);
        if (options.title) drawPanelTitle(context, area, title);
    }
    drawShield(context, ImVec2(area.right - pen.px(16), area.top + pen.px(34)));
    const Area room{area.left + pen.px(20), area.top + pen.px(kWhyHead), area.right - pen.px(20),
                    area.bottom - pen.px(8)};
    const raft::Ref subject =
        properties ? raft::Ref{raft::RefKind::Property, 0, 0} : context.studio.document().selection();
    if (subject != state.whyScrolledFor) state.whyScroll = 0;
    state.whyScrolledFor = subject;
    const bool tellsCauses = !properties && hasStory(explained);
    const Columns columns = columnsOf(pen, explained, room);
    if (tellsCauses && columns.two && options.title) {
        // Beside the panel's own title, where it does not scroll away.
        drawPanelTitle(context, {columns.right.left - pen.px(20), area.top, columns.right.right, area.bottom},
                       storyTitle(explained));
    }
    pen.clip(room);
    const float top = room.top + pen.px(kWhyFoot) - state.whyScroll;
    float end = 0;
    if (properties) {
        end = drawProperties(context, room, top);
    } else {
        end = explained.empty() ? drawFeed(context, room, top) : drawExplanation(context, explained, room, top);
    }
    pen.endClip();
    const float over = std::max(0.0F, end - pen.px(kWhyRow / 2) + state.whyScroll - room.bottom);
    if (room.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        state.whyScroll -= ImGui::GetIO().MouseWheel * pen.px(kWhyRow) * 2;
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
