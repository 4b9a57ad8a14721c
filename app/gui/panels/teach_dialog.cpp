#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {
namespace {

using render::Align;

constexpr int kScales[] = {100, 125, 150, 200};

}  // namespace

void drawTeachDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const DialogFrame frame = beginDialog(context, window, ImVec2(600, 340), "teach.title");
    const Area& area = frame.content;
    const TextLook look{Face::Text, 14, context.theme().ink, Align::Start};
    float y = area.top + pen.px(12);
    y += pen.px(24) *
         static_cast<float>(pen.paragraph(ImVec2(area.left, y), look, context.tr("teach.how"), area.width(), 24, 5));
    y += pen.px(20);
    const TextLook label{Face::Text, 14, context.theme().dim, Align::Start};
    float x = area.left + pen.text(ImVec2(area.left, y), label, context.tr("teach.size")) + pen.px(20);
    for (const int percent : kScales) {
        const std::string text = std::to_string(percent) + " %";
        const bool chosen = context.studio.settings().scalePercent == percent;
        const ButtonLook scaleLook{text, {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
        const float width = buttonWidth(pen, scaleLook);
        const Area box = areaAt(ImVec2(x, y - pen.px(15)), width, pen.px(30));
        commandButton(context, "teach.scale." + std::to_string(percent), box, scaleLook,
                      studio::cmd::SetScale{percent});
        x += width + pen.px(8);
    }
    const std::string key = keyCaps(keyHint("lessons"));
    const ButtonLook lessons{context.tr("teach.lessons"), key, ButtonKind::Primary, 14, true, {}};
    const float width = buttonWidth(pen, lessons) + pen.px(16);
    const Area box = areaAt(ImVec2(frame.foot.right - width, frame.foot.middleY() - pen.px(18)), width, pen.px(36));
    commandButton(context, "teach.lessons", box, lessons, studio::cmd::Show{studio::Dialog::Lessons});
    endDialog(context, frame);
}

}  // namespace gui
