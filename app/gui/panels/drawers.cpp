#include "app/gui/panels/drawers.h"

#include <algorithm>

namespace gui {

void drawDrawer(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const studio::Drawer drawer = context.studio.drawer();
    if (drawer == studio::Drawer::None || area.empty()) return;
    drawPanelEdge(pen, area);
    drawPanelTitle(context, area, drawer == studio::Drawer::Feed ? "panel.events" : "panel.places");
    const Area close = areaAround(ImVec2(area.right - pen.px(22), area.top + pen.px(22)), pen.px(26), pen.px(26));
    const std::string hint = std::string(context.tr("drawer.close")) + "  " + keyCaps(context.tr("key.escape"));
    if (iconButton(pen, "drawer.close", close, {Icon::Close, true, false, hint}).clicked) {
        context.commands.push(studio::cmd::ToggleDrawer{drawer});
    }
    const Area inside{area.left + pen.px(16), area.top + pen.px(42), area.right - pen.px(12), area.bottom - pen.px(12)};
    drawer == studio::Drawer::Feed ? drawFeedDrawer(context, inside) : drawPlacesDrawer(context, inside);
}

void drawSeeAsChip(const PanelContext& context, ImVec2 leftMiddle, float right) {
    Pen& pen = context.pen;
    const raft::ClusterConfig& config = context.studio.document().history().config();
    const raft::NodeId eye = context.studio.seenAs();
    const raft::NodeId picked = context.studio.document().selectedServer();
    const bool isOn = eye != raft::kNoNode;
    if (!isOn && picked.value >= config.serverCount()) return;
    const std::string name = config.labelOf(isOn ? eye : picked);
    const std::string label = context.texts.format(isOn ? "seeAs.chip" : "seeAs.offer", {{"node", name}});
    const std::string key = keyCaps(keyHint("see-as"));
    ButtonLook look{label, key, isOn ? ButtonKind::Chosen : ButtonKind::Quiet, 12, true, context.tr("seeAs.hint")};
    const float cross = isOn ? pen.px(26) : 0;
    if (leftMiddle.x + buttonWidth(pen, look) + cross > right) look.key = {};
    const float width = std::min(buttonWidth(pen, look), right - cross - leftMiddle.x);
    if (width < pen.px(40)) return;
    const Area box = areaAt(ImVec2(leftMiddle.x, leftMiddle.y - pen.px(13)), width, pen.px(26));
    if (!isOn) {
        commandButton(context, "seeAs.offer", box, look, studio::cmd::SeeAs{picked});
        return;
    }
    commandButton(context, "seeAs.chip", box, look, studio::cmd::CycleSeeAs{});
    const Area end = areaAround(ImVec2(box.right + pen.px(14), leftMiddle.y), pen.px(24), pen.px(24));
    commandIcon(context, "seeAs.end", end, {Icon::Close, true, false, context.tr("seeAs.end")}, studio::cmd::SeeAs{});
}

}  // namespace gui
