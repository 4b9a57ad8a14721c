#include "app/gui/panels/reasoned.h"

#include <algorithm>

#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kTextLeft = 20;  ///< Right of the dot.
constexpr float kChainDot = 5;
constexpr float kFold = 26;
constexpr float kValuePitch = 18;  ///< From line to line of a value that needs several.
constexpr int kValueLinesMax = 6;

/// One line of a list in time: a dot, the time, a few words.
struct TimedLine {
    std::string id;
    raft::SimTime time;
    raft::EventId event = raft::kNoEvent;
    std::string_view text;
    bool strong = false;
    bool last = false;
    bool timed = true;
};

TextLook timeLook(const PanelContext& context) { return {Face::Mono, 12, context.theme().dim, Align::Start}; }

template <class Lines>
float timeWidthOf(const PanelContext& context, const Lines& lines) {
    float width = 0;
    for (const auto& line : lines) {
        width = std::max(width, context.pen.width(timeLook(context), studio::shortTime(line.time)));
    }
    return width;
}

bool isPicked(const PanelContext& context, raft::EventId event) {
    return event != raft::kNoEvent && context.studio.document().selection() == raft::eventRef(event);
}

/// `room` is where the words end.
void drawTimedLine(const PanelContext& context, const TimedLine& line, float timeWidth, float room,
                   const Column& column) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const float y = column.y;
    const Area row{column.area.left, y - pen.px(11), room, y + pen.px(11)};
    const bool jumps = line.event != raft::kNoEvent;
    if (jumps) {
        const Touch touch = pen.touch(line.id, row);
        if (touch.hovered) {
            pen.box(row, {theme.soft, {}, 1, 4});
            context.state.hoveredNext = raft::eventRef(line.event);
        }
        if (touch.clicked) context.commands.push(studio::cmd::JumpTo{line.event});
    }
    const float dot = column.area.left + pen.px(kChainDot);
    if (!line.last) pen.line(ImVec2(dot, y), ImVec2(dot, y + pen.px(kWhyRow)), theme.ghost, 1);
    if (line.timed) {
        pen.circle(ImVec2(dot, y), 4, line.strong ? theme.ink : theme.dim);
    } else {
        pen.ring(ImVec2(dot, y), 4, theme.dim, 1.2F);
    }
    float left = column.area.left + pen.px(kTextLeft);
    if (line.timed) {
        pen.text(ImVec2(left, y), timeLook(context), studio::shortTime(line.time));
        left += timeWidth + pen.px(12);
    }
    TextLook look = line.timed ? whyBody(context) : whyDim(context);
    if (line.strong || isPicked(context, line.event)) look.face = Face::SemiBold;
    const float width = room - left - pen.px(4);
    if (pen.width(look, line.text) > width && jumps && row.contains(ImGui::GetIO().MousePos)) {
        pen.tooltip(line.text, row);
    }
    pen.shortText(ImVec2(left, y), look, line.text, width);
}

void drawFold(const PanelContext& context, const studio::CauseLine& cause, std::size_t number, const Column& column) {
    Pen& pen = context.pen;
    const Area box{column.area.right - pen.px(kFold), column.y - pen.px(11), column.area.right, column.y + pen.px(11)};
    const Touch touch = pen.touch("why.open." + std::to_string(number), box);
    const bool open = context.state.whyOpen.count(cause.event.value) != 0;
    if (touch.hovered) pen.box(box, {context.theme().soft, {}, 1, 4});
    if (touch.clicked) {
        open ? void(context.state.whyOpen.erase(cause.event.value))
             : void(context.state.whyOpen.insert(cause.event.value));
    }
    const ImVec2 at(box.middleX(), column.y);
    const float half = pen.px(3.5F);
    const render::Color ink = context.theme().dim;
    if (open) {
        pen.shape(
            {ImVec2(at.x - half, at.y - half / 2), ImVec2(at.x + half, at.y - half / 2), ImVec2(at.x, at.y + half)},
            ink);
    } else {
        pen.shape(
            {ImVec2(at.x - half / 2, at.y - half), ImVec2(at.x + half, at.y), ImVec2(at.x - half / 2, at.y + half)},
            ink);
    }
}

void drawOpened(const PanelContext& context, const studio::CauseLine& cause, std::size_t number, Column& column) {
    Pen& pen = context.pen;
    const float top = column.y - pen.px(kWhyRow / 2);
    Column inner = column;
    inner.area.left += pen.px(kTextLeft);
    if (cause.text.size() > cause.head.size() + 3) drawWhyParagraph(context, whyDim(context), cause.text, inner);
    drawWhyRows(context, "why." + std::to_string(number), cause.rows, inner);
    drawRule(context, cause.rule, cause.citation, cause.code, inner);
    column.y = inner.y + pen.px(4);
    const float dot = column.area.left + pen.px(kChainDot);
    pen.line(ImVec2(dot, top), ImVec2(dot, column.y), context.theme().ghost, 1);
}

}  // namespace

TextLook whyBody(const PanelContext& context) { return {Face::Text, 13, context.theme().ink, Align::Start}; }
TextLook whyDim(const PanelContext& context) { return {Face::Text, 13, context.theme().dim, Align::Start}; }

