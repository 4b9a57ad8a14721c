#include "app/gui/panels/answer_pad.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/gui/canvas/buttons.h"
#include "app/gui/canvas/choice_chip.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::LessonMove;

constexpr float kCell = 30;
constexpr float kCellGap = 3;
constexpr float kTile = 34;
constexpr float kToken = 13;    // Its radius.
constexpr float kServerPitch = 34;  // From one server to the next.
constexpr float kOvalTop = 16;  // Below the names of the sets.
constexpr float kDragSlip = 4;  // So far a press may slip without being a drag.

TextLook padLabelLook(const PanelContext& context) {
    return {Face::Medium, context.studio.presenting().on ? 13.0F : 12.0F, context.theme().dim, Align::Start};
}

/// A square of a term's colour with its number, as in every log.
void drawTerm(const PanelContext& context, const Area& area, int term, float outline) {
    Pen& pen = context.pen;
    const render::TermPaint paint = render::termPaint(context.theme(), static_cast<std::uint32_t>(term));
    pen.box(area, {paint.full, outline > 1 ? context.theme().ink : paint.outline, outline, 6});
    // From the last row of a room, too.
    const float letters = context.studio.presenting().on ? 16 : 14;
    const TextLook look{Face::Mono, letters, paint.text, Align::Middle};
    pen.text(ImVec2((area.left + area.right) / 2, area.middleY()), look, std::to_string(term));
}

/// The mark of a choice, small, at a corner.
void drawCornerMark(const PanelContext& context, ImVec2 at, bool isRight) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    pen.circle(at, 8, isRight ? theme.ink : theme.panel);
    if (!isRight) pen.ring(at, 7.25F, theme.ink, 1.5F);
    drawIcon(pen, isRight ? Icon::Check : Icon::Close, at, isRight ? theme.panel : theme.ink);
}

/// Where servers can be: outside, in the first set, in both, in the second.
struct Region {
    unsigned sets = 0;
    Area area;
};

/// The places of the ovals and of the servers in them.
class SetsLayout {
public:
    SetsLayout(const PanelContext& context, const studio::AnswerSets& sets, const Area& area) : context_(context) {
        const float count = static_cast<float>(sets.tokens.size());
        const float gap = px(14);
        const std::size_t others = sets.names.size() > 1 ? 3 : 1;
        const float all = px(kServerPitch) * count + px(12);
        const float pool = std::min(all, area.width() * (others > 1 ? 0.28F : 0.48F));
        const float one = std::min(all, (area.width() - pool - gap) / static_cast<float>(others));
        constexpr std::array<unsigned, 3> kBeside{1, 3, 2};
        regions_.push_back({0, {area.left, area.top, area.left + pool, area.bottom}});
        for (std::size_t i = 0; i < others; ++i) {
            const float x = area.left + pool + gap + one * static_cast<float>(i);
            regions_.push_back({kBeside[i], {x, area.top, x + one, area.bottom}});
        }
    }
    const std::vector<Region>& regions() const { return regions_; }
    const Region* at(ImVec2 point) const {
        for (const Region& region : regions_) {
            if (region.area.contains(point)) return &region;
        }
        return nullptr;
    }
    /// The middle of the server that is number `place` of `count` in a region.
    ImVec2 tokenAt(unsigned sets, int place, int count) const {
        const auto found = std::find_if(regions_.begin(), regions_.end(),
                                        [sets](const Region& region) { return region.sets == sets; });
        const Area& area = found->area;
        const float pitch = std::min(px(kServerPitch), area.width() / static_cast<float>(std::max(count, 1)));
        const float middle = (area.left + area.right) / 2;
        return ImVec2(middle + pitch * (static_cast<float>(place) - static_cast<float>(count - 1) / 2), area.middleY());
    }
    /// The oval of set number `set`: its own part and what it shares.
    Area oval(std::size_t set) const {
        if (regions_.size() == 2) return regions_[1].area;
        return set == 0
                   ? Area{regions_[1].area.left, regions_[1].area.top, regions_[2].area.right, regions_[2].area.bottom}
                   : Area{regions_[2].area.left, regions_[2].area.top, regions_[3].area.right, regions_[3].area.bottom};
    }

private:
    float px(float length) const { return context_.pen.px(length); }
    const PanelContext& context_;
    std::vector<Region> regions_;
};

