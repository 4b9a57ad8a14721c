#include "app/gui/panels/properties_list.h"

#include <algorithm>
#include <cmath>

#include "app/studio/wording.h"
#include "raft/check/property.h"

namespace gui {
namespace {

using render::Align;

constexpr float kPropertyRow = 22;

float drawViolations(const PanelContext& context, const Area& area, float y) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const auto violations = context.studio.document().history().world().monitor().violations();
    int number = 0;
    for (const raft::Violation& violation : violations) {
        const Area row{area.left, y - pen.px(12), area.right, y + pen.px(12)};
        const Touch touch = pen.touch("violation." + std::to_string(number++), row);
        if (touch.hovered) pen.box(row, {theme.soft, {}, 1, 4});
        if (touch.clicked) context.commands.push(studio::cmd::Select{raft::eventRef(violation.event)});
        drawIcon(pen, Icon::Close, ImVec2(area.left + pen.px(7), y), theme.violation);
        const TextLook nameLook{Face::SemiBold, 13, theme.violation, Align::Start};
        const std::string name = std::string(context.tr("property." + std::string(raft::nameOf(violation.property)))) +
                                 "  " + studio::timeText(violation.time, context.texts);
        pen.text(ImVec2(area.left + pen.px(22), y), nameLook, name);
        y += pen.px(kPropertyRow);
        const TextLook look{Face::Text, 13, theme.ink, Align::Start};
        const float left = area.left + pen.px(22);
        const int lines = pen.paragraph(ImVec2(left, y), look, studio::violationSentence(violation, context.texts),
                                        area.right - left, 20, 4);
        y += pen.px(20) * static_cast<float>(lines) + pen.px(4);
    }
    return y;
}

bool isBroken(const PanelContext& context, std::string_view name) {
    return std::any_of(context.view.violations.begin(), context.view.violations.end(),
                       [name](const raft::ViolationView& violation) { return violation.property == name; });
}

}  // namespace

float drawProperties(const PanelContext& context, const Area& area, float top) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    float y = drawViolations(context, area, top);
    const int columns = std::max(1, static_cast<int>(area.width() / pen.px(250)));
    const float width = area.width() / static_cast<float>(columns);
    int place = 0;
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        // Linearizability is judged on demand, not after every step.
        if (info.property == raft::Property::Linearizability || isBroken(context, info.name)) continue;
        const float x = area.left + width * static_cast<float>(place % columns);
        const float middle = y + pen.px(kPropertyRow) * static_cast<float>(place / columns);
        drawIcon(pen, Icon::Check, ImVec2(x + pen.px(7), middle), theme.ink);
        pen.shortText(ImVec2(x + pen.px(22), middle), {Face::Text, 13, theme.ink, Align::Start},
                      context.tr("property." + std::string(info.name)), width - pen.px(30));
        ++place;
    }
    return y + pen.px(kPropertyRow) * std::ceil(static_cast<float>(place) / static_cast<float>(columns));
}

}  // namespace gui