void drawWhyRows(const PanelContext& context, std::string_view id, const std::vector<studio::ExplainRow>& rows,
                 Column& column) {
    Pen& pen = context.pen;
    const Area& area = column.area;
    const TextLook valueLook{Face::Mono, 13, context.theme().ink, Align::Start};
    float labelWidth = 0;
    for (const studio::ExplainRow& row : rows) labelWidth = std::max(labelWidth, pen.width(whyDim(context), row.label));
    labelWidth = std::min(labelWidth + pen.px(18), area.width() * 0.55F);
    int number = 0;
    for (const studio::ExplainRow& row : rows) {
        const std::string rowId = std::string(id) + ".row." + row.label + std::to_string(number++);
        pen.shortText(ImVec2(area.left, column.y), whyDim(context), row.label, labelWidth - pen.px(8));
        const float left = area.left + labelWidth;
        const int lines = std::clamp(pen.lineCount(valueLook, row.value, area.right - left), 1, kValueLinesMax);
        const float below = pen.px(kValuePitch) * static_cast<float>(lines - 1);
        if (!row.ref.empty()) {
            const float width = std::min(pen.width(valueLook, row.value), area.right - left);
            const Area link =
                areaAt(ImVec2(left - pen.px(5), column.y - pen.px(10)), width + pen.px(10), pen.px(20) + below);
            const Touch touch = pen.touch(rowId, link);
            if (touch.hovered) {
                pen.box(link, {context.theme().soft, {}, 1, 4});
                context.state.hoveredNext = row.ref;
            }
            const bool isEvent = row.ref.kind == raft::RefKind::Event;
            if (touch.clicked && isEvent) context.commands.push(studio::cmd::JumpTo{raft::EventId(row.ref.a)});
            if (touch.clicked && !isEvent) context.commands.push(studio::cmd::Select{row.ref});
        }
        pen.paragraph(ImVec2(left, column.y), valueLook, row.value, area.right - left, kValuePitch, kValueLinesMax);
        column.y += pen.px(kWhyRow) + below;
    }
}

void drawWhyParagraph(const PanelContext& context, const TextLook& look, std::string_view text, Column& column) {
    constexpr int kLinesMax = 8;
    if (text.empty()) return;
    const int lines =
        context.pen.paragraph(ImVec2(column.area.left, column.y), look, text, column.area.width(), 20, kLinesMax);
    column.y += context.pen.px(20) * static_cast<float>(lines) + context.pen.px(2);
}

void drawRule(const PanelContext& context, std::string_view rule, std::string_view citation, std::string_view code,
              Column& column) {
    Pen& pen = context.pen;
    drawWhyParagraph(context, whyBody(context), rule, column);
    if (citation.empty()) return;
    const TextLook small{Face::Mono, 11, context.theme().dim, Align::Start};
    pen.shortText(ImVec2(column.area.left, column.y), small, citation, column.area.width());
    column.y += pen.px(18);
    if (code.empty()) return;
    const Area plate{column.area.left, column.y - pen.px(9), column.area.right, column.y + pen.px(9)};
    pen.box(plate, {context.theme().soft, {}, 1, 4});
    const float width = plate.width() - pen.px(12);
    if (pen.width(small, code) > width && plate.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        pen.tooltip(code, plate);
    }
    pen.shortText(ImVec2(plate.left + pen.px(6), column.y), {Face::Mono, 11, context.theme().ink, Align::Start}, code,
                  width);
    column.y += pen.px(kWhyRow);
}

void drawCauses(const PanelContext& context, const std::vector<studio::CauseLine>& causes, Column& column) {
    Pen& pen = context.pen;
    const float timeWidth = timeWidthOf(context, causes);
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const studio::CauseLine& cause = causes[i];
        if (!cause.root.empty()) {
            drawTimedLine(context, {{}, {}, raft::kNoEvent, cause.root, false, false, false}, 0, column.area.right,
                          column);
            column.y += pen.px(kWhyRow);
        }
        const bool last = i + 1 == causes.size();
        if (!cause.elsewhere) drawFold(context, cause, i, column);
        drawTimedLine(
            context,
            {"why.cause." + std::to_string(i), cause.time, cause.event, cause.head, last, last, !cause.elsewhere},
            timeWidth, column.area.right - pen.px(kFold + 2), column);
        column.y += pen.px(kWhyRow);
        if (context.state.whyOpen.count(cause.event.value) != 0 && !cause.elsewhere) {
            drawOpened(context, cause, i, column);
        }
    }
}

void drawLife(const PanelContext& context, const std::vector<studio::LifeLine>& life, Column& column) {
    const float timeWidth = timeWidthOf(context, life);
    for (std::size_t i = 0; i < life.size(); ++i) {
        const studio::LifeLine& line = life[i];
        const bool ends = line.kind == studio::LifeLine::Kind::Deleted || line.kind == studio::LifeLine::Kind::Lost;
        const bool strong = i == 0 || ends || line.kind == studio::LifeLine::Kind::Committed;
        drawTimedLine(context,
                      {"life." + std::to_string(i), line.time, line.event, line.text, strong, i + 1 == life.size()},
                      timeWidth, column.area.right, column);
        column.y += context.pen.px(kWhyRow);
    }
}

void drawFeedLines(const PanelContext& context, const std::vector<studio::FeedLine>& lines, Column& column) {
    const float timeWidth = timeWidthOf(context, lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool last = i + 1 == lines.size();
        const std::string head = studio::headOf(lines[i].text);
        drawTimedLine(context, {"feed." + std::to_string(i), lines[i].time, lines[i].event, head, last, last},
                      timeWidth, column.area.right, column);
        column.y += context.pen.px(kWhyRow);
    }
}

}  // namespace gui