void drawOvals(const PanelContext& context, const SetsLayout& layout, const studio::AnswerSets& sets) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Area& pool = layout.regions().front().area;
    const float names = pool.top - pen.px(9);
    pen.shortText(ImVec2(pool.left + pen.px(4), names), padLabelLook(context), context.tr("ask.pool"), pool.width());
    const float rounding = (pool.bottom - pool.top) / 2 / pen.scale();
    pen.box(pool, {theme.soft, {}, 1, 8});
    for (std::size_t i = 0; i < sets.names.size(); ++i) {
        const Area oval = layout.oval(i);
        // Where they overlap both outlines are seen: no fill.
        pen.box(oval, {{}, theme.ink, i == 0 ? 2.0F : 1.5F, rounding});
        const bool isFirst = i == 0;
        TextLook look = padLabelLook(context);
        look.align = isFirst ? Align::Start : Align::End;
        const float room = oval.width() * (sets.names.size() > 1 ? 0.62F : 0.95F);
        const float inset = pen.px(rounding * 0.6F);
        if (isFirst) {
            pen.shortText(ImVec2(oval.left + inset, names), look, sets.names[i], room);
        } else {
            const float wide = std::min(pen.width(look, sets.names[i]), room);
            look.align = Align::Start;
            pen.shortText(ImVec2(oval.right - inset - wide, names), look, sets.names[i], room);
        }
    }
}

}  // namespace

bool hasPad(lessons::AskKind kind) { return kind == lessons::AskKind::Log || kind == lessons::AskKind::Set; }

// ---- A log ----

void AnswerPad::cell(const Area& area, const studio::AnswerCell& cell, bool isTrue) const {
    drawTerm(context, area, cell.term, cell.differs ? 2.5F : 1);
    if (cell.differs)
        drawCornerMark(context, ImVec2(area.right - context.pen.px(2), area.top + context.pen.px(3)), isTrue);
}

float AnswerPad::cells(const std::vector<studio::AnswerCell>& all, ImVec2 from, float right, bool areTrue) const {
    const Pen& pen = context.pen;
    const float most = pen.px(kCell + kCellGap);
    const float pitch = all.empty() ? most : std::min(most, (right - from.x) / static_cast<float>(all.size()));
    float x = from.x;
    for (const studio::AnswerCell& one : all) {
        cell(areaAt(ImVec2(x, from.y), pitch - pen.px(kCellGap), pen.px(kCell)), one, areTrue);
        x += pitch;
    }
    return x;
}

bool AnswerPad::isNarrow(const Pen& pen, float width) { return width < pen.px(640); }

float AnswerPad::log(const studio::AnswerLog& log) const {
    Pen& pen = context.pen;
    float x = left;
    for (const int term : log.terms) {
        const Area tile = areaAt(ImVec2(x, top), pen.px(kCell), pen.px(kCell));
        const Touch touch = pen.touch("term." + std::to_string(term), tile, {!log.isFull, false});
        drawTerm(context, tile, term, touch.hovered && !log.isFull ? 2.5F : 1);
        if (touch.clicked) context.commands.push(LessonMove{LessonMove::Kind::Pick, term, {}});
        x += pen.px(kTile);
    }
    const std::string back = keyCaps("Backspace");
    const ButtonLook look{context.tr("ask.erase"), back, ButtonKind::Quiet, 13, true, {}};
    const float wide = buttonWidth(pen, look);
    commandButton(context, "answer.erase", areaAt(ImVec2(x, top + pen.px(1)), wide, pen.px(kButtonHeight)), look,
                  LessonMove{LessonMove::Kind::Erase, 0, {}});
    x += wide;
    const float firstRowEnds = x;
    const bool isBelow = isNarrow(pen, width);
    const float y = isBelow ? top + pen.px(kLogRow + kLogGap) : top;
    x = isBelow ? left : x + pen.px(20);
    const TextLook name{Face::SemiBold, 14, context.theme().ink, Align::Start};
    x += pen.text(ImVec2(x, y + pen.px(kCell / 2)), name, log.server) + pen.px(10);
    const float right = left + width - pen.px(kCell);
    x = cells(log.said, ImVec2(x, y), right, false);
    if (log.isFull) return isBelow ? firstRowEnds : x;
    // Where the next one goes.
    const Area next = areaAt(ImVec2(x, y), pen.px(kCell), pen.px(kCell));
    pen.box(next, {context.theme().panel, context.theme().dim, 1, 6});
    return isBelow ? firstRowEnds : next.right;
}

