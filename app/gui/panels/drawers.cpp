#include "app/gui/panels/drawers.h"

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

float drawSeeAsChip(const PanelContext& context, ImVec2 leftMiddle) {
    Pen& pen = context.pen;
    const raft::NodeId eye = context.studio.seenAs();
    if (eye == raft::kNoNode) {
        const bool picked = context.studio.document().selectedServer() != raft::kNoNode;
        if (!picked) return leftMiddle.x;
        const std::string name =
            context.studio.document().history().config().labelOf(context.studio.document().selectedServer());
        const std::string label = context.texts.format("seeAs.offer", {{"node", name}});
        const std::string key(keyHint("see-as"));
        const ButtonLook look{label, key, ButtonKind::Quiet, 12, true, {}};
        const Area box = areaAt(ImVec2(leftMiddle.x, leftMiddle.y - pen.px(13)), buttonWidth(pen, look), pen.px(26));
        commandButton(context, "seeAs.offer", box, look,
                      studio::cmd::SeeAs{context.studio.document().selectedServer()});
        return box.right;
    }
    const std::string name = context.studio.document().history().config().labelOf(eye);
    const std::string label = context.texts.format("seeAs.chip", {{"node", name}});
    const std::string hint(context.tr("seeAs.hint"));
    const ButtonLook look{label, keyHint("see-as"), ButtonKind::Chosen, 12, true, hint};
    const Area box = areaAt(ImVec2(leftMiddle.x, leftMiddle.y - pen.px(13)), buttonWidth(pen, look), pen.px(26));
    commandButton(context, "seeAs.chip", box, look, studio::cmd::CycleSeeAs{});
    const Area cross = areaAround(ImVec2(box.right + pen.px(16), leftMiddle.y), pen.px(26), pen.px(26));
    const std::string back(context.tr("seeAs.end"));
    commandIcon(context, "seeAs.end", cross, {Icon::Close, true, false, back}, studio::cmd::SeeAs{});
    return cross.right;
}

}  // namespace gui
