#include "app/gui/panels/server_toggles.h"

#include <algorithm>
#include <string>

#include "app/gui/panels/choices.h"

namespace gui {

raft::NodeId drawServerToggles(const PanelContext& context, const Area& area, float y, const ServerToggles& what,
                               raft::NodeSet& chosen) {
    Pen& pen = context.pen;
    pen.shortText(ImVec2(area.left, y), {Face::Text, 14, context.theme().dim, render::Align::Start},
                  context.tr(what.labelKey), pen.px(kChoiceLabel - 10));
    const float gap = pen.px(6);
    const float room = area.right - area.left - pen.px(kChoiceLabel);
    const float widest = (room + gap) / static_cast<float>(std::max(what.servers, 1)) - gap;
    float x = area.left + pen.px(kChoiceLabel);
    raft::NodeId clicked = raft::kNoNode;
    for (int server = 0; server < what.servers; ++server) {
        const raft::NodeId id(static_cast<std::uint8_t>(server));
        const std::string plain = "S" + std::to_string(server + 1);
        const std::string name = what.named ? std::string(context.nameOf(id)) : plain;
        const bool on = chosen.contains(id);
        const ButtonLook look{name, {}, on ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
        const float width = std::min(std::max(buttonWidth(pen, look), pen.px(40)), widest);
        const Area box = areaAt(ImVec2(x, y - pen.px(15)), width, pen.px(30));
        if (button(pen, std::string(what.id) + plain, box, look).clicked) clicked = id;
        x += width + gap;
    }
    if (clicked != raft::kNoNode && chosen.contains(clicked)) {
        chosen.erase(clicked);
    } else if (clicked != raft::kNoNode) {
        chosen.insert(clicked);
    }
    return clicked;
}

}  // namespace gui