void AnswerPad::logs(const studio::AnswerLog& log) const {
    Pen& pen = context.pen;
    const TextLook look = padLabelLook(context);
    const float name =
        std::max(pen.width(look, context.tr("ask.said")), pen.width(look, context.tr("ask.saw"))) + pen.px(12);
    const float middle = pen.px(kCell / 2);
    const float row = pen.px(kCell + 6);
    pen.text(ImVec2(left, top + middle), look, context.tr("ask.said"));
    if (log.said.empty()) {
        pen.text(ImVec2(left + name, top + middle), look, context.tr("ask.nothing"));
    } else {
        cells(log.said, ImVec2(left + name, top), left + width, false);
    }
    pen.text(ImVec2(left, top + row + middle), look, context.tr("ask.saw"));
    cells(log.saw, ImVec2(left + name, top + row), left + width, true);
}

void AnswerPad::said(const studio::AnswerLog& log) const {
    Pen& pen = context.pen;
    const TextLook name{Face::SemiBold, 14, context.theme().ink, Align::Start};
    const float x = left + pen.text(ImVec2(left, top + pen.px(kCell / 2)), name, log.server) + pen.px(10);
    if (log.said.empty()) {
        pen.text(ImVec2(x, top + pen.px(kCell / 2)), padLabelLook(context), context.tr("ask.nothing"));
    } else {
        cells(log.said, ImVec2(x, top), left + width, false);
    }
}

// ---- Sets ----

void AnswerPad::sets(const studio::AnswerSets& sets, bool isOpen) const {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Area area{left, top + pen.px(kOvalTop), left + width, top + pen.px(kSetsHeight)};
    const SetsLayout layout(context, sets, area);
    drawOvals(context, layout, sets);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    int& dragged = context.state.draggedToken;
    const auto countIn = [&sets](unsigned with, int upTo) {
        return static_cast<int>(
            std::count_if(sets.tokens.begin(), sets.tokens.end(),
                          [&](const studio::AnswerToken& token) { return token.sets == with && token.number < upTo; }));
    };
    for (const studio::AnswerToken& token : sets.tokens) {
        const ImVec2 place = layout.tokenAt(token.sets, countIn(token.sets, token.number), countIn(token.sets, 99));
        const float radius = pen.px(kToken);
        const Area spot = areaAt(ImVec2(place.x - radius, place.y - radius), radius * 2, radius * 2);
        Touch touch;
        if (isOpen) touch = pen.touch("token." + std::to_string(token.number), spot);
        const bool slips = std::hypot(mouse.x - place.x, mouse.y - place.y) > radius + pen.px(kDragSlip);
        if (touch.held && slips) dragged = token.number;
        const bool isDragged = isOpen && dragged == token.number;
        const ImVec2 at = isDragged ? mouse : place;
        pen.circle(at, kToken, isDragged || touch.hovered ? theme.soft : theme.panel);
        pen.ring(at, kToken - 0.75F, theme.ink, touch.hovered || isDragged ? 2.5F : 1.5F);
        const TextLook look{Face::SemiBold,
                            token.name.size() > 2            ? 9.0F
                            : context.studio.presenting().on ? 15.0F
                                                             : 12.0F,
                            theme.ink, Align::Middle};
        pen.text(at, look, token.name);
        if (!isOpen && (token.isTrue || token.isMisjudged)) {
            drawCornerMark(context, ImVec2(at.x + radius * 0.8F, at.y - radius * 0.8F), !token.isMisjudged);
        }
        if (isDragged && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
            const Region* region = layout.at(mouse);
            LessonMove put{LessonMove::Kind::Put, token.number, {}};
            put.sets = region == nullptr ? 0 : region->sets;
            context.commands.push(put);
            dragged = 0;
        } else if (touch.clicked && dragged == 0) {
            context.commands.push(LessonMove{LessonMove::Kind::Pick, token.number, {}});
        }
    }
}

}  // namespace gui
