#include "app/gui/panels/value_plate.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "app/gui/panels/dialog_frame.h"
#include "app/studio/menu.h"

namespace gui {
namespace {

using studio::Direction;
using studio::Quantity;

constexpr float kPlatePad = 14;
constexpr float kPlateTitle = 26;
constexpr float kPlateRow = 38;
constexpr float kPlateGap = 6;
constexpr float kPlateField = 110;

std::string_view titleKey(Quantity quantity) {
    switch (quantity) {
        case Quantity::Latency: return "value.latency";
        case Quantity::Loss: return "value.loss";
        case Quantity::Delay: return "value.delay";
        case Quantity::ClockRate: return "value.clock";
        case Quantity::ClockOffset: return "value.clockOffset";
        case Quantity::Fsync: return "value.fsync";
        case Quantity::LostEntries: return "value.lostEntries";
    }
    return {};
}

bool isOfLink(Quantity quantity) { return quantity == Quantity::Latency || quantity == Quantity::Loss; }

const raft::Cluster& clusterOf(const PanelContext& context) {
    return context.studio.document().history().world().cluster();
}
/// One button of a row of them.
struct Chip {
    std::string id;
    std::string label;
    bool chosen = false;
    studio::ValueOf value;                 ///< What a click chooses the direction for,
    std::optional<studio::Command> sends;  ///< or the command that it pushes.
};

ButtonLook lookOf(const Chip& chip) {
    return {chip.label, {}, chip.chosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
}

/// Both ways, there, back.
std::vector<Chip> directionChips(const PanelContext& context, const studio::ValueOf& value) {
    if (!isOfLink(value.quantity)) return {};
    studio::ValueOf both = value;
    both.of = studio::menuTarget(value.of);
    both.direction = Direction::Both;
    studio::ValueOf there = both;
    there.direction = Direction::OneWay;
    studio::ValueOf back = there;
    std::swap(back.of.a, back.of.b);
    const std::string a(context.nameOf(raft::endOf(both.of.a)));
    const std::string b(context.nameOf(raft::endOf(both.of.b)));
    const bool oneWay = value.direction == Direction::OneWay;
    return {{"value.both", std::string(context.tr("value.bothWays")), !oneWay, both, {}},
            {"value.there", a + " → " + b, oneWay && value.of == there.of, there, {}},
            {"value.back", b + " → " + a, oneWay && value.of == back.of, back, {}}};
}

std::vector<Chip> pickChips(const studio::ValueOf& value) {
    std::vector<Chip> chips;
    for (const std::string_view pick : studio::picksOf(value.quantity)) {
        const auto hand = studio::handOfValue(value, pick);
        const bool isSigned = value.quantity == Quantity::Delay || value.quantity == Quantity::ClockOffset;
        const bool adds = isSigned && pick.front() != '-' && pick != "0";
        std::string label = (adds ? "+" : "") + std::string(pick);
        if (hand) chips.push_back({"value.pick." + std::string(pick), std::move(label), false, value, *hand});
    }
    return chips;
}

float widthOf(const PanelContext& context, const std::vector<Chip>& chips) {
    float width = 0;
    for (const Chip& chip : chips) width += buttonWidth(context.pen, lookOf(chip)) + context.pen.px(kPlateGap);
    return width;
}

/// Returns the chip that was clicked, or null.
const Chip* drawChips(const PanelContext& context, ImVec2 at, const std::vector<Chip>& chips) {
    const Chip* clicked = nullptr;
    for (const Chip& chip : chips) {
        const ButtonLook look = lookOf(chip);
        const Area box = areaAt(at, buttonWidth(context.pen, look), context.pen.px(kButtonHeight));
        at.x = box.right + context.pen.px(kPlateGap);
        const bool hit = chip.sends ? commandButton(context, chip.id, box, look, *chip.sends).clicked
                                    : button(context.pen, chip.id, box, look).clicked;
        if (hit) clicked = &chip;
    }
    return clicked;
}

/// "Latency S1 – S2, now 10 ms"
std::string titleOf(const PanelContext& context, const studio::ValueOf& value) {
    std::string who;
    if (isOfLink(value.quantity)) {
        who = std::string(context.nameOf(raft::endOf(value.of.a))) +
              (value.direction == Direction::Both ? " – " : " → ") +
              std::string(context.nameOf(raft::endOf(value.of.b)));
    } else if (value.quantity != Quantity::Delay) {
        who = context.nameOf(raft::endOf(value.of.a));
    }
    return context.texts.format(titleKey(value.quantity), {{"who", who}});
}

void fillField(ValueState& state, const raft::Cluster& cluster) {
    const std::string text = studio::valueNow(state.value, cluster);
    const std::size_t count = std::min(text.size(), state.text.size() - 1);
    std::memcpy(state.text.data(), text.data(), count);
    state.text[count] = '\0';
}

/// The field, its unit and its button; true when a value was sent.
bool drawField(const PanelContext& context, ImVec2 at) {
    Pen& pen = context.pen;
    ValueState& state = context.state.hands.value;
    const Area field = areaAt(at, pen.px(kPlateField), pen.px(kButtonHeight));
    const bool entered = textField(context, "##value", field, state.text, {state.isNew, false});
    // Escape takes the keyboard from the field; a second one would only be a nuisance.
    if (!entered && ImGui::IsItemDeactivated() && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.open = false;
    const TextLook unit{Face::Text, 13, context.theme().dim, render::Align::Start};
    const float unitRight = field.right + pen.px(8) +
                            pen.text(ImVec2(field.right + pen.px(8), field.middleY()), unit,
                                     context.tr(studio::unitOf(state.value.quantity)));
    const auto hand = studio::handOfValue(state.value, state.text.data());
    ButtonLook look{context.tr("value.set"), context.tr("key.enter"), ButtonKind::Chosen, 13, true, {}};
    const Area box = areaAt(ImVec2(unitRight + pen.px(10), at.y), buttonWidth(pen, look), pen.px(kButtonHeight));
    if (hand) {
        const bool possible = !context.studio.whyNot(*hand);
        const bool clicked = commandButton(context, "value.set", box, look, *hand).clicked;
        if (entered && possible && !clicked) context.commands.push(*hand);
        return clicked || (entered && possible);
    }
    look.enabled = false;
    look.hint = context.tr("why.notAValue");
    button(pen, "value.set", box, look);
    return false;
}

}  // namespace

void openValuePlate(const PanelContext& context, const studio::ValueOf& value, ImVec2 at) {
    HandsState& hands = context.state.hands;
    hands.letGo();
    hands.value.open = hands.value.isNew = true;
    hands.value.value = value;
    hands.value.at = at;
    fillField(hands.value, clusterOf(context));
    context.state.buttonsOf = raft::kNoNode;
}

void drawValuePlate(const PanelContext& context, const Area& window) {
    ValueState& state = context.state.hands.value;
    if (!state.open) return;
    // Undo, or another document, may have taken away what it is about.
    if (context.studio.whyNot(studio::cmd::AskValue{state.value})) {
        state.open = false;
        return;
    }
    Pen& pen = context.pen;
    const std::string title = titleOf(context, state.value);
    const TextLook titleLook{Face::SemiBold, 13, context.theme().ink, render::Align::Start};
    const std::vector<Chip> directions = directionChips(context, state.value);
    const std::vector<Chip> picks = pickChips(state.value);
    const float width = std::max({widthOf(context, directions), widthOf(context, picks), pen.width(titleLook, title),
                                  pen.px(kPlateField + 190)}) +
                        pen.px(2 * kPlatePad);
    const float rows = directions.empty() ? 2 : 3;
    const Area plate =
        pushedInto(areaAt(state.at, std::ceil(width), pen.px(kPlatePad * 2 + kPlateTitle + rows * kPlateRow - 8)),
                   window.inset(pen.px(8)));
    beginFloating(pen, "##valueplate", plate);
    pen.box(plate, {context.theme().panel, context.theme().dim, 1, 10});
    ImVec2 at(plate.left + pen.px(kPlatePad), plate.top + pen.px(kPlatePad));
    pen.text(ImVec2(at.x, at.y + pen.px(kPlateTitle / 2 - 4)), titleLook, title);
    at.y += pen.px(kPlateTitle);
    bool done = false;
    if (!directions.empty()) {
        if (const Chip* chip = drawChips(context, at, directions)) {
            state.value = chip->value;
            fillField(state, clusterOf(context));
        }
        at.y += pen.px(kPlateRow);
    }
    done = drawChips(context, at, picks) != nullptr;
    at.y += pen.px(kPlateRow);
    done = drawField(context, at) || done;
    endFloating();
    const bool elsewhere =
        ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !state.isNew && !plate.contains(ImGui::GetIO().MousePos);
    state.isNew = false;
    if (done || elsewhere) state.open = false;
}

}  // namespace gui
